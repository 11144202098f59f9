"""The answers to the exercises on layers, from the numbers that were drawn, without the tutor."""

import math
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import mpmath  # type: ignore[import-untyped]
import numpy as np
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


def line_of_layers(
    layers: list[Callable[[Any], Any]], z: float, mean: float = 0.0, scale: float = 1.0
) -> dict[str, Any]:
    """Layers of the line, all of them increasing or decreasing, at a point z of a normal base."""
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

    density = stats.norm.pdf(z, mean, scale) / abs(slope(whole, z))
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


def three_layers(drawn: dict[str, float]) -> dict[str, Any]:
    a, b, k = drawn["a"], drawn["b"], drawn["k"]
    last = mpmath.tanh if drawn.get("last") else mpmath.exp
    layers = [lambda z: a * z + b, lambda y: y if y > 0 else k * y, last]
    assert (a * drawn["at"] + b > 0) == (drawn["side"] > 0)
    return line_of_layers(layers, drawn["at"], drawn.get("mean", 0.0), drawn.get("scale", 1.0))


def squared(law: Any, t: float, pieces: list[tuple[float, float]]) -> dict[str, Any]:
    """Z² from the distribution of Z: its cdf is F(√x) - F(-√x), its density the derivative."""

    def density(x: float) -> float:
        if x < 0:
            return 0.0
        with mpmath.workdps(30):
            return float(mpmath.diff(lambda at: _cdf(law, mpmath.sqrt(at)), mpmath.mpf(x)))

    def _cdf(law: Any, root: Any) -> Any:
        return law(root) - law(-root)

    def points(low: float, high: float) -> list[tuple[float, float]]:
        return [(x, density(x)) for x in (low + (high - low) * part for part in (0.2, 0.5, 0.7))]

    first, second = (points(*piece) for piece in pieces)
    return {"density": first, "density-beyond": second}


def square(drawn: dict[str, float]) -> dict[str, Any]:
    a, b, t = (drawn[name] for name in "abt")

    def cdf(z: Any) -> Any:
        return min(max((z + a) / (a + b), mpmath.mpf(0)), mpmath.mpf(1))

    inner, outer = sorted((a * a, b * b))
    return {
        "preimages": sorted(z for z in (-t, t) if -a < z < b),
        "support": (0.0, outer),
        **squared(cdf, t, [(0.0, inner), (inner, outer)]),
        "mass": float(1 - cdf(math.sqrt(inner)) + cdf(-math.sqrt(inner))),
    }


def square_normal(drawn: dict[str, float]) -> dict[str, Any]:
    mean, scale, t = (drawn[name] for name in ("mean", "scale", "t"))

    def cdf(z: Any) -> Any:
        return mpmath.ncdf(z, mean, scale)

    found = squared(cdf, t, [(0.0, (abs(mean) + scale) ** 2), (-9.0, 0.0)])
    law = stats.ncx2(1, (mean / scale) ** 2, scale=scale**2)
    for x, density in found["density"]:
        assert math.isclose(density, law.pdf(x), rel_tol=1e-9)
    return {"preimages": [-t, t], "support": (0.0, math.inf), **found, "mass": 1.0}


# Layers of several coordinates


Point = list[Any]
Layer = Callable[[Point], Point]


def jacobian(f: Layer, z: Point) -> list[list[float]]:
    """The Jacobian by differences with forty digits, row by row."""

    def entry(i: int, j: int) -> float:
        def along(t: Any) -> Any:
            return f([*map(mpmath.mpf, z[:j]), t, *map(mpmath.mpf, z[j + 1 :])])[i]

        return slope(along, z[j])

    n = len(z)
    return [[entry(i, j) for j in range(n)] for i in range(n)]


def log_det(f: Layer, z: Point) -> float:
    """log |det J_f| at z from the numerical Jacobian."""
    return float(np.linalg.slogdet(np.array(jacobian(f, z)))[1])


def log_density(f: Layer, z: Point) -> float:
    """log p_X(f(z)) where Z is standard normal."""
    return float(sum(stats.norm.logpdf(float(each)) for each in z)) - log_det(f, z)


def sent_back(f: Layer, z: Point, x: Point) -> list[float]:
    """z, once f(z) = x is seen."""
    for reached, asked in zip(f(z), x, strict=True):
        assert math.isclose(reached, asked, rel_tol=1e-12, abs_tol=1e-12)
    return [float(each) for each in z]


def flat(matrix: list[list[float]]) -> list[float]:
    return [entry for row in matrix for entry in row]


def nice(drawn: dict[str, float]) -> dict[str, Any]:
    keep = int(drawn["keep"])

    def f(z: Point) -> Point:
        shift = drawn["g"] * z[keep - 1] ** 2 + drawn["d"]
        return [z[0], z[1] + shift] if keep == 1 else [z[0] + shift, z[1]]

    p, x = ([drawn[f"{letter}{n}"] for n in (1, 2)] for letter in "px")
    moved = x[2 - keep] - drawn["g"] * x[keep - 1] ** 2 - drawn["d"]
    z = sent_back(f, [x[0], moved] if keep == 1 else [moved, x[1]], x)
    return {"kept": float(keep), **additive(f, p, z)}


def nice3(drawn: dict[str, float]) -> dict[str, Any]:
    m = int(drawn["moved"]) - 1
    others = [n for n in range(3) if n != m]

    def f(z: Point) -> Point:
        shift = drawn["g"] * z[others[0]] * z[others[1]] + drawn["d"]
        return [each + shift if n == m else each for n, each in enumerate(z)]

    p, x = ([drawn[f"{letter}{n}"] for n in (1, 2, 3)] for letter in "px")
    z = list(x)
    z[m] -= f(x)[m] - x[m]
    return {"kept": [n + 1.0 for n in others], **additive(f, p, sent_back(f, z, x))}


def additive(f: Layer, p: Point, z: Point) -> dict[str, Any]:
    return {
        "image": f(p),
        "preimage": z,
        "jacobian": flat(jacobian(f, p)),
        "log-abs-det": round(log_det(f, z), 12),
        "log-density-at": log_density(f, z),
    }


def coupling(keep: int, s: Callable[[Any], Any], t: Callable[[Any], Any]) -> Layer:
    """An affine coupling layer of two coordinates."""

    def f(z: Point) -> Point:
        own = z[keep - 1]
        moved = z[2 - keep] * mpmath.exp(s(own)) + t(own)
        return [own, moved] if keep == 1 else [moved, own]

    return f


def realnvp(drawn: dict[str, float]) -> dict[str, Any]:
    a, b, c, d = (drawn[name] for name in "abcd")
    keep = int(drawn["keep"])
    f = coupling(keep, lambda z: a * z + b, lambda z: c * z + d)
    p, x = ([drawn[f"{letter}{n}"] for n in (1, 2)] for letter in "px")
    z = list(x)
    z[2 - keep] = (x[2 - keep] - c * x[keep - 1] - d) / math.exp(a * x[keep - 1] + b)
    return {"kept": float(keep), **scaling(f, f, p, sent_back(f, z, x))}


def realnvp2(drawn: dict[str, float]) -> dict[str, Any]:
    a, b, c, a2, b2, c2 = (drawn[name] for name in ("a", "b", "c", "a2", "b2", "c2"))
    keep, two = int(drawn["keep"]), mpmath.log(2)
    first = coupling(keep, lambda z: (a * z + b) * two, lambda z: c * z)
    second = coupling(3 - keep, lambda y: (a2 * y + b2) * two, lambda y: c2 * y)
    p, w = ([drawn[f"{letter}{n}"] for n in (1, 2)] for letter in "pw")
    found = scaling(lambda z: second(first(z)), first, p, w)
    return {"kept": [float(keep), 3.0 - keep], **found}


def scaling(f: Layer, of_jacobian: Layer, p: Point, z: Point) -> dict[str, Any]:
    density = log_density(f, z)
    return {
        "image": [float(each) for each in f(p)],
        "preimage": z,
        "jacobian": flat(jacobian(of_jacobian, p)),
        "log-abs-det": log_det(f, z),
        "log-density-at": density,
        "nll": -density,
    }


def nll_fit(drawn: dict[str, float]) -> dict[str, Any]:
    a, b = drawn["a"], drawn["b"]
    data = np.array([drawn[f"x{n}"] for n in (1, 2, 3, 4)])

    def loss(scale: Any) -> Any:
        terms = [((x - b) / scale) ** 2 / 2 + mpmath.log(abs(scale)) for x in data]
        return sum(terms) / len(terms) + mpmath.log(2 * mpmath.pi) / 2

    mean, spread = stats.norm.fit(data)  # by maximum likelihood
    return {
        "base-points": list((data - b) / a),
        "nll": -float(np.mean(stats.norm.logpdf(data, b, abs(a)))),
        "nll-slope": slope(loss, a),
        "best-shift": float(mean),
        "best-scale": float(spread),
        "best-nll": -float(np.mean(stats.norm.logpdf(data, mean, spread))),
    }


def nll_bits(drawn: dict[str, float]) -> dict[str, Any]:
    found = nll_fit(drawn)
    return {**found, "nll": found["nll"] / math.log(2)}


def triangular(drawn: dict[str, float]) -> dict[str, Any]:
    a, b, c, p, q, r = (drawn[name] for name in "abcpqr")
    matrix = np.array([[a, 0, 0], [p, b, 0], [q, r, c]])
    x = np.array([drawn[f"x{n}"] for n in (1, 2, 3)])
    law = stats.multivariate_normal(np.zeros(3), matrix @ matrix.T)
    return {
        "determinant": float(np.linalg.det(matrix)),
        "log-abs-det": float(np.linalg.slogdet(matrix)[1]),
        "preimage": list(np.linalg.solve(matrix, x)),
        "log-density-at": float(law.logpdf(x)),
        "cost": drawn["d"] ** 2,
    }


def autoregressive(
    drawn: dict[str, float], rules: list[tuple[Callable[[Point], Any], Callable[[Point], Any]]]
) -> dict[str, Any]:
    """x_i = z_i 2^s + m, where each rule takes the coordinates before to s and to m."""
    is_maf, n = drawn["kind"] == 1, len(rules)

    def f(z: Point) -> Point:
        x: Point = []
        for own, (s, m) in zip(z, rules, strict=True):
            before = x if is_maf else z
            x.append(own * mpmath.mpf(2) ** s(before) + m(before))
        return x

    p, w = ([drawn[f"{letter}{i}"] for i in range(1, n + 1)] for letter in "pw")
    return {
        "maf-or-iaf": drawn["kind"],
        "image": [float(each) for each in f(p)],
        "preimage": w,
        "log-abs-det": log_det(f, w),
        "passes": [drawn["d"], 1.0] if is_maf else [1.0, drawn["d"]],
    }


def maf_iaf(drawn: dict[str, float]) -> dict[str, Any]:
    first = (lambda _: drawn["s"], lambda _: drawn["m"])
    second = (lambda u: drawn["a"] * u[0] + drawn["b"], lambda u: drawn["c"] * u[0])
    if "p3" not in drawn:
        return autoregressive(drawn, [first, second])
    third = (lambda u: drawn["f"] * u[0] + drawn["g"], lambda u: drawn["h"] * u[1])
    return autoregressive(drawn, [first, second, third])


ACCOUNTS: dict[str, Account] = {
    "square": square,
    "square_normal": square_normal,
    "affine_exp": affine_exp,
    "three_layers": three_layers,
    "nice": nice,
    "nice3": nice3,
    "realnvp": realnvp,
    "realnvp2": realnvp2,
    "nll_fit": nll_fit,
    "nll_bits": nll_bits,
    "triangular": triangular,
    "maf_iaf": maf_iaf,
    "maf_iaf3": maf_iaf,
}
