"""What f did, as rows of text, in lines, and in words; nothing in it is said by colour."""

import re
from collections.abc import Iterator, Mapping
from textwrap import wrap

from tutor.exercises.catalogue import steps
from tutor.exercises.curved_picture import two_densities
from tutor.exercises.judging import slips
from tutor.exercises.line_picture import densities
from tutor.exercises.pictures.canvas import BASE, CROSS, IMAGE, YOURS, Ink, Legend, parted
from tutor.exercises.pictures.picture_svg import SIGN, svg
from tutor.exercises.pictures.sketch import Sheet, rows_of
from tutor.exercises.plane_picture import contours, parallelograms
from tutor.exercises.problem import Problem
from tutor.exercises.setting import in_plane, on_line
from tutor.exercises.worksheets.worksheet import Worksheet
from tutor.exercises.written import with_signs

_NARROWEST, _LOWEST = 40, 6  # cells
_FEWEST = 3  # lines under a picture: a blank one, and two of the legend
_END = r"((?:[^][(),]|\([^()]*\))+)"  # of an interval
_INTERVAL = re.compile(rf"(?:\b(?:on|in) [\[(]|\[|\((?=[^()]*inf)){_END}, {_END}[\])]")
_RAISED = re.compile(r"(?:\(([^()]*)\)|(\w+))\^\(([^()]*)\)")
_ROOT = re.compile(r"\bsqrt\(([^()]*)\)")
_FRACTION = re.compile(r"\b(\d+)/(\d+)\b")
_MINUS = re.compile(r"(?<!\w)[-−](?=\d|inf)")
_TOGETHER = re.compile(r"[\[(][^][()]*[])]")  # what stays on one line of a legend
_LEARNERS = (YOURS.sample, CROSS)  # signs of a legend
_POWER = re.compile("·10([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)")
_ON_THE_LINE = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")
_LEVEL = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")
_INKS = {BASE.sample: Ink.BASE, IMAGE.sample: Ink.IMAGE}
_NOTHING: Mapping[str, str] = {}


def picture(
    problem: Problem, typed: Mapping[str, str] = _NOTHING, width: int = 76, height: int = 21
) -> list[str]:
    """A problem's picture with its legend, at most so many cells wide and lines high.

    Where there is hardly any room it is a few lines higher.

    Of what was typed for its steps, wrong densities, supports and corners are drawn over it.
    """
    parts = picture_parts(problem, typed, width, height)
    return ["".join(text for text, _ in row) for row in parts]


def picture_parts(
    problem: Problem, typed: Mapping[str, str] = _NOTHING, width: int = 76, height: int = 21
) -> list[list[tuple[str, Ink]]]:
    """The same, each row in parts: a text, and what is drawn in it."""
    sheet, below = _fitted(problem, typed, max(width, _NARROWEST), height)
    drawn = [parted(with_signs(row)) for row in (*rows_of(sheet), "")]
    return drawn + [_in_legend(*line) for line in below]


def _in_legend(sign: str, text: str, is_yours: bool) -> list[tuple[str, Ink]]:
    """A line of the legend; of the learner's all of it is, of the others the sign alone."""
    if is_yours:
        return [(f"{sign:{SIGN}}{text}", Ink.YOURS)]
    return [(f"{sign:{SIGN}}", _INKS.get(sign, Ink.WORDS)), (text, Ink.WORDS)]


def _fitted(
    problem: Problem, typed: Mapping[str, str], width: int, height: int
) -> tuple[Sheet, list[tuple[str, str, bool]]]:
    """A picture that leaves room for its legend, and the lines of that."""
    room = height - _FEWEST
    while True:
        sheet, legend = _drawn(problem, typed, width, room)
        below = list(_lines(legend, width - SIGN))
        too_many = len(rows_of(sheet)) + 1 + len(below) - height
        if too_many <= 0 or room <= _LOWEST:
            return sheet, below
        room = max(_LOWEST, room - too_many)


def _lines(legend: Legend, width: int) -> Iterator[tuple[str, str, bool]]:
    """The signs and texts of a legend line by line, and whether a line is of the learner's."""
    for sign, text in legend:
        text = _TOGETHER.sub(lambda found: found[0].replace(" ", "\xa0"), with_signs(text))
        for place, part in enumerate(wrap(text, width, break_on_hyphens=False)):
            yield "" if place else sign, part.replace("\xa0", " "), sign in _LEARNERS


def picture_svg(problem: Problem, width: int = 76, height: int = 21) -> str:
    """The picture in lines."""
    width = max(width, _NARROWEST)
    sheet, below = _fitted(problem, _NOTHING, width, height)
    return svg(sheet, [(sign, text) for sign, text, _ in below], said(problem), width)


def said(problem: Problem, typed: Mapping[str, str] = _NOTHING) -> str:
    """What the picture shows, in words."""
    return f"Picture: {'; '.join(map(in_words, _told(problem, typed)))}."


def sentences(problem: Problem, typed: Mapping[str, str] = _NOTHING) -> tuple[str, ...]:
    """What the picture shows, its formulas as they are typed."""
    return tuple(f"{_from_to(text)}." for text in _told(problem, typed))


def in_words(text: str) -> str:
    """A line of a legend as it is heard: intervals and fractions without signs."""
    text = _ROOT.sub(r"the square root of \1", _RAISED.sub(_raised, _from_to(text)))
    text = _FRACTION.sub(r"\1 over \2", text)
    text = _MINUS.sub("minus ", text)
    text = re.sub(r"\binf\b", "infinity", text)
    text = _POWER.sub(lambda found: f" times 10 to the {found[1].translate(_LEVEL)}", text)
    text = text.translate(_ON_THE_LINE)
    return (
        text.replace(" = ", " equals ")
        .replace(" + ", " plus ")
        .replace("to the -", "to the minus ")
    )


def _raised(found: re.Match[str]) -> str:
    inside, alone, power = found.groups()
    return f"{f'open {inside} close' if inside else alone} raised to {power}"


def _told(problem: Problem, typed: Mapping[str, str]) -> list[str]:
    _, legend = _drawn(problem, typed, 76, 16)
    return [text for _, text in legend]


def _from_to(text: str) -> str:
    return _INTERVAL.sub(r"from \1 to \2", text.replace("X = f(Z)", "X"))


def _drawn(
    problem: Problem, typed: Mapping[str, str], width: int, height: int
) -> tuple[Sheet, Legend]:
    answers = slips(problem, typed)
    setting, height = problem.setting, max(height, _LOWEST)
    if isinstance(setting, Worksheet):
        return setting.picture(answers, width, height)
    known = steps()
    wrong = {known[name].drawn: answer for name, answer in answers.items()}
    if on_line(setting):
        draw_line = densities if setting.transform.is_constant else two_densities
        return draw_line(setting, wrong, width, height)
    assert in_plane(setting)
    draw = parallelograms if setting.base.corners else contours
    return draw(setting, wrong, width, height)
