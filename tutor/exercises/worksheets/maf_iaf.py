"""Autoregressive layers: a MAF reads the x before, an IAF the z before."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from tutor.answers.answer import Answer, AnswerKind
from tutor.exercises import mistakes as wrong
from tutor.exercises.parameters import Rational, Shape, Value
from tutor.exercises.pictures.canvas import Legend
from tutor.exercises.pictures.computing_order import computing_order
from tutor.exercises.pictures.sketch import Sheet as Sketch
from tutor.exercises.question import WORDS
from tutor.exercises.worksheets import layer_mistakes as layers
from tutor.exercises.worksheets.coupling_grid import typed_points
from tutor.exercises.worksheets.coupling_questions import image_ask, log_det_ask, preimage_ask
from tutor.exercises.worksheets.sheet import Ask, Cell, Sheet, Shown, Slip
from tutor.exercises.worksheets.worksheet import Worksheet

_MAF = 1
_SCALES = ("s", "(a*{0} + b)", "(f*{0} + g)")  # s1, then s2 and s3 of the first coordinate
_SHIFTS = ("m", "c*{0}", "h*{1}")  # m1, then m2 of the first coordinate and m3 of the second
_BIGGEST = 65
_READ = (
    "$s_{{2}}$ and $m_{{2}}$ are computed from ${0}_{{1}}$: is it given, or must it be found first?"
)


@dataclass(frozen=True, slots=True)
class MafIaf(Worksheet):
    """x_i = z_i 2^(s_i) + m_i in two coordinates."""

    name: ClassVar[str] = "maf_iaf"
    usage: ClassVar[str] = "maf_iaf(kind, s, m, a, b, c, p1, p2, w1, w2, d)"
    about: ClassVar[str] = (
        "an autoregressive layer x_i = z_i 2^(s_i) + m_i, a MAF (kind 1) or an IAF (kind 2), with"
        " s1 = s, m1 = m, s2 = au + b and m2 = cu, where u is x1 in a MAF and z1 in an IAF; asked"
        " at z = (p1, p2), at the image of (w1, w2), and about passes in d dimensions"
    )
    shapes: ClassVar[tuple[Shape, ...]] = (Shape.NUMBER,) * 11
    needed: ClassVar[int] = 11
    variant: ClassVar[int] = 1
    coordinates: ClassVar[int] = 2

    @classmethod
    def fault(cls, *arguments: str | Value) -> str:
        """The kind is 1 or 2, and the second coordinate depends on the first."""
        kind, _, _, a, _, c, *_ = arguments
        if not isinstance(kind, str) and kind not in (1, 2):
            return f"{cls.usage}: the kind is 1, a MAF, or 2, an IAF"
        return f"{cls.usage}: a and c must not be 0" if 0 in (a, c) else ""

    @classmethod
    def sheet(cls, *variant: Rational) -> Sheet:
        """Forward from z, back from x, then what a layer of d coordinates costs."""
        is_maf, n = variant[0] == _MAF, cls.coordinates
        u = "x" if is_maf else "z"
        places = range(1, n + 1)
        p, w, x, z, h = ([f"{letter}{i}" for i in places] for letter in ("p", "w", "x", "z", "y"))
        forward, image = _forward(is_maf, p, h), _forward(is_maf, w, x, inline=True)
        return Sheet(
            _statement(u, n),
            ("kind", "s", "m", "a", "b", "c", *(("f", "g", "h") if n > 2 else ()), *p, *w, "d"),
            (
                *_cells(forward, "x", h, "i", "t"),
                *(Cell(name, each) for name, each in zip(x, image[2], strict=True)),
                *_cells(_backward(is_maf, x, z), "z", z, "r", "q"),
                Cell("volume", f"({_total(n)})*log(2)", r"\log |\det J_f|", _total_tex(n)),
            ),
            (
                _kind_ask(is_maf),
                image_ask(
                    _point(p),
                    _lines(h, "i", "t"),
                    tuple(h),
                    _image_slips(is_maf, p, h),
                    _image_rule(is_maf, n),
                    tuple(_backward(is_maf, h, z, inline=True)[2]),
                    _READ.format(u),
                ),
                preimage_ask(
                    _point(x),
                    _lines(z, "r", "q"),
                    tuple(z),
                    _preimage_slips(is_maf, x, z),
                    r"$z_{i} = (x_{i} - m_{i}) 2^{-s_{i}}$, with $s_{i}$ and $m_{i}$ computed from"
                    f" the ${u}$ before it.",
                    tuple(_forward(is_maf, h, x, inline=True)[2]),
                    _READ.format(u),
                ),
                log_det_ask(
                    "at this $z$",
                    (),
                    _log_det_slips(is_maf, n),
                    r"The diagonal of $J_f$ holds $2^{s_{i}}$, so $\log |\det J_f|$ is the sum of"
                    r" all $s_{i} \log 2$.",
                ),
                _order_ask(is_maf, n),
                _passes_ask(is_maf),
            ),
            conditions=_conditions(is_maf, n),
            forms={
                "s2": f"a*{u}1 + b",
                "m2": f"c*{u}1",
                **({"s3": f"f*{u}1 + g", "m3": f"h*{u}2"} if n > 2 else {}),
            },
            letters=(f"{u}1", f"{u}2"),
            points={
                "s": "s1",
                "m": "m1",
                **{f"{at}{i}": f"{letter}{i}" for at, letter in ("pz", "yx") for i in places},
            },
        )

    def picture(
        self, wrong: Mapping[str, Answer], width: int, height: int
    ) -> tuple[Sketch, Legend]:
        """In which order the coordinates are computed, there and back."""
        rows, legend = computing_order(self.drawn[0] == _MAF, self.coordinates, width)
        return rows, legend + typed_points(wrong)


@dataclass(frozen=True, slots=True)
class MafIaf3(MafIaf):
    """The same in three coordinates."""

    name: ClassVar[str] = "maf_iaf3"
    usage: ClassVar[str] = "maf_iaf3(kind, s, m, a, b, c, f, g, h, p1, p2, p3, w1, w2, w3, d)"
    about: ClassVar[str] = (
        "the same with a third coordinate: s3 = fu + g, and m3 is h times x2 in a MAF, z2 in an"
        " IAF; asked at z = (p1, p2, p3), at the image of (w1, w2, w3), and about passes in d"
        " dimensions"
    )
    shapes: ClassVar[tuple[Shape, ...]] = (Shape.NUMBER,) * 16
    needed: ClassVar[int] = 16
    coordinates: ClassVar[int] = 3


# Formulas

Formulas = tuple[list[str], list[str], list[str]]  # scales, shifts, and what comes of them


def _forward(
    is_maf: bool, z: list[str], x: list[str], inline: bool = False, swapped: bool = False
) -> Formulas:
    """The scales, the shifts and x from z; swapped as if a MAF were an IAF."""
    scales: list[str] = []
    shifts: list[str] = []
    found: list[str] = []
    for i, at in enumerate(z):
        before = (found if inline else x) if is_maf is not swapped else z
        known = [f"({each})" for each in before[:i]]
        scales.append(_SCALES[i].format(*known))
        shifts.append(_SHIFTS[i].format(*known))
        found.append(f"{at}*2^{scales[i]} + {shifts[i]}")
    return scales, shifts, found


def _backward(
    is_maf: bool, x: list[str], z: list[str], inline: bool = False, swapped: bool = False
) -> Formulas:
    """The scales, the shifts and z from x."""
    scales: list[str] = []
    shifts: list[str] = []
    found: list[str] = []
    for i, at in enumerate(x):
        before = x if is_maf is not swapped else (found if inline else z)
        known = [f"({each})" for each in before[:i]]
        scales.append(_SCALES[i].format(*known))
        shifts.append(_SHIFTS[i].format(*known))
        found.append(f"({at} - {shifts[i]})*2^(-{scales[i]})")
    return scales, shifts, found


def _cells(formulas: Formulas, made: str, names: list[str], scale: str, shift: str) -> list[Cell]:
    """A cell for each scale and shift that is computed, and for what comes of them."""
    found = []
    for i, (own_scale, own_shift, own) in enumerate(zip(*formulas, strict=True), 1):
        s, m = f"s_{{{i}}}", f"m_{{{i}}}"
        there = f"z_{{{i}}} \\cdot 2^{{{s}}} + {m}"
        back = f"(x_{{{i}}} - {m}) 2^{{-{s}}}"
        if i > 1:
            found.append(Cell(f"{scale}{i}", own_scale, s))
            found.append(Cell(f"{shift}{i}", own_shift, m))
            own = own.replace(own_scale, f"{scale}{i}").replace(own_shift, f"{shift}{i}")
        found.append(Cell(names[i - 1], own, f"{made}_{{{i}}}", there if made == "x" else back))
    return found


def _lines(names: list[str], scale: str, shift: str) -> tuple[str, ...]:
    first, *others = names
    more = (
        line for i, each in enumerate(others, 2) for line in (f"{scale}{i}", f"{shift}{i}", each)
    )
    return (first, *more)


def _point(names: list[str]) -> str:
    return f"({', '.join(f'<{each}>' for each in names)})"


def _total(n: int) -> str:
    return " + ".join(["s", "r2", "r3"][:n])


def _total_tex(n: int) -> str:
    return rf"({' + '.join(f's_{{{i}}}' for i in range(1, n + 1))}) \log 2"


def _conditions(is_maf: bool, n: int) -> tuple[str, ...]:
    """Scales are small whole powers of 2, and numbers stay short."""
    at = ("y1", "x1") if is_maf else ()
    places = range(2, n + 1)
    return (
        *(f"41/10 - abs({name}{i})" for i in places for name in "ir"),
        *(f"1/10^6 - abs(sin(pi*{each}))" for each in at),
        *(f"1/10^6 - abs(sin(pi*{name}{i}))" for i in places for name in "ir"),
        *(f"{_BIGGEST} - abs({name}{i})" for i in range(1, n + 1) for name in "xy"),
    )


# Texts


def _statement(u: str, n: int) -> str:
    names = ", ".join(f"Z_{{{i}}}" for i in range(1, n + 1))
    count = "two" if n == 2 else "three"
    third = ""
    if n > 2:
        third = "; $s_{3} = <s3()>$ and $m_{3} = <m3()>$"
    return (
        f"$Z = ({names})$ has {count} independent standard normal coordinates, and $X = f(Z)$ with"
        r" $x_{i} = z_{i} \cdot 2^{s_{i}} + m_{i}$, where $s_{1} = <s>$ and $m_{1} = <m>$;"
        f" $s_{{2}} = <s2()>$ and $m_{{2}} = <m2()>${third}."
    )


def _image_rule(is_maf: bool, n: int) -> str:
    if is_maf:
        return (
            "Find one coordinate after another: $x_{1}$ first, then $s_{2}$ and $m_{2}$ from"
            " $x_{1}$, then $x_{2}$" + (", and so on." if n > 2 else ".")
        )
    return (
        r"$x_{i} = z_{i} \cdot 2^{s_{i}} + m_{i}$, with $s_{i}$ and $m_{i}$ computed from the $z$"
        " before it."
    )


def _kind_ask(is_maf: bool) -> Ask:
    right, other = ("1", "2") if is_maf else ("2", "1")
    return Ask(
        "maf-or-iaf",
        AnswerKind.NUMBER,
        "Is this layer a MAF or an IAF? Type 1 for a MAF, 2 for an IAF.",
        "From which coordinates are the scale and the shift of the second coordinate computed?",
        "In a MAF $s_{i}$ and $m_{i}$ are computed from $x_{1}$ to $x_{i-1}$, in an IAF from"
        " $z_{1}$ to $z_{i-1}$.",
        (right,),
        slips=(Slip(layers.MAF_AND_IAF, parts=(other,)),),
        evidence=(
            Shown(
                "the scales and shifts of such a layer are computed from the other coordinates",
                when=f"1/2 - abs(y1 - {other})",
            ),
            Shown("type one of the two numbers"),
        ),
        lead="kind = ",
        says="The scales and shifts are computed from coordinates of"
        f" ${'x' if is_maf else 'z'}$: {'a MAF, so $1$' if is_maf else 'an IAF, so $2$'}.",
    )


def _image_slips(is_maf: bool, p: list[str], y: list[str]) -> tuple[Slip, ...]:
    places = range(2, len(p) + 1)
    scales, shifts, _ = _forward(is_maf, p, y, swapped=True)
    read = {f"i{i}": scales[i - 1] for i in places} | {f"t{i}": shifts[i - 1] for i in places}

    def each(text: str) -> dict[str, str]:
        """The same mistake in every coordinate."""
        named = [("s", "m"), *((f"i{i}", f"t{i}") for i in places)]
        return {own: text.format(z=z, s=s, m=m) for own, z, (s, m) in zip(y, p, named, strict=True)}

    return (
        Slip(layers.FROM_Z if is_maf else layers.FROM_X, read),
        Slip(layers.S_FOR_POWER, each("{z}*{s} + {m}")),
        Slip(layers.SHIFT_FIRST, each("({z} + {m})*2^{s}")),
        Slip(layers.SHIFT_SUBTRACTED, each("{z}*2^{s} - {m}")),
    )


def _preimage_slips(is_maf: bool, x: list[str], z: list[str]) -> tuple[Slip, ...]:
    places = range(2, len(x) + 1)
    scales, shifts, _ = _backward(is_maf, x, z, swapped=True)
    read = {f"r{i}": scales[i - 1] for i in places} | {f"q{i}": shifts[i - 1] for i in places}

    def each(text: str) -> dict[str, str]:
        named = [("s", "m"), *((f"r{i}", f"q{i}") for i in places)]
        return {
            own: text.format(x=at, s=s, m=m) for own, at, (s, m) in zip(z, x, named, strict=True)
        }

    return (
        Slip(layers.FROM_Z if is_maf else layers.FROM_X, read),
        Slip(layers.UNDONE_IN_ORDER, each("{x}*2^(-{s}) - {m}")),
        Slip(layers.TIMES_SCALE, each("({x} - {m})*2^{s}")),
        Slip(layers.NOT_DIVIDED_2, each("{x} - {m}")),
        Slip(layers.APPLIED_AGAIN, each("{x}*2^{s} + {m}")),
    )


def _log_det_slips(is_maf: bool, n: int) -> tuple[Slip, ...]:
    places = range(2, n + 1)
    x, z = ([f"{letter}{i}" for i in range(1, n + 1)] for letter in "xz")
    scales, _, _ = _backward(is_maf, x, z, swapped=True)
    factors = ["2^s", *(f"2^r{i}" for i in places)]
    return (
        Slip(wrong.LOG_OF_INVERSE, parts=("-volume",)),
        Slip(layers.LOG_2_FORGOTTEN, parts=(_total(n),)),
        Slip(layers.LAST_SCALE, parts=(f"r{n}*log(2)",)),
        Slip(
            layers.FROM_Z if is_maf else layers.FROM_X,
            {f"r{i}": scales[i - 1] for i in places},
        ),
        Slip(layers.DIAGONAL_SUM, parts=(f"log({' + '.join(factors)})",), is_common=False),
        Slip(wrong.NO_LOG, parts=("*".join(factors),), is_common=False),
    )


def _order_ask(is_maf: bool, n: int) -> Ask:
    chain, known = ("x", "z") if is_maf else ("z", "x")
    there, back = "from $z$ to $x$", "from $x$ to $z$"
    slow, fast = (there, back) if is_maf else (back, there)
    third = f", and ${chain}_{{3}}$ only after ${chain}_{{1}}$ and ${chain}_{{2}}$"
    return Ask(
        "order",
        WORDS,
        "In words: what can be computed only after what, on the way from $z$ to $x$, and on the way"
        " back, from $x$ to $z$?",
        "In each direction one of $z$ and $x$ is known. From which are the scales computed?",
        f"${known}_{{i}}$ and ${chain}_{{i}}$ are computed from each other with $s_{{i}}$ and"
        f" $m_{{i}}$, and these from the ${chain}$ before.",
        answer=f"The scales and shifts need the ${chain}$ before. So, {slow}, ${chain}_{{2}}$ can"
        f" be computed only after ${chain}_{{1}}${third if n > 2 else ''}: one coordinate after"
        f" another. On the way {fast}, all of ${chain}$ is known, so all scales and shifts, and"
        " with them all coordinates, are computed at once.",
        key_points=(
            f"{slow}: one coordinate after another, as each needs the ${chain}$ before it",
            f"{fast}: all at once, as ${chain}$ is known",
        ),
    )


def _passes_ask(is_maf: bool) -> Ask:
    passes = ("d", "1") if is_maf else ("1", "d")
    slow, fast = ("sample", "evaluate") if is_maf else ("evaluate", "sample")
    return Ask(
        "passes",
        AnswerKind.VECTOR,
        "A pass computes the scales and shifts of all coordinates whose inputs are known. How many"
        " passes does such a layer of $d = <d>$ coordinates need to sample, and how many to"
        " evaluate the density of a given $x$? Type both as a point: (to sample, to evaluate).",
        "To sample is to go from $z$ to $x$, to evaluate is to go from $x$ to $z$.",
        r"Where all that the scales and shifts are computed from is known, one pass is enough."
        r" Where each coordinate needs those before it, $d$ passes are needed.",
        passes,
        result=r"(\text{to sample}, \text{to evaluate})",
        slips=(
            Slip(layers.PASSES_EXCHANGED, parts=passes[::-1]),
            Slip(layers.ALL_PASSES, parts=("d", "d")),
            Slip(layers.ONE_PASS, parts=("1", "1")),
        ),
        evidence=(
            Shown(
                "with so few passes some scales would be computed before their inputs are known",
                when=f"{passes[0]} - y1 + 1/2 - max(0, y2 - {passes[1]})*d^2"
                if is_maf
                else f"{passes[1]} - y2 + 1/2 - max(0, y1 - {passes[0]})*d^2",
            ),
            Shown("in one direction all that is needed is known at once, in the other it is not"),
        ),
        lead="passes = ",
        says=f"To {fast}, all scales and shifts come in one pass; to {slow}, coordinate after"
        " coordinate, in $d$ passes.",
    )
