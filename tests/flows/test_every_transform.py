"""Every transform: shapes with batches, inverse of forward, log det against differences."""

import numpy as np
import pytest

from tests.flows.examples import TRANSFORMS, name
from tutor import flows
from tutor.flows import Affine, Box, Exp, Interval, Inverse, Linear, Transform
from tutor.flows.arrays import Array, Shape


def inside(transform: Transform, *shape: int) -> Array:
    """Points of the transform's domain, with a batch that its parameters broadcast with."""
    rng = np.random.default_rng(7)
    z = rng.uniform(-2, 2, (*shape, *transform.shape))
    if transform.event_dim and not transform.shape:
        z = rng.uniform(-2, 2, (*shape, 2))
    domain = transform.domain.sides if isinstance(transform.domain, Box) else transform.domain
    assert isinstance(domain, Interval)
    if np.isfinite(domain.low).any():
        return np.asarray(domain.low + np.exp(z))
    return np.asarray(domain.high - np.exp(z)) if np.isfinite(domain.high).any() else z


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
    assert x.shape == (transform.shape or one.shape)
    batch = x.shape[: x.ndim - transform.event_dim]
    assert transform.log_abs_det_jacobian(one, x).shape == batch


@pytest.mark.parametrize("transform", TRANSFORMS, ids=name)
def test_the_inverse_undoes_the_forward_map(transform: Transform) -> None:
    z = inside(transform, 50)
    x = transform.forward(z)
    np.testing.assert_allclose(transform.inverse(x), z, rtol=1e-12, atol=1e-12)
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


@pytest.mark.parametrize("transform", TRANSFORMS, ids=name)
def test_the_inverse_is_a_transform_whose_inverse_is_the_transform(transform: Transform) -> None:
    z = inside(transform, 6)
    x = transform.forward(z)
    assert transform.inv.inv == transform
    np.testing.assert_array_equal(transform.inv.forward(x), transform.inverse(x))
    np.testing.assert_array_equal(transform.inv.inverse(z), x)
    np.testing.assert_array_equal(
        transform.inv.log_abs_det_jacobian(x, z), -transform.log_abs_det_jacobian(z, x)
    )


@pytest.mark.parametrize("transform", TRANSFORMS, ids=name)
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
def test_a_point_has_itself_as_the_only_preimage_of_its_image(transform: Transform) -> None:
    z = inside(transform, 4)
    (found,) = transform.preimages(transform.forward(z))
    np.testing.assert_allclose(found, z, rtol=1e-12, atol=1e-12)


@pytest.mark.parametrize(
    ("transform", "domain", "codomain"),
    [
        (Affine(-2, 1), "(-inf, inf)", "(-inf, inf)"),
        (Exp(), "(-inf, inf)", "(0.0, inf)"),
        (Exp().inv, "(0.0, inf)", "(-inf, inf)"),
        (Affine(-2, 1) >> Exp().inv, "(-inf, 0.5)", "(-inf, inf)"),
        (Exp() >> Affine(-2, 1), "(-inf, inf)", "(-inf, 1.0)"),
        ((Exp() >> Affine(-2, 1)).inv, "(-inf, 1.0)", "(-inf, inf)"),
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
