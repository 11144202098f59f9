"""Transforms x = f(z): what all of them have, their inverse, and one after another."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tutor.flows.arrays import Array, Numbers, Shape, any_nan, broadcast_shapes, points, sum_last
from tutor.flows.domains import REAL, Box, Image, Interval, Support, as_vectors


class Transform(ABC):
    """A map x = f(z) from base points to data points, with names as in torch.distributions.

    `event_dim` is 0 if f acts on each number, and 1 if it acts on the last axis. `shape` is
    the shape of the parameters, which broadcast with the points; its last `event_dim` axes are
    those of one point. A subclass gives `_forward`, `_inverse` and `_log_abs_det`.
    """

    __slots__ = ()

    @property
    def event_dim(self) -> int:
        """How many axes one point has: 0 or 1."""
        return 0

    @property
    def shape(self) -> Shape:
        """The shape of the parameters, with the axes of one point last."""
        return ()

    @property
    def domain(self) -> Support:
        """Where f is defined."""
        return REAL

    @property
    def codomain(self) -> Support:
        """Where f takes its domain."""
        return REAL

    def forward(self, z: Numbers) -> Array:
        """x = f(z), of the shape of z and the parameters; NaN outside the domain."""
        return np.asarray(self._forward(self._points(z)))

    def inverse(self, x: Numbers) -> Array:
        """z = f^-1(x), of the shape of x and the parameters; NaN outside the codomain."""
        return np.asarray(self._inverse(self._points(x)))

    def log_abs_det_jacobian(self, z: Numbers, x: Numbers) -> Array:
        """log |det J_f| of the forward map at z, where x = f(z); one value for each point."""
        z, x = self._points(z), self._points(x)
        full = broadcast_shapes(type(self).__name__, z=z.shape, x=x.shape, parameters=self.shape)
        value = np.broadcast_to(self._log_abs_det(z, x), full[: len(full) - self.event_dim])
        return np.where(any_nan(z, self.event_dim), np.nan, value)

    def preimages(self, x: Numbers) -> tuple[Array, ...]:
        """Every z with f(z) = x, one array for each branch; NaN where a branch has none."""
        return (self.inverse(x),)

    def image(self, support: Support) -> Support:
        """Where f takes a set; on numbers, f is taken to be monotone.

        Raises ValueError if an interval or a box leaves the domain.
        """
        if self.event_dim:
            return Image(support, self)
        if isinstance(support, Box):
            return Box(self._interval(support.sides))
        return self._interval(support) if isinstance(support, Interval) else Image(support, self)

    @property
    def inv(self) -> "Transform":
        """The inverse map z = f^-1(x) as a transform; `f.inv.inv` is `f`."""
        return Inverse(self)

    def __rshift__(self, then: "Transform") -> "Compose":
        """`f >> g` applies f first: x = g(f(z))."""
        return Compose((self, then))

    @abstractmethod
    def _forward(self, z: Array) -> Array: ...
    @abstractmethod
    def _inverse(self, x: Array) -> Array: ...
    @abstractmethod
    def _log_abs_det(self, z: Array, x: Array) -> Array: ...

    def _points(self, values: Numbers) -> Array:
        return points(type(self).__name__, values, self.shape, self.event_dim)

    def _interval(self, support: Interval) -> Interval:
        name, domain = type(self).__name__, self.domain
        if isinstance(domain, Interval) and not domain.includes(support):
            raise ValueError(f"{name}: the set {support} leaves the domain {domain}")
        low, high = self.forward(support.low), self.forward(support.high)
        swapped = low > high
        return Interval(
            np.where(swapped, high, low),
            np.where(swapped, low, high),
            np.where(swapped, support.open_high, support.open_low),
            np.where(swapped, support.open_low, support.open_high),
        )


@dataclass(frozen=True, slots=True)
class Inverse(Transform):
    """z = f^-1(x) as a transform: `Exp().inv` is the natural logarithm."""

    of: Transform

    @property
    def event_dim(self) -> int:
        """That of f."""
        return self.of.event_dim

    @property
    def shape(self) -> Shape:
        """That of f."""
        return self.of.shape

    @property
    def domain(self) -> Support:
        """The codomain of f."""
        return self.of.codomain

    @property
    def codomain(self) -> Support:
        """The domain of f."""
        return self.of.domain

    @property
    def inv(self) -> Transform:
        """f itself."""
        return self.of

    def _forward(self, z: Array) -> Array:
        return self.of.inverse(z)

    def _inverse(self, x: Array) -> Array:
        return self.of.forward(x)

    def _log_abs_det(self, z: Array, x: Array) -> Array:
        return -self.of.log_abs_det_jacobian(x, z)


@dataclass(frozen=True, slots=True, eq=False, init=False)
class Compose(Transform):
    """x = f_K(... f_1(z)): the first of `parts` is applied first.

    log |det J_f| is the sum of the parts' own, each at its own input (chain rule). If one part
    acts on the last axis, so does the whole, and the others' are summed over it.
    Raises ValueError if there is no part, or if the shapes or domains of the parts do not meet.
    """

    parts: tuple[Transform, ...]

    def __init__(self, parts: Sequence[Transform]) -> None:
        flat = [p for part in parts for p in (part.parts if isinstance(part, Compose) else (part,))]
        if not flat:
            raise ValueError("Compose: parts must hold at least one transform")
        object.__setattr__(self, "parts", tuple(flat))
        shapes = {f"part {number}": part.shape for number, part in enumerate(flat, 1)}
        shape = broadcast_shapes("Compose", **shapes)
        events = {part.shape[-1:] for part in flat if part.event_dim}
        if any(event != shape[-1:] for event in events):
            raise ValueError(f"Compose: the last axes of the parts do not meet: {shapes}")
        _ = self.domain

    @property
    def event_dim(self) -> int:
        """The largest of the parts."""
        return max(part.event_dim for part in self.parts)

    @property
    def shape(self) -> Shape:
        """What the parts' shapes broadcast to."""
        return np.broadcast_shapes(*(part.shape for part in self.parts))

    @property
    def domain(self) -> Support:
        """Where every part is defined in turn; on vectors, where the first is."""
        if self.event_dim:
            return as_vectors(self.parts[0].domain)
        domain = self.parts[-1].domain
        for part in self.parts[-2::-1]:
            assert isinstance(domain, Interval)
            assert isinstance(part.codomain, Interval)
            if domain.includes(part.codomain):
                domain = part.domain
            else:
                domain = part.inv.image(domain.intersection(part.codomain))
        return domain

    @property
    def codomain(self) -> Support:
        """The image of the domain; on vectors, the codomain of the last part holds it."""
        if self.event_dim:
            return as_vectors(self.parts[-1].codomain)
        return self.image(self.domain)

    def image(self, support: Support) -> Support:
        """Where the parts take a set, one after another."""
        for part in self.parts:
            support = part.image(support)
        return support

    def preimages(self, x: Numbers) -> tuple[Array, ...]:
        """Every z with f(z) = x: the preimages of the last part's preimages, and so on."""
        found: tuple[Array, ...] = (self._points(x),)
        for part in reversed(self.parts):
            found = tuple(z for x in found for z in part.preimages(x))
        return found

    def _forward(self, z: Array) -> Array:
        for part in self.parts:
            z = part.forward(z)
        return z

    def _inverse(self, x: Array) -> Array:
        for part in reversed(self.parts):
            x = part.inverse(x)
        return x

    def _log_abs_det(self, z: Array, x: Array) -> Array:
        total: Array = np.zeros(())
        for part in self.parts:
            after = x if part is self.parts[-1] else part.forward(z)
            value = part.log_abs_det_jacobian(z, after)
            total = total + sum_last(value, self.event_dim - part.event_dim)
            z = after
        return total
