"""The normal distribution on the line."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, ClassVar

from tutor.exercises.amount import Amount, Point, divided, exact
from tutor.exercises.bases.base import LineBase, Slips
from tutor.exercises.bases.gaussian import distinct, gaussian, gaussian_slips
from tutor.exercises.formula import Formula
from tutor.exercises.mistakes import (
    CONSTANT_FORGOTTEN,
    EXPONENT_SIGN,
    HALF_FORGOTTEN,
    SCALE_FORGOTTEN,
    VARIANCE,
    WRONG_ROOT,
    Rule,
)
from tutor.exercises.parameters import Rational, Shape, Value, whole
from tutor.exercises.written import over_tex, over_text, tex, text

if TYPE_CHECKING:
    from tutor.flows import Normal as Distribution


@dataclass(frozen=True, slots=True)
class Normal(LineBase):
    """Z ~ N(mean, scale^2)."""

    mean: Fraction = Fraction(0)
    scale: Fraction = Fraction(1)

    name: ClassVar[str] = "normal"
    usage: ClassVar[str] = "normal(mean, scale)"
    shapes: ClassVar[tuple[Shape, ...]] = (Shape.NUMBER, Shape.NUMBER)
    names: ClassVar[tuple[str, ...]] = ("mean", "scale")
    formula: ClassVar[str] = "exp(-((z - mean)/scale)^2/2)/(scale*sqrt(2*pi))"
    formula_slips: ClassVar[tuple[tuple[Rule, str], ...]] = (
        (SCALE_FORGOTTEN, "exp(-((z - mean)/scale)^2/2)/sqrt(2*pi)"),
        (CONSTANT_FORGOTTEN, "exp(-((z - mean)/scale)^2/2)/scale"),
        (HALF_FORGOTTEN, "exp(-((z - mean)/scale)^2)/(scale*sqrt(2*pi))"),
        (EXPONENT_SIGN, "exp(((z - mean)/scale)^2/2)/(scale*sqrt(2*pi))"),
        (WRONG_ROOT, "exp(-((z - mean)/scale)^2/2)/(scale*2*pi)"),
        (WRONG_ROOT, "exp(-((z - mean)/scale)^2/2)/(scale*sqrt(pi))"),
        (VARIANCE, "exp(-((z - mean)/scale^2)^2/2)/(scale^2*sqrt(2*pi))"),
    )
    log_formula: ClassVar[str] = "-((z - mean)/scale)^2/2 - log(scale*sqrt(2*pi))"
    log_slips: ClassVar[tuple[tuple[Rule, str], ...]] = (
        (SCALE_FORGOTTEN, "-((z - mean)/scale)^2/2 - log(sqrt(2*pi))"),
        (CONSTANT_FORGOTTEN, "-((z - mean)/scale)^2/2 - log(scale)"),
        (HALF_FORGOTTEN, "-((z - mean)/scale)^2 - log(scale*sqrt(2*pi))"),
        (EXPONENT_SIGN, "((z - mean)/scale)^2/2 - log(scale*sqrt(2*pi))"),
        (WRONG_ROOT, "-((z - mean)/scale)^2/2 - log(scale*2*pi)"),
        (WRONG_ROOT, "-((z - mean)/scale)^2/2 - log(scale*sqrt(pi))"),
        (VARIANCE, "-((z - mean)/scale^2)^2/2 - log(scale^2*sqrt(2*pi))"),
    )

    @classmethod
    def fault(cls, *arguments: str | Value) -> str:
        """The standard deviation must be positive."""
        match arguments:
            case (_, int() | Fraction() as scale) if scale <= 0:
                return f"{cls.usage}: the scale must be above 0, not {scale}"
        return ""

    def distribution(self) -> "Distribution":
        """The same for arrays of doubles."""
        from tutor.flows import Normal as Distribution

        return Distribution(self.mean, self.scale)

    @property
    def statement(self) -> str:
        """Z is normal with its mean and standard deviation."""
        if self == Normal():
            return "$Z$ is standard normal"
        return (
            rf"$Z$ is normal with mean $\mu = {tex(self.mean)}$"
            rf" and standard deviation $\sigma = {tex(self.scale)}$"
        )

    @property
    def support(self) -> tuple[float, float]:
        """The whole line."""
        return -math.inf, math.inf

    @property
    def center(self) -> Fraction:
        """The mean."""
        return self.mean

    @property
    def reach(self) -> Fraction:
        """The standard deviation."""
        return self.scale

    @property
    def tried(self) -> tuple[Fraction, ...]:
        """A standard deviation above the mean, the mean, and as far below it; then further off."""
        return tuple(self.mean + self.scale * times for times in (1, 0, -1, 2, -2, 3))

    @property
    def marks(self) -> tuple[Fraction, ...]:
        """The mean."""
        return (self.mean,)

    @property
    def summary(self) -> str:
        """mean 2, standard deviation 3"""
        return f"mean {text(self.mean)}, standard deviation {text(self.scale)}"

    @property
    def density_rule(self) -> str:
        """The normal density."""
        if self == Normal():
            return r"$p_Z(z) = \frac{1}{\sqrt{2\pi}} \exp \left( -\frac{z^{2}}{2} \right)$"
        return (
            r"$p_Z(z) = \frac{1}{\sigma \sqrt{2\pi}}"
            r" \exp \left( -\frac{(z - \mu)^{2}}{2 \sigma^{2}} \right)$"
        )

    def is_as_dense(self, z: Sequence[Rational | float], x: Sequence[Rational | float]) -> bool:
        """As far from the mean."""
        mean = whole(self.mean)
        return abs(x[0] - mean) == abs(z[0] - mean)

    def at(self, z: Point, over: Amount, log: bool = False) -> Amount:
        """p_Z(z) divided by a positive number."""
        return self._at(z, over, self.scale, log)

    def scale_slips(self, z: Point, over: Amount, log: bool = False) -> Slips:
        """1/scale left out of the factor."""
        return [(SCALE_FORGOTTEN, self._at(z, over, Fraction(1), log))]

    def constant_slips(self, z: Point, over: Amount, log: bool = False) -> Slips:
        """Slips in the formula of the density, where everything in it is a fraction."""
        known = exact(z)
        if known is None or not isinstance(over.value, Fraction):
            return ()
        energy = ((known[0] - self.mean) / self.scale) ** 2 / 2
        slips = gaussian_slips(energy, over.value * self.scale, 1, log)
        if self.scale != 1:
            slips.append((VARIANCE, Normal(self.mean, self.scale**2).at(z, over, log)))
        return slips

    def discriminates(
        self, z: Sequence[Rational], size: Rational, taken: Sequence[Sequence[Rational | float]]
    ) -> bool:
        """Away from the mean, and where no two of the wrong rules come to the same."""
        s, f = float(self.scale), float(size)
        right, *others = (self._energy(point[0]) for point in (z, *taken))
        factors = [s * f, s, s / f, s * f**2, *([f] if s != 1 else [])]
        pairs = [(right, factor) for factor in factors]
        pairs += [(energy, s * f) for energy in (2 * right, -right, *others)]
        if s != 1:
            pairs.append((right / s**2, s**2 * f))
        return right != 0 and distinct(pairs)

    def _energy(self, z: Rational | float) -> float:
        return ((float(z) - float(self.mean)) / float(self.scale)) ** 2 / 2

    def _at(self, z: Point, over: Amount, scale: Fraction, log: bool) -> Amount:
        known = exact(z)
        if known is None:
            return divided(self._about(z[0], scale, log), over, log)
        energy = ((known[0] - self.mean) / self.scale) ** 2 / 2
        if isinstance(over.value, Fraction):
            return gaussian(energy, over.value * scale, 1, log)
        return divided(gaussian(energy, scale, 1, log), over, log)

    def _about(self, z: Amount, scale: Fraction, log: bool) -> Amount:
        """p_Z at a point that is no fraction."""
        t = Formula(
            over_text(self.scale, self.mean, z.text), over_tex(self.scale, self.mean, z.tex)
        )
        energy = ((float(z.value) - float(self.mean)) / float(self.scale)) ** 2 / 2
        front = gaussian(Fraction(0), scale, 1, log)
        square = rf"-\frac{{1}}{{2}} \left( {t.tex} \right)^{{2}}"
        if log:
            value = float(front.value) - energy
            apart = (f"- {each.removeprefix('-')}" for each in (front.text, front.tex))
            return Amount(f"-({t.text})^2/2 {next(apart)}", f"{square} {next(apart)}", value)
        typed = f"exp(-({t.text})^2/2)*{front.text}"
        set_ = rf"{front.tex} \exp \left( {square} \right)"
        return Amount(typed, set_, float(front.value) * math.exp(-energy))

    @property
    def stated(self) -> str:
        """Without mean and scale where it is standard."""
        return "exp(-z^2/2)/sqrt(2*pi)" if self == Normal() else self.formula

    @property
    def avoided(self) -> Fraction:
        """The mean: there the exponential vanishes."""
        return self.mean

    def moved(self, slope: Fraction, shift: Fraction) -> "Normal":
        """If Z is N(m, s^2), then a Z + b is N(a m + b, (a s)^2)."""
        return Normal(slope * self.mean + shift, abs(slope) * self.scale)
