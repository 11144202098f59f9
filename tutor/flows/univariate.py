"""Base distributions of numbers: zero outside an interval, most with quantiles."""

from abc import abstractmethod

import numpy as np

from tutor.flows.arrays import Array, Numbers, points
from tutor.flows.distribution import Base
from tutor.flows.domains import Interval


class Univariate(Base):
    """A distribution of numbers whose support is an interval; a subclass gives `_log_density`."""

    __slots__ = ()

    @property
    @abstractmethod
    def support(self) -> Interval:
        """Where the density is positive."""

    @abstractmethod
    def expand(self, batch_shape: tuple[int, ...]) -> "Univariate":
        """The same distribution as a batch of another shape that the batch broadcasts to."""

    @abstractmethod
    def _log_density(self, z: Array) -> Array:
        """The logarithm of the density at points of the support."""

    def _log_prob(self, z: Array) -> Array:
        inside = self.support.contains(z)
        value = np.where(inside, self._log_density(z), -np.inf)
        return np.where(np.isnan(z), np.nan, value)


class WithQuantiles(Univariate):
    """One whose cumulative distribution function and its inverse have closed forms.

    Both are there from either side, so that a small probability keeps its digits in both tails.
    Every method takes and gives arrays of any shape that broadcasts with the batch.
    """

    __slots__ = ()

    @abstractmethod
    def expand(self, batch_shape: tuple[int, ...]) -> "WithQuantiles":
        """The same distribution as a batch of another shape that the batch broadcasts to."""

    def cdf(self, z: Numbers) -> Array:
        """P(Z <= z); NaN at NaN."""
        with np.errstate(all="ignore"):
            return np.asarray(self._cdf(self._within(z)))

    def sf(self, z: Numbers) -> Array:
        """P(Z > z), the survival function; NaN at NaN."""
        with np.errstate(all="ignore"):
            return np.asarray(self._sf(self._within(z)))

    def icdf(self, q: Numbers) -> Array:
        """The z with P(Z <= z) = q; NaN unless 0 <= q <= 1."""
        with np.errstate(all="ignore"):
            return np.asarray(self._icdf(self._probability(q)))

    def isf(self, q: Numbers) -> Array:
        """The z with P(Z > z) = q; NaN unless 0 <= q <= 1."""
        with np.errstate(all="ignore"):
            return np.asarray(self._isf(self._probability(q)))

    def _within(self, z: Numbers) -> Array:
        found = points(type(self).__name__, z, self.shape, 0)
        return np.clip(found, self.support.low, self.support.high)

    def _probability(self, q: Numbers) -> Array:
        found = points(type(self).__name__, q, self.shape, 0)
        return np.where((found >= 0) & (found <= 1), found, np.nan)

    @abstractmethod
    def _cdf(self, z: Array) -> Array: ...
    @abstractmethod
    def _sf(self, z: Array) -> Array: ...
    @abstractmethod
    def _icdf(self, q: Array) -> Array: ...
    @abstractmethod
    def _isf(self, q: Array) -> Array: ...
