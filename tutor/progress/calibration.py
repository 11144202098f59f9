"""Calibration: what SM-2's intervals promise of a memory, against what happened."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from tutor.core.recall import Recall
from tutor.progress.share import Share

# An interval is meant to end when nine in ten are still remembered. With exponential forgetting,
# R = 0.9^(t/I): t days after the last review of a card whose interval is I.
_LN = math.log(0.9)

# The bins, by how late a review was: t/I is at most this; on time is exactly 1.
LATENESS = (
    ("early", math.nextafter(1.0, 0.0)),
    ("on time", 1.0),
    ("up to a quarter late", 1.25),
    ("up to half", 1.5),
    ("up to twice as long", 2.0),
    ("later still", math.inf),
)


@dataclass(frozen=True, slots=True)
class Bin:
    """Reviews that were about equally late: how many were expected to be remembered, and were."""

    name: str
    expected: float  # mean of R
    happened: Share


@dataclass(frozen=True, slots=True)
class Calibration:
    """How well the intervals foretell; log losses are means in nats, smaller is better."""

    expected: float | None  # mean of R over all reviews
    happened: Share
    log_loss: float | None  # of R
    baseline: float | None  # of the best constant: the learner's own overall rate
    bins: tuple[Bin, ...]


def expected(elapsed: int, interval: int) -> float:
    """The chance that the card is remembered."""
    return math.exp(_LN * elapsed / interval)


def loss(elapsed: int, interval: int, passed: bool) -> float:
    """The log loss of that forecast: minus the logarithm of what it gave to what happened."""
    exponent = _LN * elapsed / interval
    return -exponent if passed else -math.log(-math.expm1(exponent))


def calibration(recalls: Mapping[Recall, int]) -> Calibration:
    """What was foretold of these recalls, of each so many, against what happened."""
    sums = [0.0] * len(LATENESS)
    shares = [Share()] * len(LATENESS)
    total = 0.0
    for (elapsed, interval, _, _, quality), count in recalls.items():
        passed = quality >= 3
        late = elapsed / interval
        place = next(i for i, (_, limit) in enumerate(LATENESS) if late <= limit)
        sums[place] += count * expected(elapsed, interval)
        shares[place] += Share(count * passed, count)
        total += count * loss(elapsed, interval, passed)
    everything = sum(shares, Share())
    bins = tuple(
        Bin(name, sums[place] / shares[place].of, shares[place])
        for place, (name, _) in enumerate(LATENESS)
        if shares[place].of
    )
    if not everything.of:
        return Calibration(None, everything, None, None, ())
    return Calibration(
        expected=sum(sums) / everything.of,
        happened=everything,
        log_loss=total / everything.of,
        baseline=_entropy(everything.passed / everything.of),
        bins=bins,
    )


def _entropy(p: float) -> float:
    return -sum(q * math.log(q) for q in (p, 1 - p) if q)
