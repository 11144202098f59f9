"""`tutor print`: cards and exercises on paper."""

import sys
from argparse import Namespace
from contextlib import closing
from pathlib import Path

from tutor.cli import context
from tutor.cli.options import COUNT, DECKS, FORCE, LEVEL, SEED, SELECTION
from tutor.cli.output import complain, say, show_reading
from tutor.cli.own_files import refuse_own_files
from tutor.cli.verb import UsageError, Verb, option, switch
from tutor.core.kind import Kind


def print_cards(arguments: Namespace) -> int:
    """Write the file; a database that does not exist yet is not created."""
    from tempfile import TemporaryDirectory

    from tutor import printing
    from tutor.store.connect import examine, shown
    from tutor.store.database import Database

    if arguments.output == "-":
        raise UsageError("cards are printed to a file: -o cards.pdf")
    form = arguments.format or printing.format_of(Path(arguments.output or "cards.pdf"))
    path = Path(arguments.output or f"cards.{form}")
    refuse_own_files(arguments, [path])
    wanted = printing.Wanted(
        tuple(arguments.deck),
        tuple(map(Kind, arguments.kind)),
        arguments.tag,
        arguments.due,
        arguments.search,
        arguments.level,
        arguments.seed,
        arguments.count,
    )
    paper = printing.Paper(arguments.layout, arguments.page)
    with TemporaryDirectory() as folder, printing.progress_line(sys.stderr) as progress:
        database = context.database(arguments)
        if not examine(database):
            database = Path(folder) / "tutor.sqlite3"
        with closing(Database(database)) as store:
            study = context.study(arguments, store)
            for fault in study.decks.open(show_reading()).faults:
                complain(str(fault))
            printed = printing.print_cards(
                study, wanted, paper, path, form=form, force=arguments.force, progress=progress
            )
    for remark in printed.remarks:
        complain(remark)
    say(f"{shown(printed.path.absolute())}: {printed.chosen}.")
    return 0


VERB = Verb(
    "print",
    "print cards and exercises: a PDF or an HTML page",
    print_cards,
    (DECKS,),
    (
        option(
            "-o",
            metavar="FILE",
            dest="output",
            help="the file to write; default: cards.pdf or cards.html",
        ),
        *SELECTION,
        switch("--due", "only the cards that a review session would ask now"),
        option(
            "--layout",
            metavar="LAYOUT",
            choices=("cards", "two-sided", "a4-grid", "sheet"),
            default="cards",
            help="cards (one a page, question beside answer), two-sided (question and answer on "
            "two pages), a4-grid (cards to cut out, for two-sided printing) or sheet (a compact "
            "study sheet); default: cards",
        ),
        option(
            "--page",
            metavar="SIZE",
            choices=("a6", "a5", "a4", "letter"),
            default="",
            help="a6, a5, a4 or letter; default: the size that suits the layout",
        ),
        option(
            "--format",
            metavar="FORMAT",
            choices=("pdf", "html"),
            help="pdf or html; default: from the name of the file, else pdf",
        ),
        FORCE,
        LEVEL,
        SEED,
        COUNT,
    ),
    (
        "tutor print",
        "tutor print change-of-variables --kind flashcards --layout a4-grid -o cut.pdf",
        "tutor print --kind flashcards --kind self-check",
        "tutor print --kind exercises --seed 7 --count 3 --page a4 -o work.pdf",
        "tutor print --due --layout sheet --format html",
    ),
)
