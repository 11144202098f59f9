"""What f did, as rows of text; nothing in it is said by colour."""

from collections.abc import Mapping

from tutor.exercises.base import PlaneNormal
from tutor.exercises.judging import slips
from tutor.exercises.pictures.line_picture import densities
from tutor.exercises.pictures.plane_picture import ellipses, parallelograms
from tutor.exercises.problem import Problem
from tutor.exercises.setting import LineSetting
from tutor.exercises.written import with_minus_signs

_NOTHING: Mapping[str, str] = {}


def picture(
    problem: Problem, typed: Mapping[str, str] = _NOTHING, width: int = 76, height: int = 16
) -> list[str]:
    """A problem's picture, at most so many cells wide, and the legend under it.

    Of what was typed for its steps, wrong densities, supports and corners are drawn over it.
    """
    wrong = slips(problem, typed)
    width, height = max(width, 40), max(height, 6)
    setting = problem.setting
    if isinstance(setting, LineSetting):
        rows, legend = densities(problem, setting, wrong, width, height)
    elif isinstance(setting.base, PlaneNormal):
        rows, legend = ellipses(setting, setting.base, width, height)
    else:
        rows, legend = parallelograms(setting, wrong, width, height)
    below = (f"{sign:6}  {said}"[:width].rstrip() for sign, said in legend)
    return [with_minus_signs(row) for row in (*rows, "", *below)]
