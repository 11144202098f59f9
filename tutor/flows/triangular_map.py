"""The linear map of vectors by a lower triangular matrix, with a shift."""

from dataclasses import dataclass

import numpy as np

from tutor.flows.arrays import Array, Numbers, Shape, matrix_and_shift
from tutor.flows.vector_map import VectorMap


@dataclass(frozen=True, slots=True, eq=False, init=False)
class TriangularMap(VectorMap):
    """x = L z + shift on the last axis, L lower triangular; log |det J_f| = sum_i log |l_ii|.

    The inverse is forward substitution: z_i = (x_i - shift_i - sum_{j<i} l_ij z_j)/l_ii.
    `L` has shape (..., d, d), `shift` has shape (..., d) or is one number; points have shape
    (..., d). Domain and codomain are all vectors. Raises ValueError if a number above the
    diagonal of L is not 0, if one on it is 0, or if the shapes do not meet. Source: Papamakarios
    and others 2021, section 3.2.
    """

    L: Array
    shift: Array

    def __init__(self, L: Numbers, shift: Numbers = 0.0) -> None:
        matrix, moved = matrix_and_shift("TriangularMap", "L", L, shift)
        if np.triu(matrix, 1).any():
            raise ValueError(
                "TriangularMap: the numbers above the diagonal of L must be 0,"
                f" got L = {matrix.tolist()}"
            )
        if not np.diagonal(matrix, axis1=-2, axis2=-1).all():
            raise ValueError(
                f"TriangularMap: the diagonal of L must not hold 0, got L = {matrix.tolist()}"
            )
        object.__setattr__(self, "L", matrix)
        object.__setattr__(self, "shift", moved)

    @property
    def shape(self) -> Shape:
        """(..., d), with the batches of L and of the shift."""
        return np.broadcast_shapes(self.L.shape[:-1], self.shift.shape)

    def _forward(self, z: Array) -> Array:
        return np.asarray((self.L @ z[..., None])[..., 0] + self.shift)

    def _inverse(self, x: Array) -> Array:
        z = np.array(np.broadcast_to(x - self.shift, np.broadcast_shapes(x.shape, self.shape)))
        for i in range(z.shape[-1]):
            known = (self.L[..., i, :i] * z[..., :i]).sum(axis=-1)
            z[..., i] = (z[..., i] - known) / self.L[..., i, i]
        return z

    def _log_abs_det(self, z: Array, x: Array) -> Array:
        return np.asarray(np.log(np.abs(np.diagonal(self.L, axis1=-2, axis2=-1))).sum(axis=-1))
