"""Exercises: found, drawn as problems, and their attempts recorded."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from tutor.core.card import Card, CardId
from tutor.core.log import Graded
from tutor.core.memory import Memory
from tutor.core.text import one_line
from tutor.errors import TutorError
from tutor.paths import is_bundled
from tutor.study.decks import Decks
from tutor.study.learner import Learner, recorded_seconds

if TYPE_CHECKING:  # numpy comes with it
    from tutor.exercises.attempt import Attempt
    from tutor.exercises.problem import Problem
    from tutor.exercises.template import Template

# The interval, in days, from which an exercise is drawn at the next level.
LEVEL_INTERVALS = (6, 21)


class Exercises:
    """The exercises of the open decks."""

    def __init__(self, learner: Learner, decks: Decks) -> None:
        self._learner = learner
        self._decks = decks

    def all(self) -> list[Card]:
        """Every exercise, to be tried at any time."""
        return [card for card in self._decks.cards() if card.kind.is_drawn]

    def _everywhere(self) -> list[Card]:
        """Every exercise, those of decks that are on first: one that is named may be in any."""
        decks = sorted(self._decks.shelf.decks, key=lambda deck: not deck.is_on)
        cards = self._decks.cards([deck.name for deck in decks]) if decks else []
        return [card for card in cards if card.kind.is_drawn]

    def find(self, wanted: str | None = None, only: Collection[CardId] | None = None) -> Card:
        """The exercise with this id, the learner's own first; or the one that is most due.

        An exercise whose id is that of another card is found by it all the same. If cards are
        named, one of those.
        """
        cards = self.all() if wanted is None else self._everywhere()
        if only is not None:
            cards = [card for card in cards if card.id in only]
            if not cards:
                raise TutorError(
                    "No exercise is among the cards that are found. `tutor list kind:exercises` "
                    "lists all."
                )
        if not cards:
            some_off = len(self._decks.shelf.on) < len(self._decks.shelf.decks)
            which = "the decks that are on; `tutor decks` lists all" if some_off else "these decks"
            raise TutorError(f"There are no exercises in {which}.")
        if wanted is None:
            with self._learner.store.reading() as queries:
                return min(cards, key=lambda card: queries.memory(card.id).due)
        named = {CardId(wanted), *self._decks.given(wanted)}
        found = [card for card in cards if card.id in named]
        found.sort(key=lambda card: (is_bundled(card.path), card.id != wanted))
        if found:
            return found[0]
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
                "Start tutor again to read the decks again."
            )
        return same[0]

    def problem(self, card: Card, level: int | None = None, seed: int | None = None) -> Problem:
        """A problem of this exercise: of the level its interval has earned, no recent one."""
        from tutor.exercises.problem import draw

        template = self.template(card)
        if level is None:
            with self._learner.store.reading() as queries:
                level = min(level_of(queries.memory(card.id)), len(template.levels))
        if seed is None:
            seed = self._fresh_seed(card, level)
        return draw(template, level, seed)

    def is_first_attempt(self, card: Card) -> bool:
        """Whether an exercise was never tried, so that its worked example opens it."""
        with self._learner.store.reading() as queries:
            return not queries.entries(card.id)

    def record(self, card: Card, quality: int, seconds: float, detail: str) -> Graded:
        """Record an attempt outside a review session: practice, unless it is due or new."""
        learner, taken = self._learner, recorded_seconds(seconds, card.kind)
        with learner.store.reading() as queries:
            is_review = learner.scheduler.counts(queries.memory(card.id), learner.day)
        with learner.store.writing() as writer:
            if is_review:
                return writer.grade(
                    card.id, quality, learner.now, learner.day, taken, detail, card.kind
                )
            return writer.practise(card.id, quality, learner.now, learner.day, taken, detail)

    def about(self, card: Card) -> Card | None:
        """The exercise of a card's deck that asks most of what the card is about, if any does."""
        if card.kind.is_drawn:
            return None
        exercises = [each for each in self._decks.cards([card.deck]) if each.kind.is_drawn]
        topics: dict[str, list[str]] = {}
        for path in {each.path for each in exercises}:
            topics |= _topics(path)
        found: list[tuple[int, Card]] = []
        for exercise in exercises:
            asked = topics.get(exercise.id, [])
            given = [topic for topic in asked if card.id in self._decks.given(topic)]
            shared = 2 * len(given) + sum(topic in card.tags for topic in asked)
            if shared:
                found.append((shared, exercise))
        return max(found, key=lambda each: each[0])[1] if found else None

    def cards_for(self, card: Card, attempt: Attempt) -> list[Card]:
        """The cards that explain the mistakes that were made, then one for each step gone wrong.

        Each is one of the exercise's own deck, or one of another deck that is named by its id.
        """
        if not attempt.went_wrong:
            return []
        try:
            named = dict(self.template(card).cards)
        except TutorError:  # its file was changed meanwhile; the cards' tags are still known
            named = {}
        deck = [each for each in self._decks.cards([card.deck]) if not each.kind.is_drawn]
        found = []
        for explaining in attempt.cards:
            given = self._decks.given(explaining)
            found += [each for each in deck if each.id in given][:1] or self._elsewhere(given, card)
        for step in attempt.went_wrong:
            topic = named.get(step, step)
            given = self._decks.given(topic)
            about = [each for each in deck if each.id in given or topic in each.tags]
            # The fewer topics a card has, the more it is about each of them.
            about.sort(key=lambda each: (each.id not in given, len(each.tags)))
            found += about[:1] or self._elsewhere(given, card)
        return list(dict.fromkeys(found))

    def _elsewhere(self, given: Sequence[CardId], exercise: Card) -> list[Card]:
        """Of cards in other decks that were given an id, the one that an exercise means."""
        cards = [card for each in given if (card := self._decks.card(each)) is not None]
        cards = [card for card in cards if not card.kind.is_drawn]
        # Of a bundled card and the learner's own, a bundled exercise means the bundled one.
        cards.sort(key=lambda card: is_bundled(card.path) != is_bundled(exercise.path))
        return cards[:1]

    def _fresh_seed(self, card: Card, level: int) -> int:
        """One more than the latest seed of this level: neighbours differ while the pool lasts."""
        with self._learner.store.reading() as queries:
            entries = queries.entries(card.id)
        for entry in reversed(entries):
            attempt = json.loads(entry.detail) if entry.detail else {}
            if attempt.get("level") == level and isinstance(attempt.get("seed"), int):
                return int(attempt["seed"]) + 1
        return self._learner.now % 1_000_003


def level_of(memory: Memory) -> int:
    """The level at which an exercise is drawn; it rises as the interval grows."""
    return 1 + sum(memory.interval >= days for days in LEVEL_INTERVALS)


def _topics(path: str) -> dict[str, list[str]]:
    """What each exercise of a file asks, by its id: the tags or ids of cards about it.

    No problem is drawn, as it is to read the exercises themselves.
    """
    from tutor.exercises.toml_chunks import Bad, chunks, read_toml

    try:
        _, *exercises = chunks(Path(path).read_text("utf-8-sig"))
    except (OSError, ValueError):  # changed meanwhile
        return {}
    found = {}
    for chunk in exercises:
        with suppress(Bad):  # such a one is no card
            table = read_toml(chunk)["exercise"][0]
            steps, cards = table.get("steps"), table.get("cards", {})
            if isinstance(steps, list) and isinstance(cards, dict):
                found[str(table.get("id"))] = [str(cards.get(str(step), step)) for step in steps]
    return found
