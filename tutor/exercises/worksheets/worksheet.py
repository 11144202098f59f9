"""A worksheet with its numbers: its questions, and what is said of answers to them."""

import re
from abc import abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import ClassVar, NamedTuple

from tutor.algebra.as_tex import as_tex
from tutor.algebra.as_text import as_text
from tutor.algebra.terms import formula, substitute
from tutor.algebra.tidy import tidy
from tutor.answers.answer import Answer, Entry
from tutor.answers.evaluate import at_point, exact
from tutor.answers.expression import Number, Tree
from tutor.answers.sample import Growing
from tutor.answers.tokens import Unreadable
from tutor.exercises.amount import told
from tutor.exercises.chain import Part, Worked
from tutor.exercises.family import Family
from tutor.exercises.mistakes import Rule
from tutor.exercises.parameters import Rational
from tutor.exercises.pictures.canvas import Legend
from tutor.exercises.pictures.sketch import Sheet as Sketch
from tutor.exercises.question import Hints, Listed, Mistake, Question, tolerance
from tutor.exercises.worksheets.arranged import FAR, Value, arranged, in_order, numbers_of
from tutor.exercises.worksheets.piece import evidence, points_of
from tutor.exercises.worksheets.sheet import Sheet
from tutor.exercises.worksheets.working import working
from tutor.exercises.worksheets.workings import (
    Asked,
    Changed,
    Exact,
    Workings,
    are_near,
    at_many,
    closed,
    is_close,
)

Earlier = Mapping[str, Answer]
_PLACE = re.compile(r"<(\w+)(\(\))?>")


@dataclass(frozen=True, slots=True)
class Worksheet(Family):
    """A chain of quantities from the numbers that are drawn, with questions about some of them."""

    drawn: tuple[Fraction, ...]

    about: ClassVar[str]  # what it is, for authors
    dimension: ClassVar[int] = 0
    variant: ClassVar[int] = 0  # how many of the first numbers choose between formulas
    left_out: ClassVar[tuple[Fraction, ...]] = ()  # what the last numbers are where not given

    @classmethod
    @abstractmethod
    def sheet(cls, *variant: Rational) -> Sheet:
        """The formulas and questions, where the first numbers are these."""

    @abstractmethod
    def picture(
        self, wrong: Mapping[str, Answer], width: int, height: int
    ) -> tuple[Sketch, Legend]:
        """The picture, with the wrong answers to the steps drawn over it."""

    # Draws

    @classmethod
    def steps(cls) -> tuple[str, ...]:
        """The steps that can be asked."""
        return tuple(ask.step for ask in workings(cls, *cls.first_variant()).sheet.asks)

    @classmethod
    def first_variant(cls) -> tuple[Rational, ...]:
        """What chooses one of its variants."""
        return (1,) * cls.variant

    @classmethod
    def chosen(cls, drawn: Sequence[Rational]) -> tuple[Rational, ...]:
        """What chooses between its formulas."""
        return tuple(drawn[: cls.variant])

    @classmethod
    def filled(cls, drawn: Sequence[Rational]) -> tuple[Rational, ...]:
        """The numbers with those that may be left out."""
        return (*drawn, *cls.left_out[len(drawn) - cls.needed :])

    @classmethod
    def fits(cls, drawn: Sequence[Rational], discriminating: bool, is_new: bool = True) -> bool:
        """Whether the numbers can be worked with and, if asked, every slip shows.

        Those that were asked once and would not be drawn today can be worked with, too.
        """
        if cls.fault(*drawn):
            return False
        drawn = cls.filled(drawn)
        ready = workings(cls, *cls.chosen(drawn))
        named = dict(zip(ready.sheet.parameters, map(float, drawn), strict=True))
        known = ready.in_doubles(named, at_point)
        if not ready.is_allowed(known, at_point, is_new):
            return False
        return not discriminating or bool(ready.discriminates(known, at_point))

    @classmethod
    def fitting(cls, listed: Sequence[Sequence[Rational]], discriminating: bool) -> list[bool]:
        """`fits` of many new draws at once."""
        import numpy as np

        found = [False] * len(listed)
        groups: dict[tuple[Rational, ...], list[int]] = {}
        filled = list(map(cls.filled, listed))
        for place, drawn in enumerate(listed):
            if not cls.fault(*drawn):
                groups.setdefault(cls.chosen(filled[place]), []).append(place)
        for variant, places in groups.items():
            ready = workings(cls, *variant)
            rows = np.array([[float(each) for each in filled[place]] for place in places])
            columns = dict(zip(ready.sheet.parameters, rows.T, strict=True))
            known = ready.in_doubles(columns, at_many)
            with np.errstate(all="ignore"):
                good = ready.is_allowed(known, at_many, is_new=True)
                if discriminating:
                    good = good & ready.discriminates(known, at_many)
            for place, is_good in zip(places, np.broadcast_to(good, len(places)), strict=True):
                found[place] = bool(is_good)
        return found

    # What is asked

    @property
    def workings(self) -> Workings:
        """The sheet, read."""
        return workings(type(self), *self.chosen(self.drawn))

    @property
    def parameters(self) -> dict[str, Fraction]:
        """The numbers by name."""
        return dict(zip(self.workings.sheet.parameters, self.drawn, strict=True))

    @property
    def known(self) -> Exact:
        """Every quantity as a closed formula."""
        return _known(self)

    @property
    def statement(self) -> str:
        """The problem in sentences."""
        return self.written(self.workings.sheet.statement)

    def value(self, name: str) -> float:
        """A quantity as a double."""
        return float(exact(self.known[name]))

    def question(self, step: str) -> Question:
        """One question, with its answer and mistakes."""
        asked = self.workings.asked[step]
        ask = asked.ask
        if ask.key_points:
            answer = self.written(ask.answer)
            hints = Hints(self.written(ask.hint), self.written(ask.rule), answer)
            points = tuple(map(self.written, ask.key_points))
            prompt = self.written(ask.prompt)
            return Question(step, ask.kind, prompt, answer, "", hints, key_points=points)
        ready = _ready(self, step)
        right = ready.right
        tex = arranged(ask, list(map(as_tex, right)), tex=True)
        return Question(
            step,
            ask.kind,
            self.written(ask.prompt),
            arranged(ask, list(map(as_text, right))),
            tex,
            Hints(
                self.written(ask.hint),
                self.written(ask.rule),
                Worked(_Working(step), self),
            ),
            Listed(
                lambda: self._mistakes(asked, asked.slips),
                lambda answer: self._mistakes(asked, self._near(asked, answer)),
            ),
            variables=(ask.variable,) if ask.variable else (),
            lead=ask.lead,
            probes=tuple(map(float, ready.probe.values())),
        )

    def sample(self, step: str, fresh: int = 0) -> Growing:
        """The points at which a function that is asked for is compared."""
        asked = self.workings.asked[step]
        return points_of(*self._ends(asked), asked.ask.variable, fresh)

    def piece(self, step: str) -> str:
        """Where a step asks for a function, as an interval; empty if it asks for a number."""
        asked = self.workings.asked[step]
        if not asked.ask.variable:
            return ""
        ends = map(formula, asked.ask.endless) if asked.ask.endless else asked.between
        low, high = (as_text(closed(end, self.known)) for end in ends)
        return f"[{low}, {high}]"

    def _ends(self, asked: Asked) -> tuple[float, float]:
        low, high = (float(exact(closed(end, self.known))) for end in asked.between)
        return low, high

    def _typed(self, asked: Asked, answer: Answer) -> list[Value] | None:
        """The numbers of an answer; of a function its value at the probe."""
        if not asked.ask.variable or not isinstance(answer, Entry):
            return numbers_of(answer)
        probe = _ready(self, asked.ask.step).probe
        at = {name: float(value) for name, value in probe.items()}
        value = at_point(answer.tree, at)
        return [value] if -FAR < value < FAR else None

    def _near(self, asked: Asked, answer: Answer) -> Iterator[Changed]:
        """The slips that come close to an answer, by their doubles."""
        typed = self._typed(asked, answer)
        if typed is None:  # too large for doubles
            yield from asked.slips
            return
        mine, apart = in_order(asked.ask, typed), tolerance(answer)
        for changed, wrong in _slips_in_doubles(self, asked.ask.step):
            if len(wrong) == len(mine) and are_near(wrong, mine, apart):
                yield changed

    def _mistakes(self, asked: Asked, slips: Iterable[Changed]) -> Iterator[Mistake]:
        """What the slips answer, where it is not right."""
        ready = _ready(self, asked.ask.step)
        met = set()
        for changed in slips:
            found = _slipped(changed, ready.known, ready.probe)
            if found is None:
                continue
            wrong, doubles = found
            if len(doubles) == len(ready.doubles) and all(map(is_close, ready.doubles, doubles)):
                continue
            text = arranged(asked.ask, list(map(as_text, wrong)))
            rule: Rule = changed.slip.rule
            if (rule.name, text) not in met:
                met.add((rule.name, text))
                yield rule.gives(text, *(doubles if len(doubles) == 1 else ()))

    def written(self, text: str) -> str:
        """The text with values and formulas in place of <name> and <name()>."""
        known = self.known

        def fill(found: re.Match[str]) -> str:
            name, is_formula = found.groups()
            if not is_formula:
                return as_tex(known[name])
            return as_tex(tidy(substitute(self.workings.forms[name], self.parameters)))

        return _PLACE.sub(fill, text)

    # What is said of answers

    def evidence(self, step: str, answer: Answer) -> Iterator[str]:
        """Where a wrong answer leads, in fewer and fewer words."""
        asked = self.workings.asked[step]
        if asked.ask.variable and isinstance(answer, Entry):
            (right,) = _ready(self, step).right
            yield from evidence(answer.tree, right, *self._ends(asked), asked.ask.variable)
        typed = numbers_of(answer)
        if typed is None or len(typed) != len(asked.parts):
            return
        known = {**_as_doubles(self), **_numbered(typed)}
        wanted = {**_as_doubles(self), **_numbered(_ready(self, step).doubles)}
        for each in asked.evidence:
            found = [at_point(tree, known) for tree in each.formulas]
            if any(value != value or abs(value) > FAR for value in found):
                continue
            numbers, alike = list(map(told, found)), []
            if not asked.ask.variable:
                alike = [told(at_point(tree, wanted)) for tree in each.formulas]
            if numbers and numbers == alike:
                continue  # too close to show what is wrong
            if at_point(each.when, known) > 0:
                yield each.text.format(*numbers)

    def follows(self, step: str, earlier: Earlier) -> Iterator[tuple[str, tuple[Value, ...]]]:
        """The numbers that would be right by what was answered wrong before."""
        asked = self.workings.asked[step]
        own: dict[str, dict[str, Tree]] = {}
        for name, answer in earlier.items():
            typed = numbers_of(answer)
            before = self.workings.asked.get(name)
            if before is None or typed is None or len(typed) != len(before.parts):
                continue
            cells = zip(before.ask.parts, typed, strict=True)
            own[name] = {
                cell: Number(Fraction(value)) for cell, value in cells if cell in self.known
            }
        listed = [(name, changes) for name, changes in own.items() if changes]
        if len(listed) > 1:
            together = {cell: each for _, changes in listed for cell, each in changes.items()}
            listed.append((" and ".join(name for name, _ in listed), together))
        for name, changes in listed:
            cells_after = self.workings.following(changes, asked.parts)
            if cells_after:
                slipped = self._followed(asked, cells_after)
                if slipped is not None:
                    yield name, slipped

    def _followed(
        self, asked: Asked, cells: Iterable[tuple[str, Tree]]
    ) -> tuple[Value, ...] | None:
        known = dict(self.known)
        try:
            for name, tree in cells:
                known[name] = closed(tree, known)
            return tuple(exact(closed(part, known)) for part in asked.parts)
        except (Unreadable, ArithmeticError):
            return None


@dataclass(frozen=True, slots=True)
class _Working:
    """The worked solution of a step."""

    step: str

    def __call__(self, sheet: Worksheet) -> tuple[Part, ...]:
        asked = sheet.workings.asked[self.step]
        parts = working(sheet.workings, asked, _ready(sheet, self.step).known)
        return tuple(sheet.written(part) if isinstance(part, str) else part for part in parts)


@lru_cache(maxsize=64)
def workings(family: type[Worksheet], *variant: Rational) -> Workings:
    """The sheet of a family, read."""
    return Workings(family.sheet(*variant))


@lru_cache(maxsize=64)
def _slips_in_doubles(sheet: Worksheet, step: str) -> list[tuple[Changed, list[float]]]:
    """The slips of a step with what each comes to, at the probe if it is a function."""
    asked, workings = sheet.workings.asked[step], sheet.workings
    floats = {name: float(value) for name, value in sheet.parameters.items()}
    known = asked.at_probe(workings.in_doubles(floats, at_point), at_point)
    return [
        (changed, in_order(asked.ask, workings.wrong_parts(changed, known, at_point)))
        for changed in asked.slips
    ]


@lru_cache(maxsize=256)
def _known(sheet: Worksheet) -> Exact:
    return sheet.workings.exactly(sheet.parameters)


@lru_cache(maxsize=64)
def _as_doubles(sheet: Worksheet) -> Mapping[str, float]:
    """Every quantity as the double that is closest to it."""
    return {name: float(exact(tree)) for name, tree in sheet.known.items()}


class _Ready(NamedTuple):
    """A step worked out, for all answers to it."""

    known: Exact  # every quantity, in the variable if the step asks for a function
    right: tuple[Tree, ...]
    probe: Mapping[str, Fraction]  # where functions are told apart
    doubles: list[float]  # the right answer, at the probe if it is a function


@lru_cache(maxsize=256)
def _ready(sheet: Worksheet, step: str) -> _Ready:
    asked = sheet.workings.asked[step]
    known = sheet.workings.in_variable(asked, sheet.known)
    right = tuple(closed(part, known) for part in asked.parts)
    probe = {}
    if asked.ask.variable:
        probe[asked.ask.variable] = Fraction(exact(closed(asked.probe, sheet.known)))
    return _Ready(known, right, probe, [float(exact(part, probe)) for part in right])


def _numbered(answer: Iterable[Value]) -> dict[str, float]:
    """The numbers of an answer, by the names they have in evidence."""
    return {f"y{place}": float(each) for place, each in enumerate(answer, 1)}


def _slipped(
    changed: Changed, known: Exact, probe: Mapping[str, Fraction]
) -> tuple[list[Tree], list[float]] | None:
    """What a slip answers, as closed formulas and as doubles; None if that has no value."""
    own = dict(known)
    try:
        for name, tree in changed.cells:
            own[name] = closed(tree, own)
        wrong = [closed(part, own) for part in changed.parts]
        return wrong, [float(exact(part, probe)) for part in wrong]
    except (Unreadable, ArithmeticError):
        return None
