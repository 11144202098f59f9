"""The command line: one function a verb. Only here are the real store, clock and decks chosen."""

import os
import sys
import threading
from argparse import Namespace
from collections.abc import Sequence
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path
from shutil import get_terminal_size
from typing import TYPE_CHECKING

from tutor.arguments import parse, usage
from tutor.core.day import Clock, learning_day
from tutor.core.text import harmless
from tutor.errors import TutorError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import TextIO

    from tutor.core.card import Macros
    from tutor.plain import Show
    from tutor.settings import Settings
    from tutor.study import Progress, Store, Study


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the exit code: 0 done, 1 something is wrong with the input, 2 usage."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        with suppress(AttributeError, ValueError):
            stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    arguments = parse(sys.argv[1:] if argv is None else argv)
    try:
        return VERBS[arguments.verb](arguments)
    except TutorError as error:
        _complain(str(error))
        return 1
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # Whoever read our output has gone; nothing more can be said, at exit either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        _complain(f"What should be shown cannot be written: {error.strerror or error}.")
        return 1
    except Exception as error:  # a mistake of ours: still no traceback for the learner
        if os.environ.get("TUTOR_DEBUG"):
            raise
        _complain(
            f"Something went wrong in tutor itself ({type(error).__name__}: {error}). Every grade "
            "you saw accepted is on disk. TUTOR_DEBUG=1 shows where, for a report."
        )
        return 1


def home(arguments: Namespace) -> int:
    """The home screen; without a terminal, today's line and how to go on."""
    if not _is_terminal():
        today(arguments)
        _say("`tutor review --plain` reviews in lines; `tutor --help` shows all there is.")
        return 0
    return _run_app(arguments)


def review(arguments: Namespace) -> int:
    """A sitting, in the terminal or in lines."""
    if _is_terminal() and not arguments.plain:
        return _run_app(arguments, review=arguments.deck)
    from tutor import plain

    with _plainly(arguments) as study:
        session = study.sit(arguments.deck, arguments.limit)
        plain.review(study, session, sys.stdin, _say, _setter(arguments))
    return 0


def try_exercise(arguments: Namespace) -> int:
    """One exercise, drawn afresh, in the terminal or in lines."""
    if _is_terminal() and not arguments.plain:
        return _run_app(arguments, exercise=arguments.exercise or "")
    from tutor import plain

    with _plainly(arguments) as study:
        card = study.exercise(arguments.exercise)
        problem = study.problem(card, arguments.level, arguments.seed)
        plain.try_exercise(study, card, problem, sys.stdin, _say, _setter(arguments))
    return 0


def draw(arguments: Namespace) -> int:
    """Problems with their answers, mistakes and worked solutions."""
    from tutor import teaching

    chosen = teaching.template(_roots(arguments), arguments.exercise)
    show = None if arguments.json else _setter(arguments)
    level, seed = arguments.level or 1, arguments.seed or 0
    for text in teaching.problems(chosen, level, seed, arguments.count, show):
        _say(text)
    return 0


def judge(arguments: Namespace) -> int:
    """The verdict on one typed answer, or on many."""
    from tutor import teaching

    if arguments.lines is not None:
        with _lines(arguments.lines) as lines:
            for line in teaching.judged_lines(lines):
                _say(line)
        return 0
    if arguments.kind is None or arguments.expect is None or arguments.text is None:
        usage("judge", "needs --kind, --expect and the answer, or --lines FILE")
    verdict = teaching.judged(arguments.kind, arguments.expect, arguments.text, arguments.variables)
    if arguments.json:
        _say(teaching.as_line(verdict))
    else:
        _say(teaching.said(arguments.text, verdict))
    return teaching.VERDICTS[verdict["verdict"]]


def print_cards(arguments: Namespace) -> int:
    """Cards and exercises on paper; a database that is not there yet is not created."""
    from tempfile import TemporaryDirectory

    from tutor import printing
    from tutor.core.card import Kind
    from tutor.store.database import Database

    form = arguments.format or printing.format_of(Path(arguments.output or "cards.pdf"))
    path = Path(arguments.output or f"cards.{form}")
    wanted = printing.Wanted(
        tuple(arguments.deck),
        Kind(arguments.kind) if arguments.kind else None,
        arguments.tag or "",
        arguments.due,
        arguments.level,
        arguments.seed,
        arguments.count,
    )
    paper = printing.Paper(arguments.layout, arguments.page)
    with TemporaryDirectory() as folder, printing.told(sys.stderr) as progress:
        database = _database(arguments)
        if not database.exists():
            database = Path(folder) / "tutor.sqlite3"
        with closing(Database(database)) as store:
            study = _study(arguments, store)
            for fault in study.open_decks(_read_progress()).faults:
                _complain(str(fault))
            printed = printing.print_cards(
                study, wanted, paper, path, form=form, force=arguments.force, progress=progress
            )
    _say(f"{printed.path}: {printed.chosen}.")
    return 0


def progress(arguments: Namespace) -> int:
    """Every figure: in pictures on a terminal, else in numbers; or as JSON."""
    import json

    from tutor.core import pictures
    from tutor.core.figures import figures
    from tutor.looking_back import local_time

    with _decks_open(arguments) as study:
        found = study.progress(
            [arguments.deck] if arguments.deck is not None else [], since=arguments.since or 0
        )
    if arguments.json:
        _say(json.dumps(found.as_json(), ensure_ascii=False))
        return 0
    width = min(get_terminal_size().columns, 100) if sys.stdout.isatty() else None
    for figure in figures(found, local_time):
        if width is None:
            _say("\n".join((figure.title, figure.meaning, *pictures.table(figure), "")))
        elif figure.key not in pictures.AT_LENGTH:
            _say("\n".join((*pictures.picture(figure, width), "")))
    return 0


def export(arguments: Namespace) -> int:
    """The history, or what it comes to, in a file of one's own."""
    from tutor import taking_away
    from tutor.store.connect import examine, shown

    form, database = arguments.format, _database(arguments)
    if arguments.since is not None and form == "json":
        usage("export", "--since goes with csv and html; json holds everything")
    if not examine(database):
        raise TutorError(f"There is nothing to export: {shown(database)} does not exist yet.")
    name = f"tutor-{_clock(arguments)():%Y-%m-%d}"
    path = Path(arguments.output or (name if form == "csv" else f"{name}.{form}"))
    since, force = arguments.since or 0, arguments.force
    written = [path]
    with _share_told("Writing") as tell:
        if form == "json":
            taking_away.to_json(database, _settings(), path, force, tell)
        else:
            with _decks_open(arguments) as study:
                if form == "csv":
                    shelf = study.shelf
                    written = taking_away.to_csv(database, shelf, path, since, force, tell)
                else:
                    taking_away.to_html(study, path, since, force)
    if arguments.output != "-":
        _say(f"Written: {', '.join(shown(each) for each in written)}.")
    return 0


def import_history(arguments: Namespace) -> int:
    """Merge an export: all of it, or nothing if it is refused."""
    from tutor import paths, taking_away
    from tutor.store.connect import examine
    from tutor.store.database import Database

    path, database = Path(arguments.file), _database(arguments)
    with _share_told("Merging") as tell:
        if not examine(database):
            taking_away.check(path, tell)  # what is refused must not leave a database behind
        with closing(Database(database)) as store:
            merged, settings = taking_away.merge(store, path, tell)
    _say(
        f"{merged.entries:,} log entries are new, {merged.known:,} were here already; "
        f"{merged.cards:,} cards are new or known better."
    )
    if told := taking_away.adopt(settings, paths.settings()):
        _say(told)
    return 0


def today(arguments: Namespace) -> int:
    """The day's work in one line, or as JSON; nothing is opened for writing."""
    from tutor.library.scan import scan
    from tutor.store.glance import glance

    settings = _settings()
    files, _ = scan(_roots(arguments))
    day = learning_day(_clock(arguments)(), settings.day_starts)
    work = glance(_database(arguments), files, day, settings.new_a_day)
    if getattr(arguments, "json", False):
        import json

        by_kind = {
            kind.value: {"due": count.due, "new": count.new} for kind, count in work.by_kind.items()
        }
        _say(
            json.dumps(
                {
                    "due": work.due,
                    "new": work.new,
                    "minutes": work.minutes,
                    "by_kind": by_kind,
                }
            )
        )
    else:
        _say(str(work))
    return 0


def check(arguments: Namespace) -> int:
    """Report every fault of the deck files."""
    from tutor.checking import Check

    checked = Check([Path(path) for path in arguments.path] or _roots(arguments))
    for told in checked.run():
        _say(told.text)
    _say(str(checked))
    return 1 if checked.faults else 0


def doctor(arguments: Namespace) -> int:
    """Prove the schedules from the log, check the file and the backups; repair if asked."""
    from tutor.store import backup
    from tutor.store.connect import shown
    from tutor.store.doctor import findings

    path = _database(arguments)
    healthy = True
    for finding in findings(path, repair=arguments.repair):
        _say(finding.text)
        healthy = healthy and finding.good
    if not healthy and (newest := backup.newest_good(path)) is not None:
        _say(f"The newest good backup is {newest}.")
        _say(f"`tutor restore {shown(newest.path)}` goes back to it.")
    return 0 if healthy else 1


def back_up(arguments: Namespace) -> int:
    """Copy the database to a file that must not exist yet."""
    from tutor.store import backup
    from tutor.store.connect import backups_of, examine, shown

    path = _database(arguments)
    if not examine(path):
        raise TutorError(f"There is nothing to back up: {shown(path)} does not exist yet.")
    now = _clock(arguments)()
    target = (
        Path(arguments.file)
        if arguments.file
        else backups_of(path) / f"{now:%Y-%m-%d-%H%M%S}.sqlite3"
    )
    backup.back_up(path, target)
    _say(str(backup.verify(target)))
    return 0


def restore(arguments: Namespace) -> int:
    """Go back to a backup."""
    from tutor.store import backup
    from tutor.store.connect import shown

    path = _database(arguments)
    now = _clock(arguments)()
    kept = backup.restore(Path(arguments.file), path, f"{now:%Y-%m-%d-%H%M%S}")
    _say(f"Restored: {backup.verify(path)}")
    for file in kept:
        _say(f"What was there before is kept in {shown(file)}.")
    return 0


VERBS = {
    "": home,
    "review": review,
    "try": try_exercise,
    "draw": draw,
    "judge": judge,
    "print": print_cards,
    "progress": progress,
    "export": export,
    "import": import_history,
    "today": today,
    "check": check,
    "doctor": doctor,
    "backup": back_up,
    "restore": restore,
}


@contextmanager
def _decks_open(arguments: Namespace) -> "Iterator[Study]":
    """The decks open, and what is wrong with them told."""
    from tutor.store.database import Database

    with closing(Database(_database(arguments))) as database:
        study = _study(arguments, database)
        for fault in study.open_decks(_read_progress()).faults:
            _complain(str(fault))
        yield study


@contextmanager
def _share_told(what: str) -> "Iterator[Callable[[float], None]]":
    """Tell how much is done, where someone is looking."""
    if not sys.stderr.isatty():
        yield lambda share: None
        return

    def tell(share: float) -> None:
        sys.stderr.write(f"\r{what} {share:4.0%}")
        sys.stderr.flush()

    try:
        yield tell
    finally:
        sys.stderr.write("\r\033[K")
        sys.stderr.flush()


@contextmanager
def _plainly(arguments: Namespace) -> "Iterator[Study]":
    """The decks open, what is wrong with them told, and the day's backup made beside it all."""
    from tutor.store.database import Database

    with closing(Database(_database(arguments))) as database:
        study = _study(arguments, database)
        shelf = study.open_decks(_read_progress())
        for told in (*map(str, shelf.faults), *shelf.notes):
            _complain(told)
        stop = threading.Event()
        backup = threading.Thread(target=_back_up, args=(study, stop))
        backup.start()
        try:
            yield study
        finally:
            stop.set()
            backup.join()


def _setter(arguments: Namespace) -> "Show":
    """How text is set for reading in lines: its width, and formulas as the learner wants them."""
    from tutor.typeset import document

    width = min(get_terminal_size().columns, 100)
    mode = arguments.maths or _settings().maths

    def show(text: str, macros: "Macros" = ()) -> str:
        return "\n".join(document(harmless(text), width, mode, dict(macros)))

    return show


@contextmanager
def _lines(name: str) -> "Iterator[TextIO]":
    """The lines of a file, or of standard input for "-"."""
    if name == "-":
        yield sys.stdin
        return
    try:
        lines = open(name, encoding="utf-8-sig", errors="replace")  # noqa: SIM115
    except (OSError, ValueError) as error:
        raise TutorError(f"{name}: cannot be read: {error}.") from error
    with lines:
        yield lines


def _run_app(
    arguments: Namespace, review: Sequence[str] | None = None, exercise: str | None = None
) -> int:
    # A frame is drawn when it is due, not up to 16 ms later; read when Textual is imported.
    os.environ.setdefault("TEXTUAL_FPS", "240")
    from tutor.store.database import Database
    from tutor.tui.app import TutorApp

    with closing(Database(_database(arguments))) as database:
        study = _study(arguments, database)
        app = TutorApp(
            study,
            review=review,
            limit=getattr(arguments, "limit", None),
            exercise=exercise,
            level=getattr(arguments, "level", None),
            seed=getattr(arguments, "seed", None),
        )
        app.run()
        return app.return_code or 0


def _study(arguments: Namespace, store: "Store") -> "Study":
    from tutor.study import Study

    return Study(store, _roots(arguments), _clock(arguments), _settings())


def _back_up(study: "Study", stop: threading.Event) -> None:
    """The day's backup, beside the sitting; a failure is told and costs nothing else."""
    try:
        study.store.back_up(study.day, stop.is_set)
    except (TutorError, OSError) as error:
        _complain(f"Today's backup was not made. {error}")


def _settings() -> "Settings":
    from tutor import paths
    from tutor.settings import load

    return load(paths.settings())


def _database(arguments: Namespace) -> Path:
    from tutor import paths

    named = arguments.db or os.environ.get("TUTOR_DB")
    return _path(named).absolute() if named else paths.database()


def _roots(arguments: Namespace) -> list[Path]:
    from tutor import paths

    named = arguments.decks or [
        path for path in os.environ.get("TUTOR_DECKS", "").split(os.pathsep) if path
    ]
    if named:
        roots = [_path(path) for path in named]
        for root in roots:
            if not os.path.lexists(root):
                raise TutorError(f"{root}: there is no such folder or file. Name one with --decks.")
        return roots
    own = paths.own_decks()
    return [paths.bundled_decks(), *([own] if own.exists() else [])]


def _path(named: str) -> Path:
    try:
        return Path(named).expanduser()
    except RuntimeError as error:
        raise TutorError(f"{named}: there is no such home folder.") from error


def _clock(arguments: Namespace) -> Clock:
    if arguments.now is not None:
        fixed: datetime = arguments.now
        return lambda: fixed
    return lambda: datetime.now().astimezone()


def _read_progress() -> "Progress | None":
    """Tell how far a large file is read, where someone is looking."""
    if not sys.stderr.isatty():
        return None

    def tell(path: str, share: float) -> None:
        end = "" if share < 1 else "\r\033[K"
        sys.stderr.write(f"\rReading {harmless(Path(path).name)[:50]} {share:4.0%}{end}")
        sys.stderr.flush()

    return tell


def _is_terminal() -> bool:
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))


def _say(text: str) -> None:
    print(harmless(text), flush=True)


def _complain(text: str) -> None:
    print(f"tutor: {harmless(text)}", file=sys.stderr, flush=True)
