"""Two layers of the line one after another: affine, then exp."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from tutor.answers.answer import Answer
from tutor.exercises import mistakes as wrong
from tutor.exercises.parameters import Rational, Shape, Value
from tutor.exercises.pictures.canvas import Legend
from tutor.exercises.pictures.row_picture import Stage, densities_in_a_row
from tutor.exercises.pictures.sketch import Sheet as Sketch
from tutor.exercises.worksheets import layer_mistakes as layers
from tutor.exercises.worksheets.line_layers import (
    bell,
    log_dets_ask,
    order_ask,
    points_ask,
    total_ask,
    typed_points,
)
from tutor.exercises.worksheets.normal_density import log_density, normal_cells
from tutor.exercises.worksheets.sheet import Cell, Sheet, Slip
from tutor.exercises.worksheets.worksheet import Worksheet


@dataclass(frozen=True, slots=True)
class AffineExp(Worksheet):
    """x = exp(y) with y = a z + b."""

    name: ClassVar[str] = "affine_exp"
    usage: ClassVar[str] = "affine_exp(a, b, at)"
    about: ClassVar[str] = "y = az + b, then x = exp(y); asked at the image of z = at"
    shapes: ClassVar[tuple[Shape, ...]] = (Shape.NUMBER,) * 3
    needed: ClassVar[int] = 3

    @classmethod
    def fault(cls, *arguments: str | Value) -> str:
        """The slope must not be 0."""
        return f"{cls.usage}: a must not be 0" if arguments[0] == 0 else ""

    @classmethod
    def sheet(cls, *variant: Rational) -> Sheet:
        """Back from x over y to z, then each layer's part of log p_X(x)."""
        return Sheet(
            r"$Z$ is standard normal, and $X = f(Z)$, where $f = f_{2} \circ f_{1}$ has two layers:"
            " first $y = f_{1}(z) = <layer()>$, then $x = f_{2}(y) = <last()>$."
            " A data point is $x = <x>$.",
            ("a", "b", "w"),
            (
                Cell("x", "exp(a*w + b)"),
                Cell("y", "log(x)"),
                Cell("z", "(y - b)/a"),
                Cell("first", "log(abs(a))", r"\log |f_{1}'(z)|"),
                Cell("second", "y", r"\log |f_{2}'(y)|"),
                Cell("volume", "first + second", r"\log |\det J_f|"),
                *normal_cells(("z",), "volume"),
            ),
            (
                order_ask(("1", "2")),
                points_ask(
                    ("y", "z"),
                    "y = f_{2}^{-1}(x) = \\log x$ and $z = f_{1}^{-1}(y) = <undone()>",
                    (Slip(layers.FORWARD_ORDER, {"y": "(x - b)/a", "z": "log(y)"}),),
                    "exp(a*y2 + b)",
                    "y",
                ),
                log_dets_ask(
                    ("first", "second"),
                    "layer 2 is $e^{y}$, whose derivative at $y$ is $e^{y}$",
                    (
                        Slip(layers.EVERY_LAYER_AT_Z, {"second": "z"}),
                        Slip(layers.AT_OUTPUT, {"second": "x"}),
                        Slip(wrong.NO_LOG, parts=("abs(a)", "exp(y)"), is_common=False),
                    ),
                ),
                total_ask(("first", "second")),
                log_density(
                    1,
                    "volume",
                    (
                        Slip(wrong.NOT_INVERTED, {"norm": "x^2"}),
                        Slip(layers.NOT_BACK_TO_Z, {"norm": "y^2"}),
                        Slip(layers.LAST_ONLY, {"volume": "second"}, is_common=False),
                    ),
                ),
            ),
            conditions=("20 - abs(a*w + b)",),
            forms={"layer": "a*z + b", "undone": "(y - b)/a", "last": "exp(y)"},
            letters=("z", "y"),
            points={"w": "z"},
        )

    def picture(
        self, wrong: Mapping[str, Answer], width: int, height: int
    ) -> tuple[Sketch, Legend]:
        """The densities of z, y and x in a row."""
        a, b = (float(self.parameters[name]) for name in ("a", "b"))
        typed = typed_points(wrong, 2)
        stages = [
            Stage("z", lambda z: z, bell, self.value("z"), typed[1]),
            Stage("y", lambda z: a * z + b, lambda z: bell(z) / abs(a), self.value("y"), typed[0]),
            Stage(
                "x",
                lambda z: math.exp(a * z + b),
                lambda z: bell(z) / abs(a) / math.exp(a * z + b),
                self.value("x"),
            ),
        ]
        log_dets = [self.value("first"), self.value("second")]
        return densities_in_a_row(stages, log_dets, self.value("z"), width, height)
