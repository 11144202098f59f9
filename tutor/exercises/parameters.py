"""What the parameters of a base or a transform are: exact numbers, vectors and matrices."""

from enum import StrEnum
from fractions import Fraction

Rational = int | Fraction  # whole numbers stay ints, which are quicker
Vector = tuple[Rational, ...]
Matrix = tuple[Vector, Vector]
Value = Rational | Vector | Matrix

_LARGEST_DENOMINATOR = 12


class Shape(StrEnum):
    """What a parameter is."""

    NUMBER = "number"
    VECTOR = "vector"
    MATRIX = "matrix"


def determinant(matrix: Matrix) -> Rational:
    """ad - bc"""
    (a, b), (c, d) = matrix
    return a * d - b * c


def is_simple(value: Rational) -> bool:
    """Whether a number can be worked with on paper: a denominator up to 12."""
    return value.denominator <= _LARGEST_DENOMINATOR
