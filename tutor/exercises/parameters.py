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


def whole(value: Rational) -> Rational:
    """The same as an int, which is quicker, where it is one."""
    return value.numerator if value.denominator == 1 else value


def is_simple(value: Rational) -> bool:
    """Whether a number can be worked with on paper: a denominator up to 12."""
    return value.denominator <= _LARGEST_DENOMINATOR


def has_simple_inverse(value: Rational) -> bool:
    """The same of one over it."""
    return abs(value.numerator) <= _LARGEST_DENOMINATOR
