"""What a picture shows, whatever it is drawn with: values and their names."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

WEEKS = 53  # of a calendar: each day of a year, by whole weeks


@dataclass(frozen=True, slots=True)
class Calendar:
    """A year of days by weeks; the larger a day's number, the darker it is."""

    days: Mapping[int, int]  # learning days with a number above 0
    today: int
    unit: str


@dataclass(frozen=True, slots=True)
class Columns:
    """Numbers side by side, in order of time or size; some have a label below."""

    values: tuple[float, ...]
    labels: Mapping[int, str]  # by position
    unit: str


@dataclass(frozen=True, slots=True)
class Bars:
    """Named numbers, one below the other."""

    rows: tuple[tuple[str, float], ...]
    unit: str


@dataclass(frozen=True, slots=True)
class Range:
    """A share, its bounds with 95 % confidence, and what was predicted of it."""

    name: str
    low: float
    found: float
    high: float
    of: int
    predicted: float | None = None


@dataclass(frozen=True, slots=True)
class Ranges:
    """Shares with their uncertainty, on one scale."""

    rows: tuple[Range, ...]


@dataclass(frozen=True, slots=True)
class Stacks:
    """Wholes made up of the same parts."""

    parts: tuple[str, ...]
    rows: tuple[tuple[str, tuple[int, ...]], ...]


Chart = Calendar | Columns | Bars | Ranges | Stacks


@dataclass(frozen=True, slots=True)
class Figure:
    """One picture: what it means in a sentence, what to draw, and its numbers as a table."""

    key: str
    title: str
    meaning: str
    chart: Chart
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def with_meaning(self, meaning: str) -> "Figure":
        """The same, with this sentence."""
        return replace(self, meaning=meaning)
