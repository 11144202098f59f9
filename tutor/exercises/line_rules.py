"""The wrong rules for a density on the line, once for every base and every family of maps.

Right is p(g(x))/|f'(g(x))|: p is the density of the base, g the inverse of f, f' its slope.
"""

import math
import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from operator import mul, truediv
from typing import Any, Generic, NamedTuple, Protocol, TypeVar

from tutor.algebra.as_text import as_text
from tutor.algebra.calculus import derivative
from tutor.algebra.terms import call, names, substitute
from tutor.answers.evaluate import values
from tutor.answers.expression import Name, Tree
from tutor.exercises import mistakes as wrong
from tutor.exercises.bases.base import LineBase
from tutor.exercises.mistakes import Rule
from tutor.exercises.parameters import Rational, Value

T = TypeVar("T")  # densities as texts in x, or their values at some points
COMMON = (wrong.MULTIPLIED, wrong.UNSCALED, wrong.NOT_INVERTED, wrong.JACOBIAN_AT_X)
_X = Name("x")
_ALONE = re.compile(r"\w+|\{\w+\}|[a-z]+\([^()]*\)")  # a number, a name or a function
_SAME = 1e-9
_PROBES = 2  # points of the base at which rules are told apart, after the one that is asked

# What could be drawn: the arguments of the transform and of the base, and the point, if any
Candidate = tuple[Sequence[Value], Sequence[Value], Sequence[Rational] | None]


class Family(Protocol):
    """A family of maps of the line, by what it states."""

    @property
    def formula(self) -> str: ...
    @property
    def inverse_slips(self) -> Sequence[tuple[Rule, str]]: ...
    @property
    def is_constant(self) -> bool: ...
    @property
    def names(self) -> Sequence[str]: ...
    def in_letters(self, text: str) -> Tree: ...


class Pieces(NamedTuple, Generic[T]):
    """Of what right and wrong densities are made."""

    p: T  # p(g)
    size: T  # |f'(g)|
    p_at_x: T
    size_at_x: T
    slips: Sequence[tuple[Rule, T, T]]  # for each slip s in the inverse p(s) and |f'(s)|
    base_slips: Sequence[tuple[Rule, T]]  # what learners take for p(g)


def wrong_densities(
    of: Pieces[T],
    is_constant: bool,
    is_flat: bool,
    multiplied: Callable[[T, T], T],
    divided: Callable[[T, T], T],
) -> Iterator[tuple[Rule, T]]:
    """What each rule makes of the density; those that are right in this family are left out."""
    product = multiplied(of.size, of.p)
    yield wrong.MULTIPLIED, product
    yield wrong.TWICE, product
    yield wrong.UNSCALED, of.p
    if not is_flat:
        yield wrong.NOT_INVERTED, divided(of.p_at_x, of.size)
    if not is_constant:
        yield wrong.JACOBIAN_AT_X, divided(of.p, of.size_at_x)
        if not is_flat:
            yield wrong.NOTHING_INVERTED, divided(of.p_at_x, of.size_at_x)
    yield wrong.SQUARED, divided(divided(of.p, of.size), of.size)
    for rule, p in of.base_slips:
        yield rule, divided(p, of.size)
    if not (is_flat and is_constant):
        for rule, p, size in of.slips:
            yield rule, divided(p, size)


# As numbers


def in_letters(base: type[LineBase], f: Family) -> Pieces[Tree]:
    """The pieces with letters for the parameters, where z stands for g(x)."""
    return _in_letters(base, f)  # type: ignore[arg-type]


@lru_cache(maxsize=64)
def _in_letters(base: type[LineBase], f: Any) -> Pieces[Tree]:
    p, slope = base.in_letters(base.formula), derivative(f.in_letters(f.formula), "z")
    size = call("abs", slope)
    slips = [(rule, {"z": f.in_letters(text)}) for rule, text in f.inverse_slips]
    return Pieces(
        p,
        size,
        substitute(p, {"z": _X}),
        substitute(size, {"z": _X}),
        [(rule, substitute(p, s), substitute(size, s)) for rule, s in slips],
        [(rule, base.in_letters(text)) for rule, text in base.formula_slips],
    )


def wrong_values(
    base: type[LineBase], f: Family, rows: Sequence[Sequence[float]]
) -> tuple[list[float], list[tuple[Rule, list[float]]]]:
    """The right density, and the wrong ones, at rows of numbers: of f, of the base, and z."""
    named = (*f.names, *base.names, "z")
    columns: dict[str, Sequence[float]] = dict(zip(named, zip(*rows, strict=True), strict=True))
    columns["x"] = values(f.in_letters(f.formula), columns, len(rows))

    def numbers(tree: Tree) -> list[float]:
        return values(tree, columns, len(rows))

    of = in_letters(base, f)
    pieces = Pieces(
        numbers(of.p),
        numbers(of.size),
        numbers(of.p_at_x),
        numbers(of.size_at_x),
        [(rule, numbers(p), numbers(size)) for rule, p, size in of.slips],
        [(rule, numbers(p)) for rule, p in of.base_slips],
    )
    right = _each(truediv)(pieces.p, pieces.size)
    made = wrong_densities(pieces, f.is_constant, base.is_flat, _each(mul), _each(truediv))
    return right, list(made)


def telling(base: type[LineBase], f: Family, drawn: Sequence[Candidate]) -> list[bool]:
    """Of each candidate whether every rule that applies shows in it.

    A rule applies unless it is right in all of them. Each must differ from the right density at
    the first point, and the common ones must differ from each other there.
    """
    made = [base(*parameters) for _, parameters, _ in drawn]
    rows = [_rows(of, each) for of, each in zip(made, drawn, strict=True)]
    table = [row for found in rows for row in found]
    if not table:
        return [False] * len(rows)
    right, found = wrong_values(base, f, table)
    applying = [(rule, taken) for rule, taken in found if not _is_right(right, taken)]
    result, start = [], 0
    for row in rows:
        result.append(bool(row) and _tells(right, applying, range(start, start + len(row))))
        start += len(row)
    return result


def _rows(base: LineBase, candidate: Candidate) -> list[tuple[float, ...]]:
    """The numbers of a candidate with each point of the base; none if it asks outside of it."""
    arguments, _, point = candidate
    numbers: tuple[Any, ...] = (*arguments, *base.parameters.values())
    asked = [] if point is None else [point[0]]
    if not all(base.holds((z,)) and z != base.avoided for z in asked):
        return []
    return [tuple(map(float, (*numbers, z))) for z in (*asked, *base.inside[:_PROBES])]


def _each(operation: Callable[[float, float], float]) -> Callable[[Any, Any], list[float]]:
    def of(a: Sequence[float], b: Sequence[float]) -> list[float]:
        try:
            return list(map(operation, a, b))
        except ZeroDivisionError:
            return [x / y if y else math.nan for x, y in zip(a, b, strict=True)]

    return of


def _is_right(right: Sequence[float], taken: Sequence[float]) -> bool:
    """Whether a rule is right in every candidate, and so is no mistake in this pool."""
    return all(map(_close, taken, right))


def _tells(
    right: Sequence[float], found: Sequence[tuple[Rule, Sequence[float]]], where: range
) -> bool:
    first = where[0]
    if not all(math.isfinite(right[i]) for i in where):
        return False
    seen = [right[first]]
    for rule, taken in found:
        if _close(taken[first], right[first]):
            return False
        if rule in COMMON and not math.isnan(taken[first]):
            if any(_close(taken[first], other) for other in seen):
                return False
            seen.append(taken[first])
    return True


def _close(a: float, b: float) -> bool:
    return abs(a - b) <= _SAME * abs(b)


# As texts


class Pattern(NamedTuple):
    """A formula as a text with gaps for its parameters and x."""

    text: str

    def filled(self, numbers: dict[str, str]) -> str:
        """The text with numbers in the gaps."""
        return self.text.format_map(numbers)


@lru_cache(maxsize=1024)
def pattern(tree: Tree) -> Pattern:
    """The text of a formula with a gap for each of its names."""
    return Pattern(as_text(substitute(tree, {name: Name(f"{{{name}}}") for name in names(tree)})))


def multiplied(a: str, b: str) -> str:
    """a*b"""
    return f"{_enclosed(a)}*{_enclosed(b)}"


def divided(a: str, b: str) -> str:
    """a/(b)"""
    return f"{_enclosed(a)}/{b if _ALONE.fullmatch(b) else f'({b})'}"


def _enclosed(text: str) -> str:
    """In brackets, if it is a sum."""
    if text.startswith("-"):
        return f"({text})"
    depth = 0
    for at, character in enumerate(text):
        if character in "()":
            depth += 1 if character == "(" else -1
        elif character in "+-" and not depth and text[at - 1] == " ":
            return f"({text})"
    return text
