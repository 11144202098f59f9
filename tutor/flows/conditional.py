"""Elementwise transforms whose parameters are computed from other coordinates."""

from collections.abc import Callable

import numpy as np

from tutor.flows.arrays import Array, Shape
from tutor.flows.domains import REAL, Interval
from tutor.flows.maps import Transform

Net = Callable[[Array], Transform]


def conditioned(owner: str, net: Net, given: Array, moved: Array) -> tuple[Transform, Array]:
    """The transform that a net makes from given coordinates, and the numbers it acts on.

    These are NaN where a given coordinate is NaN or infinite: there is no transform then, and
    the net never sees such a number. Raises ValueError if what the net gives does not take
    each number to one number, all real numbers onto all real numbers.
    """
    known = np.asarray(np.isfinite(given).all(axis=-1))
    if not known.all():
        stand_in = given[known][0] if known.any() else np.zeros(given.shape[-1])
        given = np.where(known[..., None], given, stand_in)
    try:
        made = net(given)
    except ValueError as error:
        raise ValueError(f"{owner}: the net makes no transform of some points: {error}") from error
    _check(owner, made)
    if not _fits(made.shape, moved.shape):
        raise ValueError(
            f"{owner}: the net's parameters have shape {made.shape}, which does not fit the"
            f" numbers that they move, {moved.shape}"
        )
    known = known.reshape(known.shape + (1,) * (moved.ndim - known.ndim))
    return made, np.where(known, moved, np.nan)


def _fits(shape: Shape, wanted: Shape) -> bool:
    """Whether arrays of a shape broadcast to another without making it larger."""
    ends = zip(reversed(shape), reversed(wanted), strict=False)
    return len(shape) <= len(wanted) and all(size in (1, end) for size, end in ends)


def _check(owner: str, made: object) -> None:
    if not isinstance(made, Transform) or made.event_dim or not made.bijective:
        name = type(made).__name__
        raise ValueError(f"{owner}: the net must give a one-to-one map of numbers, got {name}")
    for each in (made.domain, made.codomain):
        if not (isinstance(each, Interval) and each.covers(REAL)):
            raise ValueError(
                f"{owner}: the net must give a map of all real numbers onto all real numbers,"
                f" got {type(made).__name__}"
            )
