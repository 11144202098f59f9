"""An exercise as its author wrote it: a template from which problems are drawn. Needs no numpy."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from tutor.exercises import draws
from tutor.exercises.catalogue import DIMENSIONS
from tutor.exercises.draws import Choice, Rational, Value


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
    """One level: what its draws are taken from, and its base if it has one of its own."""

    choices: tuple[tuple[str, Choice], ...]
    base: Call
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
    drawn = draws.candidates(dict(asked.choices))
    return tuple(draw for draw in drawn if is_good(template, asked, draw))


def pool_size(template: Template, level: int) -> int:
    """How many different problems a level can pose."""
    return len(pool(template, level))


def is_good(template: Template, level: Level, drawn: Mapping[str, Value]) -> bool:
    """Whether a draw from a level's ranges is in its pool."""
    if not all(choice.allows(drawn[name]) for name, choice in level.choices):
        return False
    return fits(template, level, drawn, telling=not level.gentle)


def fits(template: Template, level: Level, drawn: Mapping[str, Any], telling: bool) -> bool:
    """Whether a draw makes a flow and, if asked, tells every wrong rule from the right one."""
    base, arguments = level.base.name, level.base.fill(drawn)
    first, *rest = template.transform.fill(drawn)
    z = drawn.get("z")
    one: Any = first
    args: Any = arguments
    if DIMENSIONS[template.transform.name] == 1:
        if not draws.possible_line(base, args, one):
            return False
        shift: Any = rest[0]
        return not telling or draws.telling_line(base, args, one, shift, z)
    if not draws.possible_plane(base, args, one):
        return False
    moved: Any = rest[0] if rest else (0, 0)
    return not telling or draws.telling_plane(base, args, one, moved, z)
