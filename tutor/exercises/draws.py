"""What a level draws from: the pool of its good draws, and which of them a seed picks."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tutor.exercises.parameters import Rational, Shape, Value, determinant

MAX_VALUES = 1000  # one range
MAX_TRIED = 8192  # candidates of one level
_SPREAD = 4096  # where there are more, so many are tried, spread evenly over all of them
_CELLS = {Shape.NUMBER: 1, Shape.VECTOR: 2, Shape.MATRIX: 4}
_FORMS = {Shape.NUMBER: 0, Shape.VECTOR: (0, 0), Shape.MATRIX: ((0, 0), (0, 0))}
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
        values, size = self.values, len(self.values)
        rest, a = divmod(index, size)
        if self.shape is Shape.NUMBER:
            return values[a]
        rest, b = divmod(rest, size)
        if self.shape is Shape.VECTOR:
            return values[a], values[b]
        rest, c = divmod(rest, size)
        return (values[a], values[b]), (values[c], values[rest % size])

    def holds(self, value: Value) -> bool:
        """Whether the value could be drawn."""
        return all(cell in self.values for cell in _cells(value)) and self.allows(value)

    def is_shaped(self, value: Value) -> bool:
        """Whether the value is a number, a point or a matrix, as is asked for."""
        return _form(value) == _FORMS[self.shape]

    def allows(self, value: Value) -> bool:
        """Whether the value's determinant is within its range, if it has one."""
        if self.det is None or self.shape is not Shape.MATRIX:
            return True
        return self.det[0] <= determinant(value) <= self.det[1]  # type: ignore[arg-type]


def _form(value: object) -> object:
    """The value with 0 for each number."""
    return tuple(map(_form, value)) if isinstance(value, tuple) else 0


def _cells(value: Value) -> list[Rational]:
    if isinstance(value, tuple):
        return [cell for part in value for cell in _cells(part)]
    return [value]


def candidates(choices: Mapping[str, Choice]) -> Iterator[dict[str, Value]]:
    """Every combination; where there are too many, a fixed selection spread over all of them."""
    total = math.prod(choice.count for choice in choices.values())
    tried, step = (total, 1) if total <= MAX_TRIED else (_SPREAD, _coprime(total))
    # What is the same for every candidate is found once: there are thousands
    takers = [
        (
            name,
            choice.count,
            choice.values.__getitem__ if choice.shape is Shape.NUMBER else choice.take,
        )
        for name, choice in choices.items()
    ]
    for number in range(tried):
        index = number * step % total
        drawn = {}
        for name, count, take in takers:
            index, place = divmod(index, count)
            drawn[name] = take(place)
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
