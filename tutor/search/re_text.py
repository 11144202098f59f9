"""Parts of a regular expression as Python's `re` reads them, for cards that stand in a string."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from itertools import takewhile
from typing import NamedTuple

from tutor.search.letters import alike
from tutor.search.regular import Characters, Node, Place, Repeat, Row, Union

BETWEEN = "\0"  # ends each text of a card but the last
END = "\1"  # ends a card; neither is in a text, nor matched by a set
# The others of ASCII in such a string: its letters are small there.
ASCII = [chr(code) for code in range(2, 128) if not chr(code).isupper()]
_NEITHER = r"\x00\x01"
_PLACES = {
    Place.LINE_START: rf"(?<![^\n{_NEITHER}])",
    Place.LINE_END: rf"(?![^\n{_NEITHER}])",
    Place.WORD_EDGE: r"\b",
    Place.NO_WORD_EDGE: r"\B",
}
_CASED_END = 0x20000  # beyond it no letter is small or capital


class Chain(NamedTuple):
    """Links one after the other, with any number of some characters between them."""

    links: tuple[tuple[Node, ...], ...]
    between: Characters | None = None  # None if there is one link


@lru_cache(maxsize=512)
def expression(chain: Chain, *, is_ascii: bool) -> re.Pattern[str]:
    """What matches from the first link to behind the card, where all links are.

    With characters between the links there is also a match where they are not all: it ends within
    the card, or is empty. It goes over what could follow on the first link, so that this is not
    looked through again.
    """
    first, *others = chain.links
    begin = _begin(first, is_ascii)
    if chain.between is None:
        return re.compile(rf"{begin}[^\x01]*\x01")
    between = _set(chain.between, is_ascii)
    *middle, last = (_all(link, is_ascii) for link in others)
    rest = "".join(f"(?>{between}*?{link})" for link in middle)
    return re.compile(rf"{begin}(?:{rest}{between}*{last}[^\x01]*\x01|{between}*)")


def _begin(nodes: Sequence[Node], is_ascii: bool) -> str:
    """With the conditions on the first place behind the first characters, which `re` looks for."""
    places = [*takewhile(lambda node: isinstance(node, Place), nodes)]
    rest = nodes[len(places) :]
    run = [*takewhile(lambda node: isinstance(node, Characters), rest)]
    if not places or not run:
        return _all(nodes, is_ascii)
    signs = _all(run, is_ascii)
    return f"{signs}(?<={_all(places, is_ascii)}{signs}){_all(rest[len(run) :], is_ascii)}"


def _all(nodes: Sequence[Node], is_ascii: bool) -> str:
    return "".join(_write(node, is_ascii) for node in nodes)


def _write(node: Node, is_ascii: bool) -> str:
    match node:
        case Characters():
            return _set(node, is_ascii)
        case Place():
            return _PLACES[node]
        case Row(parts):
            return f"(?:{_all(parts, is_ascii)})"
        case Union(parts):
            return f"(?:{'|'.join(_write(part, is_ascii) for part in parts)})"
        case Repeat(inner, least, most):
            return f"(?:{_write(inner, is_ascii)}){{{least},{most}}}"


@cache
def _set(characters: Characters, is_ascii: bool) -> str:
    if is_ascii:
        inside = _escaped(filter(characters.has, ASCII))
        return f"[{inside}]" if inside else "(?!)"
    ranges = Characters(characters.ranges)
    inside = _escaped(filter(ranges.has, ASCII))
    inside += "".join(f"\\{name}" for name in characters.classes)
    wide = [(max(low, "\x80"), high) for low, high in characters.ranges if high >= "\x80"]
    inside += "".join(f"{_escaped(low)}-{_escaped(high)}" for low, high in wide)
    if wide:
        inside += _escaped(filter(ranges.has, _cased()))
    if characters.is_negated:
        return f"[^{inside}{_NEITHER}]"
    if any(name.isupper() for name in characters.classes):
        return f"(?:(?![{_NEITHER}])[{inside}])"
    return f"[{inside}]" if inside else "(?!)"


def _escaped(signs: Iterable[str]) -> str:
    return "".join(f"\\U{ord(sign):08x}" for sign in signs)


@cache
def _cased() -> tuple[str, ...]:
    """Each character outside of ASCII that is the same letter as another."""
    signs = map(chr, range(0x80, _CASED_END))
    return tuple(sign for sign in signs if len(alike(sign)) > 1)
