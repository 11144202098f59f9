"""What a command line gives: the store, the decks, the clock, how text is to be set.

Only here are the real ones chosen.
"""

import os
import threading
from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from tutor.cli.saying import can_draw_formulas, complain, read_progress, reading_width
from tutor.core.day import Clock
from tutor.errors import TutorError

if TYPE_CHECKING:
    from tutor.settings import Settings
    from tutor.showing import Show
    from tutor.study import Store, Study


@contextmanager
def decks_open(arguments: Namespace) -> "Iterator[Study]":
    """The decks open, and what is wrong with them told."""
    from tutor.store.database import Database

    with closing(Database(database(arguments))) as store:
        opened = study(arguments, store)
        for fault in opened.open_decks(read_progress()).faults:
            complain(str(fault))
        yield opened


@contextmanager
def plainly(arguments: Namespace) -> "Iterator[Study]":
    """The decks open, what is to say of them told, and the day's backup made beside it all."""
    from tutor.store.database import Database

    with closing(Database(database(arguments))) as store:
        opened = study(arguments, store)
        shelf = opened.open_decks(read_progress())
        for told in (*map(str, shelf.faults), *shelf.notes):
            complain(told)
        stop = threading.Event()
        backup = threading.Thread(target=_back_up, args=(opened, stop))
        backup.start()
        try:
            yield opened
        finally:
            stop.set()
            backup.join()


def study(arguments: Namespace, store: "Store") -> "Study":
    """The use cases, on this store."""
    from tutor.study import Study

    return Study(store, roots(arguments), clock(arguments), settings())


def later(arguments: Namespace, opened: ExitStack) -> "Callable[[], Study]":
    """The same, when it is asked for, on a store that is closed with `opened`.

    What is wrong with the command line or the settings is said now.
    """
    path, where, now, own = database(arguments), roots(arguments), clock(arguments), settings()

    def begin() -> "Study":
        from tutor.store.database import Database
        from tutor.study import Study

        return Study(opened.enter_context(closing(Database(path))), where, now, own)

    return begin


def database(arguments: Namespace) -> Path:
    """Where the learner's history is."""
    from tutor import paths

    named = arguments.db or os.environ.get("TUTOR_DB")
    return _path(named).absolute() if named else paths.database()


def roots(arguments: Namespace) -> list[Path]:
    """Where decks are read from."""
    from tutor import paths

    named = arguments.decks or [
        path for path in os.environ.get("TUTOR_DECKS", "").split(os.pathsep) if path
    ]
    if named:
        found = [_path(path) for path in named]
        for root in found:
            if not os.path.lexists(root):
                raise TutorError(f"{root}: there is no such folder or file. Name one with --decks.")
        return found
    own = paths.own_decks()
    return [paths.bundled_decks(), *([own] if own.exists() else [])]


def clock(arguments: Namespace) -> Clock:
    """The time, or what was said to be it."""
    if arguments.now is not None:
        fixed: datetime = arguments.now
        return lambda: fixed
    return lambda: datetime.now().astimezone()


def settings() -> "Settings":
    """The learner's settings."""
    from tutor import paths
    from tutor.settings import load

    return load(paths.settings())


def show(arguments: Namespace) -> "Show":
    """How text is set for reading in lines."""
    from tutor.showing import Show

    maths, width = arguments.maths or settings().maths, reading_width()
    if not can_draw_formulas():  # what is spelled takes more room, and would push a row aside
        maths, width = "line" if maths == "box" else maths, width - width // 10
    return Show(width, maths)


def _path(named: str) -> Path:
    try:
        return Path(named).expanduser()
    except RuntimeError as error:
        raise TutorError(f"{named}: there is no such home folder.") from error


def _back_up(opened: "Study", stop: threading.Event) -> None:
    """The day's backup, beside the sitting; a failure is told and costs nothing else."""
    try:
        opened.store.back_up(opened.day, stop.is_set)
    except (TutorError, OSError) as error:
        complain(f"Today's backup was not made. {error}")
