"""What no output may replace, whatever --force says: the history, its backups, settings, decks."""

import os
from argparse import Namespace
from collections.abc import Iterable
from pathlib import Path

from tutor.cli import context
from tutor.errors import TutorError


def refuse_own_files(arguments: Namespace, targets: Iterable[Path]) -> None:
    """A TutorError if one of these files, by any path or link, is the learner's own."""
    from tutor import paths
    from tutor.store.connect import backups_of, shown

    folder = backups_of(context.database(arguments))
    folders = {_absolute(folder), _real(folder)}
    for target in targets:
        refuse_history(arguments, target)
        if any(_is_same(target, own) for own in (paths.settings(), *_themes())):
            raise TutorError(f"{shown(target)} holds your settings. Name another file.")
        places = _absolute(target), _real(target)
        if any(each in place.parents for place in places for each in folders) or any(
            _is_same(target, copy) for copy in _listed(folder)
        ):
            raise TutorError(f"{shown(target)} is where your backups are. Name another file.")
        if os.path.lexists(target) and _is_of_decks(arguments, target):
            raise TutorError(f"{shown(target)} belongs to your decks. Name another file.")


def refuse_history(arguments: Namespace, target: Path) -> None:
    """A TutorError if the file is the database, or one that SQLite keeps beside it."""
    from tutor.store.connect import shown

    database = context.database(arguments)
    for path in {_absolute(database), _real(database)}:
        for suffix in ("", "-wal", "-shm", "-journal"):
            own = path.with_name(path.name + suffix)
            if own in (_absolute(target), _real(target)) or _is_same(target, own):
                raise TutorError(f"{shown(target)} holds your history. Name another file.")


def _themes() -> list[Path]:
    from tutor import paths
    from tutor.settings import TABLE

    return _listed(paths.settings().parent / TABLE["theme"].folder)


def _is_of_decks(arguments: Namespace, target: Path) -> bool:
    """Whether it is a deck, or lies among decks and is what they use: macros, a text, a picture."""
    from tutor.library.macro_files import NAME
    from tutor.library.scan import SUFFIXES, scan
    from tutor.study.media import SUFFIXES as MEDIA

    roots = context.roots(arguments)
    decks = [Path(file.path) for file in scan(roots)[0]]
    if any(_is_same(target, deck) for deck in decks):
        return True
    used = {*SUFFIXES, *MEDIA} - {".pdf"}  # which may be cards that were printed
    folders = {*map(_real, roots), *(_real(deck).parent for deck in decks)}
    return any(
        (place.name == NAME or place.suffix.lower() in used)
        and not folders.isdisjoint(place.parents)
        for place in (_absolute(target), _real(target))
    )


def _listed(folder: Path) -> list[Path]:
    try:
        return list(folder.iterdir())
    except OSError:
        return []


def _absolute(path: Path) -> Path:
    return Path(os.path.abspath(path))


def _real(path: Path) -> Path:
    return Path(os.path.realpath(path))


def _is_same(target: Path, path: Path) -> bool:
    try:
        return target.samefile(path)
    except (OSError, ValueError):
        return False
