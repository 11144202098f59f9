"""Cards set aside, marked or moved to another day, each of it an entry of the log."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tutor.core.actions import done, named
from tutor.core.card import CardId
from tutor.core.card_state import CardState
from tutor.core.day import relative
from tutor.core.log import ACTIONS, Event
from tutor.core.memory import Memory
from tutor.core.text import counted
from tutor.errors import TutorError
from tutor.study.learner import Learner


class Acted(NamedTuple):
    """A card after an action, and how it stands."""

    id: CardId
    memory: Memory
    state: CardState


class SettingAside:
    """What can be done with cards without grading them; all of them, or none."""

    def __init__(self, learner: Learner) -> None:
        self._learner = learner

    def act(self, cards: Sequence[CardId], event: Event, value: int | None = None) -> list[Acted]:
        """Record it, on disk, as one action that one undo takes back.

        `value` is the day, or the flag; a card is buried until tomorrow unless it says otherwise.
        """
        learner = self._learner
        if value is None:
            value = learner.day + 1 if event is Event.BURY else 0
        each = list(dict.fromkeys(cards))
        with learner.store.writing() as writer:
            writer.act(each, event, value, learner.now, learner.day)
            queries = writer.queries
            return [Acted(card, queries.memory(card), queries.state(card)) for card in each]

    def undo(self) -> str:
        """Undo the latest action of today, and say so; a grade is undone in a review session."""
        learner = self._learner
        with learner.store.writing() as writer:
            latest = writer.queries.latest(learner.day)
            if latest is None:
                raise TutorError("There is nothing to undo: nothing of today is left.")
            if latest.entry.event not in ACTIONS:
                raise TutorError(
                    "The latest is a grade. It is undone in a review session, where its card is "
                    "asked again."
                )
            undone = writer.undo(learner.now, learner.day)
        assert undone is not None
        count = f", {counted(1 + len(undone.others), 'card')}" if undone.others else ""
        return f"Undone{undone.origin}: {named(undone.entry)}{count}."

    def state(self, card: CardId) -> CardState:
        """How a card was set aside."""
        with self._learner.store.reading() as queries:
            return queries.state(card)

    def suspended(self) -> set[CardId]:
        """Every card that is suspended."""
        with self._learner.store.reading() as queries:
            return queries.suspended()

    def told(self, event: Event, value: int | None, cards: Sequence[Acted], which: str = "") -> str:
        """What was done, in one sentence or two, perhaps with the cards that are meant."""
        day = self._learner.day
        if value is None:
            value = day + 1 if event is Event.BURY else 0
        said = done(event, value, day)
        if len(cards) != 1:
            which = which or counted(len(cards), "card")
        said = f"{said}: {which}." if which else f"{said}."
        if event is Event.RESCHEDULE:
            later = [card for card in cards if card.memory.due > value]
            if later:
                which = "It was" if len(cards) == 1 else f"{len(later)} of them were"
                due = relative(later[0].memory.due, day)
                said = f"{which} graded on that day already, and due {due}."
            if any(card.state.until > value for card in cards):
                said += " Suspended or buried cards stay so; resume asks them again."
        return said
