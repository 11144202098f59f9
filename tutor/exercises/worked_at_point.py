"""The density at a point, and its logarithm, worked out line by line."""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from tutor.algebra.as_tex import as_tex
from tutor.algebra.terms import call, minus, over, substitute, times
from tutor.algebra.tidy import tidy
from tutor.answers.expression import Apply, Number, Tree
from tutor.exercises.amount import Amount, argument_tex, of_tree, tree_of
from tutor.exercises.chain import Chain, Part, step_by_step, up_to
from tutor.exercises.setting import AnySetting, LineSetting, on_line


def density(s: AnySetting) -> Amount:
    """p_Z(z)/|det J_f(z)|."""
    if on_line(s) and not s.transform.is_constant:
        return of_tree(over(*at_z(s)))
    return s.base.at(s.point, s.size)


def at_z(s: LineSetting) -> tuple[Tree, Tree]:
    """p_Z(z) and |f'(z)| as formulas of numbers."""
    z = tree_of(s.point[0])
    return s.base.density_of(z), tidy(substitute(s.transform.size_at_z, {"z": z}))


def density_worked(s: AnySetting) -> list[Part]:
    """z, then p_Z there, then the size of the Jacobian, then their quotient."""
    found = list(_pieces(s))
    p, size = tree_of(s.base.at(s.point, _ONE)), tree_of(s.size)
    right = density(s)
    links = (*_quotient(p, size), tree_of(right))
    return [*found, _ending(f"p_X{argument_tex(s.x)}", links, right)]


def log_density_worked(s: AnySetting) -> list[Part]:
    """The logarithm of each part, then their difference."""
    p, size = tree_of(s.base.at(s.point, _ONE)), tree_of(s.size)
    right = s.base.at(s.point, s.size, log=True)
    log, log_size = call("log", p), call("log", size)
    links = [minus(log, log_size), minus(_log(p), log_size), tree_of(right)]
    return [_ending(rf"\log p_X{argument_tex(s.x)}", links, right)]


_ONE = Amount("1", "1", Fraction(1))


def _ending(left: str, links: Sequence[Tree], right: Amount) -> Chain:
    """The links without repeats, and the decimal."""
    kept: list[Tree] = []
    for each in links:
        if kept and (_unordered(each) == _unordered(kept[-1]) or _bare(each) == _bare(kept[-1])):
            kept.pop()
        kept.append(each)
    return Chain(left, tuple(kept), in_decimals=right.in_decimals)


def _bare(tree: Tree) -> str:
    return re.sub(r"\\left|\\right|[() ]", "", as_tex(tree))


def _unordered(tree: Tree) -> object:
    """What two formulas have in common that differ in the order of their factors alone."""
    match tree:
        case Apply("*"):
            return "*", tuple(sorted(repr(_unordered(factor)) for factor in _factors(tree)))
        case Apply("neg", (Number(value),)):
            return Number(-value)
        case Apply(operation, arguments):
            return operation, tuple(map(_unordered, arguments))
    return tree


def _quotient(p: Tree, size: Tree) -> tuple[Tree, ...]:
    """A quotient divided once more: the denominators are multiplied."""
    match p:
        case Apply("/", (above, below)):
            factors = sorted(_factors(below), key=lambda each: not isinstance(each, Number))
            front = [each for each in factors if isinstance(each, Number)]
            joined = times(*front, size, *factors[len(front) :])
            return (over(p, size), *step_by_step(over(above, joined)))
    return step_by_step(over(p, size))


def _factors(tree: Tree) -> list[Tree]:
    match tree:
        case Apply("*", (left, right)):
            return [*_factors(left), *_factors(right)]
    return [tree]


def _log(p: Tree) -> Tree:
    """The logarithm of a product with an exponential."""
    match p:
        case Apply("/", (Apply("exp", (power,)), below)):
            return minus(power, call("log", below))
        case Apply("/", (Apply("*", (Number() as front, Apply("exp", (power,)))), below)):
            return minus(power, call("log", over(below, front)))
    return call("log", p)


def _pieces(s: AnySetting) -> Iterator[Chain]:
    f = s.transform
    names = ("z",) if len(s.point) == 1 else tuple(f"z_{{{n + 1}}}" for n in range(len(s.point)))
    backs = zip(names, f.stated_back(s.x), s.point, strict=True)
    for name, stated, found in backs:
        left = f"{name} = f^{{-1}}{argument_tex(s.x)}" if len(names) == 1 else name
        yield Chain(left, up_to(stated, tree_of(found)))
    p = s.base.stated_at(tuple(Fraction(each.value) for each in s.point))
    yield Chain(f"p_Z{argument_tex(s.point)}", up_to(p, tree_of(s.base.at(s.point, _ONE))))
    yield Chain(r"|\det J_f|", up_to(call("abs", f.stated_jacobian(s.point)), tree_of(s.size)))
