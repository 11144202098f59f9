"""Steps about the density in the plane."""

from collections.abc import Callable
from fractions import Fraction

from tutor.exercises import mistakes as wrong
from tutor.exercises.amount import Amount, gaussian, inverse, log_gaussian, rational
from tutor.exercises.base import PlaneNormal
from tutor.exercises.mistakes import Rule, telling
from tutor.exercises.plane_map import volume_factors
from tutor.exercises.question import Hints, Question
from tutor.exercises.setting import PlaneSetting
from tutor.exercises.written import point_tex, tex


def _density(s: PlaneSetting) -> Question:
    size = abs(s.det)
    right = rational(1 / size)
    factors = [(rule, factor) for rule, factor in volume_factors(s) if factor.value]
    return Question(
        "density",
        "number",
        "What is the value of $p_X(x)$ where $X$ can lie?",
        right.text,
        right.tex,
        Hints(
            "The same mass lies on an area that $f$ has changed: by which factor?",
            r"$p_X(x) = \frac{p_Z(f^{-1}(x))}{|\det J_f|}$; the Jacobian $J_f$ of the forward map"
            " is $A$ itself, and $p_Z$ is $1$ on the square.",
            rf"$p_X(x) = \frac{{1}}{{|{tex(s.det)}|}} = {right.tex}$ on the image of the square,"
            " and $0$ elsewhere.",
        ),
        telling(
            right,
            [
                (wrong.MULTIPLIED, rational(size)),
                (wrong.TWICE, rational(size)),
                (wrong.UNSCALED, rational(1)),
                (wrong.SIGNED, rational(1 / s.det) if s.det < 0 else None),
                (wrong.SQUARED, rational(1 / size**2)),
                *((rule, inverse(factor)) for rule, factor in factors),
            ],
        ),
    )


def _total_mass(s: PlaneSetting) -> Question:
    size = abs(s.det)
    area_for_mass, density_for_mass = wrong.taken_for_mass("area")
    return Question(
        "total-mass",
        "number",
        "Check it: how much mass is that in all, area times density?",
        "1",
        "1",
        Hints(
            "What must every density integrate to?",
            "The density is constant: its integral is the area of its support times its value.",
            rf"${tex(size)} \cdot {tex(1 / size)} = 1$: areas are multiplied by $|\det A| ="
            f" {tex(size)}$, the density is divided by it."
            " Any other mass means that the area or the density is wrong.",
        ),
        telling(
            rational(1),
            [
                (density_for_mass, rational(1 / size)),
                (area_for_mass, rational(size)),
                (wrong.DIVIDED, rational(size**2)),
                (wrong.SIGNED, rational(-1) if s.det < 0 else None),
            ],
        ),
    )


def _density_at(s: PlaneSetting) -> Question:
    base, size = s.base, abs(s.det)
    assert isinstance(base, PlaneNormal)
    assert s.z is not None
    energy, scale = base.energy(s.z), base.scale[0] * base.scale[1]
    x, z = point_tex(s.x), point_tex(s.z)
    right = gaussian(energy, size * scale, 2)
    return Question(
        "density-at",
        "number",
        f"What is $p_X{x}$?",
        right.text,
        right.tex,
        Hints(
            f"Which $z$ is sent to ${x}$, and how dense is $Z$ there?",
            r"$p_X(x) = \frac{p_Z(z)}{|\det J_f|}$ at $z = f^{-1}(x)$, with the Jacobian of the"
            f" forward map $f$; {_base_rule(base)}.",
            rf"$z = f^{{-1}}{x} = {z}$, so $p_X{x} = \frac{{p_Z{z}}}{{|{tex(s.det)}|}}"
            rf" = {right.tex} \approx {right.decimal}$.",
        ),
        telling(right, _at_mistakes(s, base, gaussian)),
    )


def _log_density_at(s: PlaneSetting) -> Question:
    base, size = s.base, abs(s.det)
    assert isinstance(base, PlaneNormal)
    assert s.z is not None
    energy, scale = base.energy(s.z), base.scale[0] * base.scale[1]
    x, z = point_tex(s.x), point_tex(s.z)
    right = log_gaussian(energy, size * scale, 2)
    renamed = {wrong.MULTIPLIED: wrong.LOG_SIGN}
    return Question(
        "log-density-at",
        "number",
        rf"What is $\log p_X{x}$?",
        right.text,
        right.tex,
        Hints(
            "Take the logarithm of the formula: the quotient becomes a difference.",
            r"$\log p_X(x) = \log p_Z(z) - \log |\det J_f|$ at $z = f^{-1}(x)$,"
            " with the Jacobian of the forward map $f$.",
            rf"$\log p_X{x} = \log p_Z{z} - \log {tex(size)} = {right.tex} \approx"
            f" {right.decimal}$.",
        ),
        telling(
            right,
            [
                (renamed.get(rule, rule), amount)
                for rule, amount in _at_mistakes(s, base, log_gaussian)
                if rule is not wrong.TWICE and rule is not wrong.SIGNED
            ],
        ),
    )


def _at_mistakes(
    s: PlaneSetting, base: PlaneNormal, at: Callable[[Fraction, Fraction, int], Amount]
) -> list[tuple[Rule, Amount | None]]:
    """What the wrong rules make of the density, or of its logarithm, at the point."""
    assert s.z is not None
    size, scale = abs(s.det), base.scale[0] * base.scale[1]
    energy = base.energy(s.z)
    unshifted = s.transform.back((s.x[0] + s.transform.shift[0], s.x[1] + s.transform.shift[1]))
    multiplied = at(energy, scale / size, 2)
    return [
        (wrong.MULTIPLIED, multiplied),
        (wrong.TWICE, multiplied),
        (wrong.UNSCALED, at(energy, scale, 2)),
        (wrong.SIGNED, gaussian(energy, size * scale, 2, minus=True) if s.det < 0 else None),
        (wrong.NOT_INVERTED, at(base.energy(s.x), size * scale, 2)),
        (wrong.SHIFT_FORGOTTEN, at(base.energy(unshifted), size * scale, 2)),
        (wrong.SCALE_FORGOTTEN, at(energy, size, 2)),
        (wrong.SQUARED, at(energy, size**2 * scale, 2)),
        (wrong.ONE_DIMENSION, at(energy, size * scale, 1)),
    ]


def _base_rule(base: PlaneNormal) -> str:
    if base == PlaneNormal():
        return (
            r"$p_Z(z) = \frac{1}{2\pi}"
            r" \exp \left( -\frac{z_{1}^{2} + z_{2}^{2}}{2} \right)$"
        )
    return (
        r"each coordinate of $Z$ has the density $\frac{1}{\sigma \sqrt{2\pi}}"
        r" \exp \left( -\frac{(z - \mu)^{2}}{2 \sigma^{2}} \right)$ with its own $\mu$ and $\sigma$"
    )


STEPS: dict[str, Callable[[PlaneSetting], Question]] = {
    "density": _density,
    "total-mass": _total_mass,
    "density-at": _density_at,
    "log-density-at": _log_density_at,
}
