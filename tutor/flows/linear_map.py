"""The linear map of vectors, with a shift."""

from dataclasses import dataclass

import numpy as np

from tutor.flows.arrays import Array, Numbers, Shape, matrix_and_shift
from tutor.flows.vector_map import VectorMap


@dataclass(frozen=True, slots=True, eq=False, init=False)
class Linear(VectorMap):
    """x = A z + shift on the last axis, with det A != 0; log |det J_f| = log |det A|.

    `A` has shape (..., d, d), `shift` has shape (..., d) or is one number; points have shape
    (..., d). Domain and codomain are all vectors. Raises ValueError if A is not square, has no
    inverse in double precision, or if the shapes do not meet. Source: Papamakarios and others
    2021, section 3.2.
    """

    A: Array
    shift: Array
    _log_det: Array

    def __init__(self, A: Numbers, shift: Numbers = 0.0) -> None:
        matrix, moved = matrix_and_shift("Linear", "A", A, shift)
        if _is_singular(matrix):
            raise ValueError(f"Linear: det A must not be 0, got A = {matrix.tolist()}")
        object.__setattr__(self, "A", matrix)
        object.__setattr__(self, "shift", moved)
        object.__setattr__(self, "_log_det", np.asarray(np.linalg.slogdet(matrix)[1]))

    @property
    def shape(self) -> Shape:
        """(..., d), with the batches of A and of the shift."""
        return np.broadcast_shapes(self.A.shape[:-1], self.shift.shape)

    def _forward(self, z: Array) -> Array:
        return np.asarray((self.A @ z[..., None])[..., 0] + self.shift)

    def _inverse(self, x: Array) -> Array:
        moved = x - self.shift
        if self.A.ndim == 2:  # one factorization serves all points
            columns = moved.reshape(-1, moved.shape[-1]).T
            solved = np.linalg.solve(self.A, columns).T.reshape(moved.shape)
        else:
            solved = np.linalg.solve(self.A, moved[..., None])[..., 0]
        return np.asarray(solved, dtype=np.float64)

    def _log_abs_det(self, z: Array, x: Array) -> Array:
        return self._log_det


def _is_singular(matrix: Array) -> bool:
    """Whether there is no inverse in double precision, whatever the units of the coordinates."""
    rows = np.abs(matrix).max(axis=-1, keepdims=True)
    if not rows.all():
        return True
    scaled = matrix / rows
    columns = np.abs(scaled).max(axis=-2, keepdims=True)
    if not columns.all():
        return True
    return bool((np.linalg.matrix_rank(scaled / columns) < matrix.shape[-1]).any())
