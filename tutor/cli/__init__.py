"""The command line: a verb, its options, one file for each."""

import os
import signal
import sys
from argparse import Namespace
from collections.abc import Sequence
from contextlib import suppress

from tutor.cli.command_line import parse, parser_of
from tutor.cli.context import loaded_settings
from tutor.cli.output import complain
from tutor.cli.verb import UsageError
from tutor.core.text import one_line
from tutor.errors import DatabaseCorrupt, TutorError


def main(argv: Sequence[str] | None = None, *, interruptible: bool = False) -> int:
    """Run one command; the exit code: 0 done, 1 something is wrong with the input, 2 usage.

    With `interruptible`, ctrl+c is from here on an exception again.
    """
    try:
        if interruptible:
            signal.signal(signal.SIGINT, signal.default_int_handler)
        return _run(sys.argv[1:] if argv is None else argv)
    except KeyboardInterrupt:
        return 130


def _run(argv: Sequence[str]) -> int:
    _open_what_is_closed()
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        with suppress(AttributeError, ValueError):
            stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    arguments, verb = parse(argv)
    try:
        for fault in loaded_settings().faults:
            complain(str(fault))
        if verb is None:
            from tutor.cli.verbs.home import home

            return home(arguments)
        return verb.run(arguments)
    except UsageError as error:
        assert verb is not None
        parser_of(verb).error(str(error))
    except DatabaseCorrupt as error:
        complain(_explained(error, arguments))
        return 1
    except TutorError as error:
        complain(str(error))
        return 1
    except BrokenPipeError:
        # Whoever read our output has gone; nothing more can be said, at exit either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        complain(_refused(error))
        return 1
    except Exception as error:  # a damaged database, or a mistake of ours: never a traceback
        if os.environ.get("TUTOR_DEBUG"):
            raise
        complain(_explained(error, arguments))
        return 1


def _open_what_is_closed() -> None:
    """Closed streams lead nowhere from here on, and no file that is opened gets their numbers.

    Without a standard output `sys.stdout` stays None, by which an export knows it.
    """
    if sys.stdin is None:
        sys.stdin = open(os.devnull)  # noqa: SIM115
    if sys.stdout is None:
        os.open(os.devnull, os.O_WRONLY)
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w")  # noqa: SIM115


def _explained(error: Exception, arguments: Namespace) -> str:
    from tutor.cli import context
    from tutor.core.day import learning_day
    from tutor.store.diagnosis import explained

    day = learning_day(context.clock(arguments)())
    return explained(error, context.database(arguments), day)


def _refused(error: OSError) -> str:
    """What the system did not allow, and of which file."""
    reason = error.strerror or str(error)
    if error.filename is None:
        return f"Cannot write the output: {reason}."
    return f"{one_line(os.fsdecode(error.filename))}: {reason}."
