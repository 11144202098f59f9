"""A distribution of numbers, given that they lie in an interval."""

from dataclasses import dataclass

import numpy as np

from tutor.flows.arrays import Array, Numbers, Shape, as_array, broadcast_shapes
from tutor.flows.domains import Interval
from tutor.flows.univariate import Univariate, WithQuantiles


@dataclass(frozen=True, slots=True, eq=False, init=False)
class Truncated(WithQuantiles):
    """p(z) = p_base(z) / P(low <= Z <= high) for low <= z <= high, else 0.

    `base` has a cdf in closed form (not Beta); `low` and `high` are numbers or arrays that
    broadcast with its batch, and may be infinite. Draws are quantiles of uniform numbers. The
    mass is a difference of the base's cdf, in either tail of small numbers: its relative error
    grows only where [low, high] is much narrower than the base. The support is that of the base
    within [low, high]. Raises ValueError unless low < high, and if the base has no mass between
    them that is greater than 0 in double precision. Source: Johnson, Kotz and Balakrishnan
    1994, section 13.10, for the normal law.
    """

    base: WithQuantiles
    low: Array
    high: Array
    _mass: Array

    def __init__(self, base: Univariate, low: Numbers = -np.inf, high: Numbers = np.inf) -> None:
        if not isinstance(base, WithQuantiles):
            name = type(base).__name__
            raise ValueError(f"Truncated: the base must have a cdf in closed form, {name} has none")
        ends = as_array("Truncated", "low", low), as_array("Truncated", "high", high)
        shapes = {"base": base.shape, "low": ends[0].shape, "high": ends[1].shape}
        broadcast_shapes("Truncated", **shapes)
        if not (ends[0] < ends[1]).all():
            raise ValueError(f"Truncated: low must be below high, got {ends[0]} and {ends[1]}")
        for name, end in zip(("low", "high"), ends, strict=True):
            copy = np.array(end)
            copy.setflags(write=False)
            object.__setattr__(self, name, copy)
        object.__setattr__(self, "base", base)
        above = base.sf(self.low) - base.sf(self.high)
        mass = np.where(self._in_upper_tail, above, base.cdf(self.high) - base.cdf(self.low))
        if not (mass > 0).all():
            raise ValueError(
                f"Truncated: {type(base).__name__} has no mass from {self.low} to {self.high}"
            )
        object.__setattr__(self, "_mass", np.asarray(mass))

    @property
    def shape(self) -> Shape:
        """What the base, low and high broadcast to."""
        return np.broadcast_shapes(self.base.shape, self.low.shape, self.high.shape)

    @property
    def support(self) -> Interval:
        """The support of the base within [low, high]."""
        return self.base.support.intersection(Interval(self.low, self.high))

    def expand(self, batch_shape: Shape) -> "Truncated":
        """The same distribution as a batch of another shape."""
        return Truncated(
            self.base.expand(batch_shape),
            np.broadcast_to(self.low, batch_shape),
            np.broadcast_to(self.high, batch_shape),
        )

    @property
    def _in_upper_tail(self) -> Array:
        return np.asarray(self.base.sf(self.low) < 0.5)

    def _log_density(self, z: Array) -> Array:
        return self.base.log_prob(z) - np.log(self._mass)

    def _cdf(self, z: Array) -> Array:
        below = self.base.cdf(z) - self.base.cdf(self.low)
        above = self.base.sf(self.low) - self.base.sf(z)
        return np.where(self._in_upper_tail, above, below) / self._mass

    def _sf(self, z: Array) -> Array:
        below = self.base.cdf(self.high) - self.base.cdf(z)
        above = self.base.sf(z) - self.base.sf(self.high)
        return np.where(self.base.sf(z) < 0.5, above, below) / self._mass

    def _icdf(self, q: Array) -> Array:
        return self._quantile(q, 1 - q)

    def _isf(self, q: Array) -> Array:
        return self._quantile(1 - q, q)

    def _quantile(self, below: Array, above: Array) -> Array:
        """The z with this share of the mass below it, and this share above it."""
        left = np.clip(self.base.cdf(self.low) + below * self._mass, 0, 1)
        right = np.clip(self.base.sf(self.high) + above * self._mass, 0, 1)
        z = np.where(left < 0.5, self.base.icdf(left), self.base.isf(right))
        return np.clip(z, self.support.low, self.support.high)

    def _sample(self, size: Shape, rng: np.random.Generator) -> Array:
        return self.icdf(rng.uniform(size=size))
