"""Additive coupling layers, as in NICE: a kept part shifts the rest."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from tutor.answers.answer import Answer, AnswerKind
from tutor.exercises import mistakes as wrong
from tutor.exercises.parameters import Rational, Shape
from tutor.exercises.pictures.canvas import Legend
from tutor.exercises.pictures.sketch import Sheet as Sketch
from tutor.exercises.worksheets import layer_mistakes as layers
from tutor.exercises.worksheets.coupling_grid import coupling_grid
from tutor.exercises.worksheets.coupling_questions import (
    image_ask,
    jacobian_ask,
    kept_ask,
    log_det_ask,
    new_point,
    ordered,
    preimage_ask,
    slope,
    triangle,
    volume_ask,
)
from tutor.exercises.worksheets.coupling_worksheet import CouplingWorksheet
from tutor.exercises.worksheets.normal_density import log_density, normal_cells
from tutor.exercises.worksheets.sheet import Ask, Cell, Sheet, Shown, Slip
from tutor.exercises.written import brief, indexed

if TYPE_CHECKING:
    from tutor.flows.arrays import Array

_NO_VOLUME = r"$\det J_f$ is the product of the diagonal, and $\log 1 = 0$."
_APPLIED_AGAIN = layers.APPLIED_AGAIN.because(
    "on the way back the layer is undone: subtract the shift"
)


@dataclass(frozen=True, slots=True)
class Nice(CouplingWorksheet):
    """x_keep = z_keep, and the other coordinate is shifted by g z_keep^2 + d."""

    name: ClassVar[str] = "nice"
    usage: ClassVar[str] = "nice(keep, g, d, p1, p2, x1, x2)"
    about: ClassVar[str] = (
        "an additive coupling layer that keeps coordinate 1 or 2, with the shift g z² + d; asked at"
        " z = (p1, p2) and at x"
    )
    shapes: ClassVar[tuple[Shape, ...]] = (Shape.NUMBER,) * 7
    needed: ClassVar[int] = 7

    @classmethod
    def sheet(cls, *variant: Rational) -> Sheet:
        """The shift at two points, and what follows."""
        k = int(variant[0])
        m = 3 - k
        pk, pm, xk, xm, zk, zm = f"p{k}", f"p{m}", f"x{k}", f"x{m}", f"z{k}", f"z{m}"
        k_tex, m_tex = f"z_{{{k}}}", f"z_{{{m}}}"
        forward = f"x_{{{m}}} = {m_tex} + t({k_tex})"
        return Sheet(
            "$Z = (Z_{1}, Z_{2})$ has two independent standard normal coordinates, and $X = f(Z)$"
            f" with $x_{{{k}}} = {k_tex}$ and ${forward}$, where $t({k_tex}) = <shift()>$.",
            ("keep", "g", "d", "p1", "p2", "x1", "x2"),
            (
                Cell("t", f"g*{pk}^2 + d", f"t({k_tex})"),
                Cell("moved", f"{pm} + t", f"x_{{{m}}}"),
                Cell("entry", f"2*g*{pk}", slope(m, k)),
                Cell("u", f"g*{xk}^2 + d", f"t(x_{{{k}}})"),
                Cell(zk, xk),
                Cell(zm, f"{xm} - u"),
                Cell("volume", "log(1*1)", r"\log |\det J_f|"),
                *normal_cells(("z1", "z2"), "volume"),
            ),
            (
                kept_ask(k),
                image_ask(
                    "(<p1>, <p2>)",
                    ("t", "moved"),
                    ordered(k, pk, "moved"),
                    (
                        Slip(layers.WRONG_HALF, parts=ordered(k, f"{pk} + g*{pm}^2 + d", pm)),
                        Slip(layers.FROM_MOVED, {"t": f"g*{pm}^2 + d"}),
                        Slip(layers.SHIFT_SUBTRACTED, {"moved": f"{pm} - t"}),
                        Slip(layers.SQUARE_FORGOTTEN, {"t": f"g*{pk} + d"}, is_common=False),
                    ),
                    f"${forward}$: the shift is computed from ${k_tex}$, which is kept.",
                    ordered(k, f"y{k}", f"y{m} - g*y{k}^2 - d"),
                ),
                preimage_ask(
                    "(<x1>, <x2>)",
                    ("u", zm),
                    ("z1", "z2"),
                    (
                        Slip(_APPLIED_AGAIN, {zm: f"{xm} + u"}),
                        Slip(layers.FROM_MOVED, {"u": f"g*{xm}^2 + d"}),
                        Slip(layers.WRONG_HALF, parts=ordered(k, f"{xk} - g*{xm}^2 - d", xm)),
                        Slip(layers.SQUARE_FORGOTTEN, {"u": f"g*{xk} + d"}, is_common=False),
                    ),
                    f"$z_{{{k}}} = x_{{{k}}}$, so the shift is known:"
                    f" $z_{{{m}}} = x_{{{m}}} - t(x_{{{k}}})$.",
                    ordered(k, f"y{k}", f"y{m} + g*y{k}^2 + d"),
                ),
                jacobian_ask(
                    "at $z = (<p1>, <p2>)$",
                    2,
                    triangle(k, "1", "entry", "1"),
                    (
                        Slip(layers.TRANSPOSED, parts=triangle(m, "1", "entry", "1")),
                        Slip(layers.OFF_DIAGONAL_FORGOTTEN, parts=("1", "0", "0", "1")),
                        Slip(layers.POWER_RULE, parts=triangle(k, "1", f"g*{pk}", "1")),
                        Slip(layers.OF_INVERSE, parts=triangle(k, "1", "-entry", "1")),
                    ),
                    ("entry",),
                ),
                log_det_ask(
                    "at any $z$",
                    (),
                    (
                        Slip(wrong.NO_LOG, parts=("1",)),
                        Slip(layers.DIAGONAL_SUM, {"volume": "log(2)"}),
                        Slip(layers.OFF_DIAGONAL_IN, {"volume": "log(abs(entry))"}),
                    ),
                    _NO_VOLUME,
                ),
                log_density(
                    2,
                    "volume",
                    (
                        Slip(wrong.NOT_INVERTED, {"norm": "x1^2 + x2^2"}),
                        Slip(_APPLIED_AGAIN, {"norm": f"{xk}^2 + ({xm} + u)^2"}),
                        Slip(layers.KEPT_FORGOTTEN, {"norm": f"{zm}^2"}),
                    ),
                    "x",
                    keeps_volume=True,
                ),
                volume_ask(),
            ),
            conditions=("31 - norm",),
            wanted=(new_point(k),),
            forms={"shift": f"g*{zk}^2 + d"},
            letters=("z1", "z2"),
            points={"p1": "z1", "p2": "z2", "x1": "x1", "x2": "x2"},
        )

    def picture(
        self, wrong: Mapping[str, Answer], width: int, height: int
    ) -> tuple[Sketch, Legend]:
        """The plane before and after."""
        g, d = (float(self.parameters[name]) for name in ("g", "d"))
        kept = int(self.parameters["keep"]) - 1

        def forward(z: "Array") -> "Array":
            x = z.copy()
            x[..., 1 - kept] += g * z[..., kept] ** 2 + d
            return x

        return coupling_grid(self, forward, wrong, kept, width, height)


@dataclass(frozen=True, slots=True)
class Nice3(CouplingWorksheet):
    """Coordinate m of three is shifted by g z_i z_j + d, the others are kept."""

    name: ClassVar[str] = "nice3"
    usage: ClassVar[str] = "nice3(moved, g, d, p1, p2, p3, x1, x2, x3)"
    about: ClassVar[str] = (
        "an additive coupling layer of three coordinates that moves one of them, with g times the"
        " product of the other two, plus d, as its shift; asked at z = (p1, p2, p3) and at x"
    )
    shapes: ClassVar[tuple[Shape, ...]] = (Shape.NUMBER,) * 9
    needed: ClassVar[int] = 9
    coordinates: ClassVar[int] = 3

    @classmethod
    def sheet(cls, *variant: Rational) -> Sheet:
        """The shift at two points, and what follows."""
        m = int(variant[0])
        i, j = (n for n in (1, 2, 3) if n != m)
        t_tex = f"t(z_{{{i}}}, z_{{{j}}})"
        u_tex = f"t(x_{{{i}}}, x_{{{j}}})"

        def placed(moved: str, name: str) -> tuple[str, ...]:
            return tuple(moved if n == m else f"{name}{n}" for n in (1, 2, 3))

        def matrix(row: Mapping[int, str]) -> tuple[str, ...]:
            return tuple(
                row[c] if r == m else "1" if r == c else "0" for r in (1, 2, 3) for c in (1, 2, 3)
            )

        right = {m: "1", i: "first", j: "second"}
        columns = tuple(
            right[r] if c == m else "1" if r == c else "0" for r in (1, 2, 3) for c in (1, 2, 3)
        )
        wrong_first = f"p{i} + g*p{m}*p{j} + d"
        return Sheet(
            "$Z = (Z_{1}, Z_{2}, Z_{3})$ has three independent standard normal coordinates, and"
            f" $X = f(Z)$ with $x_{{{i}}} = z_{{{i}}}$, $x_{{{j}}} = z_{{{j}}}$ and"
            f" $x_{{{m}}} = z_{{{m}}} + {t_tex}$, where ${t_tex} = <shift()>$.",
            ("m", "g", "d", "p1", "p2", "p3", "x1", "x2", "x3"),
            (
                Cell("t", f"g*p{i}*p{j} + d", t_tex),
                Cell("moved", f"p{m} + t", f"x_{{{m}}}"),
                Cell("first", f"g*p{j}", slope(m, i)),
                Cell("second", f"g*p{i}", slope(m, j)),
                Cell("u", f"g*x{i}*x{j} + d", u_tex),
                *(Cell(f"z{n}", f"x{m} - u" if n == m else f"x{n}") for n in (1, 2, 3)),
                Cell("volume", "log(1*1*1)", r"\log |\det J_f|"),
                *normal_cells(("z1", "z2", "z3"), "volume"),
            ),
            (
                Ask(
                    "kept",
                    AnswerKind.VECTOR,
                    "Which two coordinates does $f$ keep as they are? Type their numbers, the"
                    " smaller one first, as a point.",
                    "Which coordinates of $x$ are coordinates of $z$, with nothing done to them?",
                    r"A coupling layer keeps a part of $z$, $x_{a} = z_{a}$, and moves the rest by"
                    " a rule that depends on the kept part only.",
                    (str(i), str(j)),
                    says=f"$x_{{{i}}} = z_{{{i}}}$ and $x_{{{j}}} = z_{{{j}}}$: coordinates ${i}$"
                    f" and ${j}$ come out as they went in.",
                    slips=(
                        Slip(layers.WRONG_HALF, parts=tuple(sorted((str(i), str(m))))),
                        Slip(layers.WRONG_HALF, parts=tuple(sorted((str(j), str(m))))),
                    ),
                    evidence=(
                        Shown(
                            "both are kept, but the smaller one comes first",
                            when=f"1/2 - abs(y1 - {j}) - abs(y2 - {i})",
                        ),
                        Shown("there are no two such coordinates that f keeps"),
                    ),
                    lead="kept = ",
                ),
                image_ask(
                    "(<p1>, <p2>, <p3>)",
                    ("t", "moved"),
                    placed("moved", "p"),
                    (
                        Slip(
                            layers.WRONG_HALF,
                            parts=tuple(wrong_first if n == i else f"p{n}" for n in (1, 2, 3)),
                        ),
                        Slip(layers.FROM_MOVED, {"t": f"g*p{m}*p{j} + d"}),
                        Slip(layers.SHIFT_SUBTRACTED, {"moved": f"p{m} - t"}),
                    ),
                    f"$x_{{{m}}} = z_{{{m}}} + {t_tex}$: the shift is computed from what is kept.",
                    tuple(f"y{m} - g*y{i}*y{j} - d" if n == m else f"y{n}" for n in (1, 2, 3)),
                ),
                preimage_ask(
                    "(<x1>, <x2>, <x3>)",
                    ("u", f"z{m}"),
                    ("z1", "z2", "z3"),
                    (
                        Slip(_APPLIED_AGAIN, {f"z{m}": f"x{m} + u"}),
                        Slip(layers.FROM_MOVED, {"u": f"g*x{m}*x{j} + d"}),
                    ),
                    f"$z_{{{i}}} = x_{{{i}}}$ and $z_{{{j}}} = x_{{{j}}}$, so the shift is known:"
                    f" $z_{{{m}}} = x_{{{m}}} - {u_tex}$.",
                    tuple(f"y{m} + g*y{i}*y{j} + d" if n == m else f"y{n}" for n in (1, 2, 3)),
                ),
                jacobian_ask(
                    "at $z = (<p1>, <p2>, <p3>)$",
                    3,
                    matrix(right),
                    (
                        Slip(layers.TRANSPOSED, parts=columns),
                        Slip(layers.OFF_DIAGONAL_FORGOTTEN, parts=matrix({m: "1", i: "0", j: "0"})),
                        Slip(
                            layers.OWN_COORDINATE,
                            parts=matrix({m: "1", i: "second", j: "first"}),
                        ),
                        Slip(
                            layers.OF_INVERSE,
                            parts=matrix({m: "1", i: "-first", j: "-second"}),
                        ),
                    ),
                    ("first", "second"),
                ),
                log_det_ask(
                    "at any $z$",
                    (),
                    (
                        Slip(wrong.NO_LOG, parts=("1",)),
                        Slip(layers.DIAGONAL_SUM, {"volume": "log(3)"}),
                        Slip(
                            layers.OFF_DIAGONAL_IN,
                            {"volume": "log(abs(first*second))"},
                        ),
                    ),
                    _NO_VOLUME,
                    "Only the row of the moved coordinate has entries beside the diagonal. "
                    "What is the determinant?",
                ),
                log_density(
                    3,
                    "volume",
                    (
                        Slip(wrong.NOT_INVERTED, {"norm": "x1^2 + x2^2 + x3^2"}),
                        Slip(_APPLIED_AGAIN, {"norm": f"x{i}^2 + x{j}^2 + (x{m} + u)^2"}),
                        Slip(layers.KEPT_FORGOTTEN, {"norm": f"z{m}^2"}),
                    ),
                    "x",
                    keeps_volume=True,
                ),
                volume_ask(),
            ),
            conditions=("31 - norm",),
            wanted=(new_point(i, j),),
            forms={"shift": f"g*z{i}*z{j} + d"},
            letters=("z1", "z2", "z3"),
            points={f"{p}{n}": f"{z}{n}" for p, z in ("pz", "xx") for n in (1, 2, 3)},
        )

    def picture(
        self, wrong: Mapping[str, Answer], width: int, height: int
    ) -> tuple[Sketch, Legend]:
        """The plane of one kept coordinate and the moved one, through the point z."""
        m = int(self.parameters["m"])
        i, j = (n for n in (1, 2, 3) if n != m)
        g, d, pj = (float(self.parameters[name]) for name in ("g", "d", f"p{j}"))
        kept, moved = (0, 1) if i < m else (1, 0)

        def forward(z: "Array") -> "Array":
            x = z.copy()
            x[..., moved] += g * z[..., kept] * pj + d
            return x

        names = (i, m) if i < m else (m, i)
        also = f", where {indexed(f'z{j}')} = {brief(pj)}"
        return coupling_grid(self, forward, wrong, kept, width, height, names, also=also)
