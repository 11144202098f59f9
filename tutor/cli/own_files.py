"""What no output may replace, whatever --force says: the history, its backups, settings, decks."""

import os
from argparse import Namespace
from collections.abc import Iterable, Iterator
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
        if _is_same(target, paths.settings()):
            raise TutorError(f"{shown(target)} holds your settings. Name another file.")
        places = _absolute(target), _real(target)
        if any(each in place.parents for place in places for each in folders) or any(
            _is_same(target, copy) for copy in _listed(folder)
        ):
            raise TutorError(f"{shown(target)} is where your backups are. Name another file.")
        if os.path.lexists(target) and any(_is_same(target, deck) for deck in _decks(arguments)):
            raise TutorError(f"{shown(target)} is one of your decks. Name another file.")


def refuse_history(arguments: Namespace, target: Path) -> None:
    """A TutorError if the file is the database, or one that SQLite keeps beside it."""
    from tutor.store.connect import shown

    database = context.database(arguments)
    for path in {_absolute(database), _real(database)}:
        for suffix in ("", "-wal", "-shm", "-journal"):
            own = path.with_name(path.name + suffix)
            if own in (_absolute(target), _real(target)) or _is_same(target, own):
                raise TutorError(f"{shown(target)} holds your history. Name another file.")


def _decks(arguments: Namespace) -> Iterator[Path]:
    from tutor.library.scan import scan

    files, _ = scan(context.roots(arguments))
    return (Path(file.path) for file in files)


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
