"""Every base and every family of maps: what is exact agrees with the library of flows."""

import math
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from scipy import stats  # type: ignore[import-untyped]

from tutor.algebra.as_text import as_text
from tutor.exercises import catalogue
from tutor.exercises.amount import Point, rational
from tutor.exercises.bases.base import Base
from tutor.exercises.bases.normal import Normal
from tutor.exercises.bases.plane_normal import PlaneNormal
from tutor.exercises.bases.uniform import Uniform
from tutor.exercises.bases.unit_square import UnitSquare
from tutor.exercises.proof import total_mass
from tutor.exercises.setting import AnySetting, Setting, on_line
from tutor.exercises.transforms.affine import Affine
from tutor.exercises.transforms.exp import Exp
from tutor.exercises.transforms.line_transform import LineTransform
from tutor.exercises.transforms.linear import Linear
from tutor.exercises.transforms.logit import Logit
from tutor.exercises.transforms.minus_log import MinusLog
from tutor.exercises.transforms.power import Power
from tutor.exercises.transforms.sigmoid import Sigmoid
from tutor.exercises.transforms.transform import Transform

F = Fraction

TRANSFORMS: list[Transform] = [
    Affine(F(4), F(2)),
    Affine(F(-2), F(3)),
    Affine(F(-7, 3), F(1, 2)),
    Affine(F(1, 3), F(0)),
    Exp(F(2), F(1)),
    Exp(F(-1, 2), F(0)),
    MinusLog(F(3), F(0)),
    MinusLog(F(1, 2), F(1)),
    Power(F(3)),
    Power(F(1, 2)),
    Power(F(-2)),
    Logit(F(1), F(2)),
    Logit(F(0), F(-1, 2)),
    Sigmoid(F(2), F(-1)),
    Linear(((F(3), F(1)), (F(0), F(2)))),
    Linear(((F(1), F(3)), (F(2), F(1))), (F(-1), F(2))),
    Linear(((F(-3, 2), F(1, 2)), (F(5, 2), F(1, 2))), (F(1, 3), F(0))),
]
BASES: list[Base] = [
    Uniform(F(0), F(1)),
    Uniform(F(-1), F(5, 2)),
    Normal(),
    Normal(F(-2), F(3)),
    UnitSquare(),
    PlaneNormal(),
    PlaneNormal((F(1), F(-2)), (F(2), F(1, 2))),
]
UNIT, POSITIVE = (MinusLog, Logit), (Power,)  # what goes with part of the line only


def _is_defined(transform: Transform, base: Base) -> bool:
    """Whether f has a value wherever Z can lie."""
    if isinstance(transform, UNIT):
        return base == Uniform(F(0), F(1))
    return not isinstance(transform, POSITIVE) or base == Uniform(F(0), F(1))


SETTINGS: list[AnySetting] = [
    Setting(base, transform, tuple(map(rational, base.middle)))
    for base in BASES
    for transform in TRANSFORMS
    if base.dimension == transform.dimension and _is_defined(transform, base)
]
INSIDE = {1: (F(2, 3),), 2: (F(2, 3), F(1, 4))}  # a point of every support


def floats(point: Point) -> Any:
    values = [float(each.value) for each in point]
    return values if values[1:] else values[0]


def test_every_family_and_base_is_in_these_lists() -> None:
    assert {type(transform) for transform in TRANSFORMS} == set(catalogue.TRANSFORMS)
    assert {type(base) for base in BASES} == set(catalogue.BASES)


@pytest.mark.parametrize("transform", TRANSFORMS, ids=repr)
def test_a_map_and_its_inverse_agree_with_the_librarys(transform: Transform) -> None:
    numbers = INSIDE[transform.dimension]
    z = tuple(map(rational, numbers))
    x = transform.image_of(z)
    bijection = transform.bijection()
    np.testing.assert_allclose(bijection.forward(floats(z)), floats(x))
    if all(isinstance(each.value, Fraction) for each in x):
        found = [float(each) for each in transform.preimage_of([each.value for each in x])]
        assert found == pytest.approx([float(each) for each in numbers], rel=1e-12)
    back = transform.preimage_of([float(each.value) for each in x])
    np.testing.assert_allclose(np.array(back, float), np.array(numbers, float))


@pytest.mark.parametrize("transform", TRANSFORMS, ids=repr)
def test_a_jacobian_agrees_with_the_librarys_in_size_and_with_differences_in_sign(
    transform: Transform,
) -> None:
    z = tuple(map(rational, INSIDE[transform.dimension]))
    bijection, at = transform.bijection(), np.array(floats(z))
    size = float(bijection.log_abs_det_jacobian(at, bijection.forward(at)))
    assert math.isclose(math.log(transform.size(z).value), size, abs_tol=1e-14)
    steps = 1e-5 * np.eye(transform.dimension)
    if transform.dimension == 1:
        difference = bijection.forward(at + 1e-5) - bijection.forward(at - 1e-5)
        assert transform.sign == np.sign(difference)
    else:
        columns = [bijection.forward(at + e) - bijection.forward(at - e) for e in steps]
        assert transform.sign == np.sign(np.linalg.det(np.stack(columns, axis=1)))


@pytest.mark.parametrize("transform", TRANSFORMS, ids=repr)
def test_the_formulas_of_a_map_of_the_line_agree_with_its_numbers(transform: Transform) -> None:
    if not isinstance(transform, LineTransform):
        return
    z = F(2, 3)
    x = float(transform.forward(z))
    values = {
        transform.written("z").text: (x, float(z)),
        transform.inverse.text: (float(z), x),
    }
    for text, (expected, at) in values.items():
        assert math.isclose(_value(text, at), expected, rel_tol=1e-12)
    step = F(1, 10**6)
    rise = float(transform.forward(z + step)) - float(transform.forward(z - step))
    assert math.isclose(float(transform.slope(z)), rise / float(2 * step), rel_tol=1e-6)
    known = transform.known
    for tree, at in ((known.slope, float(z)), (known.slope_at_x, x)):
        assert math.isclose(_value(as_text(tree), at), float(transform.slope(z)), rel_tol=1e-12)


def _value(text: str, at: float) -> float:
    from tutor.answers.evaluate import values
    from tutor.answers.expression import parse

    (found,) = values(parse(text, ("x", "z")), {"x": [at], "z": [at]}, 1)
    return found


@pytest.mark.parametrize("base", BASES, ids=repr)
def test_a_density_at_a_point_agrees_with_the_librarys(base: Base) -> None:
    z = tuple(map(rational, INSIDE[base.dimension]))
    log = float(base.distribution().log_prob(floats(z)))
    for over in (F(1), F(6), F(5, 2)):
        assert math.isclose(base.at(z, rational(over)).value, math.exp(log) / over, rel_tol=1e-12)
        logged = base.at(z, rational(over), log=True).value
        assert math.isclose(logged, log - math.log(over), rel_tol=1e-12)


@pytest.mark.parametrize("setting", SETTINGS, ids=repr)
def test_the_density_integrates_to_one(setting: AnySetting) -> None:
    assert total_mass(setting) == pytest.approx(1, abs=0.02)


@pytest.mark.parametrize("setting", SETTINGS, ids=repr)
def test_the_law_of_x_has_its_density(setting: AnySetting) -> None:
    if not on_line(setting):
        return
    law = setting.transform.law(setting.base)
    if law is None:
        assert not isinstance(setting.transform, Affine)
        return
    x = float(setting.x[0].value)
    at_x = float(law.distribution().log_prob(x))
    assert math.isclose(at_x, float(setting.flow.log_prob(x)), rel_tol=1e-12, abs_tol=1e-12)


@pytest.mark.parametrize(("mean", "scale"), [(F(0), F(1)), (F(-2), F(3)), (F(1, 2), F(1, 4))])
@pytest.mark.parametrize(("a", "b"), [(4, 2), (-2, 3), (F(-7, 3), F(1, 2))])
def test_an_affine_map_of_a_normal_has_scipys_density(
    mean: Fraction, scale: Fraction, a: Fraction, b: Fraction
) -> None:
    setting = Setting(Normal(mean, scale), Affine(F(a), F(b)), (rational(F(1, 2)),))
    # If Z is N(m, s), then a Z + b is N(a m + b, |a| s).
    other = stats.norm(float(a * mean + b), float(abs(a) * scale))
    right = setting.base.at(setting.point, setting.size).value
    assert math.isclose(right, other.pdf(float(setting.x[0].value)), rel_tol=1e-12)


def test_the_image_of_the_unit_square_is_the_practice_pages_parallelogram() -> None:
    transform = Linear(((F(3), F(1)), (F(0), F(2))))
    corners = [(rational(x), rational(y)) for x, y in UnitSquare().corners]
    images = [tuple(each.value for each in transform.image_of(corner)) for corner in corners]
    assert images == [(0, 0), (3, 0), (4, 2), (1, 2)]
    assert transform.size(corners[0]).value == 6


def test_a_negative_slope_exchanges_the_ends_of_an_interval() -> None:
    ends = Affine(F(-2), F(3)).image_ends(Uniform(F(0), F(1)))
    assert [end.value for end in ends] == [1, 3]
    whole = Affine(F(-2), F(3)).image_ends(Normal())
    assert [end.value for end in whole] == [-math.inf, math.inf]
