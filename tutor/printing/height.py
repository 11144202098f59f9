"""How high a text may become on paper at most: what surely fits need not be measured by Typst."""

import re

from tutor.printing.to_page import CODE_COLUMN, INDENT, Marks
from tutor.typeset import display_width

_LINE = 1.32  # em: from one line to the next
_GAP = 1.0  # em: between blocks
_COLUMN = 0.54  # em: a letter of a text, and of one with many wide letters
_WIDE_COLUMN = 0.8
_WIDE = re.compile("[A-Zmw@%&—]")
_BIG = re.compile("[∑∏∐∫∬∭∮⋃⋂⨁⨂⋁⋀]")


def height(marks: Marks, room: float) -> float:
    """At most so many em, for blocks set `room` em wide."""
    return sum(_block(mark, room) + _GAP for mark in marks)


def _block(mark: Marks, room: float) -> float:
    room = max(room, 4.0)
    match mark:
        case ["p" | "h", parts]:
            return _lines(parts, room)
        case ["d", source, wide, _]:
            return 0.7 + _formula(source) * (1 + int(wide / room))
        case ["l", loose, items]:
            inside = [max(height(blocks, room - INDENT), _LINE) for _, blocks in items]
            return sum(inside) + (0.2 * len(items) if loose else 0.0)
        case ["q", blocks]:
            return height(blocks, room - INDENT)
        case ["c", text, _]:
            return _LINE * len(text.split("\n"))
        case ["g", columns, rows]:
            cell = room / float(columns) - 1.2
            return sum(max(_lines(parts, cell) for parts in row) + 0.8 for row in rows)
        case _:
            return 1.0


def _lines(parts: Marks, room: float) -> float:
    """Sentences in lines, each as full as it goes."""
    room = max(room, 4.0)
    lines, used, raised = 1, 0.0, 0.0
    for part in parts:
        match part:
            case ["b"]:
                pieces, used = [room], room
            case ["m", source, wide, _]:
                pieces = [wide]
                raised += (_formula(source) - 1.0) * (1 + int(wide / room))
            case ["code", text]:
                pieces = [display_width(text) * CODE_COLUMN]
            case [_, text]:
                is_wide = 5 * len(_WIDE.findall(text)) > len(text)
                column = _WIDE_COLUMN if is_wide else _COLUMN
                pieces = [display_width(word) * column for word in text.split(" ")]
        for wide in pieces:
            if used + wide > room:
                lines += 1 + int(wide / room)
                used = 0.0
            used += wide + 0.3
    return _LINE * lines + raised


def _formula(source: str) -> float:
    """A formula: as if every part that could stand on another did."""
    high = 1.0 + 1.3 * (source.count("frac(") + source.count("binom("))
    high += min(0.3 * source.count("attach("), 1.2) + source.count("brace(")
    if _BIG.search(source) or "limits" in source:
        high += 1.8
    high += 1.3 * source.count(" \\ ")
    if "mat(" in source:
        high += 1.1 * (source.count("mat(") + source.count("; "))
    if "cases(" in source:
        high += 1.3 * (source.count("cases(") + source.count(", "))
    return high
