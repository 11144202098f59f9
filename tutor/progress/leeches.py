"""Leeches: cards that are forgotten again and again, and what share of the time they took."""

from typing import NamedTuple

from tutor.core.memory import NO_LEECHES
from tutor.core.text import counted
from tutor.progress.chart import Bars, Figure

DAYS = 90  # whose time is looked at


class Leeches(NamedTuple):
    """The cards that are leeches now, and the minutes of the latest days."""

    cards: int
    minutes: float  # of the leeches
    of: float  # of all cards
    lapses: int  # from so many on a card is one

    @property
    def share(self) -> float | None:
        """The share of the time; None where none was spent."""
        return self.minutes / self.of if self.of else None


def leeches(found: Leeches) -> Figure:
    """The time that they took beside that of all other cards."""
    others = max(0.0, found.of - found.minutes)
    said = f"{counted(found.cards, 'card')} with {counted(found.lapses, 'lapse')} or more: leeches."
    if found.lapses == NO_LEECHES:
        said = "No card is called a leech: leech_lapses is 0 in the settings."
    elif found.share is not None:
        said += f" They took {100 * found.share:.0f} % of the last {DAYS} days' time."
    rows = (("leeches", found.minutes), ("other cards", others))
    return Figure(
        "leeches",
        "Time for leeches",
        said,
        Bars(rows if found.of else (), "minutes"),
        ("cards", "minutes"),
        tuple((name, f"{minutes:.1f}") for name, minutes in rows),
    )
