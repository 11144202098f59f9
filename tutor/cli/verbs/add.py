"""`tutor add`: a card at the end of a deck file, from options, from lines or in a form."""

import sys
from argparse import Namespace
from contextlib import suppress
from typing import TYPE_CHECKING

from tutor.cli import context
from tutor.cli.options import KINDS, PLAIN
from tutor.cli.output import complain, is_terminal, say
from tutor.cli.typed_lines import reading_input
from tutor.cli.verb import Operand, UsageError, Verb, option
from tutor.core.text import counted, one_line
from tutor.errors import TutorError

if TYPE_CHECKING:
    from textual.screen import Screen

    from tutor.tui.study_worker import StudyWorker

_LONGEST = 1 << 20  # characters that are read from the input


def add(arguments: Namespace) -> int:
    """Add a card; without a question from the form, or from the input."""
    if arguments.question is None and is_terminal() and not arguments.plain:
        return _form(arguments)
    text = _text(arguments)
    from tutor.study.adding import target

    with context.decks_open(arguments) as study:
        where = target(arguments.deck or "", study.decks.own, study.decks.files())
        try:
            added = where.add(text)
        except TutorError as error:
            complain(f"{error}\nWhat you typed:")
            say(text)
            return 1
    place = f"{one_line(str(where.path))}:{added[0].line}"
    say(f"{counted(len(added), 'card')} added: {place}")
    return 0


def _text(arguments: Namespace) -> str:
    """The card as it is written in a deck file."""
    from tutor.study.adding import CLOZE, Typed, tags

    if arguments.question is None:
        if arguments.answer is not None:
            raise UsageError("an answer needs a question: --question")
        return _input()
    kind, answer = arguments.kind or KINDS[0], arguments.answer
    if kind == CLOZE and answer is not None:
        raise UsageError("a cloze has no answer: put what is hidden in [brackets] in the question")
    if kind != CLOZE and answer is None:
        if sys.stdin.isatty():
            raise UsageError("give the answer, too: --answer")
        answer = _input()
    return Typed(arguments.question, answer or "", kind, tags(arguments.tags or "")).text


def _input() -> str:
    """What is on the standard input, whole and as it was written; else a TutorError."""
    with suppress(AttributeError):
        sys.stdin.reconfigure(errors="strict")  # type: ignore[union-attr]
    try:
        with reading_input():
            text = sys.stdin.read(_LONGEST + 1)
    except UnicodeDecodeError as error:
        raise TutorError(
            f"The input is not {sys.stdin.encoding.upper()}. Nothing was added. Save it in this "
            "encoding and try again."
        ) from error
    if len(text) > _LONGEST:
        raise TutorError(
            f"The input is over {_LONGEST:,} characters. Nothing was added. Split it, or put it "
            "into a deck's file with your editor."
        )
    return text.removeprefix("\ufeff")


def _form(arguments: Namespace) -> int:
    from functools import partial

    from tutor.cli.full_screen import run_app

    return run_app(arguments, partial(_screen, arguments))


def _screen(arguments: Namespace, worker: "StudyWorker") -> "Screen[None]":
    from tutor.tui.screens.add_card import AddScreen

    return AddScreen(worker, arguments.deck or "")


VERB = Verb(
    "add",
    "add a card to a deck: in a form, from options, or as text from the input",
    add,
    (Operand("deck", "the deck's name; default: cards, which is made if it is not there", "?"),),
    (
        option("--question", metavar="TEXT", help="its question, or the text of a cloze"),
        option("--answer", metavar="TEXT", help="its answer; without it, the input is the answer"),
        option("--tags", metavar="TAGS", help="its tags, with commas between"),
        option("--kind", metavar="KIND", choices=KINDS, help="flashcards, self-check or cloze"),
        PLAIN,
    ),
    (
        "tutor add",
        "tutor add Topology --question 'What is a basis?' --answer 'Open sets …' --tags sets",
        "tutor add Topology --kind cloze --question 'Every [compact] set in R is closed.'",
        "tutor add Topology < card.md",
    ),
)
