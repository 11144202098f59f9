"""How high a text may become on paper at most: what surely fits need not be measured by Typst."""

import re

from tutor.printing.metrics import BOLD, SPACE, code_width, text_width
from tutor.printing.to_page import INDENT, Marks

_LINE = 1.31  # em: from one line to the next
_FIRST = 0.75  # em: a line by itself
_GAP = 1.0  # em: between blocks
_DOUBT = 0.15  # em: a line this full may be broken
_GAPS = re.compile(" (?![.,;:!?/)\\]}])|\u200b")  # where a line may be broken


def height(marks: Marks, room: float) -> float:
    """At most so many em, for blocks set `room` em wide."""
    return max(sum(_block(mark, room) + _GAP for mark in marks) - _GAP, 0.0)


def _block(mark: Marks, room: float) -> float:
    room = max(room, 4.0)
    match mark:
        case ["p" | "h", parts]:
            return _lines(parts, room)
        case ["d", _, wide, _, high]:
            # A formula up to twice as wide as the room is scaled, a wider one may be broken.
            return float(high) if wide < 1.6 * room else (high + 0.7) * (1 + int(wide / room))
        case ["l", loose, items]:
            gap = 1.1 if loose else 0.8
            return sum(max(height(blocks, room - INDENT), 1.0) + gap for _, blocks in items) - gap
        case ["q", blocks]:
            return height(blocks, room - INDENT) + 0.3
        case ["c", text, _]:
            return _LINE * len(text.split("\n"))
        case ["g", columns, rows]:
            cell = room / float(columns) - 1.2
            return sum(max(_lines(parts, cell) for parts in row) + 0.8 for row in rows)
        case _:
            return 0.5


def _lines(parts: Marks, room: float) -> float:
    """Sentences in lines, each as full as it goes."""
    room = max(room, 4.0)
    lines, used, raised = 1, 0.0, 0.0
    for part in parts:
        match part:
            case ["b"]:
                pieces, used = [], 2 * room
            case ["m", _, wide, _, more]:
                pieces = [wide]
                raised += more * (1 + int(wide / room))
            case ["i", _, wide, high, _]:
                pieces = [min(wide, room)]
                raised += high * min(1.0, room / wide) + 0.3
            case ["code", text]:
                pieces = [code_width(text)]
            case [style, text]:
                broader = BOLD if "strong" in style else 1.0
                pieces = [text_width(word) * broader for word in _GAPS.split(text)]
        for i, wide in enumerate(pieces):
            used += SPACE if i else 0.0
            if used + wide > room - _DOUBT:
                lines += 1 + int(wide / room)
                used = 0.0
            used += wide
    return _FIRST + _LINE * (lines - 1) + raised
