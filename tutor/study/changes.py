"""What is different once decks were read again, in numbers and in one line."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from tutor.core.card import CardId
from tutor.core.fault import Fault
from tutor.core.text import counted, one_line

NOTHING = "Nothing changed."


class Placed(NamedTuple):
    """A card where it stands in a deck file, as a value to be compared."""

    path: str
    text: tuple[str, ...]  # all that its file says of it


class Changes(NamedTuple):
    """The cards and faults of the files that were read again."""

    new: tuple[CardId, ...] = ()
    back: tuple[CardId, ...] = ()  # gone for a while, with a history
    edited: tuple[CardId, ...] = ()
    moved: tuple[CardId, ...] = ()  # to another file
    gone: tuple[CardId, ...] = ()
    faults: tuple[Fault, ...] = ()
    corrected: int = 0  # faults that are no more
    doubts: tuple[str, ...] = ()  # cards that may be one that is gone

    @property
    def any(self) -> bool:
        """Whether there is anything to be said."""
        return any(self)

    def __str__(self) -> str:
        """One line."""
        said: list[str] = []
        for cards, what in (
            (self.new, "new"),
            (self.back, "back (history kept)"),
            (self.edited, "edited (history kept)"),
            (self.moved, "moved to another file"),
            (self.gone, "gone (history kept)"),
        ):
            if cards:
                number = f"{len(cards):,}" if said else counted(len(cards), "card")
                said.append(f"{number} {what}")
        if self.corrected:
            said.append(f"{counted(self.corrected, 'fault')} corrected")
        if self.faults:
            more = f", and {len(self.faults) - 1:,} more" if len(self.faults) > 1 else ""
            said.append(f"{counted(len(self.faults), 'fault')}: {self.faults[0]}{more}")
        line = f"{', '.join(said)}." if said else ""
        parts = [line.replace("..", "."), *self.doubts[:1]]
        return one_line(" ".join(filter(None, parts))) or NOTHING


def compare(
    before: Mapping[CardId, Placed],
    after: Mapping[CardId, Placed],
    elsewhere: Collection[CardId],
    graded: Collection[CardId],
) -> Changes:
    """The cards that differ; some stand `elsewhere`, in files that were not read again."""
    came = [card for card in after if card not in before and card not in elsewhere]
    both = [card for card in after if card in before]
    return Changes(
        new=tuple(card for card in came if card not in graded),
        back=tuple(card for card in came if card in graded),
        edited=tuple(card for card in both if before[card].text != after[card].text),
        moved=tuple(card for card in both if before[card].path != after[card].path),
        gone=tuple(card for card in before if card not in after and card not in elsewhere),
    )


def faults(
    before: Sequence[Fault], after: Sequence[Fault], read: Collection[str]
) -> tuple[tuple[Fault, ...], int]:
    """The faults of the files that were read, and how many others there were that are no more."""
    left = {(fault.path, fault.message) for fault in after}
    corrected = sum((fault.path, fault.message) not in left for fault in before)
    return tuple(fault for fault in after if fault.path in read), corrected
