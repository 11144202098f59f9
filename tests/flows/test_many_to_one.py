"""A transform of one's own, here the square, is one class; several preimages are summed."""

from dataclasses import dataclass

import numpy as np
from scipy import stats  # type: ignore[import-untyped]

from tutor.flows import Affine, Exp, Flow, Interval, Normal, Support, Transform, Uniform
from tutor.flows.arrays import Array, Numbers


@dataclass(frozen=True, slots=True, eq=False)
class Square(Transform):
    """x = z^2."""

    def preimages(self, x: Numbers) -> tuple[Array, ...]:
        """Both roots."""
        root = self.inverse(x)
        return root, -root

    def image(self, support: Support) -> Support:
        """From the smallest square to the largest."""
        assert isinstance(support, Interval)
        largest = max(float(support.low) ** 2, float(support.high) ** 2)
        return Interval(0.0 if support.contains(0) else float(support.low) ** 2, largest)

    def _forward(self, z: Array) -> Array:
        return z * z

    def _inverse(self, x: Array) -> Array:
        with np.errstate(invalid="ignore"):
            return np.sqrt(x)

    def _log_abs_det(self, z: Array, x: Array) -> Array:
        with np.errstate(divide="ignore"):
            logs: Array = np.log(2 * np.abs(z))
        return logs


def test_the_square_of_a_normal_number_has_the_chi_squared_law() -> None:
    flow = Flow(Normal(), Square())
    x = flow.sample(200, np.random.default_rng(0))
    np.testing.assert_allclose(flow.log_prob(x), stats.chi2(1).logpdf(x), rtol=1e-12, atol=1e-13)
    assert flow.log_prob(-1) == -np.inf


def test_only_the_preimages_in_the_support_count() -> None:
    # U(-1, 2): below 1 both roots count, 2/(3 * 2 sqrt(x)); above only one does.
    flow = Flow(Uniform(-1, 2), Square())
    np.testing.assert_allclose(
        np.exp(flow.log_prob([0.25, 2.25, 4.5])), [2 / 3, 1 / 9, 0], rtol=1e-14
    )


def test_the_preimages_of_a_composition_are_those_of_its_parts() -> None:
    # (Z - 1)^2 with Z from N(1, 1) has the same law.
    flow = Flow(Normal(1, 1), Affine(1, -1) >> Square())
    x = np.array([0.1, 1.0, 5.0])
    np.testing.assert_allclose(flow.log_prob(x), stats.chi2(1).logpdf(x), rtol=1e-12)
    np.testing.assert_array_equal(flow.transform.preimages(4.0), [3.0, -1.0])


def test_a_square_may_be_followed_by_another_transform() -> None:
    # exp(Z^2/2) with Z from N(0, 1): log X = Z^2/2, so p(x) = 2 chi2(2 log x)/x
    flow = Flow(Normal(), Square() >> Affine(0.5) >> Exp())
    x = np.array([1.5, 2.0, 7.0])
    theirs = stats.chi2(1).logpdf(2 * np.log(x)) + np.log(2 / x)
    np.testing.assert_allclose(flow.log_prob(x), theirs, rtol=1e-12, atol=1e-12)
    assert flow.log_prob(0.5) == -np.inf
    assert str(flow.support) == "[1.0, inf)"
