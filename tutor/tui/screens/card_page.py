"""A card's own page: its history as a line of grades and intervals, and why today."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from textual.content import Content

from tutor.core.card import Card
from tutor.core.day import span
from tutor.core.grade import Grade
from tutor.core.log import Graded
from tutor.study import Study, Why
from tutor.tui.screens.sheet import Sheet
from tutor.tui.screens.why import derivation

KEY = (
    "Each grade, and the interval it led to. In brackets: a repeat of that day, which changes none."
)


@dataclass(frozen=True, slots=True)
class CardPage:
    """What the page is written from."""

    why: Why
    course: tuple[str, ...]  # each grade with the interval it led to


def card_page(study: Study, card: Card) -> CardPage:
    """Read a card's history from the store."""
    grades = study.scheduler.replay(study.store.entries(card.id))
    return CardPage(study.why(card), tuple(course(grades)))


def course(grades: Iterable[Graded]) -> Iterator[str]:
    """The grades that stand, in a few letters each."""
    for graded in grades:
        grade = Grade.of(graded.entry.quality).name.capitalize()
        days = span(graded.after.interval).replace(" ", "")  # so that no line breaks there
        yield f"({grade})" if graded.is_repeat else f"{grade}→{days}"


class CardSheet(Sheet):
    """The line, then how the rules came to it."""

    def __init__(self, page: CardPage) -> None:
        super().__init__("The card's history", _written(page))


def _written(page: CardPage) -> Content:
    if not page.course:
        return derivation(page.why)
    line = Content("  ".join(page.course))
    return Content("\n").join(
        [
            line.stylize("bold"),
            Content(KEY).stylize("$text-muted"),
            Content(""),
            derivation(page.why),
        ]
    )
