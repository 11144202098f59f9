"""`tutor progress`: every figure, as charts on a terminal, else in numbers, or as JSON."""

from argparse import Namespace

from tutor.cli import context
from tutor.cli.options import JSON, SELECTION, SINCE
from tutor.cli.output import as_json_line, is_shown, reading_width, say
from tutor.cli.verb import Verb, option


def progress(arguments: Namespace) -> int:
    """Print the figures."""
    from tutor.progress import to_text
    from tutor.progress.figures import figures
    from tutor.study.finding import numbers_of
    from tutor.study.history import local_time

    with context.decks_open(arguments) as study:
        found = study.history.progress(
            [arguments.deck] if arguments.deck is not None else [],
            since=arguments.since or 0,
            cards=numbers_of(context.only(arguments, study)),
        )
    if arguments.json:
        chosen = {
            "tag": arguments.tag or None,
            "search": arguments.search.strip() or None,
            "kinds": arguments.kind,
        }
        say(as_json_line(found.as_json() | chosen))
        return 0
    width = reading_width() if is_shown() else None
    for figure in figures(found, local_time):
        if width is None:
            say("\n".join((figure.title, figure.meaning, *to_text.table(figure), "")))
        elif figure.key not in to_text.AT_LENGTH:
            say("\n".join((*to_text.picture(figure, width), "")))
    return 0


VERB = Verb(
    "progress",
    "show what you did and what you know, as charts",
    progress,
    (),
    (option("--deck", metavar="D", help="only this deck"), *SELECTION, SINCE, JSON),
    (
        "tutor progress",
        "tutor progress --deck change-of-variables --since 2026-09-01",
        "tutor progress --search 'is:mature -tag:easy'",
    ),
)
