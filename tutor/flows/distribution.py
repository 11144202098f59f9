"""What every base distribution has."""

from abc import ABC, abstractmethod
from collections.abc import Sequence

import numpy as np

from tutor.flows.arrays import Array, Numbers, Shape, points
from tutor.flows.domains import Support


class Base(ABC):
    """A distribution whose density is known in closed form, named as in torch.distributions.

    A point has `event_dim` axes: none for a number, one for a vector. The parameters may be a
    batch: `shape` is `batch_shape` and then `event_shape`.
    """

    __slots__ = ()

    @property
    def event_dim(self) -> int:
        """How many axes one point has: 0 or 1."""
        return 0

    @property
    @abstractmethod
    def shape(self) -> Shape:
        """The shape of one draw from every distribution of the batch."""

    @property
    def batch_shape(self) -> Shape:
        """The shape of the batch of distributions; () for a single one."""
        return self.shape[: len(self.shape) - self.event_dim]

    @property
    def event_shape(self) -> Shape:
        """The shape of one point: () for a number, (d,) for a vector."""
        return self.shape[len(self.shape) - self.event_dim :]

    @property
    @abstractmethod
    def support(self) -> Support:
        """Where the density is positive."""

    @abstractmethod
    def expand(self, batch_shape: Shape) -> "Base":
        """The same distribution as a batch of another shape that the batch broadcasts to."""

    def log_prob(self, z: Numbers) -> Array:
        """The logarithm of the density at each point; -inf outside the support, NaN at NaN.

        Points of shape (...) + event_shape give values of the shape (...), broadcast with the
        batch. Raises ValueError if the shapes do not meet.
        """
        z = points(type(self).__name__, z, self.shape, self.event_dim)
        with np.errstate(all="ignore"):
            return np.asarray(self._log_prob(z))

    def sample(self, shape: int | Sequence[int], rng: np.random.Generator) -> Array:
        """Independent draws, of shape `shape` + batch_shape + event_shape."""
        sizes = (shape,) if isinstance(shape, int) else tuple(shape)
        return np.asarray(self._sample((*sizes, *self.shape), rng))

    @abstractmethod
    def _log_prob(self, z: Array) -> Array: ...
    @abstractmethod
    def _sample(self, size: Shape, rng: np.random.Generator) -> Array: ...
