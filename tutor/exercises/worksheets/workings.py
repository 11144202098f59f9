"""A sheet with its formulas read, once for all problems: what depends on what, and its values."""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any, NamedTuple

from tutor.algebra.on_arrays import on_arrays
from tutor.algebra.terms import formula, minus, names, number, plus, substitute, times
from tutor.algebra.tidy import tidy
from tutor.answers.evaluate import exact, exactly, is_short
from tutor.answers.expression import Apply, Name, Number, Tree
from tutor.exercises.worksheets.sheet import Ask, Sheet, Shown, Slip

Exact = Mapping[str, Tree]  # values as closed formulas
Doubles = Mapping[str, Any]  # values as doubles, or as arrays of them
_SAME, _NOTHING = 1e-9, 1e-12  # relative, and what rounding may leave of 0
INFINITY = Name("inf")
_PROBE = number(Fraction(7, 19))  # of the way through a piece: where functions are told apart


class Changed(NamedTuple):
    """A slip read: the quantities that come out otherwise, and what is answered."""

    slip: Slip
    cells: tuple[tuple[str, Tree], ...]
    parts: tuple[Tree, ...]


class Evidence(NamedTuple):
    """Evidence read: its text, the numbers in it, and when it is said."""

    text: str
    formulas: tuple[Tree, ...]
    when: Tree


class Asked(NamedTuple):
    """A question read."""

    ask: Ask
    parts: tuple[Tree, ...]
    slips: tuple[Changed, ...]
    evidence: tuple[Evidence, ...]
    between: tuple[Tree, Tree]
    probe: Tree

    def at_probe(self, known: Doubles, at: Callable[[Tree, Doubles], Any]) -> Doubles:
        """The values, with that of the variable if it asks for a function."""
        if not self.ask.variable:
            return known
        return {**known, self.ask.variable: at(self.probe, known)}


class Workings:
    """A sheet ready to be worked out."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self._names = (*sheet.parameters, *(cell.name for cell in sheet.cells))
        self.cells = {cell.name: self._read(cell.formula) for cell in sheet.cells}
        self.forms = {
            name: formula(text, (*sheet.letters, *sheet.parameters))
            for name, text in sheet.forms.items()
        }
        self.conditions = tuple(map(self._read, sheet.conditions))
        self.wanted = tuple(map(self._read, sheet.wanted))
        self.asked = {ask.step: self._asked(ask) for ask in sheet.asks}

    def _read(self, text: str, more: Sequence[str] = ()) -> Tree:
        return formula(text, (*self._names, *more))

    def _asked(self, ask: Ask) -> Asked:
        parts = tuple(map(self._read, ask.parts))
        typed = [f"y{place}" for place in range(1, len(parts) + 1)]

        def shown(each: Shown) -> Evidence:
            read = tuple(self._read(text, typed) for text in each.formulas)
            return Evidence(each.text, read, self._read(each.when, typed))

        slips = tuple(self._changed(slip, parts) for slip in ask.slips)
        low, high = map(self._read, ask.between)
        probe = plus(low, times(minus(high, low), _PROBE))
        return Asked(ask, parts, slips, tuple(map(shown, ask.evidence)), (low, high), probe)

    def _changed(self, slip: Slip, parts: tuple[Tree, ...]) -> Changed:
        changes = {name: self._read(text) for name, text in slip.changes.items()}
        unknown = set(changes) - set(self.cells)
        assert not unknown, f"no quantities of this worksheet: {unknown}"
        answered = tuple(map(self._read, slip.parts)) or parts
        return Changed(slip, self.following(changes, answered), answered)

    def following(
        self, changes: Mapping[str, Tree], wanted: Iterable[Tree]
    ) -> tuple[tuple[str, Tree], ...]:
        """The quantities that the wanted formulas need and that these changes change, in order."""
        needed: set[str] = set().union(*map(names, wanted))
        for name, own in reversed(self.cells.items()):
            if name in needed:
                needed |= names(changes.get(name, own))
        touched: set[str] = set()
        found = []
        for name, own in self.cells.items():
            tree = changes.get(name, own)
            if name in needed and (name in changes or names(tree) & touched):
                touched.add(name)
                found.append((name, tree))
        return tuple(found)

    def numbered(self, name: str, known: Exact) -> Tree:
        """The formula of a quantity, with those of its numbers in it that no letter stands for."""
        tree = self.cells[name]
        told = (names(tree) & set(self.sheet.parameters)) - set(self.sheet.points)
        if not self.sheet.points or not told:
            return tree
        filled = substitute(tree, {each: known[each] for each in told})
        return tidy(filled) if names(filled) else filled

    # Values

    def exactly(self, parameters: Mapping[str, Fraction]) -> Exact:
        """Every quantity as a closed formula."""
        known: dict[str, Tree] = {name: number(value) for name, value in parameters.items()}
        for name, tree in self.cells.items():
            known[name] = closed(tree, known)
        return known

    def in_doubles(self, parameters: Doubles, at: Callable[[Tree, Doubles], Any]) -> Doubles:
        """Every quantity as a double, or as an array of them."""
        known = dict(parameters)
        for name, tree in self.cells.items():
            known[name] = at(tree, known)
        return known

    def in_variable(self, asked: Asked, known: Exact) -> Exact:
        """The values as closed formulas, in the variable if a function is asked for."""
        variable = asked.ask.variable
        if not variable:
            return known
        own, touched = {**known, variable: Name(variable)}, {variable}
        for name, tree in self.cells.items():
            if name != variable and names(tree) & touched:
                own[name] = closed(tree, own)
                touched.add(name)
        return own

    def discriminates(self, known: Doubles, at: Callable[[Tree, Doubles], Any]) -> Any:
        """Whether each slip shows, and no two common ones give the same answer."""
        good = True
        for asked in self.asked.values():
            there = asked.at_probe(known, at)
            right = [at(part, there) for part in asked.parts]
            others: list[list[Any]] = []
            for changed in asked.slips:
                wrong = self.wrong_parts(changed, there, at)
                good = good & _apart(right, wrong)
                if changed.slip.is_common:
                    for other in others:
                        good = good & _apart(other, wrong)
                    others.append(wrong)
        return good

    def wrong_parts(
        self, changed: Changed, known: Doubles, at: Callable[[Tree, Doubles], Any]
    ) -> list[Any]:
        """What a slip answers."""
        own = dict(known)
        for name, tree in changed.cells:
            own[name] = at(tree, own)
        return [at(part, own) for part in changed.parts]

    def is_allowed(self, known: Doubles, at: Callable[[Tree, Doubles], Any], is_new: bool) -> Any:
        """Whether the conditions of the sheet hold, and every answer has a value."""
        good = True
        for condition in (*self.conditions, *(self.wanted if is_new else ())):
            good = good & (at(condition, known) > 0)
        for asked in self.asked.values():
            there = asked.at_probe(known, at)
            for part in asked.parts:
                if part != INFINITY:
                    value = at(part, there)
                    good = good & (value - value == 0)
        return good


def _apart(right: Sequence[Any], wrong: Sequence[Any]) -> Any:
    """Whether two answers differ in an entry; one without a value is no answer."""
    apart: Any = len(right) != len(wrong)
    for r, w in zip(right, wrong, strict=False):
        is_one_infinite = (abs(r) == math.inf) != (abs(w) == math.inf)
        differ = abs(r - w) > _SAME * (abs(r) + abs(w)) + _NOTHING
        apart = apart | differ | is_one_infinite | (w != w)
    return apart


def closed(tree: Tree, known: Exact) -> Tree:
    """The value of a formula, as short as it can be written."""
    value = _fraction(tree, known)
    return tidy(substitute(tree, known)) if value is None else number(value)


def _fraction(tree: Tree, known: Exact) -> Fraction | None:
    """The value of a formula if it is a fraction; Unreadable where it has none."""
    if isinstance(tree, Number):
        return tree.value
    if isinstance(tree, Name):
        found = known.get(tree.name)
        return found.value if isinstance(found, Number) else None
    arguments = []
    for each in tree.arguments:
        value = _fraction(each, known)
        if value is None:
            return None
        arguments.append(value)
    result = exactly(tree.operation, arguments)
    if result is not None and is_short(result):
        return result
    exact(Apply(tree.operation, tuple(map(Number, arguments)), tree.column))
    return None


def at_many(tree: Tree, known: Doubles) -> Any:
    """A formula at an array of points."""
    return on_arrays(tree, known)


def is_close(right: float, wrong: float) -> bool:
    """Whether two numbers are one."""
    return math.isclose(right, wrong, rel_tol=_SAME, abs_tol=_NOTHING)


def are_near(wrong: Sequence[float], typed: Sequence[float], apart: float) -> bool:
    """Whether numbers could be those of a slip, as far as doubles can tell."""
    for own, each in zip(wrong, typed, strict=True):
        if abs(own - each) > apart * abs(own) + 1e-9:
            return False
    return True
