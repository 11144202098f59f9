"""`tutor import`: merge a history that was exported as JSON, or make a deck of a table."""

from argparse import Namespace
from contextlib import closing
from pathlib import Path

from tutor.cli import context
from tutor.cli.options import KINDS
from tutor.cli.output import complain, say, show_share
from tutor.cli.verb import Operand, UsageError, Verb, option
from tutor.core.text import counted, one_line


def import_history(arguments: Namespace) -> int:
    """Merge an export: all of it, or nothing if it is refused. A table becomes a deck."""
    from tutor.study.deck_table import SUFFIXES, is_of_history

    source = Path(arguments.file)
    if source.suffix.lower() in SUFFIXES and source.is_file() and not is_of_history(source):
        return _make_deck(arguments)
    options = (arguments.deck, arguments.question, arguments.answer, arguments.tags, arguments.kind)
    if any(options) and source.is_file():
        raise UsageError("these options are for a table of cards: FILE.csv or FILE.tsv")
    from tutor import paths
    from tutor.store.connect import examine
    from tutor.store.database import Database
    from tutor.study import transfer

    path, database = Path(arguments.file), context.database(arguments)
    with show_share("Merging") as show:
        if not examine(database):
            transfer.check(path, show)  # what is refused must not leave a database behind
        with closing(Database(database)) as store:
            merged, settings = transfer.merge(store, path, show)
    say(
        f"{merged.entries:,} log entries are new, {merged.known:,} were here already; "
        f"{merged.cards:,} cards are new or updated."
    )
    if remark := transfer.adopt(settings, paths.settings()):
        say(remark)
    return 0


def _make_deck(arguments: Namespace) -> int:
    """Write the rows of a table as the cards of a deck; 1 if some cannot be cards."""
    from tutor.study.deck_table import Columns, make_deck

    columns = Columns(arguments.question or "", arguments.answer or "", arguments.tags or "")
    path, table = make_deck(
        Path(arguments.file),
        context.writes_to(arguments),
        arguments.deck or "",
        columns,
        arguments.kind or "",
    )
    for fault in table.left_out[:_MOST_FAULTS]:
        complain(str(fault))
    if (more := len(table.left_out) - _MOST_FAULTS) > 0:
        complain(f"and {counted(more, 'more row')} left out.")
    say(f"{counted(table.cards, 'card')} written: {one_line(str(path))}")
    return 1 if table.left_out else 0


_MOST_FAULTS = 20

VERB = Verb(
    "import",
    "merge a history that was exported as JSON into yours, or make a deck of a table",
    import_history,
    (Operand("file", "the export, or a table of cards: FILE.csv or FILE.tsv"),),
    (
        option("--deck", metavar="NAME", help="of a table: the new deck's name"),
        option("--question", metavar="COLUMN", help="which column it is, by name or number"),
        option("--answer", metavar="COLUMN", help="which column it is, by name or number"),
        option("--tags", metavar="COLUMN", help="which column it is, by name or number"),
        option("--kind", metavar="KIND", choices=KINDS, help="flashcards, self-check or cloze"),
    ),
    ("tutor import history.json", "tutor import words.csv --deck French --question 2 --answer 1"),
)
