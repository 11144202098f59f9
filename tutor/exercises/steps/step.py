"""A step of an exercise: what it asks, and all that is said of an answer to it."""

import math
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from enum import Enum
from fractions import Fraction
from typing import Generic, TypeVar

from tutor.answers.answer import Answer, Entry
from tutor.answers.evaluate import values
from tutor.exercises.amount import Point
from tutor.exercises.bases.base import Base
from tutor.exercises.question import Question
from tutor.exercises.setting import Posed
from tutor.exercises.transforms.transform import Transform

Number = Fraction | float
Earlier = Mapping[str, Answer]  # the earlier answers that were wrong, by their steps
Follows = Iterator[tuple[str, Number]]  # the steps it follows from, and what would be right
Following = Iterator[tuple[str, Number | tuple[Number, ...]]]  # the same, of several numbers

S_contra = TypeVar("S_contra", bound=Posed, contravariant=True)


class Drawn(Enum):
    """As what a wrong answer is drawn over the picture."""

    HEIGHT = "a density"
    INTERVAL = "a support"
    CORNERS = "the corners of an image"
    POINT = "a density at one point"
    LOGARITHM = "a log-density"
    INVERSE = "an inverse map"
    LOG_SIZE = "log |det J_f|"


Wrong = Mapping[Drawn | None, Answer]  # wrong answers, by how they are drawn


class Step(ABC, Generic[S_contra]):
    """One kind of step, the same object for every problem: it holds no state."""

    name: str
    about: str  # what is asked, for authors
    left: str = ""  # left-hand sides that are accepted, as a pattern without spaces
    at_a_point: bool = False  # asks about x = f(z), with z drawn
    is_logarithm: bool = False  # asks for the logarithm of a number
    is_choice: bool = False  # its numbers are names, as of layers: none is too large
    any_brackets: bool = False  # open and closed intervals are both right
    drawn: Drawn | None = None

    @abstractmethod
    def fits(self, base: type[Base], transform: type[Transform]) -> bool:
        """Whether it can be asked of this transform with this base."""

    @abstractmethod
    def ask(self, setting: S_contra) -> Question:
        """What is asked, its answer, and its mistakes and hints."""

    def evidence(self, setting: S_contra, answer: Answer) -> str:
        """In what a wrong answer goes against the definition; empty if there is nothing to say."""
        return ""

    def weaker_evidence(self, setting: S_contra, answer: Answer) -> Iterator[str]:
        """What is said where `evidence` would hold an answer that is still asked."""
        yield from ()

    def every_evidence(self, setting: S_contra, answer: Answer) -> Iterator[str]:
        """All that may be said of a wrong answer, in fewer and fewer words."""
        yield self.evidence(setting, answer)
        yield from self.weaker_evidence(setting, answer)

    def follows(self, setting: S_contra, earlier: Earlier) -> Following:
        """The numbers that would be right, given what was wrong before."""
        yield from ()

    def remark(self, wrong: Sequence[str]) -> str:
        """What an answer that follows from wrong ones shows about them."""
        return ""

    def targets(self, setting: S_contra, z: Sequence[float]) -> Sequence[float] | None:
        """The values of a right expression at x = f(z), by definition."""
        return None

    def by_the_flow(self, setting: S_contra) -> float | None:
        """The right number once more, from the library of flows."""
        return None


# What the steps share

# Left-hand sides, as patterns without spaces and braces
DENSITY = r"p(?:_?[Xx])?(?:\([^()]*(?:\([^()]*\))?\))?"
SUPPORT = r"[xX]|supp(?:ort)?(?:\(?p_X\)?)?"
JACOBIAN = r"J(?:_?f)?(?:\(z\))?"
DET = rf"det(?:A|{JACOBIAN}|\((?:A|{JACOBIAN})\))"


def typed_number(answer: Answer | None) -> Number | None:
    """The value typed, if it is one number that can be worked with."""
    return answer.value if isinstance(answer, Entry) and -1e100 < answer.approx < 1e100 else None


def exact_product(a: Number, b: Number) -> Number:
    """a b, exactly where both are fractions."""
    if isinstance(a, Fraction) and isinstance(b, Fraction):
        return a * b
    return float(a) * float(b)


def too_much(is_more: bool) -> str:
    """too much, or too little"""
    return "too much" if is_more else "too little"


def absolute(value: Number) -> Number:
    """|value|"""
    return value if value > 0 else -value


def sizes(earlier: Earlier, z: Point | None = None) -> Follows:
    """|det J_f| by each wrong answer about the Jacobian; 0 where that was the answer."""
    for step in ("derivative", "determinant"):
        size = _value(earlier.get(step), z)
        if size is not None:
            yield step, absolute(size)
    log = typed_number(earlier.get("log-abs-det"))
    if log is not None and -300 < log < 300:
        yield "log-abs-det", math.exp(log)


def _value(answer: Answer | None, z: Point | None) -> Number | None:
    """The value of an answer that may depend on z."""
    if isinstance(answer, Entry) and answer.value is None and z is not None:
        (value,) = values(answer.tree, {"z": (float(z[0].value),)}, 1)
        return value if math.isfinite(value) else None
    return typed_number(answer)
