"""The square of a uniform variable: where one root or two are in the support."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from tutor.answers.answer import Answer, AnswerKind
from tutor.exercises.amount import shown
from tutor.exercises.parameters import Rational, Shape, Value
from tutor.exercises.pictures.canvas import Legend
from tutor.exercises.pictures.sketch import Sheet as Sketch
from tutor.exercises.worksheets import branch_mistakes as branches
from tutor.exercises.worksheets.sheet import Ask, Cell, Sheet, Shown, Slip
from tutor.exercises.worksheets.square_questions import (
    BY_ROOTS,
    MINUS,
    PLUS,
    invertible_ask,
    roots_ask,
)
from tutor.exercises.worksheets.worksheet import Worksheet


@dataclass(frozen=True, slots=True)
class Square(Worksheet):
    """x = z^2 with z uniform between -a and b."""

    name: ClassVar[str] = "square"
    usage: ClassVar[str] = "square(a, b, t)"
    about: ClassVar[str] = (
        "f(z) = z², with Z uniform between −a and b; asked at x = t², with t below the larger of"
        " a and b"
    )
    shapes: ClassVar[tuple[Shape, ...]] = (Shape.NUMBER,) * 3
    needed: ClassVar[int] = 3
    variant: ClassVar[int] = 2

    @classmethod
    def fault(cls, *arguments: str | Value) -> str:
        """All are positive, and a is not b."""
        if any(not isinstance(each, str | tuple) and each <= 0 for each in arguments):
            return f"{cls.usage}: a, b and t must be above 0"
        a, b, _ = arguments
        if not isinstance(a, str) and a == b:
            return f"{cls.usage}: a and b must differ"
        return ""

    @classmethod
    def chosen(cls, drawn: Sequence[Rational]) -> tuple[Rational, ...]:
        """How many roots of t² are in the support, and on which side of 0 the longer half is."""
        a, b, t = drawn
        return 2 if t < min(a, b) else 1, 1 if b > a else -1

    @classmethod
    def sheet(cls, *variant: Rational) -> Sheet:
        """The roots, the support, the density on both pieces, and the mass of the outer one."""
        roots, side = variant
        return Sheet(
            "$Z$ is uniform on $[<low>, <b>]$, and $X = f(Z)$ with $f(z) = z^{2}$.",
            ("a", "b", "t"),
            (
                Cell("low", "-a"),
                Cell("at", "t^2"),
                Cell("short", "min(a, b)"),
                Cell("long", "max(a, b)"),
                Cell("inner", "short^2"),
                Cell("outer", "long^2"),
                Cell("x", "1"),
                Cell("height", "1/(a + b)", "p_Z(z)", r"\frac{1}{\text{length}}"),
                Cell(
                    "both",
                    "height/(2*sqrt(x)) + height/(2*sqrt(x))",
                    "p_X(x)",
                    f"{PLUS} + {MINUS}",
                ),
                Cell("one", "height/(2*sqrt(x))", "p_X(x)", PLUS if side > 0 else MINUS),
                Cell(
                    "mass",
                    "height*(sqrt(outer) - sqrt(inner))",
                    r"\int p_X(x) dx",
                    r"p_Z(z) (\sqrt{x_{2}} - \sqrt{x_{1}})",
                ),
            ),
            (
                roots_ask(int(roots), int(side)),
                _support_ask(int(side)),
                _inner_ask(),
                _outer_ask(int(side)),
                _mass_ask(),
                invertible_ask(r"$[<low>, <b>]$"),
            ),
            conditions=("long - t", "abs(t - short)"),
        )

    def picture(
        self, wrong: Mapping[str, Answer], width: int, height: int
    ) -> tuple[Sketch, Legend]:
        """Both densities, and two pieces of the mass that join."""
        from tutor.exercises.worksheets.square_picture import joined
        from tutor.flows import Uniform

        a, b, t = self.drawn
        inner, outer = self.value("inner"), self.value("outer")
        pieces = {"density": (0.0, inner), "density-beyond": (inner, outer)}
        said = f"density {shown(1 / (a + b))} on [{shown(-a)}, {shown(b)}]"
        return joined(Uniform(float(-a), float(b)), said, float(t), pieces, wrong, width, height)


# Where X lies


def _support_ask(side: int) -> Ask:
    half = () if side > 0 else (Slip(branches.POSITIVE_HALF, parts=("0", "b^2"), is_common=False),)
    return Ask(
        "support",
        AnswerKind.INTERVAL,
        "Where can $X$ lie? Give the support of $X$ as an interval.",
        "Which is the least square of a value of $Z$, and which the greatest?",
        "The support of $X$ is the set of all squares of values of $Z$. Around $0$ they begin at"
        " $0$, and the end that is farther from $0$ has the greatest.",
        ("0", "outer"),
        slips=(
            Slip(branches.ENDS, parts=("inner", "outer")),
            Slip(branches.BASE_KEPT, parts=("low", "b")),
            Slip(branches.NEGATIVE_SQUARE, parts=("-a^2", "b^2"), is_common=False),
            *half,
            Slip(branches.UNBOUNDED, parts=("0", "inf"), is_common=False),
        ),
        evidence=(
            Shown("no z has a square below 0", when="-y1"),
            Shown("Z can be closer to 0, and then X is smaller", when="y1"),
            Shown("some values of Z have a larger square", when="outer - y2"),
            Shown("no value of Z has so large a square", when="y2 - outer"),
        ),
        result=r"\text{support}",
        lead="x in ",
        says="$Z$ can be $0$, and is at most $<long>$ away from $0$, so the squares go from $0$ to"
        " $<long>^{2} = <outer>$.",
    )


# The density


def _inner_ask() -> Ask:
    return Ask(
        "density",
        AnswerKind.EXPRESSION,
        "What is $p_X(x)$ for $0 < x < <inner>$?",
        "How many roots of such an $x$ are in the support? What does each bring?",
        BY_ROOTS,
        ("1/((a + b)*sqrt(x))",),
        lines=("height", "both"),
        slips=(
            Slip(branches.ONE_BRANCH, parts=("1/(2*(a + b)*sqrt(x))",)),
            Slip(branches.CANCELLED, parts=("0",)),
            Slip(branches.UNSCALED, parts=("2/(a + b)",)),
            Slip(branches.MULTIPLIED, parts=("4*sqrt(x)/(a + b)",)),
            Slip(branches.SLOPE_AT_X, parts=("1/((a + b)*x)",)),
            Slip(branches.FACTOR_SQUARED, parts=("1/(2*(a + b)*x)",), is_common=False),
        ),
        lead="p_X(x) = ",
        variable="x",
        between=("0", "inner"),
        says=r"Both $\sqrt{x}$ and $-\sqrt{x}$ are in the support, and $Z$ is uniform.",
    )


def _outer_ask(side: int) -> Ask:
    root = r"$\sqrt{x}$" if side > 0 else r"$-\sqrt{x}$"
    signed = () if side > 0 else (Slip(branches.CANCELLED, parts=("-1/(2*(a + b)*sqrt(x))",)),)
    return Ask(
        "density-beyond",
        AnswerKind.EXPRESSION,
        "What is $p_X(x)$ for $<inner> < x < <outer>$?",
        "How many roots of such an $x$ are in the support?",
        BY_ROOTS,
        ("1/(2*(a + b)*sqrt(x))",),
        lines=("height", "one"),
        slips=(
            Slip(branches.TWO_BRANCHES, parts=("1/((a + b)*sqrt(x))",)),
            *signed,
            Slip(branches.UNSCALED, parts=("1/(a + b)",)),
            Slip(branches.MULTIPLIED, parts=("2*sqrt(x)/(a + b)",)),
            Slip(branches.SLOPE_AT_X, parts=("1/(2*(a + b)*x)",)),
            Slip(branches.FACTOR_SQUARED, parts=("1/(4*(a + b)*x)",), is_common=False),
        ),
        lead="p_X(x) = ",
        variable="x",
        between=("inner", "outer"),
        says=f"Only {root} is in the support.",
    )


# The mass


def _mass_ask() -> Ask:
    return Ask(
        "mass",
        AnswerKind.NUMBER,
        "How much of the mass of $X$ lies on the piece $<inner> < x < <outer>$?",
        "The density varies there: integrate it. Or ask where $Z$ is when $X$ is there.",
        r"$\frac{1}{2 \sqrt{x}}$ is the derivative of $\sqrt{x}$, so the integral of"
        r" $\frac{c}{2 \sqrt{x}}$ from $x_{1}$ to $x_{2}$ is $c (\sqrt{x_{2}} - \sqrt{x_{1}})$.",
        ("mass",),
        lines=("mass",),
        slips=(
            Slip(branches.BOTH_COUNTED, {"mass": "2*height*(long - short)"}),
            Slip(branches.OTHER_PIECE, {"mass": "2*height*short"}),
            Slip(branches.AS_IF_FLAT, {"mass": "(outer - inner)/outer"}),
            Slip(branches.HALF_INTEGRAL, {"mass": "height*(long - short)/2"}),
        ),
        evidence=(
            Shown("Z has less mass on the points that f takes there", when="y1 - mass"),
            Shown("Z has more mass on the points that f takes there", when="mass - y1"),
        ),
        lead="mass = ",
    )
