"""A flow: a base distribution carried through a transform by the change of variables."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from tutor.flows.arrays import Array, Numbers, Shape, any_nan, broadcast_shapes, points, sum_last
from tutor.flows.distribution import Base
from tutor.flows.domains import Box, Interval, Mask, Support
from tutor.flows.maps import Transform


@dataclass(frozen=True, slots=True, eq=False)
class Flow:
    """X = f(Z), with Z from the base and f the transform.

    log p_X(x) = log sum_z p_Z(z) / |det J_f(z)|, over the preimages z of x (Papamakarios and
    others 2021, section 2.1, for one preimage). An elementwise transform acts on each
    coordinate of a vector.
    Raises ValueError if the transform needs vectors and the base has numbers, if the shapes do
    not meet, or if the base's support leaves the transform's domain.
    """

    base: Base
    transform: Transform
    support: Support = field(init=False)  # where X can lie: the image of the base's support

    def __post_init__(self) -> None:
        base, transform = self.base, self.transform
        if transform.event_dim > base.event_dim:
            raise ValueError(
                f"Flow: {type(transform).__name__} acts on vectors, and the base has numbers:"
                f" use Independent({type(base).__name__}(...))"
            )
        shape = broadcast_shapes("Flow", base=base.shape, transform=transform.shape)
        if base.event_dim:
            needed = transform.shape[-1:] if transform.event_dim else shape[-1:]
            if needed and needed != base.event_shape:
                raise ValueError(
                    f"Flow: the base has points of shape {base.event_shape},"
                    f" the transform needs {needed}"
                )
        object.__setattr__(self, "support", transform.image(base.support))

    @property
    def shape(self) -> Shape:
        """The batch of the base and of the transform, and then the shape of one point."""
        return np.broadcast_shapes(self.base.shape, self.transform.shape)

    def log_prob(self, x: Numbers) -> Array:
        """log p_X at each point; -inf outside the support, NaN at NaN.

        Numbers: x and the result have the shape (...). Vectors: x has the shape (..., d), the
        result (...). Both broadcast with the batch. Raises ValueError for another shape.
        """
        x = self._points(x)
        preimages, base, image = self.transform.preimages(x), self.base.support, self.support
        boxes = Interval | Box
        if not preimages[1:] and isinstance(base, boxes) and isinstance(image, boxes):
            # Rounding may put the preimage of an end outside the base's support, so x decides.
            total = self._branch(base.nearest(preimages[0]), x, image.contains(x))
        else:
            branches = [self._branch(z, x, base.contains(z)) for z in preimages]
            total = np.logaddexp.reduce(branches)
        return np.where(any_nan(x, self.base.event_dim), np.nan, total)

    def sample(self, shape: int | Sequence[int], rng: np.random.Generator) -> Array:
        """Independent draws of X, of shape `shape` + the shape of the flow."""
        batch = self.shape[: len(self.shape) - self.base.event_dim]
        base = self.base if batch == self.base.batch_shape else self.base.expand(batch)
        return self.transform.forward(base.sample(shape, rng))

    def inverse(self, x: Numbers) -> Array:
        """The base points z = f^-1(x), of the shape of x."""
        return self.transform.inverse(self._points(x))

    def nll(self, x: Numbers) -> Array:
        """The mean negative log likelihood, -mean log p_X(x), over all points of x.

        One value for each flow of a batch. Raises ValueError if x has no points.
        """
        value = self.log_prob(x)
        if not value.size:
            raise ValueError("Flow: nll needs at least one point")
        batch = len(self.shape) - self.base.event_dim
        return np.asarray(-value.mean(axis=tuple(range(value.ndim - batch))))

    def _branch(self, z: Array, x: Array, inside: Mask) -> Array:
        """log p_Z(z) - log |det J_f(z)| where z is inside the base's support; else -inf."""
        log_det = self.transform.log_abs_det_jacobian(z, x)
        log_det = sum_last(log_det, self.base.event_dim - self.transform.event_dim)
        with np.errstate(invalid="ignore"):
            value = self.base.log_prob(z) - log_det
        return np.where(inside, value, -np.inf)

    def _points(self, values: Numbers) -> Array:
        return points("Flow", values, self.shape, self.base.event_dim)
