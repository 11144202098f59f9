"""The square of a normal variable whose mean is not 0: two roots, not equally dense."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from tutor.answers.answer import Answer, AnswerKind
from tutor.exercises import mistakes as wrong
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

_FARTHEST = 6  # standard deviations: as far as the density is compared


@dataclass(frozen=True, slots=True)
class SquareNormal(Worksheet):
    """x = z^2 with z normal around another mean than 0."""

    name: ClassVar[str] = "square_normal"
    usage: ClassVar[str] = "square_normal(mean, scale, t)"
    about: ClassVar[str] = (
        "f(z) = z², with Z normal with this mean, which is not 0, and this standard deviation;"
        " asked at x = t²"
    )
    shapes: ClassVar[tuple[Shape, ...]] = (Shape.NUMBER,) * 3
    needed: ClassVar[int] = 3

    @classmethod
    def fault(cls, *arguments: str | Value) -> str:
        """The mean is not 0, the others are positive."""
        mean, scale, t = arguments
        if mean == 0:
            return f"{cls.usage}: the mean must not be 0"
        if any(not isinstance(each, str | tuple) and each <= 0 for each in (scale, t)):
            return f"{cls.usage}: scale and t must be above 0"
        return ""

    @classmethod
    def sheet(cls, *variant: Rational) -> Sheet:
        """The roots, the support, the density, where there is none, and the mass."""
        return Sheet(
            r"$Z$ is normal with mean $\mu = <mean>$ and standard deviation $\sigma = <scale>$, and"
            " $X = f(Z)$ with $f(z) = z^{2}$.",
            ("mean", "scale", "t"),
            (
                Cell("at", "t^2"),
                Cell("far", f"(abs(mean) + {_FARTHEST}*scale)^2"),
                Cell("x", "1"),
                Cell("zero", "0", "p_X(x)"),
                Cell("plus", _bell("sqrt(x)"), r"p_Z(\sqrt{x})", _bell_tex(r"\sqrt{x}")),
                Cell("minus", _bell("-sqrt(x)"), r"p_Z(-\sqrt{x})", _bell_tex(r"-\sqrt{x}")),
                Cell("both", "plus/(2*sqrt(x)) + minus/(2*sqrt(x))", "p_X(x)", f"{PLUS} + {MINUS}"),
                Cell("mass", "1", r"\int p_X(x) dx"),
            ),
            (
                roots_ask(2, 1),
                _normal_support_ask(),
                _normal_ask(),
                _nowhere_ask(),
                _whole_mass_ask(),
                invertible_ask("the whole line"),
            ),
        )

    def picture(
        self, wrong: Mapping[str, Answer], width: int, height: int
    ) -> tuple[Sketch, Legend]:
        """Both densities, and two pieces of the mass that join."""
        from tutor.exercises.worksheets.square_picture import joined
        from tutor.flows import Normal

        mean, scale, t = self.drawn
        pieces = {"density": (0.0, self.value("far"))}
        said = f"normal, mean {shown(mean)}, standard deviation {shown(scale)}"
        base = Normal(float(mean), float(scale))
        return joined(base, said, float(t), pieces, wrong, width, height)


def _normal_support_ask() -> Ask:
    return Ask(
        "support",
        AnswerKind.INTERVAL,
        "Where can $X$ lie? Give the support of $X$ as an interval.",
        "Which is the least square? Is there a greatest?",
        "$Z$ can be every number, so $X$ can be every square.",
        ("0", "inf"),
        slips=(
            Slip(branches.ALL_NUMBERS, parts=("-inf", "inf")),
            Slip(branches.BASE_KEPT, parts=("mean^2", "inf"), is_common=False),
        ),
        result=r"\text{support}",
        lead="x in ",
        says="Every number from $0$ on is a square, and no number below $0$ is.",
    )


def _bell(at: str) -> str:
    return f"exp(-(({at}) - mean)^2/(2*scale^2))/(scale*sqrt(2*pi))"


def _bell_tex(at: str) -> str:
    inner = rf"\frac{{({at} - \mu)^{{2}}}}{{2 \sigma^{{2}}}}"
    return rf"\frac{{1}}{{\sigma \sqrt{{2 \pi}}}} \exp \left( -{inner} \right)"


def _normal_ask() -> Ask:
    exponent = "-({}{} mean)^2/(2*scale^2)"
    one, other = (f"exp({exponent.format('sqrt(x)', sign)})" for sign in (" -", " +"))
    constant = "(2*scale*sqrt(2*pi*x))"

    def of(power: str, below: str = constant) -> str:
        first, second = (f"exp({power.format('sqrt(x)', sign)})" for sign in (" -", " +"))
        return f"({first} + {second})/{below}"

    return Ask(
        "density",
        AnswerKind.EXPRESSION,
        "What is $p_X(x)$ for $x > 0$?",
        "Which roots does $x$ have? What does each bring?",
        BY_ROOTS,
        (of(exponent),),
        lines=("plus", "minus", "both"),
        slips=(
            Slip(branches.ONE_BRANCH, parts=(f"{one}/{constant}",)),
            Slip(branches.ONE_BRANCH, parts=(f"{other}/{constant}",)),
            Slip(branches.FIRST_TWICE, parts=(f"2*{one}/{constant}",)),
            Slip(branches.CANCELLED, parts=(f"({one} - {other})/{constant}",)),
            Slip(branches.UNSCALED, parts=(of(exponent, "(scale*sqrt(2*pi))"),)),
            Slip(branches.MULTIPLIED, parts=(f"2*sqrt(x)*{of(exponent, '(scale*sqrt(2*pi))')}",)),
            Slip(branches.SLOPE_AT_X, parts=(of(exponent, "(2*x*scale*sqrt(2*pi))"),)),
            Slip(
                branches.AT_X,
                parts=(
                    f"(exp(-(x - mean)^2/(2*scale^2)) + exp(-(x + mean)^2/(2*scale^2)))/{constant}",
                ),
            ),
            Slip(wrong.CONSTANT_FORGOTTEN, parts=(of(exponent, "(2*scale*sqrt(x))"),)),
            Slip(wrong.HALF_FORGOTTEN, parts=(of("-({}{} mean)^2/scale^2"),)),
            Slip(wrong.EXPONENT_SIGN, parts=(of("({}{} mean)^2/(2*scale^2)"),), is_common=False),
            Slip(
                wrong.VARIANCE,
                parts=(of("-({}{} mean)^2/(2*scale)", "(2*sqrt(2*pi*scale*x))"),),
                is_common=False,
            ),
            Slip(wrong.SCALE_FORGOTTEN, parts=(of(exponent, "(2*sqrt(2*pi*x))"),), is_common=False),
            Slip(wrong.WRONG_ROOT, parts=(of(exponent, "(4*scale*pi*sqrt(x))"),), is_common=False),
            Slip(wrong.WRONG_ROOT, parts=(of(exponent, "(2*scale*sqrt(pi*x))"),), is_common=False),
        ),
        lead="p_X(x) = ",
        variable="x",
        between=("0", "far"),
        endless=("0", "inf"),
    )


def _nowhere_ask() -> Ask:
    return Ask(
        "density-beyond",
        AnswerKind.EXPRESSION,
        "What is $p_X(x)$ for $x < 0$?",
        "Which roots does such an $x$ have?",
        "Outside the support of $X$ its density is 0.",
        ("0",),
        lines=("zero",),
        slips=(
            Slip(
                branches.CONTINUED,
                parts=(
                    "(exp(-(sqrt(-x) - mean)^2/(2*scale^2)) + exp(-(sqrt(-x) + mean)^2"
                    "/(2*scale^2)))/(2*scale*sqrt(-2*pi*x))",
                ),
            ),
        ),
        lead="p_X(x) = ",
        variable="x",
        between=("-far", "0"),
        endless=("-inf", "0"),
        says="No number has a negative square.",
    )


def _whole_mass_ask() -> Ask:
    return Ask(
        "mass",
        AnswerKind.NUMBER,
        "Check it: how much mass has $p_X$ over all $x > 0$?",
        "What must every density integrate to?",
        "Each root brings the mass that $Z$ has on its side of $0$. Together that is all of it.",
        ("1",),
        lines=("mass",),
        slips=(
            Slip(branches.ONE_SIDE, parts=("1/2",)),
            Slip(branches.BOTH_WHOLE, parts=("2",)),
            Slip(branches.BOTH_CANCEL, parts=("0",)),
        ),
        evidence=(
            Shown("Z has less mass than that on the whole line", when="y1 - 1"),
            Shown("Z has more mass than that on the whole line", when="1 - y1"),
        ),
        lead="mass = ",
        says="The mass of $Z$ on both sides of $0$, together:",
    )
