"""A lower triangular map of three coordinates: its determinant, its inverse, its density."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

from tutor.answers.answer import Answer, AnswerKind
from tutor.exercises import mistakes as wrong
from tutor.exercises.parameters import Rational, Shape, Value
from tutor.exercises.pictures.canvas import BASE, IMAGE, YOURS, Legend
from tutor.exercises.pictures.sketch import Sheet as Sketch
from tutor.exercises.pictures.solid_picture import Vector, solids
from tutor.exercises.worksheets import layer_mistakes as layers
from tutor.exercises.worksheets.arranged import numbers_of
from tutor.exercises.worksheets.coupling_questions import log_det_ask, preimage_ask
from tutor.exercises.worksheets.normal_density import log_density, normal_cells
from tutor.exercises.worksheets.sheet import Ask, Cell, Sheet, Shown, Slip
from tutor.exercises.worksheets.worksheet import Worksheet
from tutor.exercises.written import brief

_FAR = 20  # times the right volume: a body larger than that is not drawn
_LARGEST_LOG = 700
_VOLUMES = "with it f would multiply volumes by {}, which is"


@dataclass(frozen=True, slots=True)
class Triangular(Worksheet):
    """x = L z with L lower triangular."""

    name: ClassVar[str] = "triangular"
    usage: ClassVar[str] = "triangular(a, b, c, p, q, r, x1, x2, x3, d)"
    about: ClassVar[str] = (
        "f(z) = Lz with the rows (a, 0, 0), (p, b, 0), (q, r, c), asked at x, and what it saves in"
        " d dimensions"
    )
    shapes: ClassVar[tuple[Shape, ...]] = (Shape.NUMBER,) * 10
    needed: ClassVar[int] = 10

    @classmethod
    def fault(cls, *arguments: str | Value) -> str:
        """The diagonal has no 0."""
        if any(each == 0 for each in arguments[:3]):
            return f"{cls.usage}: a, b and c must not be 0"
        return ""

    @classmethod
    def sheet(cls, *variant: Rational) -> Sheet:
        """The determinant, then z by forward substitution."""
        z1, z2, z3 = (
            r"\frac{x_{1}}{L_{11}}",
            r"\frac{x_{2} - L_{21} z_{1}}{L_{22}}",
            r"\frac{x_{3} - L_{31} z_{1} - L_{32} z_{2}}{L_{33}}",
        )
        return Sheet(
            "$Z = (Z_{1}, Z_{2}, Z_{3})$ has three independent standard normal coordinates, and"
            r" $X = f(Z)$ with $f(z) = L z$, $L = \begin{bmatrix} <a> & 0 & 0 \\ <p> & <b> & 0 \\"
            r" <q> & <r> & <c> \end{bmatrix}$.",
            ("a", "b", "c", "p", "q", "r", "x1", "x2", "x3", "d"),
            (
                Cell("det", "a*b*c", r"\det L", r"L_{11} L_{22} L_{33}"),
                Cell("volume", "log(abs(det))", r"\log |\det J_f|", r"\log |\det L|"),
                Cell("z1", "x1/a", shown=z1),
                Cell("z2", "(x2 - p*z1)/b", shown=z2),
                Cell("z3", "(x3 - q*z1 - r*z2)/c", shown=z3),
                *normal_cells(("z1", "z2", "z3"), "volume"),
                Cell("ratio", "d^3/d", r"\frac{d^{3}}{d}", r"d^{2}"),
            ),
            (
                Ask(
                    "determinant",
                    AnswerKind.NUMBER,
                    r"What is $\det L$?",
                    "All entries above the diagonal are 0.",
                    "The determinant of a triangular matrix is the product of its diagonal.",
                    ("det",),
                    lines=("det",),
                    slips=(
                        Slip(layers.TRACE, {"det": "a + b + c"}),
                        Slip(layers.OFF_DIAGONAL_IN, {"det": "a*b*c - p*b*c"}),
                        Slip(layers.OFF_DIAGONAL_IN, {"det": "a*(b*c - r*p)"}, is_common=False),
                        Slip(
                            wrong.DROPPED_SIGN.explained_by("triangular-shape"),
                            {"det": "abs(a*b*c)"},
                            is_common=False,
                        ),
                        Slip(
                            wrong.RECIPROCAL.explained_by("inverse-log-det"), {"det": "1/(a*b*c)"}
                        ),
                    ),
                    evidence=(
                        Shown(
                            "with it f would not turn space over, and it does",
                            when="(abs(y1) + y1)*(abs(det) - det)",
                        ),
                        Shown(
                            "with it f would turn space over, and it does not",
                            when="(abs(y1) - y1)*(abs(det) + det)",
                        ),
                        Shown(f"{_VOLUMES} too much", ("abs(y1)",), "abs(y1) - abs(det)"),
                        Shown(f"{_VOLUMES} too little", ("abs(y1)",), "abs(det) - abs(y1)"),
                        Shown("this is too large", when="y1 - det"),
                        Shown("this is too small", when="det - y1"),
                    ),
                    lead="det L = ",
                ),
                log_det_ask(
                    "at any $z$",
                    (),
                    (
                        Slip(wrong.LOG_OF_INVERSE, parts=("-volume",)),
                        Slip(wrong.NO_LOG, parts=("abs(det)",)),
                        Slip(layers.TRACE, {"volume": "log(abs(a + b + c))"}),
                    ),
                    r"$J_f = L$ everywhere, so $\log |\det J_f| = \log |L_{11}| + \log |L_{22}| +"
                    r" \log |L_{33}|$.",
                ),
                preimage_ask(
                    "(<x1>, <x2>, <x3>)",
                    ("z1", "z2", "z3"),
                    ("z1", "z2", "z3"),
                    (
                        Slip(
                            layers.BACK_SUBSTITUTION,
                            parts=(
                                "(x1 - p*(x2 - r*x3/c)/b - q*x3/c)/a",
                                "(x2 - r*x3/c)/b",
                                "x3/c",
                            ),
                        ),
                        Slip(layers.DIAGONAL_ONLY, parts=("x1/a", "x2/b", "x3/c")),
                        Slip(
                            layers.X_FOR_Z, parts=("x1/a", "(x2 - p*x1)/b", "(x3 - q*x1 - r*x2)/c")
                        ),
                        Slip(
                            layers.APPLIED_AGAIN.explained_by("triangular-solve").because(
                                "on the way back the layer is undone: solve L z = x for z"
                            ),
                            parts=("a*x1", "p*x1 + b*x2", "q*x1 + r*x2 + c*x3"),
                        ),
                    ),
                    "The first row has one unknown. Find $z_{1}$ from it, then $z_{2}$ from the "
                    "second row, then $z_{3}$: forward substitution.",
                    ("a*y1", "p*y1 + b*y2", "q*y1 + r*y2 + c*y3"),
                    "Which row of $L z = x$ has the fewest unknowns?",
                ),
                log_density(
                    3,
                    "volume",
                    (Slip(wrong.NOT_INVERTED, {"norm": "x1^2 + x2^2 + x3^2"}),),
                ),
                Ask(
                    "cost",
                    AnswerKind.NUMBER,
                    "In $d = <d>$ dimensions the determinant of a general matrix takes about"
                    " $d^{3}$ operations, that of a triangular one $d$. How many times more are"
                    " $d^{3}$ operations than $d$?",
                    "Divide one number by the other.",
                    r"$\frac{d^{3}}{d} = d^{2}$.",
                    ("ratio",),
                    lines=("ratio",),
                    slips=(
                        Slip(layers.POWERS, {"ratio": "3"}),
                        Slip(layers.NOT_COMPARED, {"ratio": "d^3"}),
                        Slip(layers.ONE_POWER, {"ratio": "d"}),
                    ),
                    evidence=(
                        Shown("{} times d operations would be {}", ("y1", "y1*d")),
                        Shown("so many times d operations are not d³"),
                    ),
                    lead="ratio = ",
                ),
            ),
            conditions=("25 - norm",),
        )

    def picture(
        self, wrong: Mapping[str, Answer], width: int, height: int
    ) -> tuple[Sketch, Legend]:
        """What becomes of the unit cube, and in which order the coordinates of z are found."""
        a, b, c, p, q, r = (self.parameters[name] for name in "abcpqr")
        columns = ((a, p, q), (Fraction(0), b, r), (Fraction(0), Fraction(0), c))
        edges = [_floats(column) for column in columns]
        names = [f"({', '.join(map(str, column))})" for column in columns]
        volume, own = abs(self.value("det")), _own_volume(wrong)
        yours = None
        if own is not None and abs(own) < _FAR * volume:
            yours = (*edges[:2], (0.0, 0.0, float(c) * abs(own) / volume))
        turned = ", turned over" if self.value("det") < 0 else ""
        z = ", ".join(brief(self.value(f"z{n}")) for n in (1, 2, 3))
        legend: Legend = [
            (BASE.sample, "the unit cube, volume 1"),
            (
                IMAGE.sample,
                f"its image: edges are the columns of L, volume {brief(volume)}{turned}",
            ),
            ("", f"z₁ from row 1, z₂ from row 2, z₃ from row 3: z = ({z})"),
        ]
        if own is not None:
            body = f"a body of your volume {brief(abs(own))}"
            if "determinant" in wrong and own * self.value("det") < 0:
                body += ", turned over" if own < 0 else ", not turned over"
            legend.insert(2, (YOURS.sample, body))
        return [solids(edges, names, yours, width, height - 2)], legend


def _floats(column: Sequence[Fraction]) -> Vector:
    x, y, z = map(float, column)
    return x, y, z


def _own_volume(wrong: Mapping[str, Answer]) -> float | None:
    """By how much the learner has f multiply volumes where that is wrong; negative: turned over."""
    for step in ("determinant", "log-abs-det"):
        typed = numbers_of(wrong[step]) if step in wrong else None
        if typed is None or len(typed) != 1:
            continue
        own = float(typed[0])
        if step == "determinant":
            return own
        if own < _LARGEST_LOG:
            return math.exp(own)
    return None
