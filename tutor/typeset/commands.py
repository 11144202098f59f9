"""Commands that work on what follows them, each read by one function."""

from tutor.typeset.environments import environment, left, middle, substack
from tutor.typeset.lexer import Token
from tutor.typeset.named_commands import NAMES, SPACES, TEXTS
from tutor.typeset.reader import Commands, Reader
from tutor.typeset.symbols import FENCES, SYMBOLS
from tutor.typeset.tree import (
    Binomial,
    Brace,
    Fenced,
    Fraction,
    Name,
    Node,
    Root,
    Row,
    Scripts,
    Styled,
    Text,
    Unknown,
)

_SIGNS = set("%#&$_{}")
_NOT = {"=": "neq", "<": "nless", ">": "ngtr", "\\in": "notin", "\\exists": "nexists"}
_NOT |= {"\\leq": "nleq", "\\le": "nleq", "\\geq": "ngeq", "\\ge": "ngeq"}
_NOT |= {"\\subseteq": "nsubseteq"}


def _text(reader: Reader, token: Token) -> Node:
    if reader.peek().text != "{":
        body = reader.argument(token)
        return Unknown(token.text) if body is None else Styled("upright", body)
    start = reader.at
    reader.raw()
    pieces = []
    for piece in reader.tokens[start : reader.at]:
        text = piece.text
        if text[0] == "\\":
            name = text[1:]
            if name in SPACES:
                text = " "
            elif name in _SIGNS:
                text = name
            else:
                reader.complain(piece.offset, f"{text} cannot stand in {token.text}")
        elif text in "{}":
            continue
        pieces.append(" " if text == "~" or text.isspace() else text)
    return Text("".join(pieces))


def _fraction(reader: Reader, token: Token) -> Node:
    above = reader.argument(token)
    if above is None:
        return Unknown(token.text)
    below = reader.argument(token)
    if below is None:
        below = Unknown(token.text)
    if token.text == "\\binom":
        return Binomial(above, below)
    return Fraction(above, below, small=token.text == "\\tfrac")


def _root(reader: Reader, token: Token) -> Node:
    degree: Node | None = None
    if reader.peek().text == "[":
        opening = reader.take()
        reader.deeper(token.offset)
        degree = reader.row(until="]")
        reader.depth -= 1
        if reader.peek().text == "]":
            reader.at += 1
        else:
            reader.complain(opening.offset, "this [ is never closed")
    body = reader.argument(token)
    return Root(Unknown(token.text) if body is None else body, degree)


def _operator_name(reader: Reader, token: Token) -> Node:
    limits = reader.peek().text == "*"
    reader.at += limits
    words = _text(reader, token)
    if not isinstance(words, Text) or not words.text.strip():
        reader.complain(token.offset, f"something is missing after {token.text}")
        return Unknown(token.text)
    name = " ".join(words.text.split())
    return NAMES.get(name) or Name(name, limits, name)


def _over_and_under(reader: Reader, token: Token) -> Node:
    """\\overset{over}{base}, \\underset{under}{base}, \\stackrel{over}{base}."""
    script = reader.argument(token)
    base = None if script is None else reader.argument(token)
    if base is None:
        return script or Unknown(token.text)
    if isinstance(base, Row) and len(base.items) == 1:
        base = base.items[0]  # so that a relation stays one
    if token.text == "\\underset":
        return Scripts(base, script, None, limits=True)
    return Scripts(base, None, script, limits=True)


def _brace(reader: Reader, token: Token) -> Node:
    body = reader.argument(token)
    if body is None:
        return Unknown(token.text)
    return Brace(body, over=token.text == "\\overbrace")


def _negated(reader: Reader, token: Token) -> Node:
    other = reader.peek()
    if other.text in _NOT:
        reader.at += 1
        return SYMBOLS.get(_NOT[other.text], SYMBOLS["neq"])
    reader.complain(token.offset, f"\\not cannot stand before {other.text or 'nothing'}")
    return Unknown(token.text)


def _modulo(reader: Reader, token: Token) -> Node:
    modulus = reader.argument(token)
    parts = (Name("mod"), Unknown(token.text) if modulus is None else modulus)
    return Fenced(FENCES["("], Row(parts), FENCES[")"])


COMMANDS: Commands = {
    **dict.fromkeys(TEXTS, _text),
    **dict.fromkeys(("frac", "dfrac", "tfrac", "cfrac", "binom"), _fraction),
    **dict.fromkeys(("overset", "underset", "stackrel"), _over_and_under),
    **dict.fromkeys(("underbrace", "overbrace"), _brace),
    "sqrt": _root,
    "operatorname": _operator_name,
    "not": _negated,
    "pmod": _modulo,
    "left": left,
    "middle": middle,
    "begin": environment,
    "substack": substack,
}
