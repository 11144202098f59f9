"""The command line: a verb, its options, one function for each."""

import os
import sys
from collections.abc import Sequence
from contextlib import suppress

from tutor.cli.arguments import parse
from tutor.cli.keeping import back_up, doctor, restore
from tutor.cli.saying import complain
from tutor.cli.studying import home, review, today, try_exercise
from tutor.cli.taking_away import export, import_history, print_cards, progress
from tutor.cli.teaching import check, draw, judge
from tutor.errors import TutorError

VERBS = {
    "": home,
    "review": review,
    "try": try_exercise,
    "draw": draw,
    "judge": judge,
    "print": print_cards,
    "progress": progress,
    "export": export,
    "import": import_history,
    "today": today,
    "check": check,
    "doctor": doctor,
    "backup": back_up,
    "restore": restore,
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the exit code: 0 done, 1 something is wrong with the input, 2 usage."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        with suppress(AttributeError, ValueError):
            stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    arguments = parse(sys.argv[1:] if argv is None else argv)
    try:
        return VERBS[arguments.verb](arguments)
    except TutorError as error:
        complain(str(error))
        return 1
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # Whoever read our output has gone; nothing more can be said, at exit either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        complain(f"What should be shown cannot be written: {error.strerror or error}.")
        return 1
    except Exception as error:  # a mistake of ours: still no traceback for the learner
        if os.environ.get("TUTOR_DEBUG"):
            raise
        complain(
            f"Something went wrong in tutor itself ({type(error).__name__}: {error}). Every grade "
            "you saw accepted is on disk. TUTOR_DEBUG=1 shows where, for a report."
        )
        return 1
