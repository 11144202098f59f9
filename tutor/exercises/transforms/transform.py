"""What a family of maps says of itself: how it is written, inverted, derived and mistaken."""

from abc import abstractmethod
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from tutor.answers.answer import Answer, AnswerKind
from tutor.answers.expression import Tree
from tutor.exercises.amount import Amount, Point
from tutor.exercises.bases.base import Base
from tutor.exercises.family import Family
from tutor.exercises.formula import Formula
from tutor.exercises.line_rules import Candidate
from tutor.exercises.mistakes import Rule
from tutor.exercises.parameters import Rational
from tutor.exercises.question import Hints, Mistake

if TYPE_CHECKING:
    from tutor.flows import Transform as Bijection

Number = Fraction | float


class Inversion(NamedTuple):
    """How the inverse is asked, worked and mistaken."""

    kind: AnswerKind
    prompt: str
    answer: Formula
    hints: Hints
    mistakes: tuple[Mistake, ...]
    lead: str  # what a learner may write in front
    probes: tuple[float, ...] = ()  # the x at which its mistakes say what they come to


class Transform(Family):
    """A map x = f(z) with its parameters; J_f is the Jacobian of this map, from z to x.

    Parameters are fractions; whole numbers may be ints in `fault` and `discriminates`, which
    are asked of every candidate for a draw.
    """

    __slots__ = ()

    about: ClassVar[str]  # what it is, for authors: "f(z) = az + b"
    is_constant: ClassVar[bool] = False  # the Jacobian is the same everywhere
    law_name: ClassVar[str] = ""  # what f makes of a uniform base, if that has a name
    law_reason: ClassVar[str] = ""  # by what one knows it

    # Draws

    @abstractmethod
    def discriminates(self, base: Base, z: Sequence[Rational] | None) -> bool:
        """Whether each wrong rule gives another answer than the right one, in simple fractions."""

    @classmethod
    def good_draws(cls, base: type[Base], drawn: Sequence[Candidate]) -> list[bool]:
        """Of each candidate whether it discriminates."""
        return [cls(*own).discriminates(base(*its), z) for own, its, z in drawn]

    # The map

    @abstractmethod
    def bijection(self) -> "Bijection":
        """The same for arrays of doubles."""

    @abstractmethod
    def image_of(self, z: Point) -> Point:
        """f(z), exactly."""

    @abstractmethod
    def preimage_of(self, x: Sequence[Number]) -> tuple[Number, ...]:
        """f^-1(x), exactly where x is a fraction and this is one too."""

    @abstractmethod
    def stated_back(self, x: Point) -> tuple[Tree, ...]:
        """Each coordinate of f^-1(x) as it is worked out."""

    # Its Jacobian

    @abstractmethod
    def stated_jacobian(self, z: Point) -> Tree:
        """det J_f at z as it is worked out."""

    @property
    @abstractmethod
    def sign(self) -> int:
        """The sign of det J_f, 1 or -1."""

    @abstractmethod
    def size(self, z: Point) -> Amount:
        """|det J_f| at z, exactly."""

    @property
    @abstractmethod
    def jacobian_note(self) -> str:
        """What J_f is here, in the words that end the rule for the density."""

    @abstractmethod
    def log_abs_det_hints(self, answer: Formula, in_decimals: str) -> Hints:
        """How log |det J_f| is found; `in_decimals` is what follows it in LaTeX."""

    def size_slips(self) -> Sequence[tuple[Rule, Amount]]:
        """What learners take for |det J_f|, where it is constant."""
        return ()

    # Its inverse

    @property
    @abstractmethod
    def inversion(self) -> Inversion:
        """How the inverse is asked, worked and mistaken."""

    @abstractmethod
    def inverse_evidence(self, base: Base, answer: Answer) -> str:
        """What shows that an answer is not the inverse, or an empty text."""

    def weaker_inverse_evidence(self, base: Base, answer: Answer) -> Iterator[str]:
        """What is said where that would hold an answer that is still asked."""
        yield from ()

    @abstractmethod
    def taken_back(self, answer: Answer, x: Point) -> tuple[float, ...] | None:
        """Where a learner's own inverse takes a data point."""

    def point_slips(self, x: Point) -> Sequence[tuple[Rule, Point]]:
        """What learners take for f^-1(x) at a point."""
        return ()
