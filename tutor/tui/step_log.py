"""The steps of a problem as lines: what is asked, every answer with its verdict, and the help."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from textual.content import Content

from tutor.answers.verdict import Right, Verdict, Wrong, message
from tutor.core.text import READABLE, harmless
from tutor.exercises.question import Question
from tutor.settings import Notation
from tutor.tui.checklist import Checklist, checklist_lines, how_to_tick
from tutor.tui.formulas import set_formulas
from tutor.tui.line import ROOMY, STAY, Line

INDENT = 3  # under the text of a numbered step
LABEL = 8
SETTLED = "$text-muted"  # a step that is done; the one that is up is bold


class Typed(NamedTuple):
    """An answer that was typed, and what it was found to be."""

    text: str
    verdict: Verdict


class Labelled(NamedTuple):
    """Help, or anything else that is said with a word before it."""

    label: str
    text: str
    has_formulas: bool = True


class Asked(NamedTuple):
    """A step that was asked, and what happened since."""

    step: Question
    story: tuple[Typed | Labelled, ...] = ()


class StepLog(NamedTuple):
    """What was asked so far, in order; the last step is the one that is up."""

    asked: tuple[Asked, ...] = ()
    checklist: Checklist | None = None

    def ask(self, step: Question) -> "StepLog":
        """Another step below."""
        return StepLog((*self.asked, Asked(step)))

    def add(self, *happened: Typed | Labelled) -> "StepLog":
        """Something more that happened at the step that is up."""
        *before, up = self.asked
        return self._replace(asked=(*before, up._replace(story=(*up.story, *happened))))


def lines(step_log: StepLog, notation: Notation, width: int, height: int) -> list[Line]:
    """The log in so many cells."""
    drawn: list[Line] = []
    latest = 0
    for number, asked in enumerate(step_log.asked, 1):
        drawn += [Line(Content(""), STAY)] if drawn and height >= ROOMY // 2 else []
        style = "bold" if number == len(step_log.asked) else SETTLED
        prompt = set_formulas(f"{number}. {asked.step.prompt}", width, notation)
        drawn += _quiet(line.stylize(style) for line in prompt)
        for happened in asked.story:
            is_verdict = isinstance(happened, Typed)  # after the line that was typed
            latest = len(drawn) + is_verdict
            said = _happened(happened, width - INDENT, notation)
            if style == SETTLED:
                said = [
                    line if is_verdict and y else line.stylize(SETTLED)
                    for y, line in enumerate(said)
                ]
            drawn += _quiet(_indented(said))
    if latest:
        drawn[latest] = drawn[latest]._replace(begins="news")
    if step_log.checklist is not None:
        drawn += _ticking(step_log.checklist, width, notation)
    return drawn


def in_sight(step_log: StepLog, drawn: Sequence[Line], height: int) -> list[int]:
    """What must be in sight: the end, and where the latest verdict, help or answer begins.

    A step that was just asked comes before the verdict on the one before it; a key point under a
    cursor that was moved before all else.
    """
    end, checklist = len(drawn) - 1, step_log.checklist
    news = [y for y, line in enumerate(drawn) if line.begins == "news"]
    if checklist is not None:
        points = checklist.cursor_lines(drawn)[::-1]
        return [end, *news, *points] if checklist.is_touched else [end, *points, *news]
    is_asked = bool(step_log.asked) and not step_log.asked[-1].story
    return [*news, end] if is_asked else [end, *news]


def verdict_lines(verdict: Verdict, width: int) -> list[Content]:
    """A verdict in words, its mark in front."""
    if isinstance(verdict, Right):
        said = Content(harmless(message(verdict))).stylize("$success")
        return _marked(("✓ ", "bold $success"), said, width)
    assert isinstance(verdict, Wrong), "what cannot be read is reported beside the field"
    name = Content(harmless(verdict.mistake or "not right")).stylize("bold $error")
    reasons = [Content(harmless(part)) for part in (verdict.why, verdict.evidence) if part]
    return [
        *_marked(("✗ ", "bold $error"), name, width),
        *(line for reason in reasons for line in _marked(("  ", ""), reason, width)),
    ]


def _happened(happened: Typed | Labelled, width: int, notation: Notation) -> list[Content]:
    match happened:
        case Typed(text, verdict):
            typed = _marked(("› ", "$text-muted"), Content(harmless(text)), width)
            return [*typed, *verdict_lines(verdict, width)]
        case Labelled(label, text, has_formulas):
            room = width - LABEL
            said = set_formulas(text, room, notation) if has_formulas else _wrapped(text, room)
            return _beside((f"{label:<{LABEL}}", "$text-muted"), said)


def _ticking(checklist: Checklist, width: int, notation: Notation) -> Iterator[Line]:
    def set_text(text: str, room: int) -> list[Content]:
        return set_formulas(text, room, notation)

    yield Line(Content(""), STAY)
    yield from _quiet(_indented([how_to_tick(width - INDENT)]))
    for line in checklist_lines(checklist, set_text, width - INDENT):
        yield line._replace(content=Content(" " * INDENT) + line.content)


def _quiet(contents: Iterable[Content]) -> Iterator[Line]:
    return (Line(content, STAY) for content in contents)


def _indented(contents: Iterable[Content]) -> Iterator[Content]:
    return (Content(" " * INDENT) + content for content in contents)


def _marked(mark: tuple[str, str], said: Content, width: int) -> list[Content]:
    return _beside(mark, said.wrap(max(1, min(READABLE, width) - len(mark[0]))))


def _beside(mark: tuple[str, str], said: Sequence[Content]) -> list[Content]:
    """Lines with a mark before the first of them."""
    blank = Content(" " * len(mark[0]))
    return [(blank if y else Content.assemble(mark)) + line for y, line in enumerate(said)]


def _wrapped(text: str, width: int) -> list[Content]:
    return Content(harmless(text)).wrap(max(1, min(READABLE, width)))
