"""What the two steps about the density at a point share."""

import math
from collections.abc import Iterator

from tutor.exercises import mistakes as wrong
from tutor.exercises.amount import (
    Amount,
    exact,
    inverse,
    multiplied,
    negated,
    rational,
    shown,
    squared,
)
from tutor.exercises.line_density import point_mistakes
from tutor.exercises.mistakes import Rule
from tutor.exercises.setting import AnySetting, on_line
from tutor.exercises.steps.step import Earlier, Follows, Number, sizes

_FAR = 1000  # times: what is further off is not counted


def mistakes(s: AnySetting, log: bool = False) -> list[tuple[Rule, Amount | None]]:
    """What the wrong rules make of the density, or of its logarithm, at the point."""
    if on_line(s) and not s.transform.is_constant and not log:
        return list(point_mistakes(s))
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


def too_dense(s: AnySetting, density: Number | None) -> Iterator[str]:
    """By how much a density at the point is too large or too small, in fewer and fewer words."""
    if density is None:
        return
    if density <= 0:
        what = "never negative" if density < 0 else "not 0 at the image of any z"
        yield f"the density of X is {what}"
        return
    right = float(s.base.at(s.point, s.size).value)
    how = "large" if density > right else "small"
    if right:
        ratio = max(float(density) / right, right / float(density))
        if 1.05 < ratio < _FAR:
            yield f"a density of {shown(density)} is about {ratio:.2g} times too {how} there"
    far = "far " if _is_far(density, right) else ""
    yield f"a density of {shown(density)} is {far}too {how} there"
    yield f"this density is too {how} there"


def _is_far(density: Number, right: float) -> bool:
    return not right or not 1 / _FAR < float(density) / right < _FAR


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
