"""A map of the line: what follows for every family from its formulas."""

import math
from abc import abstractmethod
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import islice
from typing import ClassVar

from tutor.answers.answer import Answer, AnswerKind, Entry
from tutor.answers.evaluate import exact, values
from tutor.answers.tokens import Unreadable
from tutor.exercises.amount import Amount, Point, infinite, rational, shown
from tutor.exercises.bases.base import Base, LineBase
from tutor.exercises.formula import Factor, Formula
from tutor.exercises.mistakes import F_ITSELF, ONE_OVER_F, Rule
from tutor.exercises.question import Hints
from tutor.exercises.transforms.transform import Inversion, Number, Transform

_F_INVERSE = "f^{-1}(x)"


class LineTransform(Transform):
    """A map of the line that rises or falls everywhere."""

    __slots__ = ()
    dimension: ClassVar[int] = 1

    # What a family says

    @abstractmethod
    def forward(self, z: Number) -> Number:
        """f(z); of an infinite z the limit."""

    @abstractmethod
    def backward(self, x: Number) -> Number:
        """f^-1(x)."""

    @abstractmethod
    def slope(self, z: Number) -> Number:
        """f'(z), with its sign."""

    @abstractmethod
    def image(self, z: Fraction) -> Amount:
        """f(z) as it is typed and set."""

    @abstractmethod
    def written(self, variable: str) -> Formula:
        """f of a variable."""

    @abstractmethod
    def standardized(self, mean: Fraction, scale: Fraction) -> Formula:
        """(f^-1(x) - mean)/scale."""

    @abstractmethod
    def derivative(self, variable: str) -> Factor:
        """f' of a variable."""

    @property
    @abstractmethod
    def slope_at_x(self) -> Factor:
        """f'(f^-1(x))."""

    @property
    @abstractmethod
    def undoing(self) -> Sequence[tuple[str, str]]:
        """Equations in LaTeX, left and right side, from x = f(z) on: each undoes one operation."""

    @property
    @abstractmethod
    def inverse_rule(self) -> str:
        """How maps of this family are inverted."""

    @property
    @abstractmethod
    def derivative_rule(self) -> str:
        """How maps of this family are derived."""

    def inverse_slips(self) -> Sequence[tuple[Rule, str]]:
        """Slips of this family in the inverse."""
        return ()

    def derivative_slips(self) -> Sequence[tuple[Rule, Formula]]:
        """Slips of this family in the derivative."""
        return ()

    def support_slips(self, base: LineBase) -> Sequence[tuple[Rule, Amount, Amount]]:
        """What learners take for the ends of the support, where the base's is bounded."""
        return ()

    def law(self, base: LineBase) -> LineBase | None:
        """The distribution of f(Z), if it is of the base's own family."""
        return None

    # What follows

    @property
    def inverse(self) -> Formula:
        """f^-1(x)."""
        return self.standardized(Fraction(0), Fraction(1))

    @property
    def statement(self) -> str:
        """f(z) = 4z + 2"""
        return f"$f(z) = {self.written('z').tex}$"

    @property
    def sign(self) -> int:
        """Whether f rises or falls."""
        return 1 if self.slope_at_x.number > 0 else -1

    def image_of(self, z: Point) -> Point:
        """f(z), exactly."""
        (at,) = z
        assert isinstance(at.value, Fraction)
        return (self.image(at.value),)

    def preimage_of(self, x: Sequence[Number]) -> tuple[Number, ...]:
        """f^-1(x)."""
        (at,) = x
        return (self.backward(at),)

    def image_ends(self, base: LineBase) -> tuple[Amount, Amount]:
        """The ends of the image of the base's support."""
        low, high = (self._limit(end) for end in base.support)
        return (low, high) if self.sign > 0 else (high, low)

    def _limit(self, end: Number) -> Amount:
        if isinstance(end, Fraction):
            return self.image(end)
        reached = self.forward(end)
        if math.isinf(reached):
            return infinite(1 if reached > 0 else -1)
        return rational(Fraction(reached))

    @property
    def jacobian_note(self) -> str:
        """On the line it is a derivative."""
        return r", and here $\det J_f = \frac{df}{dz}$, the Jacobian of the forward map"

    def log_abs_det_hints(self, answer: Formula, decimal: str) -> Hints:
        """From the derivative."""
        approx = rf" \approx {decimal}" if decimal else ""
        return Hints(
            "On the line the Jacobian is a single number.",
            r"$\log |\det J_f| = \log \left| \frac{df}{dz} \right|$.",
            rf"$\log |{self.derivative('z').formula.tex}| = {answer.tex}{approx}$.",
        )

    @property
    def inversion(self) -> Inversion:
        """An expression in x, found by undoing one operation after another."""
        answer = self.inverse
        slips = [
            *self.inverse_slips(),
            (ONE_OVER_F, f"1/({self.written('x').text})"),
            (F_ITSELF, self.written("x").text),
        ]
        worked = " gives ".join(f"${left} = {right}$" for left, right in self.undoing)
        return Inversion(
            AnswerKind.EXPRESSION,
            "Solve $x = f(z)$ for $z$: what is $f^{-1}(x)$?",
            answer,
            Hints(
                "Undo what $f$ does to $z$, the last thing first.",
                self.inverse_rule,
                f"{worked}, so ${_F_INVERSE} = {answer.tex}$.",
            ),
            tuple(rule.gives(typed) for rule, typed in slips if typed != answer.text),
            "f⁻¹(x) = ",
        )

    def inverse_evidence(self, base: Base, answer: Answer) -> str:
        """g(f(z)) = z, or the answer is no inverse."""
        return next(self._not_back(base, answer), "")

    def weaker_inverse_evidence(self, base: Base, answer: Answer) -> Iterator[str]:
        """The same at other points."""
        yield from islice(self._not_back(base, answer), 1, None)

    def _not_back(self, base: Base, answer: Answer) -> Iterator[str]:
        if not isinstance(answer, Entry):
            return
        for z in base.tried:
            x = self.image(z)
            try:
                back = exact(answer.tree, {"x": Fraction(x.value)})
            except Unreadable:
                yield f"f({z}) = {x.text}, and at x = {x.shown} your answer has no value"
                continue
            if not math.isclose(back, z, rel_tol=1e-9, abs_tol=1e-9):
                came = f"f({z}) = {x.text}, but your answer takes {x.shown} back to"
                yield f"{came} {shown(back, z)}"

    def taken_back(self, answer: Answer, x: Point) -> tuple[float, ...] | None:
        """The value of the learner's inverse at x."""
        if not isinstance(answer, Entry):
            return None
        (z,) = values(answer.tree, {"x": (float(x[0].value),)}, 1)
        return (z,) if math.isfinite(z) else None
