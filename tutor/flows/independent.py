"""A distribution of vectors with independent coordinates."""

from dataclasses import dataclass

import numpy as np

from tutor.flows.arrays import Array, Shape, sum_last
from tutor.flows.distribution import Base
from tutor.flows.domains import Support, as_vectors


@dataclass(frozen=True, slots=True, eq=False)
class Independent(Base):
    """p(z) = prod_i p_i(z_i): the last axis of a batch of distributions of numbers is one point.

    `Independent(Uniform([0, 0], 1))` is the unit square, `Independent(Normal([0, 0], 1))` the
    standard normal of the plane. The support is the box of theirs. Raises ValueError if the base
    has no batch or is of vectors. Source: Casella and Berger 2002, section 4.6.
    """

    base: Base

    def __post_init__(self) -> None:
        if self.base.event_dim:
            raise ValueError("Independent: the base must be a distribution of numbers")
        if not self.base.shape or not self.base.shape[-1]:
            raise ValueError(
                "Independent: the base needs a value for each coordinate, as in Normal([0, 0], 1)"
            )

    @property
    def event_dim(self) -> int:
        """1: a point is a vector."""
        return 1

    @property
    def shape(self) -> Shape:
        """That of the base: (..., d)."""
        return self.base.shape

    @property
    def support(self) -> Support:
        """The box of the coordinates' supports."""
        return as_vectors(self.base.support)

    def expand(self, batch_shape: Shape) -> "Independent":
        """The same distribution as a batch of another shape."""
        return Independent(self.base.expand((*batch_shape, *self.event_shape)))

    def _log_prob(self, z: Array) -> Array:
        return sum_last(self.base.log_prob(z), 1)

    def _sample(self, size: Shape, rng: np.random.Generator) -> Array:
        return self.base.sample(size[: len(size) - len(self.shape)], rng)
