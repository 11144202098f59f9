"""What parts 3 and 4 of the course state, against Jacobians of differences and other solvers."""

from collections.abc import Callable
from math import exp, log

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy import linalg, stats  # type: ignore[import-untyped]

from tests.decks.stated import slope, stated

Vector = NDArray[np.float64]
Z = np.array([0.4, -1.1, 0.7, 0.2])


def jacobian(forward: Callable[[Vector], Vector], at: Vector) -> Vector:
    """The Jacobian by central differences: what each coordinate does when one is moved."""
    steps = 1e-5 * np.eye(len(at))
    return np.column_stack([(forward(at + h) - forward(at - h)) / 2e-5 for h in steps])


def log_det(forward: Callable[[Vector], Vector], at: Vector) -> float:
    return float(np.linalg.slogdet(jacobian(forward, at))[1])


def scales(kept: Vector) -> Vector:
    """The s of a coupling layer: any function, not invertible."""
    return np.array([np.sin(3 * kept[0]) * kept[1], abs(kept[0])])


def shifts(kept: Vector) -> Vector:
    return np.array([kept[0] ** 2, kept[0] * kept[1] - 2])


def coupling(z: Vector) -> Vector:
    return np.concatenate([z[:2], z[2:] * np.exp(scales(z[:2])) + shifts(z[:2])])


def additive(z: Vector) -> Vector:
    return np.concatenate([z[:2], z[2:] + shifts(z[:2])])


def parameters(before: Vector) -> tuple[float, float]:
    """s_i and m_i of an autoregressive layer, from the coordinates before i."""
    return float(np.sin(before.sum())), float(before @ before - 0.5 * len(before))


def maf(z: Vector) -> Vector:
    x = np.empty(0)
    for number in z:
        s, m = parameters(x)
        x = np.append(x, number * exp(s) + m)
    return x


def iaf(z: Vector) -> Vector:
    made = [parameters(z[:i]) for i in range(len(z))]
    return np.array([number * exp(s) + m for number, (s, m) in zip(z, made, strict=True)])


@stated("undo-layers", r"f^{-1} = f_1^{-1} \circ f_2^{-1} \circ f_3^{-1}")
def test_the_last_layer_is_undone_first() -> None:
    x = np.tanh(np.exp(2 * 0.3 - 1))
    assert (log(np.arctanh(x)) + 1) / 2 == pytest.approx(0.3)


@stated("chain-rule-points", r"J_f(z) = J_2(f_1(z))\, J_1(z)")
@stated("check-chain-rule-points", r"The right sum is $\log |a| + az + b$")
def test_each_jacobian_is_taken_at_the_input_of_its_own_layer() -> None:
    product = jacobian(maf, coupling(Z)) @ jacobian(coupling, Z)
    assert jacobian(lambda z: maf(coupling(z)), Z) == pytest.approx(product, rel=1e-5, abs=1e-7)
    a, b, z = -2.5, 0.5, 0.3
    whole = slope(lambda z: exp(a * z + b), z)
    assert log(abs(whole)) == pytest.approx(log(abs(a)) + a * z + b)


@stated("inverse-log-det", r"$-\log |\det J_f(z)|$")
def test_the_inverse_has_the_log_determinant_with_the_other_sign() -> None:
    def back(x: Vector) -> Vector:
        return np.concatenate([x[:2], (x[2:] - shifts(x[:2])) * np.exp(-scales(x[:2]))])

    assert log_det(back, coupling(Z)) == pytest.approx(-log_det(coupling, Z))


@stated("same-dimension", "only square matrices have an inverse")
def test_no_matrix_that_is_not_square_has_an_inverse_on_both_sides() -> None:
    wide = np.array([[1.0, 2, 3], [0, 1, 4]])
    assert np.linalg.matrix_rank(np.linalg.pinv(wide) @ wide) < 3


@stated("scale-log-det", r"$d \log |a|$")
@stated("permutation-log-det", "It is 0")
@stated("tanh-log-det", r"$\log(1 - \tanh^2 z)$")
@stated("leaky-log-det", r"0 for positive $z$, and $\log k$ for negative $z$")
def test_the_log_determinants_of_simple_layers() -> None:
    assert log_det(lambda z: -3 * z, Z) == pytest.approx(4 * log(3))
    assert log_det(lambda z: z[[2, 0, 3, 1]], Z) == pytest.approx(0, abs=1e-9)
    for z in (-1.5, 0.2, 2.0):
        assert log(slope(np.tanh, z)) == pytest.approx(log(1 - np.tanh(z) ** 2))
        leaky = log(slope(lambda z: max(z, 0) + 0.2 * min(z, 0), z))
        assert leaky == pytest.approx(0 if z > 0 else log(0.2))


@stated("parallelogram", "$(1, 0)$ goes to $(a, c)$", r"Its area is $|\det A| = |ad - bc|$")
@stated(
    "inverse-matrix",
    r"A^{-1} = \frac{1}{ad - bc} \begin{bmatrix} d & -b \\ -c & a \end{bmatrix}",
)
def test_a_matrix_of_the_plane_has_the_stated_area_and_inverse() -> None:
    for a, b, c, d in ((3.0, 1, 0, 2), (1, 3, 2, 1), (-2, 1, 4, 3)):
        matrix = np.array([[a, b], [c, d]])
        assert matrix @ [1, 0] == pytest.approx([a, c])
        assert matrix @ [0, 1] == pytest.approx([b, d])
        corners = (matrix @ np.array([[0, 1, 1, 0], [0, 0, 1, 1]])).T
        after = np.roll(corners, -1, axis=0)
        turned = (corners[:, 0] * after[:, 1] - corners[:, 1] * after[:, 0]).sum() / 2  # shoelace
        assert abs(turned) == pytest.approx(abs(a * d - b * c))
        assert (turned < 0) == (a * d - b * c < 0)  # the other way round: turned over
        inverse = np.array([[d, -b], [-c, a]]) / (a * d - b * c)
        assert inverse == pytest.approx(linalg.inv(matrix))


@stated(
    "triangular-shape",
    r"\log \left|\det J_f\right| = "
    r"\sum_{i=1}^{d} \log \left|\frac{\partial x_i}{\partial z_i}\right|",
)
@stated("check-triangular-shape", "the determinant still costs $O(d)$")
@stated("triangular-solve", "the first row gives $z_1$")
def test_a_triangular_matrix_is_solved_row_by_row_and_its_diagonal_is_its_determinant() -> None:
    lower = np.tril(np.arange(1.0, 17).reshape(4, 4)) * [[1], [-1], [1], [-1]]
    x = np.array([2.0, 1, -3, 5])
    z = np.zeros(4)
    for i in range(4):
        z[i] = (x[i] - lower[i, :i] @ z[:i]) / lower[i, i]
    assert z == pytest.approx(linalg.solve(lower, x))
    below = [np.log(np.abs(np.diagonal(jacobian(f, Z)))).sum() for f in (maf, iaf, coupling)]
    assert below == pytest.approx([log_det(f, Z) for f in (maf, iaf, coupling)])


@stated("check-affine-stack", "$A_2(A_1 z + b_1) + b_2$ is $Az + b$ with $A = A_2 A_1$ and")
def test_an_affine_map_after_another_is_affine() -> None:
    first, second = np.array([[1.0, 3], [2, 1]]), np.array([[0.0, 1], [-2, 5]])
    b1, b2, z = np.array([1.0, -1]), np.array([0.5, 2]), np.array([0.3, 0.9])
    stacked = second @ (first @ z + b1) + b2
    assert stacked == pytest.approx((second @ first) @ z + (second @ b1 + b2))


@stated("affine-coupling", r"x_b = z_b\, e^{s(z_a)} + t(z_a)")
@stated("coupling-inverse", r"z_b = (x_b - t(x_a))\, e^{-s(x_a)}")
@stated("check-coupling-inverse", "computed again, from the kept part")
def test_a_coupling_layer_is_undone_without_inverting_its_networks() -> None:
    x = coupling(Z)
    assert x[:2] == pytest.approx(Z[:2])
    assert (x[2:] - shifts(x[:2])) * np.exp(-scales(x[:2])) == pytest.approx(Z[2:])


@stated("coupling-log-det", r"\log \left|\det J_f\right| = \sum_{j} s_j(z_a)")
@stated("coupling-jacobian", "Its first rows are those of the identity", "scales $e^{s_j}$ on the")
def test_the_jacobian_of_a_coupling_layer() -> None:
    matrix = jacobian(coupling, Z)
    assert matrix[:2] == pytest.approx(np.eye(4)[:2])
    assert np.diagonal(matrix)[2:] == pytest.approx(np.exp(scales(Z[:2])))
    assert matrix == pytest.approx(np.tril(matrix), abs=1e-9)
    assert abs(matrix[2:, :2]).max() > 0.1  # what does not count is there
    assert np.linalg.slogdet(matrix)[1] == pytest.approx(scales(Z[:2]).sum())


@stated("volume-preserving", "It is 0")
@stated("check-volume-preserving", "$p_X(f(z)) = p_Z(z)$", r"$(2\pi)^{-d/2}$")
@stated("nice-scaling", "the sum of all $s_i$")
def test_additive_coupling_preserves_volume_until_a_scaling_layer_changes_it() -> None:
    assert log_det(additive, Z) == pytest.approx(0, abs=1e-9)
    s = np.array([0.3, -1, 2, 0.1])
    assert log_det(lambda z: additive(z) * np.exp(s), Z) == pytest.approx(s.sum())
    highest = stats.multivariate_normal(np.zeros(4)).pdf(np.zeros(4))
    assert highest == pytest.approx((2 * np.pi) ** (-4 / 2))


@stated("exchange-parts", "what was kept is moved next")
@stated("check-exchange-parts", "at the end $x_a = z_a$")
def test_without_exchange_the_kept_part_never_moves() -> None:
    assert coupling(coupling(coupling(Z)))[:2] == pytest.approx(Z[:2])
    exchanged = coupling(coupling(Z)[[2, 3, 0, 1]])
    assert not set(exchanged.round(6)) & set(Z.round(6))


@stated("glow-log-det", r"$hw \log |\det W|$")
def test_the_same_matrix_at_every_pixel_counts_once_for_each() -> None:
    mix = np.array([[1.0, 3], [2, 1]])
    image = np.random.default_rng(0).normal(size=2 * 3 * 2)

    def convolve(z: Vector) -> Vector:
        mixed: Vector = np.einsum("hwc,kc->hwk", z.reshape(2, 3, 2), mix)
        return mixed.ravel()

    assert log_det(convolve, image) == pytest.approx(2 * 3 * log(abs(np.linalg.det(mix))))


@stated("maf-iaf", "in a MAF from those of the data", "in an IAF from those of the base")
@stated("autoregressive-log-det", r"$s_1 + s_2 + \cdots + s_d$, for a MAF as for an IAF")
@stated("check-maf-jacobian", "That makes the Jacobian lower triangular", "the factors $e^{s_i}$")
def test_the_jacobians_of_autoregressive_layers() -> None:
    for layer, read in ((maf, maf(Z)), (iaf, Z)):
        s = [parameters(read[:i])[0] for i in range(4)]
        matrix = jacobian(layer, Z)
        assert matrix == pytest.approx(np.tril(matrix), abs=1e-9)
        assert np.diagonal(matrix) == pytest.approx(np.exp(s))
        assert np.linalg.slogdet(matrix)[1] == pytest.approx(sum(s))


@stated("maf-evaluates", r"$z_i = (x_i - m_i)\, e^{-s_i}$")
@stated("check-maf-evaluates", "one pass of the network gives all of them at once")
@stated("iaf-evaluates", r"when $z_1, \ldots, z_{i-1}$ are known")
@stated("iaf-own-samples", "their $z$ is known")
@stated("check-maf-or-iaf", "a MAF does that in one pass; an IAF would need $d$")
def test_which_direction_needs_nothing_that_is_still_unknown() -> None:
    x = maf(Z)
    made = np.array([parameters(x[:i]) for i in range(4)])  # all from the given x
    assert (x - made[:, 1]) * np.exp(-made[:, 0]) == pytest.approx(Z)
    x, z = iaf(Z), np.empty(0)
    for number in x:  # one after the other: each needs those found before
        s, m = parameters(z)
        z = np.append(z, (number - m) * exp(-s))
    assert z == pytest.approx(Z)


@stated("maf-conditionals", "Normally, with mean $m_i$ and standard deviation $e^{s_i}$")
def test_a_maf_has_normal_conditionals() -> None:
    x = maf(Z)
    made = [parameters(x[:i]) for i in range(4)]
    conditionals = [stats.norm(m, exp(s)).logpdf(xi) for xi, (s, m) in zip(x, made, strict=True)]
    assert stats.norm.logpdf(Z).sum() - log_det(maf, Z) == pytest.approx(sum(conditionals))


@stated("made-masks", "depends on the inputs before $i$ only")
def test_masks_leave_paths_from_earlier_inputs_only() -> None:
    degrees = [np.arange(1, 5), np.array([1, 3, 2, 1, 3]), np.arange(1, 5)]
    hidden = degrees[1][:, None] >= degrees[0][None, :]
    out = degrees[2][:, None] > degrees[1][None, :]
    paths = out.astype(int) @ hidden.astype(int)
    assert (np.triu(paths) == 0).all()
    assert (paths[np.tril_indices(4, -1)] > 0).all()


@stated(
    "triangular-universal", r"$x_i$ depends on $z_1, \ldots, z_i$ only and increases with $z_i$"
)
def test_conditional_cdfs_carry_one_density_to_another_by_a_triangular_map() -> None:
    # onto a logistic x_1 and an x_2 that is normal around x_1 squared
    u = (np.arange(400) + 0.5) / 400
    z1, z2 = (grid.ravel() for grid in np.meshgrid(stats.norm.ppf(u), stats.norm.ppf(u)))
    x1 = stats.logistic.ppf(stats.norm.cdf(z1))
    x2 = stats.norm.ppf(stats.norm.cdf(z2), loc=x1**2, scale=0.5)
    for at in (-1.0, 0.5, 2.0):
        assert np.mean(x1 <= at) == pytest.approx(stats.logistic.cdf(at), abs=2e-3)
    near = abs(x1 - 1) < 0.2
    assert np.mean(x2[near] <= 1) == pytest.approx(0.5, abs=0.05)
