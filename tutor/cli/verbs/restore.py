"""`tutor restore`: a backup in the place of the database, which is kept under another name."""

from argparse import Namespace
from pathlib import Path

from tutor.cli import context
from tutor.cli.output import say
from tutor.cli.verb import Operand, Verb
from tutor.ending import ending_in_order


def restore(arguments: Namespace) -> int:
    """Go back to a backup."""
    from tutor.store import backup, restoring
    from tutor.store.connect import shown

    path = context.database(arguments)
    now = context.clock(arguments)()
    with ending_in_order():
        kept = restoring.restore(Path(arguments.file), path, f"{now:%Y-%m-%d-%H%M%S}")
    say(f"Restored: {backup.verify(path)}")
    for file in kept:
        say(f"The database that was replaced is kept in {shown(file)}.")
    return 0


VERB = Verb(
    "restore",
    "go back to a backup; the replaced database is kept",
    restore,
    (Operand("file", "the backup"),),
    examples=("tutor restore ~/tutor-2026-11-23.sqlite3",),
)
