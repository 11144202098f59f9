"""The answers to the exercises on layers, from the numbers that were drawn, without the tutor."""

import math
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import mpmath  # type: ignore[import-untyped]
from scipy import stats  # type: ignore[import-untyped]

from tutor.exercises.problem import Problem

Account = Callable[[dict[str, float]], dict[str, Any]]


def layer_answers(problem: Problem) -> dict[str, Any]:
    """The answers by step: a number, several in a list, a matrix row by row."""
    drawn = {name: float(Fraction(text)) for name, text in problem.parameters.items()}
    name = problem.template.level(problem.level).transform.name
    return ACCOUNTS[name](drawn)


def slope(f: Callable[[Any], Any], at: float) -> float:
    """The derivative of a function of one number, by differences with thirty digits."""
    with mpmath.workdps(40):
        return float(mpmath.diff(f, mpmath.mpf(at)))


def line_of_layers(layers: list[Callable[[Any], Any]], z: float) -> dict[str, Any]:
    """Layers of the line, all of them increasing or decreasing, at a point z."""
    points = [mpmath.mpf(z)]
    for layer in layers:
        points.append(layer(points[-1]))
    log_dets = [
        math.log(abs(slope(layer, at))) for layer, at in zip(layers, points[:-1], strict=True)
    ]

    def whole(at: Any) -> Any:
        for layer in layers:
            at = layer(at)
        return at

    density = stats.norm.pdf(z) / abs(slope(whole, z))
    return {
        "undo-order": list(range(len(layers), 0, -1)),
        "points-between": [float(each) for each in points[-2::-1]],
        "log-dets": log_dets,
        "log-abs-det": math.log(abs(slope(whole, z))),
        "log-density-at": math.log(density),
    }


def affine_exp(drawn: dict[str, float]) -> dict[str, Any]:
    a, b, at = drawn["a"], drawn["b"], drawn["at"]
    found = line_of_layers([lambda z: a * z + b, mpmath.exp], at)
    law = stats.lognorm(s=abs(a), scale=math.exp(b))
    assert math.isclose(found["log-density-at"], law.logpdf(math.exp(a * at + b)), rel_tol=1e-9)
    return found


def affine_leaky_exp(drawn: dict[str, float]) -> dict[str, Any]:
    a, b, k = drawn["a"], drawn["b"], drawn["k"]
    layers = [lambda z: a * z + b, lambda y: y if y > 0 else k * y, mpmath.exp]
    assert (a * drawn["at"] + b > 0) == (drawn["side"] > 0)
    return line_of_layers(layers, drawn["at"])


ACCOUNTS: dict[str, Account] = {"affine_exp": affine_exp, "affine_leaky_exp": affine_leaky_exp}
