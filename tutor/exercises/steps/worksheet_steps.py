"""The steps of worksheets, by name: the questions themselves stand in the worksheets."""

from typing import Any, ClassVar

from tutor.exercises.steps.step import DENSITY, DET, Step
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


WORKSHEET_STEPS: tuple[Step[Any], ...] = (  # in the order in which they are best asked
    UndoOrder(),
    PointsBetween(),
    LogDets(),
    SheetLogAbsDet(),
    SheetLogDensity(),
)
