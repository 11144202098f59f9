"""The text of a deck or of the learner, set in lines: the one place where it becomes visible."""

import re
from functools import lru_cache

from textual.content import Content

from tutor.core.card import Card, Macros
from tutor.core.text import READABLE, paragraph
from tutor.library.cloze import HOLE, Cloze
from tutor.settings import IN_LINES, ON_ONE_LINE, Notation

ROW = 1_000  # characters before and after a hole that may stand in a row
# One line of words, with nothing that is, or might become, markup; it is shown as it is.
_IS_PLAIN = re.compile(
    r"[A-Za-z] (?: [A-Za-z0-9,;?()] | [ ](?=[A-Za-z0-9(]) | ['-](?=[A-Za-z]) | [.](?=[ ]|\Z) )*",
    re.VERBOSE,
).fullmatch
NAMED = 40  # cells of a question by which a card is named
LONGEST = 20_000  # characters; laying out more would hold up the screen


@lru_cache(maxsize=256)
def set_text(
    text: str, width: int, notation: Notation = IN_LINES, macros: Macros = ()
) -> tuple[Content, ...]:
    """A deck's text in lines no wider than `width`, formulas set; harmless, and never markup."""
    if len(text) <= min(width, READABLE) and _IS_PLAIN(text):
        return (Content(text),)
    from tutor.tui.formulas import set_formulas  # once something is painted: it takes its time

    return _capped(text, width, tuple(set_formulas(text[:LONGEST], width, notation, macros)))


@lru_cache(maxsize=64)
def set_filled(
    parts: Cloze, width: int, notation: Notation = IN_LINES, macros: Macros = ()
) -> tuple[tuple[Content, ...], int]:
    """A cloze with its part put back and marked, and in which line that begins."""
    from tutor.tui.formulas import set_cloze

    around = LONGEST // 2
    text = "".join(parts)
    short = (parts.before[-around:], parts.part[:around], parts.after[:around])
    lines, begins = set_cloze(short, width, notation, macros)
    return _capped(text, width, tuple(lines)), begins


def as_typed(text: str, width: int) -> tuple[Content, ...]:
    """What the learner wrote, in lines no wider than `width`; harmless, and never markup."""
    room = max(1, min(width, READABLE))
    return _capped(text, width, tuple(Content(paragraph(text[:LONGEST])).wrap(room)))


def in_a_row(card: Card, width: int) -> Content:
    """A card's question on one line, what it hides in sight; a long text is not set whole."""
    from tutor.tui.formulas import set_formulas

    at = max(0, card.question.find(HOLE) - ROW)
    text = card.question[at : at + 2 * ROW]
    lines = [line for line in set_formulas(text, 8 * width, ON_ONE_LINE, card.macros) if line.plain]
    row = Content(" ").join(lines)
    hole = row.plain.find(HOLE)
    cells = row[: hole + len(HOLE)].cell_length
    if at or (hole > 0 and cells > width - len(" …")):
        before = row.plain.rfind(" ", 0, max(0, hole - width // 3)) + 1
        row = Content("… ") + row[before:]
    return row


def _capped(text: str, width: int, lines: tuple[Content, ...]) -> tuple[Content, ...]:
    if len(text) <= LONGEST:
        return lines
    more = f"… and {len(text) - LONGEST:,} more characters, in the deck's file."
    return (*lines, *Content(more).stylize("$text-muted").wrap(max(1, width)))


def quoted(card: Card) -> str:
    """The beginning of its question, as a card is named in a sentence."""
    return f"“{in_a_row(card, 2 * NAMED).truncate(NAMED, ellipsis=True).plain}”"
