"""A flow: a base distribution carried through a transform by the change of variables."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from tutor.flows.arrays import Array, Numbers, Shape, any_nan, broadcast_shapes, points, sum_last
from tutor.flows.distribution import Base
from tutor.flows.domains import Box, Interval, Mask, Support
from tutor.flows.independent import Independent
from tutor.flows.maps import Transform


@dataclass(frozen=True, slots=True, eq=False)
class Flow:
    """X = f(Z), with Z from the base and f the transform.

    log p_X(x) = log sum_z p_Z(z) / |det J_f(z)|, over the preimages z of x that lie in the
    base's support (one preimage: Papamakarios and others 2021, section 2.1; several: Casella
    and Berger 2002, theorem 2.1.8). An elementwise transform acts on each coordinate of a vector.
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
            transform.check_size(base.event_shape[0])
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
        if isinstance(self.base, Independent) and not self.transform.event_dim:
            return _product(Flow(self.base.base, self.transform).log_prob(x))
        vectors = self.base.event_dim
        branches = (self.transform.vector_preimages if vectors else self.transform.preimages)(x)
        inside = self._inside(x, branches)
        if isinstance(self.base.support, Interval | Box):
            branches = tuple(self.base.support.nearest(z) for z in branches)
        total = np.logaddexp.reduce(
            [self._branch(z, x, mask) for z, mask in zip(branches, inside, strict=True)]
        )
        return np.where(any_nan(x, vectors), np.nan, total)

    def sample(self, shape: int | Sequence[int], rng: np.random.Generator) -> Array:
        """Independent draws of X, of shape `shape` + the shape of the flow."""
        batch = self.shape[: len(self.shape) - self.base.event_dim]
        base = self.base if batch == self.base.batch_shape else self.base.expand(batch)
        return self.transform.forward(base.sample(shape, rng))

    def inverse(self, x: Numbers) -> Array:
        """The base points z = f^-1(x), of the shape of x.

        Raises ValueError if f is not one-to-one: `transform.preimages` has all of them.
        """
        if not self.transform.bijective:
            name = type(self.transform).__name__
            raise ValueError(f"Flow: {name} is not one-to-one: use transform.preimages")
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

    def _inside(self, x: Array, branches: tuple[Array, ...]) -> list[Mask]:
        """Which preimages, branch by branch, lie in the base's support."""
        support, image = self.base.support, self.support
        inside = [support.contains(z) for z in branches]
        if not (isinstance(support, Interval | Box) and isinstance(image, Interval | Box)):
            return inside
        # Rounding may put all preimages of an end outside the base's support, so x decides.
        gaps = [_gap(z, support) for z in branches]
        missed = ~np.logical_or.reduce(inside)
        least = np.fmin.reduce(gaps)
        found = [mask | (missed & (gap == least)) for mask, gap in zip(inside, gaps, strict=True)]
        if isinstance(support, Interval):
            _count_once(found, branches, support)
        return [mask & image.contains(x) for mask in found]

    def _branch(self, z: Array, x: Array, inside: Mask) -> Array:
        """log p_Z(z) - log |det J_f(z)| where z is inside the base's support; else -inf."""
        log_det = self.transform.log_abs_det_jacobian(z, x)
        log_det = sum_last(log_det, self.base.event_dim - self.transform.event_dim)
        with np.errstate(invalid="ignore"):
            value = self.base.log_prob(z) - log_det
        return np.where(inside, value, -np.inf)

    def _points(self, values: Numbers) -> Array:
        return points("Flow", values, self.shape, self.base.event_dim)


def _gap(z: Array, support: Interval | Box) -> Array:
    """How far each point is from a set, by its farthest coordinate."""
    with np.errstate(invalid="ignore"):
        gap = np.abs(z - support.nearest(z))
    return np.asarray(gap.max(axis=-1)) if isinstance(support, Box) else gap


def _count_once(inside: list[Mask], branches: tuple[Array, ...], support: Interval) -> None:
    """Where branches meet at an end of the support, one of them goes on in it."""
    for i, z in enumerate(branches):
        end = (z == support.low) | (z == support.high)
        for j in range(i):
            inside[i] = inside[i] & ~(end & inside[j] & (z == branches[j]))


def _product(logs: Array) -> Array:
    """The logarithm of the product of densities along the last axis; 0 times infinity is 0."""
    with np.errstate(invalid="ignore"):
        total = logs.sum(axis=-1)
    return np.where((logs == -np.inf).any(axis=-1) & ~np.isnan(logs).any(axis=-1), -np.inf, total)
