"""Maps of the line that take z and -z to one point, greater the farther they are from 0."""

import numpy as np

from tutor.flows.arrays import Array, Numbers
from tutor.flows.domains import NONNEGATIVE, Interval, Support
from tutor.flows.maps import Transform


class EvenMap(Transform):
    """x = f(z) with f(-z) = f(z): two branches, so `inv` is refused and `preimages` has both.

    `inverse` gives the preimage that is not negative. In a flow the densities of both branches
    are added (Casella and Berger 2002, theorem 2.1.8).
    """

    __slots__ = ()

    @property
    def bijective(self) -> bool:
        """Never: z and -z go to one point."""
        return False

    @property
    def codomain(self) -> Support:
        """The numbers from 0 on."""
        return NONNEGATIVE

    def preimages(self, x: Numbers) -> tuple[Array, ...]:
        """Both preimages, the positive one first; NaN where x is negative."""
        root = self.inverse(x)
        return root, -root

    def _taken(self, interval: Interval) -> Interval:
        """From the distance of the end that is nearer to 0, or from 0, to that of the other."""
        low, high = np.abs(interval.low), np.abs(interval.high)
        open_far = np.where(low == high, interval.open_low & interval.open_high, False)
        open_far = np.where(low > high, interval.open_low, open_far)
        open_far = np.where(low < high, interval.open_high, open_far)
        crosses = (interval.low < 0) & (interval.high > 0)
        open_near = np.where(low < high, interval.open_low, interval.open_high)
        near = self.forward(np.where(crosses, 0.0, np.minimum(low, high)))
        far = self.forward(np.maximum(low, high))
        return Interval(near, far, open_near & ~crosses, open_far)

    def _narrowed(self, interval: Interval) -> Interval:
        """Between minus and plus the preimage of the high end, if the low end is 0."""
        if (interval.low > 0).any():
            name = type(self).__name__
            raise ValueError(f"{name}: the preimage of {interval} is two intervals")
        far = self.inverse(interval.high)
        return Interval(-far, far, interval.open_high, interval.open_high)
