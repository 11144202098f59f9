"""Coupling layers: some coordinates are kept, and move the others."""

from dataclasses import dataclass

import numpy as np

from tutor.flows.arrays import Array, Numbers, as_array
from tutor.flows.conditional import Net, conditioned
from tutor.flows.maps import Transform
from tutor.flows.vector_map import VectorMap


@dataclass(frozen=True, slots=True, eq=False, init=False)
class Coupling(VectorMap):
    """x_keep = z_keep, and each other coordinate x_i = f_i(z_i), with f from `net(z_keep)`.

    log |det J_f| = sum_i log |f_i'(z_i)| over the coordinates that move: the Jacobian is
    triangular, whatever the net computes, and the inverse needs no inverse of the net.
    With `Shift` it is the additive coupling of NICE (Dinh and others 2014, section 3.2); with
    `lambda kept: Affine(np.exp(s(kept)), t(kept))` it is RealNVP (Dinh and others 2016,
    equations 4 to 8), where log |det J_f| = sum_i s_i.

    `keep` has the indices of the coordinates that are kept, from 0. The net takes an array of
    shape (..., k) and gives an elementwise transform of all real numbers onto all real numbers,
    whose parameters broadcast with the coordinates that move, of shape (..., d - k). Points
    have shape (..., d). Domain and codomain are all vectors. Raises ValueError if `keep` is not
    a list of different indices, if no coordinate moves, or if the net gives something else.
    """

    keep: tuple[int, ...]
    net: Net

    def __init__(self, keep: Numbers, net: Net) -> None:
        found = as_array("Coupling", "keep", keep)
        whole = found.ndim == 1 and bool((found == np.floor(found)).all() and (found >= 0).all())
        if not whole or not found.size or len(set(found)) != found.size:
            raise ValueError(
                f"Coupling: keep must hold different indices from 0 on, got {found.tolist()}"
            )
        object.__setattr__(self, "keep", tuple(map(int, found)))
        object.__setattr__(self, "net", net)

    def check_size(self, size: int) -> None:
        """Raises ValueError if a kept coordinate is missing, or if there are no others."""
        if max(self.keep) >= size or len(self.keep) == size:
            raise ValueError(
                f"Coupling: points with {size} coordinates cannot keep {list(self.keep)}"
                " and move others"
            )

    def _forward(self, z: Array) -> Array:
        moved = self._moved(z)
        f, numbers = self._given(z, z[..., moved])
        x = z.copy()
        x[..., moved] = f.forward(numbers)
        return x

    def _inverse(self, x: Array) -> Array:
        moved = self._moved(x)
        f, numbers = self._given(x, x[..., moved])
        z = x.copy()
        z[..., moved] = f.inverse(numbers)
        return z

    def _log_abs_det(self, z: Array, x: Array) -> Array:
        z, x = np.broadcast_arrays(z, x)
        moved = self._moved(z)
        f, numbers = self._given(z, z[..., moved])
        return np.asarray(f.log_abs_det_jacobian(numbers, x[..., moved]).sum(axis=-1))

    def _moved(self, points: Array) -> list[int]:
        return [i for i in range(points.shape[-1]) if i not in self.keep]

    def _given(self, points: Array, moved: Array) -> tuple[Transform, Array]:
        return conditioned("Coupling", self.net, points[..., list(self.keep)], moved)
