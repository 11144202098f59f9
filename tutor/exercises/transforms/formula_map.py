"""A map of the line for arrays of doubles, from its formulas."""

from dataclasses import dataclass

import numpy as np

from tutor.algebra.on_arrays import on_arrays
from tutor.answers.expression import Tree
from tutor.flows import Transform
from tutor.flows.arrays import Array


@dataclass(frozen=True, slots=True, eq=False)
class FormulaMap(Transform):
    """x = f(z) on each number; log |det J_f| = log |f'(z)|."""

    formula: Tree  # of z
    undone: Tree  # of x
    slope: Tree  # of z

    def _forward(self, z: Array) -> Array:
        return np.broadcast_to(on_arrays(self.formula, {"z": z}), np.shape(z))

    def _inverse(self, x: Array) -> Array:
        return np.broadcast_to(on_arrays(self.undone, {"x": x}), np.shape(x))

    def _log_abs_det(self, z: Array, x: Array) -> Array:
        with np.errstate(all="ignore"):
            return np.asarray(np.log(np.abs(on_arrays(self.slope, {"z": z}))))
