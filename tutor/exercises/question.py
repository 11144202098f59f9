"""One question of a problem: what is asked, the answer, its mistakes, and three helps."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import cycle, islice
from typing import Any, NamedTuple, overload

from tutor.answers.answer import Answer, AnswerKind, Entry, Matrix, Points, Vector
from tutor.answers.read_answer import read
from tutor.exercises.chain import Chain, Worked

WORDS = "words"  # the kind of a step answered in words and checked against key points

# One of each kind, the answer to no exercise.
_LIKE: Mapping[str, str] = {
    "number": "a number, such as 5/8 or 3*log(7)",
    "expression": "a formula, such as (5*x - 2)/8",
    "interval": "an interval, such as [-1/2, 11]",
    "set": "values, such as {5, -1/2}",
}
_PARTS = ("5", "-1/2", "7", "0", "11")


class Mistake(NamedTuple):
    """A wrong rule, the answer it gives here, and what to say of it."""

    name: str
    answer: str
    why: str
    # The answer's value in doubles: of a number, at the probes, or the `coordinates` of points
    approx: tuple[float, ...] = ()
    card: str = ""  # the id of the card that explains it


def tolerance(answer: Answer) -> float:
    """How far off an answer can be from a mistake that it is: a decimal may be rounded."""
    is_decimal = not isinstance(answer, Entry) or answer.digits
    return 0.01 if is_decimal else 1e-6


def coordinates(points: Iterable[Iterable[Fraction | float]]) -> tuple[float, ...]:
    """The coordinates of points in the order of their size, whatever the order of the points."""
    return tuple(sorted(float(each) for point in points for each in point))


class Listed(Sequence[Mistake]):
    """Mistakes that are worked out when they are looked at: most answers need none of them."""

    __slots__ = ("_find", "_found", "near")

    def __init__(
        self,
        find: Callable[[], Iterator[Mistake]],
        near: Callable[[Answer], Iterator[Mistake]],
    ) -> None:
        self._find = find
        self.near = near  # those that an answer could be
        self._found: tuple[Mistake, ...] | None = None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and self._all == tuple(other)

    __hash__ = None  # type: ignore[assignment]

    @property
    def _all(self) -> tuple[Mistake, ...]:
        if self._found is None:
            self._found = tuple(self._find())
        return self._found

    def __len__(self) -> int:
        return len(self._all)

    @overload
    def __getitem__(self, place: int) -> Mistake: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Mistake]: ...
    def __getitem__(self, place: int | slice) -> Mistake | Sequence[Mistake]:
        return self._all[place]


@dataclass(frozen=True, slots=True)
class Hints:
    """Help in three strengths: a hint, the rule to use, the worked step."""

    hint: str
    rule: str
    solution: Worked[Any] | str  # written when it is looked at, or where it is one sentence

    @property
    def worked(self) -> str:
        """The worked step as Markdown."""
        return str(self.solution)

    @property
    def chains(self) -> tuple[Chain, ...]:
        """What can be proved of it."""
        parts = () if isinstance(self.solution, str) else self.solution.parts
        return tuple(part for part in parts if isinstance(part, Chain))


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to answer. `kind` is an AnswerKind's value, or WORDS; `name` is its step's."""

    name: str
    kind: str
    prompt: str
    answer: str
    answer_tex: str
    hints: Hints
    mistakes: Sequence[Mistake] = ()
    variables: tuple[str, ...] = ()
    key_points: tuple[str, ...] = ()
    lead: str = ""  # what may be written in front: "df/dz = "
    probes: tuple[float, ...] = ()  # where `approx` of a mistake is its value, in an expression


def right_answer(question: Question) -> Answer:
    """The right answer, read."""
    return _read(question.kind, question.answer, question.variables)


def like(question: Question) -> str:
    """An answer of its kind with as many parts, which is the answer to no exercise."""
    if question.kind not in ("vector", "points", "matrix"):
        return _LIKE.get(question.kind, "")
    parts = cycle(_PARTS)

    def row(count: int) -> str:
        return ", ".join(islice(parts, count))

    match right_answer(question):
        case Vector(entries):
            return f"a point, such as ({row(len(entries))})"
        case Points(points):
            listed = ", ".join(f"({row(len(point.entries))})" for point in points)
            return f"points, such as {listed}"
        case Matrix(rows):
            listed = ", ".join(f"[{row(len(entries))}]" for entries in rows)
            return f"a matrix by rows, such as [{listed}]"
    return ""


@lru_cache(maxsize=256)
def _read(kind: str, text: str, variables: tuple[str, ...]) -> Answer:
    return read(AnswerKind(kind), text, variables)
