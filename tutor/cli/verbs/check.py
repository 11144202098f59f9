"""`tutor check`: every fault of deck files."""

from argparse import Namespace
from pathlib import Path

from tutor.cli import context
from tutor.cli.output import say
from tutor.cli.verb import Operand, Verb


def check(arguments: Namespace) -> int:
    """Print the faults; 1 if there are any."""
    from tutor.study.checking import Check

    roots = [Path(path) for path in arguments.path] or context.roots(arguments)
    checked = Check(roots, lambda: context.roots(arguments))
    for remark in checked.run():
        say(remark.text)
    say(str(checked))
    return 1 if checked.faults else 0


VERB = Verb(
    "check",
    "find the faults in deck files: cards, formulas and ids; test the exercises",
    check,
    (Operand("path", "files or folders; default: all decks", "*"),),
    examples=("tutor check", "tutor check my-deck.md"),
)
