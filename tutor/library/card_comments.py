"""What the comments in a card say of it, and those in a hidden part say of that part."""

import re
from collections.abc import Iterator, Sequence

from tutor.library.wording import AUTOMATIC
from tutor.markdown.sections import Section
from tutor.markdown.spans import Part, Span

_AUTOMATIC = re.compile(AUTOMATIC)
_SETTING = re.compile(r"(id|tags|twin|kind|group|hint)\s*:(.*)", re.S)
_SWITCH = re.compile(r"(reverse|typed)\s*(?::(.*))?", re.S)
OF_A_PART = ("group", "hint")


def settings(section: Section) -> Iterator[tuple[int, str, str]]:
    """Its comments that say something of the card: where, which it is, the value."""
    for span in section.spans:
        if span.part is Part.COMMENT:
            comment = section.source[span.start + 4 : span.end - 3].strip()
            if setting := _SETTING.match(comment) or _SWITCH.fullmatch(comment):
                yield span.start, setting[1], (setting[2] or "").strip()


def ids_of_parts(parts: Sequence[Span], section: Section) -> dict[int, tuple[int, str]]:
    """By hidden part: where in its brackets a comment begins that names it, and the name."""
    return {
        index: (at, value)
        for at, key, value in settings(section)
        if key == "id" and _AUTOMATIC.fullmatch(value)
        for index in _around(at, parts)
    }


def of_parts(parts: Sequence[Span], section: Section, wanted: str) -> dict[int, str]:
    """By hidden part: the group or the hint that a comment in its brackets gives it."""
    return {
        index: " ".join(value.split())
        for at, key, value in settings(section)
        if key == wanted and value
        for index in _around(at, parts)
    }


def _around(at: int, parts: Sequence[Span]) -> list[int]:
    return [index for index, span in enumerate(parts) if span.start < at < span.end]
