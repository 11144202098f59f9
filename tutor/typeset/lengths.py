r"""Spaces given as a length: \hspace{1em}, \kern 3mu, \mskip."""

import re

from tutor.typeset.lexer import Token
from tutor.typeset.reader import Reader
from tutor.typeset.tree import Node, Space

LENGTHS = ("hspace", "hskip", "kern", "mkern", "mskip", "mspace")
_MOST = 20  # columns
_LENGTH = re.compile(r"\s*([+-]?)\s*(\d*\.?\d*)\s*(em|ex|pt|mu|cm|mm|in|pc|px|bp|sp|fill|\\[a-z]+)")
_COLUMNS = {"em": 2.0, "ex": 0.9, "pt": 0.2, "mu": 0.111, "cm": 5.7, "mm": 0.57, "in": 14.5}
_COLUMNS |= {"pc": 2.4, "px": 0.15, "bp": 0.2, "sp": 0.0, "fill": 4.0}
_WINDOW = 8  # tokens a length without braces can have: -, 1, ., 5, blanks, two letters


def is_length(typed: str) -> bool:
    """Whether something typed is a length, such as 4pt."""
    return _LENGTH.fullmatch(typed.strip()) is not None


def space(reader: Reader, token: Token) -> Node | None:
    """The space a length stands for, in whole columns."""
    reader.at += reader.peek().text == "*"
    if reader.peek().text == "{":
        typed = reader.raw()
    else:
        typed = "".join(t.text for t in reader.tokens[reader.at : reader.at + _WINDOW])
        if (found := _LENGTH.match(typed)) is not None:
            reader.pass_characters(found.end())
            typed = found[0]
    match = _LENGTH.fullmatch(typed.strip())
    if match is None:
        reader.complain(token.offset, f"{token.text} needs a length after it, such as 1em")
        return None
    sign, number, unit = match.groups()
    value = float(number) if number.strip(".") else 1.0
    columns = min(value * _COLUMNS.get(unit, 1.0), _MOST)
    if sign == "-":
        return Space(-1) if columns >= 0.2 else None
    whole = max(1, round(columns)) if columns >= 0.3 else 0
    return Space(whole) if whole else None
