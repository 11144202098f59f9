"""Cards as lines to read: each question with its formulas set, cut where the line ends."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from tutor.cli import context
from tutor.cli.output import reading_width

if TYPE_CHECKING:
    from tutor.core.card import Card

_LONGEST = 1_000  # characters of a question; what follows is cut off anyway


def card_lines(cards: "Iterable[tuple[str, Card]]") -> Iterator[str]:
    """A line for each card: what stands before its question, and that."""
    from tutor.cli.formatter import Formatter
    from tutor.width import cut

    settings, width = context.settings(), reading_width()
    formatter = Formatter(width, settings.maths, settings.capitals, settings.words == "long")
    for before, card in cards:
        question = formatter.in_a_line(card.question[:_LONGEST], card.macros)
        yield cut(f"{before}  {question}", width)
