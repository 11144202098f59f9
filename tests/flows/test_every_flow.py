"""Every flow: mass by quadrature, samples against the integral of the density, shapes."""

import math

import numpy as np
import pytest
from scipy import stats  # type: ignore[import-untyped]

from tests.flows.examples import LINE_FLOWS, PLANE_FLOWS, name
from tutor.flows import Affine, Flow, Independent, Interval, Normal, Support, Uniform
from tutor.flows.arrays import Array


@pytest.mark.parametrize("flow", LINE_FLOWS, ids=name)
def test_the_density_has_mass_one_and_its_integral_is_the_cdf_of_the_samples(flow: Flow) -> None:
    x, weights = quadrature(flow.support)
    logs = np.where(flow.support.contains(x) & np.isfinite(x), flow.log_prob(x), -np.inf)
    below = np.cumsum(np.where(logs < np.inf, np.exp(logs) * weights, 0))  # single points apart
    assert below[-1] == pytest.approx(1, abs=2e-4)
    drawn = np.sort(flow.sample(10_000, np.random.default_rng(11)))
    assert flow.support.contains(drawn).all()
    assert np.isfinite(flow.log_prob(drawn)).all()
    cdf = np.interp(drawn, x, below)
    ranks = np.arange(len(drawn) + 1) / len(drawn)
    distance = max(np.abs(cdf - ranks[1:]).max(), np.abs(cdf - ranks[:-1]).max())
    # Kolmogorov-Smirnov: a right density is farther off with probability 2 exp(-2 n d^2) = 1e-6.
    assert distance < math.sqrt(math.log(2e6) / (2 * len(drawn)))


def quadrature(support: Support) -> tuple[Array, Array]:
    """Nodes and weights on an interval, dense at its ends (Takahasi and Mori 1974)."""
    assert isinstance(support, Interval)
    t, step = np.linspace(-4, 4, 80_001, retstep=True)
    u, slope = np.pi / 2 * np.sinh(t), np.pi / 2 * np.cosh(t) * step
    if np.isfinite([support.low, support.high]).all():
        half = (support.high - support.low) / 2
        share = 1 / (1 + np.exp(-2 * np.abs(u)))  # of the way from the farther end
        x = np.where(u < 0, support.low + 2 * half * (1 - share), support.low + 2 * half * share)
        return x, half * slope / np.cosh(u) ** 2
    if np.isfinite(support.low):
        return support.low + np.exp(u), np.exp(u) * slope
    if np.isfinite(support.high):
        return support.high - np.exp(-u), np.exp(-u) * slope
    return np.sinh(u), np.cosh(u) * slope


@pytest.mark.parametrize("flow", LINE_FLOWS, ids=name)
def test_the_density_is_zero_outside_the_support_only(flow: Flow) -> None:
    low, high = np.quantile(flow.sample(2000, np.random.default_rng(5)), [0, 1])
    x = np.linspace(low - 1.03 * (high - low), high + 1.07 * (high - low), 301)
    np.testing.assert_array_equal(np.isfinite(flow.log_prob(x)), flow.support.contains(x))


@pytest.mark.parametrize("flow", LINE_FLOWS, ids=name)
def test_the_ends_of_a_support_belong_to_it_unless_they_are_open(flow: Flow) -> None:
    support = flow.support
    assert isinstance(support, Interval)
    for end, is_open, outwards in (
        (support.low, support.open_low, -np.inf),
        (support.high, support.open_high, np.inf),
    ):
        assert (flow.log_prob(end) == -np.inf) == is_open
        assert flow.log_prob(np.nextafter(end, outwards)) == -np.inf


def test_no_sample_is_outside_by_rounding() -> None:
    for b in range(-30, 31):
        flow = Flow(Uniform(), Affine(5.9, b / 10))  # of some, the inverse of f(1) is above 1
        assert np.isfinite(flow.log_prob(flow.transform.forward([0, 1]))).all()
    box = Flow(Independent(Uniform([0, 0], 1)), Affine([0.3, 3], 1e10))
    assert np.isfinite(box.log_prob(box.sample(10_000, np.random.default_rng(0)))).all()


def test_a_batch_of_flows_has_the_densities_of_its_members() -> None:
    flow = Flow(Normal([0, 1]), Affine([[2], [-3], [4]], 1))
    x = flow.sample(5, np.random.default_rng(2))
    assert x.shape == (5, 3, 2)
    assert len(np.unique(x)) == 30  # no draw serves two members
    for i, a in enumerate((2, -3, 4)):
        for j, mean in enumerate((0, 1)):
            theirs = stats.norm(a * mean + 1, abs(a)).logpdf(x[:, i, j])
            np.testing.assert_allclose(flow.log_prob(x)[:, i, j], theirs, rtol=1e-12)
    np.testing.assert_allclose(flow.nll(x), -flow.log_prob(x).mean(axis=0))


def test_nll_is_the_mean_over_all_points() -> None:
    flow = Flow(Normal(), Affine(2, 1))
    # log p = -((x - 1)/2)^2/2 - log 2 - log(2 pi)/2, at x = 1, 3, -1, 5
    expected = (0 + 1 + 1 + 4) / 8 + math.log(2) + math.log(2 * math.pi) / 2
    assert float(flow.nll([[1, 3], [-1, 5]])) == pytest.approx(expected, rel=1e-15)


@pytest.mark.parametrize("flow", PLANE_FLOWS, ids=name)
def test_the_density_in_the_plane_has_mass_one_where_the_samples_are(flow: Flow) -> None:
    x = flow.sample(4000, np.random.default_rng(4))
    assert flow.support.contains(x).all()
    assert np.isfinite(flow.log_prob(x)).all()
    middle = np.median(x, axis=0)
    low, high = x.min(axis=0), x.max(axis=0)
    low, high = low - (high - low) / 2, high + (high - low) / 2
    grid, cell = midpoints(low, high, 300)
    mass = np.exp(flow.log_prob(grid)) * cell
    assert mass.sum() == pytest.approx(1, abs=1e-2)
    corner = mass[(grid <= middle).all(axis=-1)].sum()
    assert corner == pytest.approx((x <= middle).all(axis=-1).mean(), abs=0.04)


def midpoints(low: Array, high: Array, cells: int) -> tuple[Array, float]:
    """The midpoints of a grid of cells, of shape (cells, cells, 2), and the area of a cell."""
    step = (high - low) / cells
    axes = [low[i] + step[i] * (np.arange(cells) + 0.5) for i in (0, 1)]
    return np.stack(np.meshgrid(*axes, indexing="ij"), axis=-1), float(step.prod())


@pytest.mark.parametrize("flow", [*LINE_FLOWS, *PLANE_FLOWS], ids=name)
def test_nan_gives_nan_and_lists_are_arrays(flow: Flow) -> None:
    x = flow.sample(4, np.random.default_rng(4))
    np.testing.assert_array_equal(flow.log_prob(x.tolist()), flow.log_prob(x))
    undo = flow.inverse if flow.transform.bijective else flow.transform.inverse
    np.testing.assert_allclose(flow.transform.forward(undo(x)), x, rtol=1e-12, atol=1e-15)
    x[1] = np.nan
    assert np.isnan(flow.log_prob(x)).tolist() == [False, True, False, False]
    assert np.isnan(undo(x)[1]).all()
    x[1] = np.inf
    assert flow.log_prob(x)[1] == -np.inf


@pytest.mark.parametrize("flow", PLANE_FLOWS, ids=name)
def test_one_nan_coordinate_makes_a_point_nan(flow: Flow) -> None:
    x = flow.sample(3, np.random.default_rng(4))
    x[1, 0] = np.nan
    assert np.isnan(flow.log_prob(x)).tolist() == [False, True, False]
    assert np.isnan(flow.base.log_prob(x)).tolist() == [False, True, False]


@pytest.mark.parametrize("flow", [*LINE_FLOWS, *PLANE_FLOWS], ids=name)
def test_one_draw_and_batches_have_the_shape_asked_for(flow: Flow) -> None:
    rng = np.random.default_rng(4)
    assert flow.sample((), rng).shape == flow.shape
    assert flow.sample(3, rng).shape == (3, *flow.shape)
    assert flow.sample((2, 3), rng).shape == (2, 3, *flow.shape)
    assert flow.log_prob(flow.sample((2, 3), rng)).shape == (2, 3)
