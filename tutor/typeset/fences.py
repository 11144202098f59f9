"""Fences as tall as what they hold, drawn from the pieces Unicode has for that."""

from tutor.typeset.boxes import Box

# top, middle, extension, bottom; a middle that is the extension marks no place
_PIECES = {
    "(": "⎛⎜⎜⎝",
    ")": "⎞⎟⎟⎠",
    "[": "⎡⎢⎢⎣",
    "]": "⎤⎥⎥⎦",
    "{": "⎧⎨⎪⎩",
    "}": "⎫⎬⎪⎭",
    "|": "││││",
    "‖": "║║║║",
    "⌊": "⎢⎢⎢⎣",
    "⌋": "⎥⎥⎥⎦",
    "⌈": "⎡⎢⎢⎢",
    "⌉": "⎤⎥⎥⎥",
    "⟨": "╱⟨│╲",
    "⟩": "╲⟩│╱",
}


def grown(fence: str, inside: Box) -> Box:
    """A fence of the height of what it holds."""
    if inside.height == 1:
        return Box((fence,), 0, len(fence))
    top, middle, extension, bottom = tuple(_PIECES[fence])
    rows = [top, *extension * (inside.height - 2), bottom]
    if inside.height > 2:
        at = inside.baseline if 0 < inside.baseline < inside.height - 1 else inside.height // 2
        rows[at] = middle
    return Box(tuple(rows), inside.baseline, 1)


def brace_row(width: int, over: bool) -> str:
    """A horizontal brace: ╰──┬──╯."""
    left, point, right = ("╭", "┴", "╮") if over else ("╰", "┬", "╯")
    before = max(0, (width - 3) // 2)
    after = max(0, width - 3 - before)
    return left + "─" * before + point + "─" * after + right
