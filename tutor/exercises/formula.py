"""Formulas as they are typed and as they are set in LaTeX."""

from typing import NamedTuple

from tutor.algebra.as_tex import as_tex
from tutor.algebra.as_text import as_text
from tutor.answers.expression import Tree


class Known(NamedTuple):
    """The formulas of one map, its numbers in them."""

    forward: Tree  # of z
    inverse: Tree  # of x
    slope: Tree  # f', of z
    slope_at_x: Tree  # f' at f^-1(x), of x
    sign: int  # whether f rises or falls


class Formula(NamedTuple):
    """An expression of the answer grammar, and its LaTeX."""

    text: str
    tex: str


def of(tree: Tree) -> Formula:
    """A tree, written both ways."""
    return Formula(as_text(tree), as_tex(tree))
