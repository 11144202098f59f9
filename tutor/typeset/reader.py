"""Walks the tokens of a formula once: rows, single items, and what a command works on."""

from collections.abc import Callable, Iterator, Mapping
from itertools import groupby

from tutor.typeset.lexer import Complaints, Refused, Token
from tutor.typeset.named_commands import ACCENTS, NAMES, SPACES, STYLES, SWITCHES, UNSEEN
from tutor.typeset.pairing import RowSoFar
from tutor.typeset.symbols import SYMBOLS, symbol_of
from tutor.typeset.tree import (
    Accent,
    Identifier,
    Kind,
    Name,
    Node,
    Number,
    Row,
    Scripts,
    Space,
    Style,
    Styled,
    Symbol,
    Unknown,
)

MAX_DEPTH = 30
EMPTY = Row(())

_LETTERS = {c: Identifier(c) for c in "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"}
_PRIME = Row((SYMBOLS["prime"],))
_SCRIPTS = {"^", "_", "'"}
_LIMITS = {"\\limits", "\\nolimits"}
_ASTRAY = {
    "}": "this } closes nothing",
    "&": "& belongs in aligned, cases or a matrix",
    "\\\\": "\\\\ belongs in aligned, cases or a matrix",
    "\\cr": "\\cr belongs in aligned, cases or a matrix",
    "\\tabularnewline": "\\tabularnewline belongs in a matrix",
    "\\right": "\\right without \\left",
    "\\end": "\\end without \\begin",
}
_ENDS = {"", *_ASTRAY}

Command = Callable[["Reader", Token], Node | None]  # None for what only says how things are set
Infix = Callable[[Node, Node], Node]


class Reader:
    """Walks the tokens once; every construct that holds another goes one deeper."""

    def __init__(
        self,
        source: list[Token],
        end: int,
        complaints: Complaints,
        commands: Mapping[str, Command],
        infixes: Mapping[str, Infix],
    ) -> None:
        self.tokens = [*source, Token("", end)]
        self.commands = commands
        self.infixes = infixes
        self.at = 0
        self.depth = 0
        self.complain = complaints.add

    # -- rows --------------------------------------------------------------------------------

    def whole(self) -> Node:
        """Everything; whatever ends a row here closes nothing."""
        items: list[Node] = []
        while True:
            if self.peek().text not in _ASTRAY:
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
        group: _Group | None = None
        while (token := self.peek()).text not in _ENDS and token.text != until:
            text = token.text
            self.at += 1
            if text in _SCRIPTS:
                self.script(token, row)
            elif text[0] == "\\" and text[1:] in SWITCHES:
                group = group or _Group()
                group.style(row.items, SWITCHES[text[1:]])
                row = RowSoFar(self.deeper)
            elif text in self.infixes:
                group = group or _Group()
                if not group.divide(row.items, self.infixes[text]):
                    self.complain(token.offset, f"a second {text}: put braces around the first")
                row = RowSoFar(self.deeper)
            elif text in _LIMITS:
                row.limits(text == "\\limits")
            elif (node := self.atom(token)) is not None:
                row.add(node, token.offset)
        self.depth = depth
        items = row.items if group is None else group.whole(row.items)
        return Row(tuple(items))

    def script(self, token: Token, row: RowSoFar) -> None:
        """What follows ^, _ or ' goes onto the last item."""
        part = self.primes() if token.text == "'" else self.argument(token)
        if part is None:
            row.add(Unknown(token.text), token.offset)
        elif part != EMPTY and not row.attach(part, below=token.text == "_"):
            which = "subscript" if token.text == "_" else "superscript"
            self.complain(token.offset, f"a second {which}: put braces around the first")

    def primes(self) -> Row:
        """As many primes as there are; the first is taken."""
        primes = 1
        while self.peek().text == "'":
            self.at += 1
            primes += 1
        return _PRIME if primes == 1 else Row(_PRIME.items * primes)

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
        letter = _LETTERS.get(self.tokens[self.at].text)
        if letter is not None and self.tokens[self.at + 1].text == "}":
            self.at += 2
            self.depth -= 1
            return letter
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
        return EMPTY if node is None else node

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

    def optional(self) -> Node | None:
        """What stands in square brackets, if they are next and are closed."""
        if self.peek().text != "[":
            return None
        opening = self.take()
        self.deeper(opening.offset)
        row = self.row(until="]")
        self.depth -= 1
        if self.peek().text == "]":
            self.at += 1
        else:
            self.complain(opening.offset, "this [ is never closed")
        return row

    def pass_characters(self, count: int) -> None:
        """Go on after so many characters, in the middle of a token if need be."""
        while count > 0:
            token = self.tokens[self.at]
            if len(token.text) > count:
                self.tokens[self.at] = Token(token.text[count:], token.offset + count)
                return
            count -= len(token.text)
            self.at += 1

    # -- commands ----------------------------------------------------------------------------

    def command(self, token: Token) -> Node | None:
        name = token.text[1:]
        known = SYMBOLS.get(name) or NAMES.get(name)
        if known is not None or name in UNSEEN:
            return known
        if name in SPACES:
            return Space(SPACES[name])
        if name in STYLES or name in ACCENTS:
            body = self.argument(token)
            if body is None:
                return Unknown(token.text)
            if name in ACCENTS:
                return Accent(ACCENTS[name], body)
            return styled(STYLES[name], body)
        if (read := self.commands.get(name)) is not None:
            return read(self, token)
        self.complain(token.offset, f"unknown command {token.text}")
        return Unknown(token.text)


class _Group:
    """A row with switches of style in it, or with what stands above and below one another."""

    def __init__(self) -> None:
        self._items: list[Node] = []
        self._style: Style | None = None
        self._above: tuple[Node, Infix] | None = None

    def style(self, items: list[Node], style: Style) -> None:
        """Everything from here on has this style."""
        self._end(items)
        self._style = style

    def divide(self, items: list[Node], infix: Infix) -> bool:
        """Everything so far is above, what follows below; False if that was said before."""
        self._end(items)
        if self._above is not None:
            return False
        self._above = (_alone(self._items), infix)
        self._items = []
        return True

    def whole(self, items: list[Node]) -> list[Node]:
        """All items of the row, after its last ones."""
        self._end(items)
        if self._above is None:
            return self._items
        above, infix = self._above
        return [infix(above, _alone(self._items))]

    def _end(self, items: list[Node]) -> None:
        if self._style is None:
            self._items += items
        else:
            self._items += _in_style(self._style, items)


def _alone(items: list[Node]) -> Node:
    return items[0] if len(items) == 1 else Row(tuple(items))


def _in_style(style: Style, items: list[Node]) -> Iterator[Node]:
    """Each item in a style; letters beside one another are one word."""
    for is_word, run in groupby(items, lambda item: isinstance(item, Identifier | Number)):
        if is_word:
            yield styled(style, Row(tuple(run)))
            continue
        for item in run:
            keeps = isinstance(item, Space) or (
                isinstance(item, Symbol) and item.kind is not Kind.ORDINARY
            )
            yield item if keeps else Styled(style, item)


def styled(style: Style, body: Node) -> Node:
    """Letters set in one style are one word."""
    if isinstance(body, Row) and body.items:
        letters = [i.text for i in body.items if isinstance(i, Identifier | Number)]
        if len(letters) == len(body.items):
            body = Identifier("".join(letters))
    return Styled(style, body)
