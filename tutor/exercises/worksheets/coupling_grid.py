"""The picture of a coupling layer: a grid before and after, with the kept coordinate."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from tutor.answers.answer import Answer
from tutor.exercises.pictures.canvas import Legend, Window
from tutor.exercises.pictures.sketch import Sheet as Sketch
from tutor.exercises.worksheets.worksheet import Worksheet, numbers_of

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
    """The grid around the point z, its image, and the learner's f(z) where it is wrong.

    `names` are the two coordinates that are drawn, and `kept` is the place of the kept one. With
    `around` the grid reaches only so far to each side of z: far off the scale grows too large.
    """
    import numpy as np

    from tutor.exercises.pictures.grid_picture import Marked, warped_grid

    first, second = (float(sheet.parameters[f"p{n}"]) for n in names)
    image = forward(np.array((first, second)))
    marks = [Marked("●", (first, second), (float(image[0]), float(image[1])))]
    reach = max(2.0, abs(first) + 0.5, abs(second) + 0.5)
    window = Window(-reach, reach, -reach, reach)
    if around:
        window = Window(first - around, first + around, second - around, second + around)
    drawn, legend = warped_grid(forward, window, width, height, marks)
    kinds = ["", ""]
    if kept is not None:
        kinds[kept] = " (kept: its lines stay)"
    across, up = (f"coordinate {name}{kind}" for name, kind in zip(names, kinds, strict=True))
    legend.insert(1, ("", f"across: {across}, up: {up}{also}"))
    typed = numbers_of(wrong["image"]) if "image" in wrong else None
    if typed is not None and len(typed) >= max(names):
        shown = ", ".join(f"{float(each):.4g}" for each in typed)
        legend.append(("", f"your f(z) is ({shown})"))
    return drawn, legend
