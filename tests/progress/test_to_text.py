"""Pictures in text: every mark where, and as long as, its number says, at any width."""

import re
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len, split_graphemes

from tutor.progress.chart import Bars, Calendar, Chart, Columns, Figure, Range, Ranges, Stacks
from tutor.progress.to_text import HEIGHT, picture, rows, table, wrapped

TODAY = 739_000
EIGHTHS = " ▁▂▃▄▅▆▇█"
PARTS = "▏▎▍▌▋▊▉█"
SHADES = "·░▒▓█"

# Narrow, wide, combined and joined characters, from left to right and from right to left.
_SIGNS = (*"ab é日🙂Ａשا", "x\u0302", "❤\ufe0f", "👩\u200d🔬")
names = st.lists(st.sampled_from(_SIGNS), max_size=30).map("".join)
widths = st.integers(1, 120)
roomy = st.integers(60, 120)
counts = st.integers(0, 10**6)
shares = st.floats(0, 1)
days = st.dictionaries(st.integers(TODAY - 364, TODAY), st.integers(1, 10**6), min_size=1)


@st.composite
def a_range(draw: st.DrawFn) -> Range:
    low, found, high = sorted(draw(st.tuples(shares, shares, shares)))
    return Range(draw(names), low, found, high, draw(counts), draw(st.none() | shares))


ranges = st.lists(a_range(), min_size=1, max_size=8)
charts = st.one_of(
    days.map(lambda each: Calendar(each, TODAY, "reviews")),
    st.lists(st.floats(0, 1e7), min_size=1, max_size=60).map(
        lambda values: Columns(tuple(values), {0: "first", len(values) // 2: "middle"}, "cards")
    ),
    st.lists(st.tuples(names, st.floats(0, 1e7)), max_size=8).map(
        lambda each: Bars(tuple(each), "cards")
    ),
    ranges.map(lambda each: Ranges(tuple(each))),
    st.lists(st.tuples(names, st.tuples(*[counts] * 5)), max_size=8).map(
        lambda each: Stacks(("right", "mended", "helped", "shown", "missed"), tuple(each))
    ),
)


def figure(chart: Chart, *cells: tuple[str, ...], name: str = "x") -> Figure:
    head = ("name", *("number" for _ in cells[0][1:])) if cells else ()
    return Figure("key", f"Of {name}", f"It means {name} and more.", chart, head, cells)


@given(charts, names, widths)
def test_no_row_is_wider_than_asked_whatever_the_names(chart: Chart, name: str, width: int) -> None:
    for row in picture(figure(chart, name=name), width):
        assert cell_len(row) <= width


@given(st.lists(st.tuples(names, counts), min_size=1, max_size=20), roomy)
def test_bars_are_as_long_as_their_numbers_are_large(
    values: list[tuple[str, int]], width: int
) -> None:
    top = max(value for _, value in values)
    drawn = rows(Bars(tuple(values), "cards"), width)
    assert len(drawn) == len(values) * (top > 0)
    found = [re.fullmatch(f".*? ?([{PARTS}]*) ?([\\d,]+)", row) for row in drawn]
    lengths = [8 * each[1].count("█") for each in found if each]
    for place, each in enumerate(found):
        assert each
        assert each[2] == f"{values[place][1]:,}"
        lengths[place] += sum(PARTS.index(part) + 1 for part in each[1] if part != "█")
    for length, (_, value) in zip(lengths, values, strict=False):
        exact = value / top * max(lengths)
        assert abs(length - exact) <= 0.5 or (length, value > 0) == (1, True)
        assert (length > 0) == (value > 0)
    if top:
        assert max(map(cell_len, drawn)) >= width - 2


@given(st.lists(counts, min_size=1, max_size=50), roomy)
def test_columns_are_as_high_as_their_numbers_are_large(values: list[int], width: int) -> None:
    top = max(values)
    drawn = rows(Columns(tuple(map(float, values)), {}, "cards"), width)
    if not top:
        assert drawn == []
        return
    margin = drawn[0].index("│")
    assert drawn[0][:margin].strip() == f"{top:,}"
    assert drawn[HEIGHT - 1][:margin].strip() == "0"
    assert drawn[-1].strip() == "cards"
    bars = [row[margin + 1 :].ljust(width) for row in drawn[:HEIGHT]]
    wide = max(1, min(4, (width - margin - 1) // len(values)))
    for place, value in enumerate(values):
        height = sum(EIGHTHS.index(row[place * wide]) for row in bars)
        assert abs(height - 8 * HEIGHT * value / top) <= 0.5 or (height, value > 0) == (1, True)
        assert (height > 0) == (value > 0)
        cells = [row[place * wide] for row in reversed(bars)]  # from the ground up
        assert "".join(cells).rstrip().strip("█") in {*EIGHTHS[:-1], ""} - {" "}


@given(st.lists(counts, min_size=61, max_size=400), st.integers(20, 60))
def test_more_columns_than_have_room_are_drawn_as_the_means_of_neighbours(
    values: list[int], width: int
) -> None:
    drawn = rows(Columns(tuple(map(float, values)), {}, "cards"), width)
    margin = drawn[0].index("│") if drawn else 0
    bars = [row[margin + 1 :].ljust(width) for row in drawn[:HEIGHT]]
    each = -(-len(values) // (width - margin - 1))
    means = [
        sum(values[start : start + each]) / len(values[start : start + each])
        for start in range(0, len(values), each)
    ]
    for place, mean in enumerate(means if drawn else []):
        height = sum(EIGHTHS.index(row[place]) for row in bars)
        assert abs(height - 8 * HEIGHT * mean / max(means)) <= 0.5 or (height, mean > 0) == (
            1,
            True,
        )


def test_the_scale_of_columns_tells_a_mean_as_it_is() -> None:
    drawn = rows(Columns((2.0, 3.0) * 50, {}, "cards a day"), 55)
    assert drawn[0].split(" │")[0].strip() == "2.5"


def test_a_label_stands_under_the_first_of_its_columns() -> None:
    drawn = rows(Columns((1.0,) * 12, {0: "Jan", 5: "Jun", 11: "Dec"}, "cards"), 60)
    first = drawn[0].index("█")
    labels = drawn[HEIGHT]
    assert [labels.index(name) - first for name in ("Jan", "Jun", "Dec")] == [0, 5 * 4, 11 * 4]


@given(days, st.integers(TODAY - 9, TODAY))
def test_a_year_of_days_has_each_day_in_its_place_and_as_dark_as_its_key_says(
    work: dict[int, int], today: int
) -> None:
    work = {day: count for day, count in work.items() if day <= today} or {today: 1}
    _, *drawn = rows(Calendar(work, today, "reviews"), 78)
    cells = [row[4:].ljust(53) for row in drawn[:7]]
    legend = " ".join(drawn[7:])
    bounds = {shade: int(bound.replace(",", "")) for shade, bound in KEY.findall(legend)}
    sunday = today + 7 - date.fromordinal(today).isoweekday()
    for day in range(today - 364, sunday + 1):
        cell = cells[date.fromordinal(day).weekday()][52 - (sunday - day) // 7]
        if day > today:
            assert cell == " "
        elif day not in work:
            assert cell == "·"
        else:
            shade = max((shade for shade in bounds if work[day] >= bounds[shade]), key=bounds.get)  # type: ignore[arg-type]
            assert cell == shade
    assert [*bounds] == sorted(bounds, key=SHADES.index)
    assert [*bounds.values()] == sorted({*bounds.values()})


KEY = re.compile(r"([░▒▓█]) ([\d,]+)\+")


@given(st.sets(st.integers(1, 10**6), min_size=1, max_size=360))
def test_a_quarter_of_the_days_has_each_shade(numbers: set[int]) -> None:
    work = dict(zip(range(TODAY, 0, -1), numbers, strict=False))
    drawn = "".join(row[4:] for row in rows(Calendar(work, TODAY, "reviews"), 78)[1:8])
    for shade in SHADES[1:]:
        assert abs(drawn.count(shade) - len(numbers) / 4) <= 1


def test_a_month_is_named_over_the_week_in_which_it_begins() -> None:
    today = date(2026, 12, 1).toordinal()  # a Tuesday: this week's Monday is the last of November
    names, *_ = rows(Calendar({today: 1}, today, "reviews"), 78)
    assert names.index("Nov") - 4 == 52 - 5  # the 1st of November is a Sunday, five weeks before
    assert names.index("Mar") - 4 == 52 - 40
    assert [name for name in names.split() if name != "Dec"] == (
        [f"{date(2026, month, 1):%b}" for month in range(1, 12)]
    )


def test_a_narrow_year_shows_its_latest_weeks() -> None:
    wide, narrow = (
        rows(Calendar({TODAY - 8: 3, TODAY: 5}, TODAY, "reviews"), width)[1:8] for width in (78, 30)
    )
    for long, short in zip(wide, narrow, strict=True):
        assert len(short) <= 30
        assert long[:4] == short[:4]
        assert long.endswith(short[4:])


@given(ranges, roomy)
def test_the_marks_of_a_range_stand_where_its_shares_are(each: list[Range], width: int) -> None:
    drawn = rows(Ranges(tuple(each)), width)
    scale = drawn[len(each)]
    left, right = re.findall(r"\d+ %", scale)
    assert right == "100 %"
    zero = len(scale) - len(scale.lstrip())
    start, last = int(left.split()[0]) / 100, len(scale) - 1 - zero
    assert start <= min(
        min(one.low, one.predicted if one.predicted is not None else 1) for one in each
    )
    for row, one in zip(drawn, each, strict=False):
        at = {mark: len(columned(row[: row.index(mark)])) for mark in "├┤●◆◉" if mark in row}
        exact = {
            "├": one.low,
            "┤": one.high,
            "●": one.found,
            "◉": one.found,
            "◆": one.predicted,
        }
        for mark, place in at.items():
            share = exact[mark]
            assert share is not None
            assert abs(place - zero - (share - start) / (1 - start or 1) * last) <= 0.5 + 1e-9
        assert "●" in at or "◉" in at
        assert ("◆" in at or "◉" in at) == (one.predicted is not None)
        assert row.endswith(f" {100 * one.found:.0f} % of {one.of:,}")
        if "├" in at and "┤" in at:
            inside = columned(row)[at["├"] + 1 : at["┤"]]
            assert set(inside) <= set("─●◆◉")


def columned(text: str) -> str:
    """The text with as many characters as it takes columns."""
    return "".join(
        text[start:end].ljust(wide)[:wide] for start, end, wide in split_graphemes(text)[0]
    )


def test_what_was_predicted_and_what_was_found_at_one_place_are_one_mark() -> None:
    row, *_ = rows(Ranges((Range("on time", 0.5, 0.75, 1.0, 8, 0.75),)), 60)
    assert "◉" in row
    assert not {"●", "◆"} & {*row}


@given(st.lists(st.tuples(names, st.tuples(*[counts] * 5)), min_size=1, max_size=8), roomy)
def test_a_whole_is_divided_as_its_parts_are(
    wholes: list[tuple[str, tuple[int, ...]]], width: int
) -> None:
    parts = ("right", "mended", "helped", "shown", "missed")
    drawn = rows(Stacks(parts, tuple(wholes)), width)
    signs = dict(re.findall(r"(\S) (\w+)", " ".join(drawn[len(wholes) :])))
    assert tuple(signs.values()) == parts
    for row, (_, of) in zip(drawn, wholes, strict=False):
        bar = "".join(character for character in row if character in signs)
        assert len(bar) >= width // 2 or not sum(of)
        assert bar == "".join(sign * bar.count(sign) for sign in signs)
        for sign, count in zip(signs, of, strict=True):
            assert abs(bar.count(sign) - count / (sum(of) or 1) * len(bar)) <= 1


cells = st.lists(
    st.tuples(names, counts.map(str), counts.map(lambda count: f"{count} %")),
    min_size=1,
    max_size=9,
)


@given(cells)
def test_a_table_holds_exactly_its_cells_in_columns(found: list[tuple[str, ...]]) -> None:
    head, *lines = table(figure(Bars((), "cards"), *found))
    assert head.split() == ["name", "number", "number"]
    for line, (name, *numbers) in zip(lines, found, strict=True):
        assert cell_len(line) == cell_len(head)
        assert line.startswith(name)
        assert re.fullmatch(f" +{numbers[0]} +{numbers[1]}", line[len(name) :])


@given(cells, widths)
def test_where_a_table_has_little_room_its_names_are_cut_and_its_numbers_are_not(
    found: list[tuple[str, ...]], width: int
) -> None:
    shown = figure(Bars((), "cards"), *found)
    full, narrow = table(shown), table(shown, width)
    for line, short, (name, *numbers) in zip(full[1:], narrow[1:], found, strict=True):
        assert cell_len(short) <= width
        if cell_len(full[0]) <= width:
            assert short == line
        elif width >= 6 + 2 * (2 + 9):  # the longest number is 1000000 %
            beside = re.search(f" +{numbers[0]} +{numbers[1]}$", short)
            assert beside
            start = short[: beside.start()]
            assert start == name.rstrip() or (
                start.endswith("…") and name.startswith(start[:-1].rstrip())
            )


def test_a_figure_without_numbers_has_no_table() -> None:
    assert table(figure(Bars((), "cards"))) == []


@given(st.lists(st.text("abc", min_size=1, max_size=9), min_size=1), st.integers(9, 40))
def test_a_sentence_keeps_its_words_and_every_line_is_as_full_as_it_can_be(
    words: list[str], width: int
) -> None:
    lines = wrapped(" ".join(words), width)
    assert " ".join(lines).split() == words
    assert all(len(line) <= width for line in lines)
    for line, after in pairwise(lines):
        assert len(line) + 1 + len(after.split()[0]) > width


@pytest.mark.parametrize("width", [20, 40, 78])
def test_what_a_mark_means_is_not_parted_from_it(width: int) -> None:
    drawn = rows(Stacks(("right", "mended", "helped"), (("inverse", (3, 2, 1)),)), width)
    assert re.split(r"  |\n", "\n".join(drawn[1:])) == ["█ right", "▓ mended", "▒ helped"]
