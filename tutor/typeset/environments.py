"""What is fenced or tabled: \\left … \\right, matrices, cases and aligned lines."""

from collections.abc import Sequence

from tutor.typeset.columns import Columns, columns
from tutor.typeset.lengths import is_length
from tutor.typeset.lexer import Token
from tutor.typeset.named_commands import ALIGNED, CASES, GATHERED, MATRICES
from tutor.typeset.reader import EMPTY, Reader
from tutor.typeset.symbols import FENCES, SYMBOLS, symbol_of
from tutor.typeset.text_command import text
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

_ROW_ENDS = {"\\\\", "\\cr", "\\tabularnewline"}
_RULES = {"\\hline", "\\toprule", "\\midrule", "\\bottomrule"}
_WITH_COLUMNS = {"array", "tabular", "subarray", "IEEEeqnarray", "IEEEeqnarray*"}
_WITH_COUNT = {"alignedat", "alignat", "alignat*", "xalignat", "xalignat*"}
_FENCE_NAMES = {"<": "langle", ">": "rangle", "|": "vert", "\\|": "Vert"}
_MORE_FENCES = {"/": symbol_of("/"), "\\backslash": SYMBOLS["backslash"]}
_MORE_FENCES |= {f"\\{name}": SYMBOLS[name] for name in ("uparrow", "downarrow", "updownarrow")}

_MATRIX_FENCES = {fences for fences in MATRICES.values() if fences != (None, None)}

Rows = tuple[tuple[Node, ...], ...]


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
    return _fenced_table(opening, body, closing) or Fenced(opening, body, closing, tall=True)


def _fenced_table(opening: Symbol | None, body: Row, closing: Symbol | None) -> Table | None:
    """The table that a pair of fences holds and nothing else, as a matrix or cases."""
    table = body.items[0] if len(body.items) == 1 else None
    if not isinstance(table, Table) or table.layout != "matrix" or table.left or table.right:
        return None
    if (opening, closing) in _MATRIX_FENCES:
        return table._replace(left=opening, right=closing)
    if (opening, closing) == CASES["cases"] and not (table.bars or table.rules):
        return table._replace(layout="cases", left=opening)
    return None


def middle(reader: Reader, token: Token) -> Node:
    fence = _fence(reader, token)
    return Unknown(token.text) if fence is None else Middle(fence)


def _fence(reader: Reader, owner: Token) -> Symbol | None:
    """The fence after \\left, \\middle or \\right; None for a full stop, the empty one."""
    shown = reader.peek().text
    name = _FENCE_NAMES.get(shown) or shown.removeprefix("\\")
    fence = FENCES.get(name) or _MORE_FENCES.get(shown)
    if fence is None and shown != ".":
        reader.complain(owner.offset, f"{owner.text} needs a bracket after it, or a full stop")
    else:
        reader.at += 1
    return fence


def environment(reader: Reader, token: Token) -> Node:
    name = reader.raw().strip()
    left = right = None
    layout: Layout = "matrix"
    if name in MATRICES:
        left, right = MATRICES[name]
    elif name in CASES:
        layout, (left, right) = "cases", CASES[name]
    elif name in ALIGNED:
        layout = "aligned"
    elif name in GATHERED:
        layout = "gathered"
    else:
        reader.complain(token.offset, f"unknown environment {name}")
    chosen = _options(reader, name)
    rows, rules = _table_rows(reader, token)
    if reader.peek().text == "\\end":
        reader.at += 1
        if (closed := reader.raw().strip()) != name:
            reader.complain(token.offset, f"\\begin{{{name}}} is closed by \\end{{{closed}}}")
    else:
        reader.complain(token.offset, f"\\begin{{{name}}} without \\end{{{name}}}")
    if name.startswith(("eqnarray", "IEEEeqnarray")):
        rows = tuple(map(_joined, rows))
    if layout == "aligned":
        rows = _aligned(rows)
    if layout == "gathered" and len(rows) == 1 and len(rows[0]) == 1:
        return rows[0][0]
    table = Table(layout, rows, left, right, chosen.letters, chosen.bars, rules)
    unknown = Unknown(f"\\begin{{{name}}}")
    return table if layout != "matrix" or name in MATRICES else Row((unknown, table))


def _options(reader: Reader, name: str) -> Columns:
    """What stands between \\begin{…} and the first row: where the columns are set, and lines."""
    braced = name in _WITH_COLUMNS or name in _WITH_COUNT
    if name.endswith(("matrix*", "ed")) or braced:
        where = _in_brackets(reader)
        if name.endswith("matrix*") and where in ("l", "c", "r"):
            return Columns(where * 20, ())
    if not braced:
        return Columns("", ())
    offset = reader.peek().offset
    typed = reader.raw()
    if name in _WITH_COUNT or name.startswith("IEEE"):
        return Columns("", ())
    found, strange = columns(typed)
    if strange:
        reader.complain(offset, f"{strange} places no column: write l, c or r")
    return found


def _in_brackets(reader: Reader) -> str:
    """A single letter in square brackets, taken: the r of \\begin{pmatrix*}[r]."""
    reader.peek()
    shown = [token.text for token in reader.tokens[reader.at : reader.at + 3]]
    if len(shown) < 3 or shown[0] != "[" or shown[2] != "]" or shown[1] not in set("lcrtb"):
        return ""
    reader.at += 3
    return shown[1]


def plain_table(reader: Reader, token: Token) -> Node:
    r"""\pmatrix{a & b \cr c & d}, as plain TeX has it."""
    rows = _braced_rows(reader, token)
    if rows is None:
        return Unknown(token.text)
    if token.text == "\\cases":
        return Table("cases", rows, *CASES["cases"])
    return Table("matrix", rows, *MATRICES[token.text[1:]])


def substack(reader: Reader, token: Token) -> Node:
    rows = _braced_rows(reader, token)
    return Unknown(token.text) if rows is None else Table("gathered", rows)


def _braced_rows(reader: Reader, token: Token) -> Rows | None:
    if reader.peek().text != "{":
        reader.complain(token.offset, f"something is missing after {token.text}")
        return None
    opening = reader.take()
    rows, _ = _table_rows(reader, opening)
    if reader.peek().text == "}":
        reader.at += 1
    else:
        reader.complain(opening.offset, "this { is never closed")
    return rows


def _table_rows(reader: Reader, token: Token) -> tuple[Rows, tuple[int, ...]]:
    """The rows up to what ends them, and before which of them a line is drawn."""
    reader.deeper(token.offset)
    rows: list[tuple[Node, ...]] = []
    cells: list[Node] = []
    rules: list[int] = []
    while True:
        if not cells:
            _between_rows(reader, rows, rules)
        cells.append(reader.row())
        shown = reader.peek().text
        if shown == "&":
            reader.at += 1
            continue
        rows.append(tuple(cells))
        cells = []
        if shown not in _ROW_ENDS:
            break
        reader.at += 1
        _skip_row_gap(reader)
    reader.depth -= 1
    if len(rows) > 1 and rows[-1] == (EMPTY,):
        rows.pop()  # a last \\ ends a row, it begins none
    return tuple(rows), tuple(rules)


def _between_rows(reader: Reader, rows: list[tuple[Node, ...]], rules: list[int]) -> None:
    """Take the lines and the sentences that stand between two rows."""
    while (shown := reader.peek().text) in _RULES or shown in _SENTENCES or shown == "\\cline":
        token = reader.take()
        if shown in _SENTENCES:
            words = text(reader, token)
            rows.append((words,))
            continue
        if shown == "\\cline":
            reader.raw()
        if not rules or rules[-1] != len(rows):
            rules.append(len(rows))


_SENTENCES = {"\\intertext", "\\shortintertext"}


def _skip_row_gap(reader: Reader) -> None:
    r"""Pass over the star and the 4pt of \\*[4pt]."""
    if reader.tokens[reader.at].text == "*":
        reader.at += 1
    tokens = reader.tokens[reader.at : reader.at + 7]
    pieces = [token.text for token in tokens]
    if pieces[:1] != ["["] or "]" not in pieces:
        return
    end = pieces.index("]")
    if is_length("".join(pieces[1:end])):
        reader.at += end + 1


def _joined(cells: tuple[Node, ...]) -> tuple[Node, ...]:
    """The three cells of eqnarray as two: the relation stands in the middle one."""
    if len(cells) < 3:
        return cells
    items = [item for cell in cells[1:3] for item in _items(cell)]
    return (cells[0], Row(tuple(items)), *cells[3:])


def _items(cell: Node) -> Sequence[Node]:
    return cell.items if isinstance(cell, Row) else (cell,)


def _aligned(rows: Rows) -> Rows:
    """Every second cell begins after something, so that a sign at its start is no sign of it."""
    return tuple(
        tuple(
            Row((EMPTY, *cell.items)) if i % 2 and isinstance(cell, Row) else cell
            for i, cell in enumerate(row)
        )
        for row in rows
    )
