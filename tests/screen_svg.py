"""A screen as SVG: letters as text, and what must join from cell to cell as shapes.

A picture on a web page has only the reader's fonts, which draw lines, blocks and braille each in
their own way; drawn as shapes they are what a good terminal shows.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from html import escape
from itertools import groupby

from rich.color import Color
from rich.segment import Segment
from rich.style import Style

WIDE, HIGH = 10, 20  # a cell
EDGE = 12  # around the screen
FONTS = "ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',monospace"
# Words hold together; a character that might come from another font stands in its own cell.
RUN = re.compile(r"[!-~]+(?: [!-~]+)*|[^ ]")

# A way of drawing is the attributes of a path, in which COLOUR stands for the colour.
COLOUR = "*"
FILL = f'fill="{COLOUR}"'
LINE = f'fill="none" stroke="{COLOUR}" stroke-width="1.5"'
HEAVY = f'fill="none" stroke="{COLOUR}" stroke-width="3"'
DOTS = f'stroke="{COLOUR}" stroke-width="3.8" stroke-linecap="round"'


def _box(left: float, top: float, wide: float, high: float) -> str:
    return f"m{left:g} {top:g}h{wide:g}v{high:g}h{-wide:g}z"


# Those that can be drawn as one however many stand in a row, by how wide they are together.
LONG: dict[str, tuple[str, Callable[[int], str]]] = {
    "─": (LINE, lambda wide: f"m0 10h{wide}"),
    "━": (HEAVY, lambda wide: f"m0 10h{wide}"),
    "█": (FILL, lambda wide: _box(0, 0, wide, HIGH)),
    "▀": (FILL, lambda wide: _box(0, 0, wide, HIGH / 2)),
    "▔": (FILL, lambda wide: _box(0, 0, wide, HIGH / 8)),
}
for _eighths, _sign in enumerate("▁▂▃▄▅▆▇", 1):
    _high = _eighths * HIGH / 8
    LONG[_sign] = (FILL, lambda wide, high=_high: _box(0, HIGH - high, wide, high))  # type: ignore[misc]
for _sign, _share in (("░", 0.3), ("▒", 0.5), ("▓", 0.75)):
    LONG[_sign] = (f'{FILL} opacity="{_share}"', lambda wide: _box(0, 0, wide, HIGH))

SHORT = {
    **{sign: (FILL, _box(0, 0, n * WIDE / 8, HIGH)) for n, sign in enumerate("▏▎▍▌▋▊▉", 1)},
    "▐": (FILL, _box(WIDE / 2, 0, WIDE / 2, HIGH)),
    "▕": (FILL, _box(WIDE * 7 / 8, 0, WIDE / 8, HIGH)),
    "●": (FILL, "m1 10a4 4 0 0 1 8 0a4 4 0 0 1 -8 0"),
    "◆": (FILL, "m5 5l4.5 5l-4.5 5l-4.5 -5z"),
    "▸": (FILL, "m2 6l6 4l-6 4z"),
    **{
        sign: (LINE, path)
        for sign, path in {
            "│": "m5 0v20",
            "├": "m5 0v20m0 -10h5",
            "┤": "m5 0v20m0 -10h-5",
            "┬": "m0 10h10m-5 0v10",
            "┴": "m0 10h10m-5 0v-10",
            "╭": "m10 10h-1a4 4 0 0 0 -4 4v6",
            "╮": "m0 10h1a4 4 0 0 1 4 4v6",
            "╰": "m5 0v6a4 4 0 0 0 4 4h1",
            "╯": "m5 0v6a4 4 0 0 1 -4 4h-1",
            "╱": "m0 20l10 -20",
            "╲": "m0 0l10 20",
            "⎡": "m8 2h-4v18",
            "⎢": "m4 0v20",
            "⎣": "m4 0v18h4",
            "⎤": "m2 2h4v18",
            "⎥": "m6 0v20",
            "⎦": "m6 0v18h-4",
            "⎛": "m7 2q-3 4 -3 9v9",
            "⎜": "m4 0v20",
            "⎝": "m4 0v9q0 5 3 9",
            "⎞": "m3 2q3 4 3 9v9",
            "⎟": "m6 0v20",
            "⎠": "m6 0v9q0 5 -3 9",
        }.items()
    },
}


def svg(rows: Sequence[Iterable[Segment]], background: str, border: str) -> str:
    """The rows of a screen, of which each character takes one cell."""
    columns = max((sum(len(text) for text, *_ in row) for row in rows), default=0)
    return framed(drawn(enumerate(rows), background), (columns, len(rows)), background, border)


def framed(parts: Iterable[str], size: tuple[int, int], background: str, border: str) -> str:
    """What is drawn of a screen of so many columns and rows, on its ground."""
    width, height = size[0] * WIDE + 2 * EDGE, size[1] * HIGH + 2 * EDGE
    return "\n".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
            f'width="{width}" height="{height}">',
            f'<rect x=".5" y=".5" width="{width - 1}" height="{height - 1}" rx="8" '
            f'fill="{background}" stroke="{border}"/>',
            *parts,
            "</svg>",
            "",
        )
    )


def drawn(rows: Iterable[tuple[int, Iterable[Segment]]], background: str) -> list[str]:
    """Rows of a screen, each with its place from the top: paths, then letters."""
    shapes: dict[str, list[str]] = defaultdict(list)  # paths, by how they are drawn
    texts: dict[str, list[str]] = defaultdict(list)  # runs of letters, by how they are written
    behind: dict[str, list[str]] = defaultdict(list)
    for row, segments in rows:
        x, y = EDGE, EDGE + row * HIGH
        for text, style, control in segments:
            assert not control
            ink, paper = _colours(style or Style())
            wide = len(text) * WIDE
            if paper not in ("", background):
                behind[FILL.replace(COLOUR, paper)].append(f"M{x} {y}{_box(0, 0, wide, HIGH)}")
            for way, path in _shapes(text, x, y):
                shapes[way.replace(COLOUR, ink)].append(path)
            written = f'fill="{ink}"' + _face(style or Style())
            texts[written] += _texts(text, x, y)
            x += wide
    return [
        *(f'<path {way} d="{"".join(paths)}"/>' for way, paths in behind.items()),
        *(f'<path {way} d="{"".join(paths)}"/>' for way, paths in shapes.items()),
        f'<g font-family="{FONTS}" font-size="16.6">',
        *(f"<g {way}>{''.join(runs)}</g>" for way, runs in texts.items() if runs),
        "</g>",
    ]


def _colours(style: Style) -> tuple[str, str]:
    """The colours of ink and paper, of which the screens always use true ones."""
    assert not style.dim
    ink, paper = _hex(style.color), _hex(style.bgcolor)
    return (paper, ink) if style.reverse else (ink, paper)


def _face(style: Style) -> str:
    """How letters are written, besides their colour."""
    lines = " ".join(["underline"] * bool(style.underline) + ["line-through"] * bool(style.strike))
    return (
        ' font-weight="bold"' * bool(style.bold)
        + ' font-style="italic"' * bool(style.italic)
        + f' text-decoration="{lines}"' * bool(lines)
    )


def _hex(colour: Color | None) -> str:
    return colour.triplet.hex if colour is not None and colour.triplet is not None else ""


def _shapes(text: str, x: int, y: int) -> Iterable[tuple[str, str]]:
    """How each shape is drawn, and its path."""
    for sign, signs in groupby(text):
        wide = WIDE * len(list(signs))
        if sign in LONG:
            way, path = LONG[sign]
            yield way, f"M{x} {y}{path(wide)}"
        elif sign in SHORT:
            way, once = SHORT[sign]
            yield way, "".join(f"M{x + over} {y}{once}" for over in range(0, wide, WIDE))
        elif _is_braille(sign):
            for over in range(0, wide, WIDE):
                yield DOTS, _dots(ord(sign), x + over, y)
        x += wide


def _dots(braille: int, x: int, y: int) -> str:
    # Unicode 2800: bits 0 to 2 down the left, 3 to 5 down the right, 6 and 7 the fourth row.
    places = ((0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2), (0, 3), (1, 3))
    return "".join(
        f"M{x + 2.5 + 5 * across} {y + 2.5 + 5 * down}h0"
        for bit, (across, down) in enumerate(places)
        if braille >> bit & 1
    )


def _texts(text: str, x: int, y: int) -> list[str]:
    """The letters, in runs that are as wide as their cells whatever the font."""
    letters = "".join(" " if _is_shape(sign) else sign for sign in text)
    return [
        f'<text x="{x + run.start() * WIDE}" y="{y + 15}"'
        + f' textLength="{len(run[0]) * WIDE}"' * (len(run[0]) > 1)
        + f">{escape(run[0], quote=False)}</text>"
        for run in RUN.finditer(letters)
    ]


def _is_shape(sign: str) -> bool:
    return sign in LONG or sign in SHORT or _is_braille(sign)


def _is_braille(sign: str) -> bool:
    return "\u2800" <= sign <= "\u28ff"
