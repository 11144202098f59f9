"""Matrices, cases and aligned lines in words."""

from collections.abc import Callable

from tutor.typeset.application import is_column
from tutor.typeset.heard import is_simple
from tutor.typeset.tree import Node, Table


def table(node: Table, phrase: Callable[[Node], str]) -> list[str]:
    """Rows and cells in words; cells that need it are parted by a word."""
    rows = [[phrase(cell) for cell in row] for row in node.rows]
    if node.layout in ("aligned", "gathered"):
        lines = [" ".join(filter(None, row)) for row in rows]
        return ["; next line ".join(lines)]
    simple = all(is_simple(cell) for row in node.rows for cell in row)
    between = ", " if simple else ", next "
    lines = [between.join(cell or "blank" for cell in row) for row in rows]
    if node.layout == "cases":
        lines = [", ".join(cell or "blank" for cell in row) for row in rows]
        named = [f"case {i}: {text}" for i, text in enumerate(lines, 1)]
        return [f"{len(rows)} cases:", "; ".join(named), "; end cases ,"]
    fence = node.left.char if node.left is not None else ""
    of = {"|": "the determinant of", "‖": "the norm of"}.get(fence, "")
    if is_column(node) or len(rows) == 1:
        what = "column" if is_column(node) else "row"
        between = "; " if simple else "; next "
        cells = between.join(cell or "blank" for row in rows for cell in row)
        return [of, f"the {what}", cells, f", end {what} ,"]
    what = f"the {len(rows)} by {max(map(len, rows))} matrix"
    numbered = [f"row {i}: {text}" for i, text in enumerate(lines, 1)]
    return [of, what + ",", "; ".join(numbered), "; end matrix ,"]
