"""An affine flow fitted to four numbers: its NLL, its slope, and the best shift and scale."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from tutor.answers.answer import Answer, AnswerKind
from tutor.exercises import mistakes as wrong
from tutor.exercises.parameters import Rational, Shape, Value
from tutor.exercises.pictures.canvas import BASE, CROSS, IMAGE, YOURS, Canvas, Legend, Window
from tutor.exercises.pictures.sketch import Sheet as Sketch
from tutor.exercises.pictures.sketch import plane_scales
from tutor.exercises.question import WORDS
from tutor.exercises.worksheets import fit_mistakes as fits
from tutor.exercises.worksheets.arranged import numbers_of
from tutor.exercises.worksheets.sheet import Ask, Cell, Sheet, Shown, Slip
from tutor.exercises.worksheets.worksheet import Worksheet
from tutor.exercises.written import brief, rounded

_Z = ("z1", "z2", "z3", "z4")
_SQUARES = "(z1^2 + z2^2 + z3^2 + z4^2)/4"
_LOSS = r"\frac{m}{2} + \frac{1}{2} \log (2\pi) + \log |a|"
_CURVE = 120  # points of a curve
_FAR = 1e6


@dataclass(frozen=True, slots=True)
class NllFit(Worksheet):
    """x = a z + b with a standard normal base, and four data points."""

    name: ClassVar[str] = "nll_fit"
    usage: ClassVar[str] = "nll_fit(a, b, x1, x2, x3, x4)"
    about: ClassVar[str] = "the flow x = az + b and four data points, the NLL in nats"
    shapes: ClassVar[tuple[Shape, ...]] = (Shape.NUMBER,) * 6
    needed: ClassVar[int] = 6
    in_bits: ClassVar[bool] = False

    @classmethod
    def fault(cls, *arguments: str | Value) -> str:
        """The scale must not be 0."""
        return f"{cls.usage}: a must not be 0" if arguments[0] == 0 else ""

    @classmethod
    def sheet(cls, *variant: Rational) -> Sheet:
        """The base points, their NLL and its slope, then the best numbers."""
        return Sheet(
            "The data are $<x1>$, $<x2>$, $<x3>$ and $<x4>$. The flow is $X = aZ + b$"
            " with $Z$ standard normal, at present with $a = <a>$ and $b = <b>$.",
            ("a", "b", "x1", "x2", "x3", "x4"),
            (
                *(
                    Cell(f"z{n}", f"(x{n} - b)/a", shown=rf"\frac{{x_{{{n}}} - b}}{{a}}")
                    for n in (1, 2, 3, 4)
                ),
                Cell("squares", _SQUARES, "m"),
                Cell(
                    "loss",
                    "squares/2 + log(2*pi)/2 + log(abs(a))",
                    r"\text{NLL}",
                ),
                Cell("bits", "loss/log(2)", r"\text{NLL in bits}"),
                Cell("slope", "1/a - squares/a", r"\frac{d \text{NLL}}{da}"),
                Cell("mean", "(x1 + x2 + x3 + x4)/4", r"\mu"),
                Cell(
                    "variance",
                    "((x1 - mean)^2 + (x2 - mean)^2 + (x3 - mean)^2 + (x4 - mean)^2)/4",
                    r"\sigma^{2}",
                ),
                Cell("spread", "sqrt(variance)", "|a|"),
                Cell("least", "1/2 + log(2*pi)/2 + log(spread)", r"\text{NLL}"),
            ),
            (
                Ask(
                    "base-points",
                    AnswerKind.VECTOR,
                    "What are the base points $z$ of the four data points? Type them in the same"
                    " order, as a point with four coordinates.",
                    "Which $z$ is sent to the first data point?",
                    r"$z = f^{-1}(x) = \frac{x - b}{a}$.",
                    _Z,
                    lines=_Z,
                    slips=(
                        Slip(fits.F_APPLIED, {f"z{n}": f"a*x{n} + b" for n in (1, 2, 3, 4)}),
                        Slip(fits.NOT_DIVIDED, {f"z{n}": f"x{n} - b" for n in (1, 2, 3, 4)}),
                        Slip(fits.NOT_SHIFTED, {f"z{n}": f"x{n}/a" for n in (1, 2, 3, 4)}),
                    ),
                    evidence=(
                        Shown(
                            "f takes them to {}, {}, {} and {}, which are not the data",
                            tuple(f"a*y{n} + b" for n in (1, 2, 3, 4)),
                        ),
                        Shown("f does not take them to the data"),
                    ),
                    lead="(z1, z2, z3, z4) = ",
                ),
                _loss_ask(cls.in_bits),
                _slope_ask(),
                _shift_ask(),
                _scale_ask(),
                _least_ask(),
                _negative_ask(),
            ),
            conditions=("abs(squares - 1) - 1/20", "variance - 1/100", "abs(mean - b) - 1/100"),
        )

    def picture(
        self, wrong: Mapping[str, Answer], width: int, height: int
    ) -> tuple[Sketch, Legend]:
        """The mean NLL over |a|, for this b and for the best."""
        a, b = (float(self.parameters[name]) for name in "ab")
        x = [float(self.parameters[f"x{n}"]) for n in (1, 2, 3, 4)]
        best = self.value("mean"), self.value("spread")

        def loss(scale: float, shift: float) -> float:
            squares = sum((each - shift) ** 2 for each in x) / len(x) / scale**2
            return squares / 2 + math.log(2 * math.pi) / 2 + math.log(scale)

        low, high = 0.5 * min(abs(a), best[1]), 1.6 * max(abs(a), best[1])
        here, least = loss(abs(a), b), loss(best[1], best[0])
        span = max(here - least, 0.5)
        window = Window(low, high, least - 0.3 * span, here + 0.6 * span)
        canvas = Canvas(max(30, width - 8), max(4, height - 2), window)
        scales = [low + (high - low) * i / _CURVE for i in range(_CURVE + 1)]
        canvas.path([(each, loss(each, best[0])) for each in scales], BASE)
        canvas.path([(each, loss(each, b)) for each in scales], IMAGE)
        canvas.mark("●", abs(a), here)
        canvas.mark("◆", best[1], least)
        nats = " nats" if self.in_bits else ""
        legend: Legend = [
            (IMAGE.sample, f"mean NLL over |a|, with b = {brief(b)}"),
            (BASE.sample, f"mean NLL with the best b = {brief(best[0])}"),
            ("●", f"at present: |a| = {brief(abs(a))}, NLL {rounded(here)}{nats}"),
            ("◆", f"the best: |a| = {brief(best[1])}, NLL {rounded(least)}{nats}"),
        ]
        shift, scale = _typed(wrong, "best-shift"), _typed(wrong, "best-scale")
        if shift is not None and abs(shift) < _FAR:
            canvas.path([(at, loss(at, shift)) for at in scales], YOURS)
            legend.append((YOURS.sample, f"mean NLL with your b = {brief(shift)}"))
        if scale:
            own = abs(scale)
            canvas.path([(own, window.bottom), (own, window.top)], YOURS)
            beyond = "" if low <= own <= high else ", beyond the picture"
            legend.append((YOURS.sample, f"yours: |a| = {brief(own)}{beyond}"))
        unit = math.log(2) if self.in_bits else 1.0
        for step, at, of in (("nll", abs(a), unit), ("best-nll", best[1], 1.0)):
            typed = _typed(wrong, step)
            if typed is not None:
                canvas.cross(at, typed * of)
                said = " bits" if of != 1 else nats
                legend.append((CROSS, f"your NLL at |a| = {brief(at)}: {rounded(typed)}{said}"))
        return [plane_scales(canvas)], legend


@dataclass(frozen=True, slots=True)
class NllBits(NllFit):
    """The same, with the NLL in bits per dimension."""

    name: ClassVar[str] = "nll_bits"
    usage: ClassVar[str] = "nll_bits(a, b, x1, x2, x3, x4)"
    about: ClassVar[str] = "the flow x = az + b and four data points, the NLL in bits per dimension"
    in_bits: ClassVar[bool] = True


def _typed(wrong: Mapping[str, Answer], step: str) -> float | None:
    """The number that was typed for a step, if it is wrong."""
    typed = numbers_of(wrong[step]) if step in wrong else None
    return float(typed[0]) if typed and len(typed) == 1 else None


def _judged(right: str) -> tuple[Shown, ...]:
    return (
        Shown("this is too large", when=f"y1 - {right}"),
        Shown("this is too small", when=f"{right} - y1"),
    )


def _loss_ask(in_bits: bool) -> Ask:
    slips = (
        Slip(wrong.CONSTANT_FORGOTTEN, {"loss": "squares/2 + log(abs(a))"}),
        Slip(fits.SUM, {"loss": "2*squares + 2*log(2*pi) + 4*log(abs(a))"}),
        Slip(wrong.LOG_SIGN, {"loss": "squares/2 + log(2*pi)/2 - log(abs(a))"}),
        Slip(wrong.UNSCALED, {"loss": "squares/2 + log(2*pi)/2"}),
        Slip(wrong.NO_LOG_OF_SIZE, {"loss": "squares/2 + log(2*pi)/2 + abs(a)"}, is_common=False),
        Slip(wrong.WRONG_ROOT, {"loss": "squares/2 + log(2*pi) + log(abs(a))"}, is_common=False),
        Slip(
            wrong.HALF_FORGOTTEN.because("the exponent is −z²/2"),
            {"loss": "squares + log(2*pi)/2 + log(abs(a))"},
        ),
    )
    if in_bits:
        return Ask(
            "nll",
            AnswerKind.NUMBER,
            "What is the mean NLL of the four points, in bits per dimension?",
            "Find it in nats first. How many nats is one bit?",
            rf"$\text{{NLL}} = {_LOSS}$ in nats, where $m$ is the mean of the"
            r" squares $z^{{2}}$; one bit is $\log 2$ nats, and $d = 1$.",
            ("bits",),
            lines=("squares", "loss", "bits"),
            slips=(
                Slip(fits.NATS, parts=("loss",)),
                Slip(fits.TIMES_LOG_2, {"bits": "loss*log(2)"}),
                *slips,
            ),
            evidence=_judged("bits"),
            lead="NLL = ",
        )
    return Ask(
        "nll",
        AnswerKind.NUMBER,
        "What is the mean NLL, in nats, of the four points?",
        r"Each point costs $-\log p_Z(z) + \log |a|$. Then take the mean.",
        rf"$\text{{NLL}} = {_LOSS}$, where $m$ is the mean of the squares $z^{{2}}$.",
        ("loss",),
        lines=("squares", "loss"),
        slips=(
            *slips,
            Slip(fits.LIKELIHOOD, parts=("-loss",), is_common=False),
            Slip(wrong.COMMON_LOG, parts=("loss/log(10)",), is_common=False),
        ),
        evidence=_judged("loss"),
        lead="NLL = ",
    )


def _slope_ask() -> Ask:
    return Ask(
        "nll-slope",
        AnswerKind.NUMBER,
        r"What is the derivative of the mean NLL in nats with respect to $a$, at the present $a$"
        " and $b$? Its sign tells which way training moves $a$.",
        r"Write $z = \frac{x - b}{a}$ and differentiate both terms with respect to $a$.",
        r"$\log |a|$ has the derivative $\frac{1}{a}$, and $\frac{1}{2} z^{2}$ has"
        r" $-\frac{z^{2}}{a}$.",
        ("slope",),
        lines=("squares", "slope"),
        slips=(
            Slip(fits.SLOPE_SIGN, {"slope": "squares/a - 1/a"}),
            Slip(fits.LOG_ONLY, {"slope": "1/a"}),
            Slip(fits.SQUARES_ONLY, {"slope": "-squares/a"}),
        ),
        evidence=_judged("slope"),
        lead="dNLL/da = ",
    )


def _shift_ask() -> Ask:
    return Ask(
        "best-shift",
        AnswerKind.NUMBER,
        "Which $b$ makes the mean NLL least?",
        "Only the squares depend on $b$. Where is a sum of squares of distances least?",
        "The sum of the squares of the distances to $b$ is least where $b$ is the mean.",
        ("mean",),
        lines=("mean",),
        slips=(
            Slip(fits.SUM_OF_DATA, {"mean": "x1 + x2 + x3 + x4"}),
            Slip(fits.KEPT_B, parts=("b",)),
        ),
        evidence=(
            Shown("with a little smaller b the mean NLL would be less", when="y1 - mean"),
            Shown("with a little larger b the mean NLL would be less", when="mean - y1"),
        ),
        lead="b = ",
    )


def _scale_ask() -> Ask:
    return Ask(
        "best-scale",
        AnswerKind.NUMBER,
        "With the best $b$, which value of $|a|$ makes the mean NLL least?",
        r"At the best $a$ the derivative is 0. What is the mean of $z^{2}$ there?",
        r"There the mean of $z^{2}$ is 1, so $|a|$ is the standard deviation $\sigma$ of the data,"
        r" and $\sigma^{2}$ is the mean of $(x - \mu)^{2}$, with the mean $\mu$ of the data.",
        ("spread",),
        lines=("variance", "spread"),
        slips=(
            Slip(fits.VARIANCE, {"spread": "variance"}),
            Slip(fits.OF_A_SAMPLE, {"spread": "sqrt(4*variance/3)"}),
            Slip(fits.NOT_CENTRED, {"spread": "sqrt(variance + mean^2)"}, is_common=False),
            Slip(fits.OLD_SHIFT, {"spread": "sqrt(variance + (mean - b)^2)"}, is_common=False),
        ),
        evidence=(
            Shown("an absolute value is not negative", when="-y1"),
            Shown("the mean of z² would be {}, not 1", ("variance/y1^2",), "y1 - 1/10^6"),
            Shown("with it the mean of z² is not 1"),
        ),
        lead="|a| = ",
    )


def _least_ask() -> Ask:
    return Ask(
        "best-nll",
        AnswerKind.NUMBER,
        "What is the mean NLL, in nats, with the best $b$ and the best $|a|$?",
        r"What is the mean of $z^{2}$ now?",
        r"The mean of $z^{2}$ is 1:"
        r" $\text{NLL} = \frac{1}{2} + \frac{1}{2} \log (2\pi) + \log |a|$.",
        ("least",),
        lines=("least",),
        slips=(
            Slip(wrong.CONSTANT_FORGOTTEN, {"least": "1/2 + log(spread)"}),
            Slip(fits.SQUARES_FORGOTTEN, {"least": "log(2*pi)/2 + log(spread)"}),
            Slip(fits.LOG_OF_VARIANCE, {"least": "1/2 + log(2*pi)/2 + log(variance)"}),
            Slip(wrong.LOG_SIGN, {"least": "1/2 + log(2*pi)/2 - log(spread)"}),
            Slip(wrong.WRONG_ROOT, {"least": "1/2 + log(2*pi) + log(spread)"}, is_common=False),
        ),
        evidence=_judged("least"),
        lead="NLL = ",
    )


def _negative_ask() -> Ask:
    return Ask(
        "negative-nll",
        WORDS,
        "In words: can the NLL of a correct flow be negative? When?",
        "Is a density a probability?",
        "The NLL is negative where the density is larger than 1.",
        answer="Yes. A density is not a probability and may be larger than 1; then its logarithm is"
        " positive and the NLL negative. Here that happens when the data lie close together, with a"
        r" standard deviation below $\frac{1}{\sqrt{2 \pi e}} \approx 0.242$. Other units of the"
        " data change the NLL too, so its sign says nothing about the fit.",
        key_points=(
            "yes: a density may be larger than 1",
            "it happens when the data lie close together, and it depends on their units",
        ),
    )
