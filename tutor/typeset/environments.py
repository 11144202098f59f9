"""What is fenced or tabled: \\left … \\right, matrices, cases and aligned lines."""

from tutor.typeset.lexer import Token
from tutor.typeset.named_commands import ALIGNED, GATHERED, MATRICES
from tutor.typeset.reader import EMPTY, Reader
from tutor.typeset.symbols import FENCES
from tutor.typeset.tree import (
    Fenced,
    Layout,
    Middle,
    Node,
    Row,
    Symbol,
    Table,
    Unknown,
)


def left(reader: Reader, token: Token) -> Node:
    reader.deeper(token.offset)
    opening = _fence(reader, token)
    body = reader.row()
    closing = None
    if reader.peek().text == "\\right":
        closing = _fence(reader, reader.take())
    else:
        reader.complain(token.offset, "\\left without \\right")
    reader.depth -= 1
    return Fenced(opening, body, closing, tall=True)


def middle(reader: Reader, token: Token) -> Node:
    fence = _fence(reader, token)
    return Unknown(token.text) if fence is None else Middle(fence)


def _fence(reader: Reader, owner: Token) -> Symbol | None:
    """The fence after \\left, \\middle or \\right; None for a full stop, the empty one."""
    token = reader.peek()
    name = {"<": "langle", ">": "rangle", "|": "vert", "\\|": "Vert"}.get(token.text)
    fence = FENCES.get(name or token.text.removeprefix("\\"))
    if fence is None and token.text != ".":
        reader.complain(owner.offset, f"{owner.text} needs a bracket after it, or a full stop")
    else:
        reader.at += 1
    return fence


def environment(reader: Reader, token: Token) -> Node:
    name = reader.raw()
    left = right = None
    layout: Layout = "matrix"
    if name in MATRICES:
        left, right = MATRICES[name]
    elif name in {"cases", "dcases"}:
        layout, left = "cases", FENCES["{"]
    elif name in ALIGNED:
        layout = "aligned"
    elif name in GATHERED:
        layout = "gathered"
    else:
        reader.complain(token.offset, f"unknown environment {name}")
    if name in {"array", "alignedat"}:
        reader.raw()  # how columns are set
    rows = _table_rows(reader, token)
    if reader.peek().text == "\\end":
        reader.at += 1
        if (closed := reader.raw()) != name:
            reader.complain(token.offset, f"\\begin{{{name}}} is closed by \\end{{{closed}}}")
    else:
        reader.complain(token.offset, f"\\begin{{{name}}} without \\end{{{name}}}")
    table = Table(layout, _aligned(rows) if layout == "aligned" else rows, left, right)
    unknown = Unknown(f"\\begin{{{name}}}")
    return table if layout != "matrix" or name in MATRICES else Row((unknown, table))


def substack(reader: Reader, token: Token) -> Node:
    if reader.peek().text != "{":
        reader.complain(token.offset, f"something is missing after {token.text}")
        return Unknown(token.text)
    opening = reader.take()
    rows = _table_rows(reader, opening)
    if reader.peek().text == "}":
        reader.at += 1
    else:
        reader.complain(opening.offset, "this { is never closed")
    return Table("gathered", rows)


def _table_rows(reader: Reader, token: Token) -> tuple[tuple[Node, ...], ...]:
    reader.deeper(token.offset)
    rows: list[tuple[Node, ...]] = []
    cells: list[Node] = []
    while True:
        cells.append(reader.row())
        text = reader.peek().text
        if text == "&":
            reader.at += 1
            continue
        rows.append(tuple(cells))
        cells = []
        if text != "\\\\":
            break
        reader.at += 1
        _skip_row_gap(reader)
    reader.depth -= 1
    if len(rows) > 1 and rows[-1] == (EMPTY,):
        rows.pop()  # a last \\ ends a row, it begins none
    return tuple(rows)


def _skip_row_gap(reader: Reader) -> None:
    r"""Pass over the 4pt of \\[4pt]."""
    pieces = [t.text for t in reader.tokens[reader.at : reader.at + 5]]
    if len(pieces) == 5 and pieces[0] == "[" and pieces[4] == "]" and pieces[1][0].isdigit():
        reader.at += 5


def _aligned(rows: tuple[tuple[Node, ...], ...]) -> tuple[tuple[Node, ...], ...]:
    """Every second cell begins after something, so that a sign at its start is no sign of it."""
    return tuple(
        tuple(
            Row((EMPTY, *cell.items)) if i % 2 and isinstance(cell, Row) else cell
            for i, cell in enumerate(row)
        )
        for row in rows
    )
