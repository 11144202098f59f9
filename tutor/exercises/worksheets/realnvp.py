"""Affine coupling layers, as in RealNVP: a kept part scales and shifts the rest."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from tutor.answers.answer import Answer
from tutor.exercises import mistakes as wrong
from tutor.exercises.parameters import Rational, Shape
from tutor.exercises.pictures.canvas import Legend
from tutor.exercises.pictures.sketch import Sheet as Sketch
from tutor.exercises.worksheets import layer_mistakes as layers
from tutor.exercises.worksheets.coupling_grid import coupling_grid
from tutor.exercises.worksheets.coupling_questions import (
    LOSS,
    image_ask,
    jacobian_ask,
    kept_ask,
    log_det_ask,
    new_point,
    nll_ask,
    ordered,
    preimage_ask,
    slope,
    triangle,
)
from tutor.exercises.worksheets.coupling_worksheet import CouplingWorksheet
from tutor.exercises.worksheets.normal_density import log_density, normal_cells
from tutor.exercises.worksheets.sheet import Cell, Sheet, Slip

if TYPE_CHECKING:
    from tutor.flows.arrays import Array


@dataclass(frozen=True, slots=True)
class RealNvp(CouplingWorksheet):
    """x_keep = z_keep, the other coordinate is z e^s + t, with s and t linear in z_keep."""

    name: ClassVar[str] = "realnvp"
    usage: ClassVar[str] = "realnvp(keep, a, b, c, d, p1, p2, x1, x2)"
    about: ClassVar[str] = (
        "an affine coupling layer that keeps coordinate 1 or 2, with s = az + b and t = cz + d;"
        " asked at z = (p1, p2) and at x"
    )
    shapes: ClassVar[tuple[Shape, ...]] = (Shape.NUMBER,) * 9
    needed: ClassVar[int] = 9

    @classmethod
    def sheet(cls, *variant: Rational) -> Sheet:
        """Scale and shift at two points, and what follows."""
        k = int(variant[0])
        m = 3 - k
        pk, pm, xk, xm, zk, zm = f"p{k}", f"p{m}", f"x{k}", f"x{m}", f"z{k}", f"z{m}"
        k_tex, m_tex = f"z_{{{k}}}", f"z_{{{m}}}"
        forward = f"x_{{{m}}} = {m_tex} e^{{s({k_tex})}} + t({k_tex})"
        backward = f"(x_{{{m}}} - t(x_{{{k}}})) e^{{-s(x_{{{k}}})}}"
        back = f"({xm} - v)*exp(-u)"
        return Sheet(
            "$Z = (Z_{1}, Z_{2})$ has two independent standard normal coordinates, and $X = f(Z)$"
            f" with $x_{{{k}}} = {k_tex}$ and ${forward}$, where $s({k_tex}) = <scale()>$ and"
            f" $t({k_tex}) = <shift()>$.",
            ("keep", "a", "b", "c", "d", "p1", "p2", "x1", "x2"),
            (
                Cell("s", f"a*{pk} + b", f"s({k_tex})"),
                Cell("t", f"c*{pk} + d", f"t({k_tex})"),
                Cell("moved", f"{pm}*exp(s) + t", f"x_{{{m}}}", forward.split(" = ")[1]),
                Cell("factor", "exp(s)", slope(m, m)),
                Cell("beside", f"a*{pm}*exp(s) + c", slope(m, k)),
                Cell("u", f"a*{xk} + b", f"s(x_{{{k}}})"),
                Cell("v", f"c*{xk} + d", f"t(x_{{{k}}})"),
                Cell(zk, xk),
                Cell(zm, back, shown=backward),
                Cell("volume", "u", r"\log |\det J_f|", f"s(x_{{{k}}})"),
                *normal_cells(("z1", "z2"), "volume"),
                LOSS,
            ),
            (
                kept_ask(k),
                image_ask(
                    "(<p1>, <p2>)",
                    ("s", "t", "moved"),
                    ordered(k, pk, "moved"),
                    (
                        Slip(layers.S_FOR_EXP, {"moved": f"{pm}*s + t"}),
                        Slip(layers.S_NEGATED, {"moved": f"{pm}*exp(-s) + t"}),
                        Slip(layers.FROM_MOVED, {"s": f"a*{pm} + b", "t": f"c*{pm} + d"}),
                        Slip(
                            layers.WRONG_HALF,
                            parts=ordered(k, f"{pk}*exp(a*{pm} + b) + c*{pm} + d", pm),
                        ),
                        Slip(layers.SHIFT_FIRST, {"moved": f"({pm} + t)*exp(s)"}),
                    ),
                    f"${forward}$: scale and shift are computed from ${k_tex}$, which is kept.",
                    ordered(k, f"y{k}", f"(y{m} - c*y{k} - d)*exp(-a*y{k} - b)"),
                ),
                jacobian_ask(
                    "at $z = (<p1>, <p2>)$",
                    2,
                    triangle(k, "1", "beside", "factor"),
                    (
                        Slip(layers.TRANSPOSED, parts=triangle(m, "1", "beside", "factor")),
                        Slip(layers.SCALE_LEFT_OUT, parts=triangle(k, "1", "c", "factor")),
                        Slip(
                            layers.SHIFT_LEFT_OUT,
                            parts=triangle(k, "1", f"a*{pm}*factor", "factor"),
                        ),
                        Slip(layers.OFF_DIAGONAL_FORGOTTEN, parts=triangle(k, "1", "0", "factor")),
                        Slip(layers.S_FOR_EXP, parts=triangle(k, "1", f"a*{pm} + c", "s")),
                    ),
                    ("s", "factor", "beside"),
                ),
                preimage_ask(
                    "(<x1>, <x2>)",
                    ("u", "v", zm),
                    ("z1", "z2"),
                    (
                        Slip(layers.UNDONE_IN_ORDER, {zm: f"{xm}*exp(-u) - v"}),
                        Slip(layers.TIMES_SCALE, {zm: f"({xm} - v)*exp(u)"}),
                        Slip(layers.NOT_DIVIDED, {zm: f"{xm} - v"}),
                        Slip(layers.S_FOR_EXP, {zm: f"({xm} - v)/u"}),
                        Slip(layers.APPLIED_AGAIN, {zm: f"{xm}*exp(u) + v"}),
                        Slip(layers.FROM_MOVED, {"u": f"a*{xm} + b", "v": f"c*{xm} + d"}),
                    ),
                    f"$z_{{{k}}} = x_{{{k}}}$, so scale and shift are known:"
                    f" $z_{{{m}}} = {backward}$.",
                    ordered(k, f"y{k}", f"y{m}*exp(a*y{k} + b) + c*y{k} + d"),
                ),
                log_det_ask(
                    "at this $z$",
                    ("u",),
                    (
                        Slip(wrong.LOG_OF_INVERSE, parts=("-volume",)),
                        Slip(wrong.NO_LOG, parts=("exp(volume)",)),
                        Slip(layers.FROM_MOVED, {"volume": f"a*{xm} + b"}),
                        Slip(layers.DIAGONAL_SUM, {"volume": "log(1 + exp(u))"}),
                        Slip(layers.LOG_OF_S, {"volume": "log(abs(u))"}, is_common=False),
                    ),
                    r"The diagonal of $J_f$ holds $1$ and $e^{s}$, so $\log |\det J_f| = s$. It is"
                    " computed from the kept coordinate.",
                ),
                log_density(
                    2,
                    "volume",
                    (
                        Slip(wrong.NOT_INVERTED, {"norm": "x1^2 + x2^2"}),
                        Slip(layers.KEPT_FORGOTTEN, {"norm": f"{zm}^2"}),
                    ),
                ),
                nll_ask(),
            ),
            conditions=(
                *("31/10 - abs(s)", "31/10 - abs(u)", "abs(s) - 1/10", "abs(u) - 1/10"),
                f"13 - abs({xm} - v)",
            ),
            wanted=("26 - norm", "26 - abs(moved)", new_point(k)),
            forms={"scale": f"a*{zk} + b", "shift": f"c*{zk} + d"},
            letters=("z1", "z2"),
            points={"p1": "z1", "p2": "z2", "x1": "x1", "x2": "x2"},
        )

    def picture(
        self, wrong: Mapping[str, Answer], width: int, height: int
    ) -> tuple[Sketch, Legend]:
        """The plane before and after."""
        a, b, c, d = (float(self.parameters[name]) for name in "abcd")
        kept = int(self.parameters["keep"]) - 1

        def forward(z: "Array") -> "Array":
            return _coupled(z, kept, (a, b, c, d))

        return coupling_grid(self, forward, wrong, kept, width, height, around=0.5)


def _coupled(z: "Array", kept: int, numbers: tuple[float, float, float, float]) -> "Array":
    """z_kept as it is, the other coordinate times e^s, plus t."""
    import numpy as np

    a, b, c, d = numbers
    x = z.copy()
    own = z[..., kept]
    x[..., 1 - kept] = z[..., 1 - kept] * np.exp(a * own + b) + c * own + d
    return x


@dataclass(frozen=True, slots=True)
class RealNvp2(CouplingWorksheet):
    """Two coupling layers: the second keeps what the first moves. Scales are powers of 2."""

    name: ClassVar[str] = "realnvp2"
    usage: ClassVar[str] = "realnvp2(keep, a, b, c, a2, b2, c2, p1, p2, w1, w2)"
    about: ClassVar[str] = (
        "two affine coupling layers with scales 2^s: the first keeps coordinate 1 or 2, s = az + b,"
        " t = cz; the second keeps the other, s = a2 y + b2, t = c2 y; asked at z = (p1, p2) and"
        " at the image of (w1, w2)"
    )
    shapes: ClassVar[tuple[Shape, ...]] = (Shape.NUMBER,) * 11
    needed: ClassVar[int] = 11

    @classmethod
    def sheet(cls, *variant: Rational) -> Sheet:
        """Forward from z through both layers, and back from x through both."""
        k = int(variant[0])
        m = 3 - k
        pk, pm, wk, wm = f"p{k}", f"p{m}", f"w{k}", f"w{m}"
        xk, xm, zk, zm = f"x{k}", f"x{m}", f"z{k}", f"z{m}"
        k_z, m_z, k_x, m_x = (f"{letter}_{{{n}}}" for letter in "zx" for n in (k, m))
        k_y, m_y = f"y_{{{k}}}", f"y_{{{m}}}"
        first = f"{m_z} \\cdot 2^{{s({k_z})}} + t({k_z})"
        second = f"{k_y} \\cdot 2^{{r({m_y})}} + q({m_y})"
        return Sheet(
            "$Z = (Z_{1}, Z_{2})$ has two independent standard normal coordinates, and $X = f(Z)$"
            f" with two layers. The first takes $z$ to $y$: ${k_y} = {k_z}$, ${m_y} = {first}$,"
            f" where $s({k_z}) = <s()>$ and $t({k_z}) = <t()>$. The second takes $y$ to $x$:"
            f" ${m_x} = {m_y}$, ${k_x} = {second}$, where $r({m_y}) = <r()>$ and"
            f" $q({m_y}) = <q()>$.",
            ("keep", "a", "b", "c", "a2", "b2", "c2", "p1", "p2", "w1", "w2"),
            (
                # forward from p
                Cell("i", f"a*{pk} + b", f"s({k_z})"),
                Cell("middle", f"{pm}*2^i + c*{pk}", m_y, first),
                Cell("factor", "2^i", slope(m, m, "y")),
                Cell("beside", f"{pm}*2^i*a*log(2) + c", slope(m, k, "y")),
                Cell("l", "a2*middle + b2", f"r({m_y})"),
                Cell("last", f"{pk}*2^l + c2*middle", k_x, second),
                # x = f(w), which is given
                Cell("n", f"{wm}*2^(a*{wk} + b) + c*{wk}"),
                Cell(xm, "n"),
                Cell(xk, f"{wk}*2^(a2*n + b2) + c2*n"),
                # back from x
                Cell("r", f"a2*{xm} + b2", f"r({m_x})"),
                Cell("y", f"({xk} - c2*{xm})*2^(-r)", k_y, f"({k_x} - q({m_x})) 2^{{-r({m_x})}}"),
                Cell("s", "a*y + b", f"s({k_y})"),
                Cell(zk, "y", shown=k_y),
                Cell(zm, f"({xm} - c*y)*2^(-s)", shown=f"({m_x} - t({k_y})) 2^{{-s({k_y})}}"),
                Cell(
                    "volume", "(s + r)*log(2)", r"\log |\det J_f|", f"(s({k_y}) + r({m_x})) \\log 2"
                ),
                *normal_cells(("z1", "z2"), "volume"),
                LOSS,
            ),
            (
                kept_ask(k, (k, m)),
                image_ask(
                    "(<p1>, <p2>)",
                    ("i", "middle", "l", "last"),
                    ordered(k, "last", "middle"),
                    (
                        Slip(layers.S_AT_OUTPUT_OF_FIRST, {"l": f"a2*{pm} + b2"}),
                        Slip(layers.ONE_LAYER_APPLIED, {"last": pk}),
                        Slip(layers.S_FOR_POWER, {"middle": f"{pm}*i + c*{pk}"}),
                    ),
                    "Find $y$ first. The second layer computes its scale and shift from"
                    f" ${m_y}$, not from ${m_z}$.",
                    ordered(
                        k,
                        f"(y{k} - c2*y{m})*2^(-a2*y{m} - b2)",
                        f"(y{m} - c*(y{k} - c2*y{m})*2^(-a2*y{m} - b2))"
                        f"*2^(-a*(y{k} - c2*y{m})*2^(-a2*y{m} - b2) - b)",
                    ),
                ),
                jacobian_ask(
                    "of the first layer, from $z$ to $y$, at $z = (<p1>, <p2>)$",
                    2,
                    triangle(k, "1", "beside", "factor"),
                    (
                        Slip(layers.TRANSPOSED, parts=triangle(m, "1", "beside", "factor")),
                        Slip(layers.SCALE_LEFT_OUT, parts=triangle(k, "1", "c", "factor")),
                        Slip(
                            layers.DERIVATIVE_OF_POWER,
                            parts=triangle(k, "1", f"a*{pm}*factor + c", "factor"),
                        ),
                        Slip(layers.OFF_DIAGONAL_FORGOTTEN, parts=triangle(k, "1", "0", "factor")),
                    ),
                    ("i", "factor", "beside"),
                    of_layer="J",
                ),
                preimage_ask(
                    "(<x1>, <x2>)",
                    ("r", "y", "s", zm),
                    ("z1", "z2"),
                    (
                        Slip(layers.S_AT_OUTPUT, {"s": f"a*{xk} + b"}),
                        Slip(layers.TIMES_SCALE, {zm: f"({xm} - c*y)*2^s"}),
                        Slip(layers.ONE_LAYER_UNDONE, {zm: xm}),
                        Slip(layers.NOT_DIVIDED_2, {zm: f"{xm} - c*y"}),
                    ),
                    f"Undo the second layer first: ${m_y} = {m_x}$ gives ${k_y}$. Then undo the"
                    f" first, with ${k_z} = {k_y}$.",
                    ordered(
                        k,
                        f"y{k}*2^(a2*(y{m}*2^(a*y{k} + b) + c*y{k}) + b2)"
                        f" + c2*(y{m}*2^(a*y{k} + b) + c*y{k})",
                        f"y{m}*2^(a*y{k} + b) + c*y{k}",
                    ),
                ),
                log_det_ask(
                    "at this $z$, for both layers together",
                    ("r", "y", "s"),
                    (
                        Slip(wrong.LOG_OF_INVERSE, parts=("-volume",)),
                        Slip(layers.LOG_2_FORGOTTEN, {"volume": "s + r"}),
                        Slip(layers.ONE_LAYER, {"volume": "s*log(2)"}),
                        Slip(layers.ONE_LAYER, {"volume": "r*log(2)"}),
                        Slip(wrong.NO_LOG, parts=("2^(s + r)",), is_common=False),
                        Slip(layers.LOGS_MULTIPLIED, {"volume": "s*r*log(2)^2"}, is_common=False),
                    ),
                    r"The two layers multiply areas by $2^{s}$ and $2^{r}$: add the logarithms.",
                    "The Jacobian of each layer is triangular. What are the determinants?",
                ),
                log_density(
                    2,
                    "volume",
                    (
                        Slip(wrong.NOT_INVERTED, {"norm": "x1^2 + x2^2"}),
                        Slip(layers.KEPT_FORGOTTEN, {"norm": f"{zm}^2"}),
                    ),
                ),
                nll_ask(),
            ),
            conditions=(
                *("41/10 - abs(i)", "41/10 - abs(l)", "41/10 - abs(s)", "41/10 - abs(r)"),
                *("1/10^6 - abs(sin(pi*middle))", "1/10^6 - abs(sin(pi*n))"),
                *("1/10^6 - abs(sin(pi*l))", "1/10^6 - abs(sin(pi*r))", "abs(s + r) - 1/10"),
                *("65 - abs(last)", f"65 - abs({xk})", "65 - abs(n)"),
            ),
            wanted=("26 - abs(last)", f"26 - abs({xk})", new_point(1, 2)),
            forms={"s": f"a*{zk} + b", "t": f"c*{zk}", "r": f"a2*y{m} + b2", "q": f"c2*y{m}"},
            letters=("z1", "z2", "y1", "y2"),
            points={"p1": "z1", "p2": "z2"},
        )

    def picture(
        self, wrong: Mapping[str, Answer], width: int, height: int
    ) -> tuple[Sketch, Legend]:
        """The plane before both layers and after them."""
        import math

        a, b, c, a2, b2, c2 = (
            float(self.parameters[name]) for name in ("a", "b", "c", "a2", "b2", "c2")
        )
        kept, log_2 = int(self.parameters["keep"]) - 1, math.log(2)

        def forward(z: "Array") -> "Array":
            y = _coupled(z, kept, (a * log_2, b * log_2, c, 0.0))
            return _coupled(y, 1 - kept, (a2 * log_2, b2 * log_2, c2, 0.0))

        return coupling_grid(self, forward, wrong, None, width, height, around=0.25)
