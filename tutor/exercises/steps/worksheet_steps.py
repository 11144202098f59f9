"""The steps of worksheets, by name: the questions themselves stand in the worksheets."""

from typing import Any, ClassVar

from tutor.exercises.steps.step import DENSITY, DET, JACOBIAN, Step
from tutor.exercises.steps.worksheet_step import WorksheetStep

LOG_DET = rf"(?:log|ln)\(?\|{DET}\|\)?"


class UndoOrder(WorksheetStep):
    """In which order layers are undone."""

    name: ClassVar[str] = "undo-order"
    about: ClassVar[str] = "in which order the layers are undone, as a point: (3, 2, 1)"
    left: ClassVar[str] = "order"


class PointsBetween(WorksheetStep):
    """The points between layers, and z."""

    name: ClassVar[str] = "points-between"
    about: ClassVar[str] = "the points between the layers and z, on the way back from x"
    left: ClassVar[str] = r"\(y(?:_?\d)?(?:,y_?\d)?,z\)"


class LogDets(WorksheetStep):
    """Each layer's own log-determinant."""

    name: ClassVar[str] = "log-dets"
    about: ClassVar[str] = "log \\|det J\\| of each layer, each at its own input"
    left: ClassVar[str] = r"\(d_?1(?:,d_?\d)+\)"


class SheetLogAbsDet(WorksheetStep):
    """log |det J_f| of a layer, or of several."""

    name: ClassVar[str] = "log-abs-det"
    about: ClassVar[str] = "log \\|det J_f\\|"
    left: ClassVar[str] = LOG_DET
    is_logarithm: ClassVar[bool] = True


class SheetLogDensity(WorksheetStep):
    """log p_X at a point."""

    name: ClassVar[str] = "log-density-at"
    about: ClassVar[str] = "log p_X at a point"
    left: ClassVar[str] = rf"(?:log|ln)(?:{DENSITY}|\({DENSITY}\))"
    is_logarithm: ClassVar[bool] = True


class Kept(WorksheetStep):
    """What a coupling layer leaves as it is."""

    name: ClassVar[str] = "kept"
    about: ClassVar[str] = "which coordinates a coupling layer keeps"
    left: ClassVar[str] = "kept"


class Image(WorksheetStep):
    """f(z) at a point."""

    name: ClassVar[str] = "image"
    about: ClassVar[str] = "f(z) at a point"
    left: ClassVar[str] = r"f\(z\)|x"


class Preimage(WorksheetStep):
    """f^-1(x) at a point."""

    name: ClassVar[str] = "preimage"
    about: ClassVar[str] = "f⁻¹(x) at a point"
    left: ClassVar[str] = r"f\^-1(?:\(x\))?|z"


class JacobianMatrix(WorksheetStep):
    """J_f at a point, entry by entry."""

    name: ClassVar[str] = "jacobian"
    about: ClassVar[str] = "the Jacobian matrix at a point"
    left: ClassVar[str] = JACOBIAN


class SheetDeterminant(WorksheetStep):
    """The determinant of a triangular matrix."""

    name: ClassVar[str] = "determinant"
    about: ClassVar[str] = "the determinant of a triangular matrix"
    left: ClassVar[str] = rf"{DET}|detL|det\(L\)|\|L\|"


class Volume(WorksheetStep):
    """Whether a layer can change volumes."""

    name: ClassVar[str] = "volume"
    about: ClassVar[str] = "whether the layer can change volumes, in words"


class NegativeLogLikelihood(WorksheetStep):
    """-log p_X(x), or its mean."""

    name: ClassVar[str] = "nll"
    about: ClassVar[str] = "the negative log-likelihood of a point, or its mean over the data"
    left: ClassVar[str] = "NLL|nll|loss"


class Cost(WorksheetStep):
    """What a triangular Jacobian saves."""

    name: ClassVar[str] = "cost"
    about: ClassVar[str] = "how many times more d³ operations are than d"
    left: ClassVar[str] = "ratio"


class Model(WorksheetStep):
    """MAF or IAF."""

    name: ClassVar[str] = "model"
    about: ClassVar[str] = "whether a layer is a MAF (1) or an IAF (2)"
    left: ClassVar[str] = "model"


class WaitsFor(WorksheetStep):
    """What must be known before the last coordinate."""

    name: ClassVar[str] = "waits-for"
    about: ClassVar[str] = "how many coordinates come before the last, on the way to x and back"
    left: ClassVar[str] = "waits"


class Passes(WorksheetStep):
    """How many passes a layer takes."""

    name: ClassVar[str] = "passes"
    about: ClassVar[str] = "how many passes it takes to sample, and to evaluate"
    left: ClassVar[str] = "passes"


class BasePoints(WorksheetStep):
    """The base points of the data."""

    name: ClassVar[str] = "base-points"
    about: ClassVar[str] = "the base points of all data points"
    left: ClassVar[str] = r"\(z_?1(?:,z_?\d)+\)|z"


class NllSlope(WorksheetStep):
    """The derivative of the mean NLL."""

    name: ClassVar[str] = "nll-slope"
    about: ClassVar[str] = "the derivative of the mean NLL by a"
    left: ClassVar[str] = r"dNLL/da|slope"


class BestShift(WorksheetStep):
    """The best b."""

    name: ClassVar[str] = "best-shift"
    about: ClassVar[str] = "the best b"
    left: ClassVar[str] = "b"


class BestScale(WorksheetStep):
    """The best |a|."""

    name: ClassVar[str] = "best-scale"
    about: ClassVar[str] = "the best \\|a\\|"
    left: ClassVar[str] = r"\|a\||a"


class BestNll(WorksheetStep):
    """The mean NLL with the best a and b."""

    name: ClassVar[str] = "best-nll"
    about: ClassVar[str] = "the mean NLL with the best a and b"
    left: ClassVar[str] = "NLL|nll|loss"


class NegativeNll(WorksheetStep):
    """Whether an NLL can be negative."""

    name: ClassVar[str] = "negative-nll"
    about: ClassVar[str] = "whether an NLL can be negative, in words"


WORKSHEET_STEPS: tuple[Step[Any], ...] = (  # in the order in which they are best asked
    UndoOrder(),
    PointsBetween(),
    LogDets(),
    Model(),
    Kept(),
    Image(),
    Preimage(),
    JacobianMatrix(),
    SheetDeterminant(),
    SheetLogAbsDet(),
    SheetLogDensity(),
    BasePoints(),
    NegativeLogLikelihood(),
    NllSlope(),
    BestShift(),
    BestScale(),
    BestNll(),
    Volume(),
    WaitsFor(),
    Passes(),
    Cost(),
    NegativeNll(),
)
