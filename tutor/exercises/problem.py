"""A template, a level and a seed make a problem: what is drawn, its steps, its worked solution."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from tutor.core.text import one_line
from tutor.errors import TutorError
from tutor.exercises import line_density, line_map, plane_density, plane_map
from tutor.exercises.base import Normal, PlaneNormal, Uniform, UnitSquare
from tutor.exercises.catalogue import DIMENSIONS
from tutor.exercises.draws import Value, pick
from tutor.exercises.flow import Flow
from tutor.exercises.question import Question
from tutor.exercises.setting import LineSetting, PlaneSetting, Setting, statement
from tutor.exercises.template import Level, Template, fits, pool
from tutor.exercises.transform import Affine, Linear

_LINE = {**line_map.STEPS, **line_density.STEPS}
_PLANE = {**plane_map.STEPS, **plane_density.STEPS}


@dataclass(frozen=True, slots=True)
class Problem:
    """One draw of an exercise. `seed` is None for the worked example and for what was logged."""

    template: Template
    level: int
    seed: int | None
    drawn: Mapping[str, Value]
    setting: Setting
    statement: str
    steps: tuple[Question, ...]

    @property
    def exercise(self) -> str:
        """The exercise's id."""
        return self.template.id

    @property
    def flow(self) -> Flow[Any]:
        """The distribution of X, with its densities."""
        return Flow(self.setting.base, self.setting.transform)

    def step(self, name: str) -> Question:
        """The step of this name."""
        return next(step for step in self.steps if step.name == name)

    @property
    def solution(self) -> tuple[str, ...]:
        """The worked solution: the problem, then a line for each step."""
        worked = (f"{n}. {step.hints.worked}" for n, step in enumerate(self.steps, 1))
        return (self.statement, *worked)

    @property
    def parameters(self) -> dict[str, Any]:
        """What was drawn, as text; of a base point z, its image x, which the question names."""
        shown = {name: _as_text(value) for name, value in self.drawn.items() if name != "z"}
        if "z" in self.drawn:
            shown["x"] = _as_text(self.setting.x)
        return shown

    def as_json(self) -> dict[str, Any]:
        """The problem as `tutor draw --json` prints it."""
        return {
            "exercise": self.exercise,
            "level": self.level,
            "seed": self.seed,
            "parameters": self.parameters,
            "steps": [
                {
                    "name": step.name,
                    "prompt": step.prompt,
                    "kind": step.kind,
                    "answer": step.answer,
                    "mistakes": [{"name": m.name, "answer": m.answer} for m in step.mistakes],
                }
                for step in self.steps
            ],
            "solution": "\n".join(self.solution),
        }


def draw(template: Template, level: int, seed: int) -> Problem:
    """The problem this seed picks: the same one always, and none twice while the pool lasts."""
    _check(template, level)
    good = pool(template, level)
    return _pose(template, level, seed, good[pick(len(good), seed)])


def worked_example(template: Template) -> Problem | None:
    """The author's own numbers, to open the exercise with."""
    return _pose(template, 1, None, dict(template.worked)) if template.worked else None


def restore(template: Template, level: int, parameters: Mapping[str, Any]) -> Problem:
    """A past question from its logged parameters; a TutorError if they do not fit any more."""
    _check(template, level)
    changed = TutorError(
        f"This question cannot be shown again: the exercise {template.id} has changed since."
    )
    names = [name for name, _ in template.level(level).choices]
    try:
        drawn = {name: _from_text(parameters[name]) for name in names if name != "z"}
        if "z" in names:
            base, transform = _flow_parts(template, template.level(level), drawn)
            setting = _setting(base, transform, None)
            drawn["z"] = setting.transform.back(_from_text(parameters["x"]))
        if not fits(template, template.level(level), drawn, telling=False):
            raise changed
        return _pose(template, level, None, drawn)
    except (KeyError, TypeError, ValueError, ZeroDivisionError):
        raise changed from None


def _check(template: Template, level: int) -> None:
    if not 1 <= level <= len(template.levels):
        raise TutorError(
            f"The exercise {one_line(template.id)} has levels 1 to {len(template.levels)},"
            f" not {level}."
        )


def _pose(template: Template, level: int, seed: int | None, drawn: Mapping[str, Value]) -> Problem:
    base, transform = _flow_parts(template, template.level(level), drawn)
    setting = _setting(base, transform, _exact(drawn["z"]) if "z" in drawn else None)
    if isinstance(setting, LineSetting):
        made = tuple(_LINE[name](setting) for name in template.steps)
    else:
        made = tuple(_PLANE[name](setting) for name in template.steps)
    return Problem(template, level, seed, drawn, setting, statement(setting), made)


def _flow_parts(template: Template, level: Level, drawn: Mapping[str, Value]) -> tuple[Any, Any]:
    arguments = [_exact(value) for value in level.base.fill(drawn)]
    dimension = DIMENSIONS[template.transform.name]
    transform = {"affine": Affine, "linear": Linear}[template.transform.name]
    bases: dict[tuple[str, int], Any] = {
        ("uniform", 1): Uniform,
        ("normal", 1): Normal,
        ("unit_square", 2): UnitSquare,
        ("normal", 2): PlaneNormal,
    }
    base = bases[level.base.name, dimension](*arguments)
    return base, transform(*(_exact(value) for value in template.transform.fill(drawn)))


def _setting(base: Any, transform: Affine | Linear, z: Any) -> Setting:
    if isinstance(transform, Affine):
        return LineSetting(base, transform, z)
    return PlaneSetting(base, transform, z)


def _exact(value: Value) -> Any:
    """The same with every number as a fraction."""
    if isinstance(value, tuple):
        return tuple(_exact(part) for part in value)
    return Fraction(value)


def _as_text(value: Any) -> Any:
    """Numbers as text, points as lists, matrices as rows."""
    if isinstance(value, tuple):
        return [_as_text(part) for part in value]
    return str(value)


def _from_text(value: Any, depth: int = 2) -> Any:
    """What `_as_text` has written; a ValueError for anything else."""
    if isinstance(value, list) and depth:
        return tuple(_from_text(part, depth - 1) for part in value[:2])
    if isinstance(value, str) and re.fullmatch(r"-?\d{1,9}(/\d{1,9})?", value, re.ASCII):
        return Fraction(value)
    raise ValueError(value)
