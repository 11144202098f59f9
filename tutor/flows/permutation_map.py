"""Permutations of coordinates."""

from dataclasses import dataclass

import numpy as np

from tutor.flows.arrays import Array, Numbers, Shape, as_array
from tutor.flows.vector_map import VectorMap


@dataclass(frozen=True, slots=True, eq=False, init=False)
class Permutation(VectorMap):
    """x_i = z_order[i] on the last axis; log |det J_f| = 0.

    `order` has each of 0, ..., d - 1 once; points have shape (..., d). Domain and codomain are
    all vectors. Raises ValueError for another order. Flows put it between coupling layers, so
    that every coordinate moves (Dinh and others 2016, section 3.5).
    """

    order: tuple[int, ...]

    def __init__(self, order: Numbers) -> None:
        found = as_array("Permutation", "order", order)
        if found.ndim != 1 or not found.size or sorted(found) != list(range(found.size)):
            raise ValueError(
                f"Permutation: order must hold each of 0, ..., d - 1 once, got {found.tolist()}"
            )
        object.__setattr__(self, "order", tuple(map(int, found)))

    @property
    def shape(self) -> Shape:
        """(d,)"""
        return (len(self.order),)

    def _forward(self, z: Array) -> Array:
        return z[..., list(self.order)]

    def _inverse(self, x: Array) -> Array:
        return x[..., np.argsort(self.order)]

    def _log_abs_det(self, z: Array, x: Array) -> Array:
        return np.zeros(())
