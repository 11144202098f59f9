"""A worksheet with its numbers: its questions, and what is said of answers to them."""

import re
from abc import abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Any, ClassVar

from tutor.algebra.as_tex import as_tex
from tutor.algebra.as_text import as_text
from tutor.algebra.terms import substitute
from tutor.algebra.tidy import tidy
from tutor.answers.answer import Answer, AnswerKind, Entry, Matrix, Vector
from tutor.answers.evaluate import exact
from tutor.answers.expression import Number, Tree
from tutor.answers.tokens import Unreadable
from tutor.exercises.amount import shown
from tutor.exercises.chain import Part, Worked
from tutor.exercises.family import Family
from tutor.exercises.mistakes import Rule
from tutor.exercises.parameters import Rational
from tutor.exercises.pictures.canvas import Legend
from tutor.exercises.pictures.sketch import Sheet as Sketch
from tutor.exercises.question import Hints, Listed, Mistake, Question
from tutor.exercises.worksheets.sheet import Ask, Sheet
from tutor.exercises.worksheets.working import working
from tutor.exercises.worksheets.workings import (
    Asked,
    Changed,
    Exact,
    Workings,
    at_many,
    at_one,
    closed,
    is_close,
)

Earlier = Mapping[str, Answer]
Value = Fraction | float
_PLACE = re.compile(r"<(\w+)(\(\))?>")
_FAR = 1e100


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
        """The first numbers of one of its variants."""
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

        Those that were asked once and would not be drawn anew can be worked with, too.
        """
        if cls.fault(*drawn):
            return False
        drawn = cls.filled(drawn)
        ready = workings(cls, *cls.chosen(drawn))
        named = dict(zip(ready.sheet.parameters, map(float, drawn), strict=True))
        known = ready.in_doubles(named, at_one)
        if not ready.is_allowed(known, at_one, is_new):
            return False
        return not discriminating or bool(ready.discriminates(known, at_one))

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
        return self._filled(self.workings.sheet.statement)

    def value(self, name: str) -> float:
        """A quantity as a double."""
        return float(exact(self.known[name]))

    def question(self, step: str) -> Question:
        """One question, with its answer and mistakes."""
        asked = self.workings.asked[step]
        ask = asked.ask
        if ask.key_points:
            answer = self._filled(ask.answer)
            hints = Hints(self._filled(ask.hint), self._filled(ask.rule), answer)
            points = tuple(map(self._filled, ask.key_points))
            prompt = self._filled(ask.prompt)
            return Question(step, ask.kind, prompt, answer, "", hints, key_points=points)
        known = self.known
        right = [closed(part, known) for part in asked.parts]
        tex = _arranged(ask, list(map(as_tex, right)), tex=True)
        return Question(
            step,
            ask.kind,
            self._filled(ask.prompt),
            _arranged(ask, list(map(as_text, right))),
            tex,
            Hints(
                self._filled(ask.hint),
                self._filled(ask.rule),
                Worked(_Working(step), self),
            ),
            Listed(
                lambda: self._mistakes(asked, asked.slips),
                lambda answer: self._mistakes(asked, self._near(asked, answer)),
            ),
            lead=ask.lead,
        )

    def _near(self, asked: Asked, answer: Answer) -> Iterator[Changed]:
        """The slips that come close to an answer, by their doubles."""
        typed = numbers_of(answer)
        if typed is None:  # too large for doubles
            yield from asked.slips
            return
        if len(typed) != len(asked.parts):
            return
        floats = {name: float(value) for name, value in self.parameters.items()}
        known = self.workings.in_doubles(floats, at_one)
        for changed in asked.slips:
            wrong = self.workings.wrong_parts(changed, known, at_one)
            if all(
                abs(own - float(mine)) <= 0.01 * abs(own) + 1e-9
                for own, mine in zip(wrong, typed, strict=True)
            ):
                yield changed

    def _mistakes(self, asked: Asked, slips: Iterable[Changed]) -> Iterator[Mistake]:
        """What the slips answer, where it is not right."""
        right = [float(exact(closed(part, self.known))) for part in asked.parts]
        met = set()
        for changed in slips:
            wrong = self._slipped(changed)
            if wrong is None:
                continue
            doubles = [float(exact(part)) for part in wrong]
            if all(map(is_close, right, doubles)):
                continue
            text = _arranged(asked.ask, list(map(as_text, wrong)))
            rule: Rule = changed.slip.rule
            if (rule.name, text) not in met:
                met.add((rule.name, text))
                yield rule.gives(text, doubles[0] if len(doubles) == 1 else None)

    def _slipped(self, changed: Changed) -> list[Tree] | None:
        """What a slip answers, as closed formulas; None if that has no value."""
        known = dict(self.known)
        try:
            for name, tree in changed.cells:
                known[name] = closed(tree, known)
            wrong = [closed(part, known) for part in changed.parts]
            for part in wrong:
                exact(part)
        except (Unreadable, ArithmeticError):
            return None
        return wrong

    def _filled(self, text: str) -> str:
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
        typed = numbers_of(answer)
        asked = self.workings.asked[step]
        if typed is None or len(typed) != len(asked.parts):
            return
        known: dict[str, Any] = {name: self.value(name) for name in self.known}
        known |= {f"y{place}": float(each) for place, each in enumerate(typed, 1)}
        for each in asked.evidence:
            found = [at_one(tree, known) for tree in each.formulas]
            if any(value != value or abs(value) > _FAR for value in found):
                continue
            if at_one(each.when, known) > 0:
                yield each.text.format(*map(shown, found))

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
        return tuple(working(sheet.workings, sheet.workings.asked[self.step], sheet.known))


@lru_cache(maxsize=64)
def workings(family: type[Worksheet], *variant: Rational) -> Workings:
    """The sheet of a family, read."""
    return Workings(family.sheet(*variant))


@lru_cache(maxsize=256)
def _known(sheet: Worksheet) -> Exact:
    return sheet.workings.exactly(sheet.parameters)


def numbers_of(answer: Answer) -> list[Value] | None:
    """The numbers of an answer, if all of them are known and not too large to work with."""
    match answer:
        case Entry():
            entries: Sequence[Entry] = (answer,)
        case Vector(found):
            entries = found
        case Matrix(rows):
            entries = [entry for row in rows for entry in row]
        case _:
            return None
    values: list[Value] = [each.value for each in entries if each.value is not None]
    if len(values) != len(entries) or not all(-_FAR < value < _FAR for value in values):
        return None
    return values


def _arranged(ask: Ask, parts: list[str], tex: bool = False) -> str:
    """The entries of an answer as one types it, or as it is set."""
    if ask.kind == AnswerKind.NUMBER:
        return parts[0]
    if ask.kind != AnswerKind.MATRIX:
        return f"({', '.join(parts)})"
    width = len(parts) // ask.rows
    rows = [parts[start : start + width] for start in range(0, len(parts), width)]
    if tex:
        body = r" \\ ".join(" & ".join(row) for row in rows)
        return rf"\begin{{bmatrix}} {body} \end{{bmatrix}}"
    listed = ", ".join(f"[{', '.join(row)}]" for row in rows)
    return f"[{listed}]"
