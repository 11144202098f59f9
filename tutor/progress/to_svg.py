"""Charts as SVG: the page's own colours, readable in print and by screen readers."""

from html import escape
from math import floor

from tutor.core.day import as_date
from tutor.core.text import harmless
from tutor.progress.chart import Bars, Calendar, Columns, Figure, Ranges, Stacks
from tutor.progress.to_text import amount, shades

WIDTH = 720
_CELL = 13  # a day of the calendar, its gap included
_ROW = 24  # a bar with its name
_NAME = 170  # room for a name
_PLOT = 150  # height of a column chart
_PARTS = 5  # colours of a stack


def svg(figure: Figure) -> str:
    """A figure's chart; nothing where there is nothing to draw."""
    match figure.chart:
        case Calendar():
            height, drawn = _calendar(figure.chart)
        case Columns():
            height, drawn = _columns(figure.chart)
        case Bars():
            height, drawn = _bars(figure.chart)
        case Ranges():
            height, drawn = _ranges(figure.chart)
        case Stacks():
            height, drawn = _stacks(figure.chart)
    if not drawn:
        return ""
    label = _safe(f"{figure.title}. {figure.meaning}")
    return "\n".join(
        (
            f'<svg viewBox="0 0 {WIDTH} {height}" role="img" aria-label="{label}">',
            *drawn,
            "</svg>",
        )
    )


def _calendar(chart: Calendar) -> tuple[int, list[str]]:
    if not chart.days:
        return 0, []
    weeks = 53
    monday = chart.today - as_date(chart.today).weekday()
    first = monday - 7 * (weeks - 1)
    limits = shades(list(chart.days.values()))
    drawn = [_text(0, 34 + 2 * _CELL * row, name) for row, name in enumerate(("Mon", "Wed", "Fri"))]
    month = 0
    for week in range(weeks):
        sunday = as_date(first + 7 * week + 6)
        if 0 < week <= weeks - 3 and sunday.month != month:  # a name is three weeks wide
            drawn.append(_text(32 + week * _CELL, 14, f"{sunday:%b}"))
        month = sunday.month
        for place in range(7):
            day = first + 7 * week + place
            if day > chart.today:
                break
            count = chart.days.get(day, 0)
            shade = 1 + sum(count > limit for limit in limits) if count else 0
            box = _box(32 + week * _CELL, 22 + place * _CELL, _CELL - 2, _CELL - 2, f"s{shade}")
            drawn.append(_titled(box, f"{as_date(day)}: {count:,} {chart.unit}"))
    bottom = 22 + 7 * _CELL + 20
    bounds = [0, 1, *(limit + 1 for limit in limits)]
    for shade, bound in enumerate(bounds):
        x = 32 + shade * 90
        drawn.append(_box(x, bottom - 11, _CELL - 2, _CELL - 2, f"s{shade}"))
        drawn.append(_text(x + 16, bottom, f"{bound:,}+" if shade else "none"))
    return bottom + 6, drawn


def _columns(chart: Columns) -> tuple[int, list[str]]:
    top = max(chart.values, default=0)
    if top <= 0:
        return 0, []
    left = 60
    wide = (WIDTH - left) / len(chart.values)
    base = 10 + _PLOT
    drawn = [
        _text(left - 8, 18, f"{top:,.0f}", "end"),
        _text(left - 8, base, "0", "end"),
        f'<line class="axis" x1="{left}" x2="{WIDTH}" y1="{base}" y2="{base}"/>',
        f'<line class="grid" x1="{left}" x2="{WIDTH}" y1="10" y2="10"/>',
    ]
    for place, value in enumerate(chart.values):
        if value > 0:
            high = max(1.0, value / top * _PLOT)
            gap = min(2.0, wide / 6)
            x = left + place * wide + gap / 2
            box = _box(x, base - high, wide - gap, high, "bar")
            drawn.append(_titled(box, f"{value:,.0f} {chart.unit}"))
    free = 0.0
    for place, label in sorted(chart.labels.items()):
        x = left + place * wide
        if x >= free:
            drawn.append(_text(x, base + 16, label))
            free = x + 8 * len(label) + 6
    drawn.append(_text(WIDTH, base + 32, chart.unit, "end"))
    return base + 40, drawn


def _bars(chart: Bars) -> tuple[int, list[str]]:
    top = max((value for _, value in chart.rows), default=0)
    if top <= 0:
        return 0, []
    room = WIDTH - _NAME - 90
    drawn = []
    for row, (name, value) in enumerate(chart.rows):
        y = 4 + row * _ROW
        long = max(1.0, value / top * room) if value else 0.0
        drawn.append(_name(name, y))
        if value:
            drawn.append(_box(_NAME, y, long, _ROW - 8, "bar"))
        drawn.append(_text(_NAME + long + 8, y + 13, amount(value)))
    return 4 + len(chart.rows) * _ROW, drawn


def _ranges(chart: Ranges) -> tuple[int, list[str]]:
    if not chart.rows:
        return 0, []
    room = WIDTH - _NAME - 150
    lows = [each.low for each in chart.rows]
    lows += [each.predicted for each in chart.rows if each.predicted is not None]
    start = min(0.9, floor(10 * min(lows)) / 10)

    def x(share: float) -> float:
        return _NAME + max(0.0, share - start) / (1 - start) * room

    bottom = 8 + len(chart.rows) * _ROW
    drawn = []
    tenths = range(round(10 * start), 11, 1 if start >= 0.5 else 2)
    for tenth in tenths:
        at = x(tenth / 10)
        drawn.append(f'<line class="grid" x1="{at:.1f}" x2="{at:.1f}" y1="0" y2="{bottom}"/>')
        drawn.append(_text(at, bottom + 16, f"{10 * tenth} %", "middle"))
    for row, each in enumerate(chart.rows):
        y = 4 + row * _ROW
        middle = y + (_ROW - 8) / 2
        drawn.append(_name(each.name, y))
        drawn.append(
            f'<line class="reach" x1="{x(each.low):.1f}" x2="{x(each.high):.1f}" '
            f'y1="{middle}" y2="{middle}"/>'
        )
        drawn.append(f'<circle class="found" cx="{x(each.found):.1f}" cy="{middle}" r="5"/>')
        if each.predicted is not None:
            at = x(each.predicted)
            drawn.append(
                f'<path class="predicted" d="M{at:.1f} {middle - 8} l6 8 l-6 8 l-6 -8 z"/>'
            )
        drawn.append(_text(WIDTH, y + 13, f"{100 * each.found:.0f} % of {each.of:,}", "end"))
    key = "Dot: remembered. Line: 95 % confidence interval of the true rate."
    if any(each.predicted is not None for each in chart.rows):
        key += " Diamond: predicted."
    drawn.append(_text(_NAME, bottom + 38, key))
    return bottom + 46, drawn


def _stacks(chart: Stacks) -> tuple[int, list[str]]:
    if not chart.rows:
        return 0, []
    room = WIDTH - _NAME - 60
    drawn = []
    for row, (name, counts) in enumerate(chart.rows):
        y = 4 + row * _ROW
        total = sum(counts) or 1
        drawn.append(_name(name, y))
        x = float(_NAME)
        for part, count in enumerate(counts):
            wide = count / total * room
            if count:
                box = _box(x, y, max(1.0, wide - 1), _ROW - 8, f"p{part % _PARTS}")
                drawn.append(_titled(box, f"{chart.parts[part]}: {count:,}"))
            x += wide
        drawn.append(_text(WIDTH, y + 13, f"{total if any(counts) else 0:,}", "end"))
    bottom = 8 + len(chart.rows) * _ROW
    free = _NAME
    for part, name in enumerate(chart.parts):
        drawn.append(_box(free, bottom, 11, 11, f"p{part % _PARTS}"))
        drawn.append(_text(free + 16, bottom + 10, name))
        free += 30 + 8 * len(name)
    return bottom + 20, drawn


def _name(name: str, y: float) -> str:
    most = 24
    short = name if len(name) <= most else name[: most - 1] + "…"
    return _titled(_text(_NAME - 10, y + 13, short, "end"), name)


def _box(x: float, y: float, wide: float, high: float, kind: str) -> str:
    return (
        f'<rect class="{kind}" x="{x:.1f}" y="{y:.1f}" width="{wide:.1f}" height="{high:.1f}" '
        'rx="2"/>'
    )


def _titled(element: str, title: str) -> str:
    """The element with a title, which appears when the pointer is on it."""
    return f"<g><title>{_safe(title)}</title>{element}</g>"


def _text(x: float, y: float, text: str, anchor: str = "start") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{_safe(text)}</text>'


def _safe(text: str) -> str:
    return escape(harmless(text))
