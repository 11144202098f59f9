"""An exercise proved over many draws: its answers accepted, its mistakes named, its mass one."""

import math
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

import numpy as np

from tutor.algebra.on_arrays import values_at
from tutor.answers.answer import AnswerKind, Entry, Interval, Matrix, Vector
from tutor.answers.evaluate import Value
from tutor.answers.expression import Tree
from tutor.answers.verdict import Right, Wrong, message
from tutor.core.fault import Fault
from tutor.exercises.catalogue import step_of
from tutor.exercises.chain import Chain, entries, link_tex
from tutor.exercises.judging import judge_step
from tutor.exercises.problem import Problem, draw, worked_example
from tutor.exercises.question import WORDS, Question, right_answer
from tutor.exercises.setting import AnySetting, LineSetting, PlaneSetting, Posed, in_plane, on_line
from tutor.exercises.template import Template, pool_size
from tutor.exercises.worksheets.worksheet import Worksheet

DRAWS = 6  # a level; the tests of the bundled exercises take more
_POINTS = 4001  # of the line that a mass is summed over
_FAR = 9  # how far they go, in standard deviations of the base
_GRID = 240  # points along each side of the grid that the plane's mass is summed over
_WIDE = 7  # how far it goes, in standard deviations


def prove(template: Template, draws: int = DRAWS) -> tuple[Fault, ...]:
    """What does not hold over so many draws of each level, and of the worked example."""
    found: dict[str, None] = {}
    example = worked_example(template)
    if example is not None:
        found.update((f"worked example: {what}", None) for what in doubts(example))
    for level in range(1, len(template.levels) + 1):
        for seed in range(min(draws, pool_size(template, level))):
            problem = draw(template, level, seed)
            found.update((f"level {level}, seed {seed}: {what}", None) for what in doubts(problem))
    return tuple(Fault(template.path, template.line, what) for what in found)


def doubts(problem: Problem) -> Iterator[str]:
    """What is wrong with one problem, which should be nothing."""
    for step in problem.steps:
        if step.kind != WORDS:
            yield from _step_doubts(problem, step)
        for chain in step.hints.chains:
            broken = broken_links(chain, problem.setting, step)
            yield from (f"{step.name}: {what}" for what in broken)
    if isinstance(problem.setting, Worksheet):
        return
    mass = total_mass(problem.setting)
    if abs(mass - 1) > 0.02:
        yield f"the density integrates to {mass:.4f} and not to 1"


def _step_doubts(problem: Problem, step: Question) -> Iterator[str]:
    answer = right_answer(step)
    by_flow = step_of(problem.setting, step.name).by_the_flow(problem.setting)
    if by_flow is not None and isinstance(answer, Entry) and answer.value is not None:
        said = f"{step.name}: the answer is {step.answer}, but the flow itself gives {by_flow:.6g}"
        if not math.isclose(answer.value, by_flow, rel_tol=1e-6):
            yield said
    for typed in forms(step):
        verdict = judge_step(problem, step, typed)
        if not isinstance(verdict, Right):
            yield f"{step.name}: {typed!r} should be right, but: {message(verdict)}"
    for mistake in step.mistakes:
        verdict = judge_step(problem, step, mistake.answer, with_evidence=False)
        if not isinstance(verdict, Wrong):
            yield f"{step.name}: {mistake.answer!r} ({mistake.name}) should be wrong"
        elif mistake.name != verdict.mistake and mistake.name not in verdict.why:
            yield f"{step.name}: {mistake.answer!r} should be called {mistake.name!r}"


# Worked solutions


def broken_links(chain: Chain, setting: Posed, step: Question | None = None) -> Iterator[str]:
    """Where a worked solution is not what it was a line before."""
    points: dict[str, Sequence[float]] = {}
    if isinstance(setting, Worksheet) and step is not None and step.variables:
        points = dict(setting.sample(step.name).whole.points)
    if on_line(setting):
        z = [float(at) for at in setting.base.inside]
        points = {"z": z, "x": setting.transform.images(z)}
    for before, after in pairwise(chain.links):
        ones, others = tuple(entries(before)), tuple(entries(after))
        if len(ones) != len(others) or not all(
            _agree(one, other, points) for one, other in zip(ones, others, strict=True)
        ):
            yield f"{link_tex(before)} is not {link_tex(after)} in its worked solution"


def _agree(one: Tree, other: Tree, points: Mapping[str, Sequence[float]]) -> bool:
    """Whether two formulas have the same values, and have some."""
    count = len(next(iter(points.values()))) if points else 1
    values = zip(values_at(one, points, count), values_at(other, points, count), strict=True)
    return all(math.isclose(a, b, rel_tol=1e-9, abs_tol=1e-12) for a, b in values)


# Forms in which a right answer may be typed


def forms(step: Question) -> list[str]:
    """The right answer as one learner or another would type it."""
    answer = step.answer
    typed = [answer, f"{step.lead}{answer}", answer.replace("-", "−").replace("*", " · ")]
    value = right_answer(step)
    if isinstance(value, Entry):
        typed += [f"({answer})", f"2*({answer})/2", f"{answer} + 1 - 1"]
        if value.value is not None:
            typed += [repr(float(value.value)), f"{float(value.value):.4e}"]
    elif isinstance(value, Interval):
        low, high = _double(value.low.value), _double(value.high.value)
        typed += [f"({low}, {high})", f"]{low}, {high}[", f"[{low},{high})"]
    elif isinstance(value, Matrix):
        rows = [", ".join(_double(entry.value) for entry in row) for row in value.rows]
        typed.append(f"[[{'], ['.join(rows)}]]")
    elif isinstance(value, Vector):
        doubles = ", ".join(_double(entry.value) for entry in value.entries)
        typed += [f"({doubles})", f"[{doubles}]"]
    elif step.kind == AnswerKind.POINTS:
        backwards = answer[1:-1].split("), (")[::-1]
        typed += [f"({'), ('.join(backwards)})", f"{{[{'], ['.join(backwards)}]}}"]
    return typed


def _double(value: Value | None) -> str:
    assert value is not None
    return repr(float(value))


# Mass


def total_mass(setting: AnySetting) -> float:
    """The integral of the density over where X lives, by a sum over data points."""
    if on_line(setting):
        return _line_mass(setting)
    assert in_plane(setting)
    return _plane_mass(setting)


def _line_mass(setting: LineSetting) -> float:
    flow, base = setting.flow, setting.base
    z = np.linspace(*base.span(_FAR), _POINTS)[1:-1]  # ends may round outwards
    x, middles = flow.transform.forward(z), flow.transform.forward((z[1:] + z[:-1]) / 2)
    return float((np.exp(flow.log_prob(middles)) * np.abs(np.diff(x))).sum())


def _plane_mass(setting: PlaneSetting) -> float:
    flow = setting.flow
    outline = flow.transform.forward(setting.base.outline)
    start, end = outline.min(axis=0), outline.max(axis=0)
    if not setting.base.corners:  # a contour line: most of the mass lies outside
        middle, half = (start + end) / 2, (end - start) / 2
        start, end = middle - _WIDE * half, middle + _WIDE * half
    cell = (end - start) / _GRID
    axes = [start[i] + cell[i] * (np.arange(_GRID) + 0.5) for i in (0, 1)]
    grid = np.stack(np.meshgrid(*axes, indexing="ij"), axis=-1)
    return float(np.exp(flow.log_prob(grid)).sum() * cell.prod())
