"""Exercise files: the bundled ones, every fault with its line, and what still loads next to it."""

import subprocess
import sys
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tutor.exercises.exercise_file import read_exercises
from tutor.exercises.template import pool, pool_size

DECK = Path(__file__).parents[2] / "decks" / "change-of-variables" / "try-it.toml"

GOOD = """\
[[exercise]]
id = "affine"
title = "A map of the line"
minutes = 7
base = "uniform(0, 1)"
transform = "affine(a, b)"
worked = { a = 4, b = 2 }
steps = ["inverse", "support", "derivative", "density", "total-mass"]

[[exercise.level]]
draw = { a = { from = 2, to = 9 }, b = { from = 1, to = 9 } }

[[exercise.level]]
draw = { a = { from = -9, to = 9 }, b = { from = -9, to = 9 } }
"""


def test_the_bundled_exercises_load_without_a_fault() -> None:
    file = read_exercises(DECK.read_bytes(), "try-it.toml")
    assert file.faults == ()
    assert [template.id for template in file.templates] == [
        "affine-uniform",
        "linear-square",
        "affine-normal",
        "linear-normal",
    ]
    for template in file.templates:
        assert len(template.levels) == 3
        assert template.worked


def test_the_form_of_the_design_is_read() -> None:
    file = read_exercises(GOOD.encode(), "deck/try.toml")
    assert file.faults == ()
    (template,) = file.templates
    assert (template.id, template.title, template.minutes) == ("affine", "A map of the line", 7)
    assert template.steps == ("inverse", "support", "derivative", "density", "total-mass")
    assert dict(template.worked) == {"a": 4, "b": 2}
    assert (template.path, template.line) == ("deck/try.toml", 1)


def test_the_pools_have_the_sizes_the_rules_give() -> None:
    affine, square, *_ = read_exercises(DECK.read_bytes(), "try-it.toml").templates
    assert pool_size(affine, 1) == 8 * 9
    # |a| >= 2, b != 0, |a| != |b| in -9..9, half of them with negative slope
    assert pool_size(affine, 2) == 256
    assert sum(draw["a"] < 0 for draw in pool(affine, 2)) == 128  # type: ignore[operator]
    assert pool_size(square, 2) == 1344
    negative = sum(_det(draw["A"]) < 0 for draw in pool(square, 2))
    assert 0.4 < negative / 1344 < 0.6
    assert all(_det(draw["A"]) > 0 for draw in pool(square, 1))


def _det(matrix: Any) -> Fraction:
    (a, b), (c, d) = matrix
    return Fraction(a * d - b * c)


def test_level_three_draws_fractions_and_general_normal_bases() -> None:
    affine, square, affine_normal, linear_normal = read_exercises(
        DECK.read_bytes(), "try-it.toml"
    ).templates
    assert all(Fraction(str(draw["a"])).denominator > 1 for draw in pool(affine, 3))
    first: list[Any] = [draw["A"] for draw in pool(square, 3)]
    assert all(Fraction(A[0][0]).denominator > 1 for A in first)
    assert all({"mean", "scale"} <= set(draw) for draw in pool(affine_normal, 3))
    assert all({"mean", "scale"} <= set(draw) for draw in pool(linear_normal, 3))


def faulty(old: str, new: str) -> bytes:
    assert old in GOOD
    return GOOD.replace(old, new, 1).encode()


FAULTS = [
    ('"affine(a, b)"', '"cubic(a)"', 6, "unknown transform 'cubic'"),
    ('"affine(a, b)"', '"affine(a)"', 6, "write affine(a, b)"),
    ('"affine(a, b)"', '"affine(a, z)"', 6, "another name"),
    ('"affine(a, b)"', '"__import__(os)"', 6, "transform is one of"),
    ('transform = "affine(a, b)"\n', "", 1, "transform is one of"),
    ('"uniform(0, 1)"', '"cauchy"', 5, "unknown base 'cauchy'"),
    ('"uniform(0, 1)"', '"uniform(1, 0)"', 5, "low must be below high, not 1 and 0"),
    ('"uniform(0, 1)"', '"uniform(0.5, 1/2)"', 5, "low must be below high"),
    ('"uniform(0, 1)"', '"normal(1, 0)"', 5, "the scale must be above 0, not 0"),
    (
        "draw = { a = { from = -9",
        'base = "uniform(2, 1)"\ndraw = { a = { from = -9',
        14,
        "low must",
    ),
    ('"uniform(0, 1)"', '"unit_square"', 5, "unknown base 'unit_square'"),
    ('"inverse"', '"determinant"', 8, "cannot answer 'determinant'"),
    ('"inverse"', '"sudoku"', 8, "unknown step 'sudoku'"),
    ('"inverse"', '"support"', 8, "asked once"),
    ('"inverse"', "3", 8, "list of texts"),
    ("a = 4, b = 2", "a = 40, b = 2", 7, "outside its level"),
    ("a = 4, b = 2", "a = 4", 7, "exactly what level 1 draws"),
    ("a = 4, b = 2", "a = 4, b = [2]", 7, "not a number"),
    ("a = 4, b = 2", 'a = 4, b = "two"', 7, "not a number"),
    ('id = "affine"', 'id = "An Id"', 2, "small letters"),
    ('id = "affine"\n', "", 1, "has an id"),
    ('title = "A map of the line"', 'title = "\\frac"', 3, "single quotes"),
    ('title = "A map of the line"', 'title = ""', 3, "has a title"),
    ("minutes = 7", "minutes = true", 4, "minutes"),
    ("minutes = 7", "minutes = nan", 4, "minutes"),
    ("minutes = 7", "hours = 7", 4, "'hours' is unknown"),
    ("a = { from = 2, to = 9 }", "a = { from = 9, to = 2 }", 11, "empty pool"),
    ("a = { from = 2, to = 9 }", "a = 0", 11, "level 1 has an empty pool"),
    ("a = { from = -9, to = 9 }", "a = [1, -1]", 14, "level 2 has an empty pool"),
    ("a = { from = 2, to = 9 }", "a = { from = 2 }", 11, "both ends"),
    ("a = { from = 2, to = 9 }", "a = { from = 0, to = 100000 }", 11, "at most 1000"),
    ("a = { from = 2, to = 9 }", "a = { from = 0, to = 1e300 }", 11, "not a number"),
    ("a = { from = 2, to = 9 }", "a = { from = 2, to = 9, over = [0] }", 11, "denominators"),
    ("a = { from = 2, to = 9 }", "a = { from = 2, to = 9, by = 1 }", 11, "'by' is unknown"),
    ("a = { from = 2, to = 9 }", "a = { from = 2, to = 9, det = {} }", 11, "with a matrix"),
    ("a = { from = 2, to = 9 }, ", "", 11, "a is not drawn"),
    ("a = { from = 2, to = 9 }", "c = 1, a = { from = 2, to = 9 }", 11, "nothing uses it"),
    ("a = { from = -9, to = 9 }", "a = true", 14, "not a number"),
    ("draw = { a = { from = -9", "draws = { a = { from = -9", 14, "'draws' is unknown"),
    ("b = { from = -9, to = 9 } }", "b = { from = -9, to = 9 }", 14, "not TOML"),
]


@pytest.mark.parametrize(("old", "new", "line", "message"), FAULTS, ids=lambda p: str(p)[:25])
def test_a_fault_is_refused_with_its_line_and_the_rest_still_loads(
    old: str, new: str, line: int, message: str
) -> None:
    other = GOOD.replace('"affine"', '"other"').encode()
    for before, after in ((b"", b"\n" + other), (other + b"\n", b"")):
        file = read_exercises(before + faulty(old, new) + after, "a/deck.toml")
        assert [template.id for template in file.templates] == ["other"]
        (fault,) = file.faults
        assert fault.path == "a/deck.toml"
        assert fault.line == line + before.count(b"\n")
        assert message in fault.message
        assert str(fault) == f"a/deck.toml:{fault.line}: {fault.message}"


def test_an_id_given_twice_is_a_fault_of_the_second() -> None:
    file = read_exercises((GOOD + GOOD).encode(), "deck.toml")
    assert len(file.templates) == 1
    (fault,) = file.faults
    assert (fault.line, "taken by line 1" in fault.message) == (16, True)


@pytest.mark.parametrize(
    ("data", "line", "message"),
    [
        (b"", 1, "no [[exercise]]"),
        (b"id = 3\n", 1, "no [[exercise]]"),
        (b"# one\n\xff\n", 2, "not UTF-8"),
        (b"#" * (1 << 20) + b"#", 1, "at most 1,048,576"),
        (b"[[exercise]]\n" * 501, 501, "more than 500"),
        (b"[[exercise]]\nid = \x00", 2, "not TOML"),
        (b"[[exercise]]\nid = " + b"[" * 100_000, 1, "not TOML"),
        (b"[[exercise]]\nid = " + b"9" * 10_000, 2, "more than 4,300 digits"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_its_name(
    data: bytes, line: int, message: str
) -> None:
    file = read_exercises(data, "deck.toml")
    assert file.templates == ()
    assert file.faults[0].line == line
    assert message in file.faults[0].message


def test_a_byte_order_mark_and_windows_line_ends_are_no_fault() -> None:
    data = b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode()
    assert read_exercises(data, "deck.toml").faults == ()
    broken = b"\xef\xbb\xbf" + faulty('"inverse"', '"sudoku"').replace(b"\n", b"\r\n")
    assert read_exercises(broken, "deck.toml").faults[0].line == 8


def test_a_file_may_say_its_decks_name_before_the_first_exercise() -> None:
    file = read_exercises(f'name = "Try it"\ntags = ["flows"]\n{GOOD}'.encode(), "deck.toml")
    assert (file.name, file.tags, file.faults) == ("Try it", ("flows",), ())
    file = read_exercises(f"name = 3\n{GOOD}".encode(), "deck.toml")
    assert file.faults[0].line == 1
    assert len(file.templates) == 1


def test_a_search_for_good_draws_has_an_end() -> None:
    empty = faulty("a = { from = -9, to = 9 }", "a = { from = -400, to = 400, over = [11] }")
    empty = empty.replace(b"b = { from = -9, to = 9 }", b"b = 0")
    data = b"".join(empty.replace(b'"affine"', f'"e{n}"'.encode()) for n in range(100))
    file = read_exercises(data, "deck.toml")
    assert len(file.faults) == 100


def test_a_step_may_name_the_card_it_belongs_to() -> None:
    file = read_exercises(
        faulty("minutes = 7", 'minutes = 7\ncards = { density = "formula" }'), "deck.toml"
    )
    assert file.templates[0].cards == (("density", "formula"),)


@settings(max_examples=150)
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    for text in (data, b"[[exercise]]\n" + data, GOOD.encode() + data):
        file = read_exercises(text, "deck.toml")
        for fault in file.faults:
            assert 1 <= fault.line <= text.count(b"\n") + 1
            assert fault.message.isprintable()


@settings(max_examples=300)
@given(st.data())
def test_a_file_with_one_character_changed_is_read_or_refused_with_a_line(
    data: st.DataObject,
) -> None:
    at = data.draw(st.integers(0, len(GOOD) - 1))
    text = GOOD[:at] + data.draw(st.characters(codec="utf-8")) + GOOD[at + 1 :]
    file = read_exercises(text.encode(), "deck.toml")
    for fault in file.faults:
        assert 1 <= fault.line <= text.count("\n") + 1
    assert file.templates or file.faults


def test_reading_and_judging_plain_answers_need_no_numpy() -> None:
    code = (
        "import sys, tutor.exercises.exercise_file, tutor.exercises.template, tutor.answers.judge,"
        " tutor.exercises.catalogue, tutor.exercises.attempt, tutor.exercises.replay,"
        " tutor.answers.verdict, tutor.caret;"
        "tutor.answers.judge.judge_text('expression', 'x/2', '0.5x', ('x',));"
        "print(sorted(m for m in sys.modules if m.split('.')[0] in ('numpy', 'textual')))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_package_itself_imports_nothing() -> None:
    code = "import sys, tutor.exercises; print([m for m in sys.modules if m.startswith('tutor')])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['tutor', 'tutor.exercises']"
