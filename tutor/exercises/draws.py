"""What a level draws from: the pool of its good draws, and which of them a seed picks."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from tutor.exercises.catalogue import Shape

Rational = int | Fraction
Vector = tuple[Rational, ...]
Matrix = tuple[Vector, Vector]
Value = Rational | Vector | Matrix

MAX_VALUES = 1000  # one range
MAX_TRIED = 8192  # candidates of one level
_SPREAD = 4096  # where there are more, so many are tried, spread evenly over all of them
_CELLS = {Shape.NUMBER: 1, Shape.VECTOR: 2, Shape.MATRIX: 4}
_GOLDEN = (math.sqrt(5) - 1) / 2


@dataclass(frozen=True, slots=True)
class Choice:
    """What one parameter is drawn from: the values each entry can take."""

    shape: Shape
    values: tuple[Rational, ...]
    det: tuple[Rational, Rational] | None = None

    @property
    def count(self) -> int:
        """How many ways there are to choose, before the determinant is looked at."""
        return int(len(self.values) ** _CELLS[self.shape])

    def take(self, index: int) -> Value:
        """The choice with this number."""
        cells = []
        for _ in range(_CELLS[self.shape]):
            index, place = divmod(index, len(self.values))
            cells.append(self.values[place])
        if self.shape is Shape.NUMBER:
            return cells[0]
        if self.shape is Shape.VECTOR:
            return cells[0], cells[1]
        return (cells[0], cells[1]), (cells[2], cells[3])

    def holds(self, value: Value) -> bool:
        """Whether the value could be drawn."""
        return all(cell in self.values for cell in _cells(value)) and self.allows(value)

    def allows(self, value: Value) -> bool:
        """Whether the value's determinant is within its range, if it has one."""
        if self.det is None or self.shape is not Shape.MATRIX:
            return True
        return self.det[0] <= determinant(value) <= self.det[1]  # type: ignore[arg-type]


def _cells(value: Value) -> list[Rational]:
    if isinstance(value, tuple):
        return [cell for part in value for cell in _cells(part)]
    return [value]


def determinant(matrix: Matrix) -> Rational:
    """ad - bc"""
    (a, b), (c, d) = matrix
    return a * d - b * c


def candidates(choices: Mapping[str, Choice]) -> Iterator[dict[str, Value]]:
    """Every combination; where there are too many, a fixed selection spread over all of them."""
    total = math.prod(choice.count for choice in choices.values())
    tried, step = (total, 1) if total <= MAX_TRIED else (_SPREAD, _coprime(total))
    for number in range(tried):
        index = number * step % total
        drawn = {}
        for name, choice in choices.items():
            index, place = divmod(index, choice.count)
            drawn[name] = choice.take(place)
        yield drawn


def pick(size: int, seed: int) -> int:
    """The place in a pool that a seed picks: no place twice in `size` seeds that follow on."""
    return seed * _coprime(size) % size


def _coprime(size: int) -> int:
    """A step that visits every place of a ring, far from the last ones each time."""
    step = max(1, round(size * _GOLDEN)) if size < 2**50 else size * 618_034 // 1_000_000
    while math.gcd(step, size) != 1:
        step += 1
    return step


# Which draws are possible at all, and which tell every wrong rule from the right one


def possible_line(base: str, base_args: Sequence[Rational], a: Rational) -> bool:
    """Whether these parameters of a base and an affine map make a flow."""
    return a != 0 and _possible_base(base, base_args)


def possible_plane(base: str, base_args: Sequence[Vector], A: Matrix) -> bool:
    """Whether these parameters of a base and a linear map make a flow."""
    return determinant(A) != 0 and (not base_args or all(scale > 0 for scale in base_args[1]))


def _possible_base(base: str, arguments: Sequence[Rational]) -> bool:
    if base == "uniform":
        return arguments[0] < arguments[1]
    return not arguments or arguments[1] > 0


def telling_line(
    base: str, base_args: Sequence[Rational], a: Rational, b: Rational, z: Rational | None
) -> bool:
    """Whether each wrong rule gives another answer than the right one, in small fractions."""
    size: Rational = a
    if base == "uniform":
        width: Rational = base_args[1] - base_args[0]
        size = a * width
    if (
        abs(a) == 1
        or b == 0
        or abs(a) == abs(b)
        or abs(size) == 1
        or not _small(1 / Fraction(size))
    ):
        return False
    if base == "uniform":
        return all(_small(a * end + b) for end in base_args)
    if z is None:
        return True
    mean = base_args[0] if base_args else 0
    x = a * z + b
    return _small(x) and abs(x - mean) != abs(z - mean)  # or x in place of z would not show


def telling_plane(
    base: str, base_args: Sequence[Vector], A: Matrix, shift: Vector, z: Vector | None
) -> bool:
    """Whether each wrong rule gives another answer than the right one, in small fractions."""
    if not _telling_matrix(A):
        return False
    if z is None:
        return True
    (a, b), (c, d) = A
    x = (a * z[0] + b * z[1] + shift[0], c * z[0] + d * z[1] + shift[1])
    mean, scale = base_args if base_args else ((0, 0), (1, 1))
    far = _distance(z, mean, scale)
    if not (_small(x[0]) and _small(x[1])) or _distance(x, mean, scale) == far:
        return False  # x in place of z would not show
    if shift == (0, 0):
        return True
    det = Fraction(determinant(A))
    unshifted = ((d * x[0] - b * x[1]) / det, (a * x[1] - c * x[0]) / det)
    return _distance(unshifted, mean, scale) != far  # or a forgotten shift would not show


@lru_cache(maxsize=MAX_TRIED)
def _telling_matrix(A: Matrix) -> bool:
    (a, b), (c, d) = A
    det = determinant(A) if determinant(A) > 0 else -determinant(A)
    return not (
        det in (0, 1)
        or b * c == 0  # ad + bc
        or a * d == 0
        or b == c  # rows and columns swapped
        or abs(a * d + b * c) == det
        or abs(a + d) == det  # trace
        or a * b + c * d == 0  # product of the side lengths
        or not _small(1 / Fraction(det))
    )


def _distance(z: Vector, mean: Vector, scale: Vector) -> Rational:
    """The squared distance from the mean in standard deviations, times (s1 s2)^2."""
    return ((z[0] - mean[0]) * scale[1]) ** 2 + ((z[1] - mean[1]) * scale[0]) ** 2


def _small(value: Rational) -> bool:
    """Whether pen and paper can carry it: a denominator up to 12."""
    return value.denominator <= 12
