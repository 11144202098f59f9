"""The verbs that show what there is and take it away: print, progress, export, import."""

import sys
from argparse import Namespace
from contextlib import closing
from pathlib import Path

from tutor.cli import given
from tutor.cli.arguments import usage
from tutor.cli.saying import complain, read_progress, reading_width, say, share_told
from tutor.errors import TutorError


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
        database = given.database(arguments)
        if not database.exists():
            database = Path(folder) / "tutor.sqlite3"
        with closing(Database(database)) as store:
            study = given.study(arguments, store)
            for fault in study.open_decks(read_progress()).faults:
                complain(str(fault))
            printed = printing.print_cards(
                study, wanted, paper, path, form=form, force=arguments.force, progress=progress
            )
    say(f"{printed.path}: {printed.chosen}.")
    return 0


def progress(arguments: Namespace) -> int:
    """Every figure: in pictures on a terminal, else in numbers; or as JSON."""
    import json

    from tutor.looking_back import local_time
    from tutor.progress import to_text
    from tutor.progress.figures import figures

    with given.decks_open(arguments) as study:
        found = study.progress(
            [arguments.deck] if arguments.deck is not None else [], since=arguments.since or 0
        )
    if arguments.json:
        say(json.dumps(found.as_json()))
        return 0
    width = reading_width() if sys.stdout.isatty() else None
    for figure in figures(found, local_time):
        if width is None:
            say("\n".join((figure.title, figure.meaning, *to_text.table(figure), "")))
        elif figure.key not in to_text.AT_LENGTH:
            say("\n".join((*to_text.picture(figure, width), "")))
    return 0


def export(arguments: Namespace) -> int:
    """The history, or what it comes to, in a file of one's own."""
    from tutor import taking_away
    from tutor.store.connect import examine, shown

    form, database = arguments.format, given.database(arguments)
    if arguments.since is not None and form == "json":
        usage("export", "--since goes with csv and html; json holds everything")
    if not examine(database):
        raise TutorError(f"There is nothing to export: {shown(database)} does not exist yet.")
    name = f"tutor-{given.clock(arguments)():%Y-%m-%d}"
    path = Path(arguments.output or (name if form == "csv" else f"{name}.{form}"))
    since, force = arguments.since or 0, arguments.force
    written = [path]
    with share_told("Writing") as tell:
        if form == "json":
            taking_away.to_json(database, given.settings(), path, force, tell)
        else:
            with given.decks_open(arguments) as study:
                if form == "csv":
                    shelf = study.shelf
                    written = taking_away.to_csv(database, shelf, path, since, force, tell)
                else:
                    taking_away.to_html(study, path, since, force)
    if arguments.output != "-":
        say(f"Written: {', '.join(shown(each) for each in written)}.")
    return 0


def import_history(arguments: Namespace) -> int:
    """Merge an export: all of it, or nothing if it is refused."""
    from tutor import paths, taking_away
    from tutor.store.connect import examine
    from tutor.store.database import Database

    path, database = Path(arguments.file), given.database(arguments)
    with share_told("Merging") as tell:
        if not examine(database):
            taking_away.check(path, tell)  # what is refused must not leave a database behind
        with closing(Database(database)) as store:
            merged, settings = taking_away.merge(store, path, tell)
    say(
        f"{merged.entries:,} log entries are new, {merged.known:,} were here already; "
        f"{merged.cards:,} cards are new or known better."
    )
    if told := taking_away.adopt(settings, paths.settings()):
        say(told)
    return 0
