"""The decks on disk: their files as last read, which must be read again, and the decks by name."""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from tutor.core.fault import Fault
from tutor.core.text import one_line
from tutor.errors import TutorError

if TYPE_CHECKING:
    from tutor.library.scan import DeckFile

# Which reader of decks this is. Files that another one read are read once again, changed or not.
READER = "6"


class ShelvedFile(NamedTuple):
    """A deck file as it was when it was last read; `id` is the store's number for it."""

    id: int
    path: str
    size: int
    modified: int  # the stamp of its DeckFile
    name: str
    cards: int
    faults: tuple[Fault, ...]


def changes(
    files: Sequence[DeckFile], shelved: Mapping[str, ShelvedFile]
) -> tuple[list[DeckFile], list[int]]:
    """The deck files to be read again, and the numbers of those that are gone from the disk."""
    changed = [
        file
        for file in files
        if (old := shelved.get(file.path)) is None
        or (old.size, old.modified) != (file.size, file.stamp)
    ]
    here = {file.path for file in files}
    gone = [
        old.id for path, old in shelved.items() if path not in here and not os.path.exists(path)
    ]
    return changed, gone


class State(StrEnum):
    """Whether a deck is used."""

    ON = "on"
    OFF = "off"  # it asks nothing; its history is kept
    OFFERED = "offered"  # it came with a new version, to a learner with a history: off until taken


class Deck(NamedTuple):
    """A deck by name: its files' numbers in the store, and how many cards they hold."""

    name: str
    files: tuple[int, ...]
    cards: int
    state: State = State.ON

    @property
    def is_on(self) -> bool:
        """Whether it asks anything."""
        return self.state is State.ON


class Shelf(NamedTuple):
    """The decks as they are on disk, and what there is to say about them."""

    decks: tuple[Deck, ...] = ()
    faults: tuple[Fault, ...] = ()
    notes: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()  # those of the notes that ask which card a new one is
    names: Mapping[int, str] = MappingProxyType({})  # the deck each file belongs to

    def files(self, decks: Sequence[str] = ()) -> list[int]:
        """The files of these decks, or of all that are on."""
        chosen = [self.deck(name) for name in decks] if decks else self.on
        return list(dict.fromkeys(file for deck in chosen for file in deck.files))

    @property
    def on(self) -> tuple[Deck, ...]:
        """The decks that are on."""
        return tuple(deck for deck in self.decks if deck.is_on)

    @property
    def offered(self) -> tuple[Deck, ...]:
        """The decks that are offered."""
        return tuple(deck for deck in self.decks if deck.state is State.OFFERED)

    def asked(self, decks: Sequence[str] = ()) -> list[int]:
        """The same for a review; a TutorError if one that is named is off."""
        for name in decks:
            if not (deck := self.deck(name)).is_on:
                import shlex

                shown = one_line(deck.name)
                raise TutorError(
                    f"The deck {shown!r} is off: it asks nothing. "
                    f"`tutor decks on {shlex.quote(shown)}` switches it on."
                )
        return self.files(decks)

    def deck(self, name: str) -> Deck:
        """The deck of this name; a TutorError that lists the names if there is none."""
        for deck in self.decks:
            if deck.name == name:
                return deck
        for deck in self.decks:
            if deck.name.casefold() == name.casefold():
                return deck
        from difflib import get_close_matches

        names = [deck.name for deck in self.decks]
        close = get_close_matches(name, names, n=1)
        hint = f" Did you mean {one_line(close[0])!r}?" if close else ""
        listed = ", ".join(one_line(name) for name in names) or "none"
        raise TutorError(f"There is no deck {one_line(name)!r}.{hint} The decks: {listed}.")


def switched(decks: Sequence[Deck], off: Sequence[str], offered: Collection[str]) -> list[Deck]:
    """The decks with their states: those that are named are off, by exact name or else by letters.

    What is offered stays so until it is taken or switched off by name.
    """
    names = {deck.name for deck in decks}
    exact = names.intersection(off)
    folded = {name.casefold() for name in off if name not in exact}

    def state(deck: Deck) -> State:
        if deck.name in exact or deck.name.casefold() in folded:
            return State.OFF
        return State.OFFERED if deck.name in offered else State.ON

    return [deck._replace(state=state(deck)) for deck in decks]


def grouped(files: Sequence[DeckFile], shelved: Sequence[ShelvedFile]) -> tuple[Deck, ...]:
    """The files grouped into decks: a folder's by its name, a loose file's by its own."""
    decks: dict[str, Deck] = {}
    for file, known in zip(files, shelved, strict=True):
        name = one_line(file.deck or known.name or Path(file.path).stem)
        deck = decks.get(name, Deck(name, (), 0))
        decks[name] = deck._replace(files=(*deck.files, known.id), cards=deck.cards + known.cards)
    return tuple(decks.values())
