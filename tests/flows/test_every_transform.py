"""Every transform: shapes with batches, inverse of forward, log det against differences."""

import numpy as np
import pytest
from scipy import stats  # type: ignore[import-untyped]

from tests.flows.examples import REAL_NVP_IN_3D, TRANSFORMS, name
from tutor import flows
from tutor.flows import (
    Abs,
    Affine,
    Box,
    Exp,
    Flow,
    Interval,
    Inverse,
    LeakyReLU,
    Linear,
    Log,
    Logit,
    Normal,
    Power,
    Sigmoid,
    Square,
    Tanh,
    Transform,
)
from tutor.flows.arrays import Array, Shape

SIZES = {id(REAL_NVP_IN_3D): 3}  # of transforms whose shape does not say it


ONE_TO_ONE = [transform for transform in TRANSFORMS if transform.bijective]


def inside(transform: Transform, *shape: int) -> Array:
    """Points of the transform's domain, with a batch that its parameters broadcast with."""
    rng = np.random.default_rng(7)
    z = rng.uniform(-2, 2, (*shape, *transform.shape))
    if transform.event_dim and not transform.shape:
        z = rng.uniform(-2, 2, (*shape, SIZES.get(id(transform), 2)))
    domain = transform.domain.sides if isinstance(transform.domain, Box) else transform.domain
    assert isinstance(domain, Interval)
    bounded = np.isfinite(domain.low).any(), np.isfinite(domain.high).any()
    if all(bounded):
        return np.asarray(domain.low + (domain.high - domain.low) / (1 + np.exp(z)))
    if bounded[0]:
        return np.asarray(domain.low + np.exp(z))
    return np.asarray(domain.high - np.exp(z)) if bounded[1] else z


@pytest.mark.parametrize("transform", TRANSFORMS, ids=name)
@pytest.mark.parametrize("batch", [(), (5,), (4, 3), (0,)])
def test_points_of_any_batch_keep_their_shape(transform: Transform, batch: Shape) -> None:
    z = inside(transform, *batch)
    x = transform.forward(z)
    event = z.ndim - transform.event_dim
    assert x.shape == z.shape
    assert transform.inverse(x).shape == z.shape
    assert transform.log_abs_det_jacobian(z, x).shape == z.shape[:event]


@pytest.mark.parametrize("transform", TRANSFORMS, ids=name)
def test_one_point_broadcasts_with_a_batch_of_parameters(transform: Transform) -> None:
    z = inside(transform, 3)
    one = z[(0,) * (z.ndim - transform.event_dim)]
    x = transform.forward(one)
    assert x.shape == np.broadcast_shapes(transform.shape, one.shape)
    batch = x.shape[: x.ndim - transform.event_dim]
    assert transform.log_abs_det_jacobian(one, x).shape == batch


@pytest.mark.parametrize("transform", TRANSFORMS, ids=name)
def test_the_inverse_undoes_the_forward_map(transform: Transform) -> None:
    z = inside(transform, 50)
    x = transform.forward(z)
    undone = transform.inverse(x)
    if transform.bijective:
        np.testing.assert_allclose(undone, z, rtol=1e-12, atol=1e-12)
    np.testing.assert_allclose(transform.forward(transform.inverse(x)), x, rtol=1e-12, atol=1e-12)
    assert transform.codomain.contains(x).all()
    assert transform.domain.contains(z).all()


@pytest.mark.parametrize("transform", TRANSFORMS, ids=name)
def test_log_abs_det_jacobian_agrees_with_finite_differences(transform: Transform) -> None:
    z = inside(transform, 10)
    step = 1e-5
    if transform.event_dim:
        columns = [
            (transform.forward(z + e) - transform.forward(z - e)) / (2 * step)
            for e in step * np.eye(z.shape[-1])
        ]
        found = np.linalg.slogdet(np.stack(columns, axis=-1))[1]
    else:
        slope = (transform.forward(z + step) - transform.forward(z - step)) / (2 * step)
        found = np.log(np.abs(slope))
    exact = transform.log_abs_det_jacobian(z, transform.forward(z))
    np.testing.assert_allclose(exact, found, atol=2e-8)


@pytest.mark.parametrize("transform", ONE_TO_ONE, ids=name)
def test_the_inverse_is_a_transform_whose_inverse_is_the_transform(transform: Transform) -> None:
    z = inside(transform, 6)
    x = transform.forward(z)
    assert transform.inv.inv == transform
    np.testing.assert_array_equal(transform.inv.forward(x), transform.inverse(x))
    np.testing.assert_array_equal(transform.inv.inverse(z), x)
    np.testing.assert_array_equal(
        transform.inv.log_abs_det_jacobian(x, z), -transform.log_abs_det_jacobian(z, x)
    )


@pytest.mark.parametrize("transform", ONE_TO_ONE, ids=name)
def test_a_transform_after_its_inverse_is_the_identity(transform: Transform) -> None:
    both = transform >> transform.inv
    z = inside(transform, 20)
    np.testing.assert_allclose(both.forward(z), z, rtol=1e-12, atol=1e-12)
    np.testing.assert_allclose(both.log_abs_det_jacobian(z, both.forward(z)), 0, atol=1e-12)


@pytest.mark.parametrize("transform", TRANSFORMS, ids=name)
def test_nan_gives_nan_and_a_list_is_an_array(transform: Transform) -> None:
    z = inside(transform, 4)
    np.testing.assert_array_equal(transform.forward(z.tolist()), transform.forward(z))
    np.testing.assert_array_equal(transform.inverse(z.tolist()), transform.inverse(z))
    nan = np.full(z.shape, np.nan)
    assert np.isnan(transform.forward(nan)).all()
    assert np.isnan(transform.inverse(nan)).all()
    assert np.isnan(transform.log_abs_det_jacobian(nan, nan)).all()


@pytest.mark.parametrize("transform", TRANSFORMS, ids=name)
def test_all_preimages_of_a_point_are_taken_to_it_and_one_is_where_it_came_from(
    transform: Transform,
) -> None:
    z = inside(transform, 40)
    x = transform.forward(z)
    found = transform.vector_preimages(x) if transform.event_dim else transform.preimages(x)
    assert (len(found) == 1) == transform.bijective
    for branch in found:
        missing = np.isnan(branch)
        np.testing.assert_allclose(transform.forward(branch)[~missing], x[~missing], rtol=1e-11)
        for other in found:
            assert branch is other or not (branch == other).all(axis=-1).any()
    gaps = np.stack([np.abs(branch - z) for branch in found])
    if transform.event_dim:
        gaps = gaps.max(axis=-1)
    assert (np.fmin.reduce(gaps) < 1e-11).all()


@pytest.mark.parametrize("transform", [t for t in TRANSFORMS if not t.event_dim], ids=name)
def test_a_number_outside_the_domain_or_the_codomain_gives_nan(transform: Transform) -> None:
    for support, apply in (
        (transform.domain, transform.forward),
        (transform.codomain, transform.inverse),
    ):
        assert isinstance(support, Interval)
        for outside in (support.low - 0.5, support.high + 0.5):
            if np.isfinite(outside).all():
                assert np.isnan(apply(np.broadcast_to(outside, transform.shape))).all()


@pytest.mark.parametrize("transform", TRANSFORMS, ids=name)
def test_a_transform_that_is_not_one_to_one_has_no_inverse_transform(transform: Transform) -> None:
    if transform.bijective:
        assert transform.inv.bijective
    else:
        with pytest.raises(ValueError, match=r"is not one-to-one: use preimages"):
            _ = transform.inv


@pytest.mark.parametrize(
    ("transform", "domain", "codomain"),
    [
        (Affine(-2, 1), "(-inf, inf)", "(-inf, inf)"),
        (Exp(), "(-inf, inf)", "(0.0, inf)"),
        (Exp().inv, "(0.0, inf)", "(-inf, inf)"),
        (Affine(-2, 1) >> Exp().inv, "(-inf, 0.5)", "(-inf, inf)"),
        (Exp() >> Affine(-2, 1), "(-inf, inf)", "(-inf, 1.0)"),
        ((Exp() >> Affine(-2, 1)).inv, "(-inf, 1.0)", "(-inf, inf)"),
        (Log(), "(0.0, inf)", "(-inf, inf)"),
        (Sigmoid(), "(-inf, inf)", "(0.0, 1.0)"),
        (Logit(), "(0.0, 1.0)", "(-inf, inf)"),
        (Tanh(), "(-inf, inf)", "(-1.0, 1.0)"),
        (Power(-2), "(0.0, inf)", "(0.0, inf)"),
        (LeakyReLU(2), "(-inf, inf)", "(-inf, inf)"),
        (Square(), "(-inf, inf)", "[0.0, inf)"),
        (Abs() >> Affine(-2, 3), "(-inf, inf)", "(-inf, 3.0]"),
        (Square() >> Log(), "(-inf, inf)", "(-inf, inf)"),
        (Square() >> Affine(-1, 4) >> Log(), "(-2.0, 2.0)", f"(-inf, {np.log(4)}]"),
        (Affine(2, 1) >> Tanh() >> Logit(), "(-0.5, inf)", "(-inf, inf)"),
        (Exp() >> Affine(1, -4) >> Exp().inv, f"({np.log(4)}, inf)", "(-inf, inf)"),
        (Linear([[2, 0], [0, 3]]), "box (-inf, inf)", "box (-inf, inf)"),
        (Linear([[2, 0], [0, 3]]) >> Exp(), "box (-inf, inf)", "box (0.0, inf)"),
        (Exp().inv >> Linear([[2, 0], [0, 3]]), "box (0.0, inf)", "box (-inf, inf)"),
    ],
)
def test_a_composition_is_defined_where_all_its_parts_are(
    transform: Transform, domain: str, codomain: str
) -> None:
    assert (str(transform.domain), str(transform.codomain)) == (domain, codomain)


def test_every_public_transform_is_in_the_list() -> None:
    public = [getattr(flows, public_name) for public_name in flows.__all__]
    classes = {thing for thing in public if isinstance(thing, type) and thing is not Transform}
    listed = {type(transform) for transform in TRANSFORMS}
    assert {c for c in classes if issubclass(c, Transform)} == listed
    assert Inverse in listed


def test_a_transform_of_ones_own_is_a_class_with_three_methods() -> None:
    class Sinh(Transform):
        def _forward(self, z: Array) -> Array:
            return np.sinh(z)

        def _inverse(self, x: Array) -> Array:
            return np.arcsinh(x)

        def _log_abs_det(self, z: Array, x: Array) -> Array:
            return np.log(np.cosh(z))

    # If Z is standard normal, then sinh(Z) has Johnson's SU law with parameters 0 and 1.
    flow = Flow(Normal(), Sinh())
    x = flow.sample(100, np.random.default_rng(0))
    theirs = stats.johnsonsu(0, 1).logpdf(x)
    np.testing.assert_allclose(flow.log_prob(x), theirs, rtol=1e-12, atol=1e-12)
