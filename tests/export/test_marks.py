"""The page of pictures: every mark of its SVG is where, and as large as, its number says."""

import re
import xml.etree.ElementTree as ET
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.account import Account
from tests.simulation import FIRST, SimulatedLearner
from tutor.core.day import as_date
from tutor.progress.chart import Bars, Calendar, Chart, Columns, Figure, Range, Ranges, Stacks
from tutor.progress.figures import figures
from tutor.progress.progress_page import page
from tutor.progress.to_svg import svg

TODAY = 739_000
counts = st.integers(0, 10**6)
shares = st.floats(0, 1)


def drawn(chart: Chart) -> ET.Element:
    return ET.fromstring(svg(Figure("key", "Title", "It means.", chart, (), ())))


def boxes(root: ET.Element, kind: str = "bar") -> list[ET.Element]:
    return [box for box in root.iter("rect") if re.fullmatch(kind, box.get("class", ""))]


def number(element: ET.Element, name: str) -> float:
    return float(element.attrib[name])


@given(st.lists(counts, min_size=1, max_size=20).filter(any))
def test_bars_are_as_long_as_their_numbers_are_large(values: list[int]) -> None:
    root = drawn(
        Bars(tuple((f"row {place}", value) for place, value in enumerate(values)), "cards")
    )
    found = boxes(root)
    seen = [value for value in values if value]
    longest = max(number(box, "width") for box in found)
    for box, value in zip(found, seen, strict=True):
        exact = value / max(values) * longest
        assert number(box, "width") == pytest.approx(max(1.0, exact), abs=0.11)
    texts = [text.text for text in root.iter("text")]
    assert texts == [
        each for place, value in enumerate(values) for each in (f"row {place}", f"{value:,}")
    ]


@given(st.lists(counts, min_size=1, max_size=60).filter(any))
def test_columns_are_as_high_as_their_numbers_are_large(values: list[int]) -> None:
    root = drawn(Columns(tuple(map(float, values)), {}, "cards"))
    found = boxes(root)
    highest = max(number(box, "height") for box in found)
    (axis, *_) = (line for line in root.iter("line") if line.get("class") == "axis")
    for box, value in zip(found, [value for value in values if value], strict=True):
        exact = value / max(values) * highest
        assert number(box, "height") == pytest.approx(max(1.0, exact), abs=0.11)
        assert number(box, "y") + number(box, "height") == pytest.approx(
            number(axis, "y1"), abs=0.11
        )
    places = [number(box, "x") for box in found]
    assert places == sorted(places)
    assert [text.text for text in root.iter("text")][:2] == [f"{max(values):,}", "0"]


@given(st.dictionaries(st.integers(TODAY - 350, TODAY), counts.filter(bool), min_size=1))
def test_days_stand_in_weeks_and_are_as_dark_as_the_key_says(work: dict[int, int]) -> None:
    root = drawn(Calendar(work, TODAY, "answers"))
    shades = {}
    for group in root.iter("g"):
        title, box = group
        day, count = re.fullmatch(r"(.*): ([\d,]+) answers", title.text or "").groups()  # type: ignore[union-attr]
        shades[day] = (int(count.replace(",", "")), box)
    key = boxes(root, "s[0-4]")[-5:]
    bounds = [text.text or "" for text in root.iter("text")][-5:]
    assert bounds[0] == "none"
    least = [0, *(int(bound.rstrip("+").replace(",", "")) for bound in bounds[1:])]
    assert [box.get("class") for box in key] == ["s0", "s1", "s2", "s3", "s4"]
    monday = TODAY - as_date(TODAY).weekday()
    right = max(number(box, "x") for _, box in shades.values())
    step = 13
    for day in range(TODAY - 350, TODAY + 1):
        count, box = shades[str(as_date(day))]
        assert count == work.get(day, 0)
        shade = max(place for place, bound in enumerate(least) if count >= bound)
        assert box.get("class") == f"s{shade}"
        week = (monday - (day - as_date(day).weekday())) // 7
        assert number(box, "x") == right - week * step
        assert number(box, "y") == 22 + as_date(day).weekday() * step


@given(
    st.lists(
        st.tuples(st.tuples(shares, shares, shares), st.none() | shares), min_size=1, max_size=8
    )
)
def test_a_range_reaches_from_bound_to_bound(
    found: list[tuple[tuple[float, float, float], float | None]],
) -> None:
    ranges = []
    for bounds, predicted in found:
        low, middle, high = sorted(bounds)
        ranges.append(Range("x", low, middle, high, 9, predicted))
    root = drawn(Ranges(tuple(ranges)))
    scale = {
        int((text.text or "").removesuffix(" %")) / 100: number(text, "x")
        for text in root.iter("text")
        if re.fullmatch(r"\d+ %", text.text or "")
    }
    (start, left), (end, right) = min(scale.items()), max(scale.items())
    assert right - left > 250  # of 720

    def place(share: float) -> float:
        return left + (share - start) / (end - start) * (right - left)

    lines = [line for line in root.iter("line") if line.get("class") == "reach"]
    dots = [dot for dot in root.iter("circle") if dot.get("class") == "found"]
    for each, line, dot in zip(ranges, lines, dots, strict=True):
        assert number(line, "x1") == pytest.approx(place(each.low), abs=0.2)
        assert number(line, "x2") == pytest.approx(place(each.high), abs=0.2)
        assert number(dot, "cx") == pytest.approx(place(each.found), abs=0.2)
    marks = [path for path in root.iter("path") if path.get("class") == "predicted"]
    wanted = [each.predicted for each in ranges if each.predicted is not None]
    for mark, share in zip(marks, wanted, strict=True):
        assert float(mark.attrib["d"].split()[0][1:]) == pytest.approx(place(share), abs=0.2)


@given(st.lists(st.tuples(*[counts] * 5), min_size=1, max_size=8))
def test_a_whole_is_divided_as_its_parts_are(wholes: list[tuple[int, ...]]) -> None:
    parts = ("right", "mended", "helped", "shown", "missed")
    root = drawn(Stacks(parts, tuple((f"row {each}", of) for each, of in enumerate(wholes))))
    found = [group for group in root.iter("g") if "row" not in (group[0].text or "")]
    wanted = [
        (part, count, sum(of)) for of in wholes for part, count in zip(parts, of, strict=True)
    ]
    room = 490  # for a whole; a gap of one is left after each part
    for group, (part, count, whole) in zip(
        found, (each for each in wanted if each[1]), strict=True
    ):
        title, box = group
        assert title.text == f"{part}: {count:,}"
        assert number(box, "width") == pytest.approx(max(1, count / whole * room - 1), abs=0.11)


@pytest.fixture(scope="module")
def html(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, tuple[Figure, ...], Account]:
    """The page of a learner's fifty days, its figures, and an account of them."""
    learner = SimulatedLearner(tmp_path_factory.mktemp("fifty"))
    learner.live(50)
    with learner.opens() as study:
        found = study.history.progress()
    shown = figures(found, str)
    return page(found, shown), shown, Account(learner.database)


def test_the_pages_summary_agrees_with_the_account(
    html: tuple[str, tuple[Figure, ...], Account],
) -> None:
    text, _, account = html
    facts = dict(re.findall("<dt>(.*?)</dt><dd>(.*?)</dd>", text))
    today = FIRST.toordinal() + 50
    found = account.progress(today)
    assert facts == {
        "Answers": f"{found['reviews']:,}",
        "Hours": f"{sum(row['milliseconds'] for row in account.done) / 3_600_000:.1f}",
        "Streak": f"{found['streak']['current']} d",
        "Retention": f"{100 * found['retention']['all']['rate']:.1f} %",
        "Cards started": f"{len(account.chosen() & account.states.keys())}",
        "Due in 30 days": f"{found['forecast']['30']}",
    }


def test_the_page_has_every_figures_numbers_in_a_table(
    html: tuple[str, tuple[Figure, ...], Account],
) -> None:
    text, shown, _ = html
    for figure in shown:
        _, _, after = unescape(text).partition(f"<h2>{figure.title}</h2>")
        section, _, _ = after.partition("</section>")
        rows = [re.findall("<t[hd]>(.*?)</t[hd]>", row) for row in section.split("<tr>")[1:]]
        assert rows == [list(row) for row in (figure.head, *figure.rows)]
        assert section.split("</p>")[0].endswith(figure.meaning)
