"""Layers of the line one after another: affine, then exp; or a leaky ReLU between the two."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from tutor.answers.answer import Answer, AnswerKind
from tutor.exercises import mistakes as wrong
from tutor.exercises.parameters import Rational, Shape, Value
from tutor.exercises.pictures.canvas import Legend
from tutor.exercises.pictures.row_picture import Stage, densities_in_a_row
from tutor.exercises.pictures.sketch import Sheet as Sketch
from tutor.exercises.worksheets import layer_mistakes as layers
from tutor.exercises.worksheets.normal_density import log_density, normal_cells
from tutor.exercises.worksheets.sheet import Ask, Cell, Sheet, Shown, Slip
from tutor.exercises.worksheets.worksheet import Worksheet, numbers_of


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
                _order(("1", "2")),
                _points(
                    ("y", "z"),
                    "y = f_{2}^{-1}(x) = \\log x$ and $z = f_{1}^{-1}(y) = \\frac{y - b}{a}",
                    (Slip(layers.FORWARD_ORDER, {"y": "(x - b)/a", "z": "log(y)"}),),
                    "exp(a*y2 + b)",
                    "y",
                ),
                _log_dets(
                    ("first", "second"),
                    "layer 2 is $e^{y}$, whose derivative at $y$ is $e^{y}$",
                    (
                        Slip(layers.EVERY_LAYER_AT_Z, {"second": "z"}),
                        Slip(layers.AT_OUTPUT, {"second": "x"}),
                        Slip(wrong.NO_LOG, parts=("abs(a)", "exp(y)"), is_common=False),
                    ),
                ),
                _total(("first", "second")),
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
            forms={"layer": "a*z + b", "last": "exp(y)"},
            letters=("z", "y"),
        )

    def picture(
        self, wrong: Mapping[str, Answer], width: int, height: int
    ) -> tuple[Sketch, Legend]:
        """The densities of z, y and x in a row."""
        a, b = (float(self.parameters[name]) for name in ("a", "b"))
        typed = _typed(wrong, 2)
        stages = [
            Stage("z", lambda z: z, _bell, self.value("z"), typed[1]),
            Stage("y", lambda z: a * z + b, lambda z: _bell(z) / abs(a), self.value("y"), typed[0]),
            Stage(
                "x",
                lambda z: math.exp(a * z + b),
                lambda z: _bell(z) / abs(a) / math.exp(a * z + b),
                self.value("x"),
            ),
        ]
        log_dets = [self.value("first"), self.value("second")]
        return densities_in_a_row(stages, log_dets, self.value("z"), width, height)


@dataclass(frozen=True, slots=True)
class AffineLeakyExp(Worksheet):
    """x = exp(y2), y2 = leaky(y1), y1 = a z + b."""

    name: ClassVar[str] = "affine_leaky_exp"
    usage: ClassVar[str] = "affine_leaky_exp(side, a, b, k, at)"
    about: ClassVar[str] = (
        "y1 = az + b, then y2 = y1 or, left of 0, k y1, then x = exp(y2); asked at the image of"
        " z = at, where y1 has the sign of side, 1 or -1"
    )
    shapes: ClassVar[tuple[Shape, ...]] = (Shape.NUMBER,) * 5
    needed: ClassVar[int] = 5
    variant: ClassVar[int] = 1

    @classmethod
    def fault(cls, *arguments: str | Value) -> str:
        """The slope must not be 0, and k is between 0 and 1."""
        side, a, _, k, _ = arguments
        if not isinstance(side, str) and side not in (1, -1):
            return f"{cls.usage}: side is 1 or -1"
        if a == 0:
            return f"{cls.usage}: a must not be 0"
        if isinstance(k, str | tuple) or 0 < k < 1:
            return ""
        return f"{cls.usage}: k must lie between 0 and 1"

    @classmethod
    def sheet(cls, *variant: Rational) -> Sheet:
        """Back from x over y2 and y1 to z, then each layer's part of log p_X(x)."""
        is_left = variant[0] < 0
        times, over, slope = ("k*start", "y2/k", "log(k)") if is_left else ("start", "y2", "0")
        back: tuple[Slip, ...]
        if is_left:
            back = (
                Slip(layers.LEAKY_NOT_UNDONE, {"y1": "k*y2"}),
                Slip(layers.LEAKY_FORGOTTEN, {"y1": "y2"}),
            )
            bent = (Slip(layers.LEAKY_FORGOTTEN, {"second": "0"}),)
        else:
            back = (Slip(layers.LEAKY_OTHER_SIDE, {"y1": "y2/k"}),)
            bent = (Slip(layers.LEAKY_OTHER_SIDE, {"second": "log(k)"}),)
        forward = {"y2": "(x - b)/a", "z": "log(y1)"}
        parts = ("first", "second", "third")
        return Sheet(
            r"$Z$ is standard normal, and $X = f(Z)$, where $f = f_{3} \circ f_{2} \circ f_{1}$ has"
            " three layers: first $y_{1} = f_{1}(z) = <layer()>$, then the leaky ReLU $f_{2}$,"
            " which takes $y_{1} > 0$ to $y_{2} = y_{1}$ and $y_{1} < 0$ to $y_{2} = <leaky()>$,"
            " then $x = f_{3}(y_{2}) = <last()>$. A data point is $x = <x>$.",
            ("side", "a", "b", "k", "w"),
            (
                Cell("start", "a*w + b"),
                Cell("x", f"exp({times})"),
                Cell("y2", "log(x)"),
                Cell("y1", over),
                Cell("z", "(y1 - b)/a"),
                Cell("first", "log(abs(a))", r"\log |f_{1}'(z)|"),
                Cell("second", slope, r"\log |f_{2}'(y_{1})|"),
                Cell("third", "y2", r"\log |f_{3}'(y_{2})|"),
                Cell("volume", "first + second + third", r"\log |\det J_f|"),
                *normal_cells(("z",), "volume"),
            ),
            (
                _order(("1", "2", "3")),
                _points(
                    ("y2", "y1", "z"),
                    "y_{2} = \\log x$, then $y_{1} = y_{2}$ or, if $y_{2} < 0$,"
                    " $y_{1} = \\frac{y_{2}}{k}$, then $z = \\frac{y_{1} - b}{a}",
                    (Slip(layers.FORWARD_ORDER, forward), *back),
                    "exp(max(a*y3 + b, 0) + k*min(a*y3 + b, 0))",
                    "y1",
                ),
                _log_dets(
                    parts,
                    "layer 2 has the slope $1$, or $k$ where its input is negative; layer 3 is"
                    " $e^{y_{2}}$, whose derivative is $e^{y_{2}}$",
                    (
                        Slip(layers.EVERY_LAYER_AT_Z, {"third": "z"}),
                        Slip(layers.AT_OUTPUT, {"third": "x"}),
                        *bent,
                    ),
                ),
                _total(parts),
                log_density(
                    1,
                    "volume",
                    (
                        Slip(wrong.NOT_INVERTED, {"norm": "x^2"}),
                        Slip(layers.NOT_BACK_TO_Z, {"norm": "y2^2"}),
                        Slip(layers.LAST_ONLY, {"volume": "third"}, is_common=False),
                    ),
                ),
            ),
            conditions=("side*(a*w + b)", "5 - abs(a*w + b)"),
            forms={"layer": "a*z + b", "leaky": "k*y1", "last": "exp(y2)"},
            letters=("z", "y1", "y2"),
        )

    def picture(
        self, wrong: Mapping[str, Answer], width: int, height: int
    ) -> tuple[Sketch, Legend]:
        """The densities of z, y1, y2 and x in a row."""
        a, b, k = (float(self.parameters[name]) for name in ("a", "b", "k"))
        typed = _typed(wrong, 3)

        def first(z: float) -> float:
            return a * z + b

        def second(z: float) -> float:
            return first(z) * (1 if first(z) > 0 else k)

        def bent(z: float) -> float:
            return _bell(z) / abs(a) / (1 if first(z) > 0 else k)

        stages = [
            Stage("z", lambda z: z, _bell, self.value("z"), typed[2]),
            Stage("y1", first, lambda z: _bell(z) / abs(a), self.value("y1"), typed[1]),
            Stage("y2", second, bent, self.value("y2"), typed[0]),
            Stage(
                "x",
                lambda z: math.exp(second(z)),
                lambda z: bent(z) / math.exp(second(z)),
                self.value("x"),
            ),
        ]
        log_dets = [self.value(name) for name in ("first", "second", "third")]
        return densities_in_a_row(stages, log_dets, self.value("z"), width, height)


def _bell(z: float) -> float:
    return math.exp(-z * z / 2) / math.sqrt(2 * math.pi)


def _typed(wrong: Mapping[str, Answer], count: int) -> Sequence[float | None]:
    """The points between layers that were typed, where they are wrong."""
    numbers = numbers_of(wrong["points-between"]) if "points-between" in wrong else None
    return list(map(float, numbers)) if numbers and len(numbers) == count else [None] * count


# The questions


def _order(forward: tuple[str, ...]) -> Ask:
    count = len(forward)
    return Ask(
        "undo-order",
        AnswerKind.VECTOR,
        "To go back from $x$ to $z$, in which order are the layers undone? Type their numbers as a"
        " point: first the layer that is undone first.",
        "Which layer was applied last?",
        r"$(f_{2} \circ f_{1})^{-1} = f_{1}^{-1} \circ f_{2}^{-1}$: what came last goes first.",
        forward[::-1],
        result=r"\text{order}",
        slips=(Slip(layers.FORWARD_ORDER, parts=forward),),
        evidence=(
            Shown(
                "to undo layer {} first you would need its output, and x is another layer's",
                ("y1",),
                f"abs(y1 - {count})",
            ),
            Shown("each layer is undone after those that came later"),
        ),
        lead="order = ",
        says="What was applied last is undone first.",
    )


def _points(
    found: tuple[str, ...], rule: str, slips: tuple[Slip, ...], image: str, middle: str
) -> Ask:
    """The points between the layers; `image` is f of the learner's z."""
    listed = ", ".join(each if len(each) == 1 else f"{each[0]}_{{{each[1]}}}" for each in found)
    place = len(found)
    return Ask(
        "points-between",
        AnswerKind.VECTOR,
        f"Go back from $x$, one layer after another. Type what you find as a point: $({listed})$.",
        "Undo the last layer first: of which number is $x$ the exponential?",
        f"${rule}$.",
        found,
        lines=found,
        slips=(
            *slips,
            Slip(layers.EXP_FOR_LOG, {found[0]: "exp(x)"}, is_common=False),
            Slip(layers.ONLY_DIVIDED, {"z": f"{middle}/a - b"}),
            Slip(layers.SHIFT_ADDED, {"z": f"({middle} + b)/a"}),
            Slip(layers.TIMES_SLOPE, {"z": f"a*({middle} - b)"}, is_common=False),
        ),
        evidence=(
            Shown(
                "f takes your z to {}, which is not x", (image,), f"abs(log({image}/x)) - 1/10^9"
            ),
            Shown("f takes your z to another number than x", when=f"abs(y{place} - z)"),
            Shown("the exponential of your first number is {}, which is not x", ("exp(y1)",)),
        ),
        lead=f"({', '.join(found)}) = ",
    )


def _log_dets(parts: tuple[str, ...], rule: str, slips: tuple[Slip, ...]) -> Ask:
    ratio = " or ".join(f"layer {n}" for n in range(1, len(parts) + 1))
    names = ", ".join(f"d_{{{n}}}" for n in range(1, len(parts) + 1))
    return Ask(
        "log-dets",
        AnswerKind.VECTOR,
        rf"What is $\log |f'|$ of each layer, at the layer's own input? Type $({names})$, layer 1"
        " first.",
        f"At which point does each layer work: {ratio}?",
        rf"$f_{{1}}'(z) = a$ everywhere, so $\log |f_{{1}}'(z)| = \log |a|$; {rule}.",
        parts,
        lines=parts,
        slips=(
            *slips,
            Slip(wrong.LOG_OF_INVERSE, parts=tuple(f"-{part}" for part in parts)),
            Slip(layers.EXCHANGED, parts=parts[::-1], is_common=False),
        ),
        evidence=tuple(
            Shown(
                f"with it layer {n} would stretch lengths by {{}} at its input, and it does not",
                (f"exp(y{n})",),
                f"abs(y{n} - {part}) - 1/10^9",
            )
            for n, part in enumerate(parts, 1)
        ),
        lead=f"({', '.join(f'd{n}' for n in range(1, len(parts) + 1))}) = ",
    )


def _total(parts: tuple[str, ...]) -> Ask:
    """log |det J_f| of all the layers."""
    added = " + ".join(f"exp({part})" for part in parts)
    by = (("exp(y1)",), "lengths by {} around z")
    return Ask(
        "log-abs-det",
        AnswerKind.NUMBER,
        r"What is $\log |\det J_f|$ at $z$, for all the layers together?",
        "Determinants of layers are multiplied. What does that make of their logarithms?",
        r"$\log |\det J_f|$ is the sum of the log-determinants of the layers.",
        ("volume",),
        lines=("volume",),
        slips=(
            Slip(layers.LOGS_MULTIPLIED, {"volume": "*".join(parts)}),
            Slip(layers.LAST_ONLY, {"volume": parts[-1]}),
            Slip(layers.FIRST_ONLY, {"volume": parts[0]}, is_common=False),
            Slip(layers.DETS_ADDED, {"volume": f"log({added})"}),
            Slip(wrong.LOG_OF_INVERSE, parts=("-volume",)),
            Slip(wrong.NO_LOG, parts=("exp(volume)",), is_common=False),
        ),
        evidence=(
            Shown(f"with it f would stretch {by[1]}, which is too much", by[0], "y1 - volume"),
            Shown(f"with it f would stretch {by[1]}, which is too little", by[0], "volume - y1"),
            Shown("with it f would stretch lengths too much", when="y1 - volume"),
            Shown("with it f would stretch lengths too little", when="volume - y1"),
        ),
        lead="log|det J_f| = ",
    )
