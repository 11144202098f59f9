"""A picture in lines, as SVG in one colour: for paper and for pages of HTML."""

from collections.abc import Iterable, Iterator
from html import escape

from tutor.exercises.pictures.canvas import Area, Canvas, Legend, Line, Point, Stroke
from tutor.exercises.pictures.sketch import Beside, Framed, Sheet
from tutor.exercises.written import with_signs

_WIDE, _HIGH = 8, 16  # of a cell, in units of the SVG
_DOT = 4  # from one dot of a cell to the next
_DASHES = {Stroke.SOLID: "", Stroke.DOTTED: "0.1 5", Stroke.DASHED: "11 7"}
_SAMPLES = {stroke.sample: stroke for stroke in Stroke}
_SHIFT = 0.3  # of a cell: so far a label moves to its tick, without touching the next
_LOWER = 4.7  # than its middle is a sign's base line
_SHADE = 'fill="currentColor" fill-opacity="0.1" stroke="none"'
SIGN = 9  # cells that a sign of the legend takes
_BRAILLE = range(0x2800, 0x2900)
# The dots of a braille cell, bit by bit: column and row.
_DOTS = ((0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2), (0, 3), (1, 3))


def svg(sheet: Sheet, legend: Legend, said: str, width: int) -> str:
    """A picture so many cells wide with its legend below; `said` is for those who cannot see it.

    It has the colour of the text around it.
    """
    row = 0
    drawn: list[str] = []
    for piece in sheet:
        drawn += _piece(piece, row)
        row += 1 if isinstance(piece, str) else len(piece.rows())
    row += 1
    for sign, text in legend:
        if sign in _SAMPLES:
            y = (row + 0.5) * _HIGH
            ends = ((0.0, y), ((SIGN - 2.0) * _WIDE, y))
            drawn.append(_path(ends, _SAMPLES[sign]))
        else:
            drawn += _written(sign, row, 0)
        drawn += _written(text, row, SIGN)
        row += 1
    title = escape(said)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width * _WIDE} {row * _HIGH}" '
        f'role="img" aria-label="{title}" fill="none" stroke="currentColor" stroke-width="1.4" '
        'stroke-linecap="round" stroke-linejoin="round" font-family="DejaVu Sans Mono, Menlo, '
        f'Consolas, monospace" font-size="13">{"".join(drawn)}</svg>'
    )


def _piece(piece: str | Canvas | Framed | Beside, row: int, column: int = 0) -> Iterator[str]:
    match piece:
        case str():
            yield from _written(piece, row, column)
        case Canvas():
            yield from _canvas(piece, row, column)
        case Framed():
            yield from _framed(piece, row, column)
        case Beside():
            for part, title in zip(piece.parts, piece.titles, strict=True):
                middle = part.gutter + (part.canvas.width - len(title)) // 2
                yield from _written(title, row, column + middle)
                yield from _framed(part, row + 1, column)
                column += part.width + piece.gap


def _framed(framed: Framed, row: int, column: int) -> Iterator[str]:
    """The canvas, its scales and their lines."""
    canvas, start = framed.canvas, column + framed.gutter
    yield from _canvas(canvas, row, start)
    left, bottom = start * _WIDE, (row + canvas.height) * _HIGH
    right = left + canvas.width * _WIDE
    yield _path(((left, bottom), (right, bottom)))
    for tick in framed.ticks_below():
        x = left + canvas.place(tick.at, 0)[0] * _DOT + _DOT / 2
        yield _path(((x, bottom), (x, bottom + 4)))
        middle = (x - left) / _WIDE - len(tick.label) / 2
        at = min(max(middle, tick.start - _SHIFT), tick.start + _SHIFT)
        yield from _written(tick.label, row + canvas.height + 1, start + at, -6)
    if framed.left:
        yield _path(((left, row * _HIGH), (left, bottom)))
        for tick in framed.ticks_left():
            y = row * _HIGH + canvas.place(0, tick.at)[1] * _DOT + _DOT / 2
            yield _path(((left - 4, y), (left, y)))
            lower = y + _LOWER - (row + tick.mark + 1) * _HIGH + 4
            yield from _written(tick.label, row + tick.mark, column + tick.start, lower)


def _canvas(canvas: Canvas, row: int, column: int) -> Iterator[str]:
    """Its shapes, and what is written on it."""

    def there(point: Point) -> Point:
        across, down = point
        x = column * _WIDE + across * _DOT + _DOT / 2
        return x, row * _HIGH + down * _DOT + _DOT / 2

    for shape in canvas.shapes:
        match shape:
            case Area(points):
                corners = " ".join(_pair(there(canvas.place(*point))) for point in points)
                yield f'<polygon points="{corners}" {_SHADE}/>'
            case Line(points, stroke):
                for piece in canvas.pieces(points):
                    yield _path(map(there, piece), stroke)
    for y, x, text in canvas.words():
        yield from _written(text, row + y, column + x)
    for sign, place in canvas.marks():
        x_of, y_of = there(place)
        yield (
            f'<text x="{x_of:.1f}" y="{y_of + _LOWER:.1f}" text-anchor="middle" '
            f'fill="currentColor" stroke="none">{escape(sign)}</text>'
        )


def _path(points: Iterable[Point], stroke: Stroke = Stroke.SOLID) -> str:
    dashes = f' stroke-dasharray="{_DASHES[stroke]}"' if _DASHES[stroke] else ""
    wide = ' stroke-width="2"' if stroke is Stroke.DOTTED else ""
    return f'<path d="M{"L".join(map(_pair, points))}"{dashes}{wide}/>'


def _pair(point: Point) -> str:
    return f"{point[0]:.1f} {point[1]:.1f}"


def _written(text: str, row: int, column: float, lower: float = 0) -> Iterator[str]:
    """A row of text; braille is drawn, as dots."""
    y = (row + 1) * _HIGH - 4 + lower
    shown = "".join(" " if ord(sign) in _BRAILLE else sign for sign in text)
    for start, word in _words(with_signs(shown)):
        yield (
            f'<text x="{(column + start) * _WIDE:g}" y="{y:g}" fill="currentColor" stroke="none" '
            f'xml:space="preserve">{escape(word)}</text>'
        )
    dots = [
        f"M{(column + place) * _WIDE + x * _DOT + 2} {row * _HIGH + y * _DOT + 2}h.1"
        for place, sign in enumerate(text)
        if ord(sign) in _BRAILLE
        for bit, (x, y) in enumerate(_DOTS)
        if (ord(sign) - _BRAILLE.start) >> bit & 1
    ]
    if dots:
        yield f'<path d="{"".join(dots)}" stroke-width="2.4"/>'


def _words(text: str) -> Iterator[tuple[int, str]]:
    """The words of a row that are more than a space apart, and where each begins."""
    start = 0
    for word in text.split("  "):
        if word.strip():
            yield start + len(word) - len(word.lstrip()), word.strip()
        start += len(word) + 2
