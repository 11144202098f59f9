"""Maps of numbers against their formulas in sixty digits, beside the ends of their domains too."""

from collections.abc import Callable
from typing import Any

import mpmath as mp  # type: ignore[import-untyped]
import numpy as np
import pytest

from tutor.flows import (
    Affine,
    Exp,
    Flow,
    LeakyReLU,
    Log,
    Logistic,
    Logit,
    Normal,
    Power,
    Sigmoid,
    Square,
    Tanh,
    Transform,
    Uniform,
)

LINE = [-700, -40, -36.5, -3, -0.7, -1e-9, -1e-200, 1e-200, 1e-9, 0.2, 1, 5, 36.5, 40, 300, 700]
ABOVE_ZERO = [1e-300, 1e-20, 1e-3, 0.4, 1, 1 + 1e-15, 3, 1e5, 1e90]
UNIT = [1e-300, 1e-17, 1e-3, 0.25, 0.499999, 0.5, 0.5 + 1e-9, 0.9, 1 - 1e-9, 1 - 2**-53]
CASES: list[tuple[Transform, Callable[[Any], Any], Callable[[Any], Any], list[float]]] = [
    (Affine(-7 / 3, 0.5), lambda z: z * (-7 / 3) + 0.5, lambda x: (x - 0.5) / (-7 / 3), LINE),
    (Exp(), mp.exp, mp.log, LINE),
    (Log(), mp.log, mp.exp, ABOVE_ZERO),
    (Sigmoid(), lambda z: 1 / (1 + mp.exp(-z)), lambda x: mp.log(x / (1 - x)), LINE),
    (Logit(), lambda z: mp.log(z / (1 - z)), lambda x: 1 / (1 + mp.exp(-x)), UNIT),
    (Tanh(), mp.tanh, mp.atanh, LINE),
    (Power(3), lambda z: z**3, mp.cbrt, ABOVE_ZERO),
    (Power(-0.5), lambda z: z ** mp.mpf(-0.5), lambda x: x**-2, ABOVE_ZERO),
    (LeakyReLU(0.25), lambda z: z / 4 if z < 0 else z, lambda x: 4 * x if x < 0 else x, LINE),
    (Square(), lambda z: z**2, mp.sqrt, [z for z in LINE if abs(z) > 1e-150]),
]
SMALLEST, LARGEST = 5e-324, float(np.finfo(float).max)


@pytest.mark.parametrize(
    ("transform", "formula", "undo", "places"), CASES, ids=[type(c[0]).__name__ for c in CASES]
)
def test_values_inverses_and_log_determinants_have_their_digits(
    transform: Transform,
    formula: Callable[[Any], Any],
    undo: Callable[[Any], Any],
    places: list[float],
) -> None:
    with mp.workdps(400):
        for place in places:
            exact = formula(mp.mpf(place))
            x = float(transform.forward(place))
            assert abs(x - exact) <= 4e-15 * abs(exact) + SMALLEST
            slope = mp.diff(formula, mp.mpf(place), h=mp.mpf(10) ** -310)
            log_det = float(transform.log_abs_det_jacobian(place, float(exact)))
            expected = mp.log(abs(slope))
            assert abs(log_det - expected) <= 2e-15 * max(1, abs(expected))
            if transform.codomain.contains(x) and 1e-290 < abs(x) < LARGEST:
                back = undo(mp.mpf(x))
                assert abs(abs(float(transform.inverse(x))) - abs(back)) <= 4e-15 * abs(back)


@pytest.mark.parametrize("transform", [Exp(), Sigmoid(), Tanh(), Log().inv, Logit().inv])
def test_a_finite_number_never_lands_on_an_open_end(transform: Transform) -> None:
    z = np.array([-1e300, -800.0, -40, 40, 700])
    x = transform.forward(z)
    assert transform.codomain.contains(x).all()
    assert np.isfinite(transform.inverse(x)).all()
    ends = transform.forward([-np.inf, np.inf])
    assert not transform.codomain.contains(ends).any()
    draws = Flow(Normal(0, 60), transform).sample(1000, np.random.default_rng(0))
    assert np.isfinite(Flow(Normal(0, 60), transform).log_prob(draws)).all()


def test_a_density_keeps_the_digits_that_the_base_point_has_lost() -> None:
    # At x = 60 the base point of a uniform number's logit is the double below 1.
    flow = Flow(Uniform(), Logit() >> Affine(2, 1))
    theirs = Logistic(1, 2)
    x = np.array([-1000, -100, 0, 40, 100, 1000])
    np.testing.assert_allclose(flow.log_prob(x), theirs.log_prob(x), rtol=1e-14)
    exponential = Flow(Uniform(), Log() >> Affine(-1))
    np.testing.assert_allclose(exponential.log_prob([1, 700, 5000]), [-1, -700, -5000], rtol=1e-14)


def test_log_determinants_in_the_middle_of_a_composition_are_taken_at_its_own_numbers() -> None:
    # The sigmoid of 50 rounds to 1, but the slope there is e^-50.
    transform = Affine(2, 10) >> Sigmoid() >> Affine(3, 1)
    x = transform.forward(20)
    expected = np.log(2) - 50 + np.log(3)
    assert float(transform.log_abs_det_jacobian(20, x)) == pytest.approx(expected, rel=1e-14)
