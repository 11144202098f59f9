"""How large the sides of a card, their margins and their type are in each layout."""

from dataclasses import dataclass

from tutor.printing.height import height
from tutor.printing.paper import Paper
from tutor.printing.to_page import Marks

COLUMNS, ROWS = 2, 4  # of a sheet of cards to cut out
QUESTION = 1.12  # the type of a question, in that of its answer
SMALLEST = 0.36  # of the type
_SHARES = (1.0, 0.92, 0.85, 0.78, 0.72, 0.66, 0.6, 0.54, 0.48, 0.42, SMALLEST)
_POINTS = 72 / 25.4  # a millimetre
_BANDS = 30 / _POINTS  # what stands above and below the text


@dataclass(frozen=True, slots=True)
class Sizes:
    """A side of a card and its margin in millimetres, and its type in points."""

    width: float
    height: float
    margin: float
    type: float

    @property
    def room(self) -> float:
        """How wide a line of an answer is, in em."""
        return (self.width - 2 * self.margin) * _POINTS / self.type

    def share(self, found: Marks, largest: float = 1.0) -> float | None:
        """The largest share of the type in which a text surely fits; None if it may in none."""
        return next((s for s in _SHARES if self._fits(found, s * largest)), None)

    def _fits(self, found: Marks, share: float) -> bool:
        em = self.type * share / _POINTS
        return height(found, self.room / share) * em <= self.height - 2 * self.margin - _BANDS


def sizes(paper: Paper) -> Sizes:
    """What suits a layout and a page."""
    width, high = paper.size
    if paper.layout == "sheet":
        return Sizes(width, high, 15.0, 8.8)
    if paper.layout == "a4-grid":
        return Sizes(width / COLUMNS, high / ROWS, 8.0, 10.7)
    if paper.layout == "two-sided":
        return _side(high, width, high * 0.8)
    return _side(high / 2, width, high / 2)


def _side(width: float, high: float, across: float) -> Sizes:
    """A side whose type grows with it, though more slowly; 12.2 points are for A6."""
    scale = (across / 105) ** 0.6
    return Sizes(width, high, round(10 * scale, 1), round(12.2 * scale, 2))
