"""Cards found by a search, among those of all decks."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property
from typing import NamedTuple

from tutor.core.card import CardId
from tutor.core.kind import Kind
from tutor.core.text import one_line
from tutor.errors import TutorError
from tutor.search.automaton import TooMuchWork
from tutor.search.completion import completions
from tutor.search.list_columns import Column
from tutor.search.query import Every, Query
from tutor.search.read_search import read
from tutor.search.search_error import SearchError, listed
from tutor.store.searching import Row, Searching, SearchStopped
from tutor.study.decks import Decks
from tutor.study.learner import Learner

_LONGEST_NAME = 50


class Selection(NamedTuple):
    """Which cards are meant: those that all of this finds."""

    search: str = ""
    tag: str = ""
    kinds: tuple[Kind, ...] = ()

    @property
    def is_all(self) -> bool:
        """Whether no card is left out."""
        return not (self.search.strip() or self.tag or self.kinds)


class Finding:
    """The cards of the open decks, those that are off among them, by search."""

    def __init__(self, learner: Learner, decks: Decks) -> None:
        self._learner = learner
        self._decks = decks

    def ids(self, search: str) -> list[CardId]:
        """The cards that match, in the order of the decks; a SearchError says what is wrong."""
        return [row.card.id for row in self.rows(search)]

    def only(self, selection: Selection) -> dict[CardId, int] | None:
        """The cards of a selection and their numbers in the store; None for all of them.

        A TutorError if it finds none.
        """
        if selection.is_all:
            return None
        tag = selection.tag.replace('"', '\\"')
        kinds = " or ".join(f"kind:{kind}" for kind in selection.kinds)
        searches = [selection.search, f'tag:"{tag}"' if tag else "", kinds]
        with self._open() as view:
            names = _Names(self._decks, view, None)
            query = Every(tuple(read(search, names) for search in searches))
            ids = view.ids(self._matching(view, query, selection.search))
        if not ids:
            said = " ".join(f"({each})" for each in searches if each.strip())
            raise TutorError(f"No card matches {one_line(said)}. `tutor list` searches too.")
        return ids

    def count(self, search: str) -> int:
        """How many cards match."""
        with self._open() as view:
            return len(self._find(view, search))

    def rows(self, search: str) -> list[Row]:
        """The same, with what a list says of each."""
        shelf = self._decks.shelf
        with self._open() as view:
            return view.rows(view.in_order(self._find(view, search)), shelf.names)

    def ordered(
        self, search: str, by: Column = Column.DECK, *, is_reversed: bool = False
    ) -> Sequence[int]:
        """The numbers of the cards that match, by a column."""
        with self._open() as view:
            return view.in_order(self._find(view, search), by, is_reversed=is_reversed)

    def rows_of(self, numbers: Sequence[int]) -> list[Row]:
        """What a list says of these cards; of those that stand in a deck."""
        try:
            with self._open() as view:
                return view.rows(numbers, self._decks.shelf.names)
        except SearchStopped:  # that was meant for the search before
            return self.rows_of(numbers)

    def ids_of(self, numbers: Collection[int]) -> list[CardId]:
        """The ids of these cards."""
        with self._open() as view:
            return [*view.ids([*numbers])]

    def completions(self, search: str) -> Sequence[str]:
        """How what is being typed can go on."""
        with self._open() as view:
            return completions(search, _Names(self._decks, view, None))

    def stop(self) -> None:
        """Let the search end that runs in another thread: its result is no longer wanted."""
        self._learner.store.stop_search()

    def saved(self) -> dict[str, str]:
        """The saved searches, by name."""
        with self._open() as view:
            return view.saved()

    def save(self, name: str, search: str) -> int:
        """Save a search by name, once it can be read; how many cards match."""
        if not search.strip():
            raise TutorError("There is no search to save: write it after the name.")
        if not name.strip() or len(name) > _LONGEST_NAME or one_line(name) != name or '"' in name:
            raise TutorError(
                f"{one_line(name)!r} cannot be the name of a search. Use up to {_LONGEST_NAME} "
                "letters, digits and signs on one line, without quotes."
            )
        with self._open() as view:
            others = {
                n: text for n, text in view.saved().items() if n.casefold() != name.casefold()
            }
            count = len(self._find(view, search, {**others, name: search}))
        with self._learner.store.writing() as writer:
            writer.save_search(name, search)
        return count

    def forget(self, name: str) -> None:
        """Forget a saved search."""
        with self._learner.store.writing() as writer:
            if writer.forget_search(name):
                return
        names = listed(self.saved()) or "none"
        raise TutorError(f"There is no saved search {one_line(name)!r}. The saved ones: {names}.")

    def _find(
        self, view: Searching, search: str, saved: Mapping[str, str] | None = None
    ) -> Sequence[int]:
        return self._matching(view, read(search, _Names(self._decks, view, saved)), search)

    def _matching(self, view: Searching, query: Query, search: str) -> Sequence[int]:
        try:
            return view.find(query, self._learner.day, self._learner.settings.leech_from)
        except TooMuchWork as error:
            message = "This regular expression takes too long. Look for words, or make it shorter."
            raise SearchError(message, search, search.find(str(error)) + 1) from error

    @contextmanager
    def _open(self) -> Iterator[Searching]:
        with self._learner.store.searching([*self._decks.shelf.names]) as view:
            yield view


def numbers_of(cards: Mapping[CardId, int] | None) -> Collection[int] | None:
    """The numbers of what `Finding.only` gives."""
    return None if cards is None else cards.values()


class _Names:
    """The names that a search may use, each kind looked up once it is needed."""

    def __init__(self, decks: Decks, view: Searching, saved: Mapping[str, str] | None) -> None:
        self._decks = decks
        self._view = view
        self._saved = saved

    def decks(self) -> Mapping[str, Collection[int]]:
        """The decks, and the numbers of their files."""
        return {deck.name: deck.files for deck in self._decks.shelf.decks}

    def paths(self) -> Mapping[str, int]:
        """The deck files by their paths."""
        return self._decks.paths

    def tags(self) -> Mapping[str, Collection[str]]:
        """The tags, and the lists of tags that hold each."""
        return self._tags

    @cached_property
    def _tags(self) -> Mapping[str, Collection[str]]:
        return self._view.tags()

    def saved(self) -> Mapping[str, str]:
        """The saved searches."""
        return self._view.saved() if self._saved is None else self._saved
