"""What was drawn, as mathematics: a base, a transform, and the point that is asked about."""

from dataclasses import dataclass
from fractions import Fraction

from tutor.exercises.base import Normal, PlaneNormal, Uniform, UnitSquare
from tutor.exercises.support import Parallelogram, Point, Segment
from tutor.exercises.transform import Affine, Linear
from tutor.exercises.written import column_tex, line_tex, matrix_tex, point_tex, tex


@dataclass(frozen=True, slots=True)
class LineSetting:
    """What was drawn; `z` is the base point whose image x the last steps ask about."""

    base: Uniform | Normal
    transform: Affine
    z: Fraction | None = None

    @property
    def a(self) -> Fraction:
        """The slope."""
        return self.transform.a

    @property
    def b(self) -> Fraction:
        """The shift."""
        return self.transform.b

    @property
    def image(self) -> Segment:
        """Where X lives."""
        return self.transform.image(self.base.support)

    @property
    def x(self) -> Fraction:
        """The data point that is asked about."""
        assert self.z is not None
        return self.transform.at(self.z)

    @property
    def height(self) -> Fraction:
        """The density of X where the base is uniform."""
        assert isinstance(self.base, Uniform)
        return 1 / (abs(self.a) * (self.base.high - self.base.low))


@dataclass(frozen=True, slots=True)
class PlaneSetting:
    """What was drawn; `z` is the base point whose image x the last steps ask about."""

    base: UnitSquare | PlaneNormal
    transform: Linear
    z: Point | None = None

    @property
    def entries(self) -> tuple[Fraction, Fraction, Fraction, Fraction]:
        """a, b, c, d of A = [[a, b], [c, d]]."""
        (a, b), (c, d) = self.transform.A
        return a, b, c, d

    @property
    def det(self) -> Fraction:
        """det A, with its sign."""
        return self.transform.determinant

    @property
    def image(self) -> Parallelogram:
        """Where X lives if Z lives on the unit square."""
        image = self.transform.image(UnitSquare().support)
        assert isinstance(image, Parallelogram)
        return image

    @property
    def x(self) -> Point:
        """The data point that is asked about."""
        assert self.z is not None
        return self.transform.at(self.z)


Setting = LineSetting | PlaneSetting


def statement(setting: Setting) -> str:
    """The problem in a sentence."""
    if isinstance(setting, LineSetting):
        return _line_statement(setting)
    return _plane_statement(setting)


def _line_statement(setting: LineSetting) -> str:
    """The problem in a sentence."""
    base = setting.base
    if isinstance(base, Uniform):
        start = rf"$Z \sim \text{{Uniform}}({tex(base.low)}, {tex(base.high)})$"
    elif base == Normal():
        start = "$Z$ is standard normal"
    else:
        start = (
            rf"$Z$ is normal with mean $\mu = {tex(base.mean)}$"
            rf" and standard deviation $\sigma = {tex(base.scale)}$"
        )
    return f"{start}, and $X = f(Z)$ with $f(z) = {line_tex(setting.a, setting.b, 'z')}$."


def _plane_statement(setting: PlaneSetting) -> str:
    """The problem in a sentence."""
    base, transform = setting.base, setting.transform
    if isinstance(base, UnitSquare):
        start = "$Z$ is uniform on the unit square, between $(0, 0)$ and $(1, 1)$"
    elif base == PlaneNormal():
        start = "$Z = (Z_{1}, Z_{2})$ has two independent standard normal coordinates"
    else:
        start = (
            "$Z = (Z_{1}, Z_{2})$ has two independent normal coordinates, with means"
            rf" $\mu = {point_tex(base.mean)}$ and standard deviations"
            rf" $\sigma = {point_tex(base.scale)}$"
        )
    shift = "" if not any(transform.shift) else f" + {column_tex(transform.shift)}"
    return f"{start}, and $X = f(Z)$ with $f(z) = A z{shift}$, $A = {matrix_tex(transform.A)}$."
