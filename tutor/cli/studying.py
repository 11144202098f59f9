"""The verbs of every day: home, review, try, today."""

import os
import sys
from argparse import Namespace
from collections.abc import Sequence
from contextlib import ExitStack

from tutor.cli import given
from tutor.cli.saying import is_terminal, say, say_for_reading
from tutor.core.day import learning_day


def home(arguments: Namespace) -> int:
    """The home screen; without a terminal, today's line and how to go on."""
    if not is_terminal():
        today(arguments)
        say("`tutor review --plain` reviews in lines; `tutor --help` shows all there is.")
        return 0
    return _run_app(arguments)


def review(arguments: Namespace) -> int:
    """A sitting, in the terminal or in lines."""
    if is_terminal() and not arguments.plain:
        return _run_app(arguments, review=arguments.deck)
    from tutor import plain

    with given.plainly(arguments) as study:
        session = study.sit(arguments.deck, arguments.limit)
        show = given.show(arguments)
        is_kept = plain.review(study, session, sys.stdin, say_for_reading, show)
    return 0 if is_kept else 1


def try_exercise(arguments: Namespace) -> int:
    """One exercise, drawn afresh, in the terminal or in lines."""
    if is_terminal() and not arguments.plain:
        return _run_app(arguments, exercise=arguments.exercise or "")
    from tutor import plain

    with given.plainly(arguments) as study:
        card = study.exercise(arguments.exercise)
        problem = study.problem(card, arguments.level, arguments.seed)
        show = given.show(arguments)
        plain.try_exercise(study, card, problem, sys.stdin, say_for_reading, show)
    return 0


def today(arguments: Namespace) -> int:
    """The day's work in one line, or as JSON; nothing is opened for writing."""
    from tutor.library.scan import scan
    from tutor.store.glance import glance

    settings = given.settings()
    files, _ = scan(given.roots(arguments))
    day = learning_day(given.clock(arguments)(), settings.day_starts)
    work = glance(given.database(arguments), files, day, settings.new_a_day)
    if getattr(arguments, "json", False):
        import json

        by_kind = {
            kind.value: {"due": count.due, "new": count.new} for kind, count in work.by_kind.items()
        }
        say(
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
        say(str(work))
    return 0


def _run_app(
    arguments: Namespace, review: Sequence[str] | None = None, exercise: str | None = None
) -> int:
    # A frame is drawn when it is due, not up to 16 ms later; read when Textual is imported.
    os.environ.setdefault("TEXTUAL_FPS", "240")
    from tutor.tui import theme
    from tutor.tui.app import TutorApp

    with ExitStack() as opened:
        app = TutorApp(
            given.later(arguments, opened),
            review=review,
            limit=getattr(arguments, "limit", None),
            exercise=exercise,
            level=getattr(arguments, "level", None),
            seed=getattr(arguments, "seed", None),
        )
        wanted = given.settings().theme
        app.theme = theme.choose(os.environ, app.console.color_system, wanted)
        app.run()
        return app.return_code or 0
