"""Intervals: which of their ends belong to them, and where transforms take them."""

import math

import pytest

from tutor.flows import POSITIVE, REAL, Affine, Exp, Flow, Interval, Normal, Uniform

NAN, INF = math.nan, math.inf
HALF_OPEN = Interval(0, 1, open_low=True)


def test_the_ends_of_intervals_belong_to_them_unless_open_or_infinite() -> None:
    assert Uniform().support.contains([0, 1, -0.1, NAN]).tolist() == [True, True, False, False]
    assert REAL.contains([0, INF, -INF, NAN]).tolist() == [True, False, False, False]
    lognormal = Flow(Normal(), Exp())
    assert lognormal.support.contains([0, 1e-300, INF]).tolist() == [False, True, False]
    assert lognormal.log_prob([0, INF, -1]).tolist() == [-INF, -INF, -INF]


@pytest.mark.parametrize(
    ("interval", "other", "included"),
    [
        (REAL, REAL, True),
        (REAL, Interval(0, 1), True),
        (Interval(0, 1), Interval(0, 1), True),
        (Interval(0, 1), HALF_OPEN, True),
        (HALF_OPEN, HALF_OPEN, True),
        (HALF_OPEN, Interval(0, 1), False),
        (POSITIVE, Interval(0, 1), False),
        (POSITIVE, Interval(1, INF), True),
        (Interval(0, 1), Interval(0, 2), False),
        (Interval(0, 1, open_high=True), Interval(0, 1), False),
        (Interval(0, [1, 2]), Interval(0, [1, 3]), False),
    ],
    ids=str,
)
def test_an_interval_includes_another(interval: Interval, other: Interval, included: bool) -> None:
    assert interval.includes(other) is included


@pytest.mark.parametrize(
    ("interval", "other", "common"),
    [
        (REAL, Interval(0, 1), "[0.0, 1.0]"),
        (POSITIVE, Interval(-1, 1), "(0.0, 1.0]"),
        (POSITIVE, Interval(1, 2), "[1.0, 2.0]"),
        (HALF_OPEN, Interval(0, 1, open_high=True), "(0.0, 1.0)"),
        (Interval(0, 1), Interval(1, 2), "[1.0, 1.0]"),
    ],
    ids=str,
)
def test_an_intersection_holds_an_end_that_both_hold(
    interval: Interval, other: Interval, common: str
) -> None:
    assert str(interval.intersection(other)) == common
    assert str(other.intersection(interval)) == common


def test_a_decreasing_map_exchanges_the_ends_and_whether_they_belong() -> None:
    assert str(Affine(-2, 1).image(HALF_OPEN)) == "[-1.0, 1.0)"
    assert str(Affine(2, 1).image(HALF_OPEN)) == "(1.0, 3.0]"
    assert str(Affine(-2, 1).image(REAL)) == "(-inf, inf)"
    assert str(Affine(-2, 1).image(POSITIVE)) == "(-inf, 1.0)"
