"""One typed step of a problem judged: by definition, given what was answered before."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache
from itertools import islice
from random import Random

from tutor.answers.answer import Answer, AnswerKind, Entry, read
from tutor.answers.brackets import bracketed
from tutor.answers.compare import compare
from tutor.answers.expression import Number
from tutor.answers.sample import Sample, anywhere
from tutor.answers.tokens import Unreadable
from tutor.answers.verdict import Malformed, Right, Verdict, Wrong
from tutor.exercises.catalogue import steps
from tutor.exercises.mistakes import BRACKETS
from tutor.exercises.problem import Problem
from tutor.exercises.question import WORDS, Mistake, Question
from tutor.exercises.setting import LineSetting, on_line
from tutor.exercises.written import with_minus_signs

_POINTS = 24
_SPREAD = 2.6  # how far from the middle of the base points are taken, in its reaches
_INSIDE = 0.96  # the part of this that is used, so that the ends are left out
_NOTHING: Mapping[str, str] = {}


def judge_step(
    problem: Problem, step: Question, typed: str, earlier: Mapping[str, str] = _NOTHING
) -> Verdict:
    """The verdict on a step; `earlier` holds what was typed for other steps, right or wrong."""
    try:
        answer = _read(step.kind, typed, step.variables, step.name)
    except Unreadable as error:
        return Malformed(error.message, error.column)
    verdict = _against(problem, step, step.answer, answer)
    if isinstance(verdict, Wrong):
        carried = _carried(problem, step, answer, earlier)
        verdict = carried or _explained(problem, step, answer, verdict)
    return _set(verdict)


def _set(verdict: Right | Wrong) -> Right | Wrong:
    """The verdict in sentences whose numbers look as they do in formulas."""
    if isinstance(verdict, Right):
        return replace(verdict, note=with_minus_signs(verdict.note))
    why, shown = with_minus_signs(verdict.why), with_minus_signs(verdict.evidence)
    return replace(verdict, why=why, evidence=shown)


@lru_cache(maxsize=1024)
def _read(kind: str, typed: str, variables: tuple[str, ...], step: str) -> Answer:
    return read(AnswerKind(kind), typed, variables, steps()[step].left if step else "")


def _against(problem: Problem, step: Question, expected: str, answer: Answer) -> Right | Wrong:
    right = _read(step.kind, expected, step.variables, "")
    by_definition = expected is step.answer and step.kind == AnswerKind.EXPRESSION
    if step.variables and on_line(problem.setting):
        sample = line_sample(problem.setting, step.variables[0], step.name if by_definition else "")
    else:
        sample = anywhere(step.variables)
    return compare(right, answer, sample, any_brackets=steps()[step.name].any_brackets)


def forget() -> None:
    """Drop what is kept to be quick, so that a measurement starts from nothing."""
    _read.cache_clear()
    line_sample.cache_clear()


def _may_be(mistake: Mistake, answer: Answer) -> bool:
    """Whether the two could be equal: no rounding puts a number further off."""
    if mistake.approx is None or not isinstance(answer, Entry):
        return True
    return abs(mistake.approx - answer.approx) <= 0.01 * abs(mistake.approx)


@lru_cache(maxsize=1)
def _shares() -> tuple[float, ...]:
    random = Random(1)
    return tuple(random.uniform(-1, 1) for _ in range(2 * _POINTS))


@lru_cache(maxsize=64)
def line_sample(setting: LineSetting, variable: str, step: str) -> Sample:
    """Points z from inside the base's support, away from its ends, or x = f(z) away from -1, 0, 1.

    With the name of a step come the values its definition gives there.
    """
    base, f = setting.base, setting.transform
    low, high = base.span(_SPREAD)
    middle, half = (low + high) / 2, _INSIDE * (high - low) / 2
    tried = [middle + half * share for share in _shares()]
    images = ((at, float(f.forward(at))) for at in tried)
    good = islice(((z, x) for z, x in images if min(abs(abs(x) - 1), abs(x)) > 0.01), _POINTS)
    kept = list(good)
    if len(kept) < _POINTS:
        kept += [(at, float(f.forward(at))) for at in tried[: _POINTS - len(kept)]]
    z, x = zip(*kept, strict=True)
    points = {variable: z if variable == "z" else x}
    targets = steps()[step].targets(setting, z) if step else None
    if targets is None:
        return Sample(points, _POINTS)
    shift = abs(float(f.forward(0.0)))
    moved = max((abs(at) + shift) / abs(float(f.slope(of))) for at, of in zip(x, z, strict=True))
    rounding = 8 * 2.0**-53 * moved
    return Sample(points, _POINTS, tuple(targets), rounding)


def _carried(
    problem: Problem, step: Question, answer: Answer, earlier: Mapping[str, str]
) -> Right | None:
    """Right, if this is what follows from earlier answers that were wrong."""
    if not isinstance(answer, Entry) or not earlier:
        return None
    names = [other.name for other in problem.steps]
    before = {name: earlier[name] for name in names[: names.index(step.name)] if name in earlier}
    found = {name: (slip, verdict) for name, slip, verdict in _not_as_derived(problem, before)}
    changed = {name: slip for name, (slip, _) in found.items()}
    asked = steps()[step.name]
    for sources, value in asked.follows(problem.setting, changed):
        if not math.isfinite(value):
            continue
        shown = str(value) if isinstance(value, Fraction) else f"{value:.6g}"
        expected = Entry(shown, Number(Fraction(value)), value, approx=float(value))
        if isinstance(compare(expected, answer, anywhere(())), Right):
            wrong = [each for each in sources.split(" and ") if isinstance(found[each][1], Wrong)]
            return Right(asked.remark(wrong), based_on=sources)
    return None


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
                answer = _read(step.kind, typed[step.name], step.variables, step.name)
            except Unreadable:
                continue
            verdict = _against(problem, step, step.answer, answer)
            if verdict != Right():
                yield step.name, answer, verdict


def _explained(problem: Problem, step: Question, answer: Answer, verdict: Wrong) -> Wrong:
    """The wrong rule by name, the likeliest if several give this answer, and the evidence."""
    if meant := _with_brackets(problem, step, answer):
        return Wrong(BRACKETS.name, f"{meant} would be right", BRACKETS.why)
    named = [
        mistake
        for mistake in step.mistakes
        if _may_be(mistake, answer)
        and isinstance(_against(problem, step, mistake.answer, answer), Right)
    ]
    shown = steps()[step.name].evidence(problem.setting, answer)
    if not named:
        # That two expressions differ somewhere says less than what makes one of them wrong.
        general = "" if shown and step.kind == AnswerKind.EXPRESSION else verdict.evidence
        return Wrong(verdict.mistake, "; ".join(part for part in (general, shown) if part))
    first, *others = dict.fromkeys(mistake.name for mistake in named)
    also = f" (or: {'; '.join(others)})" if others else ""
    return Wrong(first, shown or verdict.evidence, named[0].why + also)


def _with_brackets(problem: Problem, step: Question, answer: Answer) -> str:
    """What was typed with the brackets that make it right, if there are such."""
    for text in bracketed(answer.text) if isinstance(answer, Entry) else ():
        try:
            meant = _read(step.kind, text, step.variables, "")
        except Unreadable:
            continue
        if isinstance(_against(problem, step, step.answer, meant), Right):
            return text
    return ""
