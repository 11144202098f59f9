"""What f did, as rows of text; nothing in it is said by colour."""

from collections.abc import Mapping

from tutor.exercises.catalogue import steps
from tutor.exercises.judging import slips
from tutor.exercises.pictures.line_picture import densities
from tutor.exercises.pictures.plane_picture import contours, parallelograms
from tutor.exercises.pictures.sketch import rows_of
from tutor.exercises.problem import Problem
from tutor.exercises.setting import in_plane, on_line
from tutor.exercises.written import with_minus_signs

_NOTHING: Mapping[str, str] = {}


def picture(
    problem: Problem, typed: Mapping[str, str] = _NOTHING, width: int = 76, height: int = 16
) -> list[str]:
    """A problem's picture, at most so many cells wide, and the legend under it.

    Of what was typed for its steps, wrong densities, supports and corners are drawn over it.
    """
    known = steps()
    wrong = {known[name].drawn: answer for name, answer in slips(problem, typed).items()}
    width, height = max(width, 40), max(height, 6)
    setting = problem.setting
    if on_line(setting):
        sheet, legend = densities(setting, wrong, width, height)
    else:
        assert in_plane(setting)
        draw = parallelograms if setting.base.corners else contours
        sheet, legend = draw(setting, wrong, width, height)
    below = (f"{sign:6}  {said}"[:width].rstrip() for sign, said in legend)
    return [with_minus_signs(row) for row in (*rows_of(sheet), "", *below)]
