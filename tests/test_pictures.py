"""The README's pictures: all there, of the screens as they are, and nothing of them elsewhere."""

import re
import unicodedata
from pathlib import Path
from xml.etree import ElementTree

import pytest
from rich.segment import Segment
from rich.style import Style

from tests.pictures import COLUMNS, FOLDER, ROOT, SCENES, TAKEN_UP, THEMES, Student, taken
from tests.screen_svg import EDGE, HIGH, WIDE, svg

NAMES = {f"{name}-{kind}.svg" for name in SCENES for kind in THEMES}
INK = "#123456"
PLACES = {1: (0, 0), 2: (0, 1), 3: (0, 2), 4: (1, 0), 5: (1, 1), 6: (1, 2), 7: (0, 3), 8: (1, 3)}
EIGHTHS = (
    *("ONE EIGHTH", "ONE QUARTER", "THREE EIGHTHS", "HALF"),
    *("FIVE EIGHTHS", "THREE QUARTERS", "SEVEN EIGHTHS"),
)


@pytest.fixture
def student(tmp_path: Path) -> Student:
    """On the day after the first exercise, which a worked example opened."""
    student = Student(tmp_path)
    student.turn(TAKEN_UP, 365)
    with student.opens() as study:
        card = study.exercises.find("linear-square")
        quality, detail = student.work(study, card, 4, 60.0)
        study.exercises.record(card, quality, 60.0, detail)
    student.sleep()
    return student


def test_the_readme_shows_the_pictures_that_are_made_and_no_others() -> None:
    shown = re.findall(r"docs/pictures/([^\s\"')]+)", (ROOT / "README.md").read_text("utf-8"))
    assert sorted(shown) == sorted(NAMES)
    assert {path.name for path in FOLDER.iterdir()} == NAMES


@pytest.mark.parametrize("name", sorted(NAMES))
def test_a_picture_needs_nothing_from_elsewhere(name: str) -> None:
    data = (FOLDER / name).read_bytes()
    assert len(data) < 150_000
    root = ElementTree.fromstring(data)
    assert {node.tag.rpartition("}")[2] for node in root.iter()} == {
        *("svg", "rect", "path", "g", "text")
    }
    for node in root.iter():
        for attribute, value in node.attrib.items():
            assert "href" not in attribute
            assert "url" not in value
            assert "//" not in value


@pytest.mark.parametrize("name", ["answer", "drawn"])
async def test_the_screens_still_say_what_the_pictures_say(student: Student, name: str) -> None:
    async for file, picture in taken(student, name):
        shown = (FOLDER / file).read_text("utf-8")
        assert letters(picture) == letters(shown), "draw them again: python -m tests.pictures"


def test_letters_stand_in_their_cells() -> None:
    said = "Z ∼ Uniform(0, 1),  p_X(x) < ½ & f⁻¹"
    assert letters(drawn(said, f"  {said}")) == [said, f"  {said}"]


def test_bars_are_as_high_and_as_long_as_they_are_called() -> None:
    for eighths, name in enumerate(EIGHTHS, 1):
        lower = unicodedata.lookup(f"LOWER {name} BLOCK")
        high = HIGH * eighths / 8
        assert path(f" {lower}{lower}") == f"M{EDGE + WIDE} {EDGE}{box(0, HIGH - high, 20, high)}"
        left = unicodedata.lookup(f"LEFT {name} BLOCK")
        assert path(left) == f"M{EDGE} {EDGE}{box(0, 0, WIDE * eighths / 8, HIGH)}"
    assert path("███") == f"M{EDGE} {EDGE}{box(0, 0, 30, HIGH)}"


def test_braille_has_the_dots_that_it_is_called_by() -> None:
    for code in range(0x2801, 0x2900):
        sign = chr(code)
        dots = [int(dot) for dot in unicodedata.name(sign).rpartition("-")[2]]
        places = re.findall(r"M([\d.]+) ([\d.]+)h0", path(sign))
        found = {(float(x) - EDGE, float(y) - EDGE) for x, y in places}
        assert found == {(2.5 + 5 * x, 2.5 + 5 * y) for x, y in map(PLACES.__getitem__, dots)}


def drawn(*rows: str) -> str:
    """Rows of text as a picture."""
    wide = max(map(len, rows))
    return svg([[Segment(row.ljust(wide), Style(color=INK))] for row in rows], "#15171c", "#444b59")


def path(text: str) -> str:
    """How the shapes of a row are drawn."""
    (found,) = re.findall(r'<path [^>]*d="([^"]*)"', drawn(text))
    return str(found)


def box(left: float, top: float, wide: float, high: float) -> str:
    return f"m{left:g} {top:g}h{wide:g}v{high:g}h{-wide:g}z"


def letters(picture: str) -> list[str]:
    """What is written in a picture, by rows and columns."""
    root = ElementTree.fromstring(picture)
    rows = [[" "] * COLUMNS for _ in range((int(root.attrib["height"]) - 2 * EDGE) // HIGH)]
    for node in root.iter("{http://www.w3.org/2000/svg}text"):
        text = node.text or ""
        column, rest = divmod(int(node.attrib["x"]) - EDGE, WIDE)
        assert not rest
        assert int(node.get("textLength", WIDE)) == WIDE * len(text)
        rows[(int(node.attrib["y"]) - EDGE) // HIGH][column : column + len(text)] = text
    return ["".join(row).rstrip() for row in rows]
