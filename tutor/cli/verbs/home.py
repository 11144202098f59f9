"""`tutor` alone: the home screen; without a terminal, today's line and how to go on."""

from argparse import Namespace

from tutor.cli.full_screen import run_app
from tutor.cli.output import is_terminal, say
from tutor.cli.verbs.today import today


def home(arguments: Namespace) -> int:
    """Open the home screen, if there is a terminal for it."""
    if not is_terminal():
        today(arguments)
        say("`tutor review --plain` reviews line by line; `tutor --help` lists all commands.")
        return 0
    return run_app(arguments)
