"""Every base and flow: mass by quadrature, samples against the cdf, scipy's own densities."""

import math

import numpy as np
import pytest
from scipy import integrate, stats  # type: ignore[import-untyped]

from tests.flows.examples import BASES, LINE_FLOWS, PLANE_FLOWS, name
from tutor import flows
from tutor.flows import Affine, Base, Exp, Flow, Independent, Interval, Linear, Normal, Uniform
from tutor.flows.arrays import Array, Shape


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


def test_the_bases_are_scipys() -> None:
    z = np.linspace(-4, 4, 81)
    for mean, scale in ((0, 1), (-2, 3), (0.5, 0.25)):
        theirs = stats.norm(mean, scale)
        np.testing.assert_allclose(Normal(mean, scale).log_prob(z), theirs.logpdf(z), rtol=1e-13)
        np.testing.assert_allclose(Normal(mean, scale).cdf(z), theirs.cdf(z), rtol=1e-12)
    theirs = stats.uniform(-1, 3.5)
    with np.errstate(divide="ignore"):
        np.testing.assert_allclose(Uniform(-1, 2.5).log_prob(z), theirs.logpdf(z), rtol=1e-13)
    np.testing.assert_allclose(Uniform(-1, 2.5).cdf(z), theirs.cdf(z), rtol=1e-13)
    z = np.random.default_rng(0).normal(size=(40, 2))
    theirs = stats.multivariate_normal([1, -2], np.diag([4, 0.25]))
    ours = Independent(Normal([1, -2], [2, 0.5]))
    np.testing.assert_allclose(ours.log_prob(z), theirs.logpdf(z), rtol=1e-13)


def test_every_public_base_is_in_the_list() -> None:
    public = [getattr(flows, public_name) for public_name in flows.__all__]
    classes = {thing for thing in public if isinstance(thing, type) and thing is not Base}
    assert {c for c in classes if issubclass(c, Base)} == {type(base) for base in BASES}


# Flows of one variable


@pytest.mark.parametrize("flow", LINE_FLOWS, ids=name)
def test_the_density_integrates_to_one(flow: Flow) -> None:
    support = flow.support
    assert isinstance(support, Interval)
    middle = float(np.median(flow.sample(1001, np.random.default_rng(0))))
    mass = sum(
        integrate.quad(lambda x: math.exp(flow.log_prob(x)), low, high, limit=200)[0]
        for low, high in ((support.low, middle), (middle, support.high))
    )
    assert mass == pytest.approx(1, abs=1e-6)


@pytest.mark.parametrize("flow", LINE_FLOWS, ids=name)
def test_samples_agree_with_the_integral_of_the_density(flow: Flow) -> None:
    x = flow.sample(4000, np.random.default_rng(11))
    assert flow.support.contains(x).all()
    support = flow.support
    assert isinstance(support, Interval)
    for place in (0.1, 0.35, 0.6, 0.9):
        high = float(np.quantile(x, place))
        start = max(float(support.low), float(x.min()) - 20 * float(x.std()))
        share, _ = integrate.quad(
            lambda x: math.exp(flow.log_prob(x)), start, high, limit=200, points=[float(x.min())]
        )
        # Five standard deviations of a binomial share, at a fixed seed.
        assert abs(share - place) < 5 * math.sqrt(place * (1 - place) / len(x)) + 1e-3


@pytest.mark.parametrize("flow", LINE_FLOWS, ids=name)
def test_the_density_is_zero_outside_the_support_only(flow: Flow) -> None:
    low, high = np.quantile(flow.sample(2000, np.random.default_rng(5)), [0, 1])
    x = np.linspace(low - 1.03 * (high - low), high + 1.07 * (high - low), 301)
    np.testing.assert_array_equal(np.isfinite(flow.log_prob(x)), flow.support.contains(x))


@pytest.mark.parametrize("flow", [f for f in LINE_FLOWS if isinstance(f.base, Uniform)], ids=name)
def test_the_ends_of_a_bounded_support_belong_to_it(flow: Flow) -> None:
    assert isinstance(flow.support, Interval)
    ends = [flow.support.low, flow.support.high]
    assert np.isfinite(flow.log_prob(ends)).all()
    assert (flow.log_prob(np.nextafter(ends, [-np.inf, np.inf])) == -np.inf).all()


def test_no_sample_is_outside_by_rounding() -> None:
    for b in range(-30, 31):
        flow = Flow(Uniform(), Affine(5.9, b / 10))  # of some, the inverse of f(1) is above 1
        assert np.isfinite(flow.log_prob(flow.transform.forward([0, 1]))).all()
    box = Flow(Independent(Uniform([0, 0], 1)), Affine([0.3, 3], 1e10))
    assert np.isfinite(box.log_prob(box.sample(10_000, np.random.default_rng(0)))).all()


def test_known_laws_are_scipys() -> None:
    rng = np.random.default_rng(3)
    lognormal = Flow(Normal(), Affine(0.5, 1) >> Exp())
    x = lognormal.sample(50, rng)
    theirs = stats.lognorm(0.5, scale=math.e)
    np.testing.assert_allclose(lognormal.log_prob(x), theirs.logpdf(x), rtol=1e-12, atol=1e-12)
    # -log(U) has the exponential law with rate 1.
    minus_log = Flow(Uniform(1e-300, 1), Exp().inv >> Affine(-1))
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


# Flows in the plane


@pytest.mark.parametrize("flow", PLANE_FLOWS, ids=name)
def test_the_density_in_the_plane_has_mass_one_where_the_samples_are(flow: Flow) -> None:
    x = flow.sample(4000, np.random.default_rng(4))
    assert flow.support.contains(x).all()
    assert np.isfinite(flow.log_prob(x)).all()
    middle = np.median(x, axis=0)
    low, high = x.min(axis=0), x.max(axis=0)
    low, high = low - (high - low) / 2, high + (high - low) / 2
    grid, cell = midpoints(low, high, 700)
    mass = np.exp(flow.log_prob(grid)) * cell
    assert mass.sum() == pytest.approx(1, abs=5e-3)
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
    np.testing.assert_allclose(flow.transform.forward(flow.inverse(x)), x, rtol=1e-12)
    x[1] = np.nan
    assert np.isnan(flow.log_prob(x)).tolist() == [False, True, False, False]
    assert np.isnan(flow.inverse(x)[1]).all()
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
