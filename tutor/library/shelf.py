"""Deck files as they were when last read, and which of them must be read again."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tutor.core.fault import Fault

if TYPE_CHECKING:
    from tutor.library.scan import DeckFile


@dataclass(frozen=True, slots=True)
class ShelvedFile:
    """A deck file as it was when it was last read; `id` is the store's number for it."""

    id: int
    path: str
    size: int
    modified: int
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
        or (old.size, old.modified) != (file.size, file.modified)
    ]
    here = {file.path for file in files}
    gone = [
        old.id for path, old in shelved.items() if path not in here and not os.path.exists(path)
    ]
    return changed, gone
