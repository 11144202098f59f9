r"""What an author declares: \mathop, \mathbin, \mathrel … and \operatorname."""

from tutor.typeset.lexer import Token
from tutor.typeset.named_commands import NAMES, SPACES
from tutor.typeset.reader import Reader
from tutor.typeset.tree import (
    Classed,
    Identifier,
    Kind,
    Name,
    Node,
    Row,
    Styled,
    Symbol,
    Text,
    Unknown,
    plain_body,
)

CLASSES = {
    "mathop": Kind.OPERATOR,
    "mathbin": Kind.BINARY,
    "mathrel": Kind.RELATION,
    "mathord": Kind.ORDINARY,
    "mathpunct": Kind.PUNCTUATION,
    "mathopen": Kind.OPEN,
    "mathclose": Kind.CLOSE,
    "mathinner": Kind.INNER,
}
_MARKS_OF_NAMES = set("-*/.'0123456789")


def classed(reader: Reader, token: Token) -> Node:
    """A body that is an operator, a relation … because its author says so."""
    body = reader.argument(token)
    if body is None:
        return Unknown(token.text)
    kind = CLASSES[token.text[1:]]
    only = plain_body(body)
    if kind is Kind.OPERATOR and isinstance(only, Name | Text | Identifier) and only.text[1:]:
        return _named(only.text, limits=True)
    if isinstance(only, Symbol) and kind in (Kind.BINARY, Kind.RELATION, Kind.ORDINARY):
        return only._replace(kind=kind)
    return Classed(kind, body, limits=kind is Kind.OPERATOR)


def as_operator(base: Node) -> Node:
    r"""A word, or names such as \arg\max, as an operator with limits; anything else as it is."""
    base = plain_body(base) if not is_lettered(base) else base
    names = base.items if isinstance(base, Row) else (base,)
    words = [item.text for item in names if isinstance(item, Name | Text | Identifier)]
    if len(words) == len(names) and (isinstance(base, Row) or len(words[0]) > 1):
        joint = " " if all(isinstance(item, Name) for item in names) else ""
        if joint or not isinstance(base, Row):
            return _named(joint.join(words).strip(), limits=True)
    return base


def operator_name(reader: Reader, token: Token) -> Node:
    """A name set upright; with a star its scripts go above and below."""
    limits = reader.peek().text == "*" or token.text.endswith("withlimits")
    reader.at += reader.peek().text == "*"
    if (name := _spelled(reader)) is not None:
        if name:
            return _named(name, limits)
        reader.complain(token.offset, f"something is missing after {token.text}")
        return Unknown(token.text)
    body = reader.argument(token)
    if body is None:
        return Unknown(token.text)
    only = plain_body(body)
    if isinstance(only, Text | Identifier | Name) and only.text[1:] and not is_lettered(body):
        return _named(" ".join(only.text.split()), limits)
    return Classed(Kind.OPERATOR, Styled("upright", body), limits)


def is_lettered(node: Node) -> bool:
    """Whether a node is set in letters that differ from upright ones."""
    return isinstance(node, Styled) and node.style in ("bold", "blackboard", "script", "fraktur")


def _named(name: str, limits: bool) -> Name:
    known = NAMES.get(name)
    if known is None:
        return Name(name, limits, name)
    return known._replace(limits=known.limits or limits)


def _spelled(reader: Reader) -> str | None:
    """The name in the next braces, taken; None if it is more than letters, and nothing is taken."""
    if reader.peek().text != "{":
        return None
    start = reader.at
    name = ""
    for i in range(start + 1, len(reader.tokens)):
        shown = reader.tokens[i].text
        if shown == "}":
            reader.at = i + 1
            return " ".join(name.split())
        if shown[:1] == "\\" and shown[1:] in SPACES:
            name += " " if SPACES[shown[1:]] > 0 else ""
        elif shown.isalpha() or shown.isspace() or (set(shown) <= _MARKS_OF_NAMES and shown):
            name += shown
        elif shown == "~":
            name += " "
        else:
            return None
    return None
