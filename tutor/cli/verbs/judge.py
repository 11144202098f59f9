"""`tutor judge`: the verdict on one typed answer, or on many."""

import sys
from argparse import Namespace
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TextIO

from tutor.cli.options import JSON
from tutor.cli.output import as_json_line, say
from tutor.cli.typed_lines import reading_input
from tutor.cli.verb import Operand, UsageError, Verb, option
from tutor.core.text import one_line
from tutor.errors import TutorError

CODES = {"right": 0, "wrong": 1, "malformed": 3}  # the exit code of each verdict
_LONGEST_LINE = 8 << 20  # characters: a megabyte typed, however it is escaped
KINDS = ("number", "expression", "interval", "vector", "points", "matrix", "set")


def judge(arguments: Namespace) -> int:
    """Print the verdict; the exit code says it too."""
    if arguments.lines is not None:
        with _lines(arguments.lines) as lines:
            for line in judged_lines(lines):
                say(line)
        return 0
    if arguments.kind is None or arguments.expect is None or arguments.text is None:
        raise UsageError("needs --kind, --expect and the answer, or --lines FILE")
    verdict = judged(arguments.kind, arguments.expect, arguments.text, arguments.variables)
    if arguments.json:
        say(as_json_line(verdict))
    else:
        say(_for_reading(arguments.text, verdict))
    return CODES[verdict["verdict"]]


def judged(kind: str, expect: str, given: str, variables: Sequence[str]) -> dict[str, Any]:
    """The verdict on one answer as `tutor judge --json` prints it."""
    from tutor.answers.judge import judge_text
    from tutor.answers.verdict import as_json
    from tutor.exercises.catalogue import left_hand_sides

    return as_json(judge_text(kind, expect, given, variables, left_hand_sides()))


def judged_lines(lines: Iterable[str]) -> Iterator[str]:
    """Each JSON line with its verdict added; a TutorError names the line that is none."""
    import json

    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        if len(line) > _LONGEST_LINE:
            raise TutorError(f"line {number}: longer than {_LONGEST_LINE:,} characters.")
        try:
            asked = json.loads(line, parse_constant=_refuse)
            texts = [asked[key] for key in ("kind", "expect", "given")]
            variables = asked.get("variables") or []
            if not all(isinstance(text, str) for text in [*texts, *variables]):
                raise TypeError
            if not isinstance(variables, list):
                raise TypeError
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            raise TutorError(
                f"line {number}: this is not a JSON object with the texts kind, expect and given "
                "(and, if needed, variables: a list of names). The lines before it were judged."
            ) from None
        try:
            kind, expect, given = texts
            verdict = judged(kind, expect, given, variables)
        except TutorError as error:
            raise TutorError(f"line {number}: {error}") from None
        yield as_json_line(asked | verdict)


def _for_reading(given: str, verdict: dict[str, Any]) -> str:
    """A verdict for reading, with a caret under what could not be read."""
    from tutor.caret import caret

    if verdict["verdict"] == "malformed":
        return "\n".join((*caret(given, verdict["column"]), f"malformed: {verdict['message']}"))
    message = str(verdict["message"])
    return message if message.startswith("right") else f"wrong: {message}"


@contextmanager
def _lines(name: str) -> Iterator[TextIO]:
    """The lines of a file, or of standard input for "-"."""
    if name == "-":
        with reading_input():
            yield sys.stdin
        return
    try:
        lines = open(name, encoding="utf-8-sig", errors="replace")  # noqa: SIM115
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise TutorError(f"{one_line(name)} cannot be read: {reason}.") from error
    with lines:
        yield lines


def _refuse(constant: str) -> None:
    raise ValueError(constant)


VERB = Verb(
    "judge",
    "judge a typed answer: exit code 0 right, 1 wrong, 3 malformed",
    judge,
    (Operand("text", "the answer", "?"),),
    (
        option("--kind", metavar="KIND", choices=KINDS, help=f"{', '.join(KINDS[:-1])} or set"),
        option("--expect", metavar="TEXT", help="the right answer"),
        option(
            "--variables",
            metavar="NAMES",
            type=lambda text: [name.strip() for name in text.split(",")],
            default=(),
            help="the letters that stand for numbers: x,z",
        ),
        option(
            "--lines",
            metavar="FILE",
            help="judge many answers: one JSON object a line (- for standard input)",
        ),
        JSON,
    ),
    (
        "tutor judge --kind number --expect 1/4 0.25",
        "tutor judge --kind expression --expect '(x-2)/4' --variables x 'x/4 - 1/2'",
        "tutor judge --lines answers.jsonl",
    ),
)
