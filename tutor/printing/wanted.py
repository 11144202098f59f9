"""What is to be printed: which cards of which decks, and fresh draws of which exercises."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

from tutor.core.card import Card
from tutor.core.day import milliseconds
from tutor.core.kind import Kind
from tutor.core.text import counted, one_line
from tutor.errors import TutorError
from tutor.study import Study
from tutor.study.finding import Selection

if TYPE_CHECKING:
    from tutor.exercises.problem import Problem

# What is being done, and how much of it (0 to 1) where that is known; it may raise to stop.
Progress = Callable[[str, float | None], None]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which cards; an exercise is drawn `count` times, from `seed` on or from a fresh one."""

    decks: tuple[str, ...] = ()
    kinds: tuple[Kind, ...] = ()  # () for all
    tag: str = ""
    due: bool = False
    search: str = ""
    level: int | None = None
    seed: int | None = None
    count: int = 1


@dataclass(frozen=True, slots=True)
class Drawn:
    """A fresh draw of an exercise, and the deck the exercise is from."""

    problem: "Problem"
    deck: str

    @property
    def origin(self) -> str:
        """How to draw it again."""
        problem = self.problem
        return f"{problem.exercise} · level {problem.level} · seed {problem.seed}"


@dataclass(frozen=True, slots=True)
class Chosen:
    """The cards and the problems to print, in order; the problems are drawn from `seed` on."""

    decks: tuple[str, ...]
    cards: tuple[Card, ...]
    problems: tuple[Drawn, ...]
    seed: int

    @property
    def count(self) -> int:
        """How many cards and problems there are."""
        return len(self.cards) + len(self.problems)

    @property
    def title(self) -> str:
        """What the whole is called."""
        if len(self.decks) <= 3:
            return ", ".join(self.decks)
        return f"{len(self.decks)} decks"

    def __str__(self) -> str:
        said = []
        if self.cards:
            said.append(counted(len(self.cards), "card"))
        if self.problems:
            drawn = counted(len(self.problems), "problem")
            said.append(f"{drawn} (drawn with --seed {self.seed})")
        return " and ".join(said)


def choose(study: Study, wanted: Wanted, progress: Progress) -> Chosen:
    """What is wanted of the decks as they are; a TutorError if that is nothing."""
    cards = _due(study, wanted) if wanted.due else _all(study, wanted)
    if not cards:
        what = f"of {_listed(wanted.decks)}" if wanted.decks else "in your decks"
        raise TutorError(
            f"There is nothing to print: nothing {what} is due today."
            if wanted.due
            else f"There is nothing to print: there are no cards {what}."
        )
    if wanted.search.strip():
        found = study.find.only(Selection(wanted.search)) or {}
        cards = [card for card in cards if card.id in found]
        if not cards:
            raise TutorError(
                f"There is nothing to print: no card of these matches {one_line(wanted.search)}."
            )
    if wanted.tag:
        cards = _tagged(cards, wanted.tag)
    if wanted.kinds:
        left = [card for card in cards if card.kind in wanted.kinds]
        if not left:
            kinds = ", ".join(sorted({card.kind.value for card in cards}))
            raise TutorError(
                f"There is nothing to print: no {' or '.join(wanted.kinds)} among these "
                f"{len(cards):,} cards. Their kinds: {kinds}."
            )
        cards = left
    seed = wanted.seed
    if seed is None:
        seed = milliseconds(study.clock()) % 1_000_003
    exercises = [card for card in cards if card.kind.is_drawn]
    problems = []
    for done, card in enumerate(exercises):
        progress("Drawing problems", done / len(exercises))
        for more in range(wanted.count):
            problems.append(
                Drawn(study.exercises.problem(card, wanted.level, seed + more), card.deck)
            )
    return Chosen(
        tuple(dict.fromkeys(card.deck for card in cards)),
        tuple(card for card in cards if not card.kind.is_drawn),
        tuple(problems),
        seed,
    )


def _all(study: Study, wanted: Wanted) -> list[Card]:
    """Every card of the decks, each once."""
    return study.decks.cards(wanted.decks)


def _due(study: Study, wanted: Wanted) -> list[Card]:
    """What a review session that began now would ask, in its order."""
    session = study.review.begin(wanted.decks)
    items = (*session.queue, *session.owed, *session.put_off)
    found = (study.decks.card(item.card) for item in items)
    return [card for card in found if card is not None]


def _tagged(cards: list[Card], tag: str) -> list[Card]:
    """The cards that bear a tag, in capitals or not."""
    left = [card for card in cards if tag.casefold() in map(str.casefold, card.tags)]
    if left:
        return left
    tags = sorted({tag for card in cards for tag in card.tags})
    close = get_close_matches(tag, tags, n=1)
    hint = f" Did you mean {one_line(close[0])!r}?" if close else ""
    raise TutorError(
        f"There is nothing to print: none of these {len(cards):,} cards has the tag "
        f"{one_line(tag)!r}.{hint} Their tags: {_listed(tags[:40]) or 'none'}."
    )


def _listed(names: Sequence[str]) -> str:
    return ", ".join(map(one_line, names))
