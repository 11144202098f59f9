"""The step that asks for the density of X."""

import math
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from tutor.algebra.on_arrays import on_arrays
from tutor.algebra.terms import ONE, call, number, over, times
from tutor.answers.answer import Answer, AnswerKind, Entry
from tutor.exercises import mistakes as wrong
from tutor.exercises.amount import inverse, negated, rational, shown, squared
from tutor.exercises.bases.base import Base
from tutor.exercises.chain import Chain, Part, Worked, step_by_step
from tutor.exercises.formula import of
from tutor.exercises.line_density import density_at_x, density_mistakes, probes, worked_density
from tutor.exercises.mistakes import discriminating
from tutor.exercises.question import Hints, Question
from tutor.exercises.setting import AnySetting, LineSetting, image_tex, image_text, on_line
from tutor.exercises.steps.step import (
    DENSITY,
    Drawn,
    Earlier,
    Follows,
    Step,
    exact_product,
    sizes,
    too_much,
    typed_number,
)
from tutor.exercises.transforms.transform import Transform

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

_FAR = 12  # standard deviations, on each side of the middle, over which a mass is summed
_PIECES = 1200
_SETTLED = 0.01  # of a mass: no more is beyond half of that range
_LARGEST_MASS = 1000.0


class Density(Step[AnySetting]):
    """p_X(x) = p_Z(f^-1(x)) / |det J_f|: its value where it is constant, else a function of x."""

    name = "density"
    about = "p_X: its value where it is constant, else as a function of x"
    left = DENSITY
    drawn = Drawn.HEIGHT

    def fits(self, base: type[Base], transform: type[Transform]) -> bool:
        """A number, or on the line a function."""
        return base.dimension == 1 or (base.is_flat and transform.is_constant)

    def ask(self, setting: AnySetting) -> Question:
        """The value, or the formula."""
        if setting.is_flat:
            return self._as_number(setting)
        assert on_line(setting)
        return self._as_function(setting)

    def _as_number(self, s: AnySetting) -> Question:
        right, flat = s.base.at((), s.size), s.base.at((), rational(1))
        multiplied_instead = s.base.at((), inverse(s.size))
        return Question(
            self.name,
            AnswerKind.NUMBER,
            "What is the value of $p_X(x)$ on its support?",
            right.text,
            right.tex,
            self._hints(s, Worked(_constant, s)),
            discriminating(
                right,
                [
                    (wrong.MULTIPLIED, multiplied_instead),
                    (wrong.TWICE, multiplied_instead),
                    (wrong.UNSCALED, flat),
                    (wrong.SIGNED, negated(right) if s.transform.sign < 0 else None),
                    (wrong.SQUARED, s.base.at((), squared(s.size))),
                    *(
                        (rule, s.base.at((), taken))
                        for rule, taken in s.transform.size_slips()
                        if taken.value
                    ),
                ],
            ),
            lead=_LEAD,
        )

    def _as_function(self, s: LineSetting) -> Question:
        right = of(density_at_x(s))
        return Question(
            self.name,
            AnswerKind.EXPRESSION,
            "What is $p_X(x)$?",
            right.text,
            right.tex,
            self._hints(s, Worked(worked_density, s)),
            density_mistakes(s),
            variables=("x",),
            lead=_LEAD,
            probes=probes(s),
        )

    def _hints(self, s: AnySetting, worked: Worked[Any]) -> Hints:
        article = "an" if s.measure == "area" else "a"
        flat = f", and {s.base.density_rule}" if s.base.is_flat and s.base.density_rule else ""
        where = (
            ""
            if s.transform.is_constant
            else ", taken at $z = f^{-1}(x)$, so that only $x$ is left"
        )
        return Hints(
            f"The same mass lies on {article} {s.measure} that $f$ has changed: by which factor?",
            r"$p_X(x) = \frac{p_Z(f^{-1}(x))}{|\det J_f|}$"
            f"{s.transform.jacobian_note}{where}{flat}.",
            worked,
        )

    def evidence(self, setting: AnySetting, answer: Answer) -> str:
        """A density integrates to 1."""
        if not setting.is_flat:
            assert on_line(setting)
            own = _curve_mass(setting, answer)
            return "" if own is None else f"your density integrates to {_mass(own)}; {_TO_ONE}"
        height = typed_number(answer)
        if height is None:
            return ""
        if height < 0:
            return "a density is never negative"
        mass = exact_product(height, setting.room)
        where = image_text(setting) if on_line(setting) else "the image"
        return f"your density integrates to {shown(mass, 1)} over {where}; {_TO_ONE}"

    def weaker_evidence(self, setting: AnySetting, answer: Answer) -> Iterator[str]:
        """Without the mass of a density, the place or the mass of this one."""
        height = typed_number(answer)
        if setting.is_flat and height is not None:
            mass = exact_product(height, setting.room)
            much, to = too_much(mass > 1), f"your density integrates to {shown(mass, 1)} over"
            where = image_text(setting) if on_line(setting) else "the image"
            yield f"{to} {where}, which is {much}"
            yield f"{to} its support, which is {much}"
            yield f"your density integrates to {much} over its support"
        elif not setting.is_flat and on_line(setting):
            own = _curve_mass(setting, answer)
            if own is not None:
                if math.isfinite(own):
                    much = too_much(own > 1)
                    yield f"your density integrates to {_mass(own)}, which is {much}"
                yield f"your density integrates to {too_much(own > 1)}"

    def follows(self, setting: AnySetting, earlier: Earlier) -> Follows:
        """The base density over the learner's own derivative or determinant."""
        if setting.is_flat:
            for step, size in sizes(earlier):
                if size:
                    yield step, _over(size, setting)

    def targets(self, setting: AnySetting, z: Sequence[float]) -> Sequence[float] | None:
        """p_Z(z) / |f'(z)|"""
        assert on_line(setting)
        heights = setting.base.log_densities(z)
        slopes = setting.transform.slopes(z)
        return [
            math.exp(p) / abs(slope) if slope else math.nan
            for p, slope in zip(heights, slopes, strict=True)
        ]

    def by_the_flow(self, setting: AnySetting) -> float | None:
        """At any point."""
        return math.exp(setting.by_the_flow()[0]) if setting.is_flat else None


def _mass(own: float) -> str:
    """How much a density has; of too much only that, since a sum may have no end."""
    if math.isinf(own):
        return "more than 1"
    return shown(own, 1) if own < _LARGEST_MASS else "far more than 1"


_LEAD = "p_X(x) = "
_TO_ONE = "a density integrates to 1"


def _constant(s: AnySetting) -> list[Part]:
    """One over the size of the image."""
    jacobian, room = (number(Fraction(each)) for each in (s.jacobian.value, s.base.room))
    size = call("abs", jacobian)
    links = step_by_step(over(ONE, size if s.base.room == 1 else times(size, room)))
    where = f"${image_tex(s)}$" if on_line(s) else "the image of the square"
    return [Chain("p_X(x)", links), f"on {where}, and $0$ elsewhere."]


def _over(size: Fraction | float, s: AnySetting) -> Fraction | float:
    return (
        1 / (s.base.room * size) if isinstance(size, Fraction) else 1 / (float(s.base.room) * size)
    )


@lru_cache(maxsize=8)  # asked for again where the first evidence would give something away
def _curve_mass(s: LineSetting, answer: Answer) -> float | None:
    """The integral of a typed density over x = f(z), by Simpson's rule in z, unless it is 1.

    None also where this does not give a number, as where f is infinitely steep at an end. Infinite
    where it is more than 1 already, and what is far out goes on adding to it.
    """
    import numpy as np

    if not isinstance(answer, Entry):
        return None
    x, weights, is_near = _pieces(s)
    with np.errstate(all="ignore"):
        parts = on_arrays(answer.tree, {"x": x}) * weights
        mass, near = float(np.sum(parts)), float(np.sum(parts[is_near]))
    if not math.isfinite(mass) or math.isclose(mass, 1, rel_tol=1e-4):
        return None
    if abs(mass - near) < _SETTLED * abs(mass):
        return mass
    return math.inf if mass > 1 and bool(np.all(parts >= 0)) else None


@lru_cache(maxsize=16)
def _pieces(s: LineSetting) -> "tuple[Array, Array, NDArray[np.bool_]]":
    """Points x = f(z), their weights in the integral, f's slope in them, and which are near."""
    import numpy as np

    low, high = map(float, s.base.span(_FAR))
    nearest, farthest = s.base.span(_FAR / 2)
    z: Array = np.linspace(low, high, _PIECES + 1)
    weights = np.full(_PIECES + 1, 2.0)
    weights[1::2], weights[[0, -1]] = 4, 1
    with np.errstate(all="ignore"):
        slopes = abs(on_arrays(s.transform.known.slope, {"z": z}))
        return (
            on_arrays(s.transform.known.forward, {"z": z}) + 0 * z,
            weights * slopes * ((high - low) / _PIECES / 3),
            (z >= nearest) & (z <= farthest),
        )
