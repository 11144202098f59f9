r"""Words in a formula: \text{…} and its relatives, with styles, accents and mathematics inside."""

import unicodedata

from tutor.typeset.lexer import Token
from tutor.typeset.named_commands import SPACES, SWITCHES, TEXTS, UNSEEN
from tutor.typeset.reader import Reader
from tutor.typeset.symbols import SYMBOLS
from tutor.typeset.tree import Node, Row, Style, Styled, Text, Unknown

_SIGNS = set("%#&$_{}")
_PUNCTUATION = {
    "ldots": "…",
    "dots": "…",
    "textellipsis": "…",
    "textendash": "–",
    "textemdash": "—",
    "textquoteleft": "‘",
    "textquoteright": "’",
    "textquotedblleft": "“",
    "textquotedblright": "”",
    "textasciitilde": "~",
    "textasciicircum": "^",
    "textunderscore": "_",
    "textless": "<",
    "textgreater": ">",
    "textbar": "|",
    "textdegree": "°",
    "textbackslash": "\\",
    "backslash": "\\",
    "LaTeX": "LaTeX",
    "TeX": "TeX",
    "slash": "/",
    "-": "",
    "/": "",
}
_MARKS = {
    "'": "\u0301",
    "`": "\u0300",
    "^": "\u0302",
    '"': "\u0308",
    "~": "\u0303",
    "=": "\u0304",
    ".": "\u0307",
    "c": "\u0327",
    "v": "\u030c",
    "u": "\u0306",
    "H": "\u030b",
    "k": "\u0328",
    "r": "\u030a",
    "d": "\u0323",
    "b": "\u0331",
}
_QUOTES = (("``", "“"), ("''", "”"), ("---", "—"), ("--", "–"), ("`", "‘"))
_COMMANDS = {"ensuremath", "ref", "eqref", "textsuperscript", "textcolor", "color", "label"}
_MATHS = {"$": "$", "\\(": "\\)"}


def text(reader: Reader, token: Token) -> Node:
    """What a text command takes: braces, or the next single sign."""
    name = token.text[1:]
    style = TEXTS.get(name, "upright")
    if reader.peek().text != "{":
        body = reader.argument(token)
        return Unknown(token.text) if body is None else Styled(style, body)
    return _Words(reader, token).words(style)


class _Words:
    """Reads what stands between braces as words."""

    def __init__(self, reader: Reader, owner: Token) -> None:
        self.reader = reader
        self.owner = owner

    def words(self, style: Style) -> Node:
        """Everything up to the closing brace, which is taken like the opening one."""
        reader = self.reader
        opening = reader.take()
        reader.deeper(opening.offset)
        parts: list[Node] = []
        written = ""
        while (token := reader.tokens[reader.at]).text not in ("", "}"):
            if token.text in _MATHS or token.text == "{":
                node: Node | str = self.words(style) if token.text == "{" else self.maths()
            else:
                reader.at += 1
                node = self.word(token)
            if isinstance(node, Text) and style == "upright":
                node = node.text
            if isinstance(node, str):
                written += node
                continue
            parts += [_text(written, style), node] if written else [node]
            written = ""
        if reader.peek().text == "}":
            reader.at += 1
        else:
            reader.complain(opening.offset, "this { is never closed")
        reader.depth -= 1
        if written or not parts:
            parts.append(_text(written, style))
        return parts[0] if len(parts) == 1 else Row(tuple(parts))

    def maths(self) -> Node:
        reader = self.reader
        opening = reader.take()
        reader.deeper(opening.offset)
        row = reader.row(until=_MATHS[opening.text])
        reader.depth -= 1
        if reader.peek().text == _MATHS[opening.text]:
            reader.at += 1
        else:
            reader.complain(opening.offset, f"this {opening.text} has no partner")
        return row

    def word(self, token: Token) -> Node | str:
        """One token as text, or the node that a command in a text stands for."""
        shown = token.text
        if shown[0] != "\\":
            return " " if shown == "~" or shown.isspace() else shown
        name = shown[1:]
        if name in SPACES or shown == "\\\\":
            return " "
        if name in _SIGNS:
            return name
        if name in _PUNCTUATION:
            return _PUNCTUATION[name]
        if name in TEXTS:
            return text(self.reader, token)
        if name in _MARKS:
            return self.marked(name)
        if name in SWITCHES or name in UNSEEN:
            self.reader.peek()
            return ""
        symbol = SYMBOLS.get(name)
        if symbol is not None and symbol.char.isalpha():
            self.reader.peek()
            return symbol.char
        if name in _COMMANDS:
            read = self.reader.commands[name](self.reader, token)
            return "" if read is None else read
        self.reader.complain(token.offset, f"{shown} cannot stand in {self.owner.text}")
        return shown

    def marked(self, name: str) -> str:
        """A letter with an accent over it."""
        reader = self.reader
        if reader.peek().text in ("", "}"):
            reader.complain(reader.peek().offset, f"a letter is missing after \\{name}")
            return ""
        letter = reader.raw() if reader.peek().text == "{" else reader.take().text
        letter = {"\\i": "i", "\\j": "j"}.get(letter, letter)
        if not letter or letter[0] in "\\}":
            reader.complain(reader.peek().offset, f"a letter is missing after \\{name}")
            return letter
        return unicodedata.normalize("NFC", letter[0] + _MARKS[name]) + letter[1:]


def _text(written: str, style: Style) -> Node:
    for typed, meant in _QUOTES:
        written = written.replace(typed, meant)
    words = Text(written)
    return words if style == "upright" else Styled(style, words)
