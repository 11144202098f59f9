"""Pictures of maps that bend: both densities whole, and the same mass shaded in both."""

import numpy as np
import pytest

from tests.exercises.bundled import TEMPLATES
from tutor.exercises.curved_picture import two_densities
from tutor.exercises.pictures.canvas import Area, Canvas, Line
from tutor.exercises.pictures.sketch import Beside
from tutor.exercises.problem import draw
from tutor.exercises.setting import Setting, on_line
from tutor.exercises.template import Template


def is_curved(template: Template) -> bool:
    setting = draw(template, 1, 0).setting
    return isinstance(setting, Setting) and on_line(setting) and not setting.transform.is_constant


CURVED = [template for template in TEMPLATES if is_curved(template)]


def shaded(canvas: Canvas) -> float:
    """The mass under the curve that is shaded."""
    total = 0.0
    for shape in canvas.shapes:
        if isinstance(shape, Area):
            x, y = np.array(shape.points).T
            total += float(((y[1:] + y[:-1]) / 2 * np.diff(x)).sum())
    return total


@pytest.mark.parametrize("template", CURVED, ids=lambda t: t.id)
@pytest.mark.parametrize("level", [1, 2, 3])
def test_the_same_mass_is_shaded_under_both_densities(template: Template, level: int) -> None:
    compared = 0
    for seed in range(8):
        setting = draw(template, level, seed).setting
        assert isinstance(setting, Setting)
        assert on_line(setting)
        (both,), _ = two_densities(setting, {}, 76, 16)
        assert isinstance(both, Beside)
        of_z, of_x = (part.canvas for part in both.parts)
        for canvas in (of_z, of_x):
            curve = canvas.shapes[0]
            assert isinstance(curve, Line)
            assert np.isfinite(curve.points).all()
        ends = [point for shape in of_x.shapes if isinstance(shape, Area) for point in shape.points]
        top, right = of_x.window.top, of_x.window.right
        if ends and max(y for _, y in ends) < top and max(x for x, _ in ends) < right:
            assert shaded(of_x) == pytest.approx(shaded(of_z), rel=0.05)
            compared += 1
    assert compared > 0


def test_there_are_such_exercises() -> None:
    assert len(CURVED) > 2
