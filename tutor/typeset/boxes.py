"""Boxes of text: rows of equal width with a baseline, put beside and above one another."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rich.cells import cell_len


class Box(NamedTuple):
    """Rows of text, all `width` columns wide, one of them the baseline."""

    rows: tuple[str, ...]
    baseline: int
    width: int

    @property
    def height(self) -> int:
        return len(self.rows)

    @property
    def ascent(self) -> int:
        """Rows above the baseline."""
        return self.baseline

    @property
    def descent(self) -> int:
        """Rows below the baseline."""
        return len(self.rows) - 1 - self.baseline


def flat(text: str) -> Box:
    """A box of one row."""
    return Box((text,), 0, cell_len(text))


EMPTY = flat("")


def beside(parts: Iterable[tuple[int, Box]]) -> Box:
    """Boxes in a row on one baseline, each with so many blank columns before it."""
    parts = list(parts)
    ascent = max((box.ascent for _, box in parts), default=0)
    descent = max((box.descent for _, box in parts), default=0)
    width = sum(gap + box.width for gap, box in parts)
    if not ascent and not descent:
        return Box(("".join([" " * gap + box.rows[0] for gap, box in parts]),), 0, width)
    rows = []
    for row in range(-ascent, descent + 1):
        pieces = []
        for gap, box in parts:
            at = box.baseline + row
            pieces.append(" " * gap)
            pieces.append(box.rows[at] if 0 <= at < box.height else " " * box.width)
        rows.append("".join(pieces))
    return Box(tuple(rows), ascent, width)


def widen(box: Box, width: int, before: int) -> Box:
    """The box with `before` blank columns on its left, and `width` columns in all."""
    after = width - box.width - before
    if before == after == 0:
        return box
    rows = tuple([" " * before + row + " " * after for row in box.rows])
    return Box(rows, box.baseline, width)


def stack(boxes: Sequence[Box], baseline: int, centred: bool = True) -> Box:
    """Boxes one above the other; the baseline is that of the box at index `baseline`."""
    width = max(box.width for box in boxes)
    rows: list[str] = []
    at = 0
    for i, box in enumerate(boxes):
        if i == baseline:
            at = len(rows) + box.baseline
        rows += widen(box, width, (width - box.width) // 2 if centred else 0).rows
    return Box(tuple(rows), at, width)
