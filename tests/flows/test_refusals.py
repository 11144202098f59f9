"""What cannot be a transform, a base or a flow is refused by name when it is built."""

import subprocess
import sys
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from tests.patience import PATIENCE
from tutor.flows import (
    Affine,
    Beta,
    Cauchy,
    Compose,
    Exp,
    Exponential,
    Flow,
    Independent,
    Interval,
    Laplace,
    LeakyReLU,
    Linear,
    Log,
    Logistic,
    Logit,
    Normal,
    Permutation,
    Power,
    Shift,
    Triangular,
    TriangularMap,
    Truncated,
    Uniform,
)

NAN, INF = float("nan"), float("inf")
SHEAR, SHEAR_T = [[1, 1], [0, 1]], [[1, 0], [1, 1]]
untyped: Any = None


@pytest.mark.parametrize(
    ("build", "message"),
    [
        (lambda: Affine(0, 1), "Affine: a must not be 0"),
        (lambda: Affine([1, 0], 1), "Affine: a must not be 0"),
        (lambda: Affine(NAN, 1), "Affine: a must be finite"),
        (lambda: Affine(1, INF), "Affine: b must be finite"),
        (lambda: Affine([1, 2], [1, 2, 3]), r"Affine: .* do not broadcast: a \(2,\), b \(3,\)"),
        (lambda: Affine("2"), "Affine: a must be real numbers"),
        (lambda: Affine(1j), "Affine: a must be real numbers"),
        (lambda: Affine(untyped), "Affine: a must be real numbers"),
        (lambda: Affine([untyped, 1]), "Affine: a must be real numbers"),
        (lambda: Affine([[1, 2], [3]]), "Affine: a must be real numbers"),
        (lambda: Affine(10**400), "Affine: a must be real numbers"),
        (lambda: Linear([[1, 2], [2, 4]]), "Linear: det A must not be 0"),
        (lambda: Linear([[0.1, 0.3], [0.2, 0.6]]), "Linear: det A must not be 0"),
        (lambda: Linear([[1, 0], [0, 0]]), "Linear: det A must not be 0"),
        (lambda: Linear([[1, 0], [1, 0]]), "Linear: det A must not be 0"),
        (lambda: Linear([SHEAR, [[1, 2], [2, 4]]]), "Linear: det A must not be 0"),
        (lambda: Linear([[1, 2, 3], [4, 5, 6]]), r"A must have shape \(..., d, d\), got \(2, 3\)"),
        (lambda: Linear([1, 2]), r"A must have shape \(..., d, d\), got \(2,\)"),
        (lambda: Linear(3), r"A must have shape \(..., d, d\), got \(\)"),
        (lambda: Linear(np.zeros((0, 0))), "A must have shape"),
        (lambda: Linear(SHEAR, [1, 2, 3]), r"shift must have shape \(..., 2\), got \(3,\)"),
        (lambda: Linear([SHEAR] * 3, [[1, 2]] * 4), "Linear: these shapes do not broadcast"),
        (lambda: Linear([[1, NAN], [0, 1]]), "Linear: A must be finite"),
        (lambda: Linear(SHEAR, [0, INF]), "Linear: shift must be finite"),
        (lambda: Normal(0, 0), "Normal: scale must be greater than 0"),
        (lambda: Normal(0, [1, -1]), "Normal: scale must be greater than 0"),
        (lambda: Normal(NAN, 1), "Normal: loc must be finite"),
        (lambda: Normal(0, INF), "Normal: scale must be finite"),
        (lambda: Normal([0, 0], [1, 1, 1]), "Normal: these shapes do not broadcast"),
        (lambda: Uniform(1, 1), "Uniform: low must be below high"),
        (lambda: Uniform(2, [3, 1]), "Uniform: low must be below high"),
        (lambda: Uniform(-INF, 0), "Uniform: low must be finite"),
        (lambda: Uniform(0, NAN), "Uniform: high must be finite"),
        (lambda: Uniform(-1.7e308, 1.7e308), "Uniform: high - low must be finite"),
        (lambda: Uniform([0, 0], [1, 2, 3]), "Uniform: these shapes do not broadcast"),
        (lambda: Shift(INF), "Shift: b must be finite"),
        (lambda: Shift("b"), "Shift: b must be real numbers"),
        (lambda: Power(0), "Power: exponent must not be 0"),
        (lambda: Power([2, 0]), "Power: exponent must not be 0"),
        (lambda: Power(1e-320), "Power: 1/exponent must be finite"),
        (lambda: Power(NAN), "Power: exponent must be finite"),
        (lambda: LeakyReLU(0), "LeakyReLU: alpha must be greater than 0"),
        (lambda: LeakyReLU([1, -0.1]), "LeakyReLU: alpha must be greater than 0"),
        (lambda: LeakyReLU(1e-320), "LeakyReLU: 1/alpha must be finite"),
        (lambda: TriangularMap([[1, 2], [0, 1]]), "numbers above the diagonal of L must be 0"),
        (lambda: TriangularMap([[1, 0], [3, 0]]), "diagonal of L must not hold 0"),
        (lambda: TriangularMap([SHEAR_T, [[0, 0], [1, 1]]]), "diagonal of L must not hold 0"),
        (lambda: TriangularMap([1, 2]), r"L must have shape \(..., d, d\), got \(2,\)"),
        (
            lambda: TriangularMap(SHEAR_T, [1, 2, 3]),
            r"shift must have shape \(..., 2\), got \(3,\)",
        ),
        (lambda: Permutation([0, 0]), "order must hold each of 0, ..., d - 1 once"),
        (lambda: Permutation([1, 2]), "order must hold each of 0, ..., d - 1 once"),
        (lambda: Permutation([0, 0.5]), "order must hold each of 0, ..., d - 1 once"),
        (lambda: Permutation([]), "order must hold each of 0, ..., d - 1 once"),
        (lambda: Permutation([[0, 1]]), "order must hold each of 0, ..., d - 1 once"),
        (lambda: Permutation([0, NAN]), "order must hold each of 0, ..., d - 1 once"),
        (lambda: Exponential(0), "Exponential: rate must be greater than 0"),
        (lambda: Exponential([1, -2]), "Exponential: rate must be greater than 0"),
        (lambda: Exponential(1e-320), "Exponential: 1/rate must be finite"),
        (lambda: Laplace(0, 0), "Laplace: scale must be greater than 0"),
        (lambda: Logistic(0, -1), "Logistic: scale must be greater than 0"),
        (lambda: Cauchy(NAN), "Cauchy: loc must be finite"),
        (lambda: Cauchy([0, 0], [1, 1, 1]), "Cauchy: these shapes do not broadcast"),
        (lambda: Triangular(1, 0), "Triangular: low must be below high"),
        (lambda: Triangular(0, 1, 2), "Triangular: peak must be from low to high"),
        (lambda: Triangular(0, 1, -0.1), "Triangular: peak must be from low to high"),
        (lambda: Triangular(0, INF), "Triangular: high must be finite"),
        (lambda: Triangular(-1.7e308, 1.7e308, 0), "Triangular: high - low must be finite"),
        (lambda: Beta(0, 1), "Beta: concentration1 must be greater than 0"),
        (lambda: Beta(1, [1, -1]), "Beta: concentration0 must be greater than 0"),
        (lambda: Beta(1, INF), "Beta: concentration0 must be finite"),
        (lambda: Truncated(Normal(), 1, 1), "Truncated: low must be below high"),
        (lambda: Truncated(Normal(), NAN, 1), "Truncated: low must be below high"),
        (lambda: Truncated(Normal(), 0, [1, -1]), "Truncated: low must be below high"),
        (lambda: Truncated(Normal(), 50, 51), "Truncated: Normal has no mass from 50.0 to 51.0"),
        (lambda: Truncated(Uniform(), 2, 3), "Truncated: Uniform has no mass from 2.0 to 3.0"),
        (lambda: Truncated(Beta(1, 2)), "must have a cdf in closed form, Beta has none"),
        (lambda: Independent(Normal()), "Independent: the base needs a value for each coordinate"),
        (lambda: Independent(Independent(Normal([0]))), "must be a distribution of numbers"),
        (lambda: Independent(Normal(np.zeros(0))), "needs a value for each coordinate"),
        (lambda: Interval(2, 1), "Interval: low must not exceed high"),
        (lambda: Interval(NAN, 1), "Interval: low must not exceed high"),
        (lambda: Interval(0, 1).intersection(Interval(1, 2, open_low=True)), "no number in common"),
        (lambda: Compose([]), "Compose: parts must hold at least one transform"),
        (lambda: Affine([1, 2, 3]) >> Affine([1, 2]), "Compose: these shapes do not broadcast"),
        (lambda: Affine([1, 2, 3]) >> Linear(SHEAR), "Compose: these shapes do not broadcast"),
        (lambda: Linear(SHEAR) >> Linear([[2]]), "Compose: the last axes of the parts do not meet"),
        (lambda: Affine([1, 2]) >> Linear([[2]]), "Compose: the last axes of the parts"),
        (lambda: Exp() >> Affine(-1) >> Exp().inv, "no number in common"),
        (lambda: Permutation([0, 1, 2]) >> Linear(SHEAR), "Compose: these shapes do not broadcast"),
        (
            lambda: Flow(Independent(Normal([0])), Permutation([0, 1])),
            r"the transform needs \(2,\)",
        ),
        (lambda: Flow(Uniform(-1, 2), Power(2)), r"Power: the set \[-1.0, 2.0\] leaves the domain"),
        (lambda: Flow(Normal(), Logit()), "Logit: the set .* leaves the domain"),
        (lambda: Flow(Uniform(), Linear(SHEAR)), r"use Independent\(Uniform\(...\)\)"),
        (lambda: Flow(Normal([0, 0]), Linear(SHEAR)), r"use Independent\(Normal\(...\)\)"),
        (lambda: Flow(Independent(Normal([0, 0, 0])), Linear(SHEAR)), "do not broadcast"),
        (lambda: Flow(Independent(Normal([0])), Linear(SHEAR)), r"the transform needs \(2,\)"),
        (lambda: Flow(Independent(Normal([0, 0])), Linear([[2]])), r"the transform needs \(1,\)"),
        (lambda: Flow(Independent(Normal([0])), Affine([1, 2])), r"the transform needs \(2,\)"),
        (lambda: Flow(Normal([0, 1]), Affine([1, 2, 3])), "Flow: these shapes do not broadcast"),
        (
            lambda: Flow(Normal(), Exp().inv),
            r"the set \(-inf, inf\) leaves the domain \(0.0, inf\)",
        ),
        (lambda: Flow(Uniform(-1, 1), Log()), r"Log: the set \[-1.0, 1.0\] leaves the domain"),
        (lambda: Flow(Independent(Uniform([0, -1], 1)), Exp().inv), "leaves the domain"),
    ],
)
def test_what_cannot_be_is_refused_by_name(build: Callable[[], object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        build()


PLANE = Flow(Independent(Normal([0, 0])), Linear(SHEAR))
LINE = Flow(Normal([0, 1, 2]), Affine(2))


@pytest.mark.parametrize(
    ("ask", "message"),
    [
        (lambda: PLANE.log_prob(np.zeros((5, 1))), r"shape \(..., 2\), got \(5, 1\)"),
        (lambda: PLANE.log_prob(0.0), r"shape \(..., 2\), got \(\)"),
        (lambda: PLANE.log_prob(np.zeros((2, 3))), r"shape \(..., 2\), got \(2, 3\)"),
        (lambda: PLANE.inverse([1, 2, 3]), r"shape \(..., 2\), got \(3,\)"),
        (lambda: PLANE.nll([1]), r"shape \(..., 2\), got \(1,\)"),
        (lambda: PLANE.nll(np.zeros((0, 2))), "needs at least one point"),
        (lambda: PLANE.base.log_prob(np.zeros((5, 1))), r"shape \(..., 2\), got \(5, 1\)"),
        (lambda: PLANE.transform.forward(np.zeros((5, 1))), r"shape \(..., 2\), got \(5, 1\)"),
        (lambda: LINE.log_prob([1, 2]), "do not broadcast"),
        (lambda: LINE.base.log_prob([1, 2]), "do not broadcast"),
        (lambda: LINE.log_prob(["a"]), "must be real numbers"),
        (lambda: Affine([1, 2]).forward([1, 2, 3]), "do not broadcast"),
    ],
)
def test_points_of_another_shape_are_refused(ask: Callable[[], object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        ask()


def test_fractions_and_whole_numbers_are_numbers() -> None:
    transform = Affine(Fraction(1, 4), [Fraction(1, 2), 3])
    assert transform.forward(2).tolist() == [1.0, 3.5]
    assert Linear([[Fraction(1, 2), 0], [0, 2]]).forward([Fraction(2), 1]).tolist() == [1.0, 2.0]


def test_a_matrix_in_very_different_units_is_not_singular() -> None:
    for second in ([0, 1e20], [1e20, -1e20]):
        transform = Linear([[1e-20, 2e-20], second])
        np.testing.assert_allclose(transform.inverse(transform.forward([3, 4])), [3, 4], rtol=1e-12)


def test_parameters_are_copied_and_cannot_be_changed() -> None:
    slope = np.array([1.0, 2.0])
    transform = Affine(slope)
    slope[0] = 0
    assert transform.a.tolist() == [1.0, 2.0]
    with pytest.raises(ValueError, match="read-only"):
        transform.a[0] = 0


def test_the_library_needs_numpy_and_nothing_of_ours_and_the_program_starts_without_it() -> None:
    code = (
        "import sys, tutor; assert 'numpy' not in sys.modules; import tutor.flows;"
        "ours = {n for n in sys.modules if n.startswith('tutor.')};"
        "assert all(n.startswith('tutor.flows') for n in ours), ours;"
        "assert not {'scipy', 'textual', 'sqlalchemy'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=PATIENCE)
