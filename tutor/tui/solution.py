"""The worked solution as lines, what the learner typed beside every step, and the picture."""

from collections.abc import Iterator, Mapping
from itertools import zip_longest

from textual.content import Content

from tutor.core.text import counted, harmless
from tutor.exercises.attempt import HINT, RULE, Attempt, Outcome, Work
from tutor.exercises.picture import picture_parts
from tutor.exercises.pictures.canvas import Ink
from tutor.exercises.problem import Problem
from tutor.exercises.question import WORDS
from tutor.settings import Notation
from tutor.tui.formulas import set_formulas
from tutor.tui.line import STAY, Line
from tutor.typeset.chopping import chop_formula

PICTURE = "picture"  # what a click on the picture does
NARROW = 56  # below this, yours stands under each step
GAP = 3
LOWEST = 12  # lines a picture takes at least, legend and all
HIGHEST = 24  # lines it takes at most, legend and all, below a solution

RIGHT = ("✓ ", "bold $success")
WRONG = ("✗ ", "bold $error")
WRITTEN = ("› ", "$text-muted")
# In a picture, where strokes differ besides: dots, lines and dashes.
INKS = {Ink.WORDS: "", Ink.BASE: "$secondary", Ink.IMAGE: "$primary", Ink.YOURS: "$error"}


def example_lines(problem: Problem, notation: Notation, width: int, height: int) -> list[Line]:
    """A worked example: its questions with their answers, and the picture."""
    said = "A worked example with numbers of its own. Then the same steps are yours, with new ones."
    drawn = [*Content(said).stylize("bold").wrap(width), Content("")]
    for worked in problem.explained[1:]:
        drawn += [*set_formulas(worked, width, notation), Content("")]
    return [
        *(Line(content, STAY) for content in drawn),
        *picture_lines(problem, {}, width, min(height, HIGHEST)),
    ]


def solution_lines(
    attempt: Attempt, heading: Content, notation: Notation, width: int, height: int
) -> list[Line]:
    """How it went, every step worked with what was typed for it, and the picture."""
    problem = attempt.problem
    drawn = [*heading.wrap(width), Content(""), *_columns(attempt, notation, width)]
    return [
        *(Line(content, STAY) for content in drawn),
        *picture_lines(problem, drawn_from(attempt), width, min(height, HIGHEST)),
    ]


def summary(attempt: Attempt) -> str:
    """How it went, in a sentence."""
    right = sum(work.outcome is Outcome.RIGHT for work in attempt.works)
    if right == len(attempt.works):
        return "Every step right at the first try."
    return f"{right} of {counted(len(attempt.works), 'step')} right at the first try."


def picture_lines(
    problem: Problem, typed: Mapping[str, str], width: int, height: int
) -> list[Line]:
    """The picture with its legend, whole in so many lines unless they are very few."""
    rows = picture_parts(problem, typed, width, max(LOWEST, height))
    styled = ([(text, INKS[ink]) for text, ink in row] for row in rows)
    return [Line(Content.assemble(*row), PICTURE) for row in styled]


def drawn_from(attempt: Attempt) -> dict[str, str]:
    """Of each step the latest wrong answer, else the right one: the picture is drawn from these."""
    return {
        work.step.name: work.typed[max(len(work.slips), 1) - 1]
        for work in attempt.works
        if work.typed and work.step.kind != WORDS
    }


def _columns(attempt: Attempt, notation: Notation, width: int) -> Iterator[Content]:
    narrow = width < NARROW
    left = width if narrow else (width - GAP) * 2 // 3
    right = width if narrow else width - GAP - left
    heads = Content("Worked solution").pad_right(left + GAP - len("Worked solution"))
    yield (heads if narrow else heads + "Your answers").stylize("$text-muted")
    for work, worked in zip(attempt.works, attempt.problem.solution[1:], strict=True):
        yield Content("")
        steps, yours = set_formulas(worked, left, notation), list(_yours(work, right))
        if narrow:
            yield from (*steps, *yours)
            continue
        for theirs, mine in zip_longest(steps, yours, fillvalue=Content("")):
            yield theirs.pad_right(left + GAP - theirs.cell_length) + mine
    yield Content("")


def _yours(work: Work, width: int) -> Iterator[Content]:
    in_words = work.step.kind == WORDS
    room = max(1, width - 2)
    for text, slip in zip_longest(work.typed, work.slips):
        mark = WRITTEN if in_words else RIGHT if slip is None else WRONG
        said = harmless(text or "(nothing written)")
        if in_words:
            lines = list(Content(said).wrap(room))
        else:
            ink = "$success" if slip is None else "$error"
            lines = [Content(part).stylize(ink) for part in chop_formula(said, room)]
        for y, line in enumerate(lines):
            yield (Content("  ") if y else Content.assemble(mark)) + line
        name = "" if in_words or slip is None else slip  # of key points the remark says all
        for line in Content(name).stylize("$error").wrap(room) if name else ():
            yield Content("  ") + line
    if remark := _remark(work):
        yield from Content(remark).stylize("$text-muted").wrap(max(1, width))


def _remark(work: Work) -> str:
    """What the marks do not say."""
    in_words = work.step.kind == WORDS
    match work.outcome:
        case Outcome.SHOWN:
            return "worked step shown"
        case Outcome.HELPED:
            helps = [name for name, each in (("hint", HINT), ("rule", RULE)) if each in work.help]
            return f"{'' if in_words else 'right, '}with the {' and the '.join(helps)}"
        case Outcome.MENDED:
            return "some key points missing" if in_words else "wrong, then corrected"
        case Outcome.MISSED:
            return "wrong; you kept it and went on"
        case Outcome.RIGHT if work.based_on:
            return f"right, based on your {work.based_on}"
        case Outcome.RIGHT:
            return "every key point" if in_words else ""
