"""What an exercise may name, one line each: base distributions, families of maps, steps.

Importing it needs no numpy.
"""

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Any, Protocol, TypeVar

from tutor.exercises.bases.base import Base
from tutor.exercises.bases.normal import Normal
from tutor.exercises.bases.plane_normal import PlaneNormal
from tutor.exercises.bases.uniform import Uniform
from tutor.exercises.bases.unit_square import UnitSquare
from tutor.exercises.family import Family
from tutor.exercises.setting import Posed
from tutor.exercises.steps.area import Area
from tutor.exercises.steps.corners import Corners
from tutor.exercises.steps.density import Density
from tutor.exercises.steps.density_at import DensityAt
from tutor.exercises.steps.derivative import Derivative
from tutor.exercises.steps.derivative_at_x import DerivativeAtX
from tutor.exercises.steps.determinant import Determinant
from tutor.exercises.steps.inverse import Inverse
from tutor.exercises.steps.law import Law
from tutor.exercises.steps.log_abs_det import LogAbsDet
from tutor.exercises.steps.log_density import LogDensity
from tutor.exercises.steps.log_density_at import LogDensityAt
from tutor.exercises.steps.mass import Mass
from tutor.exercises.steps.meaning import Meaning
from tutor.exercises.steps.step import Step
from tutor.exercises.steps.support import Support
from tutor.exercises.steps.total_mass import TotalMass
from tutor.exercises.steps.worksheet_steps import WORKSHEET_STEPS
from tutor.exercises.transforms.affine import Affine
from tutor.exercises.transforms.exp import Exp
from tutor.exercises.transforms.linear import Linear
from tutor.exercises.transforms.logit import Logit
from tutor.exercises.transforms.minus_log import MinusLog
from tutor.exercises.transforms.power import Power
from tutor.exercises.transforms.sigmoid import Sigmoid
from tutor.exercises.transforms.transform import Transform
from tutor.exercises.worksheets.affine_exp import AffineExp
from tutor.exercises.worksheets.maf_iaf import MafIaf, MafIaf3
from tutor.exercises.worksheets.nice import Nice, Nice3
from tutor.exercises.worksheets.nll_fit import NllBits, NllFit
from tutor.exercises.worksheets.realnvp import RealNvp, RealNvp2
from tutor.exercises.worksheets.square import Square
from tutor.exercises.worksheets.square_normal import SquareNormal
from tutor.exercises.worksheets.three_layers import AffineLeakyExp, ThreeLayers
from tutor.exercises.worksheets.triangular import Triangular
from tutor.exercises.worksheets.worksheet import Worksheet

BASES: tuple[type[Base], ...] = (Uniform, UnitSquare, Normal, PlaneNormal)
TRANSFORMS: tuple[type[Transform], ...] = (Affine, Exp, MinusLog, Power, Logit, Sigmoid, Linear)
WORKSHEETS: tuple[type[Worksheet], ...] = (
    Square,
    SquareNormal,
    AffineExp,
    ThreeLayers,
    AffineLeakyExp,
    Nice,
    Nice3,
    RealNvp,
    RealNvp2,
    MafIaf,
    MafIaf3,
    NllFit,
    NllBits,
    Triangular,
)
STEPS: tuple[Step[Any], ...] = (  # in the order in which they are best asked
    Determinant(),
    Meaning(),
    Inverse(),
    Support(),
    Derivative(),
    DerivativeAtX(),
    LogAbsDet(),
    Density(),
    LogDensity(),
    Corners(),
    Area(),
    TotalMass(),
    DensityAt(),
    LogDensityAt(),
    Mass(),
    Law(),
)


def transforms() -> Mapping[str, type[Transform]]:
    """The families of maps by name."""
    return _by_name(TRANSFORMS)


def worksheets() -> Mapping[str, type[Worksheet]]:
    """The worksheets by name."""
    return _by_name(WORKSHEETS)


def families() -> Mapping[str, type[Family]]:
    """Maps and worksheets by name."""
    return {**transforms(), **worksheets()}


def bases(dimension: int) -> Mapping[str, type[Base]]:
    """The base distributions of a dimension by name."""
    return _of_dimension(BASES, dimension)


def base_of(name: str, transform: str) -> type[Base]:
    """The base distribution with a name that goes with a family of maps."""
    return bases(transforms()[transform].dimension)[name]


def steps(of_worksheets: bool = False) -> Mapping[str, Step[Any]]:
    """The steps by name, of maps or of worksheets: some are asked of both."""
    return _by_name(WORKSHEET_STEPS if of_worksheets else STEPS)


def step_of(setting: Posed, name: str) -> Step[Any]:
    """The step of this name, as it is asked of what a problem is about."""
    return steps(isinstance(setting, Worksheet))[name]


def steps_for(base: type[Base], transform: type[Transform]) -> tuple[str, ...]:
    """The steps that can be asked of a family of maps with a base."""
    return tuple(step.name for step in STEPS if step.fits(base, transform))


def steps_of(worksheet: type[Worksheet]) -> tuple[str, ...]:
    """The steps that a worksheet asks."""
    return tuple(step.name for step in WORKSHEET_STEPS if step.name in worksheet.steps())


class _Named(Protocol):
    @property
    def name(self) -> str: ...


N = TypeVar("N", bound=_Named)


@lru_cache(maxsize=16)
def _by_name(listed: tuple[N, ...]) -> Mapping[str, N]:
    return MappingProxyType({each.name: each for each in listed})


@lru_cache(maxsize=16)
def _of_dimension(listed: tuple[type[Base], ...], dimension: int) -> Mapping[str, type[Base]]:
    return _by_name(tuple(base for base in listed if base.dimension == dimension))


def left_hand_sides() -> str:
    """A pattern of what may stand before an answer to any step."""
    return "|".join(dict.fromkeys(s.left for s in (*STEPS, *WORKSHEET_STEPS) if s.left))
