"""The density of X on the line as a function: right, worked out, and as the wrong rules have it."""

import math
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import lru_cache

from tutor.algebra.terms import over, substitute
from tutor.algebra.tidy import tidy
from tutor.answers.evaluate import values
from tutor.answers.expression import Tree
from tutor.exercises import mistakes as wrong
from tutor.exercises.amount import Amount
from tutor.exercises.chain import Chain, Part, step_by_step
from tutor.exercises.line_rules import (
    Pieces,
    divided,
    in_letters,
    multiplied,
    pattern,
    wrong_densities,
    wrong_values,
)
from tutor.exercises.mistakes import Rule
from tutor.exercises.question import Mistake
from tutor.exercises.setting import LineSetting

_PROBES = 5  # points at which mistakes are told apart
_LONGEST = 200  # characters of an answer
_KEPT = 64  # settings whose wrong densities are remembered, for the next step


def density_at_x(s: LineSetting) -> Tree:
    """p_Z(f^-1(x)) / |f'(f^-1(x))|"""
    return tidy(over(s.base.density_of(s.transform.known.inverse), s.transform.size_at_x))


def worked_density(s: LineSetting) -> list[Part]:
    """The inverse put into p_Z and into the slope, then their quotient."""
    f = s.transform
    inverse, size = f.known.inverse, f.size_at_x
    p = s.base.density_of(inverse)
    stated = substitute(s.base.in_letters(s.base.stated), {**s.base.parameters, "z": inverse})
    based = (p,) if s.base.is_flat else step_by_step(stated)
    links = step_by_step(substitute(f.size_at_z, {"z": inverse}))
    return [
        Chain("f^{-1}(x)", (inverse,), f.inverse.tex),
        Chain(r"|\det J_f|", links if links[-1] == size else (*links, size)),
        Chain("p_Z(f^{-1}(x))", based),
        Chain("p_X(x)", step_by_step(over(p, size))),
    ]


def density_mistakes(s: LineSetting) -> tuple[Mistake, ...]:
    """Each wrong rule whose density is another one, and has a value."""
    right, found = _wrong(s)
    listed = {
        (rule.name, text): rule.gives(text.format(x="x"), *taken[:_PROBES])
        for rule, text, taken in found
        if len(text) <= _LONGEST and _differs(right, taken)
    }
    return tuple(listed.values())


def point_mistakes(s: LineSetting) -> list[tuple[Rule, Amount]]:
    """The same at the point that is asked about."""
    (x,) = s.x
    at = x.text if x.text.isalnum() else f"({x.text})"
    _, found = _wrong(s)
    return [
        (rule, Amount(text.format(x=at), "", taken[0]))
        for rule, text, taken in found
        if math.isfinite(taken[0])
    ]


def probes(s: LineSetting) -> tuple[float, ...]:
    """The x at which `approx` of a mistake is its density."""
    return tuple(s.transform.images(list(map(float, _looked_at(s)[:_PROBES]))))


def _looked_at(s: LineSetting) -> list[Fraction]:
    """The point that is asked about, if one is, and others of the base."""
    return [*(Fraction(each.value) for each in s.z or ()), *s.base.inside]


def _differs(right: Sequence[float], other: Sequence[float]) -> bool:
    known = [(a, b) for a, b in zip(right, other, strict=True) if not math.isnan(b)]
    return len(known) > 1 and not all(math.isclose(a, b, rel_tol=1e-9) for a, b in known)


@lru_cache(maxsize=_KEPT)
def _wrong(s: LineSetting) -> tuple[list[float], list[tuple[Rule, str, list[float]]]]:
    """The right density at some points, and each wrong one as a text with a gap for x and there."""
    base, f = s.base, s.transform
    numbers = [*f.parameters.values(), *base.parameters.values()]
    rows = [[float(each) for each in (*numbers, at)] for at in _looked_at(s)]
    right, found = wrong_values(type(base), type(f), rows)
    texts = (text for _, text in _wrong_texts(s))
    listed = [(rule, text, taken) for (rule, taken), text in zip(found, texts, strict=True)]
    if f.sign < 0:
        signed = f"-{pattern(density_at_x(s)).filled({'x': '{x}'})}"
        listed.append((wrong.SIGNED, signed, [-each for each in right]))
    x = f.images(list(map(float, _looked_at(s)))) if f.density_slips else ()
    for rule, slip in f.density_slips:
        tree = f.filled(slip)
        listed.append((rule, pattern(tree).filled({"x": "{x}"}), values(tree, {"x": x}, len(x))))
    return right, listed


def _wrong_texts(s: LineSetting) -> Iterator[tuple[Rule, str]]:
    base, f = s.base, s.transform
    numbers = {**base.parameters, **f.parameters}
    gaps = {name: _typed(value) for name, value in numbers.items()} | {"x": "{x}"}
    of = in_letters(type(base), type(f))
    inverse = {"z": f.in_letters(f.undoing[-1])}

    plain = tuple((name, value) for name, value in numbers.items() if value in (0, 1))

    def filled(tree: Tree) -> str:
        return pattern(_without(tree, plain)).filled(gaps)

    def tidied(tree: Tree) -> str:
        return pattern(tree).filled({"x": "{x}"})

    p = tidied(base.density_of(f.known.inverse))
    p = f"({p})" if base.is_flat and "/" in p else p
    pieces = Pieces(
        p,
        tidied(f.size_at_x),
        filled(of.p_at_x),
        filled(of.size_at_x),
        [(rule, p if base.is_flat else filled(own), filled(size)) for rule, own, size in of.slips],
        [(rule, filled(substitute(own, inverse))) for rule, own in of.base_slips],
    )
    yield from wrong_densities(pieces, f.is_constant, base.is_flat, multiplied, divided)


@lru_cache(maxsize=1024)
def _without(tree: Tree, plain: tuple[tuple[str, Fraction], ...]) -> Tree:
    """The formula without the parameters that are 0 or 1."""
    return tidy(substitute(tree, dict(plain))) if plain else tree


def _typed(value: Fraction) -> str:
    return str(value) if value >= 0 and value.denominator == 1 else f"({value})"
