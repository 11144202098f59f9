"""Every transform and base of the library, with parameters that go through every proof."""

import re

import numpy as np

from tutor.flows import (
    Abs,
    Affine,
    Autoregressive,
    Base,
    Beta,
    Cauchy,
    Compose,
    Coupling,
    Exp,
    Exponential,
    Flow,
    Independent,
    Laplace,
    LeakyReLU,
    Linear,
    Log,
    Logistic,
    Logit,
    Normal,
    Permutation,
    Power,
    Shift,
    Sigmoid,
    Square,
    Tanh,
    Transform,
    Triangular,
    TriangularMap,
    Truncated,
    Uniform,
)
from tutor.flows.arrays import Array


def from_kept(kept: Array) -> Affine:
    """A scale and a shift from one coordinate, for the coordinates that move."""
    return Affine(np.exp(np.tanh(kept) / 2), np.sin(kept))


def from_before(before: Array) -> Affine:
    """A scale and a shift from the coordinates before, of the batch's shape."""
    total = before.sum(axis=-1)
    return Affine(2 ** np.tanh(total), 1 - 0.5 * total)


NICE = Coupling(keep=(0,), net=lambda kept: Shift(2 * kept - 3))
REAL_NVP = Coupling(keep=(0,), net=from_kept)
REAL_NVP_IN_3D = Coupling(keep=(2, 0), net=lambda kept: from_kept(kept[..., :1] - kept[..., 1:]))
MAF = Autoregressive(from_before)
IAF = Autoregressive(lambda before: from_before(before).inv).inv

TRANSFORMS: list[Transform] = [
    Affine(4, 2),
    Affine(-7 / 3, 0.5),
    Affine([1 / 3, -2], [[0], [1]]),
    Shift(-1.5),
    Shift([[0, 1, 2], [3, 4, 5]]),
    Exp(),
    Exp().inv,
    Log(),
    Sigmoid(),
    Logit(),
    Sigmoid().inv,
    Tanh(),
    Tanh().inv,
    Power(3),
    Power([0.5, 1 / 3, -1, -2]),
    Power(-1.5).inv,
    LeakyReLU(0.1),
    LeakyReLU([[0.5], [3]]),
    LeakyReLU(0.25).inv,
    Square(),
    Abs(),
    Affine(1, -0.7) >> Abs(),
    Square() >> Affine(0.5, 2) >> Log(),
    Affine(0.5, 0.2) >> Square() >> Shift(-0.3) >> Square(),
    Affine(-0.5, 1) >> Exp(),
    (Affine([2, -3], 1) >> Exp()).inv,
    Compose([Exp(), Affine(2, -1), Affine(0.5, 3)]),
    Compose([Affine(0.5, 1), Tanh(), LeakyReLU(0.5), Sigmoid()]),
    Logit() >> Affine(-2, 1) >> Sigmoid(),
    Linear([[3, 1], [0, 2]]),
    Linear([[1, 3], [2, 1]], [-1, 2]),
    Linear([[[3, 1], [0, 2]], [[0, -1], [2, 0]]], [[[1, 2]], [[0, -3]], [[0, 0]]]),
    Linear([[1, 2, 0], [0, -1, 1], [4, 0, 1]], 5),
    Linear([[0, 2], [1, 1]]) >> Affine([0.5, -0.25], 1) >> Exp(),
    Affine(3, [1, -1]) >> Linear([[1, 3], [2, 1]]) >> Linear([[1, 0], [-2, 1]], [1, 0]),
    Linear([[3, 1], [0, 2]], [1, 1]).inv,
    Linear([[3, 1], [0, 2]], [1, 1]) >> Square(),
    TriangularMap([[2, 0], [-1, 3]]),
    TriangularMap([[2, 0, 0], [-1, 0.5, 0], [4, 1, -3]], [1, 0, -2]),
    TriangularMap([[[2, 0], [1, 1]], [[-1, 0], [3, 4]]], [[[1, 2]], [[0, 0]], [[5, 6]]]),
    TriangularMap([[2, 0], [-1, 3]]).inv,
    Permutation([1, 0]),
    Permutation([2, 0, 3, 1]),
    NICE,
    REAL_NVP,
    REAL_NVP.inv,
    REAL_NVP >> Permutation([1, 0]) >> NICE,
    Permutation([2, 0, 1]) >> REAL_NVP_IN_3D,
    MAF,
    IAF,
    MAF >> TriangularMap([[1, 0, 0], [1, 2, 0], [0, 1, 4]]),
]
BASES: list[Base] = [
    Uniform(),
    Uniform(-1, 2.5),
    Uniform([0, -3], [[1], [2]]),
    Normal(),
    Normal(-2, 3),
    Normal([0, 1, 2], [[1], [0.25]]),
    Exponential(),
    Exponential([0.5, 3]),
    Laplace(),
    Laplace([1, -2], [[0.5], [3]]),
    Logistic(),
    Logistic([1, -2], [[0.5], [3]]),
    Cauchy(),
    Cauchy([1, -2], [[0.5], [3]]),
    Triangular(),
    Triangular(-1, 3, [-1, 0, 3]),
    Beta(2, 3),
    Beta([0.5, 1, 4], [[0.5], [1], [2.5]]),
    Truncated(Normal(), -1, 2),
    Truncated(Normal(-2, 3), [4, -np.inf], [6, -7]),
    Truncated(Exponential([1, 2]), 1),
    Truncated(Cauchy(), high=[[-3], [np.inf]]),
    Truncated(Uniform(), -1, 0.25),
    Independent(Uniform([0, 0], 1)),
    Independent(Uniform([-1, 2], [0, 5])),
    Independent(Normal([0, 0])),
    Independent(Normal([1, -2], [2, 0.5])),
    Independent(Normal([[1, -2, 0]] * 4, [2, 0.5, 1])),
    Independent(Exponential([1, 2])),
    Independent(Beta([2, 1], [3, 0.5])),
    Independent(Truncated(Laplace([0, 1]), [0, -np.inf], [np.inf, 2])),
]
PLANE = Independent(Normal([0, 0]))
SQUARE = Independent(Uniform([0, 0], 1))
LINE_FLOWS: list[Flow] = [
    Flow(Uniform(), Affine(4, 2)),
    Flow(Uniform(-1, 2.5), Affine(-7 / 3, 0.5)),
    Flow(Uniform(), Exp()),
    Flow(Uniform(1, 4), Exp().inv),
    Flow(Uniform(), Log() >> Affine(-0.5)),
    Flow(Uniform(), Logit() >> Affine(2, 1)),
    Flow(Uniform(0, 3), Power(2)),
    Flow(Uniform(0, 3), Power(1 / 3)),
    Flow(Uniform(1, 3), Power(-2)),
    Flow(Uniform(-1, 2), LeakyReLU(0.25)),
    Flow(Uniform(-2, 1), Affine(-0.5, 1) >> Exp()),
    Flow(Uniform(1, 4), Compose([Exp().inv, Affine(-2, 1), Exp()])),
    Flow(Uniform(-1, 2), Square()),
    Flow(Uniform(-2, 1), Shift(0.5) >> Abs()),
    Flow(Normal(-2, 3), Affine(-7 / 3, 0.5)),
    Flow(Normal(), Affine(0.5, 1) >> Exp()),
    Flow(Normal(1, 0.5), Affine(-1, 2) >> Exp() >> Affine(-2, 3)),
    Flow(Normal(1, 0.5), Square() >> Shift(-2)),
    Flow(Normal(), Abs()),
    Flow(Normal(0.5, 1), Sigmoid()),
    Flow(Normal(), Tanh() >> LeakyReLU(3)),
    Flow(Exponential(2), Power(1 / 2)),
    Flow(Exponential(), Affine(-1) >> Exp()),
    Flow(Laplace(), LeakyReLU(0.5) >> Shift(1)),
    Flow(Logistic(1, 0.5), Sigmoid()),
    Flow(Cauchy(), LeakyReLU(0.5)),
    Flow(Triangular(-1, 2, 0.5), Square()),
    Flow(Beta(2, 3), Logit()),
    Flow(Truncated(Normal(), -1, 2), Exp()),
]
PLANE_FLOWS: list[Flow] = [
    Flow(SQUARE, Linear([[3, 1], [0, 2]])),
    Flow(Independent(Uniform([-1, 2], [0, 5])), Linear([[1, 3], [2, 1]], [-1, 2])),
    Flow(SQUARE, Affine([2, -3], 1)),
    Flow(SQUARE, Linear([[0, 2], [1, 1]]) >> Exp()),
    Flow(PLANE, Linear([[-1.5, 0.5], [2.5, 0.5]], [1 / 3, 0])),
    Flow(Independent(Normal([1, -2], [2, 0.5])), Affine(3, [1, -1]) >> Linear([[1, 3], [2, 1]])),
    Flow(PLANE, TriangularMap([[2, 0], [-1, 0.5]], [1, 0])),
    Flow(PLANE, NICE),
    Flow(PLANE, REAL_NVP),
    Flow(PLANE, REAL_NVP >> Permutation([1, 0]) >> REAL_NVP),
    Flow(PLANE, MAF),
    Flow(PLANE, IAF),
    Flow(SQUARE, NICE >> Permutation([1, 0])),
    Flow(Independent(Triangular([0, 0], 2, 1)), MAF),
    Flow(Independent(Normal([1, -0.5])), Linear([[1, 0.5], [0, 1]]) >> Abs()),
    Flow(Independent(Uniform([-1, 0], 2)), Linear([[1, 0.5], [0, 1]]) >> Abs() >> Affine(2)),
]


def name(thing: Transform | Base | Flow) -> str:
    """A short name for a test's title, the same in every process."""
    return re.sub(r" at 0x\w+", "", repr(thing).replace("array", ""))[:60]
