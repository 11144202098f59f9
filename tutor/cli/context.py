"""What a command works with: the store, the decks, the clock, the settings.

Only here are the real ones chosen.
"""

import os
import re
import threading
from argparse import Namespace
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from tutor.cli.output import can_draw_formulas, complain, reading_width, show_reading
from tutor.core.day import Clock
from tutor.ending import ending_in_order
from tutor.errors import TutorError

if TYPE_CHECKING:
    from tutor.cli.formatter import Formatter
    from tutor.core.card import CardId
    from tutor.core.fault import Fault
    from tutor.settings import Loaded, Maths, Settings
    from tutor.store.database import Database
    from tutor.study import Study
    from tutor.study.finding import Selection


# A database's address: with a slash after the colon (of one letter it is a drive), or by its name.
_NAMES = "sqlite|file|postgres|postgresql|mysql|mariadb|oracle|mssql|duckdb|libsql"
_ADDRESS = rf"\s*(?:jdbc:)?((?:[a-z][a-z0-9+.-]+(?=:/)|(?:{_NAMES})(?:\+\w+)?(?=:)))"
_IN_ADDRESS = r"(?:sqlite(?:\+\w+)?:///|file:(?://)?|sqlite:)([^/?][^?]*|/[^/?][^?]*)(?:\?.*)?"


@contextmanager
def decks_open(arguments: Namespace) -> "Iterator[Study]":
    """The decks open, and their faults printed."""
    from tutor.store.database import Database

    with closing(Database(database(arguments))) as store:
        opened = study(arguments, store)
        for fault in opened.decks.open(show_reading()).faults:
            complain(str(fault))
        yield opened


@contextmanager
def plainly(arguments: Namespace) -> "Iterator[Study]":
    """The decks open, their faults and notes printed, and the day's backup made meanwhile."""
    from tutor.store.database import Database

    with ending_in_order(), closing(Database(database(arguments))) as store:
        opened = study(arguments, store)
        shelf = opened.decks.open(show_reading())
        for text in (*map(str, shelf.faults), *shelf.notes):
            complain(text)
        stop = threading.Event()
        backup = threading.Thread(target=_back_up, args=(opened, stop))
        backup.start()
        try:
            yield opened
        finally:
            stop.set()
            backup.join()


def study(arguments: Namespace, store: "Database") -> "Study":
    """The use cases, on this store."""
    from tutor import paths
    from tutor.study import Study

    own = loaded_settings()
    return Study(
        store,
        roots(arguments),
        clock(arguments),
        own.settings,
        own.faults,
        own_folder(arguments),
        paths.settings(),
    )


def later(
    arguments: Namespace, opened: ExitStack, faults: "Sequence[Fault]" = ()
) -> "Callable[[], Study]":
    """The same, when it is asked for, on a store that is closed with `opened`.

    What is wrong with the command line is said now; `faults` are shown beside the settings' own.
    """
    path, where, now = database(arguments), roots(arguments), clock(arguments)
    folder = own_folder(arguments)
    own = loaded_settings()

    def begin() -> "Study":
        from tutor import paths
        from tutor.store.database import Database
        from tutor.study import Study

        store = opened.enter_context(closing(Database(path)))
        said = (*own.faults, *faults)
        return Study(store, where, now, own.settings, said, folder, paths.settings())

    return begin


def selection(arguments: Namespace) -> "Selection":
    """The cards that --search, --tag and --kind leave."""
    from tutor.core.kind import Kind
    from tutor.study.finding import Selection

    return Selection(arguments.search, arguments.tag, tuple(map(Kind, arguments.kind)))


def only(arguments: Namespace, opened: "Study") -> "dict[CardId, int] | None":
    """Those cards, with their numbers in the store; None if no option leaves any out."""
    if not (arguments.search or arguments.tag or arguments.kind):
        return None
    return opened.find.only(selection(arguments))


def database(arguments: Namespace) -> Path:
    """Where the learner's history is."""
    from tutor import paths

    named = arguments.db or os.environ.get("TUTOR_DB")
    if (
        named
        and ":" in named
        and (address := re.match(_ADDRESS, named, re.IGNORECASE))
        and not os.path.isfile(named)
    ):
        path = re.fullmatch(_IN_ADDRESS, named.strip())
        raise TutorError(  # the address is not repeated: there may be a password in it
            f"tutor keeps its history in a file, not at an address ({address[1].lower()}:). Name "
            + (f"the file itself: --db {path[1]}" if path else "a file with --db.")
        )
    return _path(named).absolute() if named else paths.database()


def roots(arguments: Namespace) -> list[Path]:
    """Where decks are read from."""
    from tutor import paths

    if named := _named_roots(arguments):
        found = [_path(path) for path in named]
        for root in found:
            if not os.path.lexists(root):
                raise TutorError(f"{root}: there is no such folder or file. Name one with --decks.")
        return found
    own = _own_decks()
    return [paths.bundled_decks(), *([own] if own.exists() else [])]


def own_folder(arguments: Namespace) -> Path | None:
    """Where the learner's decks are written; None if it is among the roots that were named."""
    return None if _named_roots(arguments) else _own_decks()


def writes_to(arguments: Namespace) -> Path:
    """The folder that new decks are written into."""
    own = own_folder(arguments)
    if own is not None:
        return own
    folders = [root for root in roots(arguments) if root.is_dir()]
    return folders[-1] if folders else roots(arguments)[-1].parent


def _own_decks() -> Path:
    from tutor import paths

    chosen = settings().decks_folder
    return _path(chosen) if chosen else paths.own_decks()


def _named_roots(arguments: Namespace) -> list[str]:
    named: list[str] = arguments.decks or os.environ.get("TUTOR_DECKS", "").split(os.pathsep)
    return [path for path in named if path]


def clock(arguments: Namespace) -> Clock:
    """The current time, or the one that was given."""
    if arguments.now is not None:
        fixed: datetime = arguments.now
        return lambda: fixed
    return _now


def settings() -> "Settings":
    """The learner's settings."""
    return loaded_settings().settings


def loaded_settings() -> "Loaded":
    """The learner's settings, and what is wrong with their file."""
    from tutor import paths
    from tutor.settings import load

    return load(paths.settings())


def formatter(arguments: Namespace, maths: "Maths" = "box") -> "Formatter":
    """How text is written line by line: as the options or the settings say, else in this way."""
    from tutor.cli.formatter import Formatter

    found = loaded_settings()
    if "maths" in found.given:
        maths = found.settings.maths
    maths, width = arguments.maths or maths, reading_width()
    if not can_draw_formulas():  # what is spelled out takes more room
        maths, width = "line" if maths == "box" else maths, width - width // 10
    capitals = found.settings.capitals and not arguments.no_capitals
    return Formatter(width, maths, capitals, (arguments.words or found.settings.words) == "long")


def _path(named: str) -> Path:
    try:
        return Path(named).expanduser()
    except RuntimeError as error:
        raise TutorError(f"{named}: there is no such home folder.") from error


def _back_up(opened: "Study", stop: threading.Event) -> None:
    """The day's backup, during the review session; a failure is reported and costs nothing else."""
    try:
        opened.back_up(stop.is_set)
    except Exception as error:
        complain(f"Today's backup was not made. {opened.as_tutor_error(error)}")


def _now() -> datetime:
    try:
        return datetime.now().astimezone()
    except (ValueError, OverflowError) as error:
        raise TutorError(
            "The time zone of this system is a day or more from UTC. Set the variable TZ to "
            "yours, such as TZ=Europe/Berlin."
        ) from error
