"""Every base and every transform: shape, inverse, Jacobian, mass, and scipy's own densities."""

import math
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from scipy import integrate, stats  # type: ignore[import-untyped]

from tutor.exercises.base import Array, Base, Normal, PlaneNormal, Uniform, UnitSquare
from tutor.exercises.flow import Flow
from tutor.exercises.support import Parallelogram, Plane, Segment
from tutor.exercises.transform import Affine, Linear, Transform

F = Fraction

TRANSFORMS: list[Transform] = [
    Affine(F(4), F(2)),
    Affine(F(-2), F(3)),
    Affine(F(-7, 3), F(1, 2)),
    Affine(F(1, 3), F(0)),
    Linear(((F(3), F(1)), (F(0), F(2)))),
    Linear(((F(1), F(3)), (F(2), F(1))), (F(-1), F(2))),
    Linear(((F(-3, 2), F(1, 2)), (F(5, 2), F(1, 2))), (F(1, 3), F(0))),
]
BASES: list[Base] = [
    Uniform(),
    Uniform(F(-1), F(5, 2)),
    Normal(),
    Normal(F(-2), F(3)),
    UnitSquare(),
    PlaneNormal(),
    PlaneNormal((F(1), F(-2)), (F(2), F(1, 2))),
]
FLOWS: list[Flow[Any]] = [
    Flow(base, transform)
    for base in BASES
    for transform in TRANSFORMS
    if base.dimension == transform.dimension
]


def points(dimension: int, *shape: int) -> Array:
    """Points with coordinates from -3 to 3."""
    size = shape if dimension == 1 else (*shape, dimension)
    return np.random.default_rng(7).uniform(-3, 3, size)


@pytest.mark.parametrize("transform", TRANSFORMS, ids=repr)
@pytest.mark.parametrize("shape", [(), (5,), (4, 3)])
def test_points_of_any_batch_shape_keep_it(transform: Transform, shape: tuple[int, ...]) -> None:
    z = points(transform.dimension, *shape)
    assert transform.forward(z).shape == z.shape
    assert transform.inverse(z).shape == z.shape
    assert transform.log_abs_det_jacobian(z).shape == shape


@pytest.mark.parametrize("transform", TRANSFORMS, ids=repr)
def test_the_inverse_undoes_the_forward_map(transform: Transform) -> None:
    z = points(transform.dimension, 50)
    np.testing.assert_allclose(transform.inverse(transform.forward(z)), z, rtol=1e-12, atol=1e-12)
    np.testing.assert_allclose(transform.forward(transform.inverse(z)), z, rtol=1e-12, atol=1e-12)


@pytest.mark.parametrize("transform", TRANSFORMS, ids=repr)
def test_the_jacobian_agrees_with_finite_differences(transform: Transform) -> None:
    step = 1e-5
    for z in points(transform.dimension, 10):
        if transform.dimension == 1:
            slope = (transform.forward(z + step) - transform.forward(z - step)) / (2 * step)
            found = math.log(abs(float(slope)))
        else:
            columns = [
                (transform.forward(z + e) - transform.forward(z - e)) / (2 * step)
                for e in step * np.eye(2)
            ]
            found = float(np.linalg.slogdet(np.stack(columns, axis=1))[1])
        assert math.isclose(float(transform.log_abs_det_jacobian(z)), found, abs_tol=1e-8)


@pytest.mark.parametrize("transform", TRANSFORMS, ids=repr)
def test_exact_points_agree_with_arrays(transform: Transform) -> None:
    one: Any = F(2, 3) if transform.dimension == 1 else (F(2, 3), F(-5, 4))
    exact: Any = transform
    image = exact.at(one)
    np.testing.assert_allclose(transform.forward(np.array(one, float)), np.array(image, float))
    assert exact.back(image) == one
    assert math.isclose(
        float(transform.log_abs_det_jacobian(np.array(one, float))),
        math.log(abs(exact.determinant)),
        abs_tol=1e-14,
    )


@pytest.mark.parametrize("flow", FLOWS, ids=repr)
def test_the_density_integrates_to_one(flow: Flow[Any]) -> None:
    def density(*x: float) -> float:
        point = np.array(x[0] if len(x) == 1 else x)
        return math.exp(float(flow.log_prob(point)))

    support = flow.support
    if isinstance(support, Segment):
        ends = (float(support.low), float(support.high))
        mass, _ = integrate.quad(density, *ends)
        assert mass == pytest.approx(1, abs=1e-7)
    else:
        assert plane_mass(flow) == pytest.approx(1, abs=2e-3)


def plane_mass(flow: Flow[Any]) -> float:
    """The mass on a fine grid around where X lives: midpoints, times the area of a cell."""
    if isinstance(flow.support, Parallelogram):
        corners = np.array(flow.support.corners, float)
    else:
        corners = flow.sample(2000, np.random.default_rng(0))
    low, high = corners.min(axis=0), corners.max(axis=0)
    low, high = low - (high - low) / 2, high + (high - low) / 2
    cells = 1500
    step = (high - low) / cells
    axes = [low[i] + step[i] * (np.arange(cells) + 0.5) for i in (0, 1)]
    grid = np.stack(np.meshgrid(*axes, indexing="ij"), axis=-1)
    return float(np.exp(flow.log_prob(grid)).sum() * step.prod())


def test_the_standard_normal_bases_are_scipys() -> None:
    z = points(1, 40)
    np.testing.assert_allclose(Normal().log_prob(z), stats.norm().logpdf(z), rtol=1e-13)
    z = points(2, 40)
    np.testing.assert_allclose(
        PlaneNormal().log_prob(z), stats.multivariate_normal(np.zeros(2)).logpdf(z), rtol=1e-13
    )


@pytest.mark.parametrize(("mean", "scale"), [(F(0), F(1)), (F(-2), F(3)), (F(1, 2), F(1, 4))])
@pytest.mark.parametrize(("a", "b"), [(4, 2), (-2, 3), (F(-7, 3), F(1, 2))])
def test_an_affine_normal_flow_has_scipys_log_prob(
    mean: Fraction, scale: Fraction, a: Fraction, b: Fraction
) -> None:
    flow = Flow(Normal(mean, scale), Affine(F(a), F(b)))
    x = flow.sample(40, np.random.default_rng(3))
    # If Z is N(m, s), then a Z + b is N(a m + b, |a| s).
    other = stats.norm(float(a * mean + b), float(abs(a) * scale))
    np.testing.assert_allclose(flow.log_prob(x), other.logpdf(x), rtol=1e-12)


@pytest.mark.parametrize("transform", [t for t in TRANSFORMS if isinstance(t, Linear)], ids=repr)
def test_a_linear_normal_flow_has_scipys_log_prob(transform: Linear) -> None:
    base = PlaneNormal((F(1), F(-2)), (F(2), F(1, 2)))
    flow: Flow[Parallelogram | Plane] = Flow(base, transform)
    x = flow.sample(40, np.random.default_rng(3))
    A = np.array(transform.A, float)
    mean = A @ np.array([1.0, -2.0]) + np.array(transform.shift, float)
    other = stats.multivariate_normal(mean, A @ np.diag([4.0, 0.25]) @ A.T)
    np.testing.assert_allclose(flow.log_prob(x), other.logpdf(x), rtol=1e-10)


@pytest.mark.parametrize(("a", "b"), [(4, 2), (-2, 3)])
def test_an_affine_uniform_flow_is_scipys_uniform(a: int, b: int) -> None:
    flow = Flow(Uniform(), Affine(F(a), F(b)))
    low, high = sorted((b, a + b))
    other = stats.uniform(low, high - low)
    x = np.linspace(low - 1.03, high + 1.07, 41)
    with np.errstate(divide="ignore"):
        np.testing.assert_allclose(flow.log_prob(x), other.logpdf(x))


@pytest.mark.parametrize("flow", FLOWS, ids=repr)
def test_samples_lie_in_the_support_and_have_the_mean_of_the_image(flow: Flow[Any]) -> None:
    x = flow.sample(20_000, np.random.default_rng(11))
    assert np.isfinite(flow.log_prob(x)).all()
    if isinstance(flow.support, Segment):
        assert (x >= float(flow.support.low)).all()
        assert (x <= float(flow.support.high)).all()
    center = {"Uniform": 0.5, "UnitSquare": 0.5}.get(type(flow.base).__name__)
    base: Any = flow.base
    if isinstance(base, Uniform):
        center_z = np.array(float(base.low + base.high) / 2)
    elif center is not None:
        center_z = np.array([0.5, 0.5])
    else:
        center_z = np.array(base.mean, float)
    spread = x.std(axis=0) / math.sqrt(len(x))
    assert (np.abs(x.mean(axis=0) - flow.forward(center_z)) < 5 * spread).all()


def test_the_image_of_the_unit_square_is_the_practice_pages_parallelogram() -> None:
    transform = Linear(((F(3), F(1)), (F(0), F(2))))
    image = transform.image(UnitSquare().support)
    assert isinstance(image, Parallelogram)
    assert image.corners == ((F(0), F(0)), (F(3), F(0)), (F(4), F(2)), (F(1), F(2)))
    assert image.size == 6


def test_a_negative_slope_turns_an_interval_round() -> None:
    assert Affine(F(-2), F(3)).image(Segment(F(0), F(1))) == Segment(F(1), F(3))
    whole = Segment(-math.inf, math.inf)
    assert Affine(F(-2), F(3)).image(whole) == whole


def test_every_transform_and_base_an_author_may_name_is_in_these_lists() -> None:
    from tutor.exercises.catalogue import BASES as BASE_NAMES
    from tutor.exercises.catalogue import TRANSFORMS as TRANSFORM_NAMES

    assert set(TRANSFORM_NAMES) == {type(t).__name__.lower() for t in TRANSFORMS}
    assert len({type(b) for b in BASES}) == sum(len(names) for names in BASE_NAMES.values())
