"""The verbs for whoever writes decks: draw, judge, check."""

import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from tutor.cli import given
from tutor.cli.arguments import usage
from tutor.cli.saying import say, say_for_reading
from tutor.errors import TutorError


def draw(arguments: Namespace) -> int:
    """Problems with their answers, mistakes and worked solutions."""
    from tutor import teaching

    chosen = teaching.template(given.roots(arguments), arguments.exercise)
    show = None if arguments.json else given.show(arguments)
    level, seed = arguments.level or 1, arguments.seed or 0
    for text in teaching.problems(chosen, level, seed, arguments.count, show):
        if show is None:
            say(text)
        else:
            say_for_reading(text)
    return 0


def judge(arguments: Namespace) -> int:
    """The verdict on one typed answer, or on many."""
    from tutor import teaching

    if arguments.lines is not None:
        with _lines(arguments.lines) as lines:
            for line in teaching.judged_lines(lines):
                say(line)
        return 0
    if arguments.kind is None or arguments.expect is None or arguments.text is None:
        usage("judge", "needs --kind, --expect and the answer, or --lines FILE")
    verdict = teaching.judged(arguments.kind, arguments.expect, arguments.text, arguments.variables)
    if arguments.json:
        say(teaching.as_line(verdict))
    else:
        say(teaching.said(arguments.text, verdict))
    return teaching.VERDICTS[verdict["verdict"]]


def check(arguments: Namespace) -> int:
    """Report every fault of the deck files."""
    from tutor.checking import Check

    checked = Check([Path(path) for path in arguments.path] or given.roots(arguments))
    for told in checked.run():
        say(told.text)
    say(str(checked))
    return 1 if checked.faults else 0


@contextmanager
def _lines(name: str) -> Iterator[TextIO]:
    """The lines of a file, or of standard input for "-"."""
    if name == "-":
        yield sys.stdin
        return
    try:
        lines = open(name, encoding="utf-8-sig", errors="replace")  # noqa: SIM115
    except (OSError, ValueError) as error:
        raise TutorError(f"{name}: cannot be read: {error}.") from error
    with lines:
        yield lines
