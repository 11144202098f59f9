"""The names that a search may use: decks, files, tags, other searches."""

from collections.abc import Collection, Mapping
from typing import Protocol


class Names(Protocol):
    """Each is looked up when a search first uses one of its kind."""

    def decks(self) -> Mapping[str, Collection[int]]:
        """The decks, and the numbers of their files in the store."""

    def paths(self) -> Mapping[str, int]:
        """The deck files by their paths."""

    def tags(self) -> Mapping[str, Collection[str]]:
        """The tags of all cards, and the lists of tags, as the store has them, that hold each."""

    def saved(self) -> Mapping[str, str]:
        """The searches that were saved, by name."""
