"""The working of an answer: a chain for each quantity, from its formula to its value."""

import re
from collections.abc import Iterable, Iterator

from tutor.algebra.as_tex import as_tex
from tutor.algebra.terms import names, substitute
from tutor.answers.answer import AnswerKind
from tutor.answers.expression import Name, Tree
from tutor.exercises.chain import Chain, Link, Part, step_by_step
from tutor.exercises.worksheets.arranged import arranged
from tutor.exercises.worksheets.sheet import Cell, Sheet
from tutor.exercises.worksheets.workings import Asked, Exact, Workings, closed


def working(workings: Workings, asked: Asked, known: Exact) -> Iterator[Part]:
    """Its opening words, a chain for each quantity that the answer needs, then the answer."""
    if asked.ask.says:
        yield asked.ask.says
    cells = {cell.name: cell for cell in workings.sheet.cells}
    for name in asked.ask.lines:
        tree = workings.numbered(name, known)
        yield from _quantity(cells[name], workings.sheet, tree, known)
    if asked.ask.result:
        right = [closed(part, known) for part in asked.parts]
        ends_as = ""
        if asked.ask.kind in (AnswerKind.SET, AnswerKind.INTERVAL):
            ends_as = arranged(asked.ask, list(map(as_tex, right)), tex=True)
        yield Chain(asked.ask.result, (_arranged(right, asked.ask.rows),), ends_as)


def _quantity(cell: Cell, sheet: Sheet, tree: Tree, known: Exact) -> Iterator[Part]:
    """s = 2 z_1 + 1 = 2 * 3 + 1 = 6 + 1 = 7"""
    name = cell.tex or as_tex(Name(cell.name))
    letters = {own: Name(letter) for own, letter in sheet.points.items()}
    formula = cell.shown or _named(as_tex(substitute(tree, letters)), sheet.cells)
    is_told = formula in (name, as_tex(closed(tree, known))) or not names(tree)
    numbers = substitute(tree, {each: known[each] for each in names(tree)})
    yield Chain(name if is_told else f"{name} = {formula}", step_by_step(numbers))


def _arranged(entries: list[Tree], rows: int) -> Link:
    if not rows:
        return entries if entries[1:] else entries[0]
    width = len(entries) // rows
    return [entries[start : start + width] for start in range(0, len(entries), width)]


def _named(tex: str, listed: Iterable[Cell]) -> str:
    """The formula with the signs of its quantities in place of their names."""
    cells = {cell.name: cell for cell in listed}

    def fill(found: re.Match[str]) -> str:
        cell = cells.get(found.group())
        return cell.tex if cell is not None and cell.tex else found.group()

    return re.sub(r"(?<![\\A-Za-z])[A-Za-z]+(?![A-Za-z])", fill, tex)
