"""`tutor import`: merge a history that was exported as JSON."""

from argparse import Namespace
from contextlib import closing
from pathlib import Path

from tutor.cli import context
from tutor.cli.output import say, show_share
from tutor.cli.verb import Operand, Verb


def import_history(arguments: Namespace) -> int:
    """Merge an export: all of it, or nothing if it is refused."""
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


VERB = Verb(
    "import",
    "merge a history that was exported as JSON into yours",
    import_history,
    (Operand("file", "the export"),),
    examples=("tutor import history.json",),
)
