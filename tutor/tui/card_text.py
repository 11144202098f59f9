"""The text of a deck or of the learner, set in lines: the one place where it becomes visible."""

from functools import lru_cache

from textual.content import Content

from tutor.core.card import Card, Macros
from tutor.core.text import harmless, one_line
from tutor.settings import Maths

LONGEST = 20_000  # characters; laying out more would hold up the screen


@lru_cache(maxsize=256)
def set_text(
    text: str, width: int, maths: Maths = "box", macros: Macros = ()
) -> tuple[Content, ...]:
    """A deck's text in lines no wider than `width`, formulas set; harmless, and never markup."""
    from tutor.tui.formulas import set_formulas  # once something is painted: it takes its time

    return _capped(text, width, tuple(set_formulas(text[:LONGEST], width, maths, macros)))


def as_typed(text: str, width: int) -> tuple[Content, ...]:
    """What the learner wrote, in lines no wider than `width`; harmless, and never markup."""
    return _capped(text, width, tuple(Content(harmless(text[:LONGEST])).wrap(max(1, width))))


def in_a_row(card: Card, width: int) -> Content:
    """A card's question on one line; what does not fit is not even made."""
    from tutor.typeset import document

    lines = document(harmless(card.question[: 4 * width]), 8 * width, "line", dict(card.macros))
    return Content(one_line(" ".join(lines)))


def _capped(text: str, width: int, lines: tuple[Content, ...]) -> tuple[Content, ...]:
    if len(text) <= LONGEST:
        return lines
    more = f"… and {len(text) - LONGEST:,} more characters, in the deck's file."
    return (*lines, *Content(more).stylize("$text-muted").wrap(max(1, width)))
