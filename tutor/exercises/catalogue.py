"""What an exercise file may name: base distributions, transforms and steps. Needs no numpy."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class Shape(StrEnum):
    """What a parameter is."""

    NUMBER = "number"
    VECTOR = "vector"
    MATRIX = "matrix"


@dataclass(frozen=True, slots=True)
class Form:
    """How a base or transform is called: its arguments, of which the last may be left out."""

    usage: str
    arguments: tuple[Shape, ...]
    needed: int


_N, _V, _M = Shape.NUMBER, Shape.VECTOR, Shape.MATRIX

DIMENSIONS: Mapping[str, int] = MappingProxyType({"affine": 1, "linear": 2})
TRANSFORMS: Mapping[str, Form] = MappingProxyType(
    {
        "affine": Form("affine(a, b)", (_N, _N), 2),
        "linear": Form("linear(A, shift)", (_M, _V), 1),
    }
)
# The bases by the dimension of the transform they go with.
BASES: Mapping[int, Mapping[str, Form]] = MappingProxyType(
    {
        1: {
            "uniform": Form("uniform(0, 1)", (_N, _N), 2),
            "normal": Form("normal(mean, scale)", (_N, _N), 0),
        },
        2: {
            "unit_square": Form("unit_square", (), 0),
            "normal": Form("normal(mean, scale)", (_V, _V), 0),
        },
    }
)

# The steps each base and transform can answer together, in the order they are best asked.
STEPS: Mapping[tuple[str, str], tuple[str, ...]] = MappingProxyType(
    {
        ("uniform", "affine"): (
            *("inverse", "support", "derivative", "log-abs-det", "density", "total-mass"),
        ),
        ("normal", "affine"): (
            *("inverse", "support", "derivative", "log-abs-det"),
            *("density", "density-at", "log-density-at"),
        ),
        ("unit_square", "linear"): (
            *("determinant", "meaning", "inverse", "log-abs-det"),
            *("density", "corners", "area", "total-mass"),
        ),
        ("normal", "linear"): (
            *("determinant", "meaning", "inverse", "log-abs-det"),
            *("density-at", "log-density-at"),
        ),
    }
)
ALL_STEPS = tuple(dict.fromkeys(step for steps in STEPS.values() for step in steps))
AT_A_POINT = ("density-at", "log-density-at")  # these ask about x = f(z), with z drawn
