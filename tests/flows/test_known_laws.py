"""Flows whose laws are known: their densities are scipy's."""

import math

import numpy as np
import pytest
from scipy import stats  # type: ignore[import-untyped]

from tests.flows.examples import name
from tutor.flows import (
    Abs,
    Affine,
    Beta,
    Cauchy,
    Exp,
    Exponential,
    Flow,
    Independent,
    Linear,
    Log,
    Logistic,
    Logit,
    Normal,
    Power,
    Shift,
    Sigmoid,
    Square,
    Tanh,
    TriangularMap,
    Uniform,
)


def test_known_laws_are_scipys() -> None:
    rng = np.random.default_rng(3)
    lognormal = Flow(Normal(), Affine(0.5, 1) >> Exp())
    x = lognormal.sample(50, rng)
    theirs = stats.lognorm(0.5, scale=math.e)
    np.testing.assert_allclose(lognormal.log_prob(x), theirs.logpdf(x), rtol=1e-12, atol=1e-12)
    # -log(U) has the exponential law with rate 1.
    minus_log = Flow(Uniform(), Log() >> Affine(-1))
    x = minus_log.sample(50, rng)
    np.testing.assert_allclose(minus_log.log_prob(x), stats.expon().logpdf(x), rtol=1e-12)
    # If Z is N(m, s), then a Z + b is N(a m + b, |a| s).
    normal = Flow(Normal(-2, 3), Affine(-7 / 3, 0.5))
    x = normal.sample(50, rng)
    theirs = stats.norm(14 / 3 + 0.5, 7)
    np.testing.assert_allclose(normal.log_prob(x), theirs.logpdf(x), rtol=1e-12)
    # If Z is N(m, S), then A Z + b is N(A m + b, A S A').
    A = np.array([[1.0, 3.0], [2.0, 1.0]])
    plane = Flow(Independent(Normal([1, -2], [2, 0.5])), Linear(A, [5, 7]))
    x = plane.sample(50, rng)
    theirs = stats.multivariate_normal(A @ [1, -2] + [5, 7], A @ np.diag([4, 0.25]) @ A.T)
    np.testing.assert_allclose(plane.log_prob(x), theirs.logpdf(x), rtol=1e-11)


@pytest.mark.parametrize(
    ("flow", "theirs"),
    [
        (Flow(Uniform(), Logit()), stats.logistic()),
        (Flow(Uniform(), Logit() >> Affine(2, 1)), stats.logistic(1, 2)),
        (Flow(Logistic(), Sigmoid()), stats.uniform()),
        (Flow(Uniform(), Power(1 / 3)), stats.beta(3, 1)),
        (Flow(Uniform(), Power(-1 / 2)), stats.pareto(2)),
        (Flow(Exponential(), Power(1 / 3)), stats.weibull_min(3)),
        (Flow(Exponential(), Log() >> Affine(-1)), stats.gumbel_r()),
        (Flow(Exponential(3), Exp()), stats.pareto(3)),
        (Flow(Uniform(-1, 1), Tanh().inv), stats.logistic(0, 0.5)),
        (Flow(Normal(), Exp() >> Shift(-1)), stats.lognorm(1, -1)),
        (Flow(Cauchy(1, 2), Affine(-3, 4)), stats.cauchy(1, 6)),
        (Flow(Beta(2, 3), Affine(-1, 1)), stats.beta(3, 2)),
        (Flow(Normal(), Square()), stats.chi2(1)),
        (Flow(Normal(1.5, 1), Square()), stats.ncx2(1, 1.5**2)),
        (Flow(Normal(), Abs()), stats.halfnorm()),
        (Flow(Normal(1.5, 2), Abs()), stats.foldnorm(0.75, scale=2)),
        (Flow(Cauchy(), Abs()), stats.halfcauchy()),
        (Flow(Normal(), Square() >> Affine(0.5) >> Exp()), None),
    ],
    ids=lambda each: name(each) if isinstance(each, Flow) else "",
)
def test_a_flow_of_numbers_has_the_density_of_its_law(flow: Flow, theirs: object) -> None:
    x = flow.sample(100, np.random.default_rng(3))
    if theirs is None:  # exp(Z^2/2): log X = Z^2/2, so p(x) = 2 chi2(2 log x)/x
        expected = stats.chi2(1).logpdf(2 * np.log(x)) + np.log(2 / x)
    else:
        expected = theirs.logpdf(x)  # type: ignore[attr-defined]
    np.testing.assert_allclose(flow.log_prob(x), expected, rtol=1e-9, atol=1e-10)


def test_a_correlated_normal_is_a_triangular_map_of_a_standard_one() -> None:
    covariance = np.array([[4.0, 1.2, -0.8], [1.2, 2.0, 0.5], [-0.8, 0.5, 1.0]])
    factor = np.linalg.cholesky(covariance)
    flow = Flow(Independent(Normal([0, 0, 0])), TriangularMap(factor, [1, -2, 0.5]))
    x = flow.sample(50, np.random.default_rng(3))
    theirs = stats.multivariate_normal([1, -2, 0.5], covariance)
    np.testing.assert_allclose(flow.log_prob(x), theirs.logpdf(x), rtol=1e-11)
    assert math.log(np.linalg.det(covariance)) / 2 == pytest.approx(
        float(flow.transform.log_abs_det_jacobian([0, 0, 0], [0, 0, 0]))
    )
