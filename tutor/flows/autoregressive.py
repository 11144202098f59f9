"""Autoregressive layers: each coordinate is moved by those before it."""

from dataclasses import dataclass

import numpy as np

from tutor.flows.arrays import Array
from tutor.flows.conditional import Net, conditioned
from tutor.flows.maps import Transform
from tutor.flows.vector_map import VectorMap


@dataclass(frozen=True, slots=True, eq=False)
class Autoregressive(VectorMap):
    """x_i = f_i(z_i), with f_i from `net(x_0, ..., x_{i-1})`: the coordinates of x before it.

    log |det J_f| = sum_i log |f_i'(z_i)|: the Jacobian is triangular, for the net is given
    nothing else. With `lambda before: Affine(np.exp(s(before)), m(before))` it is a masked
    autoregressive flow (Papamakarios and others 2017, equations 3 to 5): z is computed from x
    all at once, and x from z one coordinate after another. An inverse autoregressive flow
    (Kingma and others 2016), where f_i comes from the coordinates of z and not of x, is
    `Autoregressive(lambda before: f(before).inv).inv`.

    The net takes an array of shape (..., i), with i = 0 for the first coordinate, and gives an
    elementwise transform of all real numbers onto all real numbers, whose parameters broadcast
    with the batch (...). Points have shape (..., d). Domain and codomain are all vectors.
    Raises ValueError if the net gives something else.
    """

    net: Net

    def _forward(self, z: Array) -> Array:
        x = np.empty_like(z)
        for i in range(z.shape[-1]):
            f, numbers = self._given(x, i, z)
            x[..., i] = f.forward(numbers)
        return x

    def _inverse(self, x: Array) -> Array:
        z = np.empty_like(x)
        for i in range(x.shape[-1]):
            f, numbers = self._given(x, i, x)
            z[..., i] = f.inverse(numbers)
        return z

    def _log_abs_det(self, z: Array, x: Array) -> Array:
        z, x = np.broadcast_arrays(z, x)
        total = np.zeros(z.shape[:-1])
        for i in range(z.shape[-1]):
            f, numbers = self._given(x, i, z)
            total = total + f.log_abs_det_jacobian(numbers, x[..., i])
        return total

    def _given(self, x: Array, i: int, moved: Array) -> tuple[Transform, Array]:
        """The transform of coordinate i, and the numbers of it that this acts on."""
        return conditioned("Autoregressive", self.net, x[..., :i], moved[..., i])
