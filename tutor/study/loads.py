"""What days are expected to take, as a picture of one bar a day."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tutor.core.day import as_date


class Load(NamedTuple):
    """The expected minutes of a learning day."""

    day: int
    minutes: int
    is_off: bool = False

    @property
    def name(self) -> str:
        """The day as it stands beside its bar."""
        return f"{as_date(self.day):%a %d %b}{' off' if self.is_off else ''}"


def drawn(loads: Sequence[Load], width: int) -> list[str]:
    """A bar for each day, with its minutes."""
    from tutor.progress.chart import Bars
    from tutor.progress.to_text import rows

    return rows(Bars(tuple((load.name, load.minutes) for load in loads), "min"), width)


def drawn_alike(several: Sequence[Sequence[Load]], width: int) -> Iterator[list[str]]:
    """Several of them, on one scale."""
    bars = drawn([load for loads in several for load in loads], width)
    for loads in several:
        yield bars[: len(loads)]
        bars = bars[len(loads) :]
