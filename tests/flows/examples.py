"""Every transform and base of the library, with parameters that go through every proof."""

from tutor.flows import (
    Affine,
    Base,
    Compose,
    Exp,
    Flow,
    Independent,
    Linear,
    Normal,
    Transform,
    Uniform,
)

TRANSFORMS: list[Transform] = [
    Affine(4, 2),
    Affine(-7 / 3, 0.5),
    Affine([1 / 3, -2], [[0], [1]]),
    Exp(),
    Exp().inv,
    Affine(-0.5, 1) >> Exp(),
    (Affine([2, -3], 1) >> Exp()).inv,
    Compose([Exp(), Affine(2, -1), Affine(0.5, 3)]),
    Linear([[3, 1], [0, 2]]),
    Linear([[1, 3], [2, 1]], [-1, 2]),
    Linear([[[3, 1], [0, 2]], [[0, -1], [2, 0]]], [[[1, 2]], [[0, -3]], [[0, 0]]]),
    Linear([[1, 2, 0], [0, -1, 1], [4, 0, 1]], 5),
    Linear([[0, 2], [1, 1]]) >> Affine([0.5, -0.25], 1) >> Exp(),
    Affine(3, [1, -1]) >> Linear([[1, 3], [2, 1]]) >> Linear([[1, 0], [-2, 1]], [1, 0]),
    Linear([[3, 1], [0, 2]], [1, 1]).inv,
]
BASES: list[Base] = [
    Uniform(),
    Uniform(-1, 2.5),
    Uniform([0, -3], [[1], [2]]),
    Normal(),
    Normal(-2, 3),
    Normal([0, 1, 2], [[1], [0.25]]),
    Independent(Uniform([0, 0], 1)),
    Independent(Uniform([-1, 2], [0, 5])),
    Independent(Normal([0, 0])),
    Independent(Normal([1, -2], [2, 0.5])),
    Independent(Normal([[1, -2, 0]] * 4, [2, 0.5, 1])),
]
LINE_FLOWS: list[Flow] = [
    Flow(Uniform(), Affine(4, 2)),
    Flow(Uniform(-1, 2.5), Affine(-7 / 3, 0.5)),
    Flow(Uniform(), Exp()),
    Flow(Uniform(1, 4), Exp().inv),
    Flow(Uniform(-2, 1), Affine(-0.5, 1) >> Exp()),
    Flow(Uniform(1, 4), Compose([Exp().inv, Affine(-2, 1), Exp()])),
    Flow(Normal(-2, 3), Affine(-7 / 3, 0.5)),
    Flow(Normal(), Affine(0.5, 1) >> Exp()),
    Flow(Normal(1, 0.5), Affine(-1, 2) >> Exp() >> Affine(-2, 3)),
]
PLANE_FLOWS: list[Flow] = [
    Flow(Independent(Uniform([0, 0], 1)), Linear([[3, 1], [0, 2]])),
    Flow(Independent(Uniform([-1, 2], [0, 5])), Linear([[1, 3], [2, 1]], [-1, 2])),
    Flow(Independent(Uniform([0, 0], 1)), Affine([2, -3], 1)),
    Flow(Independent(Uniform([0, 0], 1)), Linear([[0, 2], [1, 1]]) >> Exp()),
    Flow(Independent(Normal([0, 0])), Linear([[-1.5, 0.5], [2.5, 0.5]], [1 / 3, 0])),
    Flow(Independent(Normal([1, -2], [2, 0.5])), Affine(3, [1, -1]) >> Linear([[1, 3], [2, 1]])),
]


def name(thing: Transform | Base | Flow) -> str:
    """A short name for a test's title."""
    return repr(thing).replace("array", "")[:60]
