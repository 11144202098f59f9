"""Maps that take several points to one: each preimage in the support counts, and counts once."""

import math

import numpy as np
import pytest
from scipy import stats  # type: ignore[import-untyped]

from tutor.flows import (
    Abs,
    Affine,
    Exponential,
    Flow,
    Independent,
    Linear,
    Log,
    Normal,
    Shift,
    Square,
    Uniform,
)


def test_only_the_preimages_in_the_support_count() -> None:
    # U(-1, 2): below 1 both roots count, 2/(3 * 2 sqrt(x)); above only one does.
    flow = Flow(Uniform(-1, 2), Square())
    np.testing.assert_allclose(
        np.exp(flow.log_prob([0.25, 2.25, 4.5, -1])), [2 / 3, 1 / 9, 0, 0], rtol=1e-14
    )


def test_the_preimages_of_a_composition_are_those_of_its_parts() -> None:
    # (Z - 1)^2 with Z from N(1, 1) has the law of a squared standard normal number.
    flow = Flow(Normal(1, 1), Affine(1, -1) >> Square())
    x = np.array([0.1, 1.0, 5.0])
    np.testing.assert_allclose(flow.log_prob(x), stats.chi2(1).logpdf(x), rtol=1e-12)
    np.testing.assert_array_equal(flow.transform.preimages(4.0), [3.0, -1.0])
    twice = Square() >> Shift(-3) >> Square()
    assert sorted(np.array(twice.preimages(1.0)).tolist()) == [-2, -math.sqrt(2), math.sqrt(2), 2]
    assert np.isnan(twice.preimages(16.0)).sum() == 2  # z^2 - 3 = -4 has no solution


def test_a_point_where_branches_meet_at_an_end_of_the_support_counts_once() -> None:
    assert float(Flow(Uniform(), Abs()).log_prob(0)) == 0
    assert float(Flow(Uniform(-1, 0), Abs()).log_prob(0)) == 0
    assert float(Flow(Exponential(), Abs()).log_prob(0)) == 0
    assert float(Flow(Uniform(-1, 1), Abs()).log_prob(0)) == 0  # both: 1/2 + 1/2
    assert float(Flow(Normal(), Abs()).log_prob(0)) == pytest.approx(stats.halfnorm().logpdf(0))


def test_no_sample_is_outside_by_rounding() -> None:
    for low in np.linspace(-3, -0.1, 30):
        flow = Flow(Uniform(low, 2), Affine(0.3, 0.1) >> Abs() >> Affine(7, 1e3))
        ends = flow.transform.forward([low, 2])
        assert np.isfinite(flow.log_prob(ends)).all()
        assert np.isfinite(flow.log_prob(flow.sample(1000, np.random.default_rng(0)))).all()


def test_on_vectors_every_combination_of_signs_counts() -> None:
    # The squares of d independent normal numbers are independent, each with its own law.
    x = np.random.default_rng(0).uniform(0.1, 4, (20, 3))
    means = np.array([0, 1, -2])
    flow = Flow(Independent(Normal(means)), Square())
    expected = stats.ncx2(1, np.where(means, means**2, 1e-300)).logpdf(x).sum(axis=-1)
    np.testing.assert_allclose(flow.log_prob(x), expected, rtol=1e-9)
    # A linear map after it changes the density by its determinant alone.
    mixed = Flow(flow.base, Square() >> Linear(np.diag([2, 3, 5]), 1))
    np.testing.assert_allclose(
        mixed.log_prob(x * [2, 3, 5] + 1), expected - math.log(30), rtol=1e-9
    )
    assert len(mixed.transform.preimages(x)) == 8
    assert flow.log_prob([1, 1, -0.1]) == -np.inf
    assert np.isnan(flow.log_prob([1, np.nan, -0.1]))


def test_the_absolute_values_of_a_correlated_normal_point_add_four_densities() -> None:
    A = np.array([[1, 0.5], [-0.3, 1]])
    flow = Flow(Independent(Normal([0.5, -1])), Linear(A) >> Abs())
    law = stats.multivariate_normal(A @ [0.5, -1], A @ A.T)
    x = np.abs(np.random.default_rng(1).normal(size=(30, 2)))
    signs = [[1, 1], [1, -1], [-1, 1], [-1, -1]]
    expected = np.log(sum(law.pdf(x * sign) for sign in signs))
    np.testing.assert_allclose(flow.log_prob(x), expected, rtol=1e-11, atol=1e-12)


def test_the_image_of_a_box_under_a_linear_map_and_absolute_values() -> None:
    # The unit square goes to the diamond with corners 0, (1, 1), (2, 0), (1, -1).
    base = Independent(Uniform([0, 0], 1))
    flow = Flow(base, Linear([[1, 1], [1, -1]]) >> Abs())
    inside = flow.support.contains([[1, 0.5], [1.5, 0.4], [1.5, 0.6], [1, -0.5], [0.2, 0.3]])
    assert inside.tolist() == [True, True, False, False, False]
    assert float(np.exp(flow.log_prob([1, 0.5]))) == pytest.approx(2 / 2)  # two of density 1/2


def test_a_map_with_several_preimages_has_no_inverse_but_says_how_to_find_them() -> None:
    flow = Flow(Normal(), Shift(1) >> Square())
    for ask in (lambda: Square().inv, lambda: flow.transform.inv, lambda: flow.inverse(1)):
        with pytest.raises(ValueError, match=r"is not one-to-one: use (transform\.)?preimages"):
            ask()
    assert float(Square().inverse(9)) == 3


def test_a_domain_that_is_no_interval_and_too_many_preimages_are_refused() -> None:
    with pytest.raises(ValueError, match=r"Square: the preimage of .* is two intervals"):
        Square() >> Shift(-1) >> Log()
    with pytest.raises(ValueError, match=r"2\^13 preimages, more than 4096"):
        Abs().vector_preimages(np.ones(13))
    with pytest.raises(ValueError, match="more than 4096 preimages"):
        (Abs() >> Linear(np.eye(7)) >> Abs()).preimages(np.ones(7))
    flow = Flow(Independent(Normal(np.zeros(40))), Abs())  # no vector of it is built up
    assert float(flow.log_prob(np.zeros(40))) == pytest.approx(40 * stats.halfnorm().logpdf(0))
