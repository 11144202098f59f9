"""What part 2 of the course states, against cumulative distribution functions."""

from math import exp, inf, sqrt

import numpy as np
import pytest
from scipy import integrate, special, stats  # type: ignore[import-untyped]

from tests.decks.stated import slope, stated

CUBIC = np.polynomial.Polynomial([0, -3, 0, 1])  # z^3 - 3z: up, down and up again


@stated(
    "many-to-one",
    r"p_X(x) = \sum_{i=1}^{n} \frac{p_Z(z_i)}{\left|f'(z_i)\right|}",
)
@stated("preimage-outside", "there $p_Z = 0$")
@stated("check-many-to-one", "apply the change-of-variables formula to each piece")
def test_the_shares_of_all_points_carried_to_x_are_added() -> None:
    for base in (stats.norm(0.5, 1), stats.uniform(-1, 2.5)):

        def below(x: float, base: stats.rv_continuous = base) -> float:
            first, second, third = sorted((CUBIC - x).roots().real)
            return float(base.cdf(first) + base.cdf(third) - base.cdf(second))

        for x in (-1.5, -0.2, 0.8, 1.9):
            points = (CUBIC - x).roots().real
            stated = sum(base.pdf(z) / abs(CUBIC.deriv()(z)) for z in points)
            assert slope(below, x) == pytest.approx(stated, rel=1e-5)


@stated("square", r"p_X(x) = \frac{p_Z(\sqrt{x}) + p_Z(-\sqrt{x})}{2\sqrt{x}}")
@stated("square-pieces", "Two between 0 and 1", "One between 1 and 9")
def test_both_roots_of_a_square_count_where_the_base_has_them() -> None:
    base = stats.uniform(-1, 4)
    for x, count in ((0.3, 2), (0.9, 2), (1.1, 1), (8.9, 1), (9.1, 0)):
        stated = (base.pdf(sqrt(x)) + base.pdf(-sqrt(x))) / (2 * sqrt(x))
        assert stated == pytest.approx(count / 4 / (2 * sqrt(x)))
        density = slope(lambda x: base.cdf(sqrt(x)) - base.cdf(-sqrt(x)), x)
        assert density == pytest.approx(stated)


@stated("chi-square", r"p_X(x) = \frac{e^{-x/2}}{\sqrt{2\pi x}}")
def test_the_square_of_a_standard_normal_is_chi_square() -> None:
    for x in (0.1, 1.0, 6.0):
        assert stats.chi2(1).pdf(x) == pytest.approx(exp(-x / 2) / sqrt(2 * np.pi * x))


@stated("absolute-value", "$p_X(x) = p_Z(x) + p_Z(-x)$")
def test_the_absolute_value_folds_the_line() -> None:
    base = stats.norm(0.7, 1.2)
    for x in (0.2, 1.0, 2.5):
        density = slope(lambda x: base.cdf(x) - base.cdf(-x), x)
        assert density == pytest.approx(base.pdf(x) + base.pdf(-x))


@stated("relu", "exactly 0 with probability one half")
def test_relu_puts_half_the_probability_on_one_point() -> None:
    u = (np.arange(1000) + 0.5) / 1000
    assert np.mean(np.maximum(0, stats.norm.ppf(u)) == 0) == 0.5


@stated("leaky-relu", "For every positive $k$", "a negative $x$ from $x/k$")
def test_a_leaky_relu_is_one_to_one_for_positive_slopes_only() -> None:
    z = np.linspace(-3, 3, 61)
    for k in (-2, -0.1, 0, 0.01, 1, 5):
        x = np.where(z > 0, z, k * z)
        assert (len(np.unique(x.round(9))) == len(z)) == (k > 0)
        if k > 0:
            assert np.where(x > 0, x, x / k) == pytest.approx(z)


@stated("log-sum-exp", r"\log p_X(x) = \log \sum_{i} e^{l_i}")
def test_the_log_density_of_a_sum_of_shares() -> None:
    shares = [stats.norm.logpdf(root) - np.log(2 * 1.5) for root in (1.5, -1.5)]
    assert special.logsumexp(shares) == pytest.approx(stats.chi2(1).logpdf(1.5**2))


@stated("check-missing-absolute-value", "the sum is 0 for every positive $x$")
def test_without_absolute_values_the_two_shares_cancel() -> None:
    for x in (0.3, 2.0):
        roots = (sqrt(x), -sqrt(x))
        assert sum(stats.norm.pdf(z) / (2 * z) for z in roots) == pytest.approx(0, abs=1e-15)
        assert sum(stats.norm.pdf(z) / abs(2 * z) for z in roots) > 0.1


@stated("check-square-layer", "$K$ squarings can have $2^K$ such points")
def test_squarings_with_shifts_can_double_the_points_each_time() -> None:
    points = np.array([0.5])
    for layers in range(1, 7):  # x = z^2 - 2, again and again
        points = np.concatenate([np.sqrt(points + 2), -np.sqrt(points + 2)])
        assert len(np.unique(points.round(9))) == 2**layers
    positive = integrate.quad(lambda x: stats.halfnorm.pdf(sqrt(x)) / (2 * sqrt(x)), 0, inf)
    assert positive[0] == pytest.approx(1, abs=1e-6)  # on positive numbers one term is enough
