"""What was drawn, as mathematics: a base, a transform, and the point that is asked about."""

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Generic, TypeGuard, TypeVar

from tutor.exercises.amount import (
    Amount,
    Point,
    infinite,
    interval_tex,
    interval_text,
    negated,
    rational,
)
from tutor.exercises.bases.base import Base, LineBase, PlaneBase
from tutor.exercises.transforms.line_transform import LineTransform
from tutor.exercises.transforms.plane_transform import PlaneTransform
from tutor.exercises.transforms.transform import Transform
from tutor.exercises.worksheets.worksheet import Worksheet

if TYPE_CHECKING:
    from tutor.flows import Flow

B_co = TypeVar("B_co", bound=Base, covariant=True)
T_co = TypeVar("T_co", bound=Transform, covariant=True)


@dataclass(frozen=True, slots=True)
class Setting(Generic[B_co, T_co]):
    """X = f(Z); `z` is the base point whose image x is asked about, if one is."""

    base: B_co
    transform: T_co
    z: Point | None = None

    @property
    def point(self) -> Point:
        """The base point."""
        assert self.z is not None, "no point is asked about"
        return self.z

    @property
    def x(self) -> Point:
        """The data point that is asked about."""
        return self.transform.image_of(self.point)

    @property
    def size(self) -> Amount:
        """|det J_f|, at the point if it varies."""
        return self.transform.size(self.z or ())

    @property
    def constant_size(self) -> Fraction:
        """|det J_f|, the same everywhere."""
        size = self.size.value
        assert isinstance(size, Fraction), "the Jacobian of this map is not constant"
        return size

    @property
    def jacobian(self) -> Amount:
        """det J_f with its sign, at the point if it varies."""
        return self.size if self.transform.sign > 0 else negated(self.size)

    @property
    def is_flat(self) -> bool:
        """Whether the density of X is constant where it is not 0."""
        return self.base.is_flat and self.transform.is_constant

    @property
    def room(self) -> Fraction:
        """The length or area of where X can lie, if its density is constant."""
        return self.constant_size * self.base.room

    @property
    def measure(self) -> str:
        """What f changes: lengths on the line, areas in the plane."""
        return "length" if self.base.dimension == 1 else "area"

    @property
    def flow(self) -> "Flow":
        """The distribution of X, for arrays of doubles."""
        from tutor.flows import Flow

        return Flow(self.base.distribution(), self.transform.bijection())

    def by_the_flow(self) -> tuple[float, float]:
        """log p_X(f(z)) and log |det J_f(z)| from the flow, at the point or else in the middle."""
        flow = self.flow
        point = [each.value for each in self.z] if self.z else self.base.middle
        z = [float(each) for each in point]
        at = z if len(z) > 1 else z[0]
        x = flow.transform.forward(at)
        return float(flow.log_prob(x)), float(flow.transform.log_abs_det_jacobian(at, x))

    @property
    def statement(self) -> str:
        """The problem in a sentence."""
        return f"{self.base.statement}, and $X = f(Z)$ with {self.transform.statement}."


AnySetting = Setting[Base, Transform]
Posed = AnySetting | Worksheet  # what a problem is about
LineSetting = Setting[LineBase, LineTransform]
PlaneSetting = Setting[PlaneBase, PlaneTransform]


def on_line(setting: Posed) -> TypeGuard[LineSetting]:
    """Whether Z and X are numbers, and f is one map."""
    return not isinstance(setting, Worksheet) and setting.transform.dimension == 1


def in_plane(setting: Posed) -> TypeGuard[PlaneSetting]:
    """Whether Z and X are points of the plane, and f is one map."""
    return not isinstance(setting, Worksheet) and setting.transform.dimension == 2


def base_ends(setting: LineSetting) -> tuple[Amount, Amount]:
    """The ends of the support of Z."""
    low, high = (
        infinite(1 if e > 0 else -1) if isinstance(e, float) else rational(e)
        for e in setting.base.support
    )
    return low, high


def image_text(setting: LineSetting) -> str:
    """Where X can lie: [2, 6], (0, inf)."""
    return interval_text(*setting.transform.image_ends(setting.base), _open_ends(setting))


def image_tex(setting: LineSetting) -> str:
    """Where X can lie, in LaTeX."""
    return interval_tex(*setting.transform.image_ends(setting.base), _open_ends(setting))


def _open_ends(setting: LineSetting) -> tuple[bool, bool]:
    """An infinite z has no image, though this may have a limit."""
    low, high = (isinstance(end, float) for end in setting.base.support)
    return (low, high) if setting.transform.sign > 0 else (high, low)
