"""The picture of a coupling layer: a grid before and after, with the kept coordinate."""

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from tutor.answers.answer import Answer
from tutor.exercises.pictures.canvas import CROSS, Legend, Point, Window
from tutor.exercises.pictures.sketch import Sheet as Sketch
from tutor.exercises.worksheets.arranged import numbers_of
from tutor.exercises.worksheets.worksheet import Worksheet
from tutor.exercises.written import brief

if TYPE_CHECKING:
    from tutor.exercises.pictures.grid_picture import Map


def coupling_grid(
    sheet: Worksheet,
    forward: "Map",
    wrong: Mapping[str, Answer],
    kept: int | None,
    width: int,
    height: int,
    names: tuple[int, int] = (1, 2),
    around: float = 0.0,
    also: str = "",
) -> tuple[Sketch, Legend]:
    """The grid around the point z, its image, and the learner's points where they are wrong.

    `names` are the two coordinates that are drawn, and `kept` is the place of the kept one. With
    `around` the grid reaches only so far to each side of z: far off the scale grows too large.
    """
    import numpy as np

    from tutor.exercises.pictures.grid_picture import Marked, warped_grid

    def image_of(z: Point) -> Point:
        x, y = forward(np.array(z))
        return float(x), float(y)

    first, second = (float(sheet.parameters[f"p{n}"]) for n in names)
    reach = max(2.0, abs(first) + 0.5, abs(second) + 0.5)
    window = Window(-reach, reach, -reach, reach)
    if around:
        window = Window(first - around, first + around, second - around, second + around)
    z = (first, second)
    marks = [Marked("●", z, image_of(z), yours_x=_typed(wrong, "image", names))]
    back = _typed(wrong, "preimage", names)
    data = sheet.value(f"z{names[0]}"), sheet.value(f"z{names[1]}")
    if back is not None and not also and _holds(window, data):
        marks.append(Marked("◆", data, image_of(data), yours_z=back))
    drawn, legend = warped_grid(forward, window, width, height, marks)
    kinds = ["", ""]
    if kept is not None:
        kinds[kept] = " (kept: its lines stay)"
    across, up = (f"coordinate {name}{kind}" for name, kind in zip(names, kinds, strict=True))
    legend.insert(1, ("", f"across: {across}, up: {up}{also}"))
    yours = [("image", mark.yours_x) for mark in marks]
    yours += [("preimage", mark.yours_z) for mark in marks]
    return drawn, legend + typed_points(wrong, {step for step, at in yours if at is not None})


def typed_points(wrong: Mapping[str, Answer], marked: Collection[str] = ()) -> Legend:
    """The learner's points where they are wrong, with the sign of those that are marked."""
    legend: Legend = []
    for step, name in (("image", "f(z)"), ("preimage", "z")):
        typed = numbers_of(wrong[step]) if step in wrong else None
        if typed is not None:
            shown = ", ".join(brief(float(each)) for each in typed)
            legend.append((CROSS if step in marked else "", f"your {name} = ({shown})"))
    return legend


def _typed(wrong: Mapping[str, Answer], step: str, names: tuple[int, int]) -> Point | None:
    """The two coordinates that the learner typed for a step, if the answer is wrong."""
    numbers = numbers_of(wrong[step]) if step in wrong else None
    if numbers is None or len(numbers) < max(names):
        return None
    first, second = (float(numbers[name - 1]) for name in names)
    return first, second


def _holds(window: Window, point: Point) -> bool:
    x, y = point
    return window.left <= x <= window.right and window.bottom <= y <= window.top
