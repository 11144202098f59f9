"""Steps about the density on the line."""

from collections.abc import Callable
from fractions import Fraction

from tutor.exercises import mistakes as wrong
from tutor.exercises.amount import Amount, gaussian, log_gaussian, rational
from tutor.exercises.base import Normal, Uniform
from tutor.exercises.mistakes import Rule, telling
from tutor.exercises.question import Hints, Question
from tutor.exercises.setting import LineSetting
from tutor.exercises.written import factor_tex, interval_tex, over_tex, over_text, tex

_DENSITY_HINTS = (
    "The same mass lies on a length that $f$ has changed: by which factor?",
    r"$p_X(x) = \frac{p_Z(f^{-1}(x))}{|\det J_f|}$, and here"
    r" $\det J_f = \frac{df}{dz}$, the Jacobian of the forward map.",
)


def _density(s: LineSetting) -> Question:
    return _flat_density(s) if isinstance(s.base, Uniform) else _bell_density(s)


def _flat_density(s: LineSetting) -> Question:
    assert isinstance(s.base, Uniform)
    right = rational(s.height)
    width = s.base.high - s.base.low
    over = tex(s.a) if width == 1 else rf"{factor_tex(s.a)} \cdot {tex(width)}"
    flat = 1 / width
    multiplied = rational(abs(s.a) * flat)
    return Question(
        "density",
        "number",
        "What is the value of $p_X(x)$ on its support?",
        right.text,
        right.tex,
        Hints(
            *_DENSITY_HINTS,
            rf"$p_X(x) = \frac{{1}}{{|{over}|}} = {right.tex}$ on"
            f" ${interval_tex(s.image.low, s.image.high)}$, and $0$ elsewhere.",
        ),
        telling(
            right,
            [
                (wrong.MULTIPLIED, multiplied),
                (wrong.TWICE, multiplied),
                (wrong.UNSCALED, rational(flat)),
                (wrong.SIGNED, rational(flat / s.a) if s.a < 0 else None),
                (wrong.SQUARED, rational(flat / s.a**2)),
            ],
        ),
    )


def _bell_density(s: LineSetting) -> Question:
    assert isinstance(s.base, Normal)
    size, mean, scale = abs(s.a), s.base.mean, s.base.scale
    center, spread = s.transform.at(mean), size * scale
    answer = _bell(center, spread, spread)
    multiplied = _bell(center, spread, scale / size)
    wrongs = [
        (wrong.MULTIPLIED, multiplied),
        (wrong.TWICE, multiplied),
        (wrong.UNSCALED, _bell(center, spread, scale)),
        (wrong.SIGNED, f"-{answer}" if s.a < 0 else answer),
        (wrong.NOT_INVERTED, _bell(mean, scale, spread)),
        (wrong.SQUARED, _bell(center, spread, spread * size)),
    ]
    shown = _bell_tex(center, spread)
    return Question(
        "density",
        "expression",
        "What is $p_X(x)$?",
        answer,
        shown,
        Hints(
            *_DENSITY_HINTS,
            rf"With $f^{{-1}}(x) = {over_tex(s.a, s.b, 'x')}$ and $|\det J_f| = {tex(size)}$:"
            f" $p_X(x) = {shown}$.",
        ),
        tuple(rule.gives(typed) for rule, typed in wrongs if typed != answer),
        variables=("x",),
    )


def _bell(center: Fraction, spread: Fraction, factor: Fraction) -> str:
    """A normal density as it is typed; `factor` stands where its standard deviation does."""
    top = "" if factor.denominator == 1 else f"{factor.denominator}*"
    below = "" if factor.numerator == 1 else f"{factor.numerator}*"
    return f"{top}exp(-({over_text(spread, center, 'x')})^2/2)/({below}sqrt(2*pi))"


def _bell_tex(center: Fraction, spread: Fraction) -> str:
    inner = rf"\left( {over_tex(spread, center, 'x')} \right)^{{2}}"
    factor = "" if spread == 1 else f"{tex(spread)} "
    return rf"\frac{{1}}{{{factor}\sqrt{{2\pi}}}} \exp \left( -\frac{{1}}{{2}} {inner} \right)"


def _total_mass(s: LineSetting) -> Question:
    height, length = s.height, Fraction(s.image.size)
    length_for_mass, density_for_mass = wrong.taken_for_mass("length")
    integral = rf"\int_{{{tex(s.image.low)}}}^{{{tex(s.image.high)}}} {tex(height)} dx"
    return Question(
        "total-mass",
        "number",
        "Check it: how much mass is that in all, length times density?",
        "1",
        "1",
        Hints(
            "What must every density integrate to?",
            "The density is constant: its integral is the length of its support times its value.",
            rf"${integral} = {tex(length)} \cdot {tex(height)} = 1$:"
            rf" lengths are multiplied by ${tex(abs(s.a))}$, the density is divided by it."
            " Any other mass means that the length or the density is wrong.",
        ),
        telling(
            rational(1),
            [
                (density_for_mass, rational(height)),
                (length_for_mass, rational(length)),
                (wrong.DIVIDED, rational(length / height)),
                (wrong.SIGNED, rational(-1) if s.a < 0 else None),
            ],
        ),
    )


def _density_at(s: LineSetting) -> Question:
    base, size = s.base, abs(s.a)
    assert isinstance(base, Normal)
    assert s.z is not None
    energy, x, z = base.energy(s.z), tex(s.x), tex(s.z)
    right = gaussian(energy, size * base.scale, 1)
    multiplied = gaussian(energy, base.scale / size, 1)
    general = base != Normal()
    return Question(
        "density-at",
        "number",
        f"What is $p_X({x})$?",
        right.text,
        right.tex,
        Hints(
            f"Which $z$ is sent to ${x}$, and how dense is $Z$ there?",
            r"$p_X(x) = \frac{p_Z(z)}{|\det J_f|}$ at $z = f^{-1}(x)$, with the Jacobian of the"
            f" forward map $f$; {_base_rule(general)}.",
            rf"$z = f^{{-1}}({x}) = {z}$, so $p_X({x}) = \frac{{p_Z({z})}}{{|{tex(s.a)}|}}"
            rf" = {right.tex} \approx {right.decimal}$.",
        ),
        telling(
            right,
            [
                (wrong.MULTIPLIED, multiplied),
                (wrong.TWICE, multiplied),
                (wrong.UNSCALED, gaussian(energy, base.scale, 1)),
                (
                    wrong.SIGNED,
                    gaussian(energy, size * base.scale, 1, minus=True) if s.a < 0 else None,
                ),
                (wrong.NOT_INVERTED, gaussian(base.energy(s.x), size * base.scale, 1)),
                (wrong.SCALE_FORGOTTEN, gaussian(energy, size, 1)),
                (wrong.SQUARED, gaussian(energy, size**2 * base.scale, 1)),
            ],
        ),
    )


def _base_rule(general: bool) -> str:
    if general:
        return (
            r"$p_Z(z) = \frac{1}{\sigma \sqrt{2\pi}}"
            r" \exp \left( -\frac{(z - \mu)^{2}}{2 \sigma^{2}} \right)$"
        )
    return r"$p_Z(z) = \frac{1}{\sqrt{2\pi}} \exp \left( -\frac{z^{2}}{2} \right)$"


def _log_density_at(s: LineSetting) -> Question:
    base, size = s.base, abs(s.a)
    assert isinstance(base, Normal)
    assert s.z is not None
    energy, x, z = base.energy(s.z), tex(s.x), tex(s.z)
    right = log_gaussian(energy, size * base.scale, 1)
    return Question(
        "log-density-at",
        "number",
        rf"What is $\log p_X({x})$?",
        right.text,
        right.tex,
        Hints(
            "Take the logarithm of the formula: the quotient becomes a difference.",
            r"$\log p_X(x) = \log p_Z(z) - \log |\det J_f|$ at $z = f^{-1}(x)$,"
            " with the Jacobian of the forward map $f$.",
            rf"$\log p_X({x}) = \log p_Z({z}) - \log {tex(size)} = {right.tex}"
            rf" \approx {right.decimal}$.",
        ),
        telling(right, _log_mistakes(energy, base.energy(s.x), size, base.scale)),
    )


def _log_mistakes(
    energy: Fraction, energy_at_x: Fraction, size: Fraction, scale: Fraction
) -> list[tuple[Rule, Amount | None]]:
    return [
        (wrong.LOG_SIGN, log_gaussian(energy, scale / size, 1)),
        (wrong.UNSCALED, log_gaussian(energy, scale, 1)),
        (wrong.NOT_INVERTED, log_gaussian(energy_at_x, size * scale, 1)),
        (wrong.SCALE_FORGOTTEN, log_gaussian(energy, size, 1)),
        (wrong.SQUARED, log_gaussian(energy, size**2 * scale, 1)),
    ]


STEPS: dict[str, Callable[[LineSetting], Question]] = {
    "density": _density,
    "total-mass": _total_mass,
    "density-at": _density_at,
    "log-density-at": _log_density_at,
}
