"""An exercise as its author wrote it: a template from which problems are drawn. Needs no numpy."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import compress
from typing import Any

from tutor.exercises import draws
from tutor.exercises.catalogue import base_of, transforms, worksheets
from tutor.exercises.draws import Choice
from tutor.exercises.parameters import Rational, Value


@dataclass(frozen=True, slots=True)
class Call:
    """A base or transform as the author writes it: its arguments are values or drawn names."""

    name: str
    arguments: tuple[str | Rational, ...] = ()

    def fill(self, drawn: Mapping[str, Value]) -> tuple[Value, ...]:
        """The arguments' values."""
        return tuple(drawn[a] if isinstance(a, str) else a for a in self.arguments)

    @property
    def names(self) -> tuple[str, ...]:
        """The names that have to be drawn."""
        return tuple(a for a in self.arguments if isinstance(a, str))


@dataclass(frozen=True, slots=True)
class Level:
    """One level: what its draws are taken from, and the base and transform that it has."""

    choices: tuple[tuple[str, Choice], ...]
    base: Call
    transform: Call
    gentle: bool  # the first level need only fit its ranges


@dataclass(frozen=True, slots=True)
class Template:
    """One exercise as its author wrote it."""

    id: str
    title: str
    minutes: float
    base: Call
    transform: Call
    steps: tuple[str, ...]
    levels: tuple[Level, ...]
    worked: tuple[tuple[str, Value], ...] = ()
    tags: tuple[str, ...] = ()
    cards: tuple[tuple[str, str], ...] = ()  # the card (by tag or id) a step belongs to
    path: str = ""
    line: int = 0

    def level(self, number: int) -> Level:
        """The level with this number, counted from 1."""
        return self.levels[number - 1]


# The pool of a level


@lru_cache(maxsize=64)
def pool(template: Template, level: int) -> tuple[Mapping[str, Value], ...]:
    """Every good draw of a level, in a fixed order."""
    asked = template.level(level)
    drawn = list(draws.candidates(dict(asked.choices)))
    worksheet = worksheets().get(asked.transform.name)
    if worksheet is None:
        return tuple(compress(drawn, are_good(asked, drawn)))
    arguments = [_numbers(asked.transform.fill(draw)) for draw in drawn]
    return tuple(compress(drawn, worksheet.fitting(arguments, discriminating=not asked.gentle)))


def pool_size(template: Template, level: int) -> int:
    """How many different problems a level can pose."""
    return len(pool(template, level))


def are_good(level: Level, drawn: Sequence[Mapping[str, Value]]) -> Iterator[bool]:
    """Of each draw from a level's ranges whether it is in its pool."""
    worksheet = worksheets().get(level.transform.name)
    if worksheet is not None:
        numbers = (_numbers(level.transform.fill(each)) for each in drawn)
        return (worksheet.fits(each, discriminating=not level.gentle) for each in numbers)
    allowed = [
        all(choice.allows(each[name]) for name, choice in level.choices) and fits(level, each)
        for each in drawn
    ]
    if level.gentle:
        return iter(allowed)
    transform = transforms()[level.transform.name]
    base = base_of(level.base.name, transform.name)
    asked = [
        (level.transform.fill(each), level.base.fill(each), _point(each))
        for each in compress(drawn, allowed)
    ]
    good = iter(transform.good_draws(base, asked))
    return (is_allowed and next(good) for is_allowed in allowed)


def fits(level: Level, drawn: Mapping[str, Value]) -> bool:
    """Whether a draw makes a flow, and asks about a point of the base's support."""
    arguments, parameters = level.transform.fill(drawn), level.base.fill(drawn)
    if level.transform.name in worksheets():
        worksheet = worksheets()[level.transform.name]
        return worksheet.fits(_numbers(arguments), discriminating=False, is_new=False)
    transform = transforms()[level.transform.name]
    base = base_of(level.base.name, transform.name)
    if transform.fault(*arguments) or base.fault(*parameters):
        return False
    point = _point(drawn)
    return point is None or base(*parameters).holds(point)


def _point(drawn: Mapping[str, Value]) -> Any:
    """The coordinates of the point that is asked about, if one is."""
    z = drawn.get("z")
    return z if z is None or isinstance(z, tuple) else (z,)


def _numbers(values: Sequence[Value]) -> list[Rational]:
    """The arguments of a worksheet, which are numbers."""
    return [value for value in values if not isinstance(value, tuple)]
