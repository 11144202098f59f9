"""Lines that look like a tag and are none: `q:`, `Q :`, `**Q:**`, `- Q:`, `Question:`."""

import re
from collections.abc import Iterator
from typing import NamedTuple

_BLANKS = "[ \t\u00a0\u2000-\u200b\u2060\ufeff]"
_LETTERS = {
    **dict(zip("QACqac", "QACQAC", strict=True)),
    **dict(zip("\uff31\uff21\uff23\uff51\uff41\uff43", "QACQAC", strict=True)),  # full width
    **dict(zip("\u0410\u0430\u0391\u03b1", "AAAA", strict=True)),  # Cyrillic and Greek
    **dict(zip("\u0421\u0441\u03f9\u03f2", "CCCC", strict=True)),
}
_WORDS = {"question": "Q", "answer": "A", "cloze": "C"}
_COLONS = ":;\uff1a\ufe55\ufe13\ua789\u2236\u02d0"
_BEGINS = rf"[{''.join(_LETTERS)}*_<>#+•0-9-]|{_BLANKS}"
_NEAR = re.compile(
    rf"""
    \n (?! (?-i: [QAC]: ) ) (?= {_BEGINS} )
    (?P<before> {_BLANKS}*+ (?: (?: > | [-*+•] | [0-9]{{1,9}}[.)] | \#{{1,6}} ) {_BLANKS}++ )*+ )
    (?P<mark> \*{{1,3}} | _{{1,3}} | <(?:b|i|em|strong)> )?+
    (?P<tag> [{"".join(_LETTERS)}] | [Qq][0-9]{{1,3}} | question | answer | cloze )
    (?P<inside> (?: [*_]{{1,3}} | </?[a-z]{{1,6}}> )?+ {_BLANKS}*+ )
    (?P<colon> [{_COLONS}] )
    (?P<after> (?: [*_]{{1,3}} | </[a-z]{{1,6}}> )?+ [ \t]*+ (?P<end> \n | \Z )? )
    """,
    re.X | re.I,
)
_NEXT = {"A": "B", "C": "D", "Q": "R"}
_TERM = re.compile(r"\n(T:[^\n]*)\n(?:(?![QACTD]:|---)[^\n]+\n)*?D:")


class NearTag(NamedTuple):
    """What looks like a tag: where it begins, how it is written, and which tag it may be."""

    at: int
    written: str
    tag: str


def near_tags(text: str, start: int) -> Iterator[NearTag]:
    """What looks like a tag from `start` on, where a line begins."""
    text = "\n" + text[start:]
    for found in _NEAR.finditer(text):
        tag = found["tag"]
        letter = _WORDS.get(tag.lower()) or _LETTERS[tag[0]]
        plain = not (found["before"] or found["mark"] or found["inside"])
        follows = text[found.end("colon") : found.end("colon") + 1]
        if follows in ("\\", "/"):
            continue  # a path of Windows
        if found["colon"] == ";" and not (plain and tag in ("Q", "A", "C") and follows == " "):
            continue
        is_certain = (
            found["mark"] or found["colon"] != ":" or (tag.isupper() and not found["before"])
        )
        if not is_certain and follows and not follows.isspace() and not _asks(text, found):
            continue  # a ratio, or any other colon inside a word
        if bool(found["mark"]) != bool(found["inside"].strip() or found["after"].strip()):
            continue  # what begins does not end: `*a: b*`
        if _is_listed(text, found, letter):
            continue
        at = found.start("tag") - len(found["mark"] or "") - len(found["before"].lstrip())
        yield NearTag(
            start + at - 1, text[at : found.end("colon")] + found["after"].strip(), letter
        )


def terms(text: str, start: int) -> Iterator[int]:
    """Where cards begin that hashcards writes as `T:` and `D:`."""
    for found in _TERM.finditer("\n" + text[start:]):
        yield start + found.start(1) - 1


def _asks(text: str, found: re.Match[str]) -> bool:
    """Whether q: has several words behind it, as in `q:what is it?`."""
    line = text[found.end("colon") : text.find("\n", found.end("colon"))]
    return found["tag"] == "q" and " " in line.strip()


def _is_listed(text: str, found: re.Match[str], letter: str) -> bool:
    """Whether it is one of several lines by letter, A and B, as in a list of choices."""
    is_small = found["tag"].islower()
    if len(found["tag"]) > 1:
        return False
    line_end = text.find("\n", found.end("colon"))
    follows = text[line_end + 1 : line_end + 80] if line_end >= 0 else ""
    before = text[text.rfind("\n", 0, found.start()) + 1 : found.start()]
    for line, other in ((follows, _NEXT[letter]), (before, chr(ord(letter) - 1))):
        other = other.lower() if is_small else other
        if re.match(rf"[^\w\n]*{other}[^\w\n]{{0,3}}[{_COLONS}]", line):
            return True
    return False
