"""The logit, which takes the unit interval onto the line."""

from dataclasses import dataclass

from tutor.flows.arrays import Array
from tutor.flows.domains import UNIT, Support
from tutor.flows.elementary import logit, sigmoid, softplus
from tutor.flows.maps import Transform


@dataclass(frozen=True, slots=True, eq=False)
class Logit(Transform):
    """x = log(z/(1 - z)) on each number; log |det J_f| = softplus(x) + softplus(-x).

    This is -log z - log(1 - z), with the digits that z has lost beside 1; softplus(x) is
    log(1 + e^x). Points of any shape. The domain is (0, 1), the codomain the real numbers: a
    number outside [0, 1] gives NaN, 0 and 1 give -inf and inf. Raises nothing. Source: Dinh and
    others 2016, section 4.1.
    """

    @property
    def domain(self) -> Support:
        """The open unit interval."""
        return UNIT

    def _forward(self, z: Array) -> Array:
        return logit(z)

    def _inverse(self, x: Array) -> Array:
        return sigmoid(x)

    def _log_abs_det(self, z: Array, x: Array) -> Array:
        return softplus(x) + softplus(-x)
