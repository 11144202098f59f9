"""The characters a deck may not hold, and the bytes that are no characters at all."""

import re
import unicodedata

# Controls steer a terminal, marks of direction make text read otherwise than it is written, and a
# byte that is not UTF-8 is decoded to U+DC80..U+DCFF ("surrogateescape").
UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)

_NAMES = {"\x00": "a NUL character", "\x1b": "an escape character", "\x0c": "a form feed"}


def described(character: str) -> str:
    """An unsafe character in words."""
    code = ord(character)
    if 0xDC80 <= code <= 0xDCFF:
        return f"a byte that is not UTF-8 (0x{code - 0xDC00:02X})"
    if name := _NAMES.get(character):
        return f"{name} (U+{code:04X})"
    if unicodedata.category(character) == "Cf":
        return f"an invisible mark of direction (U+{code:04X})"
    return f"a control character (U+{code:04X})"


def remedy(character: str) -> str:
    """What to do about an unsafe character."""
    return "save the file as UTF-8" if "\udc80" <= character <= "\udcff" else "delete it"
