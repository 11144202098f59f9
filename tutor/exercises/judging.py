"""One typed step of a problem judged: by definition, given what was answered before."""

import math
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache

from tutor.answers import entries
from tutor.answers.answer import Answer, AnswerKind, Entry, Points, Vector
from tutor.answers.brackets import bracketed
from tutor.answers.compare import compare
from tutor.answers.entries import ROUNDING, Incomparable
from tutor.answers.evaluate import Value, at_point, at_probes
from tutor.answers.expression import Number as ExactNumber
from tutor.answers.expression import parse
from tutor.answers.precise import precise
from tutor.answers.read_answer import read
from tutor.answers.sample import NO_POINTS, AnySample, anywhere
from tutor.answers.tokens import Unreadable
from tutor.answers.verdict import Malformed, Right, Verdict, Wrong
from tutor.exercises import line_sample
from tutor.exercises.catalogue import step_of
from tutor.exercises.given_away import NO_EVIDENCE, evidence, gives_away
from tutor.exercises.mistakes import BRACKETS
from tutor.exercises.problem import Problem
from tutor.exercises.question import (
    WORDS,
    Listed,
    Mistake,
    Question,
    coordinates,
    right_answer,
    tolerance,
)
from tutor.exercises.setting import image_text, on_line
from tutor.exercises.steps.step import Drawn
from tutor.exercises.worksheets.worksheet import Worksheet
from tutor.exercises.written import readable

_NOTHING: Mapping[str, str] = {}
_SIZE = "this is too "  # evidence that says no more than what is said of any number
# What stands between an answer and a left-hand side, or the support on which it holds
_SEVERAL_PARTS = re.compile(r"[=<>]|\b(?:in|on|for|if|when|where)\b", re.ASCII)


def judge_step(
    problem: Problem,
    step: Question,
    typed: str,
    earlier: Mapping[str, str] = _NOTHING,
    fresh: int = 0,
    with_evidence: bool = True,
) -> Verdict:
    """The verdict on a step; `earlier` holds what was typed for other steps, right or wrong.

    `fresh` is the seed of the points at which only this attempt is compared. Without evidence a
    wrong answer has its mistake's name, and no more is looked for.
    """
    try:
        left = step_of(problem.setting, step.name).left
        answer = _read(step.kind, typed, step.variables, left)
        verdict = _against(problem, step, step.answer, answer, fresh)
        if isinstance(verdict, Right):
            return _set(_elsewhere(problem, step, answer) or verdict)
        carried = _carried(problem, step, answer, earlier)
    except Unreadable as error:
        return Malformed(error.message, error.column)
    kept = slips(problem, _before(problem, step, earlier)) if earlier else ()
    shown = typed if with_evidence else None
    return _set(carried or _explained(problem, step, answer, verdict, shown, kept))


def _set(verdict: Right | Wrong) -> Right | Wrong:
    """The verdict in sentences whose numbers look as they do in formulas."""
    if isinstance(verdict, Right):
        return replace(verdict, note=readable(verdict.note))
    why, shown = readable(verdict.why), readable(verdict.evidence)
    return replace(verdict, why=why, evidence=shown)


def _read(kind: str, typed: str, variables: tuple[str, ...], left: str = "") -> Answer:
    """What was typed; `left` are the left-hand sides that may stand before it."""
    may_have_parts = kind == AnswerKind.INTERVAL or not typed.isascii()
    is_alone = not may_have_parts and _SEVERAL_PARTS.search(typed) is None
    return _kept(kind, typed, variables, "" if is_alone else left)


@lru_cache(maxsize=1024)
def _kept(kind: str, typed: str, variables: tuple[str, ...], left: str) -> Answer:
    return read(AnswerKind(kind), typed, variables, left)


def _against(
    problem: Problem, step: Question, expected: str, answer: Answer, fresh: int = 0
) -> Right | Wrong:
    """The answer compared with a right one, or with a mistake; may raise Incomparable."""
    is_right = expected is step.answer
    right = right_answer(step) if is_right else _read(step.kind, expected, step.variables)
    by_definition = is_right and step.kind == AnswerKind.EXPRESSION
    sample: AnySample
    if not step.variables:
        sample = NO_POINTS
    elif on_line(problem.setting):
        name = step.name if by_definition else ""
        sample = line_sample.growing(problem.setting, step.variables[0], name, fresh)
    elif isinstance(problem.setting, Worksheet):
        sample = problem.setting.sample(step.name, fresh)
    else:
        sample = anywhere(step.variables, fresh)
    return compare(
        right, answer, sample, any_brackets=step_of(problem.setting, step.name).any_brackets
    )


def _is(problem: Problem, step: Question, expected: str, answer: Answer) -> bool:
    """Whether an answer is a certain one."""
    try:
        return isinstance(_against(problem, step, expected, answer), Right)
    except Incomparable:
        return False


def _elsewhere(problem: Problem, step: Question, answer: Answer) -> Wrong | None:
    """Wrong, if the density is right but was typed with a support, or piece, that is not."""
    typed = answer.support if isinstance(answer, Entry) else None
    if typed is None:
        return None
    where, what = "", "support"
    if isinstance(problem.setting, Worksheet):
        where, what = problem.setting.piece(step.name), "piece"
    elif on_line(problem.setting) and step_of(problem.setting, step.name).drawn is Drawn.HEIGHT:
        where = image_text(problem.setting)
    if not where:
        return None
    verdict = compare(_read(AnswerKind.INTERVAL, where, ()), typed, NO_POINTS, any_brackets=True)
    if isinstance(verdict, Right):
        return None
    return Wrong(verdict.mistake, f"the value is right, its {what} is not: {verdict.evidence}")


def forget() -> None:
    """Drop what is kept to be quick, so that a measurement starts from nothing."""
    _kept.cache_clear()
    entries.forget()
    line_sample.forget()


def _at_probes(step: Question, answer: Answer) -> Sequence[float]:
    """The values that tell at once which mistakes an answer cannot be; nan where it has none."""
    if isinstance(answer, Points):
        return coordinates((e.approx for e in point.entries) for point in answer.points)
    if not isinstance(answer, Entry):
        return ()
    if not step.probes:
        return (answer.approx,)
    found = at_probes(answer.tree, step.variables[0], step.probes)
    if math.isnan(found[0]):  # too large for doubles on the way, not in the end
        try:
            at = {step.variables[0]: Fraction(step.probes[0])}
            found[0] = precise(answer.tree, at).approx
        except ArithmeticError:
            found[0] = math.inf  # no mistake is as large
    return found


def _may_be(mistake: Mistake, typed: Sequence[float], apart: float) -> bool:
    """Whether the two could be equal, as far as doubles can tell."""
    return _are_close(mistake.approx, typed, apart)


def _are_close(first: Sequence[float], second: Sequence[float], apart: float) -> bool:
    """Whether no two of them are further apart than this, relatively; nan says nothing."""
    for own, value in zip(first, second, strict=False):
        if own != own or value != value:
            continue
        if abs(own - value) > apart * abs(own) or math.isinf(own) != math.isinf(value):
            return False
    return True


def _carried(
    problem: Problem, step: Question, answer: Answer, earlier: Mapping[str, str]
) -> Right | None:
    """Right, if this is what follows from earlier answers that were wrong."""
    if not isinstance(answer, Entry | Vector) or not earlier:
        return None
    before = _before(problem, step, earlier)
    found = {name: (slip, verdict) for name, slip, verdict in _not_as_derived(problem, before)}
    changed = {name: slip for name, (slip, _) in found.items()}
    asked = step_of(problem.setting, step.name)
    for sources, value in asked.follows(problem.setting, changed):
        expected = _number(value)
        if type(expected) is not type(answer):
            continue
        if isinstance(compare(expected, answer, NO_POINTS), Right):
            wrong = [each for each in sources.split(" and ") if isinstance(found[each][1], Wrong)]
            return Right(asked.remark(wrong), based_on=sources)
    return None


def _number(value: Value | tuple[Value, ...]) -> Entry | Vector | None:
    """One number or several, as if they had been typed."""
    if isinstance(value, tuple):
        entries = [entry for each in value if isinstance(entry := _number(each), Entry)]
        if len(entries) < len(value):
            return None
        return Vector(tuple(entries)) if entries[1:] else entries[0]
    if not math.isfinite(value):
        return None
    shown = str(value) if isinstance(value, Fraction) else f"{value:.6g}"
    return Entry(shown, ExactNumber(Fraction(value)), value, approx=float(value), error=0.0)


def _before(problem: Problem, step: Question, typed: Mapping[str, str]) -> dict[str, str]:
    """Of what was typed, the answers to the steps before this one."""
    names = [other.name for other in problem.steps]
    return {name: typed[name] for name in names[: names.index(step.name)] if name in typed}


def slips(problem: Problem, typed: Mapping[str, str]) -> dict[str, Answer]:
    """Of what was typed for the steps, the answers that are wrong."""
    found = _not_as_derived(problem, typed)
    return {name: answer for name, answer, verdict in found if isinstance(verdict, Wrong)}


def _not_as_derived(
    problem: Problem, typed: Mapping[str, str]
) -> Iterator[tuple[str, Answer, Right | Wrong]]:
    """The answers that are wrong, or right only as rounded."""
    for step in problem.steps:
        if step.name in typed and step.kind != WORDS:
            try:
                left = step_of(problem.setting, step.name).left
                answer = _read(step.kind, typed[step.name], step.variables, left)
                verdict = _against(problem, step, step.answer, answer)
            except Unreadable:
                continue
            if verdict != Right():
                yield step.name, answer, verdict


def _explained(
    problem: Problem,
    step: Question,
    answer: Answer,
    verdict: Wrong,
    typed: str | None,
    left: Collection[str],
) -> Wrong:
    """The wrong rule by name, the likeliest if several give this answer, and the evidence.

    Without what was typed no evidence is looked for.
    """
    typed_values, apart = _at_probes(step, answer), tolerance(answer)
    listed = step.mistakes
    likely = listed.near(answer) if isinstance(listed, Listed) else listed
    named = [
        mistake
        for mistake in likely
        if _may_be(mistake, typed_values, apart) and _is(problem, step, mistake.answer, answer)
    ]
    is_enough = typed is None and bool(named)
    if meant := "" if is_enough else _with_brackets(problem, step, answer, sums=not named):
        also = _also(dict.fromkeys(mistake.name for mistake in named))
        return Wrong(BRACKETS.name, f"{meant} would be right", BRACKETS.why + also)
    if verdict.mistake == ROUNDING and not named and step.kind != AnswerKind.EXPRESSION:
        return verdict
    shown = "" if typed is None else evidence(problem, step, answer, typed, left)
    if typed is not None and gives_away(problem, step, verdict.evidence, typed, left):
        verdict = Wrong(verdict.mistake, "" if shown else NO_EVIDENCE)
    if not named:
        # That two expressions differ somewhere says less than what makes one of them wrong.
        is_choice = step_of(problem.setting, step.name).is_choice
        is_less = is_choice or (step.kind == AnswerKind.EXPRESSION and not verdict.mistake)
        general = "" if shown and is_less else verdict.evidence
        shown = "" if general and shown.startswith(_SIZE) else shown
        return Wrong(verdict.mistake, "; ".join(part for part in (general, shown) if part))
    first, *others = dict.fromkeys(mistake.name for mistake in named)
    return Wrong(first, shown or verdict.evidence, named[0].why + _also(others), named[0].card)


def _also(names: Collection[str]) -> str:
    """The other mistakes that give this answer."""
    return f" (or: {'; '.join(names)})" if names else ""


def _with_brackets(problem: Problem, step: Question, answer: Answer, sums: bool) -> str:
    """What was typed with the brackets that make it right, if there are such.

    Without `sums` none are put around a sum above a stroke: a mistake that has a name is likelier.
    """
    readings = list(bracketed(answer.text, sums)) if isinstance(answer, Entry) else []
    if not readings:
        return ""
    right, at = right_answer(step), _first_probe(step)
    assert isinstance(right, Entry)
    wanted = None if at is None else at_point(right.tree, at)
    for text in readings:
        try:
            if wanted is not None and not _comes_close(step, text, at or {}, wanted):
                continue
            meant = _read(step.kind, text, step.variables)
        except Unreadable:
            continue
        if _is(problem, step, step.answer, meant):
            return text
    return ""


def _first_probe(step: Question) -> Mapping[str, float] | None:
    """A point at which an answer has a value that tells; None if none is known."""
    if not step.variables:
        return {}
    return {step.variables[0]: step.probes[0]} if step.probes else None


def _comes_close(step: Question, text: str, at: Mapping[str, float], wanted: float) -> bool:
    """Whether a reading could be right, as far as doubles can tell."""
    return not abs(at_point(parse(text, step.variables), at) - wanted) > 0.01 * abs(wanted)
