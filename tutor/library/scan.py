"""Which deck files there are, found without reading them."""

import errno
import os
import re
import stat
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from tutor.core.fault import Fault
from tutor.library import macro_files
from tutor.library.characters import UNSAFE
from tutor.library.conflict_copies import conflict_copy, conflict_with
from tutor.library.macro_files import MacroFile
from tutor.library.own_copies import copied

LARGEST = 64 * 2**20  # bytes
SUFFIXES = (".md", ".markdown", ".toml")
_NO_DECKS = ("readme.md", "readme.markdown")


class DeckFile(NamedTuple):
    """A file of cards: its resolved path, and the folder deck it belongs to ("" if loose)."""

    path: str
    deck: str
    size: int
    modified: int  # st_mtime_ns
    macros: tuple[MacroFile, ...] = ()  # in its folder and those around it, the outermost first
    reports: tuple[MacroFile, ...] = ()  # those of them whose faults are told with this file

    @property
    def stamp(self) -> int:
        """What changes when the file or one of its macros does."""
        stamp = self.modified
        for file in self.macros:
            stamp ^= file.modified ^ file.size
        return stamp


def scan(roots: Sequence[Path]) -> tuple[list[DeckFile], list[Fault]]:
    """The deck files below these roots, and what could not be looked at.

    A root that is a file is a deck. In a root that is a folder each folder is a deck, with all that
    lies below it, and so is each loose file. What is reached twice, by links, counts once. The
    files come root by root, so that what is bundled comes before one's own; below a root in natural
    order. A bundled file of which there is a copy among one's own is left out.
    """
    walk = _Walk()
    walk.run([_Place(os.fspath(root), number, is_root=True) for number, root in enumerate(roots)])
    files: list[DeckFile] = []
    told: set[MacroFile] = set()
    replaced = copied({file.path for _, file in walk.files}, roots)
    for _, file in sorted(walk.files, key=_order):
        if file.path in replaced:
            continue
        if new := tuple(macros for macros in file.macros if macros not in told):
            told.update(new)
            file = file._replace(reports=new)
        files.append(file)
    return files, walk.faults


def too_large(path: str, size: int) -> Fault:
    """The fault of a file that is refused for its size."""
    message = f"this file is over {LARGEST >> 20} MiB ({size:,} bytes): split it into smaller ones"
    return Fault(path, 0, message)


def unreadable(path: str, error: OSError) -> Fault:
    """The fault of a file or folder that the system will not let us read."""
    if isinstance(error, FileNotFoundError):
        message = "there is nothing here: it was moved or deleted, or the path is mistyped"
    elif isinstance(error, PermissionError):
        message = "no permission to read this: change its permissions, or leave it out"
    else:
        message = f"this cannot be read: {error.strerror or error}"
    return Fault(path, 0, message)


def natural(text: str) -> tuple[tuple[int, int, str], ...]:
    """A key that sorts "2" before "10"."""
    parts = re.findall("[0-9]+|[^0-9]+", text.casefold())
    return tuple((0, int(p), "") if p[0] in "0123456789" else (1, 0, p) for p in parts)


def _order(found: tuple[int, DeckFile]) -> tuple[object, ...]:
    root, file = found
    stem = os.path.splitext(os.path.basename(file.path))[0]
    return root, natural(file.deck or stem), natural(file.path), file.path


class _Place(NamedTuple):
    """What is still to be looked at, and the folder deck it lies in ("" directly in a root)."""

    path: str
    root: int  # which of the roots it is, or lies below
    deck: str = ""
    is_root: bool = False
    is_link: bool = False
    macros: tuple[MacroFile, ...] = ()

    @property
    def name(self) -> str:
        return os.path.basename(self.path)

    @property
    def is_deck(self) -> bool:
        """Whether its name is that of a deck file."""
        name = self.name.lower()
        return name.endswith(SUFFIXES) and name not in _NO_DECKS


class _Walk:
    """One walk over all roots. Links come last, so that a file is found where it really lies."""

    def __init__(self) -> None:
        self.files: list[tuple[int, DeckFile]] = []  # each with its root
        self.faults: list[Fault] = []
        self._seen: set[object] = set()
        self._links: list[_Place] = []

    def run(self, roots: list[_Place]) -> None:
        """Visit all there is, depth first."""
        places = roots[::-1]
        while places or self._links:
            if not places:
                places, self._links = self._links[::-1], []
            places += self._visit(places.pop())[::-1]

    def _visit(self, place: _Place) -> list[_Place]:
        """Take in a file, or give what is in a folder."""
        try:
            path = place.path
            if place.is_root or place.is_link:
                path = os.path.realpath(path)
            status = os.stat(place.path)
            if stat.S_ISDIR(status.st_mode):
                return self._folder(place, path, status)
        except OSError as error:
            # a link that leads nowhere, or in a circle, may be anything but a deck
            if place.is_root or place.is_deck or error.errno not in (errno.ENOENT, errno.ELOOP):
                self.faults.append(unreadable(place.path, error))
            return []
        if place.is_root or place.is_deck:
            self._file(place, path, status)
        return []

    def _folder(self, place: _Place, path: str, status: os.stat_result) -> list[_Place]:
        if not self._is_first(path, status) or not self._is_plain(path):
            return []
        deck = "" if place.is_root else place.deck or place.name
        with os.scandir(path) as found:
            entries = sorted(found, key=lambda entry: (natural(entry.name), entry.name))
        inside = []
        names = {entry.name for entry in entries}
        macros = place.macros
        if macro_files.NAME in names and (found_here := macro_files.find(path)):
            macros = (*macros, found_here)
        for entry in entries:
            if entry.name.startswith("."):
                continue
            at = os.path.join(path, entry.name)
            if (original := conflict_with(entry.name)) in names:
                if entry.is_dir() or entry.name.lower().endswith(SUFFIXES):
                    self.faults.append(conflict_copy(at, original))
                continue
            child = _Place(at, place.root, deck, is_link=entry.is_symlink(), macros=macros)
            if child.is_link:
                self._links.append(child)
            elif child.is_deck or entry.is_dir():
                inside.append(child)
        return inside

    def _file(self, place: _Place, path: str, status: os.stat_result) -> None:
        if not place.is_deck:
            message = (
                "this is not a deck: a deck is a folder or a file *.md, *.markdown or *.toml, but "
                "not README.md"
            )
            self.faults.append(Fault(place.path, 0, message))
        elif not stat.S_ISREG(status.st_mode):
            message = "this is a device or a pipe and no file: remove it from the decks"
            self.faults.append(Fault(place.path, 0, message))
        elif self._is_first(path, status) and self._is_plain(path):
            if status.st_size > LARGEST:
                self.faults.append(too_large(path, status.st_size))
            else:
                macros = place.macros
                if place.is_root and (beside := macro_files.find(os.path.dirname(path))):
                    macros = (beside,)
                file = DeckFile(path, place.deck, status.st_size, status.st_mtime_ns, macros)
                self.files.append((place.root, file))

    def _is_first(self, path: str, status: os.stat_result) -> bool:
        # some file systems have no numbers for their files
        key = (status.st_dev, status.st_ino) if status.st_ino else path
        is_first = key not in self._seen
        self._seen.add(key)
        return is_first

    def _is_plain(self, path: str) -> bool:
        if not (UNSAFE.search(path) or "\n" in path or "\t" in path):
            return True
        message = "there is a control character or a byte that is not UTF-8 in this name: rename it"
        self.faults.append(Fault(path, 0, message))
        return False
