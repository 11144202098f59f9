"""The addresses of links: after a label in brackets, or defined on a line of their own."""

import re
from collections.abc import Mapping
from typing import NamedTuple

_LONGEST_LABEL = 999  # as in CommonMark
_DESTINATION = r"(?:<[^<>\n]*>|[^\s()<][^\s()]*(?:\([^\s()]*\)[^\s()]*)*)"
_TITLE = r"""(?:"[^"\n]*"|'[^'\n]*'|\([^()\n]*\))"""
_TARGET = re.compile(rf"\([ \t]*({_DESTINATION}?)(?:[ \t\n]+{_TITLE})?[ \t]*\)")
_PICTURE = re.compile(
    rf"\([ \t]*([^\s()<](?:[^()\n]|\([^()\n]*\))*?)(?:[ \t]+{_TITLE})?[ \t]*\)"
)  # blanks in the address of a picture are what most programs allow
_REFERENCE = re.compile(r"\[([^\[\]\n]*)\]")
# The hole of a cloze, […], is no label.
_DEFINES = rf" {{0,3}}\[(?!…\])([^\[\]\n]+)\]:[ \t]*({_DESTINATION})(?:[ \t]+{_TITLE})?[ \t]*$"
_DEFINITION = re.compile("^" + _DEFINES, re.M)
_FIRST_DEFINITION = re.compile(_DEFINES, re.M)
_FOOTNOTE = re.compile(r"^(?:[QAC]:[ \t]*)? {0,3}\[\^([^\s\[\]]+)\]:", re.M)
_ADDRESS = re.compile(r"[a-z]+://|mailto:|www\.|[<#/]|\.\.?/")


class Target(NamedTuple):
    """Where a link ends, and where it leads; `defines` if it says where other links lead."""

    end: int
    address: str
    defines: bool = False
    blank: bool = False


class Links:
    """The link definitions of a whole text, by which its links are known."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._addresses: Mapping[str, str] = {}
        self._definitions: dict[int, int] = {}  # where a label begins, and where its line ends
        self.footnotes: frozenset[str] = frozenset()  # the labels that a line explains
        if "]:" in text:
            self.footnotes = frozenset(_FOOTNOTE.findall(text))
            found = list(_DEFINITION.finditer(text))
            self._addresses = {
                _folded(match[1]): match[2].strip("<>")
                for match in found
                if _ADDRESS.match(match[2])
            }
            if self._addresses:
                self._definitions = {match.start(1): match.end() for match in found}

    def begin(self, at: int) -> None:
        """Treat this offset as the beginning of a line: only a tag is before it."""
        if self._addresses and (match := _FIRST_DEFINITION.match(self._text, at)):
            self._definitions[match.start(1)] = match.end()

    def target(self, start: int, closing: int, end: int, is_picture: bool) -> Target | None:
        """The target of a link whose label is between two offsets; None if it is no link.

        The link must end before `end`.
        """
        if match := _TARGET.match(self._text, closing + 1, end):
            return Target(match.end(), match[1].strip("<>"))
        if is_picture and (match := _PICTURE.match(self._text, closing + 1, end)):
            return Target(match.end(), match[1], blank=True)
        if not self._addresses or closing - start > _LONGEST_LABEL:
            return None
        if (line_end := self._definitions.get(start, end + 1)) <= end:
            return Target(line_end, "", defines=True)
        label = _folded(self._text[start:closing])
        if match := _REFERENCE.match(self._text, closing + 1, end):
            address = self._addresses.get(_folded(match[1]) or label)
            if address is not None:
                return Target(match.end(), address)
        address = self._addresses.get(label)
        return None if address is None else Target(closing + 1, address)


def _folded(label: str) -> str:
    return " ".join(label.casefold().split())
