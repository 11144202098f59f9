"""Calibration: the recall that the schedule predicts, against the actual one."""

import math
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain

from tutor.core.grade import PASSED
from tutor.core.recall import Recall
from tutor.progress.share import Share
from tutor.scheduling.scheduler import Scheduler

# The bins, by how late a review was: t/I is at most this; on time is exactly 1.
LATENESS = (
    ("early", math.nextafter(1.0, 0.0)),
    ("on time", 1.0),
    ("up to a quarter late", 1.25),
    ("up to half", 1.5),
    ("up to twice as long", 2.0),
    ("later still", math.inf),
)

_LIMITS = [limit for _, limit in LATENESS]


@dataclass(frozen=True, slots=True)
class Bin:
    """Reviews that were about equally late: predicted and actual recall."""

    name: str
    predicted: float  # mean of R
    actual: Share


@dataclass(frozen=True, slots=True)
class Calibration:
    """Predicted and actual recall; log losses are means in nats, smaller is better."""

    formula: str  # of the predicted recall R
    predicted: float | None  # mean of R over all reviews
    actual: Share
    log_loss: float | None  # of R
    baseline: float | None  # of always predicting the learner's average
    bins: tuple[Bin, ...]


def log_loss(log_recall: float, passed: bool) -> float:
    """Minus the logarithm of the chance that the prediction gave to what happened."""
    return -log_recall if passed else -math.log(-math.expm1(log_recall))


def calibration(recalls: Mapping[Recall, int], scheduler: Scheduler) -> Calibration:
    """Predicted and actual recall of these reviews, each with how often it occurred."""
    # Exact sums: in whatever order the reviews come, they are the same.
    parts: list[list[float]] = [[] for _ in LATENESS]
    asked, remembered = [0] * len(LATENESS), [0] * len(LATENESS)
    losses = []
    for (elapsed, interval, _, _, quality), count in recalls.items():
        passed = quality >= PASSED
        log_recall = scheduler.log_recall(elapsed, interval)
        place = bisect_left(_LIMITS, elapsed / interval)
        parts[place].append(count * math.exp(log_recall))
        asked[place] += count
        remembered[place] += count * passed
        losses.append(count * log_loss(log_recall, passed))
    shares = list(map(Share, remembered, asked))
    sums = [math.fsum(part) for part in parts]
    everything = sum(shares, Share())
    bins = tuple(
        Bin(name, sums[place] / shares[place].of, shares[place])
        for place, (name, _) in enumerate(LATENESS)
        if shares[place].of
    )
    if not everything.of:
        return Calibration(scheduler.recall_formula, None, everything, None, None, ())
    return Calibration(
        formula=scheduler.recall_formula,
        predicted=math.fsum(chain.from_iterable(parts)) / everything.of,
        actual=everything,
        log_loss=math.fsum(losses) / everything.of,
        baseline=_entropy(everything.passed / everything.of),
        bins=bins,
    )


def _entropy(p: float) -> float:
    return -sum(q * math.log(q) for q in (p, 1 - p) if q)
