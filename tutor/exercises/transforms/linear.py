"""Linear maps of the plane, with or without a shift: x = A z + shift."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from math import lcm
from typing import TYPE_CHECKING, ClassVar

from tutor.algebra.terms import call, minus, number, over, plus, times
from tutor.answers.answer import Answer, AnswerKind, Matrix
from tutor.answers.expression import Tree
from tutor.exercises import mistakes as wrong
from tutor.exercises.amount import Amount, Point, exact, logarithm, rational, root, tree_of
from tutor.exercises.bases.base import Base
from tutor.exercises.chain import Chain, Part, Worked, link_tex, step_by_step
from tutor.exercises.formula import Formula
from tutor.exercises.mistakes import Rule
from tutor.exercises.parameters import Matrix as Parameters
from tutor.exercises.parameters import (
    Rational,
    Shape,
    Value,
    has_simple_inverse,
    is_simple,
)
from tutor.exercises.question import Hints
from tutor.exercises.transforms.plane_transform import Pair, PlaneTransform, Rows
from tutor.exercises.transforms.transform import Inversion, Number
from tutor.exercises.written import column_tex, matrix_tex, matrix_text, tex

if TYPE_CHECKING:
    from tutor.flows import Linear as Bijection

_KEPT = 8192  # matrices whose usefulness is remembered


@dataclass(frozen=True, slots=True)
class Linear(PlaneTransform):
    """f(z) = A z + shift, with det A != 0."""

    A: Rows
    shift: Pair = (Fraction(0), Fraction(0))

    name: ClassVar[str] = "linear"
    usage: ClassVar[str] = "linear(A, shift)"
    about: ClassVar[str] = "f(z) = Az + shift; `linear(A)` has no shift"
    shapes: ClassVar[tuple[Shape, ...]] = (Shape.MATRIX, Shape.VECTOR)
    needed: ClassVar[int] = 1
    is_constant: ClassVar[bool] = True

    @classmethod
    def fault(cls, *arguments: str | Value) -> str:
        """The determinant must not be 0."""
        match arguments:
            case (((a, b), (c, d)), *_):
                p, q, r, s, _ = _over_one(((a, b), (c, d)))
                if p * s == q * r:
                    return f"{cls.usage}: det A must not be 0"
        return ""

    def discriminates(self, base: Base, z: Sequence[Rational] | None) -> bool:
        """Whether each wrong rule gives another answer than the right one, in simple fractions."""
        p, q, r, s, n = _over_one(self.A)
        if not _matrix_discriminates(p, q, r, s, n):
            return False
        if z is None:
            return True
        shift = self.shift
        moved = Fraction(p * z[0] + q * z[1], n), Fraction(r * z[0] + s * z[1], n)
        x = (moved[0] + shift[0], moved[1] + shift[1])
        if not (is_simple(x[0]) and is_simple(x[1])):
            return False
        det = p * s - q * r  # n^2 times det A
        taken: list[tuple[Rational, Rational]] = [x]
        if any(shift):
            taken.append(moved)
            back = n * (s * x[0] - q * x[1]) / det, n * (p * x[1] - r * x[0]) / det
            taken.append(back)
        return base.discriminates(z, abs(Fraction(det, n * n)), taken)

    def bijection(self) -> "Bijection":
        """The same for arrays of doubles."""
        from tutor.flows import Linear as Bijection

        return Bijection(self.A, self.shift)

    @property
    def statement(self) -> str:
        """f(z) = A z, A = ..."""
        shift = "" if not any(self.shift) else f" + {column_tex(self.shift)}"
        return f"$f(z) = A z{shift}$, $A = {matrix_tex(self.A)}$"

    @property
    def matrix(self) -> Rows:
        """A"""
        return self.A

    @property
    def determinant(self) -> Fraction:
        """det A, with its sign."""
        (a, b), (c, d) = self.A
        return a * d - b * c

    @property
    def inverse_matrix(self) -> Rows:
        """A^-1"""
        (a, b), (c, d) = self.A
        det = self.determinant
        return (d / det, -b / det), (-c / det, a / det)

    def image_of(self, z: Point) -> Point:
        """A z + shift"""
        known = exact(z)
        assert known is not None, "a linear map is asked at fractions"
        x, y = _times(self.A, known)
        return rational(x + self.shift[0]), rational(y + self.shift[1])

    def preimage_of(self, x: Sequence[Number]) -> tuple[Number, ...]:
        """A^-1 (x - shift)"""
        (a, b), (c, d) = self.inverse_matrix
        p, q = (at - move for at, move in zip(x, self.shift, strict=True))
        return a * p + b * q, c * p + d * q

    def stated_back(self, x: Point) -> tuple[Tree, ...]:
        """A^-1 (x - shift), a row of A^-1 for each coordinate."""
        moved = [
            minus(tree_of(at), number(by)) if by else tree_of(at)
            for at, by in zip(x, self.shift, strict=True)
        ]
        return tuple(_combined(row, moved) for row in self.inverse_matrix)

    def stated_forward(self, z: Point) -> tuple[Tree, ...]:
        """A z + shift, a row of A for each coordinate."""
        at = list(map(tree_of, z))
        sums = zip((_combined(row, at) for row in self.A), self.shift, strict=True)
        return tuple(plus(each, number(by)) if by else each for each, by in sums)

    def stated_jacobian(self, z: Point) -> Tree:
        """ad - bc"""
        (a, b), (c, d) = ([number(each) for each in row] for row in self.A)
        return minus(times(a, d), times(b, c))

    @property
    def sign(self) -> int:
        """The sign of det A."""
        return 1 if self.determinant > 0 else -1

    def size(self, z: Point) -> Amount:
        """|det A|"""
        return rational(abs(self.determinant))

    @property
    def jacobian_note(self) -> str:
        """A itself."""
        return r"; the Jacobian $J_f$ of the forward map is $A$ itself"

    def log_abs_det_hints(self, answer: Formula, in_decimals: str) -> Hints:
        """From the determinant."""
        unmoved = "; the shift does not change it" if any(self.shift) else ""
        return Hints(
            "The Jacobian of a linear map is its matrix.",
            rf"$J_f = A$ everywhere{unmoved}. So $\log |\det J_f| = \log |a d - b c|$.",
            Worked(_logarithm, self),
        )

    def size_slips(self) -> list[tuple[Rule, Amount]]:
        """What learners take for |det A|."""
        (a, b), (c, d) = self.A
        return [
            (wrong.AD_PLUS_BC, rational(abs(a * d + b * c))),
            (wrong.TRACE, rational(abs(a + d))),
            (wrong.SIDES, root((a**2 + c**2) * (b**2 + d**2))),
        ]

    @property
    def inversion(self) -> Inversion:
        """The inverse matrix."""
        (a, b), (c, d) = self.A
        det, right = self.determinant, self.inverse_matrix
        turned: Rows = ((right[0][0], right[1][0]), (right[0][1], right[1][1]))
        wrongs: list[tuple[Rule, Rows]] = [
            (wrong.NO_DIVISION, ((d, -b), (-c, a))),
            (wrong.SIGNS_KEPT, ((d / det, b / det), (c / det, a / det))),
            (wrong.INVERSE_TRANSPOSED, turned),
            (wrong.DIAGONAL_KEPT, ((a / det, -b / det), (-c / det, d / det))),
            (wrong.F_ITSELF, self.A),
        ]
        moved = "" if not any(self.shift) else rf" - {column_tex(self.shift)}"
        undone = rf"A^{{-1}} \left( x{moved} \right)" if moved else "A^{-1} x"
        return Inversion(
            AnswerKind.MATRIX,
            f"To go back, $f^{{-1}}(x) = {undone}$. What is the matrix $A^{{-1}}$?",
            Formula(matrix_text(right), matrix_tex(right)),
            Hints(
                "Two entries change places, two change their sign, and one number divides them"
                " all.",
                r"$\begin{bmatrix} a & b \\ c & d \end{bmatrix}^{-1} = \frac{1}{a d - b c}"
                r" \begin{bmatrix} d & -b \\ -c & a \end{bmatrix}$.",
                Worked(_inverted, self),
            ),
            tuple(rule.gives(matrix_text(rows)) for rule, rows in wrongs if rows != right),
            "A^-1 = ",
        )

    def inverse_evidence(self, base: Base, answer: Answer) -> str:
        """M A is the identity, or M is not the inverse."""
        if not isinstance(answer, Matrix) or [len(row) for row in answer.rows] != [2, 2]:
            return ""
        (a, b), (c, d) = self.A
        product = []
        for row in answer.rows:
            p, q = (entry.value for entry in row)
            if not (isinstance(p, Fraction) and isinstance(q, Fraction)):
                return ""
            product.append((p * a + q * c, p * b + q * d))
        return f"your matrix times A is {matrix_text(product)}, not the identity"

    def weaker_inverse_evidence(self, base: Base, answer: Answer) -> Iterator[str]:
        """Without the product."""
        yield "your matrix times A is not the identity"

    def taken_back(self, answer: Answer, x: Point) -> tuple[float, ...] | None:
        """Where the learner's own inverse matrix takes x, without its shift."""
        if not isinstance(answer, Matrix) or [len(row) for row in answer.rows] != [2, 2]:
            return None
        (a, b), (c, d) = ([float(entry.value or 0) for entry in row] for row in answer.rows)
        p, q = (float(at.value) - float(move) for at, move in zip(x, self.shift, strict=True))
        return a * p + b * q, c * p + d * q

    def point_slips(self, x: Point) -> list[tuple[Rule, Point]]:
        """A^-1 x, with the shift forgotten."""
        known = exact(x)
        assert known is not None, "a linear map takes fractions to fractions"
        p, q = _times(self.inverse_matrix, known)
        if not any(self.shift):
            return []
        left = tuple(rational(at - move) for at, move in zip(known, self.shift, strict=True))
        return [(wrong.SHIFT_FORGOTTEN, (rational(p), rational(q))), (wrong.NOT_DIVIDED, left)]

    def corner_slips(self, corners: Sequence[Point]) -> list[tuple[Rule, Sequence[Point]]]:
        """The images under the transposed matrix, (0, 1) before (1, 1)."""
        (a, b), (c, d) = self.A
        turned = Linear(((a, c), (b, d)), self.shift)
        first, second, third, fourth = map(turned.image_of, corners)
        return [(wrong.TRANSPOSED, (first, second, fourth, third))]


def _combined(row: Sequence[Fraction], at: Sequence[Tree]) -> Tree:
    """A row of a matrix times a column: 2x - 3y"""
    (first, second), (x, y) = row, at
    start = times(number(first), x)
    if second < 0:
        return minus(start, times(number(-second), y))
    return plus(start, times(number(second), y))


def determined(f: Linear) -> Chain:
    """det A, one operation after the other."""
    return Chain(r"\det A", step_by_step(f.stated_jacobian(())))


def _logarithm(f: Linear) -> list[Part]:
    size = abs(f.determinant)
    right, log = logarithm(size), call("log", call("abs", number(f.determinant)))
    links = (log, call("log", number(size)), *((tree_of(right),) if size == 1 else ()))
    return [determined(f), Chain(r"\log |\det J_f|", links, right.tex, right.in_decimals)]


def _inverted(f: Linear) -> list[Part]:
    """The entries that change places or signs, each divided by det A, or times 1/det A."""
    (a, b), (c, d) = f.A
    det, one_over = number(f.determinant), number(1 / f.determinant)
    entries = ((d, -b), (-c, a))
    is_whole = f.determinant.denominator == 1
    divided = tuple(
        tuple(over(number(e), det) if is_whole else times(one_over, number(e)) for e in row)
        for row in entries
    )
    right = tuple(tuple(number(each) for each in row) for row in f.inverse_matrix)
    once = rf"$A^{{-1}} = \frac{{1}}{{\det A}} {matrix_tex(entries)}$"
    once += "" if is_whole else rf", with $\frac{{1}}{{\det A}} = {tex(1 / f.determinant)}$"
    links = (right,) if link_tex(divided) == link_tex(right) else (divided, right)
    return [determined(f), once, Chain("A^{-1}", links)]


def _times(matrix: Rows, point: Sequence[Fraction]) -> Pair:
    """Matrix times column vector."""
    (a, b), (c, d) = matrix
    x, y = point
    return a * x + b * y, c * x + d * y


def _over_one(A: Parameters) -> tuple[int, int, int, int, int]:
    """The entries as whole numbers over one denominator, which comes last; ints are quicker."""
    (a, b), (c, d) = A
    in_a, in_b, in_c, in_d = a.denominator, b.denominator, c.denominator, d.denominator
    n = lcm(in_a, in_b, in_c, in_d)
    p, q = a.numerator * (n // in_a), b.numerator * (n // in_b)
    return p, q, c.numerator * (n // in_c), d.numerator * (n // in_d), n


@lru_cache(maxsize=_KEPT)
def _matrix_discriminates(p: int, q: int, r: int, s: int, n: int) -> bool:
    det, one = abs(p * s - q * r), n * n  # both over n^2
    return not (
        det in (0, one)
        or q * r == 0  # ad + bc
        or p * s == 0
        or q == r  # rows and columns swapped
        or abs(p * s + q * r) == det
        or abs(p + s) * n == det  # trace
        or p * q + r * s == 0  # product of the side lengths
        or not has_simple_inverse(Fraction(det, one))
    ) and _sizes_differ(p, q, r, s, n)


def _sizes_differ(p: int, q: int, r: int, s: int, n: int) -> bool:
    """Whether no two of the wrong rules take the same number for |det A|."""
    det, one = abs(p * s - q * r), n * n
    # Each times det n^4: |det A|, ad + bc, the trace, 1, then 1/|det A| and |det A|^2
    sizes = [det, p * s + q * r, (p + s) * n, one]
    times_all = [size * det * one for size in sizes] + [one**3, det**3]
    squares = [size**2 for size in times_all]
    squares.append((p**2 + r**2) * (q**2 + s**2) * (det * one) ** 2)
    return len(set(squares)) == len(squares)
