"""Progress in pictures: as text at any width, and as one page of HTML in a real browser."""

import re
import shutil
import subprocess
import xml.etree.ElementTree as ET
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.learner import Learner, questions
from tests.patience import PATIENCE
from tests.simulation import SimulatedLearner
from tutor.progress.chart import Bars, Calendar, Chart, Columns, Figure, Range, Ranges, Stacks
from tutor.progress.figures import figures
from tutor.progress.progress import Progress
from tutor.progress.progress_page import page
from tutor.progress.to_svg import svg
from tutor.progress.to_text import picture, rows, table
from tutor.study import transfer

HOSTILE = '</title></svg><script>alert(1)</script>&"\x1b[31m\u202e'
TODAY = 739_000


@pytest.fixture(scope="module")
def learner(tmp_path_factory: pytest.TempPathFactory) -> SimulatedLearner:
    learner = SimulatedLearner(tmp_path_factory.mktemp("learner"))
    learner.live(50)
    return learner


@pytest.fixture(scope="module")
def progress(learner: SimulatedLearner) -> Progress:
    with learner.opens() as study:
        return study.history.progress()


def figure(chart: Chart, name: str = "x") -> Figure:
    return Figure("key", name, f"It means {name}.", chart, ("name", "number"), ((name, "1"),))


names = st.text(max_size=30) | st.just(HOSTILE)
shares = st.floats(0, 1)
charts = st.one_of(
    st.dictionaries(st.integers(TODAY - 400, TODAY), st.integers(1, 10**6), max_size=40).map(
        lambda days: Calendar(days, TODAY, "answers")
    ),
    st.lists(st.floats(0, 1e7), min_size=1, max_size=60).map(
        lambda values: Columns(tuple(values), {0: "first", len(values) // 2: "middle"}, "cards")
    ),
    st.lists(st.tuples(names, st.floats(0, 1e7)), max_size=8).map(
        lambda each: Bars(tuple(each), "cards")
    ),
    st.lists(
        st.tuples(names, st.tuples(shares, shares, shares).map(sorted), st.none() | shares),
        max_size=8,
    ).map(lambda each: Ranges(tuple(Range(n, a, b, c, 10, e) for n, (a, b, c), e in each))),
    st.lists(st.tuples(names, st.tuples(*[st.integers(0, 99)] * 5)), max_size=8).map(
        lambda each: Stacks(("right", "mended", "helped", "shown", "missed"), tuple(each))
    ),
)


@given(charts, names)
def test_a_picture_in_svg_is_well_formed_whatever_the_names(chart: Chart, name: str) -> None:
    if drawn := svg(figure(chart, name)):
        root = ET.fromstring(drawn)
        assert root.tag == "svg"
        assert not list(root.iter("script"))
        assert "\x1b" not in drawn


def test_bars_are_as_long_as_their_numbers() -> None:
    first, second, none = rows(Bars((("a", 100.0), ("bb", 50.0), ("c", 0.0)), "cards"), 40)
    assert first.count("█") == 2 * second.count("█") == 32
    assert (first[:3], second[:3], none) == ("a  ", "bb ", "c  0")


def test_a_calendar_shows_each_day_in_its_week() -> None:
    tuesday = 739_000 + (1 - (739_000 - 1) % 7) % 7
    drawn = rows(Calendar({tuesday: 5, tuesday - 8: 9}, tuesday, "answers"))
    assert drawn[2][4:].endswith("·░")  # this week's Tuesday, and nothing last Tuesday
    assert drawn[1][4:].endswith("▒·")  # the Monday before was busier
    assert len(drawn[3]) == len(drawn[2]) - 1  # Wednesday of this week is still to come


def test_a_range_marks_what_was_found_between_its_bounds() -> None:
    (row, scale, _) = rows(Ranges((Range("young", 0.6, 0.8, 1.0, 20),)), 60)
    assert re.fullmatch(r"young ├─+●─+┤ 80 % of 20", row)
    left, right = row.index("●") - row.index("├"), row.index("┤") - row.index("●")
    assert abs(left - right) <= 1
    assert scale.split() == ["60", "%", "100", "%"]


def test_a_stack_is_divided_as_its_parts_are() -> None:
    (row, key) = rows(Stacks(("right", "shown"), (("inverse", (3, 1)),)), 48)
    assert (row.count("█"), row.count("▓")) == (30, 10)
    assert key == "█ right  ▓ shown"


def test_a_table_is_aligned(progress: Progress) -> None:
    for each in figures(progress, str):
        lines = table(each)
        assert len(lines) == len(each.rows) + 1


def test_every_picture_says_what_it_means(progress: Progress) -> None:
    for each in figures(progress, str):
        drawn = picture(each, 80)
        assert drawn[0] == each.title
        assert drawn[1]
        assert len(drawn) > 2


def test_a_learner_who_has_done_nothing_yet_gets_sentences_and_no_fault(tmp_path: Path) -> None:
    learner = Learner(tmp_path)
    learner.write("deck.md", questions("alpha"))
    with learner.opens() as study:
        found = study.history.progress()
    drawn = [picture(each) for each in figures(found, str)]
    assert all(lines[1] for lines in drawn)
    assert "nan" not in page(found, figures(found, str))


class _Tags(HTMLParser):
    """Checks that what is opened is closed, and gathers what is there."""

    VOID = frozenset({"meta", "br", "hr"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[str] = []
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append(tag)
        self.attributes.update(name for name, _ in attrs)
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_page_is_self_contained_and_needs_no_script(progress: Progress) -> None:
    text = page(progress, figures(progress, str))
    tags = _Tags()
    tags.feed(text)
    assert tags.open == []
    assert not {"script", "link", "img", "iframe", "object"} & set(tags.seen)
    assert not {"src", "href", "onload", "onclick", "style"} & tags.attributes
    assert "http:" not in text.replace("http-equiv", "")
    assert "https:" not in text
    assert "url(" not in text
    assert "@import" not in text
    assert tags.seen.count("svg") >= 10
    assert tags.seen.count("table") >= 10


@pytest.mark.skipif(not shutil.which("chromium"), reason="needs Chromium")
def test_a_real_browser_opens_it_in_light_and_dark_and_prints_it(
    learner: SimulatedLearner, tmp_path: Path
) -> None:
    learner.write("a.md", f"---\nname = '{HOSTILE[:40]}'\n---\n" + questions("hostile"))
    path = tmp_path / "progress.html"
    with learner.opens() as study:
        transfer.to_html(study, path, 0, False)
    dom = browser(tmp_path, path, "--dump-dom").stdout
    assert dom.count("<svg") == path.read_text().count("<svg")
    for title in ("Answers by day", "Retention by interval", "Ease factors", "Time of day"):
        assert f"<h2>{title}</h2>" in dom
    light, dark, printed = (tmp_path / name for name in ("light.png", "dark.png", "page.pdf"))
    size = "--window-size=900,1400"
    browser(tmp_path, path, size, f"--screenshot={light}")
    browser(tmp_path, path, size, f"--screenshot={dark}", "--blink-settings=preferredColorScheme=0")
    browser(tmp_path, path, f"--print-to-pdf={printed}")
    assert light.read_bytes()[:4] == dark.read_bytes()[:4] == b"\x89PNG"
    assert light.read_bytes() != dark.read_bytes()
    assert printed.read_bytes()[:5] == b"%PDF-"


def browser(folder: Path, path: Path, *more: str) -> "subprocess.CompletedProcess[str]":
    """The page opened in a headless Chromium."""
    return subprocess.run(
        [
            *("chromium", "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"),
            *(f"--user-data-dir={folder / 'profile'}", "--no-first-run", *more, path.as_uri()),
        ],
        capture_output=True,
        text=True,
        check=True,
        timeout=PATIENCE,
    )
