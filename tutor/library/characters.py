"""The characters a deck may not hold, and the bytes that are no characters at all."""

import re
from collections.abc import Iterator

from tutor.core.text import unbalanced

# Controls steer a terminal, marks of direction make text read otherwise than it is written, and a
# byte that is not UTF-8 is decoded to U+DC80..U+DCFF ("surrogateescape").
UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
# In the text of a card single marks of direction are fine, and isolates that end on their line.
_UNSAFE_TEXT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\ud800-\udfff]")
_ISOLATE = re.compile("[\u2066-\u2069]")

_DIRECTIONS = {
    "\u202a": "an embedding, left to right",
    "\u202b": "an embedding, right to left",
    "\u202c": "the end of an embedding or an override",
    "\u202d": "an override, left to right",
    "\u202e": "an override, right to left",
    "\u2066": "an isolate, left to right, that does not end on this line",
    "\u2067": "an isolate, right to left, that does not end on this line",
    "\u2068": "an isolate that does not end on this line",
    "\u2069": "the end of an isolate that does not begin on this line",
}
_NAMES = {"\x00": "a NUL character", "\x1b": "an escape character", "\x0c": "a form feed"}


def unsafe_places(text: str) -> Iterator[int]:
    """Where a text holds what no card may hold: the first place of each such line."""
    at = 0
    while found := UNSAFE.search(text, at):
        end = text.find("\n", found.start())
        end = len(text) if end < 0 else end
        start = text.rfind("\n", 0, found.start()) + 1
        line = text[start:end]
        places = [match.start() for match in (_UNSAFE_TEXT.search(line),) if match]
        if _ISOLATE.search(line):
            places += unbalanced(line)
        if places:
            yield start + min(places)
        at = end


def is_unsafe(text: str) -> bool:
    """Whether a text holds what no card may hold."""
    return next(unsafe_places(text), None) is not None


def described(character: str) -> str:
    """An unsafe character in words."""
    code = ord(character)
    if 0xDC80 <= code <= 0xDCFF:
        return f"a byte that is not UTF-8 (0x{code - 0xDC00:02X})"
    if name := _NAMES.get(character):
        return f"{name} (U+{code:04X})"
    if name := _DIRECTIONS.get(character):
        return f"an invisible mark of direction (U+{code:04X}), {name},"
    return f"a control character (U+{code:04X})"


def remedy(character: str) -> str:
    """What to do about an unsafe character."""
    if "\u2066" <= character <= "\u2068":
        return "end it on the same line, with U+2069, or delete it"
    return "save the file as UTF-8" if "\udc80" <= character <= "\udcff" else "delete it"
