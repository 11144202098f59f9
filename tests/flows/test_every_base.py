"""Every base: shapes, scipy's own density and cdf, samples against the cdf, quantiles, tails."""

import math
from collections.abc import Callable
from typing import Any

import mpmath  # type: ignore[import-untyped]
import numpy as np
import pytest
from scipy import stats  # type: ignore[import-untyped]

from tests.flows.examples import BASES, name
from tutor import flows
from tutor.flows import (
    Base,
    Beta,
    Cauchy,
    Exponential,
    Independent,
    Laplace,
    Logistic,
    Normal,
    Triangular,
    Truncated,
    Uniform,
)
from tutor.flows.arrays import Array, Shape
from tutor.flows.univariate import Univariate, WithQuantiles

NUMBERS = [base for base in BASES if isinstance(base, Univariate)]
QUANTILES = [base for base in NUMBERS if isinstance(base, WithQuantiles)]


def scipys(base: Univariate) -> Any:
    """The same distribution of scipy's, for a batch of one."""
    match base:
        case Uniform():
            return stats.uniform(base.low, base.high - base.low)
        case Normal():
            return stats.norm(base.loc, base.scale)
        case Laplace():
            return stats.laplace(base.loc, base.scale)
        case Logistic():
            return stats.logistic(base.loc, base.scale)
        case Cauchy():
            return stats.cauchy(base.loc, base.scale)
        case Exponential():
            return stats.expon(0, 1 / base.rate)
        case Triangular():
            width = base.high - base.low
            return stats.triang((base.peak - base.low) / width, base.low, width)
        case Beta():
            return stats.beta(base.concentration1, base.concentration0)
        case Truncated():
            return Between(scipys(base.base), base.low, base.high)
    raise AssertionError(base)


class Between:
    """A distribution of scipy's, given that it lies between two numbers."""

    def __init__(self, whole: Any, low: Array, high: Array) -> None:
        self.whole, self.low, self.high = whole, low, high
        self.mass = whole.cdf(high) - whole.cdf(low)

    def logpdf(self, z: Array) -> Any:
        inside = (z >= self.low) & (z <= self.high)
        return np.where(inside, self.whole.logpdf(z) - np.log(self.mass), -np.inf)

    def cdf(self, z: Array) -> Any:
        between = np.clip(z, self.low, self.high)
        return (self.whole.cdf(between) - self.whole.cdf(self.low)) / self.mass


@pytest.mark.parametrize("base", BASES, ids=name)
@pytest.mark.parametrize("batch", [(), (5,), (4, 3), (0,)])
def test_samples_of_a_base_have_its_shape_and_lie_in_its_support(base: Base, batch: Shape) -> None:
    z = base.sample(batch, np.random.default_rng(1))
    assert z.shape == (*batch, *base.batch_shape, *base.event_shape)
    assert base.log_prob(z).shape == (*batch, *base.batch_shape)
    assert base.support.contains(z).all()
    assert np.isfinite(base.log_prob(z)).all()


@pytest.mark.parametrize("base", BASES, ids=name)
def test_an_expanded_base_is_the_same_distribution_more_often(base: Base) -> None:
    wider = base.expand((2, *base.batch_shape))
    z = wider.sample(3, np.random.default_rng(1))
    assert z.shape == (3, 2, *base.shape)
    np.testing.assert_array_equal(wider.log_prob(z), base.log_prob(z))


@pytest.mark.parametrize("base", BASES, ids=name)
def test_a_base_is_zero_outside_its_support_and_nan_at_nan(base: Base) -> None:
    assert (base.log_prob(np.full(base.shape, np.inf)) == -np.inf).all()
    assert (base.log_prob(np.full(base.shape, -np.inf)) == -np.inf).all()
    assert np.isnan(base.log_prob(np.full(base.shape, np.nan))).all()


@pytest.mark.parametrize("base", NUMBERS, ids=name)
def test_the_density_is_scipys(base: Univariate) -> None:
    theirs = scipys(base)
    z = np.linspace(-6, 6, 97).reshape(-1, *[1] * len(base.shape))
    z = np.concatenate([z, z / 7, z * 50])
    with np.errstate(all="ignore"):
        expected = theirs.logpdf(z)
    found = base.log_prob(z)
    inside = np.broadcast_to(base.support.contains(z), found.shape)
    np.testing.assert_allclose(found[inside], expected[inside], rtol=1e-11, atol=1e-11)
    assert (found[~inside] == -np.inf).all()


@pytest.mark.parametrize("base", QUANTILES, ids=name)
def test_the_cdf_is_scipys_and_the_quantiles_undo_it_on_both_sides(base: WithQuantiles) -> None:
    theirs = scipys(base)
    z = np.linspace(-6, 6, 41).reshape(-1, *[1] * len(base.shape))
    np.testing.assert_allclose(base.cdf(z), theirs.cdf(z), rtol=1e-10, atol=1e-13)
    np.testing.assert_allclose(base.cdf(z) + base.sf(z), 1, rtol=1e-12)
    q = np.array([1e-12, 1e-3, 0.2, 0.5, 0.9, 1]).reshape(-1, *[1] * len(base.shape))
    np.testing.assert_allclose(base.cdf(base.icdf(q)), q + np.zeros(base.shape), 1e-9, 1e-14)
    np.testing.assert_allclose(base.sf(base.isf(q)), q + np.zeros(base.shape), 1e-9, 1e-14)
    refused = np.array([-0.1, 1.1, math.nan]).reshape(q[:3].shape)
    assert np.isnan(base.icdf(refused)).all()
    assert np.isnan(base.isf(refused)).all()
    assert np.isnan(base.cdf(np.full(base.shape, np.nan))).all()
    assert np.isnan(base.sf(np.full(base.shape, np.nan))).all()
    zero = np.zeros(base.shape)
    np.testing.assert_allclose(base.icdf(zero), base.support.low + zero, rtol=1e-14)
    np.testing.assert_allclose(base.isf(zero), base.support.high + zero, rtol=1e-14)
    np.testing.assert_array_equal(base.cdf(np.full((1, *base.shape), -np.inf)), 0)
    np.testing.assert_array_equal(base.sf(np.full((1, *base.shape), np.inf)), 0)


@pytest.mark.parametrize("base", NUMBERS, ids=name)
def test_samples_agree_with_the_cdf(base: Univariate) -> None:
    size = 10_000
    drawn = np.sort(base.sample(size, np.random.default_rng(11)), axis=0)
    cdf = scipys(base).cdf(drawn)
    ranks = np.arange(size + 1).reshape(-1, *[1] * len(base.shape)) / size
    distance = np.maximum(np.abs(cdf - ranks[1:]), np.abs(cdf - ranks[:-1])).max()
    # Kolmogorov-Smirnov: right samples are farther off with probability 2 exp(-2 n d^2) = 1e-6.
    assert distance < math.sqrt(math.log(2e6) / (2 * size))


mpmath.mp.dps = 60


@pytest.mark.parametrize("a", [0.01, 0.7, 3, 9.9, 10, 25.5, 1e4, 1e9])
@pytest.mark.parametrize("b", [0.3, 5, 12, 1e6])
def test_the_beta_density_keeps_its_digits_for_large_concentrations(a: float, b: float) -> None:
    z = a / (a + b)  # near the mode, where its terms are large and their sum is not
    exact = (a - 1) * mpmath.log(z) + (b - 1) * mpmath.log1p(-mpmath.mpf(z))
    exact -= mpmath.log(mpmath.beta(a, b))
    size = abs((a - 1) * mpmath.log(z)) + abs((b - 1) * mpmath.log1p(-mpmath.mpf(z))) + 10
    assert abs(float(Beta(a, b).log_prob(z)) - exact) < 1e-15 * size


@pytest.mark.parametrize(
    ("base", "density", "cdf"),
    [
        (Normal(), mpmath.npdf, mpmath.ncdf),
        (Laplace(), lambda t: mpmath.exp(-abs(t)) / 2, lambda t: mpmath.exp(t) / 2),
        (
            Logistic(),
            lambda t: mpmath.exp(-t) / (1 + mpmath.exp(-t)) ** 2,
            lambda t: 1 / (1 + mpmath.exp(-t)),
        ),
        (
            Cauchy(),
            lambda t: 1 / mpmath.pi / (1 + t**2),
            lambda t: mpmath.atan2(1, -t) / mpmath.pi,
        ),
    ],
    ids=["normal", "laplace", "logistic", "cauchy"],
)
def test_the_tails_neither_overflow_nor_lose_their_digits(
    base: WithQuantiles, density: Callable[[Any], Any], cdf: Callable[[Any], Any]
) -> None:
    far = [0.1, 2, 20, 36, 700, 1e5, 1e100]
    logs = [float(mpmath.log(density(mpmath.mpf(t)))) for t in far]
    below = [float(cdf(-mpmath.mpf(t))) for t in far]
    z = np.array(far)
    np.testing.assert_allclose(base.log_prob(z), logs, rtol=1e-13)
    np.testing.assert_allclose(base.log_prob(-z), logs, rtol=1e-13)
    np.testing.assert_allclose(base.cdf(-z), below, rtol=1e-12)
    np.testing.assert_array_equal(base.sf(z), base.cdf(-z))
    tail = base.icdf(1e-30)
    assert float(cdf(mpmath.mpf(float(tail)))) == pytest.approx(1e-30, rel=1e-11)
    assert base.isf(1e-30) == -tail


def test_a_truncated_tail_keeps_its_digits_on_both_sides() -> None:
    z = np.array([30.1, 30.5, 30.9])
    with mpmath.workdps(60):
        mass = mpmath.ncdf(-30) - mpmath.ncdf(-31)
        exact = [float(mpmath.log(mpmath.npdf(value) / mass)) for value in z]
    upper, lower = Truncated(Normal(), 30, 31), Truncated(Normal(), -31, -30)
    np.testing.assert_allclose(upper.log_prob(z), exact, rtol=1e-10)
    np.testing.assert_allclose(lower.log_prob(-z), exact, rtol=1e-10)
    for base in (upper, lower):
        drawn = base.sample(1000, np.random.default_rng(0))
        assert base.support.contains(drawn).all()
        assert len(np.unique(drawn)) == 1000
    # Memoryless: given that it is above 50, it is 50 more than an exponential number.
    late = Truncated(Exponential(2), 50)
    np.testing.assert_allclose(late.log_prob([51, 52]), Exponential(2).log_prob([1, 2]), rtol=1e-12)


def test_vectors_have_scipys_density() -> None:
    z = np.random.default_rng(0).normal(size=(40, 2))
    theirs = stats.multivariate_normal([1, -2], np.diag([4, 0.25]))
    ours = Independent(Normal([1, -2], [2, 0.5]))
    np.testing.assert_allclose(ours.log_prob(z), theirs.logpdf(z), rtol=1e-13)


def test_every_public_base_is_in_the_list() -> None:
    public = [getattr(flows, public_name) for public_name in flows.__all__]
    classes = {thing for thing in public if isinstance(thing, type) and thing is not Base}
    assert {c for c in classes if issubclass(c, Base)} == {type(base) for base in BASES}
