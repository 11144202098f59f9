"""The use cases: what a learner can do, in the terms both front ends share."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from tutor.core.card import Card, CardId, Kind
from tutor.core.day import Clock, learning_day, milliseconds
from tutor.core.grade import Grade
from tutor.core.log import Entry, Event
from tutor.core.memory import Memory
from tutor.core.session import Item, Session, spaced
from tutor.core.text import one_line
from tutor.core.today import Count, Today, today
from tutor.errors import TutorError
from tutor.library.scan import DeckFile, scan
from tutor.library.shelf import Deck, Shelf, grouped
from tutor.scheduling.explain import Reason, conclusion, reasons
from tutor.scheduling.scheduler import Scheduler
from tutor.settings import Settings

if TYPE_CHECKING:  # what reads decks is imported once one has changed: it takes its time
    from tutor.exercises.problem import Problem
    from tutor.exercises.template import Template
    from tutor.library.match import Match
    from tutor.library.parsed import ParsedFile
    from tutor.library.shelf import ShelvedFile
    from tutor.progress.progress import Choice, Counting
    from tutor.progress.progress import Progress as Figures

# More than that, and the learner was elsewhere. An exercise is pen-and-paper work.
LONGEST_SECONDS = {Kind.FLASHCARDS: 120.0, Kind.SELF_CHECK: 120.0, Kind.EXERCISES: 3_600.0}

# The interval, in days, from which an exercise is drawn at the next level.
LEVEL_INTERVALS = (6, 21)

Progress = Callable[[str, float], None]  # which file, and how much of it (0 to 1) is read


class Store(Protocol):
    """What the use cases need of a store. Every method is on disk, or true, when it returns."""

    scheduler: Scheduler

    def shelve(
        self, files: Sequence[DeckFile], read: Callable[[DeckFile], ParsedFile]
    ) -> tuple[list[ShelvedFile], list[ParsedFile], list[Match]]: ...
    def due(self, files: Sequence[int], day: int) -> list[Item]: ...
    def owed(self, files: Sequence[int], day: int) -> list[Item]: ...
    def new(self, files: Sequence[int], day: int, limit: int) -> list[Item]: ...
    def introduced(self, day: int) -> int: ...
    def memory(self, card: CardId) -> Memory: ...
    def card(self, card: CardId, decks: Mapping[int, str]) -> Card | None: ...
    def cards(self, files: Sequence[int], decks: Mapping[int, str]) -> list[Card]: ...
    def tags(self, files: Sequence[int]) -> list[str]: ...
    def entries(self, card: CardId) -> list[Entry]: ...
    def streak(self, day: int) -> int: ...
    def next_due(self, files: Sequence[int], day: int) -> tuple[int, int] | None: ...
    def seconds_a_card(self) -> dict[Kind, float]: ...
    def grade(
        self, card: CardId, quality: int, at: int, day: int, seconds: float, detail: str = ""
    ) -> tuple[Entry, Memory, Memory]: ...
    def practise(
        self, card: CardId, quality: int, at: int, day: int, seconds: float, detail: str = ""
    ) -> Entry: ...
    def undo(self, at: int, day: int) -> Entry | None: ...
    def back_up(self, day: int, stop: Callable[[], bool] = ...) -> Path | None: ...
    def prepare_to_write(self) -> None: ...
    def counting(self, choice: Choice, since: int = 0) -> AbstractContextManager[Counting]: ...


@dataclass(frozen=True, slots=True)
class Asked:
    """The card that is up, and how it stands."""

    item: Item
    card: Card
    memory: Memory
    day: int
    scheduler: Scheduler

    @property
    def choices(self) -> Mapping[Grade, Memory]:
        """What each grade would lead to."""
        return self.scheduler.choices(self.memory, self.day)

    @property
    def counts(self) -> bool:
        """Whether a grade would move the schedule."""
        return self.scheduler.counts(self.memory, self.day)

    @property
    def is_repeat(self) -> bool:
        """Whether it is asked again after a grade below Good."""
        return self.scheduler.owes_repeat(self.memory, self.day)


@dataclass(frozen=True, slots=True)
class Why:
    """A card's schedule derived from its log."""

    card: Card
    reasons: tuple[Reason, ...]
    conclusion: str


class Study:
    """One learner's decks and history, and everything that can be done with them."""

    def __init__(
        self, store: Store, roots: Sequence[Path], clock: Clock, settings: Settings
    ) -> None:
        self.store = store
        self.scheduler = store.scheduler
        self.roots = tuple(roots)
        self.clock = clock
        self.settings = settings
        self.shelf = Shelf()

    @property
    def day(self) -> int:
        """The learning day it is now."""
        return learning_day(self.clock(), self.settings.day_starts)

    def open_decks(self, progress: Progress | None = None) -> Shelf:
        """Find the decks and take in what changed since they were last read."""
        files, missing = scan(self.roots)

        def read_one(file: DeckFile) -> ParsedFile:
            from tutor.library.parse import read

            if progress is None:
                return read(file)
            return read(file, lambda share: progress(file.path, share))

        shelved, parsed, matches = self.store.shelve(files, read_one)
        decks = grouped(files, shelved)
        self.shelf = Shelf(
            decks=decks,
            faults=(*missing, *(fault for file in shelved for fault in file.faults)),
            notes=(*_told(matches), *(str(note) for file in parsed for note in file.notes)),
            names={file: deck.name for deck in decks for file in deck.files},
        )
        return self.shelf

    def prepare(self) -> None:
        """Open what the first grade needs, so that it need not wait for it."""
        self.store.prepare_to_write()

    def today(self) -> Today:
        """What this day holds."""
        files, day = self.shelf.files(), self.day
        return today(
            [*self.store.due(files, day), *self.store.owed(files, day)],
            self.store.new(files, day, self.settings.new_a_day),
            self.store.seconds_a_card(),
        )

    def count(self, deck: Deck, work: Today) -> Count:
        """A deck's share of the day's work."""
        counts = [work.by_file[file] for file in deck.files if file in work.by_file]
        return Count(sum(count.due for count in counts), sum(count.new for count in counts))

    def streak(self) -> int:
        """How many learning days in a row were used."""
        return self.store.streak(self.day)

    def next_due(self) -> tuple[int, int] | None:
        """The next later day on which cards are due, and how many."""
        return self.store.next_due(self.shelf.files(), self.day)

    def sit(self, decks: Sequence[str] = (), limit: int | None = None) -> Session:
        """Begin a sitting: what is due, then what is new, then what is still owed a repeat."""
        files, day = self.shelf.files(decks), self.day
        due = self.store.due(files, day)
        if limit is not None:
            due = due[:limit]
        new = self.store.new(files, day, self.settings.new_a_day)
        queue = [*due, *new]
        owed = self.store.owed(files, day)
        if limit is not None:
            queue = queue[:limit]
            owed = owed[: limit - len(queue)]
        arranged = spaced(queue)
        return Session(arranged, owed=spaced(owed, arranged[-1] if arranged else None))

    def ask(self, session: Session) -> tuple[Session, Asked | None]:
        """The card that is up; those graded meanwhile by another program are passed over."""
        day = self.day
        while (item := session.up) is not None:
            memory = self.store.memory(item.card)
            if self._is_wanted(item, memory, day):
                card = self.card(item.card)
                if card is not None:
                    return session, Asked(item, card, memory, day, self.scheduler)
            session = session.skip()
        return session, None

    def grade(self, session: Session, quality: int, seconds: float, detail: str = "") -> Session:
        """Record the grade of the card that is up, on disk, and go on."""
        item = session.up
        assert item is not None
        entry, before, _ = self.store.grade(
            item.card,
            quality,
            milliseconds(self.clock()),
            self.day,
            _measured(seconds, item.kind),
            detail,
        )
        recalled = entry.event is Event.SCHEDULED and not before.is_new
        return session.grade(entry, recalled=recalled, owed=self.scheduler.comes_back(quality))

    def kept_promise(self, session: Session, asked: Asked) -> bool:
        """Whether the latest grade counted, and led to, what was promised when its card was asked.

        If not, another program graded the card, or took a grade back, in between.
        """
        entry = session.done[-1].entry
        if entry.day != asked.day:
            return True  # the day turned meanwhile
        promised = asked.choices[Grade.of(entry.quality)]
        event = self.scheduler.event(asked.memory, asked.day)
        return entry.event is event and self.store.memory(asked.card.id) == promised

    def undo(self, session: Session) -> Session:
        """Take today's latest grade back, whoever gave it; its card is up again."""
        return self.take_back(session)[0]

    def take_back(self, session: Session) -> tuple[Session, Entry]:
        """The same, and the grade that was taken back."""
        undone = self.store.undo(milliseconds(self.clock()), self.day)
        if undone is None:
            raise TutorError("There is nothing to undo: today's log has no grade left.")
        item = next(
            (done.item for done in reversed(session.done) if done.item.card == undone.card),
            None,
        ) or next((item for item in session.owed if item.card == undone.card), None)
        if item is None:
            card = self.card(undone.card)
            if card is None:
                raise TutorError(
                    "The grade is taken back, but its card is no longer in any of these decks."
                )
            item = Item(card.id, card.note, card.kind)
        item = item._replace(new=self.store.memory(item.card).is_new)
        return session.put_back(item, undone.uid), undone

    def card(self, card: CardId) -> Card | None:
        """A card as the decks have it now, if it is in any of them."""
        return self.store.card(card, self.shelf.names)

    def exercises(self) -> list[Card]:
        """Every exercise of the decks, to be tried at any time."""
        return [card for card in self._cards(self.shelf.files()) if card.kind is Kind.EXERCISES]

    def exercise(self, wanted: str | None = None) -> Card:
        """The exercise with this id, or the one that is most due."""
        cards = self.exercises()
        if not cards:
            raise TutorError("There are no exercises in these decks.")
        if wanted is None:
            return min(cards, key=lambda card: self.store.memory(card.id).due)
        for card in cards:
            if card.id == wanted:
                return card
        listed = ", ".join(one_line(card.id) for card in cards)
        raise TutorError(f"There is no exercise {one_line(wanted)!r}. The exercises: {listed}.")

    def template(self, card: Card) -> Template:
        """The exercise a card stands for, as its file has it now."""
        from tutor.exercises.exercise_file import read_exercises

        try:
            found = read_exercises(Path(card.path).read_bytes(), card.path).templates
        except OSError:
            found = ()
        same = [each for each in found if each.id == card.id]
        same += [each for each in found if each.line == card.line]
        if not same:
            raise TutorError(
                f"The exercise {one_line(card.question)!r} is no longer in {one_line(card.path)}. "
                "Start tutor again to read the decks afresh."
            )
        return same[0]

    def problem(self, card: Card, level: int | None = None, seed: int | None = None) -> Problem:
        """A problem of this exercise: of the level its interval has earned, no recent one."""
        from tutor.exercises.problem import draw

        template = self.template(card)
        if level is None:
            level = min(level_of(self.store.memory(card.id)), len(template.levels))
        if seed is None:
            seed = self._fresh_seed(card, level)
        return draw(template, level, seed)

    def is_first_attempt(self, card: Card) -> bool:
        """Whether an exercise was never tried, so that its worked example opens it."""
        return not self.store.entries(card.id)

    def attempted(self, card: Card, quality: int, seconds: float, detail: str) -> Entry:
        """Record an attempt outside a sitting: a review if it is due or new, else practice."""
        at, day = milliseconds(self.clock()), self.day
        taken = _measured(seconds, card.kind)
        if self.scheduler.counts(self.store.memory(card.id), day):
            return self.store.grade(card.id, quality, at, day, taken, detail)[0]
        return self.store.practise(card.id, quality, at, day, taken, detail)

    def cards_for(self, card: Card, steps: Sequence[str]) -> list[Card]:
        """For each of these steps of an exercise the card of its deck that is most about it."""
        if not steps:
            return []
        try:
            named = dict(self.template(card).cards)
        except TutorError:  # its file was changed meanwhile; the tags still tell
            named = {}
        deck = [each for each in self.look(card.deck) if each.kind is not Kind.EXERCISES]
        found = []
        for step in steps:
            topic = named.get(step, step)
            about = [each for each in deck if topic in (each.id, *each.tags)]
            # The fewer topics a card has, the more it is about each of them.
            found += sorted(about, key=lambda each: (each.id != topic, len(each.tags)))[:1]
        return list(dict.fromkeys(found))

    def _cards(self, files: Sequence[int]) -> list[Card]:
        """The cards of these files; one that stands in two of them comes once."""
        cards = self.store.cards(files, self.shelf.names)
        return list({card.id: card for card in reversed(cards)}.values())[::-1]

    def _fresh_seed(self, card: Card, level: int) -> int:
        """One on from the latest seed of this level: neighbours differ while the pool lasts."""
        for entry in reversed(self.store.entries(card.id)):
            attempt = json.loads(entry.detail) if entry.detail else {}
            if attempt.get("level") == level and isinstance(attempt.get("seed"), int):
                return int(attempt["seed"]) + 1
        return milliseconds(self.clock()) % 1_000_003

    def why(self, card: Card) -> Why:
        """Why a card is due when it is, from its own log."""
        entries = self.store.entries(card.id)
        memory = self.store.memory(card.id)
        return Why(
            card,
            tuple(reasons(self.scheduler, entries)),
            conclusion(self.scheduler, memory, self.day),
        )

    def look_back(
        self, decks: Sequence[str] = (), tag: str = "", since: int = 0
    ) -> AbstractContextManager[Figures]:
        """Progress of the chosen decks and tag and the days from `since` on, counted part by part.

        Within the block a part is counted when it is first asked for.
        """
        from tutor.looking_back import looking_back

        return looking_back(self.store, self.shelf, self.day, decks, tag, since)

    def progress(self, decks: Sequence[str] = (), tag: str = "", since: int = 0) -> Figures:
        """The same, all of it counted."""
        with self.look_back(decks, tag, since) as found:
            found.count()
        return found

    def tags(self, decks: Sequence[str] = ()) -> list[str]:
        """The tags of the cards in these decks, or in all."""
        return self.store.tags(self.shelf.files(decks))

    def look(self, deck: str) -> list[Card]:
        """Every card of a deck, to look through; the schedule is left alone."""
        return self._cards(self.shelf.files([deck]))

    def self_check(self, deck: str) -> list[Card]:
        """A deck's self-check questions as one set; the schedule is left alone."""
        return [card for card in self.look(deck) if card.kind is Kind.SELF_CHECK]

    def _is_wanted(self, item: Item, memory: Memory, day: int) -> bool:
        if memory.is_new:
            return not item.new or self.store.introduced(day) < self.settings.new_a_day
        return memory.due <= day or self.scheduler.owes_repeat(memory, day)


def level_of(memory: Memory) -> int:
    """The level at which an exercise is drawn; it rises as the interval grows."""
    return 1 + sum(memory.interval >= days for days in LEVEL_INTERVALS)


def _measured(seconds: float, kind: Kind) -> float:
    return round(min(max(seconds, 0.0), LONGEST_SECONDS[kind]), 3)


def _told(matches: Sequence[Match]) -> list[str]:
    """What the learner should know of cards that changed."""
    if not matches:
        return []
    from tutor.library.match import Origin

    reworded = sum(match.origin is Origin.REWORDED for match in matches)
    rivals = sum(match.origin is Origin.RIVALS for match in matches)
    told = []
    if reworded:
        told.append(f"{reworded} changed card{'s' * (reworded > 1)} kept its history.")
    if rivals:
        told.append(
            f"{rivals} card{'s' * (rivals > 1)} could be several that vanished, "
            "and so began as new."
        )
    return told
