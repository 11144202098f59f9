"""The command line taken apart: options before or after the verb, values that may begin with -."""

import argparse
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType
from typing import Any, NoReturn

from tutor import __version__
from tutor.core.text import harmless

EVERYWHERE = ("--db", "--decks", "--now")

OPTIONS: Mapping[str, Mapping[str, Any]] = {
    "--db": {"metavar": "FILE", "help": "the learner's database (or TUTOR_DB)"},
    "--decks": {
        "metavar": "PATH",
        "action": "append",
        "help": "a folder of decks or one deck file, instead of the bundled and your own; "
        "may be repeated (or TUTOR_DECKS)",
    },
    "--now": {
        "metavar": "TIME",
        "type": lambda text: moment(text),
        "help": "work as if it were this time: 2026-12-01T09:00, local or with an offset",
    },
    "--limit": {
        "metavar": "N",
        "type": lambda text: whole(text),
        "help": "ask at most N cards",
    },
    "--plain": {"action": "store_true", "help": "in lines, for pipes and screen readers"},
    "--json": {"action": "store_true", "help": "as JSON"},
    "--level": {"metavar": "L", "type": lambda text: whole(text), "help": "1 gentle, 2, 3"},
    "--seed": {
        "metavar": "N",
        "type": lambda text: number(text),
        "help": "which draw: the same seed draws the same problem",
    },
    "--count": {
        "metavar": "K",
        "type": lambda text: whole(text),
        "default": 1,
        "help": "how many draws, from seeds N to N+K-1",
    },
    "--kind": {
        "metavar": "KIND",
        "choices": ("number", "expression", "interval", "vector", "points", "matrix", "set"),
        "help": "number, expression, interval, vector, points, matrix or set",
    },
    "--expect": {"metavar": "TEXT", "help": "the right answer"},
    "--variables": {
        "metavar": "NAMES",
        "type": lambda text: [name.strip() for name in text.split(",")],
        "default": (),
        "help": "the letters that stand for numbers, as x,z",
    },
    "--lines": {"metavar": "FILE", "help": "judge many: one JSON object a line (- for input)"},
    "--maths": {
        "metavar": "HOW",
        "choices": ("box", "line", "words"),
        "help": "how formulas are set: box (as on paper), line or words",
    },
    "--repair": {"action": "store_true", "help": "rebuild what the log disproves"},
    "-o": {"metavar": "FILE", "dest": "output", "help": "the file to write"},
    "--tag": {"metavar": "T", "help": "only cards with this tag"},
    "--due": {"action": "store_true", "help": "only what a sitting would ask now"},
    "--layout": {
        "metavar": "LAYOUT",
        "choices": ("cards", "two-sided", "a4-grid", "sheet"),
        "default": "cards",
        "help": "cards (one a page, question beside answer), two-sided (a page a side), a4-grid "
        "(to cut out, backs mirrored) or sheet (a compact study sheet)",
    },
    "--page": {
        "metavar": "SIZE",
        "choices": ("a6", "a5", "a4", "letter"),
        "default": "",
        "help": "a6, a5, a4 or letter; what suits the layout unless you say",
    },
    "--format": {
        "metavar": "FORMAT",
        "choices": ("pdf", "html"),
        "help": "pdf or html; as the file is called unless you say, else pdf",
    },
    "--deck": {"metavar": "D", "help": "only this deck"},
    "--since": {
        "metavar": "DATE",
        "type": lambda text: day(text),
        "help": "only from this day on: 2026-12-01",
    },
    "--force": {"action": "store_true", "help": "replace the file if it is there"},
}


@dataclass(frozen=True, slots=True)
class Verb:
    """One verb of the command line: what it is for, what follows it, which options it takes."""

    summary: str
    operands: tuple[tuple[str, str, str], ...] = ()  # (name, nargs, help)
    options: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    own: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)  # options it reads its way


VERBS: Mapping[str, Verb] = {
    "review": Verb(
        "review what is due, then what is new",
        (("deck", "*", "decks by name; all of them unless you say"),),
        ("--limit", "--plain", "--maths"),
        ("tutor review", "tutor review change-of-variables --limit 10", "tutor review --plain"),
    ),
    "try": Verb(
        "work an exercise whose numbers are drawn afresh",
        (("exercise", "?", "its id; the one that is most due unless you say"),),
        ("--level", "--seed", "--plain", "--maths"),
        ("tutor try", "tutor try affine-uniform --level 2", "tutor try linear-square --plain"),
    ),
    "draw": Verb(
        "print problems with their answers, mistakes and worked solutions",
        (("exercise", "", "its id"),),
        ("--seed", "--level", "--count", "--json", "--maths"),
        ("tutor draw affine-uniform", "tutor draw linear-square --level 2 --count 5 --json"),
    ),
    "judge": Verb(
        "judge a typed answer: exit 0 right, 1 wrong, 3 malformed",
        (("text", "?", "the answer"),),
        ("--kind", "--expect", "--variables", "--lines", "--json"),
        (
            "tutor judge --kind number --expect 1/4 0.25",
            "tutor judge --kind expression --expect '(x-2)/4' --variables x 'x/4 - 1/2'",
            "tutor judge --lines answers.jsonl",
        ),
    ),
    "print": Verb(
        "print cards and exercises: a PDF, or a page of HTML",
        (("deck", "*", "decks by name; all of them unless you say"),),
        (
            *("-o", "--kind", "--tag", "--due", "--layout", "--page", "--format", "--force"),
            *("--level", "--seed", "--count"),
        ),
        (
            "tutor print",
            "tutor print change-of-variables --kind flashcards --layout a4-grid -o cut.pdf",
            "tutor print --kind exercises --seed 7 --count 3 --page a4 -o work.pdf",
            "tutor print --due --layout sheet --format html",
        ),
        own={
            "-o": {
                "metavar": "FILE",
                "dest": "output",
                "help": "the file to write; cards.pdf or cards.html unless you say",
            },
            "--kind": {
                "metavar": "KIND",
                "choices": ("flashcards", "self-check", "exercises"),
                "help": "only flashcards, self-check or exercises",
            },
        },
    ),
    "progress": Verb(
        "what you did and what you know, in pictures",
        (),
        ("--deck", "--since", "--json"),
        ("tutor progress", "tutor progress --deck change-of-variables --since 2026-09-01"),
    ),
    "export": Verb(
        "take your history away: everything as JSON, the log as CSV, the pictures as HTML",
        (),
        ("--format", "-o", "--since", "--force"),
        (
            "tutor export --format json -o history.json",
            "tutor export --format csv -o history --since 2026-09-01",
            "tutor export --format html -o progress.html",
        ),
        own={
            "--format": {
                "metavar": "FORMAT",
                "choices": ("json", "csv", "html"),
                "required": True,
                "help": "json (everything, for `tutor import`), csv (reviews.csv and attempts.csv) "
                "or html (the pictures)",
            },
            "-o": {
                "metavar": "FILE",
                "dest": "output",
                "help": "the file to write, for csv the folder; - for standard output",
            },
        },
    ),
    "import": Verb(
        "merge a history that was exported as JSON into yours",
        (("file", "", "the export"),),
        (),
        ("tutor import history.json",),
    ),
    "today": Verb(
        "one line for a shell prompt: due, new, minutes",
        (),
        ("--json",),
        ("tutor today", "tutor today --json"),
    ),
    "check": Verb(
        "look for every fault of deck files: their cards, formulas and ids; prove the exercises",
        (("path", "*", "files or folders; all decks unless you say"),),
        (),
        ("tutor check", "tutor check my-deck.md"),
    ),
    "doctor": Verb(
        "prove every schedule from the log; check the database and the backups",
        (),
        ("--repair",),
        ("tutor doctor", "tutor doctor --repair"),
    ),
    "backup": Verb(
        "copy the database, while it may be in use",
        (("file", "?", "where to; beside the daily backups unless you say"),),
        (),
        ("tutor backup", "tutor backup /media/stick/tutor.sqlite3"),
    ),
    "restore": Verb(
        "go back to a backup; what is replaced is kept",
        (("file", "", "the backup"),),
        (),
        ("tutor restore ~/tutor-2026-11-23.sqlite3",),
    ),
}


def parse(argv: Sequence[str]) -> argparse.Namespace:
    """The arguments as one namespace, `verb` in it ("" for none). Ends the program if wrong."""
    before, verb, after = _split(argv)
    if verb and verb not in VERBS:
        _top().error(f"there is no verb {verb!r}; there are: {', '.join(VERBS)}")
    parser = _parser(verb) if verb else _top()
    takes = (*EVERYWHERE, *(VERBS[verb].options if verb else ()), "--help", "-h", "--version")
    options, operands = _sort([*before, *after], takes)
    for option in options:
        if (name := option.split("=", 1)[0]) not in takes:
            parser.error(f"there is no option {name}; there are {', '.join(takes)}")
    _refuse_too_many(parser, operands, VERBS[verb].operands if verb else ())
    namespace = parser.parse_args([*options, "--", *operands] if operands else options)
    namespace.verb = verb
    return namespace


def usage(verb: str, message: str) -> NoReturn:
    """End the program because of how it was called."""
    _parser(verb).error(message)


def moment(text: str) -> datetime:
    """A time on the command line, aware."""
    try:
        if len(text) < len("2026-12-01T09:00"):
            raise ValueError
        time = datetime.fromisoformat(text)
        if not 1971 <= time.year < 9000:
            raise ValueError
        return time if time.tzinfo else time.astimezone()
    except (ValueError, OverflowError):
        raise argparse.ArgumentTypeError(
            f"{harmless(text)!r} is not a time; write 2026-12-01T09:00, or with an offset "
            "2026-12-01T09:00+02:00"
        ) from None


def day(text: str) -> int:
    """A learning day by its date."""
    try:
        if len(text) != len("2026-12-01"):
            raise ValueError
        return date.fromisoformat(text).toordinal()
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"{harmless(text)!r} is not a date; write 2026-12-01"
        ) from None


def number(text: str) -> int:
    """A whole number of up to nine digits."""
    digits = text.removeprefix("-")
    if not (digits.isascii() and digits.isdigit() and len(digits) < 10):
        raise argparse.ArgumentTypeError(f"{harmless(text)!r} is not a whole number")
    return int(text)


def whole(text: str) -> int:
    """A whole number, one or more."""
    if not (text.isascii() and text.isdigit() and 0 < len(text) < 10 and int(text) > 0):
        raise argparse.ArgumentTypeError(f"{harmless(text)!r} is not a whole number from 1")
    return int(text)


class _Parser(argparse.ArgumentParser):
    """argparse, with what was typed made harmless before it is echoed."""

    def error(self, message: str) -> NoReturn:
        sys.stderr.write(
            f"{self.prog}: {harmless(message)}\n`{self.prog} --help` shows how it is used.\n"
        )
        raise SystemExit(2)


def _split(argv: Sequence[str]) -> tuple[list[str], str, list[str]]:
    """What stands before the verb, the verb, and what follows."""
    place = 0
    while place < len(argv):
        word = argv[place]
        if _has_value(word):
            place += 2
        elif word.startswith("-") and word != "-":
            place += 1
        else:
            return list(argv[:place]), word, list(argv[place + 1 :])
    return list(argv), "", []


def _sort(words: Sequence[str], takes: Sequence[str]) -> tuple[list[str], list[str]]:
    """Options, each joined to its value, and operands, which may begin with a single -."""
    options: list[str] = []
    operands: list[str] = []
    rest = iter(words)
    for word in rest:
        name = word.split("=", 1)[0]
        if word == "--":
            operands.extend(rest)
        elif word in takes and _has_value(word):
            value = next(rest, None)
            options.append(word if value is None else f"{word}={value}")
        elif word in takes or name in takes or word.startswith("--"):
            options.append(word)
        else:
            operands.append(word)
    return options, operands


def _refuse_too_many(
    parser: "_Parser", operands: Sequence[str], takes: Sequence[tuple[str, str, str]]
) -> None:
    if len(operands) <= len(takes) or any(nargs == "*" for _, nargs, _ in takes):
        return
    enough = f"one {takes[0][0].upper()} is enough" if takes else "nothing follows but options"
    parser.error(f"{operands[len(takes)]!r} is one word too many: {enough}")


def _has_value(option: str) -> bool:
    return option in OPTIONS and OPTIONS[option].get("action") != "store_true"


def _top() -> _Parser:
    width = max(map(len, VERBS))
    verbs = "\n".join(f"  {name:<{width}}  {verb.summary}" for name, verb in VERBS.items())
    parser = _Parser(
        prog="tutor",
        usage="tutor [VERB] [options]",
        description="A spaced-repetition tutor for the terminal. Without a verb: the home screen.",
        epilog=f"verbs:\n{verbs}\n\nexamples:\n"
        "  tutor                    what is due, and everything one can do\n"
        "  tutor review --limit 10  ten cards, now\n"
        "  tutor today              one line for a shell prompt\n"
        "  tutor review --help      what one verb takes\n\n"
        "exit codes: 0 done, 1 something is wrong with the input, 2 wrong usage",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"tutor {__version__}")
    return _with(parser, EVERYWHERE)


def _parser(name: str) -> _Parser:
    verb = VERBS[name]
    parser = _Parser(
        prog=f"tutor {name}",
        description=f"{verb.summary[0].upper()}{verb.summary[1:]}.",
        epilog="examples:\n" + "\n".join(f"  {example}" for example in verb.examples),
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"tutor {__version__}")
    for operand, nargs, help_text in verb.operands:
        parser.add_argument(operand, nargs=nargs or None, metavar=operand.upper(), help=help_text)
    return _with(parser, (*verb.options, *EVERYWHERE), verb.own)


def _with(
    parser: _Parser,
    options: Sequence[str],
    own: Mapping[str, Mapping[str, Any]] = MappingProxyType({}),
) -> _Parser:
    for option in options:
        parser.add_argument(option, **own.get(option, OPTIONS[option]))
    return parser
