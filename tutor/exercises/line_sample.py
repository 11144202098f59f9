"""The points of a problem's own support at which an expression is compared with the right one."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache, partial
from random import Random
from statistics import NormalDist

from tutor.algebra.on_arrays import finite_values
from tutor.answers.sample import START, Growing, Sample
from tutor.exercises.catalogue import steps
from tutor.exercises.setting import LineSetting

_PARTS = 200  # parts of the support that are equally likely, or nearly so: a point in each
_AT_ENDS = 3  # further points in the first and the last of them
_IN_TAILS = 30  # further points in each tail of a base that is not bounded
_TAIL, _FARTHEST = 2.5, 6.0  # from where to where a tail reaches, in standard deviations
_MORE = 24  # points that are fresh
_CLOSE = 0.01  # to -1, 0 and 1, where wrong expressions often agree with the right one


_Many = Callable[[Sequence[float]], list[float]]
Points = tuple[tuple[float, ...], tuple[float, ...]]  # z and x = f(z)


@lru_cache(maxsize=64)
def line_sample(setting: LineSetting, variable: str, step: str, fresh: int = 0) -> Sample:
    """Points z from all parts of the base's support, or x = f(z), away from -1, 0 and 1.

    Most of them are always the same; `fresh` is the seed of the others. With the name of a step
    come the values its definition gives there.
    """
    fixed = _fixed(setting, variable, step)
    return fixed.and_more(_sample(setting, variable, step, _fresh(setting, fresh)))


def growing(setting: LineSetting, variable: str, step: str, fresh: int = 0) -> Growing:
    """The same, but at first only the points that are met first."""
    start = _start(setting, variable)
    return Growing(start, partial(line_sample, setting, variable, step, fresh))


@lru_cache(maxsize=64)
def _start(setting: LineSetting, variable: str) -> Sample:
    """A few points; what a definition gives is for those who agree here with the right formula."""
    shares = _shares(setting.base.is_bounded)[: 2 * START]  # more than are needed: some may go
    z, x = _points(setting, shares)
    return Sample({variable: (z if variable == "z" else x)[:START]}, len(z[:START]))


def _sample(setting: LineSetting, variable: str, step: str, at: Points) -> Sample:
    z, x = at
    targets = steps()[step].targets(setting, z) if step else None
    points = {variable: z if variable == "z" else x}
    return Sample(points, len(z), None if targets is None else tuple(targets))


@lru_cache(maxsize=64)
def _fixed(setting: LineSetting, variable: str, step: str) -> Sample:
    shares = _shares(setting.base.is_bounded)
    found = _sample(setting, variable, step, _points(setting, shares))
    return replace(found, evaluate=finite_values)


@lru_cache(maxsize=64)
def _fresh(setting: LineSetting, seed: int) -> Points:
    random, bounded = Random(seed), setting.base.is_bounded
    shares = tuple(_share(random.random(), bounded) for _ in range(_MORE))
    if not bounded:
        shares += tuple(sign * random.uniform(_TAIL, _FARTHEST) for sign in (-1, 1) * 2)
    return _points(setting, shares)


def forget() -> None:
    """Drop what is kept to be quick."""
    line_sample.cache_clear()
    _start.cache_clear()
    _fixed.cache_clear()
    _fresh.cache_clear()


@lru_cache(maxsize=2)
def _shares(bounded: bool) -> tuple[float, ...]:
    """Where the points lie between the middle, 0, and the ends or a standard deviation, 1."""
    random = Random(1)
    shares = [_share((part + random.random()) / _PARTS, bounded) for part in range(_PARTS)]
    random.shuffle(shares)
    shares.sort(key=lambda share: not 0.2 < abs(share) < 0.9)  # what is met first
    if bounded:
        ends = [random.random() / _PARTS for _ in range(_AT_ENDS)]
        return (*shares, *(1 - end for end in ends), *(end - 1 for end in ends))
    width = (_FARTHEST - _TAIL) / _IN_TAILS
    tail = [_TAIL + width * (part + random.random()) for part in range(_IN_TAILS)]
    return (*shares, *tail, *(-share for share in tail))


def _share(quantile: float, bounded: bool) -> float:
    return 2 * quantile - 1 if bounded else NormalDist().inv_cdf(max(quantile, 1e-9))


def _points(setting: LineSetting, shares: tuple[float, ...]) -> Points:
    low, high = map(float, setting.base.support)
    center, reach = float(setting.base.center), float(setting.base.reach)
    forward, slope = _in_doubles(setting)
    every_z = [center + reach * share for share in shares]
    every_x = forward(every_z)
    near = [
        i
        for i, x in enumerate(every_x)
        if -1 - _CLOSE < x < 1 + _CLOSE and min(abs(abs(x) - 1), abs(x)) < _CLOSE
    ]
    part = reach / _PARTS / 10
    rises = slope([every_z[i] for i in near]) if near else ()
    for i, rise in zip(near, rises, strict=True):
        x = every_x[i]
        if min(abs(abs(x) - 1), abs(x)) < part * abs(rise):
            every_z[i] -= 2 * part if shares[i] > 0 else -2 * part
            (every_x[i],) = forward([every_z[i]])
    kept = [(z, x) for z, x in zip(every_z, every_x, strict=True) if low < z < high]
    return tuple(z for z, _ in kept), tuple(x for _, x in kept)


def _in_doubles(setting: LineSetting) -> tuple[_Many, _Many]:
    """f and f' at many points, without a fraction at every one."""
    f = setting.transform
    if not f.is_constant:
        return f.images, f.slopes
    rise, start = float(f.slope(Fraction(0))), float(f.forward(Fraction(0)))
    return lambda z: [rise * at + start for at in z], lambda z: [rise] * len(z)
