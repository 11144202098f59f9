"""One typed step of a problem judged: by definition, given what was answered before."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache
from random import Random

import numpy as np

from tutor.answers.answer import Answer, AnswerKind, Entry, read
from tutor.answers.brackets import bracketed
from tutor.answers.compare import compare
from tutor.answers.expression import Number
from tutor.answers.sample import Sample, anywhere
from tutor.answers.tokens import Unreadable
from tutor.answers.verdict import Malformed, Right, Verdict, Wrong
from tutor.exercises.base import Uniform
from tutor.exercises.evidence import evidence
from tutor.exercises.follow import following
from tutor.exercises.left_hand_sides import LEFT_HAND_SIDES
from tutor.exercises.mistakes import BRACKETS
from tutor.exercises.problem import Problem
from tutor.exercises.question import WORDS, Mistake, Question
from tutor.exercises.setting import LineSetting
from tutor.exercises.written import with_minus_signs

_POINTS = 24
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
    return read(AnswerKind(kind), typed, variables, LEFT_HAND_SIDES.get(step, ""))


def _against(problem: Problem, step: Question, expected: str, answer: Answer) -> Right | Wrong:
    right = _read(step.kind, expected, step.variables, "")
    by_definition = expected is step.answer and step.kind == AnswerKind.EXPRESSION
    if step.variables and isinstance(problem.setting, LineSetting):
        sample = support_sample(problem.setting, step.name if by_definition else "")
    else:
        sample = anywhere(step.variables)
    return compare(right, answer, sample, any_brackets=step.name == "support")


def forget() -> None:
    """Drop what is kept to be quick, so that a measurement starts from nothing."""
    _read.cache_clear()
    support_sample.cache_clear()


def _near(mistake: Mistake, answer: Answer) -> bool:
    """Whether it is worth while to compare: no rounding puts a number further off."""
    if mistake.approx is None or not isinstance(answer, Entry):
        return True
    return abs(mistake.approx - answer.approx) <= 0.01 * abs(mistake.approx)


@lru_cache(maxsize=1)
def _shares() -> tuple[float, ...]:
    random = Random(1)
    return tuple(random.uniform(-1, 1) for _ in range(2 * _POINTS))


@lru_cache(maxsize=64)
def support_sample(setting: LineSetting, step: str) -> Sample:
    """Points x = f(z) with z from inside the base's support, away from its ends and -1, 0, 1.

    With the name of a step come the values its definition gives there.
    """
    base = setting.base
    if isinstance(base, Uniform):
        center, reach = float(base.low + base.high) / 2, float(base.high - base.low) * 0.48
    else:
        center, reach = float(base.mean), float(base.scale) * 2.5
    a, b = float(setting.a), float(setting.b)
    tried = [center + reach * share for share in _shares()]
    z = [at for at in tried if min(abs(abs(a * at + b) - 1), abs(a * at + b)) > 0.01]
    z = (z + tried)[:_POINTS]
    x = tuple(a * at + b for at in z)
    rounding = 8 * 2.0**-53 * (max(map(abs, x)) + abs(b)) / abs(a)
    if step == "inverse":  # g is the inverse if g(f(z)) = z
        return Sample({"x": x}, _POINTS, tuple(z), rounding)
    if step == "density":  # p is the density if p(f(z)) |det J_f(z)| = p_Z(z)
        heights = np.exp(base.log_prob(np.array(z))) / abs(a)
        return Sample({"x": x}, _POINTS, tuple(float(h) for h in heights), rounding)
    return Sample({"x": x}, _POINTS)


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
    for steps, value in following(problem.setting, step.name, changed):
        shown = str(value) if isinstance(value, Fraction) else f"{value:.6g}"
        expected = Entry(shown, Number(Fraction(value)), value, approx=float(value))
        if isinstance(compare(expected, answer, anywhere(())), Right):
            wrong = [each for each in steps.split(" and ") if isinstance(found[each][1], Wrong)]
            return Right(_shows(wrong) if step.name == "total-mass" else "", based_on=steps)
    return None


def _shows(wrong: list[str]) -> str:
    """What a mass other than 1 says of the answers from which it follows."""
    if not wrong:
        return ""  # it is 1 but for rounding
    verb = "is" if len(wrong) == 1 else "are"
    return f"but a density has mass 1, so this shows that your {' and '.join(wrong)} {verb} wrong"


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
        if _near(mistake, answer)
        and isinstance(_against(problem, step, mistake.answer, answer), Right)
    ]
    shown = evidence(problem.setting, step.name, answer)
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
