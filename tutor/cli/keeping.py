"""The verbs that keep the history sound: doctor, backup, restore."""

from argparse import Namespace
from pathlib import Path

from tutor.cli import given
from tutor.cli.saying import say
from tutor.errors import TutorError


def doctor(arguments: Namespace) -> int:
    """Prove the schedules from the log, check the file and the backups; repair if asked."""
    from tutor.store import backup
    from tutor.store.connect import shown
    from tutor.store.doctor import findings

    path = given.database(arguments)
    healthy = True
    for finding in findings(path, repair=arguments.repair):
        say(finding.text)
        healthy = healthy and finding.good
    if not healthy and (newest := backup.newest_good(path)) is not None:
        say(f"The newest good backup is {newest}.")
        say(f"`tutor restore {shown(newest.path)}` goes back to it.")
    return 0 if healthy else 1


def back_up(arguments: Namespace) -> int:
    """Copy the database to a file that must not exist yet."""
    from tutor.store import backup
    from tutor.store.connect import backups_of, examine, shown

    path = given.database(arguments)
    if not examine(path):
        raise TutorError(f"There is nothing to back up: {shown(path)} does not exist yet.")
    now = given.clock(arguments)()
    target = (
        Path(arguments.file)
        if arguments.file
        else backups_of(path) / f"{now:%Y-%m-%d-%H%M%S}.sqlite3"
    )
    backup.back_up(path, target)
    say(str(backup.verify(target)))
    return 0


def restore(arguments: Namespace) -> int:
    """Go back to a backup."""
    from tutor.store import backup
    from tutor.store.connect import shown

    path = given.database(arguments)
    now = given.clock(arguments)()
    kept = backup.restore(Path(arguments.file), path, f"{now:%Y-%m-%d-%H%M%S}")
    say(f"Restored: {backup.verify(path)}")
    for file in kept:
        say(f"What was there before is kept in {shown(file)}.")
    return 0
