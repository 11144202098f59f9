"""Transforms x = f(z): what all of them have, their inverse, and one after another."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np

from tutor.flows.arrays import Array, Numbers, Shape, any_nan, broadcast_shapes, points, sum_last
from tutor.flows.domains import REAL, Box, Image, Interval, Mask, Support, as_vectors

_MOST_PREIMAGES = 4096


class Transform(ABC):
    """A map x = f(z) from base points to data points, with names as in torch.distributions.

    `event_dim` is 0 if f acts on each number, and 1 if it acts on the last axis. `shape` is
    the shape of the parameters, which broadcast with the points; its last `event_dim` axes are
    those of one point. A subclass gives `_forward`, `_inverse` and `_log_abs_det`, which need
    not care for warnings of numpy; at an end of the domain `_forward` gives the limit.
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
    def bijective(self) -> bool:
        """Whether f takes no two points of its domain to the same point."""
        return True

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
        with np.errstate(all="ignore"):
            return np.asarray(self._forward(self._points(z)))

    def inverse(self, x: Numbers) -> Array:
        """z = f^-1(x), of the shape of x and the parameters; NaN outside the codomain.

        One of the preimages, if f is not one-to-one.
        """
        with np.errstate(all="ignore"):
            return np.asarray(self._inverse(self._points(x)))

    def log_abs_det_jacobian(self, z: Numbers, x: Numbers) -> Array:
        """log |det J_f| of the forward map at z, one value for each point.

        x must be f(z): each map uses the one of the two in which it loses no digits.
        """
        z, x = self._points(z), self._points(x)
        full = broadcast_shapes(type(self).__name__, z=z.shape, x=x.shape, parameters=self.shape)
        with np.errstate(all="ignore"):
            value = np.broadcast_to(self._log_abs_det(z, x), full[: len(full) - self.event_dim])
        return np.where(any_nan(z, self.event_dim), np.nan, value)

    def preimages(self, x: Numbers) -> tuple[Array, ...]:
        """Every z with f(z) = x, one array for each branch; NaN where a branch has none."""
        return (self.inverse(x),)

    def vector_preimages(self, x: Numbers) -> tuple[Array, ...]:
        """Every vector z with f(z) = x; an elementwise f acts on each coordinate.

        Two preimages of each of d numbers are 2^d preimages of the vector. Raises ValueError
        if there are more than 4096.
        """
        found = self.preimages(x)
        if self.event_dim or not found[1:]:
            return found
        size = found[0].shape[-1]
        if len(found) ** size > _MOST_PREIMAGES:
            raise ValueError(
                f"{type(self).__name__}: a vector of {size} coordinates has"
                f" {len(found)}^{size} preimages, more than {_MOST_PREIMAGES}"
            )
        coordinates = [[branch[..., i] for branch in found] for i in range(size)]
        return tuple(np.stack(chosen, axis=-1) for chosen in product(*coordinates))

    def check_size(self, size: int) -> None:
        """Raises ValueError if f cannot act on vectors of so many coordinates."""
        if self.event_dim and self.shape and self.shape[-1] != size:
            raise ValueError(
                f"{type(self).__name__}: points must have {self.shape[-1]} coordinates, got {size}"
            )

    def image(self, support: Support) -> Support:
        """Where f takes a set; on numbers, f is taken to be monotone.

        Raises ValueError if an interval or a box leaves the domain; single points do not
        count, so an end of the set may be an open end of the domain.
        """
        if self.event_dim:
            return Image(support, self)
        if isinstance(support, Box):
            return Box(self._interval(support.sides))
        return self._interval(support) if isinstance(support, Interval) else Image(support, self)

    def preimage(self, interval: Interval) -> Interval:
        """The numbers of the domain that f takes into an interval, single points apart.

        Raises ValueError if there are none, or if they are not an interval.
        """
        assert isinstance(self.codomain, Interval)
        common = interval.intersection(self.codomain)
        if common.covers(self.codomain):
            assert isinstance(self.domain, Interval)
            return self.domain
        return self._narrowed(common)

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
        found = points(type(self).__name__, values, self.shape, self.event_dim)
        if self.event_dim:
            self.check_size(found.shape[-1])
        return found

    def _narrowed(self, interval: Interval) -> Interval:
        """The preimage of a part of the codomain."""
        low, high = self.inverse(interval.low), self.inverse(interval.high)
        return _between(low, high, interval.open_low, interval.open_high)

    def _interval(self, support: Interval) -> Interval:
        """The image of an interval."""
        domain = self.domain
        assert isinstance(domain, Interval)
        if not domain.covers(support):
            name = type(self).__name__
            raise ValueError(f"{name}: the set {support} leaves the domain {domain}")
        common = support.intersection(domain)
        return self._taken(common)

    def _taken(self, interval: Interval) -> Interval:
        """The image of a part of the domain."""
        low, high = self.forward(interval.low), self.forward(interval.high)
        return _between(low, high, interval.open_low, interval.open_high)


def _between(first: Array, last: Array, open_first: Mask, open_last: Mask) -> Interval:
    """The interval between two ends in either order."""
    swapped = first > last
    return Interval(
        np.where(swapped, last, first),
        np.where(swapped, first, last),
        np.where(swapped, open_last, open_first),
        np.where(swapped, open_first, open_last),
    )


@dataclass(frozen=True, slots=True)
class Inverse(Transform):
    """z = f^-1(x) as a transform: `Exp().inv` is the natural logarithm.

    log |det J| of the inverse at x is -log |det J_f| at z. Shapes are those of f; domain and
    codomain are exchanged. Raises ValueError if f is not one-to-one. Source: Papamakarios and
    others 2021, section 2.1.
    """

    of: Transform

    def __post_init__(self) -> None:
        if not self.of.bijective:
            raise ValueError(f"Inverse: {type(self.of).__name__} is not one-to-one: use preimages")

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

    def check_size(self, size: int) -> None:
        """As for f."""
        self.of.check_size(size)

    def _forward(self, z: Array) -> Array:
        return self.of.inverse(z)

    def _inverse(self, x: Array) -> Array:
        return self.of.forward(x)

    def _log_abs_det(self, z: Array, x: Array) -> Array:
        return -self.of.log_abs_det_jacobian(x, z)


@dataclass(frozen=True, slots=True, eq=False, init=False)
class Compose(Transform):
    """x = f_K(... f_1(z)): the first of `parts` is applied first.

    log |det J_f| is the sum of the parts' own, each at its own input (chain rule: Papamakarios
    and others 2021, section 2.1). If one part acts on the last axis, so does the whole, and the
    others' are summed over it. `f >> g` is `Compose([f, g])`, and a composition within another
    becomes a part of it.
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
        events = {part.shape[-1:] for part in flat if part.event_dim and part.shape}
        if any(event != shape[-1:] for event in events):
            raise ValueError(f"Compose: the last axes of the parts do not meet: {shapes}")
        if events:
            self.check_size(shape[-1])
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
    def bijective(self) -> bool:
        """Whether every part is one-to-one."""
        return all(part.bijective for part in self.parts)

    @property
    def domain(self) -> Support:
        """Where every part is defined in turn; on vectors, where the first is."""
        if self.event_dim:
            return as_vectors(self.parts[0].domain)
        domain = self.parts[-1].domain
        for part in self.parts[-2::-1]:
            assert isinstance(domain, Interval)
            domain = part.preimage(domain)
        return domain

    @property
    def codomain(self) -> Support:
        """The image of the domain; on vectors, the codomain of the last part holds it."""
        if self.event_dim:
            return as_vectors(self.parts[-1].codomain)
        return self.image(self.domain)

    def check_size(self, size: int) -> None:
        """As for each of the parts."""
        for part in self.parts:
            part.check_size(size)

    def image(self, support: Support) -> Support:
        """Where the parts take a set, one after another."""
        for part in self.parts:
            support = part.image(support)
        return support

    def preimages(self, x: Numbers) -> tuple[Array, ...]:
        """Every z with f(z) = x: the preimages of the last part's preimages, and so on."""
        found: tuple[Array, ...] = (self._points(x),)
        for part in reversed(self.parts):
            undo = part.vector_preimages if self.event_dim else part.preimages
            found = tuple(z for x in found for z in undo(x))
            if len(found) > _MOST_PREIMAGES:
                raise ValueError(f"Compose: a point has more than {_MOST_PREIMAGES} preimages")
        return found

    def preimage(self, interval: Interval) -> Interval:
        """The preimage by the last part, of this by the part before, and so on."""
        for part in reversed(self.parts):
            interval = part.preimage(interval)
        return interval

    def _forward(self, z: Array) -> Array:
        for part in self.parts:
            z = part.forward(z)
        return z

    def _inverse(self, x: Array) -> Array:
        for part in reversed(self.parts):
            x = part.inverse(x)
        return x

    def _log_abs_det(self, z: Array, x: Array) -> Array:
        # A number between two parts is computed from both sides: each has digits that the other
        # may have lost, as beside the ends of an interval.
        inputs = [z]
        for part in self.parts[:-1]:
            inputs.append(part.forward(inputs[-1]))
        outputs = [*inputs[1:], x]
        for k in range(len(self.parts) - 1, 0, -1):
            if not self.parts[k].bijective:
                break
            outputs[k - 1] = self.parts[k].inverse(outputs[k])
        total: Array = np.zeros(())
        for part, before, after in zip(self.parts, inputs, outputs, strict=True):
            value = part.log_abs_det_jacobian(before, after)
            total = total + sum_last(value, self.event_dim - part.event_dim)
        return total
