"""Charts as rows of text: no colour needed, no row wider than asked."""

from collections.abc import Iterable, Mapping, Sequence
from math import ceil, floor
from statistics import fmean

from rich.cells import cell_len

from tutor.core.day import as_date
from tutor.progress.chart import WEEKS, Bars, Calendar, Chart, Columns, Figure, Ranges, Stacks
from tutor.width import cut, fitted

WIDTH = 78
AT_LENGTH = frozenset({"forecast-90", "forecast-365"})  # for those who ask, not for a summary
HEIGHT = 6  # rows of a column chart
_EIGHTHS = " ▁▂▃▄▅▆▇█"
_PARTS = " ▏▎▍▌▋▊▉█"
_SHADES = "░▒▓█"
_STACKED = "█▓▒░╱╲+x"
_GAP = "  "  # between the columns of a table, and between what a picture's marks mean
_SHORTEST = 6  # columns of a name in a table


def picture(figure: Figure, width: int = WIDTH) -> list[str]:
    """A figure with its title and its sentence."""
    said = (*wrapped(figure.title, width), *wrapped(figure.meaning, width))
    return [*said, *rows(figure.chart, width)]


def rows(chart: Chart, width: int = WIDTH) -> list[str]:
    """The chart alone; no rows where there is nothing to draw."""
    match chart:
        case Calendar():
            drawn = _calendar(chart, width)
        case Columns():
            drawn = _columns(chart, width)
        case Bars():
            drawn = _bars(chart, width)
        case Ranges():
            drawn = _ranges(chart, width)
        case Stacks():
            drawn = _stacks(chart, width)
    return [cut(row, width) for row in drawn]  # where there is no room for a picture at all


def table(figure: Figure, width: int | None = None) -> list[str]:
    """A figure's numbers: names to the left, numbers to the right.

    Where they are wider than asked, names are cut: numbers only where there is no room for a name.
    """
    if not figure.rows:
        return []
    lines = [figure.head, *figure.rows]
    first, *others = (max(map(cell_len, column)) for column in zip(*lines, strict=True))
    if width is not None:
        first = min(first, max(_SHORTEST, width - sum(others) - len(_GAP) * len(others)))
    drawn = [
        _GAP.join((fitted(name, first), *map(str.rjust, numbers, others))).rstrip()
        for name, *numbers in lines
    ]
    return drawn if width is None else [cut(row, width) for row in drawn]


def shades(days: Sequence[int]) -> tuple[int, int, int]:
    """The numbers above which a day is darker: a quarter of the days each."""
    ordered = sorted(days)
    return tuple(ordered[len(ordered) * part // 4] for part in (1, 2, 3))  # type: ignore[return-value]


def amount(value: float) -> str:
    """A number as it stands beside its bar."""
    return f"{value:,.1f}" if value < 9.95 and value != round(value) else f"{value:,.0f}"


def wrapped(text: str, width: int) -> list[str]:
    """Words on lines; one that is longer than a line is cut."""
    return _filled(text.split(" "), " ", width)  # at blanks alone: "97 %" has another


def _filled(parts: Iterable[str], between: str, width: int) -> list[str]:
    """Parts on lines, as many on each line as there is room for."""
    lines: list[str] = []
    for part in parts:
        if lines and cell_len(lines[-1] + between + part) <= width:
            lines[-1] += between + part
        else:
            lines.append(cut(part, width))
    return lines


def _calendar(chart: Calendar, width: int) -> list[str]:
    if not chart.days:
        return []
    weeks = max(1, min(WEEKS, width - 4))
    monday = chart.today - as_date(chart.today).weekday()
    first = monday - 7 * (weeks - 1)
    limits = shades(list(chart.days.values()))

    def cell(day: int) -> str:
        if day > chart.today:
            return " "
        count = chart.days.get(day, 0)
        return _SHADES[sum(count > limit for limit in limits)] if count else "·"

    sundays = [as_date(first + 7 * week + 6) for week in range(weeks)]
    begun = {
        week: f"{sunday:%b}"
        for week, sunday in enumerate(sundays)
        if week and sunday.month != sundays[week - 1].month
    }
    names = ("Mon", "   ", "Wed", "   ", "Fri", "   ", "Sun")
    drawn = [
        f"{name} " + "".join(cell(first + 7 * week + place) for week in range(weeks)).rstrip()
        for place, name in enumerate(names)
    ]
    bounds = [1, *(limit + 1 for limit in limits)]
    darkest = dict(zip(bounds, _SHADES, strict=True))  # of those that begin at the same number
    key = (f"{shade} {bound:,}+" for bound, shade in darkest.items())
    legend = _filled(("· none", *key, chart.unit), _GAP, width - 4)
    return [f"    {_along(begun, weeks)}", *drawn, *(f"    {line}" for line in legend)]


def _columns(chart: Columns, width: int) -> list[str]:
    top = max(chart.values, default=0)
    if top <= 0:
        return []
    margin = max(3, len(f"{top:,.0f}")) + 1  # the mean of several may be 2.5
    room = width - margin - 1
    chart = _fitting(chart, room)
    wide, top = max(1, min(4, room // len(chart.values))), max(chart.values)
    drawn = []
    for row in reversed(range(HEIGHT)):
        cells = [
            _level(value * HEIGHT / top - row, value > 0 and row == 0) for value in chart.values
        ]
        label = amount(top) if row == HEIGHT - 1 else "0" if row == 0 else ""
        bars = "".join(_EIGHTHS[cell] * max(1, wide - 1) + " " * (wide > 1) for cell in cells)
        drawn.append(f"{label:>{margin - 1}} │{bars.rstrip()}")
    labels = {place * wide: label for place, label in chart.labels.items()}
    indent = " " * (margin + 1)
    return [*drawn, indent + _along(labels, room), indent + chart.unit]


def _fitting(chart: Columns, room: int) -> Columns:
    """The chart in at most so many columns: if it has more, the means of neighbours."""
    each = ceil(len(chart.values) / max(1, room))
    starts = range(0, len(chart.values), each)
    return Columns(
        tuple(fmean(chart.values[start : start + each]) for start in starts),
        {place // each: label for place, label in chart.labels.items()},
        chart.unit,
    )


def _along(labels: Mapping[int, str], room: int) -> str:
    """Labels in one row, each at its place, as many as there is room for."""
    row = ""
    for place, label in sorted(labels.items()):
        if place + len(label) <= room and (not row or place > len(row)):
            row = row.ljust(place) + label
    return row


def _level(height: float, shown: bool) -> int:
    """How many eighths of a cell are filled; at least one if something is to be shown."""
    level = max(0, min(8, round(8 * height)))
    return max(1, level) if shown else level


def _bars(chart: Bars, width: int) -> list[str]:
    top = max((value for _, value in chart.rows), default=0)
    if top <= 0:
        return []
    names = _names([name for name, _ in chart.rows], width)
    numbers = [amount(value) for _, value in chart.rows]
    room = max(1, width - cell_len(names[0]) - max(map(len, numbers)) - 3)
    return [
        " ".join(filter(None, (name, _bar(value / top * room), number)))
        for name, number, (_, value) in zip(names, numbers, chart.rows, strict=True)
    ]


def _bar(length: float) -> str:
    eighths = round(8 * length) or (1 if length > 0 else 0)
    whole, part = divmod(eighths, 8)
    return "█" * whole + (_PARTS[part] if part else "")


def _ranges(chart: Ranges, width: int) -> list[str]:
    if not chart.rows:
        return []
    names = _names([each.name for each in chart.rows], width)
    notes = [f"{100 * each.found:.0f} % of {each.of:,}" for each in chart.rows]
    room = max(2, width - cell_len(names[0]) - max(map(len, notes)) - 2)
    lowest = min(
        min(each.low, 1.0 if each.predicted is None else each.predicted) for each in chart.rows
    )
    start = floor(10 * lowest) / 10  # the scale begins at a whole tenth

    def place(share: float) -> int:
        return min(room - 1, max(0, round((share - start) / (1 - start or 1) * (room - 1))))

    drawn = []
    for name, note, each in zip(names, notes, chart.rows, strict=True):
        line = [" "] * room
        low, high = place(each.low), place(each.high)
        line[low : high + 1] = "─" * (high - low + 1)
        line[low], line[high] = "├", "┤"
        line[place(each.found)] = "●"
        if each.predicted is not None:
            at = place(each.predicted)
            line[at] = "◆" if line[at] != "●" else "◉"
        drawn.append(f"{name} {''.join(line)} {note}")
    left, right = f"{100 * start:.0f} %", "100 %"
    scale = f"{left}{right:>{max(1, room - len(left))}}"
    key = "● remembered, ├─┤ 95 % confidence interval"
    if any(each.predicted is not None for each in chart.rows):
        key += ", ◆ predicted"
    return [*drawn, " " * (cell_len(names[0]) + 1) + scale, *wrapped(key, width)]


def _stacks(chart: Stacks, width: int) -> list[str]:
    if not chart.rows:
        return []
    names = _names([name for name, _ in chart.rows], width)
    room = max(1, width - cell_len(names[0]) - 1)
    signs = (_STACKED * ceil(len(chart.parts) / len(_STACKED)))[: len(chart.parts)]
    drawn = []
    for name, (_, counts) in zip(names, chart.rows, strict=True):
        total = sum(counts) or 1
        ends = [round(room * sum(counts[: place + 1]) / total) for place in range(len(counts))]
        starts = [0, *ends[:-1]]
        bar = "".join(
            sign * (end - start) for sign, start, end in zip(signs, starts, ends, strict=True)
        )
        drawn.append(f"{name} {bar}")
    key = (f"{sign} {part}" for sign, part in zip(signs, chart.parts, strict=True))
    return [*drawn, *_filled(key, _GAP, width)]


def _names(names: Sequence[str], width: int) -> list[str]:
    """Names of one width, which leave two thirds of the row to the picture."""
    most = min(max(map(cell_len, names)), max(1, width // 3))
    return [fitted(name, most) for name in names]
