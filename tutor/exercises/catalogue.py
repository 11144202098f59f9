"""What an exercise may name, one line each: base distributions, families of maps, steps.

Importing it needs no numpy.
"""

from typing import Any

from tutor.exercises.bases.base import Base
from tutor.exercises.bases.normal import Normal
from tutor.exercises.bases.plane_normal import PlaneNormal
from tutor.exercises.bases.uniform import Uniform
from tutor.exercises.bases.unit_square import UnitSquare
from tutor.exercises.steps.area import Area
from tutor.exercises.steps.corners import Corners
from tutor.exercises.steps.density import Density
from tutor.exercises.steps.density_at import DensityAt
from tutor.exercises.steps.derivative import Derivative
from tutor.exercises.steps.determinant import Determinant
from tutor.exercises.steps.inverse import Inverse
from tutor.exercises.steps.log_abs_det import LogAbsDet
from tutor.exercises.steps.log_density_at import LogDensityAt
from tutor.exercises.steps.meaning import Meaning
from tutor.exercises.steps.step import Step
from tutor.exercises.steps.support import Support
from tutor.exercises.steps.total_mass import TotalMass
from tutor.exercises.transforms.affine import Affine
from tutor.exercises.transforms.linear import Linear
from tutor.exercises.transforms.transform import Transform

BASES: tuple[type[Base], ...] = (Uniform, UnitSquare, Normal, PlaneNormal)
TRANSFORMS: tuple[type[Transform], ...] = (Affine, Linear)
STEPS: tuple[Step[Any], ...] = (  # in the order in which they are best asked
    Determinant(),
    Meaning(),
    Inverse(),
    Support(),
    Derivative(),
    LogAbsDet(),
    Density(),
    Corners(),
    Area(),
    TotalMass(),
    DensityAt(),
    LogDensityAt(),
)


def transforms() -> dict[str, type[Transform]]:
    """The families of maps by name."""
    return {transform.name: transform for transform in TRANSFORMS}


def bases(dimension: int) -> dict[str, type[Base]]:
    """The base distributions of a dimension by name."""
    return {base.name: base for base in BASES if base.dimension == dimension}


def base_of(name: str, transform: str) -> type[Base]:
    """The base distribution with a name that goes with a family of maps."""
    return bases(transforms()[transform].dimension)[name]


def steps() -> dict[str, Step[Any]]:
    """The steps by name."""
    return {step.name: step for step in STEPS}


def steps_for(base: type[Base], transform: type[Transform]) -> tuple[str, ...]:
    """The steps that can be asked of a family of maps with a base."""
    return tuple(step.name for step in STEPS if step.fits(base, transform))


def left_hand_sides() -> str:
    """A pattern of what may stand before an answer to any step."""
    return "|".join(step.left for step in STEPS if step.left)
