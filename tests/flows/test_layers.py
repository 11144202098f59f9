"""Coupling, autoregressive, triangular layers and permutations: what their papers say of them.

Every example has a log determinant that is not 0, and differs from that of the mirror image:
a sign, an argument or a direction taken wrongly would show.
"""

import numpy as np
import pytest

from tutor.flows import (
    Affine,
    Autoregressive,
    Coupling,
    Exp,
    Flow,
    Independent,
    LeakyReLU,
    Normal,
    Permutation,
    Shift,
    Square,
    Transform,
    TriangularMap,
)
from tutor.flows.arrays import Array

INF, NAN = np.inf, np.nan


def test_a_coupling_layer_of_realnvp() -> None:
    # x_1 = z_1, x_2 = z_2 exp(s(z_1)) + t(z_1) with s = 2 z_1 and t = 3 z_1 + 1, at z = (1/2, 4)
    layer = Coupling(keep=(0,), net=lambda kept: Affine(np.exp(2 * kept), 3 * kept + 1))
    z, x = [0.5, 4], [0.5, 4 * np.e + 2.5]
    np.testing.assert_allclose(layer.forward(z), x, rtol=1e-15)
    np.testing.assert_allclose(layer.inverse(x), z, rtol=1e-15)
    assert float(layer.log_abs_det_jacobian(z, x)) == 1  # the sum of s
    assert float(layer.inv.log_abs_det_jacobian(x, z)) == -1
    # log N(0.5; 0, 1) + log N(4; 0, 1) - s
    expected = -(0.25 + 16) / 2 - np.log(2 * np.pi) - 1
    flow = Flow(Independent(Normal([0, 0])), layer)
    assert float(flow.log_prob(x)) == pytest.approx(expected, rel=1e-14)
    assert float(flow.nll(x)) == pytest.approx(-expected, rel=1e-14)


def test_either_half_may_be_kept_and_the_net_is_given_only_this() -> None:
    seen = []

    def net(kept: Array) -> Affine:
        seen.append(kept.tolist())
        return Affine(2 * kept, -kept)

    layer = Coupling(keep=[1], net=net)
    assert layer.forward([7, 3]).tolist() == [7 * 6 - 3, 3]
    assert layer.inverse([39, 3]).tolist() == [7, 3]
    assert float(layer.log_abs_det_jacobian([7, 3], [39, 3])) == pytest.approx(np.log(6))
    assert seen == [[3.0]] * 3
    reordered = Coupling(keep=[2, 0], net=lambda kept: Shift(10 * kept[..., :1] + kept[..., 1:]))
    assert reordered.forward([1, 2, 3]).tolist() == [1, 2 + 31, 3]


def test_an_additive_coupling_keeps_volumes() -> None:
    layer = Coupling(keep=(0, 1), net=lambda kept: Shift((kept**2).sum(axis=-1, keepdims=True)))
    z = [[1, 2, 3, 4], [0, 0, 5, 6]]
    assert layer.forward(z).tolist() == [[1, 2, 8, 9], [0, 0, 5, 6]]
    assert layer.log_abs_det_jacobian(z, layer.forward(z)).tolist() == [0, 0]


def test_any_monotone_map_of_numbers_may_be_coupled() -> None:
    layer = Coupling(keep=(0,), net=lambda kept: LeakyReLU(np.exp(kept)) >> Shift(kept))
    assert layer.forward([0, -2]).tolist() == [0, -2]
    np.testing.assert_allclose(layer.forward([1, -2]), [1, 1 - 2 * np.e])
    np.testing.assert_allclose(layer.inverse(layer.forward([1, -2])), [1, -2])


def by_doubling(before: Array) -> Affine:
    """Scale 2^s and shift 3 s, for the sum s of what came before."""
    total = before.sum(axis=-1)
    return Affine(2.0**total, 3 * total)


def test_a_masked_autoregressive_flow_reads_the_coordinates_of_x() -> None:
    maf = Autoregressive(by_doubling)
    # x_1 = z_1 = 1; x_2 = 5 * 2^1 + 3 = 13; x_3 = -1 * 2^14 + 42
    z, x = [1, 5, -1], [1, 13, 42 - 2**14]
    assert maf.forward(z).tolist() == x
    assert maf.inverse(x).tolist() == z
    assert float(maf.log_abs_det_jacobian(z, x)) == pytest.approx((0 + 1 + 14) * np.log(2))


def test_an_inverse_autoregressive_flow_reads_the_coordinates_of_z() -> None:
    iaf = Autoregressive(lambda before: by_doubling(before).inv).inv
    # x_1 = z_1 = 1; x_2 = 5 * 2^1 + 3 = 13; x_3 = -1 * 2^6 + 18, with z_1 + z_2 = 6
    z, x = [1, 5, -1], [1, 13, 18 - 2**6]
    assert iaf.forward(z).tolist() == x
    assert iaf.inverse(x).tolist() == z
    assert float(iaf.log_abs_det_jacobian(z, x)) == pytest.approx((0 + 1 + 6) * np.log(2))


def test_a_coordinate_is_computed_only_from_those_before_it() -> None:
    given = []

    def net(before: Array) -> Shift:
        given.append(before.shape)
        return Shift(before.sum(axis=-1))

    Autoregressive(net).inverse(np.ones((5, 3)))
    assert given == [(5, 0), (5, 1), (5, 2)]
    jacobian = np.array(
        [Autoregressive(by_doubling).forward(np.eye(3)[i] / 4) for i in range(3)]
    ) - Autoregressive(by_doubling).forward([0, 0, 0])
    assert np.triu(jacobian.T, 1).tolist() == np.zeros((3, 3)).tolist()


def test_forward_substitution() -> None:
    layer = TriangularMap([[2, 0, 0], [1, -3, 0], [4, 5, 0.5]], [1, 1, 1])
    z, x = [1, 2, -4], [3, 1 - 6 + 1, 4 + 10 - 2 + 1]
    assert layer.forward(z).tolist() == x
    assert layer.inverse(x).tolist() == z
    assert float(layer.log_abs_det_jacobian(z, x)) == pytest.approx(np.log(3))  # |2 * -3 * 0.5|


def test_a_permutation_puts_each_coordinate_in_its_place() -> None:
    layer = Permutation([2, 0, 1])
    assert layer.forward([10, 20, 30]).tolist() == [30, 10, 20]
    assert layer.inverse([30, 10, 20]).tolist() == [10, 20, 30]
    assert layer.forward(np.zeros((4, 2, 3))).shape == (4, 2, 3)


@pytest.mark.parametrize(
    "layer",
    [Coupling((0,), lambda kept: Affine(2.0**kept, 3 * kept)), Autoregressive(by_doubling)],
)
def test_nan_and_infinity_stay_in_their_point_and_the_net_never_sees_them(
    layer: Transform,
) -> None:
    z = np.array([[1, 5.0], [NAN, 5], [2, NAN], [INF, 5], [0, -3]])
    x = layer.forward(z)
    np.testing.assert_array_equal(x[[0, 4]], layer.forward(z[[0, 4]]))
    assert np.isnan(x[1]).all()
    assert x[2, 0] == 2
    assert np.isnan(x[2, 1])
    assert np.isnan(x[3, 1])
    log_det = layer.log_abs_det_jacobian(z, x)
    assert np.isnan(log_det).tolist() == [False, True, True, True, False]
    flow = Flow(Independent(Normal([0, 0])), layer)
    assert np.isnan(flow.log_prob(z)).tolist() == [False, True, True, False, False]
    assert flow.log_prob(z)[3] == -INF
    assert np.isnan(layer.forward([NAN, NAN])).all()
    assert layer.forward(np.zeros((0, 2))).shape == (0, 2)


@pytest.mark.parametrize(
    ("layer", "message"),
    [
        (Coupling((0,), lambda kept: Exp()), "real numbers onto all real numbers, got Exp"),
        (Coupling((0,), lambda kept: Square()), "one-to-one map of numbers, got Square"),
        (Coupling((0,), lambda kept: Permutation([0])), "map of numbers, got Permutation"),
        (Coupling((0,), lambda kept: kept), "map of numbers, got ndarray"),  # type: ignore[arg-type,return-value]
        (Coupling((0,), lambda kept: Shift(kept[..., 0])), "have shape .* does not fit"),
        (Coupling((0,), lambda kept: Affine(0 * kept)), "Coupling: the net makes no transform of"),
        (Coupling((0,), lambda kept: Shift(1e300 * 10**kept)), "points: Shift: b must be finite"),
        (Coupling((0, 2), Shift), r"with 2 coordinates cannot keep \[0, 2\]"),
        (Coupling((0, 1), Shift), r"with 2 coordinates cannot keep \[0, 1\] and move others"),
        (Autoregressive(lambda before: Exp()), "real numbers onto all real numbers, got Exp"),
        (Autoregressive(lambda before: Affine(before)), "Autoregressive: .* does not fit"),
    ],
)
@pytest.mark.filterwarnings("ignore:overflow")
def test_what_a_net_gives_is_checked(layer: Transform, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        layer.forward([[1, 2], [40, 3], [4, 5]])


def test_a_layer_that_does_not_fit_its_base_is_refused_when_the_flow_is_built() -> None:
    three = Coupling((2,), Shift)
    with pytest.raises(ValueError, match=r"points with 2 coordinates cannot keep \[2\]"):
        Flow(Independent(Normal([0, 0])), three)
    with pytest.raises(ValueError, match=r"points with 2 coordinates cannot keep \[2\]"):
        three >> Permutation([1, 0])
    with pytest.raises(ValueError, match=r"points with 2 coordinates cannot keep \[2\]"):
        Flow(Independent(Normal([0, 0])), Exp() >> three.inv)
    with pytest.raises(ValueError, match=r"use Independent\(Normal\(...\)\)"):
        Flow(Normal([0, 0]), three)


@pytest.mark.parametrize("keep", [[], [0, 0], [-1], [0.5], [NAN], [[0]], 0])
def test_keep_must_be_a_list_of_different_indices(keep: object) -> None:
    with pytest.raises(ValueError, match="Coupling: keep must hold different indices from 0 on"):
        Coupling(keep, Shift)  # type: ignore[arg-type]
