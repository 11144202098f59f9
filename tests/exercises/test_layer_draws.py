"""What is drawn for exercises on layers can be worked with by hand."""

import math
from functools import lru_cache

import pytest

from tests.exercises.bundled import named
from tutor.exercises.exercise_file import read_exercises
from tutor.exercises.problem import draw, restore
from tutor.exercises.template import pool, pool_size


@lru_cache
def points(exercise: str, level: int) -> list[tuple[list[float], list[float], list[float]]]:
    """For every draw the point whose image is asked for, its image, and the z of the data point."""
    found = []
    for drawn in pool(named(exercise), level):
        p, image, z = _couplings(exercise, level, {name: float(v) for name, v in drawn.items()})  # type: ignore[arg-type]
        found.append((p, image, z))
    return found


def _couplings(
    exercise: str, level: int, d: dict[str, float]
) -> tuple[list[float], list[float], list[float]]:
    """By the definition of the layer, from the numbers that were drawn."""
    if level == 3 and exercise == "nice":
        p, x = ([d[f"{letter}{n}"] for n in (1, 2, 3)] for letter in "px")
        m = int(d["moved"]) - 1
        i, j = (n for n in range(3) if n != m)
        image, z = list(p), list(x)
        image[m] += d["g"] * p[i] * p[j] + d["d"]
        z[m] -= d["g"] * x[i] * x[j] + d["d"]
        return p, image, z
    k = int(d["keep"]) - 1
    if level == 3:
        p, w = ([d[f"{letter}{n}"] for n in (1, 2)] for letter in "pw")
        image = list(p)
        image[1 - k] = p[1 - k] * 2 ** (d["a"] * p[k] + d["b"]) + d["c"] * p[k]
        image[k] = p[k] * 2 ** (d["a2"] * image[1 - k] + d["b2"]) + d["c2"] * image[1 - k]
        return p, image, w
    p, x = ([d[f"{letter}{n}"] for n in (1, 2)] for letter in "px")
    image, z = list(p), list(x)
    if exercise == "nice":
        image[1 - k] += d["g"] * p[k] ** 2 + d["d"]
        z[1 - k] -= d["g"] * x[k] ** 2 + d["d"]
    else:
        s, t = ([d[a] * at[k] + d[b] for at in (p, x)] for a, b in ("ab", "cd"))
        image[1 - k] = p[1 - k] * math.exp(s[0]) + t[0]
        z[1 - k] = (x[1 - k] - t[1]) * math.exp(-s[1])
    return p, image, z


@pytest.mark.parametrize("level", [1, 2, 3])
@pytest.mark.parametrize("exercise", ["nice", "realnvp"])
def test_no_draw_asks_back_the_point_whose_image_it_asked_for(exercise: str, level: int) -> None:
    found = points(exercise, level)
    assert len(found) >= 80
    for p, _, z in found:
        assert max(abs(a - b) for a, b in zip(p, z, strict=True)) > 1e-6


@pytest.mark.parametrize("level", [1, 2])
@pytest.mark.parametrize("exercise", ["nice", "realnvp"])
def test_scale_and_shift_are_found_anew_on_the_way_back(exercise: str, level: int) -> None:
    for drawn in pool(named(exercise), level):
        k = drawn["keep"]
        assert drawn[f"p{k}"] != drawn[f"x{k}"]


@pytest.mark.parametrize("level", [1, 2, 3])
@pytest.mark.parametrize("exercise", ["nice", "realnvp"])
def test_points_and_densities_are_of_a_size_to_work_with(exercise: str, level: int) -> None:
    for _, image, z in points(exercise, level):
        assert max(map(abs, image)) <= 32
        assert sum(each * each for each in z) < 31  # p_Z(z) is above 1e-8


def test_a_question_that_is_no_longer_drawn_can_be_shown_again() -> None:
    template = named("realnvp")
    old = {"keep": "1", "a": "-1", "b": "-1", "c": "2", "d": "1", "p1": "1", "p2": "2"}
    old |= {"x1": "1", "x2": "-1"}
    problem = restore(template, 2, old)
    # z2 = (-1 - 3) e^2, about 29.6 standard deviations out
    assert math.isclose(problem.setting.value("z2"), -4 * math.exp(2))  # type: ignore[union-attr]
    drawn = [draw(template, 2, seed) for seed in range(pool_size(template, 2))]
    assert problem.parameters not in [each.parameters for each in drawn]


def test_a_question_from_before_a_base_could_be_drawn_has_a_standard_one() -> None:
    template = named("compose")
    old = {"side": "-1", "a": "-3/2", "b": "2", "k": "1/5", "at": "2"}
    problem = restore(template, 3, old)
    assert problem.statement.startswith("$Z$ is standard normal")
    # y1 = -1, y2 = -1/5; log p = log N(2; 0, 1) - (log 3/2 + log 1/5 - 1/5)
    expected = -2 - math.log(2 * math.pi) / 2 - math.log(1.5) - math.log(0.2) + 0.2
    assert math.isclose(problem.setting.value("density"), expected)  # type: ignore[union-attr]
    base = {"mean": "-1", "scale": "3", "last": "1"}
    other = restore(template, 3, old | base)
    assert "tanh" in other.statement
    # t = (2 + 1)/3 = 1
    slopes = math.log(1.5) + math.log(0.2) + math.log(1 - math.tanh(-0.2) ** 2)
    expected = -0.5 - math.log(2 * math.pi) / 2 - math.log(3) - slopes
    assert math.isclose(other.setting.value("density"), expected)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("call", "said"),
    [
        ("three_layers(1, 0, 1, k, 1)", "a must not be 0"),
        ("three_layers(1, 2, 1, 2, 1)", "k must lie between 0 and 1"),
        ("three_layers(1, 2, 1, k, 1, 0, 0, 1)", "scale must be greater than 0"),
        ("three_layers(1, 2, 1, k, 1, 0, 1, 2)", "last is 0 for exp or 1 for tanh"),
        ("three_layers(2, 2, 1, k, 1)", "side is 1 or -1"),
        ("three_layers(1, 2, 1, k, 1, 0)", "has 6 arguments here"),
    ],
)
def test_numbers_that_make_no_layers_are_refused(call: str, said: str) -> None:
    source = f"""\
[[exercise]]
id = "layers"
title = "Layers"
transform = "{call}"
steps = ["points-between"]
[[exercise.level]]
draw = {{ k = ["1/2"] }}
"""
    (fault,) = read_exercises(source.encode(), "layers.toml").faults
    assert said in str(fault)
