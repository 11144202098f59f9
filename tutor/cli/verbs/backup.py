"""`tutor backup`: a copy of the database, in a file that must not exist yet."""

from argparse import Namespace
from pathlib import Path

from tutor.cli import context
from tutor.cli.output import say
from tutor.cli.own_files import refuse_history
from tutor.cli.verb import Operand, Verb
from tutor.ending import ending_in_order
from tutor.errors import TutorError


def back_up(arguments: Namespace) -> int:
    """Copy the database and check the copy."""
    from tutor.store import backup
    from tutor.store.connect import backups_of, has_history, shown

    path = context.database(arguments)
    if not has_history(path):
        raise TutorError(f"There is nothing to back up: {shown(path)} holds no history yet.")
    now = context.clock(arguments)()
    target = (
        Path(arguments.file)
        if arguments.file
        else backups_of(path) / f"{now:%Y-%m-%d-%H%M%S}.sqlite3"
    )
    refuse_history(arguments, target)
    with ending_in_order():
        backup.back_up(path, target)
    say(str(backup.verify(target)))
    return 0


VERB = Verb(
    "backup",
    "copy the database, also while it is in use",
    back_up,
    (Operand("file", "the copy; default: a file beside the daily backups", "?"),),
    examples=("tutor backup", "tutor backup /media/stick/tutor.sqlite3"),
)
