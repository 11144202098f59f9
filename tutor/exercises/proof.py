"""An exercise proved over many draws: its answers accepted, its mistakes named, its mass one."""

import math
from collections.abc import Iterator

import numpy as np

from tutor.answers.answer import AnswerKind, Entry, Interval, Matrix, read
from tutor.answers.evaluate import Value
from tutor.answers.verdict import Right, Wrong, message
from tutor.core.fault import Fault
from tutor.exercises.base import Uniform, UnitSquare
from tutor.exercises.judging import judge_step
from tutor.exercises.problem import Problem, draw, worked_example
from tutor.exercises.question import WORDS, Question
from tutor.exercises.support import Parallelogram, Segment
from tutor.exercises.template import Template, pool_size

DRAWS = 24  # a level
_GRID = 240  # points along each side of the grid that the plane's mass is summed over


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
    mass = total_mass(problem)
    if abs(mass - 1) > 0.02:
        yield f"the density integrates to {mass:.4f} and not to 1"


def _step_doubts(problem: Problem, step: Question) -> Iterator[str]:
    answer = read(AnswerKind(step.kind), step.answer, step.variables)
    by_flow = _by_the_flow(problem, step.name)
    if by_flow is not None and isinstance(answer, Entry) and answer.value is not None:
        said = f"{step.name}: the answer is {step.answer}, but the flow itself gives {by_flow:.6g}"
        if not math.isclose(answer.value, by_flow, rel_tol=1e-6):
            yield said
    for typed in forms(step):
        verdict = judge_step(problem, step, typed)
        if not isinstance(verdict, Right):
            yield f"{step.name}: {typed!r} should be right, but: {message(verdict)}"
    for mistake in step.mistakes:
        verdict = judge_step(problem, step, mistake.answer)
        if not isinstance(verdict, Wrong):
            yield f"{step.name}: {mistake.answer!r} ({mistake.name}) should be wrong"
        elif mistake.name != verdict.mistake and mistake.name not in verdict.why:
            yield f"{step.name}: {mistake.answer!r} should be called {mistake.name!r}"


def _by_the_flow(problem: Problem, step: str) -> float | None:
    """What the flow's own arrays say, of the densities and of the Jacobian."""
    flow, setting = problem.flow, problem.setting
    z = np.array((0.5, 0.5)) if setting.transform.dimension == 2 else np.array(0.5)
    if setting.z is not None:
        z = np.array(setting.z, float)
    log_density = float(flow.log_prob(flow.forward(z)))
    log_factor = float(flow.log_abs_det_jacobian(z))
    if step == "density" and not isinstance(setting.base, Uniform | UnitSquare):
        return None
    return {
        "density": math.exp(log_density),
        "density-at": math.exp(log_density),
        "log-density-at": log_density,
        "log-abs-det": log_factor,
        "area": math.exp(log_factor),
    }.get(step)


# Forms in which a right answer may be typed

_LEADS = {
    "support": "x in ",
    "derivative": "df/dz = ",
    "density": "p_X(x) = ",
    "total-mass": "mass = ",
    "determinant": "det A = ",
    "corners": "corners = ",
    "area": "area = ",
    "log-abs-det": "log|det J_f| = ",
    "density-at": "p_X(x) = ",
    "log-density-at": "log p_X(x) = ",
}


def forms(step: Question) -> list[str]:
    """The right answer as one learner or another would type it."""
    answer = step.answer
    lead = _LEADS.get(step.name, "A^-1 = " if step.kind == AnswerKind.MATRIX else "f⁻¹(x) = ")
    typed = [answer, f"{lead}{answer}", answer.replace("-", "−").replace("*", " · ")]
    value = read(AnswerKind(step.kind), answer, step.variables)
    if isinstance(value, Entry):
        typed += [f"({answer})", f"2*({answer})/2", f"{answer} + 1 - 1"]
        if value.value is not None:
            typed += [repr(float(value.value)), f"{float(value.value):.4e}"]
    elif isinstance(value, Interval):
        low, high = _double(value.low.value), _double(value.high.value)
        typed += [f"({low}, {high})", f"]{low}, {high}[", f"[{low},{high})"]
    elif isinstance(value, Matrix):
        rows = [", ".join(_double(entry.value) for entry in row) for row in value.rows]
        typed.append(f"[[{rows[0]}], [{rows[1]}]]")
    elif step.kind == AnswerKind.POINTS:
        backwards = answer[1:-1].split("), (")[::-1]
        typed += [f"({'), ('.join(backwards)})", f"{{[{'], ['.join(backwards)}]}}"]
    return typed


def _double(value: Value | None) -> str:
    assert value is not None
    return repr(float(value))


# Mass


def total_mass(problem: Problem) -> float:
    """The integral of the density over where X lives, by a sum that knows nothing of f."""
    support = problem.flow.support
    if isinstance(support, Segment):
        low, high = _reach(problem) if not support.is_bounded else _ends(support)
        step = (high - low) / 4000
        x = low + step * (np.arange(4000.0) + 0.5)
        return float(np.exp(problem.flow.log_prob(x)).sum() * step)
    if isinstance(support, Parallelogram):
        corners = np.array(support.corners, float)
        start, end = corners.min(axis=0), corners.max(axis=0)
    else:
        samples = problem.flow.sample(500, np.random.default_rng(1))
        middle, spread = samples.mean(axis=0), samples.std(axis=0)
        start, end = middle - 7 * spread, middle + 7 * spread
    cell = (end - start) / _GRID
    axes = [start[i] + cell[i] * (np.arange(_GRID) + 0.5) for i in (0, 1)]
    grid = np.stack(np.meshgrid(*axes, indexing="ij"), axis=-1)
    return float(np.exp(problem.flow.log_prob(grid)).sum() * cell.prod())


def _ends(support: Segment) -> tuple[float, float]:
    return float(support.low), float(support.high)


def _reach(problem: Problem) -> tuple[float, float]:
    samples = problem.flow.sample(500, np.random.default_rng(1))
    return float(samples.mean() - 9 * samples.std()), float(samples.mean() + 9 * samples.std())
