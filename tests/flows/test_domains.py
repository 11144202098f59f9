"""Intervals: which of their ends belong to them, and where transforms take them."""

import math

import numpy as np
import pytest

from tutor.flows import (
    POSITIVE,
    REAL,
    UNIT,
    Abs,
    Affine,
    Exp,
    Flow,
    Interval,
    Log,
    Logit,
    Normal,
    Power,
    Square,
    Uniform,
)

NAN, INF = math.nan, math.inf
HALF_OPEN = Interval(0, 1, open_low=True)


def test_the_ends_of_intervals_belong_to_them_unless_open_or_infinite() -> None:
    assert Uniform().support.contains([0, 1, -0.1, NAN]).tolist() == [True, True, False, False]
    assert REAL.contains([0, INF, -INF, NAN]).tolist() == [True, False, False, False]
    lognormal = Flow(Normal(), Exp())
    assert lognormal.support.contains([0, 1e-300, INF]).tolist() == [False, True, False]
    assert lognormal.log_prob([0, INF, -1]).tolist() == [-INF, -INF, -INF]


@pytest.mark.parametrize(
    ("interval", "other", "covered"),
    [
        (REAL, REAL, True),
        (REAL, Interval(0, 1), True),
        (Interval(0, 1), Interval(0, 1), True),
        (Interval(0, 1), HALF_OPEN, True),
        (HALF_OPEN, Interval(0, 1), True),
        (POSITIVE, Interval(0, 1), True),
        (POSITIVE, Interval(-1, 1), False),
        (Interval(0, 1), Interval(0, 2), False),
        (Interval(0, [1, 2]), Interval(0, [1, 3]), False),
    ],
    ids=str,
)
def test_an_interval_covers_another_whose_ends_do_not_count(
    interval: Interval, other: Interval, covered: bool
) -> None:
    assert interval.covers(other) is covered


def test_the_nearest_number_belongs_to_the_interval() -> None:
    x = [-1, 0, 0.5, 1, 2]
    assert Interval(0, 1).nearest(np.array(x)).tolist() == [0, 0, 0.5, 1, 1]
    inside = UNIT.nearest(np.array(x))
    assert UNIT.contains(inside).all()
    np.testing.assert_allclose(inside, [0, 0, 0.5, 1, 1], atol=2e-16)


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


@pytest.mark.parametrize(
    ("support", "image"),
    [
        (Interval(-1, 2), "[0.0, 4.0]"),
        (Interval(-2, 1, open_low=True), "[0.0, 4.0)"),
        (Interval(-2, 2, open_low=True), "[0.0, 4.0]"),
        (Interval(-2, 2, open_low=True, open_high=True), "[0.0, 4.0)"),
        (Interval(-3, -1, open_high=True), "(1.0, 9.0]"),
        (Interval(1, 3, open_low=True), "(1.0, 9.0]"),
        (Interval(1, 3, open_high=True), "[1.0, 9.0)"),
        (HALF_OPEN, "(0.0, 1.0]"),
        (Interval(-1, 0, open_high=True), "(0.0, 1.0]"),
        (REAL, "[0.0, inf)"),
        (POSITIVE, "(0.0, inf)"),
    ],
    ids=str,
)
def test_the_square_of_an_interval(support: Interval, image: str) -> None:
    assert str(Square().image(support)) == image
    assert str((Square() >> Power(0.5)).image(support)) == str(Abs().image(support)).replace(
        "[0.0", "(0.0"
    )


def test_a_base_may_touch_an_open_end_of_the_domain() -> None:
    assert str(Flow(Uniform(), Log()).support) == "(-inf, 0.0]"
    assert str(Flow(Uniform(), Logit()).support) == "(-inf, inf)"
    assert str(Flow(Uniform(0, 4), Power(-0.5)).support) == "[0.5, inf)"
    assert str(Flow(Uniform(0, 4), Power(2)).support) == "(0.0, 16.0]"
