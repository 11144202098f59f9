"""The sigmoid, which takes the line into the unit interval."""

from dataclasses import dataclass

from tutor.flows.arrays import Array
from tutor.flows.domains import UNIT, Support
from tutor.flows.elementary import logit, sigmoid, softplus
from tutor.flows.maps import Transform


@dataclass(frozen=True, slots=True, eq=False)
class Sigmoid(Transform):
    """x = 1/(1 + e^-z) on each number; log |det J_f| = log x(1 - x) = -softplus(z) - softplus(-z).

    Points of any shape; softplus(z) = log(1 + e^z). The domain is the real numbers, the
    codomain (0, 1): a number outside [0, 1] has the inverse NaN. A finite z never gives 0 or 1.
    Raises nothing. Source: Dinh and others 2016, section 4.1, where its inverse prepares images.
    """

    @property
    def codomain(self) -> Support:
        """The open unit interval."""
        return UNIT

    def _forward(self, z: Array) -> Array:
        return sigmoid(z)

    def _inverse(self, x: Array) -> Array:
        return logit(x)

    def _log_abs_det(self, z: Array, x: Array) -> Array:
        return -softplus(z) - softplus(-z)
