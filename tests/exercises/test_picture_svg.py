"""Pictures in lines and in words: well formed, in one colour, inside their frame, and the same."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.command import Command
from tests.exercises.bundled import TEMPLATES
from tutor.exercises.picture import in_words, picture, picture_svg, said
from tutor.exercises.pictures.canvas import IMAGE, YOURS, Canvas, Stroke, Window
from tutor.exercises.pictures.grid_picture import warped_grid
from tutor.exercises.pictures.picture_svg import svg
from tutor.exercises.pictures.sketch import Framed, rows_of, scale
from tutor.exercises.problem import draw
from tutor.exercises.template import Template
from tutor.flows import Linear

SVG = "{http://www.w3.org/2000/svg}"
NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:e-?\d+)?")


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda t: t.id)
@pytest.mark.parametrize("level", [1, 2, 3])
def test_every_picture_is_drawn_in_lines_in_one_colour_and_fits(
    template: Template, level: int
) -> None:
    for seed in range(3):
        problem = draw(template, level, seed)
        root = ElementTree.fromstring(picture_svg(problem))
        _, _, width, height = map(float, root.attrib["viewBox"].split())
        assert width == 76 * 8
        assert root.attrib["aria-label"] == said(problem)
        colours = {e.attrib.get(key) for e in root.iter() for key in ("fill", "stroke")}
        assert colours <= {None, "none", "currentColor"}
        for element in root.iter():
            place = element.attrib.get("d", element.attrib.get("points", ""))
            numbers = [float(each) for each in NUMBER.findall(place)]
            assert all(-10 <= x <= width + 10 for x in numbers[::2]) or "h.1" in place
            assert all(-10 <= y <= height + 10 for y in numbers[1::2]) or "h.1" in place
        written = " ".join(e.text or "" for e in root.iter(f"{SVG}text"))
        shown = " ".join(row for row in picture(problem) if "  " in row)
        numbers = re.findall(r"\d+(?:/\d+)?", re.sub(r"[⠀-⣿─┴┤]", " ", shown))
        assert set(numbers) <= set(re.findall(r"\d+(?:/\d+)?", written))


def test_strokes_are_told_apart_and_what_is_written_is_escaped() -> None:
    canvas = Canvas(10, 2, Window(0, 19, 0, 7))
    for stroke in Stroke:
        canvas.path([(0, 0), (19, 7)], stroke)
    canvas.label("<b>&", 0, 3)
    drawn = svg([canvas, "a < b"], [(YOURS.sample, "yours & mine")], '"<x>"', 10)
    root = ElementTree.fromstring(drawn)
    paths = root.findall(f"{SVG}path")
    dashes = [path.attrib.get("stroke-dasharray") for path in paths]
    assert len(set(dashes[:3])) == 3
    assert dashes[3] == dashes[list(Stroke).index(YOURS)]
    assert dashes[list(Stroke).index(IMAGE)] is None
    assert [text.text for text in root.findall(f"{SVG}text")] == ["<b>&", "a < b", "yours & mine"]
    assert root.attrib["aria-label"] == '"<x>"'


def test_the_labels_of_a_scale_stand_level_with_their_marks() -> None:
    framed = Framed(Canvas(30, 6, Window(0, 10, 0, 10)), (), scale(0, 10, 5))
    root = ElementTree.fromstring(svg([framed], [], "", 40))
    labels = [float(e.attrib["y"]) for e in root.iter(f"{SVG}text")]
    lines = [list(map(float, NUMBER.findall(e.attrib["d"]))) for e in root.iter(f"{SVG}path")]
    marks = [y for x, y, end, level in lines if end - x == 4 and y == level]
    assert len(labels) == len(marks) == 6
    for label in labels:  # its base line is a third of a letter below its middle
        assert min(abs(label - 4.7 - mark) for mark in marks) < 0.1


def test_a_line_is_cut_at_the_edge_and_goes_on_where_it_comes_back() -> None:
    canvas = Canvas(10, 10, Window(0, 19, 0, 39))
    canvas.path([(5, 20), (5, 1e9), (15, 1e9), (15, 20)])
    (first, second) = canvas.pieces(canvas.shapes[0].points)
    assert [len(first), len(second)] == [2, 2]
    assert first[0] == pytest.approx((5, 19))
    assert second[-1] == pytest.approx((15, 19))
    assert first[1][1] == -0.5


def test_rows_of_dots_become_dots() -> None:
    sheet, legend = warped_grid(Linear([[2, 1], [0, 1]]).forward, Window(-1, 1, -1, 1), 60, 12)
    rows = rows_of(sheet)
    drawn = svg(rows, legend, "", 60)
    dots = sum(bin(ord(sign) - 0x2800).count("1") for row in rows for sign in row if sign > "⠀")
    assert drawn.count("h.1") == dots


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("Z: density 1 on [0, 1], mass 1", "Z: density 1 from 0 to 1, mass 1"),
        ("X = f(Z): density 1/4 on [2, 6), mass 1", "X: density 1 over 4 from 2 to 6, mass 1"),
        ("on (-inf, inf)", "from minus infinity to infinity"),
        ("on (0, inf)", "from 0 to infinity"),
        ("f takes z = (1, −2)", "f takes z equals (1, minus 2)"),
        ("z in [−1, 0] and [0.5, 1] join", "z from minus 1 to 0 and from 0.5 to 1 join"),
    ],
)
def test_a_legend_is_heard_without_brackets_and_signs(text: str, heard: str) -> None:
    assert in_words(text) == heard


def test_with_formulas_in_words_a_picture_is_said_and_not_drawn(tmp_path: Path) -> None:
    command = Command(tmp_path)
    words = ("try", "affine-uniform", "--level", "1", "--seed", "1", "--plain")
    typed = "\n" * 12
    said = command.bare(*words, "--maths", "words", typed=typed).stdout
    assert (
        "Picture: cap Z: density 1 from 0 to 1, mass 1.\ncap X: density 1 over 9 from 6 to 15"
        in said
    )
    assert not re.search("[⠁-⣿]", said)
    source = command.bare(*words, "--maths", "tex", typed=typed).stdout
    assert "Picture: Z: density 1 from 0 to 1, mass 1.\nX: density 1/9 from 6 to 15" in source
    assert not re.search("[⠁-⣿─┴]", source)
    assert re.search("[⠁-⣿]", command.bare(*words, "--maths", "line", typed=typed).stdout)
