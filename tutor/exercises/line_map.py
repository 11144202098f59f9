"""Steps about a map of the line: its inverse, its image, its Jacobian."""

from collections.abc import Callable
from fractions import Fraction

from tutor.exercises import mistakes as wrong
from tutor.exercises.amount import logarithm, rational
from tutor.exercises.base import Normal, Uniform
from tutor.exercises.mistakes import Rule, telling
from tutor.exercises.question import Hints, Mistake, Question
from tutor.exercises.setting import LineSetting
from tutor.exercises.written import (
    interval_tex,
    interval_text,
    line_tex,
    line_text,
    over_tex,
    over_text,
    tex,
    text,
)


def _inverse(s: LineSetting) -> Question:
    a, b = s.a, s.b
    slips: list[tuple[Rule, tuple[Fraction, Fraction] | None, str]] = [
        (wrong.ONLY_X_DIVIDED, (1 / a, -b), _plus(over_text(a, Fraction(0), "x"), -b)),
        (wrong.SHIFT_ADDED, (1 / a, b / a), over_text(a, -b, "x")),
        (wrong.ONE_OVER_F, None, f"1/({line_text(a, b, 'x')})"),
        (wrong.F_ITSELF, (a, b), line_text(a, b, "x")),
    ]
    if b:
        slips.insert(2, (wrong.EXCHANGED, (1 / b, -a / b), over_text(b, a, "x")))
    shifted = "x" if b == 0 else line_tex(Fraction(1), -b, "x")
    answer = over_tex(a, b, "x")
    return Question(
        "inverse",
        "expression",
        "Solve $x = f(z)$ for $z$: what is $f^{-1}(x)$?",
        over_text(a, b, "x"),
        answer,
        Hints(
            "Undo what $f$ does to $z$, the last thing first.",
            r"$x = a z + b$ is undone by $f^{-1}(x) = \frac{x - b}{a}$:"
            " the shift comes off first, then all of it is divided by the slope.",
            f"$x = {line_tex(a, b, 'z')}$ gives ${shifted} = {line_tex(a, Fraction(0), 'z')}$,"
            f" so $f^{{-1}}(x) = {answer}$.",
        ),
        tuple(
            rule.gives(typed)
            for rule, line, typed in slips
            if line is None or line != (1 / a, -b / a)
        ),
        variables=("x",),
    )


def _plus(expression: str, b: Fraction) -> str:
    return f"{expression} {'+' if b > 0 else '-'} {text(abs(b))}" if b else expression


def _support(s: LineSetting) -> Question:
    low, high = s.image.low, s.image.high
    prompt = "On which interval can $X$ lie: what is the support of $p_X$?"
    hint = "Where does $f$ send the support of $Z$?"
    if isinstance(s.base, Normal):
        return Question(
            "support",
            "interval",
            prompt,
            "(-inf, inf)",
            interval_tex(low, high),
            Hints(
                hint,
                "The support of $X$ is the image of the support of $Z$ under $f$.",
                r"$Z$ can be any number, and so can $f(Z)$: the support is $(-\infty, \infty)$.",
            ),
        )
    first, last = s.base.low, s.base.high
    ends = (
        f"$f({tex(first)}) = {tex(s.transform.at(first))}$"
        f" and $f({tex(last)}) = {tex(s.transform.at(last))}$"
    )
    turned = ", the other way round, since the slope is negative" if s.a < 0 else ""
    return Question(
        "support",
        "interval",
        prompt,
        interval_text(low, high),
        interval_tex(low, high),
        Hints(
            hint,
            r"An interval goes to the interval between the images of its ends;"
            r" if $\frac{df}{dz}$ is negative, the image of the upper end is the lower end.",
            f"{ends}{turned}: the support is ${interval_tex(low, high)}$.",
        ),
        _support_mistakes(s, s.base),
    )


def _support_mistakes(s: LineSetting, base: Uniform) -> tuple[Mistake, ...]:
    a, b, unit = s.a, s.b, base == Uniform()
    wrongs: list[tuple[Rule, Fraction, Fraction]] = [
        (wrong.WRONG_ENDS, base.low, base.high),
        (wrong.NOT_INVERTED, base.low, base.high),
        (wrong.WRONG_ENDS, Fraction(0), abs(a) * (base.high - base.low)),
    ]
    if unit and a != b:
        wrongs.append((wrong.WRONG_ENDS, min(a, b), max(a, b)))
    if a < 0:
        wrongs.append((wrong.NOT_SWAPPED, s.transform.at(base.low), s.transform.at(base.high)))
    right = s.image.low, s.image.high
    found = [
        rule.gives(interval_text(low, high)) for rule, low, high in wrongs if (low, high) != right
    ]
    return tuple(dict.fromkeys((*found, wrong.NO_SUPPORT.gives("(-inf, inf)"))))


def _derivative(s: LineSetting) -> Question:
    right = rational(s.a)
    return Question(
        "derivative",
        "number",
        r"What is $\frac{df}{dz}$, the Jacobian of the forward map $f$, from $z$ to $x$?",
        right.text,
        right.tex,
        Hints(
            "How far does $x$ move when $z$ moves by $1$?",
            r"The derivative of $a z + b$ is $a$, with its sign.",
            rf"$\frac{{df}}{{dz}} = {right.tex}$ at every $z$: the slope of $f$.",
        ),
        telling(
            right,
            [
                (wrong.RECIPROCAL, rational(1 / s.a)),
                (wrong.DROPPED_SIGN, rational(abs(s.a)) if s.a < 0 else None),
                (wrong.SHIFT_FOR_SLOPE, rational(s.b)),
            ],
        ),
    )


def _log_abs_det(s: LineSetting) -> Question:
    size = abs(s.a)
    right = logarithm(size)
    return Question(
        "log-abs-det",
        "number",
        r"What is $\log |\det J_f|$, for the forward map $f$?",
        right.text,
        right.tex,
        Hints(
            "On the line the Jacobian is a single number.",
            r"$\log |\det J_f| = \log \left| \frac{df}{dz} \right|$.",
            rf"$\log |{tex(s.a)}| = {right.tex} \approx {right.decimal}$.",
        ),
        telling(
            right,
            [
                (wrong.LOG_OF_INVERSE, logarithm(size, -1)),
                (wrong.NO_LOG, rational(size)),
            ],
        ),
    )


STEPS: dict[str, Callable[[LineSetting], Question]] = {
    "inverse": _inverse,
    "support": _support,
    "derivative": _derivative,
    "log-abs-det": _log_abs_det,
}
