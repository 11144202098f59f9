"""`tutor doctor`: the schedules checked against the log, the database and the backups checked."""

from argparse import Namespace

from tutor.cli import context
from tutor.cli.output import say
from tutor.cli.verb import Verb, switch
from tutor.core.day import learning_day, milliseconds


def doctor(arguments: Namespace) -> int:
    """Print what is found; 1 if something is wrong."""
    from tutor.store import backup
    from tutor.store.diagnosis import way_to
    from tutor.store.doctor import findings

    path, now = context.database(arguments), context.clock(arguments)()
    day = learning_day(now, context.settings().day_starts)
    healthy, damaged = True, False
    for finding in findings(
        path,
        repair=arguments.repair,
        now=(milliseconds(now), day),
        undo_future=arguments.undo_future,
    ):
        say(finding.text)
        healthy = healthy and finding.good
        damaged = damaged or finding.damaged
    if damaged and (newest := backup.newest_good(path, day)) is not None:
        say(f"The newest good backup is {newest}.")
        say(way_to(newest.path, path))
    return 0 if healthy else 1


VERB = Verb(
    "doctor",
    "check every schedule against the log; check the database and the backups",
    doctor,
    (),
    (
        switch("--repair", "rebuild schedules that do not match the log"),
        switch("--undo-future", "undo what is dated later than tomorrow, by a wrong clock"),
    ),
    ("tutor doctor", "tutor doctor --repair"),
)
