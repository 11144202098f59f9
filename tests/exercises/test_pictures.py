"""Pictures: to scale, labelled, distinct without colour, and never wider than asked."""

import itertools
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.exercises.bundled import TEMPLATES, named
from tutor.answers import read_answer
from tutor.answers.answer import AnswerKind, Entry
from tutor.exercises.picture import picture, picture_parts
from tutor.exercises.pictures.canvas import Canvas, Ink, Stroke, Window, plain
from tutor.exercises.pictures.sketch import to_scale
from tutor.exercises.problem import Problem, draw, restore, worked_example
from tutor.exercises.template import Template
from tutor.exercises.written import rounded


def example(number: int) -> Problem:
    problem = worked_example(TEMPLATES[number])
    assert problem is not None
    return problem


def bare(width: int, height: int) -> Canvas:
    """A canvas whose dots are at whole numbers, counted from the upper left."""
    return Canvas(width, height, Window(0, 2 * width - 1, -(4 * height - 1), 0))


def test_a_horizontal_line_fills_the_row_of_dots_it_is_on() -> None:
    canvas = bare(3, 1)
    canvas.path([(0, 0), (5, 0)])
    assert canvas.rows() == ["⠉⠉⠉"]
    canvas = bare(3, 1)
    canvas.path([(0, -3), (5, -3)])
    assert canvas.rows() == ["⣀⣀⣀"]


def test_a_closed_path_comes_back_to_its_start() -> None:
    canvas = bare(2, 1)
    canvas.path([(0, 0), (3, 0), (3, -3), (0, -3)], closed=True)
    assert canvas.rows() == ["⣏⣹"]


def test_strokes_leave_out_dots_and_differ() -> None:
    rows = []
    for stroke in Stroke:
        canvas = bare(9, 1)
        canvas.path([(0, 0), (17, 0)], stroke)
        rows.append(plain(canvas.rows()[0]))
    assert rows[0] == "⠉" * 9
    assert rows[1] == "⠁ ⠁ ⠁ ⠁ ⠁"
    assert rows[2] == "⠉⠉⠁ ⠈⠉⠉"
    assert len({stroke.sample for stroke in Stroke}) == 3


def test_lines_that_leave_the_canvas_are_cut_at_its_edge() -> None:
    canvas = bare(3, 2)
    canvas.path([(-1e9, 0), (1e9, 0)])
    canvas.path([(-5, 9), (40, 9)])
    assert canvas.rows() == ["⠉⠉⠉", ""]


def test_a_label_never_touches_another() -> None:
    canvas = bare(12, 2)
    assert canvas.label("(1, 2)", 0, 1)
    assert not canvas.label("(3, 4)", 0, 6)
    assert not canvas.label("x", 0, 7)
    assert not canvas.label("(3, 4)", 0, 9)
    assert canvas.label("x", 0, 8)
    assert canvas.rows()[0] == " (1, 2) x"


def test_the_plane_is_drawn_to_scale() -> None:
    canvas = to_scale([(0, 0), (4, 2)], 76, 16)
    origin, right, up = canvas.place(0, 0), canvas.place(1, 0), canvas.place(0, 1)
    assert right[0] - origin[0] == pytest.approx(origin[1] - up[1])


def test_the_unit_square_and_its_image_carry_corners_and_area() -> None:
    shown = "\n".join(picture(example(1)))
    for label in ("(0, 0)", "(3, 0)", "(1, 2)", "(4, 2)", "area 6", "unit square, area 1"):
        assert label in shown


def test_wrong_corners_are_drawn_over_the_right_ones() -> None:
    shown = picture(example(1), {"corners": "(0,0), (3,1), (0,2), (3,3)"})
    assert any("your corners" in row for row in shown)
    for label in ("(3, 1)?", "(0, 2)?", "(3, 3)?", "(4, 2)"):
        assert label in "\n".join(shown)


def test_both_densities_stand_over_one_axis_with_their_ends() -> None:
    shown = picture(example(0))
    axis = next(number for number, row in enumerate(shown) if "┴" in row)
    assert shown[axis + 1].split() == ["0", "1", "2", "6"]
    ticks = [column for column, sign in enumerate(shown[axis]) if sign == "┴"]
    gaps = [after - before for before, after in itertools.pairwise(ticks)]
    assert abs(gaps[0] - gaps[1]) <= 1
    assert abs(gaps[2] - 4 * gaps[0]) <= 2
    assert any("density 1 on [0, 1], mass 1" in row for row in shown)
    assert any("density 1/4 on [2, 6], mass 1" in row for row in shown)


def test_areas_under_the_densities_are_equal() -> None:
    shown = picture(example(0), height=31)
    body = shown[: next(number for number, row in enumerate(shown) if "┴" in row)]
    image = sum("⢸" in row or "⢤" in row or "⣸" in row for row in body)
    base = sum("⡀" in row[:3] for row in body)
    assert base / image == pytest.approx(4, rel=0.3)  # four times as high, a quarter as long


def test_a_wrong_density_is_drawn_over_with_its_mass() -> None:
    shown = picture(example(0), {"density": "4"})
    assert any("yours: density 4 on [2, 6], mass 16" in row for row in shown)
    assert "↑ higher" in shown[0]
    assert not any("yours" in row for row in picture(example(0), {"density": "0.25"}))
    assert not any("yours" in row for row in picture(example(0), {"density": "1,5"}))


def test_a_wrong_support_is_drawn_over_with_its_mass() -> None:
    shown = picture(example(0), {"support": "[2, 4]"})
    assert any("yours: density 1/4 on [2, 4], mass 0.5" in row for row in shown)
    shown = picture(example(0), {"support": "(-inf, inf)"})
    assert any("infinite mass" in row for row in shown)


def test_a_negative_density_is_drawn_below_the_axis() -> None:
    problem = restore(TEMPLATES[0], 2, {"a": "-2", "b": "3"})
    shown = picture(problem, {"density": "-1/2"})
    assert any("mass −1" in row for row in shown)


def test_the_normal_pictures_show_the_point_that_is_asked_about() -> None:
    shown = "\n".join(picture(example(2), {"density-at": "0.2419707"}))
    assert shown.count("●") == 2
    assert shown.count("×") == 2
    shown = "\n".join(picture(example(3)))
    assert "f takes z = (1, 1) to x = (5, 2)" in shown
    assert "area 6π" in shown


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda t: t.id)
@pytest.mark.parametrize("level", [1, 2, 3])
@pytest.mark.parametrize(("width", "height"), [(76, 16), (40, 10), (110, 24)])
def test_every_picture_fits_and_is_plain_text(
    template: Template, level: int, width: int, height: int
) -> None:
    for seed in range(12):
        problem = draw(template, level, seed)
        typed = {step.name: step.mistakes[0].answer for step in problem.steps if step.mistakes}
        for shown in (picture(problem, {}, width, height), picture(problem, typed, width, height)):
            assert len(shown) <= height or shown.index("") <= 9
            for row in shown:
                assert len(row) <= width
                assert row == row.rstrip()
                assert all(unicodedata.category(c)[0] != "C" for c in row)


@given(
    st.floats(-1e300, 1e300),
    st.floats(-1e300, 1e300),
    st.sampled_from(["{0!r}", "1e-300", "-1e308", "{1!r}"]),
)
def test_whatever_number_is_typed_can_be_drawn(low: float, high: float, density: str) -> None:
    typed = {"support": f"[{low!r}, {high!r}]", "density": density.format(low, high)}
    assert all(len(row) <= 76 for row in picture(example(0), typed))
    corners = f"({low!r}, 0), (0, {high!r}), ({high!r}, {low!r}), (1e308, -1e308)"
    assert all(len(row) <= 76 for row in picture(example(1), {"corners": corners}))
    assert all(len(row) <= 76 for row in picture(example(2), {"density-at": repr(low)}))


def test_what_a_legend_says_is_never_cut() -> None:
    problem = draw(named("nice"), 3, 0)
    for width in (40, 76):
        rows = picture(problem, {}, width)
        assert all(len(row) <= width for row in rows)
        legend = " ".join(" ".join(rows[rows.index("") :]).split())
        assert f"up: coordinate 2, where z₃ = {problem.parameters['p3']}" in legend


def test_wrong_points_of_a_coupling_layer_are_crossed_and_dashed() -> None:
    # x1 = z1, x2 = z2 + 2 z1^2 + 1, at (2, 1) and at (1, 4)
    problem = worked_example(named("nice"))
    assert problem is not None
    right = {"image": "(2, 10)", "preimage": "(1, 1)"}
    assert not any(ink is Ink.YOURS for row in picture_parts(problem, right) for _, ink in row)
    parts = picture_parts(problem, right | {"image": "(2, 2)"})
    learners = [text for row in parts for text, ink in row if ink is Ink.YOURS]
    assert learners[-1] == "×        your f(z) = (2, 2)"
    assert any(text.endswith("×") or "×" in text for text in learners[:-1])
    assert sum(any("\u2800" < sign <= "\u28ff" for sign in text) for text in learners) > 2
    parts = picture_parts(problem, right | {"preimage": "(1, 7)"})
    assert any(text == "×        your z = (1, 7)" for row in parts for text, _ in row)
    assert any("(1, 1) goes to (1, 4)" in text for row in parts for text, _ in row)


@pytest.mark.parametrize(
    ("exercise", "step", "typed"),
    [
        ("nice", "preimage", "(1, 2, 3)"),  # two coordinates are drawn, at one third
        ("realnvp", "preimage", "(7, 7)"),
        ("maf-iaf", "image", "(1, 2, 3)"),  # no point is drawn
        ("maf-iaf", "preimage", "(1, 2, 3)"),
    ],
)
def test_a_point_that_is_not_marked_has_no_sign_in_the_legend(
    exercise: str, step: str, typed: str
) -> None:
    rows = picture(draw(named(exercise), 3, 31), {step: typed})
    assert not any("×" in row for row in rows)
    name = {"image": "f(z)", "preimage": "z"}[step]
    assert any(row.strip() == f"your {name} = {typed}" for row in rows)


def test_a_triangular_map_makes_a_body_of_its_volume() -> None:
    problem = worked_example(named("triangular"))  # rows (2, 0, 0), (1, 1, 0), (2, 1, 3)
    assert problem is not None
    shown = "\n".join(picture(problem))
    assert "its image: edges are the columns of L, volume 6" in shown
    assert all(edge in shown for edge in ("(2, 1, 2)", "(0, 1, 1)", "(0, 0, 3)"))
    assert "your" not in shown
    for step, typed, volume in (
        ("determinant", "4", "4"),
        ("determinant", "-6", "6, turned over"),  # wrong in its sign alone
        ("log-abs-det", "log(5)", "5"),
    ):
        parts = picture_parts(problem, {step: typed})
        learners = [text for row in parts for text, ink in row if ink is Ink.YOURS]
        assert learners[-1].endswith(f"a body of your volume {volume}")
        assert len(learners) > 3
    mirror = draw(named("triangular"), 2, 53)  # det L = -8
    assert any("volume 8, not turned over" in row for row in picture(mirror, {"determinant": "8"}))
    for typed in ("1e300", "10^400", "0", "log(-1)"):
        picture(problem, {"determinant": typed, "log-abs-det": typed})


def test_the_picture_of_a_fit_shows_every_number_that_is_wrong() -> None:
    problem = draw(named("nll-fit"), 2, 1)
    wrong = {"nll": "2", "best-shift": "0", "best-scale": "4", "best-nll": "1"}
    rows = picture_parts(problem, wrong)
    learners = [text for row in rows for text, ink in row if ink is Ink.YOURS]
    below = [text.split("  ")[-1].strip() for text in learners if "your" in text]
    assert below[:2] == ["mean NLL with your b = 0", "yours: |a| = 4"]
    assert [text.rpartition(": ")[2] for text in below[2:]] == ["2", "1"]
    assert (
        sum(text.count(sign) for text in learners for sign in "×↓") == 4
    )  # two of them in the legend
    right = {step.name: step.answer for step in problem.steps}
    assert not any(ink is Ink.YOURS for row in picture_parts(problem, right) for _, ink in row)
    far = {"nll": "1e200", "best-shift": "-1e300", "best-scale": "-1e25", "best-nll": "-1e99"}
    assert any("beyond the picture" in row for row in picture(problem, far))


@pytest.mark.parametrize(("at", "x"), [("-2", "0.006738"), ("2", "59870")])
def test_of_a_skewed_density_the_part_around_the_point_is_drawn(at: str, x: str) -> None:
    # x = exp(4z + 3): at z = -2 and 2 most of the mass is far to the right or the left
    problem = restore(named("compose"), 2, {"a": "4", "b": "3", "at": at})
    rows = picture(problem)
    of_x = [row[52:] for row in rows[: -1 - rows[::-1].index("")]]
    assert any(x in row for row in of_x)
    (line,) = [n for n, row in enumerate(of_x) if "┴" in row]
    columns = {place for row in of_x[1:line] for place, sign in enumerate(row) if sign > "\u2800"}
    assert max(columns) - min(columns) > 15  # of 24 cells, and no spike
    assert sum("●" in row for row in of_x[1:line]) == 1


def test_what_the_learner_typed_wrong_is_told_apart_from_the_rest() -> None:
    parts = picture_parts(example(0), {"density": "4"})
    learners = ["".join(text for text, ink in row if ink is Ink.YOURS) for row in parts]
    assert "yours: density 4 on [2, 6], mass 16" in learners[-2]
    assert sum(any("⠀" < sign < "⣿" for sign in row) for row in learners[:-3]) > 5
    words = [text for row in parts[:-3] for text, ink in row if ink is Ink.WORDS]
    assert sum("yours" in text for text in words) == 1  # beside its line
    inks = {ink for row in parts[:-3] for _, ink in row}
    assert inks == set(Ink)
    assert picture(example(0), {"density": "4"}) == ["".join(t for t, _ in row) for row in parts]
    assert not any(ink is Ink.YOURS for row in picture_parts(example(0)) for _, ink in row)
    shown = picture_parts(example(2), {"density-at": "0.2419707"})
    assert any("× " in text for row in shown for text, ink in row if ink is Ink.YOURS)


def test_wrong_inverses_and_log_determinants_of_a_plane_map_are_drawn() -> None:
    problem = example(3)  # det A = 6
    typed = {"inverse": "[[2, -1], [0, 3]]", "log-abs-det": "log(4)", "density-at": "1/4"}
    parts = picture_parts(problem, typed)
    yours = [text for row in parts for text, ink in row if ink is Ink.YOURS]
    below = [text.split("  ")[-1].strip() for text in yours[-3:]]
    assert below[0] == "your inverse takes this to 36 times the dotted area, around (0, 0)"
    assert below[1] == "your image, 4 times as large as the dotted curve"
    assert below[2].startswith("your density at x: 0.25; it is 0.0")
    assert sum(any("\u2800" < sign < "\u28ff" for sign in text) for text in yours[:-3]) > 5
    right = {step.name: step.answer for step in problem.steps}
    assert not any(ink is Ink.YOURS for row in picture_parts(problem, right) for _, ink in row)


def test_wrong_supports_and_log_densities_of_a_curved_map_are_drawn() -> None:
    problem = draw(named("logit"), 3, 2)
    answers = {step.name: step.answer for step in problem.steps}
    rows = picture_parts(problem, {"support": "[0, 1/2)"})
    yours = [text for row in rows for text, ink in row if ink is Ink.YOURS]
    assert yours[-1].endswith("your support: [0, 1/2)")
    assert sum(text.count("×") for text in yours[:-1]) == 2
    for more, said in (
        (f"{answers['log-density']} + 1/2", ", 1.65 times too high at x = "),  # exp(1/2)
        (f"{answers['log-density']} + log(1.04)", ", 1.04 times too high at x = "),
        (f"{answers['log-density']} - log(3)", ", 3 times too low at x = "),
        ("50", ", higher than the picture"),
    ):
        rows = picture_parts(problem, {"log-density": more})
        yours = [text for row in rows for text, ink in row if ink is Ink.YOURS]
        assert f"exp of your log p{said}" in yours[-1]


def test_a_mark_covers_no_other_and_an_arrow_points_to_what_lies_beyond() -> None:
    canvas = Canvas(10, 3, Window(0, 19, 0, 11))
    canvas.mark("●", 9, 5)
    canvas.cross(9, 5)
    canvas.cross(40, 5)
    canvas.cross(9, -3)
    rows = [plain(row) for row in canvas.rows()]
    assert "●×" in rows[1]
    assert rows[1].endswith("→")
    assert "↓" in rows[2]
    assert [sign for sign, _ in canvas.marks()] == ["●", "×", "→", "↓"]


@pytest.mark.parametrize(
    ("value", "written"),
    [(0.0625, "0.0625"), (22026.4, "22030"), (2.2213e-6, "2.221·10⁻⁶"), (-4.2e45, "-4.2·10⁴⁵")],
)
def test_a_rounded_number_is_written_as_one_writes_it(value: float, written: str) -> None:
    assert rounded(value) == written
    read = read_answer.read(AnswerKind.NUMBER, written)
    assert isinstance(read, Entry)
    assert read.approx == pytest.approx(value, rel=5e-4)
