"""Two independent normal coordinates."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, ClassVar

from tutor.algebra.terms import formula, substitute
from tutor.answers.expression import Tree
from tutor.exercises import written
from tutor.exercises.amount import Amount, Point, divided, exact
from tutor.exercises.bases.base import PlaneBase, Slips
from tutor.exercises.bases.gaussian import distinct, gaussian, gaussian_slips
from tutor.exercises.mistakes import ONE_COORDINATE, ONE_DIMENSION, SCALE_FORGOTTEN, VARIANCE
from tutor.exercises.parameters import Rational, Shape, Value, whole

if TYPE_CHECKING:
    from tutor.flows import Independent

_CURVE = 240  # points of a contour line
_STANDARD = formula("exp(-(z1^2 + z2^2)/2)/(2*pi)", ("z1", "z2"))
_STATED = formula(
    "exp(-(((z1 - m1)/s1)^2 + ((z2 - m2)/s2)^2)/2)/(2*s1*s2*pi)",
    ("z1", "z2", "m1", "m2", "s1", "s2"),
)
Pair = tuple[Fraction, Fraction]


@dataclass(frozen=True, slots=True)
class PlaneNormal(PlaneBase):
    """Z1 ~ N(mean1, scale1^2) and Z2 ~ N(mean2, scale2^2), independent."""

    mean: Pair = (Fraction(0), Fraction(0))
    scale: Pair = (Fraction(1), Fraction(1))

    name: ClassVar[str] = "normal"
    usage: ClassVar[str] = "normal(mean, scale)"
    shapes: ClassVar[tuple[Shape, ...]] = (Shape.VECTOR, Shape.VECTOR)

    @classmethod
    def fault(cls, *arguments: str | Value) -> str:
        """The standard deviations must be positive."""
        match arguments:
            case (_, tuple() as scales) if not all(s > 0 for s in scales):
                return f"{cls.usage}: each scale must be above 0"
        return ""

    def distribution(self) -> "Independent":
        """The same for arrays of doubles."""
        from tutor.flows import Independent, Normal

        return Independent(Normal(self.mean, self.scale))

    @property
    def statement(self) -> str:
        """Z has two independent normal coordinates."""
        if self == PlaneNormal():
            return "$Z = (Z_{1}, Z_{2})$ has two independent standard normal coordinates"
        return (
            "$Z = (Z_{1}, Z_{2})$ has two independent normal coordinates, with means"
            rf" $\mu = {written.point_tex(self.mean)}$ and standard deviations"
            rf" $\sigma = {written.point_tex(self.scale)}$"
        )

    @property
    def density_rule(self) -> str:
        """The product of two normal densities."""
        if self == PlaneNormal():
            return (
                r"$p_Z(z) = \frac{1}{2\pi}"
                r" \exp \left( -\frac{z_{1}^{2} + z_{2}^{2}}{2} \right)$"
            )
        return (
            r"each coordinate of $Z$ has the density $\frac{1}{\sigma \sqrt{2\pi}}"
            r" \exp \left( -\frac{(z - \mu)^{2}}{2 \sigma^{2}} \right)$"
            r" with its own $\mu$ and $\sigma$"
        )

    @property
    def middle(self) -> Pair:
        """The mean."""
        return self.mean

    @property
    def outline(self) -> list[tuple[float, float]]:
        """One standard deviation around the mean."""
        (m1, m2), (s1, s2) = map(float, self.mean), map(float, self.scale)
        turns = [2 * math.pi * i / _CURVE for i in range(_CURVE)]
        return [(m1 + s1 * math.cos(t), m2 + s2 * math.sin(t)) for t in turns]

    @property
    def outline_name(self) -> str:
        """The circle or ellipse of one standard deviation."""
        curve = "circle" if self.scale[0] == self.scale[1] else "ellipse"
        return f"the {curve} of one standard deviation around {written.point_text(self.mean)}"

    def outline_area(self, times: Fraction) -> str:
        """pi s1 s2, times a number."""
        factor = self.scale[0] * self.scale[1] * times
        if factor.denominator != 1:
            return f"({written.text(factor)}) pi"
        return "pi" if factor == 1 else f"{written.text(factor)} pi"

    def is_as_dense(self, z: Sequence[Rational | float], x: Sequence[Rational | float]) -> bool:
        """As far from the mean, in standard deviations."""
        return self._distance(z) == self._distance(x)

    def _distance(self, z: Sequence[Rational | float]) -> Rational | float:
        """The squared distance from the mean in standard deviations, times (s1 s2)^2."""
        (m1, m2), (s1, s2) = map(whole, self.mean), map(whole, self.scale)
        return ((z[0] - m1) * s2) ** 2 + ((z[1] - m2) * s1) ** 2

    def stated_at(self, z: Sequence[Fraction]) -> Tree:
        """The product of two normal densities."""
        if self == PlaneNormal():
            return substitute(_STANDARD, {"z1": z[0], "z2": z[1]})
        names = ("z1", "z2", "m1", "m2", "s1", "s2")
        return substitute(_STATED, dict(zip(names, (*z, *self.mean, *self.scale), strict=True)))

    def at(self, z: Point, over: Amount, log: bool = False) -> Amount:
        """p_Z(z) divided by a positive number."""
        return self._at(z, over, self.scale[0] * self.scale[1], 2, log)

    def scale_slips(self, z: Point, over: Amount, log: bool = False) -> Slips:
        """1/(s1 s2) left out of the factor."""
        return [(SCALE_FORGOTTEN, self._at(z, over, Fraction(1), 2, log))]

    def constant_slips(self, z: Point, over: Amount, log: bool = False) -> Slips:
        """1/sqrt(2 pi) taken once only, and slips in the formula of the density."""
        scale = self.scale[0] * self.scale[1]
        slips = [(ONE_DIMENSION, self._at(z, over, scale, 1, log))]
        known = exact(z)
        if known is None or not isinstance(over.value, Fraction):
            return slips
        t = [(known[i] - self.mean[i]) / self.scale[i] for i in (0, 1)]
        size = over.value
        slips += gaussian_slips((t[0] ** 2 + t[1] ** 2) / 2, size * scale, 2, log)
        for i in (0, 1):
            alone = gaussian(t[i] ** 2 / 2, size * self.scale[i], 1, log)
            slips.append((ONE_COORDINATE, alone))
        if self.scale != (Fraction(1), Fraction(1)):
            wide = PlaneNormal(self.mean, (self.scale[0] ** 2, self.scale[1] ** 2))
            slips.append((VARIANCE, wide.at(z, over, log)))
        return slips

    def discriminates(
        self, z: Sequence[Rational], size: Rational, taken: Sequence[Sequence[Rational | float]]
    ) -> bool:
        """Away from both means, and where no two of the wrong rules come to the same."""
        if z[0] == self.mean[0] or z[1] == self.mean[1]:
            return False
        s1, s2, f = *map(float, self.scale), float(size)
        s = s1 * s2
        first, second = self._energies(z)
        right, others = first + second, [sum(self._energies(point)) for point in taken]
        factors = [s * f, s, s / f, s * f**2, *([f] if s != 1 else [])]
        pairs = [(right, factor) for factor in factors]
        pairs += [(energy, s * f) for energy in (2 * right, -right, *others)]
        if (s1, s2) != (1, 1):
            pairs.append((first / s1**2 + second / s2**2, s**2 * f))
        return distinct(pairs)

    def _energies(self, z: Sequence[Rational | float]) -> list[float]:
        each = zip(z, self.mean, self.scale, strict=True)
        return [((float(at) - float(m)) / float(s)) ** 2 / 2 for at, m, s in each]

    def _at(self, z: Point, over: Amount, scale: Fraction, dimension: int, log: bool) -> Amount:
        known = exact(z)
        assert known is not None, "maps of the plane take fractions to fractions"
        t = [(known[i] - self.mean[i]) / self.scale[i] for i in (0, 1)]
        energy = (t[0] ** 2 + t[1] ** 2) / 2
        if isinstance(over.value, Fraction):
            return gaussian(energy, over.value * scale, dimension, log)
        return divided(gaussian(energy, scale, dimension, log), over, log)
