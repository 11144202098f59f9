"""The step that asks for the support of the density, on the line."""

import math
from collections.abc import Iterator
from fractions import Fraction

from tutor.algebra.terms import substitute
from tutor.answers.answer import Answer, AnswerKind, Interval
from tutor.answers.tokens import Unreadable
from tutor.exercises import mistakes as wrong
from tutor.exercises.amount import infinite, interval_tex, interval_text, shown, tree_of
from tutor.exercises.bases.base import Base
from tutor.exercises.chain import Chain, Part, Worked, up_to
from tutor.exercises.mistakes import Rule
from tutor.exercises.question import Hints, Mistake, Question
from tutor.exercises.setting import LineSetting, base_ends, image_tex, image_text
from tutor.exercises.steps.step import SUPPORT, Drawn, Step
from tutor.exercises.transforms.transform import Transform
from tutor.exercises.written import tex

_BASE_KEPT = wrong.NOT_INVERTED.explained_by("image-of-support")


class Support(Step[LineSetting]):
    """Where X can lie: the image of the support of Z."""

    name = "support"
    about = "where X can lie"
    left = SUPPORT
    any_brackets = True
    drawn = Drawn.INTERVAL

    def fits(self, base: type[Base], transform: type[Transform]) -> bool:
        """On the line it is an interval."""
        return transform.dimension == 1

    def ask(self, setting: LineSetting) -> Question:
        """An interval, found from the ends of the base's."""
        typed, written = image_text(setting), image_tex(setting)
        return Question(
            self.name,
            AnswerKind.INTERVAL,
            "On which interval can $X$ lie: what is the support of $p_X$?",
            typed,
            written,
            _hints(setting, written),
            _mistakes(setting, typed),
            lead="x in ",
        )

    def evidence(self, setting: LineSetting, answer: Answer) -> str:
        """Every f(z) lies in the support, and nothing else does."""
        if not isinstance(answer, Interval):
            return ""
        if answer.low.value is None or answer.high.value is None:
            return ""
        typed = sorted((answer.low.value, answer.high.value))
        return _missing(setting, *typed) or _too_much(setting, *typed)

    def weaker_evidence(self, setting: LineSetting, answer: Answer) -> Iterator[str]:
        """What it holds in excess, or whether it is too long."""
        if not isinstance(answer, Interval):
            return
        if answer.low.value is None or answer.high.value is None:
            return
        typed = sorted((answer.low.value, answer.high.value))
        if too_much := _too_much(setting, *typed):
            yield too_much
            yield "it contains points to which no z in the support of the base is sent"
        yield "there are points f(z) that are not in it"


def _hints(s: LineSetting, written: str) -> Hints:
    hint = "Where does $f$ send the support of $Z$?"
    if not s.base.is_bounded:
        whole = written == r"(-\infty, \infty)"
        reached = "$Z$ can be any number, and so can $f(Z)$" if whole else _limits(s)
        is_finite = "\\infty" not in written  # (0, 1) by itself is heard as a point
        named = f"the interval ${written}$" if is_finite else f"${written}$"
        return Hints(
            hint,
            "The support of $X$ is the image of the support of $Z$ under $f$.",
            f"{reached}: the support is {named}.",
        )
    return Hints(
        hint,
        r"An interval goes to the interval between the images of its ends;"
        r" if $\frac{df}{dz}$ is negative, the image of the upper end is the lower end.",
        Worked(_worked, s),
    )


def _worked(s: LineSetting) -> list[Part]:
    """The image of each end; what f tends to, where it has no value."""
    f = s.transform
    found: list[Part] = []
    images = f.image_ends(s.base)[:: s.transform.sign]
    for end, reached in zip(s.base.finite_ends, images, strict=True):
        if f.is_reached(end):
            stated = substitute(f.known.forward, {"z": end})
            found.append(Chain(f"f({tex(end)})", up_to(stated, tree_of(reached))))
        else:
            found.append(rf"$f(z)$ goes to ${reached.tex}$ as $z$ goes to ${tex(end)}$.")
    turned = "The slope is negative, which exchanges the ends. " if f.sign < 0 else ""
    return [*found, f"{turned}The support is ${image_tex(s)}$."]


def _limits(s: LineSetting) -> str:
    low, high = s.transform.image_ends(s.base)
    among = f" of ${interval_tex(*base_ends(s))}$" if s.base.finite_ends else ""
    return (
        f"$Z$ can be any number{among}, and $f(Z)$ then lies between ${low.tex}$ and ${high.tex}$"
    )


def _mistakes(s: LineSetting, right: str) -> tuple[Mistake, ...]:
    found: list[tuple[Rule, str]] = []
    if s.base.finite_ends:
        kept = interval_text(*base_ends(s))
        found += [(wrong.WRONG_ENDS, kept), (_BASE_KEPT, kept)]
    if s.base.is_bounded:
        slips = s.transform.support_slips(s.base)
        found += [(rule, interval_text(low, high)) for rule, low, high in slips]
        if s.transform.sign < 0 and all(
            math.isfinite(end.value) for end in s.transform.image_ends(s.base)
        ):
            found.append((wrong.NOT_SWAPPED, interval_text(*s.transform.image_ends(s.base)[::-1])))
    found.append((wrong.NO_SUPPORT, interval_text(infinite(-1), infinite(1))))
    return tuple(dict.fromkeys(rule.gives(typed) for rule, typed in found if typed != right))


def _missing(s: LineSetting, low: Fraction | float, high: Fraction | float) -> str:
    """A point of the image that the interval leaves out."""
    start, end = (each.value for each in s.transform.image_ends(s.base))
    if math.isfinite(start) and math.isfinite(end):
        return _left_out(s, low, high, Fraction(start), Fraction(end))
    beyond: Fraction | None = None
    if high < end:
        beyond = Fraction(round(high)) + 2 if high > start else Fraction(round(start)) + 1
    elif low > start and math.isfinite(low):
        between = (start + low) / 2
        beyond = Fraction(round(low)) - 2 if math.isinf(start) else Fraction(between)
    if beyond is None or not start < beyond < end:
        return ""
    return _is_left_out(s, beyond)


def _is_left_out(s: LineSetting, x: Fraction) -> str:
    """That a point of the image is left out, with the z that f sends there if it can be shown."""
    try:
        back = s.transform.backward(x)
    except Unreadable:  # so far out that no double holds it
        back = math.nan
    if not math.isfinite(back) or shown(back) in map(shown, s.base.finite_ends):
        return f"{shown(x)} is not in it, but f sends a z in the support of the base there"
    return f"f({shown(back)}) = {shown(x)} is not in it"


def _left_out(
    s: LineSetting,
    low: Fraction | float,
    high: Fraction | float,
    start: Fraction,
    end: Fraction,
) -> str:
    """A point within a bounded image, none of its ends, that the interval leaves out."""
    gaps = [(start, min(low, end)), (max(high, start), end)]
    first, last = max(gaps, key=lambda gap: gap[1] - gap[0])
    if first >= last:
        return ""
    return _is_left_out(s, (Fraction(first) + Fraction(last)) / 2)


def _too_much(s: LineSetting, low: Fraction | float, high: Fraction | float) -> str:
    """A point of the interval to which nothing is sent."""
    start, end = (each.value for each in s.transform.image_ends(s.base))
    for typed, over, inside in ((high, high > end, end), (low, low < start, start)):
        if over:
            far = typed if math.isfinite(typed) else inside + (1 if typed > 0 else -1)
            return f"it contains {shown(far)}, but no z in the support of the base is sent there"
    return ""
