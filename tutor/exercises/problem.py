"""A template, a level and a seed make a problem: what is drawn, its steps, its worked solution."""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from typing import Any

from tutor.answers import evaluate
from tutor.answers.expression import parse
from tutor.answers.tokens import Unreadable
from tutor.core.text import one_line
from tutor.errors import TutorError
from tutor.exercises import catalogue
from tutor.exercises.amount import Point, rational
from tutor.exercises.chain import BREAK
from tutor.exercises.draws import pick
from tutor.exercises.parameters import Value
from tutor.exercises.question import Question
from tutor.exercises.setting import AnySetting, Posed, Setting
from tutor.exercises.template import Level, Template, fits, pool, pool_size
from tutor.exercises.worksheets.worksheet import Worksheet

_KEPT = 512  # problems that need not be posed again
_LARGEST = 10**6  # denominator of a base point


@dataclass(frozen=True, slots=True)
class Problem:
    """One draw of an exercise. `seed` is None for the worked example and for what was logged."""

    template: Template
    level: int
    seed: int | None
    drawn: Mapping[str, Value]
    setting: Posed
    statement: str
    steps: tuple[Question, ...]

    @property
    def exercise(self) -> str:
        """The exercise's id."""
        return self.template.id

    def step(self, name: str) -> Question:
        """The step of this name."""
        return next(step for step in self.steps if step.name == name)

    @property
    def solution(self) -> tuple[str, ...]:
        """The worked solution: the problem, then a line for each step."""
        worked = (f"{n}. {step.hints.worked}" for n, step in enumerate(self.steps, 1))
        return (self.statement, *worked)

    @property
    def explained(self) -> tuple[str, ...]:
        """The problem, then each question with its worked answer."""
        pairs = ((n, step.prompt, step.hints.worked) for n, step in enumerate(self.steps, 1))
        return (self.statement, *(f"{n}. {asked}{BREAK}{worked}" for n, asked, worked in pairs))

    @property
    def parameters(self) -> dict[str, Any]:
        """What was drawn, as text; of a base point z, its image x, which the question names."""
        shown = {name: _as_text(value) for name, value in self.drawn.items() if name != "z"}
        if "z" in self.drawn and not isinstance(self.setting, Worksheet):
            x = [each.text for each in self.setting.x]
            shown["x"] = x if x[1:] else x[0]
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
    place = pick(pool_size(template, level), seed)
    return replace(_drawn(template, level, place), seed=seed)


@lru_cache(maxsize=_KEPT)
def _drawn(template: Template, level: int, place: int) -> Problem:
    return _pose(template, level, None, pool(template, level)[place])


def worked_example(template: Template) -> Problem | None:
    """The author's own numbers, to open the exercise with."""
    return _pose(template, 1, None, dict(template.worked)) if template.worked else None


def restore(
    template: Template,
    level: int,
    parameters: Mapping[str, Any],
    steps: Sequence[str] | None = None,
) -> Problem:
    """A past question from its logged parameters; a TutorError if they do not fit any more.

    With the names of its logged steps it asks these, although the exercise asks more today.
    """
    _check(template, level)
    changed = TutorError(
        f"This question cannot be shown again: the exercise {template.id} has changed since."
    )
    asked = template.level(level)
    names = [name for name, _ in asked.choices]
    try:
        known = {**_left_out(asked), **parameters}
        drawn = {name: _from_text(known[name]) for name in names if name != "z"}
        if "z" in names:
            drawn["z"] = _base_point(_map(asked, drawn), parameters["x"])
        if not all(choice.is_shaped(drawn[name]) for name, choice in asked.choices):
            raise changed
        if not fits(asked, drawn) or not _are_among(steps or (), template.steps):
            raise changed
        return _pose(template, level, None, drawn, steps)
    except (KeyError, TypeError, ValueError, ArithmeticError, Unreadable):
        raise changed from None


def _are_among(steps: Sequence[str], asked: Sequence[str]) -> bool:
    """Whether all steps are asked, in this order, perhaps with others between them."""
    left = iter(asked)
    return all(step in left for step in steps)


def _check(template: Template, level: int) -> None:
    if not 1 <= level <= len(template.levels):
        raise TutorError(
            f"The exercise {one_line(template.id)} has levels 1 to {len(template.levels)},"
            f" not {level}."
        )


def _pose(
    template: Template,
    level: int,
    seed: int | None,
    drawn: Mapping[str, Value],
    steps: Sequence[str] | None = None,
) -> Problem:
    setting = _setting(template.level(level), drawn)
    asked = template.steps if steps is None else steps
    made = tuple(catalogue.step_of(setting, name).ask(setting) for name in asked)
    return Problem(template, level, seed, drawn, setting, setting.statement, made)


def _setting(level: Level, drawn: Mapping[str, Value]) -> Posed:
    """The mathematics of a draw; without a point if none is drawn."""
    worksheet = catalogue.worksheets().get(level.transform.name)
    if worksheet is None:
        return _map(level, drawn)
    numbers = [_exact(value) for value in level.transform.fill(drawn)]
    return worksheet(tuple(map(Fraction, worksheet.filled(numbers))))


def _left_out(level: Level) -> dict[str, str]:
    """Numbers that a question has which was asked before they could be drawn."""
    worksheet = catalogue.worksheets().get(level.transform.name)
    if worksheet is None:
        return {}
    last = level.transform.arguments[worksheet.needed :]
    listed = zip(last, worksheet.left_out, strict=False)
    return {name: str(value) for name, value in listed if isinstance(name, str)}


def _map(level: Level, drawn: Mapping[str, Value]) -> AnySetting:
    transform = catalogue.transforms()[level.transform.name]
    base = catalogue.base_of(level.base.name, transform.name)
    parameters = [_exact(value) for value in level.base.fill(drawn)]
    arguments = [_exact(value) for value in level.transform.fill(drawn)]
    return Setting(base(*parameters), transform(*arguments), _point(drawn.get("z")))


def _point(z: Value | None) -> Point | None:
    if z is None:
        return None
    numbers: Any = z if isinstance(z, tuple) else (z,)
    return tuple(rational(number) for number in numbers)


def _base_point(setting: AnySetting, logged: Any) -> Value:
    """The z of a logged x = f(z); a ValueError if there is no simple one."""
    in_plane = setting.transform.dimension == 2
    listed = logged if in_plane else [logged]
    if not isinstance(listed, list) or not all(isinstance(text, str) for text in listed):
        raise ValueError(logged)
    x = [evaluate.exact(parse(text)) for text in listed]
    z = tuple(Fraction(at).limit_denominator(_LARGEST) for at in setting.transform.preimage_of(x))
    reached = setting.transform.image_of(tuple(rational(at) for at in z))
    if not all(math.isclose(a.value, b, rel_tol=1e-12) for a, b in zip(reached, x, strict=True)):
        raise ValueError(logged)
    return z if in_plane else z[0]


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
