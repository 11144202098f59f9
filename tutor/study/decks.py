"""The decks: found on disk, read where they changed, and what stands in them."""

from __future__ import annotations

import gc
import os
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from tutor.core.card import Card, CardId
from tutor.core.fault import Fault
from tutor.core.text import counted, one_line
from tutor.library.own_copies import copied
from tutor.library.scan import DeckFile, scan
from tutor.library.shelf import Deck, Shelf, ShelvedFile, State, changes
from tutor.paths import bundled_names
from tutor.store.decks_on import with_states

if TYPE_CHECKING:  # what reads decks is imported once one has changed: it takes its time
    from tutor.library.match import Match
    from tutor.library.parsed import ParsedFile
    from tutor.store.database import Database
    from tutor.store.queries import Queries
    from tutor.store.undecided import Undecided
    from tutor.study.changes import Changes
    from tutor.study.rereading import Comparison

_MOST_UNDECIDED = 100  # are listed

OnRead = Callable[[str, float], None]  # called with a file and how much of it (0 to 1) is read


class Decks:
    """The learner's decks; `shelf` is how they stood when they were last opened."""

    def __init__(
        self,
        store: Database,
        roots: Sequence[Path],
        today: Callable[[], int] | None = None,
        own: Path | None = None,
        off: Sequence[str] = (),
        settings_file: Path | None = None,
    ) -> None:
        self._today = today
        self._store = store
        self._roots = tuple(roots)
        self.own = own or _last_folder(self._roots)  # where the learner's decks are written
        self.shelf = Shelf()
        self._off = tuple(off)
        self._settings_file = settings_file  # None: what is switched holds for this run only
        self._files: list[tuple[DeckFile, ShelvedFile]] = []
        self._found: dict[str, tuple[int, int]] = {}  # how each file stood: size, modified
        self._stamps: dict[str, tuple[int, int]] = {}  # the same, its macros with it
        self._opening = threading.Lock()

    @property
    def roots(self) -> tuple[Path, ...]:
        """Where decks are read from; the learner's own folder once it is there."""
        if self.own in self._roots or not self.own.is_dir():
            return self._roots
        return (*self._roots, self.own)

    def open(self, on_read: OnRead | None = None) -> Shelf:
        """Find the decks and read the files that changed since they were last read."""
        with self._opening:
            return self._open(on_read)

    def reread(self, on_read: OnRead | None = None) -> Changes:
        """Do so while they are open, and tell what is different."""
        from tutor.study.rereading import Comparison

        with self._opening:
            comparison = Comparison(self._store, self.shelf)
            self._open(on_read, comparison)
            return comparison.changes(self.shelf)

    def _open(self, on_read: OnRead | None, comparison: Comparison | None = None) -> Shelf:
        roots = self.roots
        files, missing = scan(roots)
        self._found = {file.path: (file.size, file.modified) for file in files}
        self._stamps = _stamps(files)
        if on_read is not None:  # a database of an earlier format takes a while too
            self._store.on_conversion = partial(on_read, str(self._store.path))
        with self._store.reading() as queries:
            known = queries.shelved_files()
            changed, gone = changes(files, known)
        replaced = copied({*known, *self._found}, roots) & {*known}
        gone += [known[path].id for path in replaced if known[path].id not in gone]
        if comparison is not None:
            comparison.before([known[file.path].id for file in changed if file.path in known], gone)
        parsed: dict[DeckFile, ParsedFile] = {}
        matches: list[Match] = []
        if changed or gone:
            with _garbage_waits():
                parsed = {file: _read(file, on_read) for file in changed}
                look_up = _nothing
                if on_read is not None and changed:  # what takes long can be stopped to its end
                    look_up = partial(on_read, changed[-1].path, 1.0)
                with self._store.writing() as writer:
                    day = self._today() if self._today is not None else 0
                    matches = writer.shelve(parsed, gone, day, look_up)
        with self._store.reading() as queries:
            known = queries.shelved_files()
            doubts = queries.undecided({known[file.path].id for file in files})
            notes = self._of_the_future(queries)
            shelved = [known[file.path] for file in files]
            self._files = list(zip(files, shelved, strict=True))
            decks = self._with_states(queries)
        if comparison is not None:
            comparison.after([known[file.path] for file in changed])
        asked = tuple(_undecided(doubts))
        self._note_bundled(decks)
        self.shelf = Shelf(
            decks=decks,
            faults=(*missing, *(fault for file in shelved for fault in file.faults)),
            notes=(
                *notes,
                *_notes(matches),
                *asked,
                *(str(note) for file in parsed.values() for note in file.notes),
            ),
            doubts=asked,
            names={file: deck.name for deck in decks for file in deck.files},
        )
        return self.shelf

    def are_changed(self) -> dict[str, tuple[int, int]] | None:
        """How the deck files stand, if that is not how they stood when they were last opened."""
        now = _stamps(scan(self.roots)[0])
        return now if now != self._stamps else None

    def switch(self, name: str, *, on: bool) -> Deck:
        """Switch a deck on or off, in the settings: off keeps its history and asks nothing.

        One that is off and is not here now can be switched on as well.
        """
        is_gone = on and name in self._off and all(name != deck.name for deck in self.shelf.decks)
        known = Deck(name, (), 0) if is_gone else self.shelf.deck(name)
        if self._settings_file is not None:
            from tutor.settings_file import switch

            switch(self._settings_file, known.name, on=on)
        off = [each for each in self._off if each.casefold() != known.name.casefold()]
        self._off = (*off, *([] if on else [known.name]))
        if known.state is State.OFFERED:
            with self._store.writing() as writer:
                writer.know_decks([known.name])
        with self._opening, self._store.reading() as queries:
            self.shelf = self.shelf._replace(decks=self._with_states(queries))
        return known if is_gone else self.shelf.deck(known.name)

    def leave_out(self, off: Sequence[str]) -> None:
        """Ask nothing of these decks, and of no others, from now on."""
        self._off = tuple(off)
        with self._opening, self._store.reading() as queries:
            self.shelf = self.shelf._replace(decks=self._with_states(queries))

    def files_without(self, off: Sequence[str]) -> list[int]:
        """The files that would be asked if these decks were off, and no others."""
        with self._store.reading() as queries:
            found = Shelf(tuple(self._with_states(queries, off)))
        return found.files()

    @property
    def unknown_off(self) -> list[str]:
        """The names in the settings of decks to be off that are no deck's here."""
        return self.unknown(self._off)

    def unknown(self, named: Sequence[str]) -> list[str]:
        """Those of the names that are no deck's here."""
        names = {deck.name.casefold() for deck in self.shelf.decks}
        return [name for name in named if name.casefold() not in names]

    def places(self, deck: Deck) -> list[str]:
        """Where a deck's files lie: its folder, or the file itself."""
        files = [file for file, known in self._files if known.id in deck.files]
        loose = [file.path for file in files if not file.deck]
        folders = dict.fromkeys(_folder(file) for file in files if file.deck)
        return [*folders, *loose]

    def about(self, deck: Deck) -> str:
        """What the deck is about, in a line, if its folder says so."""
        from tutor.study.deck_readme import about  # after the first paint

        return next(filter(None, map(about, self.places(deck))), "")

    @property
    def paths(self) -> dict[str, int]:
        """The numbers of the deck files in the store, by path."""
        return {file.path: known.id for file, known in self._files}

    def faults(self, deck: Deck) -> list[Fault]:
        """What is wrong in a deck's files."""
        return [
            fault for _, known in self._files if known.id in deck.files for fault in known.faults
        ]

    def _with_states(self, queries: Queries, off: Sequence[str] | None = None) -> tuple[Deck, ...]:
        files, shelved = [file for file, _ in self._files], [known for _, known in self._files]
        return tuple(with_states(files, shelved, self._off if off is None else off, queries))

    def _note_bundled(self, decks: Sequence[Deck]) -> None:
        """Note the bundled decks that are no news to the learner."""
        bundled = bundled_names((file.path, file.deck) for file, _ in self._files)
        names = {deck.name for deck in decks if deck.name in bundled}
        names -= {deck.name for deck in decks if deck.state is State.OFFERED}
        with self._store.reading() as queries:
            unnoted = queries.unnoted(names)
        if unnoted:
            with self._store.writing() as writer:
                writer.know_decks(unnoted)

    def has_changed(self, path: str) -> bool:
        """Whether a deck file is other than when the decks were last opened."""
        try:
            found = os.stat(path)
        except OSError:
            return path in self._found
        now = found.st_size, found.st_mtime_ns
        return self._found.get(path, now) != now

    def _of_the_future(self, queries: Queries) -> list[str]:
        if self._today is None:
            return []
        later = queries.later_than(self._today() + 1)
        from tutor.store.queries import ahead

        return [ahead(later)] if later.number else []

    def files(self) -> list[tuple[str, str, str]]:
        """The deck files: the deck of each, its path, and the deck's name if that is a folder."""
        found, _ = scan(self.roots)
        with self._store.reading() as queries:
            known = queries.shelved_files()
        return [
            (self.shelf.names.get(known[file.path].id, file.deck), file.path, file.deck)
            for file in found
            if file.path in known
        ]

    def card(self, card: CardId) -> Card | None:
        """A card as the decks have it now, if it is in any of them."""
        with self._store.reading() as queries:
            return queries.card(card, self.shelf.names)

    def given(self, name: str) -> list[CardId]:
        """The ids of the cards that were given this name as an id."""
        with self._store.reading() as queries:
            return queries.given(name)

    def cards(self, decks: Sequence[str] = ()) -> list[Card]:
        """Every card of these decks, or of all that are on; one in two files comes once."""
        with self._store.reading() as queries:
            cards = queries.cards(self.shelf.files(decks), self.shelf.names)
        return list({card.id: card for card in reversed(cards)}.values())[::-1]

    def self_check(self, deck: str) -> list[Card]:
        """A deck's self-check questions."""
        return [card for card in self.cards([deck]) if card.kind.is_ticked]

    def tags(self, decks: Sequence[str] = ()) -> list[str]:
        """The tags of the cards in these decks, or in all."""
        with self._store.reading() as queries:
            return queries.tags(self.shelf.files(decks))


def _last_folder(roots: Sequence[Path]) -> Path:
    """Of several roots the last folder; where there are only files, that of the last."""
    folders = [root for root in roots if root.is_dir()]
    return folders[-1] if folders else roots[-1].parent if roots else Path()


def _stamps(files: Sequence[DeckFile]) -> dict[str, tuple[int, int]]:
    return {file.path: (file.size, file.stamp) for file in files}


def _folder(file: DeckFile) -> str:
    """The folder by whose name a file's deck goes."""
    parents = Path(file.path).parents
    return str(next((folder for folder in parents if folder.name == file.deck), parents[0]))


@contextmanager
def _garbage_waits() -> Iterator[None]:
    """Look for no garbage while many cards are made: all of them would be looked through for it."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _nothing() -> None:
    """Where nobody looks."""


def _read(file: DeckFile, on_read: OnRead | None) -> ParsedFile:
    from tutor.library.parse import read

    if on_read is None:
        return read(file)
    return read(file, lambda share: on_read(file.path, share))


def _notes(matches: Sequence[Match]) -> list[str]:
    """What the learner should know of cards that changed."""
    if not matches:
        return []
    from tutor.library.match import Origin

    kept = sum(match.origin is Origin.REWORDED and match.keeps_history for match in matches)
    if not kept:
        return []
    return [f"{counted(kept, 'changed card')} kept {'its' if kept == 1 else 'their'} history."]


def _undecided(doubts: Sequence[Undecided]) -> list[str]:
    """The cards that are new or edited, which only their author knows, and what to write."""
    if not doubts:
        return []
    from tutor.library.claim import written
    from tutor.library.cloze import BETWEEN

    notes = []
    for doubt in doubts[:_MOST_UNDECIDED]:
        ways = "; ".join(
            f'if it is "{_short(old.question, 60)}" ({_short(old.answer, 30)}), '
            f"write <!-- id: {written(old.id)} -->"
            for old in doubt.candidates
        )
        where = "below its Q:"
        if doubt.given:
            where = f"in place of <!-- id: {one_line(doubt.given)} -->"
        elif doubt.hidden:
            where = f"inside [{_short(doubt.hidden.split(BETWEEN)[0], 30)}]"
        said = "this card starts as new, but it may be one that is gone"
        notes.append(
            one_line(f"{doubt.path}:{doubt.line}: {said}: {ways} {where} to keep its history.")
        )
    if (more := len(doubts) - _MOST_UNDECIDED) > 0:
        notes.append(f"{counted(more, 'more card')} may be one that is gone.")
    return notes


def _short(text: str, longest: int) -> str:
    line = one_line(text)
    return line if len(line) <= longest else f"{line[: longest - 1]}…"
