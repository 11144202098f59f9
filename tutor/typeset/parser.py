"""LaTeX mathematics read into a tree: one pass, bounded depth, and faults that spare the rest."""

from bisect import bisect_right
from collections.abc import Callable, Mapping
from types import MappingProxyType

from tutor.core.text import harmless
from tutor.typeset.pairing import RowSoFar
from tutor.typeset.symbols import (
    ACCENTS,
    ALIGNED,
    FENCES,
    GATHERED,
    MATRICES,
    NAMES,
    SPACES,
    STYLES,
    SYMBOLS,
    TEXTS,
    UNSEEN,
    symbol_of,
)
from tutor.typeset.tokens import MAX_LENGTH, Complaints, Refused, Token, tokens, write_out
from tutor.typeset.tree import (
    Accent,
    Binomial,
    Brace,
    Fault,
    Fenced,
    Formula,
    Fraction,
    Identifier,
    Kind,
    Layout,
    Middle,
    Name,
    Node,
    Number,
    Root,
    Row,
    Scripts,
    Space,
    Styled,
    Symbol,
    Table,
    Text,
    Unknown,
)

MAX_DEPTH = 30

_EMPTY = Row(())
_LETTERS = {c: Identifier(c) for c in "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"}
_SCRIPTS = {"^", "_", "'"}
_SIGNS = set("%#&$_{}")
_ASTRAY = {
    "}": "this } closes nothing",
    "&": "& belongs in aligned, cases or a matrix",
    "\\\\": "\\\\ belongs in aligned, cases or a matrix",
    "\\right": "\\right without \\left",
    "\\end": "\\end without \\begin",
}
_ENDS = {"", *_ASTRAY}
_NOT = {"=": "neq", "<": "nless", ">": "ngtr", "\\in": "notin", "\\exists": "nexists"}
_NOT |= {"\\leq": "nleq", "\\le": "nleq", "\\geq": "ngeq", "\\ge": "ngeq"}
_NOT |= {"\\subseteq": "nsubseteq"}


def parse(source: str, macros: Mapping[str, str] = MappingProxyType({})) -> Formula:
    """Read a formula; what cannot be read is a fault and stands in the tree as Unknown."""
    shown = harmless(source)
    complaints = Complaints()
    tree: Node
    try:
        if len(shown) > MAX_LENGTH:
            raise Refused(f"this formula is longer than {MAX_LENGTH:,} characters", 0)
        read = tokens(shown)
        if macros:
            read = write_out(read, macros, complaints)
        tree = _Parser(read, len(shown), complaints).whole()
    except Refused as refused:
        complaints.add(refused.offset, refused.message)
        tree = Unknown(" ".join(shown.split()))
    return Formula(shown, tree, _placed(complaints, shown))


def _placed(complaints: Complaints, source: str) -> tuple[Fault, ...]:
    if not complaints.by_offset:
        return ()
    starts = [0, *(i + 1 for i, c in enumerate(source) if c == "\n")]
    faults = []
    for offset, message in sorted(complaints.by_offset.items()):
        line = bisect_right(starts, offset)
        faults.append(Fault(message, offset, line, offset - starts[line - 1] + 1))
    return tuple(faults)


class _Parser:
    """Walks the tokens once; every construct that holds another goes one deeper."""

    def __init__(self, source: list[Token], end: int, complaints: Complaints) -> None:
        self.tokens = [*source, Token("", end)]
        self.at = 0
        self.depth = 0
        self.complain = complaints.add

    # -- rows --------------------------------------------------------------------------------

    def whole(self) -> Node:
        """Everything; whatever ends a row here closes nothing."""
        items: list[Node] = []
        while True:
            items += self.row().items
            token = self.peek()
            if not token.text:
                return items[0] if len(items) == 1 else Row(tuple(items))
            self.at += 1
            self.complain(token.offset, _ASTRAY[token.text])
            tail = ""
            if token.text == "\\end":
                tail = "{" + self.raw() + "}"
            elif token.text == "\\right" and self.peek().text not in _ENDS:
                tail = self.take().text
            items.append(Unknown(token.text + tail))

    def row(self, until: str = "") -> Row:
        """Items up to what ends a row, which is left to whoever began it."""
        depth = self.depth
        row = RowSoFar(self.deeper)
        while (token := self.peek()).text not in _ENDS and token.text != until:
            self.at += 1
            if token.text in _SCRIPTS:
                self.script(token, row)
            elif token.text in {"\\limits", "\\nolimits"}:
                row.limits(token.text == "\\limits")
            elif (node := self.atom(token)) is not None:
                row.add(node, token.offset)
        self.depth = depth
        return Row(tuple(row.items))

    def script(self, token: Token, row: RowSoFar) -> None:
        """What follows ^, _ or ' goes onto the last item."""
        part = self.primes() if token.text == "'" else self.argument(token)
        if part is None:
            row.add(Unknown(token.text), token.offset)
        elif not row.attach(part, below=token.text == "_"):
            which = "subscript" if token.text == "_" else "superscript"
            self.complain(token.offset, f"a second {which}: put braces around the first")

    def primes(self) -> Row:
        """As many primes as there are; the first is taken."""
        primes: list[Node] = [SYMBOLS["prime"]]
        while self.peek().text == "'":
            self.at += 1
            primes.append(SYMBOLS["prime"])
        return Row(tuple(primes))

    # -- one item ----------------------------------------------------------------------------

    def peek(self) -> Token:
        """The next token that is not blank."""
        while self.tokens[self.at].text.isspace():
            self.at += 1
        return self.tokens[self.at]

    def take(self) -> Token:
        token = self.peek()
        self.at += 1
        return token

    def deeper(self, offset: int) -> None:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise Refused(f"this is nested more than {MAX_DEPTH} deep", offset)

    def atom(self, token: Token) -> Node | None:
        """The node one token begins; None if it only says how to set what follows."""
        text = token.text
        if (letter := _LETTERS.get(text)) is not None:
            return letter
        if text[0] == "\\":
            return self.command(token)
        if text == "{":
            return self.group(token)
        if "0" <= text[0] <= "9" or (text[0] == "." and len(text) > 1):
            return Number(text)
        if text == "~":
            return Space(1)
        if text[0] in "#%$":
            self.complain(token.offset, f"write \\{text[0]} for the sign {text[0]}")
            return SYMBOLS[text] if len(text) == 1 else Unknown(text)
        return symbol_of(text) or Identifier(text)

    def group(self, token: Token) -> Node:
        """What stands between braces; the opening one is taken."""
        self.deeper(token.offset)
        row = self.row()
        self.depth -= 1
        if self.peek().text == "}":
            self.at += 1
        else:
            self.complain(token.offset, "this { is never closed")
        if len(row.items) != 1:
            return row
        only = row.items[0]
        if isinstance(only, Symbol):
            return only if only.kind is Kind.ORDINARY else row
        return row if isinstance(only, Scripts | Space | Name) else only

    def argument(self, owner: Token) -> Node | None:
        """The braces or the single token a command works on; None, and a fault, if missing."""
        token = self.peek()
        if token.text in _ENDS or token.text in _SCRIPTS:
            self.complain(owner.offset, f"something is missing after {owner.text}")
            return None
        if "0" <= token.text[0] <= "9" and len(token.text) > 1:  # \frac12 is one half
            self.tokens[self.at] = Token(token.text[1:], token.offset + 1)
            return Number(token.text[0])
        self.at += 1
        if token.text == "{":
            return self.group(token)
        self.deeper(token.offset)
        node = self.atom(token)
        self.depth -= 1
        return _EMPTY if node is None else node

    def raw(self) -> str:
        """What stands between the next braces, as it was typed."""
        if self.peek().text != "{":
            return ""
        start, depth = self.at, 0
        while text := self.tokens[self.at].text:
            self.at += 1
            depth += (text == "{") - (text == "}")
            if depth == 0:
                return "".join(t.text for t in self.tokens[start + 1 : self.at - 1])
        self.complain(self.tokens[start].offset, "this { is never closed")
        return "".join(t.text for t in self.tokens[start + 1 : self.at])

    # -- commands ----------------------------------------------------------------------------

    def command(self, token: Token) -> Node | None:
        name = token.text[1:]
        known = SYMBOLS.get(name) or NAMES.get(name)
        if known is not None or name in UNSEEN:
            return known
        if name in SPACES:
            return Space(SPACES[name])
        if name in TEXTS:
            return self.text(token)
        if name in STYLES or name in ACCENTS:
            body = self.argument(token)
            if body is None:
                return Unknown(token.text)
            return Accent(ACCENTS[name], body) if name in ACCENTS else _styled(name, body)
        if (read := _COMMANDS.get(name)) is not None:
            return read(self, token)
        self.complain(token.offset, f"unknown command {token.text}")
        return Unknown(token.text)

    def text(self, token: Token) -> Node:
        if self.peek().text != "{":
            body = self.argument(token)
            return Unknown(token.text) if body is None else Styled("upright", body)
        start = self.at
        self.raw()
        pieces = []
        for piece in self.tokens[start : self.at]:
            text = piece.text
            if text[0] == "\\":
                name = text[1:]
                if name in SPACES:
                    text = " "
                elif name in _SIGNS:
                    text = name
                else:
                    self.complain(piece.offset, f"{text} cannot stand in {token.text}")
            elif text in "{}":
                continue
            pieces.append(" " if text == "~" or text.isspace() else text)
        return Text("".join(pieces))

    def fraction(self, token: Token) -> Node:
        above = self.argument(token)
        if above is None:
            return Unknown(token.text)
        below = self.argument(token)
        if below is None:
            below = Unknown(token.text)
        if token.text == "\\binom":
            return Binomial(above, below)
        return Fraction(above, below, small=token.text == "\\tfrac")

    def root(self, token: Token) -> Node:
        degree: Node | None = None
        if self.peek().text == "[":
            opening = self.take()
            self.deeper(token.offset)
            degree = self.row(until="]")
            self.depth -= 1
            if self.peek().text == "]":
                self.at += 1
            else:
                self.complain(opening.offset, "this [ is never closed")
        body = self.argument(token)
        return Root(Unknown(token.text) if body is None else body, degree)

    def operator_name(self, token: Token) -> Node:
        limits = self.peek().text == "*"
        self.at += limits
        words = self.text(token)
        if not isinstance(words, Text) or not words.text.strip():
            self.complain(token.offset, f"something is missing after {token.text}")
            return Unknown(token.text)
        name = " ".join(words.text.split())
        return NAMES.get(name) or Name(name, limits, name)

    def over_and_under(self, token: Token) -> Node:
        """\\overset{over}{base}, \\underset{under}{base}, \\stackrel{over}{base}."""
        script = self.argument(token)
        base = None if script is None else self.argument(token)
        if base is None:
            return script or Unknown(token.text)
        if isinstance(base, Row) and len(base.items) == 1:
            base = base.items[0]  # so that a relation stays one
        if token.text == "\\underset":
            return Scripts(base, script, None, limits=True)
        return Scripts(base, None, script, limits=True)

    def brace(self, token: Token) -> Node:
        body = self.argument(token)
        if body is None:
            return Unknown(token.text)
        return Brace(body, over=token.text == "\\overbrace")

    def negated(self, token: Token) -> Node:
        other = self.peek()
        if other.text in _NOT:
            self.at += 1
            return SYMBOLS.get(_NOT[other.text], SYMBOLS["neq"])
        self.complain(token.offset, f"\\not cannot stand before {other.text or 'nothing'}")
        return Unknown(token.text)

    def modulo(self, token: Token) -> Node:
        modulus = self.argument(token)
        parts = (Name("mod"), Unknown(token.text) if modulus is None else modulus)
        return Fenced(FENCES["("], Row(parts), FENCES[")"])

    # -- fences and tables -------------------------------------------------------------------

    def left(self, token: Token) -> Node:
        self.deeper(token.offset)
        opening = self.fence(token)
        body = self.row()
        closing = None
        if self.peek().text == "\\right":
            closing = self.fence(self.take())
        else:
            self.complain(token.offset, "\\left without \\right")
        self.depth -= 1
        return Fenced(opening, body, closing, tall=True)

    def middle(self, token: Token) -> Node:
        fence = self.fence(token)
        return Unknown(token.text) if fence is None else Middle(fence)

    def fence(self, owner: Token) -> Symbol | None:
        """The fence after \\left, \\middle or \\right; None for a full stop, the empty one."""
        token = self.peek()
        name = {"<": "langle", ">": "rangle", "|": "vert", "\\|": "Vert"}.get(token.text)
        fence = FENCES.get(name or token.text.removeprefix("\\"))
        if fence is None and token.text != ".":
            self.complain(owner.offset, f"{owner.text} needs a bracket after it, or a full stop")
        else:
            self.at += 1
        return fence

    def environment(self, token: Token) -> Node:
        name = self.raw()
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
            self.complain(token.offset, f"unknown environment {name}")
        if name in {"array", "alignedat"}:
            self.raw()  # how columns are set
        rows = self.table_rows(token)
        if self.peek().text == "\\end":
            self.at += 1
            if (closed := self.raw()) != name:
                self.complain(token.offset, f"\\begin{{{name}}} is closed by \\end{{{closed}}}")
        else:
            self.complain(token.offset, f"\\begin{{{name}}} without \\end{{{name}}}")
        table = Table(layout, _aligned(rows) if layout == "aligned" else rows, left, right)
        unknown = Unknown(f"\\begin{{{name}}}")
        return table if layout != "matrix" or name in MATRICES else Row((unknown, table))

    def substack(self, token: Token) -> Node:
        if self.peek().text != "{":
            self.complain(token.offset, f"something is missing after {token.text}")
            return Unknown(token.text)
        opening = self.take()
        rows = self.table_rows(opening)
        if self.peek().text == "}":
            self.at += 1
        else:
            self.complain(opening.offset, "this { is never closed")
        return Table("gathered", rows)

    def table_rows(self, token: Token) -> tuple[tuple[Node, ...], ...]:
        self.deeper(token.offset)
        rows: list[tuple[Node, ...]] = []
        cells: list[Node] = []
        while True:
            cells.append(self.row())
            text = self.peek().text
            if text == "&":
                self.at += 1
                continue
            rows.append(tuple(cells))
            cells = []
            if text != "\\\\":
                break
            self.at += 1
            self.skip_row_gap()
        self.depth -= 1
        if len(rows) > 1 and rows[-1] == (_EMPTY,):
            rows.pop()  # a last \\ ends a row, it begins none
        return tuple(rows)

    def skip_row_gap(self) -> None:
        r"""Pass over the 4pt of \\[4pt]."""
        pieces = [t.text for t in self.tokens[self.at : self.at + 5]]
        if len(pieces) == 5 and pieces[0] == "[" and pieces[4] == "]" and pieces[1][0].isdigit():
            self.at += 5


def _styled(name: str, body: Node) -> Node:
    """Letters set in one style are one word."""
    if isinstance(body, Row) and body.items:
        letters = [i.text for i in body.items if isinstance(i, Identifier | Number)]
        if len(letters) == len(body.items):
            body = Identifier("".join(letters))
    return Styled(STYLES[name], body)


def _aligned(rows: tuple[tuple[Node, ...], ...]) -> tuple[tuple[Node, ...], ...]:
    """Every second cell begins after something, so that a sign at its start is no sign of it."""
    return tuple(
        tuple(
            Row((_EMPTY, *cell.items)) if i % 2 and isinstance(cell, Row) else cell
            for i, cell in enumerate(row)
        )
        for row in rows
    )


_COMMANDS: dict[str, Callable[[_Parser, Token], Node]] = {
    "frac": _Parser.fraction,
    "dfrac": _Parser.fraction,
    "tfrac": _Parser.fraction,
    "cfrac": _Parser.fraction,
    "binom": _Parser.fraction,
    "sqrt": _Parser.root,
    "left": _Parser.left,
    "middle": _Parser.middle,
    "begin": _Parser.environment,
    "substack": _Parser.substack,
    "operatorname": _Parser.operator_name,
    "overset": _Parser.over_and_under,
    "underset": _Parser.over_and_under,
    "stackrel": _Parser.over_and_under,
    "underbrace": _Parser.brace,
    "overbrace": _Parser.brace,
    "not": _Parser.negated,
    "pmod": _Parser.modulo,
}
