"""What the two steps about the density at a point share."""

import math

from tutor.exercises import mistakes as wrong
from tutor.exercises.amount import (
    Amount,
    exact,
    inverse,
    multiplied,
    negated,
    point_text,
    rational,
    squared,
)
from tutor.exercises.mistakes import Rule
from tutor.exercises.setting import AnySetting
from tutor.exercises.steps.step import Earlier, Follows, Number, sizes


def mistakes(s: AnySetting, log: bool = False) -> list[tuple[Rule, Amount | None]]:
    """What the wrong rules make of the density, or of its logarithm, at the point."""
    base, z, x, size = s.base, s.point, s.x, s.size
    if exact((size,)):
        wrongly = base.at(z, inverse(size), log)
    else:
        wrongly = multiplied(base.at(z, rational(1), log), size, log)
    found: list[tuple[Rule, Amount | None]] = [
        (wrong.LOG_SIGN if log else wrong.MULTIPLIED, wrongly),
        (wrong.TWICE, None if log else wrongly),
        (wrong.UNSCALED, base.at(z, rational(1), log)),
        (wrong.SIGNED, negated(base.at(z, size)) if s.transform.sign < 0 and not log else None),
        (wrong.NOT_INVERTED, base.at(x, size, log)),
    ]
    found += [(rule, base.at(point, size, log)) for rule, point in s.transform.point_slips(x)]
    found += base.scale_slips(z, size, log)
    found.append((wrong.SQUARED, base.at(z, squared(size), log)))
    found += base.constant_slips(z, size, log)
    return found


def multiplied_back(s: AnySetting, density: Number | None) -> str:
    """p_X(f(z)) |det J_f| = p_Z(z), or this is not the density of X."""
    if density is None:
        return ""
    base, size = float(s.base.at(s.point, rational(1)).value), s.size
    return (
        f"multiplied by |det J_f| = {size.shown} it gives {float(density) * float(size.value):.4g},"
        f" but the base density at z = {point_text(s.point)} is {base:.4g}"
    )


def following(s: AnySetting, earlier: Earlier) -> Follows:
    """The density from the learner's own inverse, from the learner's own Jacobian, and both."""
    places: list[tuple[str, tuple[float, ...] | None]] = [("", None)]
    if "inverse" in earlier:
        back = s.transform.taken_back(earlier["inverse"], s.x)
        if back is not None:
            places.append(("inverse", back))
    own = [
        ("", float(s.size.value)),
        *((step, float(size)) for step, size in sizes(earlier, s.z) if size),
    ]
    for place, point in places:
        density = _density(s, point)
        for step, size in own:
            steps = " and ".join(each for each in (place, step) if each)
            if steps:
                yield steps, density / size


def _density(s: AnySetting, point: tuple[float, ...] | None) -> float:
    """p_Z at the point that is asked about, or at another."""
    if point is None:
        return float(s.base.at(s.point, rational(1)).value)
    at = point if len(point) > 1 else point[0]
    return math.exp(float(s.base.distribution().log_prob(at)))
