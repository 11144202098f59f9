"""`tutor export`: the history, or its figures, in files."""

from argparse import Namespace
from pathlib import Path

from tutor.cli import context
from tutor.cli.options import FORCE, SELECTION, SINCE
from tutor.cli.output import say, show_share
from tutor.cli.own_files import refuse_own_files
from tutor.cli.verb import UsageError, Verb, option
from tutor.errors import TutorError

_FORMATS = (
    "json (everything, for `tutor import`), csv (reviews.csv and attempts.csv) or html (the charts)"
)


def export(arguments: Namespace) -> int:
    """Write the files."""
    from tutor.store.connect import has_history, shown
    from tutor.study import transfer

    form, database = arguments.format or _form_of(arguments.output), context.database(arguments)
    if form == "json":
        given = (arguments.since, arguments.search, arguments.tag, arguments.kind)
        names = ("--since", "--search", "--tag", "--kind")
        for name, value in zip(names, given, strict=True):
            if value:
                raise UsageError(f"{name} goes with csv and html; json holds everything")
    if not has_history(database):
        raise TutorError(f"There is nothing to export: {shown(database)} holds no history yet.")
    name = f"tutor-{context.clock(arguments)():%Y-%m-%d}"
    path = Path(arguments.output or (name if form == "csv" else f"{name}.{form}"))
    since, force = arguments.since or 0, arguments.force
    written = [path]
    if form == "csv" and arguments.output != "-":
        refuse_own_files(arguments, [path, path / "reviews.csv", path / "attempts.csv"])
    elif arguments.output != "-":
        refuse_own_files(arguments, [path])
    with show_share("Writing") as show:
        if form == "json":
            transfer.to_json(database, context.settings(), path, force, show)
        else:
            with context.decks_open(arguments) as study:
                only = context.only(arguments, study)
                if form == "csv":
                    shelf = study.decks.shelf
                    written = transfer.to_csv(database, shelf, path, since, force, show, only)
                else:
                    transfer.to_html(study, path, since, force, only)
    if arguments.output != "-":
        say(f"Written: {', '.join(shown(each.absolute()) for each in written)}.")
    return 0


def _form_of(output: str | None) -> str:
    """The format that a file's name asks for."""
    form = Path(output or "").suffix.lower().removeprefix(".")
    if form not in ("json", "html"):
        raise UsageError(f"say in which format: --format json, csv or html; {_FORMATS}")
    return form


VERB = Verb(
    "export",
    "export your history: everything as JSON, the log as CSV, the charts as HTML",
    export,
    (),
    (
        option(
            "--format",
            metavar="FORMAT",
            choices=("json", "csv", "html"),
            help=f"{_FORMATS}; default: from the name of the file",
        ),
        option(
            "-o",
            metavar="FILE",
            dest="output",
            help="the file to write, for csv the folder; - for standard output",
        ),
        *SELECTION,
        SINCE,
        FORCE,
    ),
    (
        "tutor export --format json -o history.json",
        "tutor export --format csv -o history --since 2026-09-01",
        "tutor export --format html -o progress.html --tag geometry",
    ),
)
