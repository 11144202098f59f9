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
    "/": "╱╱╱╱",
    "\\": "╲╲╲╲",
    "↑": "↑│││",
    "↓": "│││↓",
    "↕": "↑││↓",
    "⌜": "⌜   ",
    "⌝": "⌝   ",
    "⌞": "   ⌞",
    "⌟": "   ⌟",
    "⟦": "⟦⟦⟦⟦",
    "⟧": "⟧⟧⟧⟧",
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


def brace_row(width: int, over: bool, square: bool = False) -> str:
    """A horizontal brace, ╰──┬──╯, or bracket, └─────┘."""
    if square:
        left, right = ("┌", "┐") if over else ("└", "┘")
        return left + "─" * max(0, width - 2) + right
    left, point, right = ("╭", "┴", "╮") if over else ("╰", "┬", "╯")
    before = max(0, (width - 3) // 2)
    after = max(0, width - 3 - before)
    return left + "─" * before + point + "─" * after + right


def framed(inside: Box) -> Box:
    """A body in a frame."""
    across = "─" * (inside.width + 2)
    rows = [f"┌{across}┐", *(f"│ {row} │" for row in inside.rows), f"└{across}┘"]
    return Box(tuple(rows), inside.baseline + 1, inside.width + 4)


_LEFT = {"←": "─", "⟵": "─", "⇐": "═"}
_RIGHT = {"→": "─", "⟶": "─", "⇒": "═", "═": "═"}


def reaching(arrow: Box, width: int) -> Box:
    """An arrow as long as what stands over or under it, with a sign of it to spare."""
    sign = arrow.rows[0]
    if width > 1 and sign in _LEFT:
        return Box((sign + _LEFT[sign] * (width + 1),), 0, width + 2)
    if width > 1 and sign in _RIGHT:
        return Box((_RIGHT[sign] * (width + 1) + sign,), 0, width + 2)
    return arrow
