"""Three layers of the line: affine, then a leaky ReLU, then exp or tanh; of any normal base."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

from tutor.answers.answer import Answer
from tutor.exercises import mistakes as wrong
from tutor.exercises.parameters import Rational, Shape, Value
from tutor.exercises.pictures.canvas import Legend
from tutor.exercises.pictures.row_picture import Stage, densities_in_a_row
from tutor.exercises.pictures.sketch import Sheet as Sketch
from tutor.exercises.worksheets import layer_mistakes as layers
from tutor.exercises.worksheets.line_layers import (
    EXP,
    TANH,
    LastLayer,
    bell,
    log_dets_ask,
    order_ask,
    points_ask,
    total_ask,
    typed_points,
)
from tutor.exercises.worksheets.normal_density import general_cells, log_density, normal_cells
from tutor.exercises.worksheets.sheet import Ask, Cell, Sheet, Slip
from tutor.exercises.worksheets.worksheet import Worksheet

_PARTS = ("first", "second", "third")


@dataclass(frozen=True, slots=True)
class ThreeLayers(Worksheet):
    """x = exp(y2) or tanh(y2), y2 = leaky(y1), y1 = a z + b."""

    name: ClassVar[str] = "three_layers"
    usage: ClassVar[str] = "three_layers(side, a, b, k, at, mean, scale, last)"
    about: ClassVar[str] = (
        "y1 = az + b, then y2 = y1 or, left of 0, k y1, then x = exp(y2) or, where last is 1 and"
        " not 0, x = tanh(y2); asked at the image of z = at, where y1 has the sign of side, 1 or"
        " -1; the last three may be left out"
    )
    shapes: ClassVar[tuple[Shape, ...]] = (Shape.NUMBER,) * 8
    needed: ClassVar[int] = 5
    left_out: ClassVar[tuple[Fraction, ...]] = (Fraction(0), Fraction(1), Fraction(0))

    @classmethod
    def fault(cls, *arguments: str | Value) -> str:
        """The slope must not be 0, k is between 0 and 1."""
        side, a, _, k, _, *others = arguments
        scale = others[1] if others[1:] else 1
        last = others[2] if others[2:] else 0
        if not isinstance(side, str) and side not in (1, -1):
            return f"{cls.usage}: side is 1 or -1"
        if a == 0:
            return f"{cls.usage}: a must not be 0"
        if not isinstance(k, str | tuple) and not 0 < k < 1:
            return f"{cls.usage}: k must lie between 0 and 1"
        if not isinstance(scale, str | tuple) and scale <= 0:
            return f"{cls.usage}: scale must be greater than 0"
        if not isinstance(last, str) and last not in (0, 1):
            return f"{cls.usage}: last is 0 for exp or 1 for tanh"
        return ""

    @classmethod
    def chosen(cls, drawn: Sequence[Rational]) -> tuple[Rational, ...]:
        """Its formulas depend on the side, on whether the base is standard, on the last layer."""
        side, *_, mean, scale, last = drawn
        return side, int((mean, scale) != (0, 1)), last

    @classmethod
    def first_variant(cls) -> tuple[Rational, ...]:
        """Right of 0, with a standard base, and exp."""
        return 1, 0, 0

    @classmethod
    def sheet(cls, *variant: Rational) -> Sheet:
        """Back from x over y2 and y1 to z, then each layer's part of log p_X(x)."""
        side, is_general, is_tanh = variant
        last = TANH if is_tanh else EXP
        taken = "(z - mean)/scale" if is_general else "z"
        normal = general_cells("volume") if is_general else normal_cells(("z",), "volume")
        base = (
            r"$Z$ is normal with mean $\mu = <mean>$ and standard deviation $\sigma = <scale>$"
            if is_general
            else "$Z$ is standard normal"
        )
        end, over, slope = ("k*start", "y2/k", "log(k)") if side < 0 else ("start", "y2", "0")
        return Sheet(
            base + r", and $X = f(Z)$, where $f = f_{3} \circ f_{2} \circ f_{1}$ has"
            " three layers: first $y_{1} = f_{1}(z) = <layer()>$, then the leaky ReLU $f_{2}$,"
            " which gives $y_{2} = y_{1}$ where $y_{1} > 0$"
            " and $y_{2} = <leaky()>$ where $y_{1} < 0$,"
            " then $x = f_{3}(y_{2}) = <last()>$. A data point is $x = <x>$.",
            ("side", "a", "b", "k", "w", "mean", "scale", "last"),
            (
                Cell("start", "a*w + b"),
                Cell("end", end),
                Cell("x", last.at("end")),
                Cell("y2", "end" if is_tanh else "log(x)", shown=last.back_tex if is_tanh else ""),
                Cell("y1", over),
                Cell("z", "(y1 - b)/a"),
                Cell("first", "log(abs(a))", r"\log |f_{1}'(z)|"),
                Cell("second", slope, r"\log |f_{2}'(y_{1})|"),
                Cell("third", last.log_slope("y2"), r"\log |f_{3}'(y_{2})|", last.derived_tex),
                Cell("volume", "first + second + third", r"\log |\det J_f|"),
                *normal,
            ),
            (
                order_ask(("1", "2", "3")),
                _points_ask(side < 0, last),
                _log_dets_ask(side < 0, last),
                total_ask(_PARTS),
                log_density(
                    1,
                    "volume",
                    (
                        Slip(wrong.NOT_INVERTED, {"norm": f"({taken.replace('z', 'x')})^2"}),
                        Slip(layers.NOT_BACK_TO_Z, {"norm": f"({taken.replace('z', 'y2')})^2"}),
                        Slip(layers.LAST_ONLY, {"volume": "third"}, is_common=False),
                    ),
                    is_general=bool(is_general),
                ),
            ),
            conditions=("side*(a*w + b)", "5 - abs(a*w + b)"),
            wanted=("3 - abs(a*w + b)", "abs(w - mean)", "5/2 - abs((w - mean)/scale)"),
            forms={
                "layer": "a*z + b",
                "leaky": "k*y1",
                "last": last.at("y2"),
                "unbent": "y2/k",
                "undone": "(y1 - b)/a",
            },
            letters=("z", "y1", "y2"),
            points={"w": "z", "mean": "mu", "scale": "sigma"},
        )

    def picture(
        self, wrong: Mapping[str, Answer], width: int, height: int
    ) -> tuple[Sketch, Legend]:
        """The densities of z, y1, y2 and x in a row."""
        a, b, k, mean, scale = (
            float(self.parameters[name]) for name in ("a", "b", "k", "mean", "scale")
        )
        typed = typed_points(wrong, 3)
        is_tanh = self.parameters["last"] == 1

        def first(t: float) -> float:
            return a * (mean + scale * t) + b

        def second(t: float) -> float:
            return first(t) * (1 if first(t) > 0 else k)

        def bent(t: float) -> float:
            return bell(t) / scale / abs(a) / (1 if first(t) > 0 else k)

        def third(t: float) -> float:
            return math.tanh(second(t)) if is_tanh else math.exp(second(t))

        def slope(t: float) -> float:
            return 1 / math.cosh(second(t)) ** 2 if is_tanh else math.exp(second(t))

        stages = [
            Stage(
                "z",
                lambda t: mean + scale * t,
                lambda t: bell(t) / scale,
                self.value("z"),
                typed[2],
            ),
            Stage("y1", first, lambda t: bell(t) / scale / abs(a), self.value("y1"), typed[1]),
            Stage("y2", second, bent, self.value("y2"), typed[0]),
            Stage("x", third, lambda t: bent(t) / slope(t), self.value("x")),
        ]
        log_dets = [self.value(name) for name in _PARTS]
        t = (self.value("z") - mean) / scale
        return densities_in_a_row(stages, log_dets, t, width, height)


@dataclass(frozen=True, slots=True)
class AffineLeakyExp(ThreeLayers):
    """The same with exp as its last layer and a standard base."""

    name: ClassVar[str] = "affine_leaky_exp"
    usage: ClassVar[str] = "affine_leaky_exp(side, a, b, k, at)"
    about: ClassVar[str] = "the same with x = exp(y2) and a standard normal base"
    shapes: ClassVar[tuple[Shape, ...]] = (Shape.NUMBER,) * 5


def _points_ask(is_left: bool, last: LastLayer) -> Ask:
    back: tuple[Slip, ...] = (Slip(layers.LEAKY_OTHER_SIDE, {"y1": "y2/k"}),)
    if is_left:
        back = (
            Slip(layers.LEAKY_NOT_UNDONE, {"y1": "k*y2"}),
            Slip(layers.LEAKY_FORGOTTEN, {"y1": "y2"}),
        )
    forward = {"y2": "(x - b)/a", "z": last.back.format("y1")}
    return points_ask(
        ("y2", "y1", "z"),
        f"y_{{2}} = {last.back_tex}$, then $y_{{1}} = y_{{2}}$ or, if $y_{{2}} < 0$,"
        " $y_{1} = <unbent()>$, then $z = <undone()>",
        (Slip(layers.FORWARD_ORDER, forward), *back),
        last.at("max(a*y3 + b, 0) + k*min(a*y3 + b, 0)"),
        "y1",
        last,
    )


def _log_dets_ask(is_left: bool, last: LastLayer) -> Ask:
    bent = layers.LEAKY_FORGOTTEN if is_left else layers.LEAKY_OTHER_SIDE
    return log_dets_ask(
        _PARTS,
        f"layer 2 has the slope $1$, or $<k>$ where its input is negative; layer 3 is {last.slope}",
        (
            Slip(layers.EVERY_LAYER_AT_Z, {"third": last.log_slope("z")}),
            Slip(layers.AT_OUTPUT, {"third": last.log_slope("x")}),
            Slip(bent, {"second": "0" if is_left else "log(k)"}),
            *last.slips,
        ),
    )
