"""`tutor review`: a review session, on the screen or line by line."""

import sys
from argparse import Namespace
from functools import partial
from typing import TYPE_CHECKING

from tutor.cli import context
from tutor.cli.full_screen import run_app
from tutor.cli.options import ALOUD, DECKS, LIMIT, PLAIN, SELECTION, positive
from tutor.cli.output import is_terminal, say, say_for_reading
from tutor.cli.verb import UsageError, Verb, option, switch

if TYPE_CHECKING:
    from textual.screen import Screen

    from tutor.study.more import More
    from tutor.tui.study_worker import StudyWorker


def review(arguments: Namespace) -> int:
    """A review session; 1 if a grade could not be recorded."""
    if is_terminal() and not arguments.plain:
        return run_app(arguments, partial(_screen, arguments))
    from tutor.cli import plain_review
    from tutor.cli.welcome_back import welcome_back
    from tutor.core.welcome import LINE_BY_LINE

    with context.plainly(arguments) as study:
        session = study.review.begin(
            *(arguments.deck, arguments.limit, context.only(arguments, study), _more(arguments))
        )
        formatter = context.formatter(arguments, "words")
        speak = say if formatter.aloud else say_for_reading
        if sys.stdin.isatty() and study.history.is_empty:
            for line in LINE_BY_LINE:
                speak(line)
        welcome_back(study, speak)
        is_kept = plain_review.review(study, session, sys.stdin, speak, formatter)
    return 0 if is_kept else 1


def _screen(arguments: Namespace, worker: "StudyWorker") -> "Screen[None]":
    from tutor.tui.screens.review import ReviewScreen

    chosen = partial(context.only, arguments)
    return ReviewScreen(worker, arguments.deck, arguments.limit, chosen, _more(arguments))


def _more(arguments: Namespace) -> "More | None":
    """What is asked though it is not due, if that is wanted."""
    if arguments.ahead is None and arguments.cram is None and not arguments.mistakes:
        return None
    from tutor.study.more import MISTAKES, Ahead, Cram

    wanted: list[More] = []
    if arguments.ahead is not None:
        wanted.append(Ahead(arguments.ahead))
    if arguments.cram is not None:
        wanted.append(Cram(arguments.cram))
    if arguments.mistakes:
        wanted.append(MISTAKES)
    if len(wanted) > 1:
        raise UsageError("--ahead, --cram and --mistakes ask different cards: give one of them")
    return wanted[0]


VERB = Verb(
    "review",
    "review the cards that are due, then new cards",
    review,
    (DECKS,),
    (
        LIMIT,
        *SELECTION,
        option(
            "--ahead",
            metavar="N",
            nargs="?",
            const=20,
            type=positive,
            help="the N cards (20) that come due soonest; the schedule counts the days that passed",
        ),
        option("--cram", metavar="SEARCH", help="practise what a search finds; the schedule stays"),
        switch("--mistakes", "practise what went wrong in the last seven days"),
        PLAIN,
        *ALOUD,
    ),
    (
        "tutor review",
        "tutor review change-of-variables --limit 10",
        "tutor review --plain",
        "tutor review --search 'rated:7:again -is:new'",
        "tutor review --kind flashcards --tag geometry",
        "tutor review --ahead 30",
        "tutor review --cram tag:exam",
        "tutor review --mistakes",
    ),
)
