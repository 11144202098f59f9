"""The pieces of pictures: scales, the grid under a map, and the strip of mass that it carries."""

import itertools
import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.exercises.pictures.canvas import Canvas, Line, Window
from tutor.exercises.pictures.grid_picture import CELLS, Marked, warped_grid
from tutor.exercises.pictures.mass_strip import ROWS, Carried, carried, mass_strip
from tutor.exercises.pictures.sketch import Beside, Framed, Tick, plane_scales, rows_of, scale
from tutor.flows import (
    Affine,
    Coupling,
    Exp,
    Flow,
    Linear,
    Log,
    Normal,
    Permutation,
    Square,
    Triangular,
    Uniform,
)
from tutor.flows.arrays import Array

WINDOW = Window(-2, 2, -2, 2)


@given(st.floats(-1e6, 1e6), st.floats(1e-6, 1e6), st.integers(2, 12))
def test_a_scale_has_round_numbers_at_equal_distances(low: float, wide: float, most: int) -> None:
    ticks = scale(low, low + wide, most)
    assert len(ticks) <= most + 1
    steps = [after.at - before.at for before, after in itertools.pairwise(ticks)]
    spare = 1e-9 * wide + 4 * math.ulp(abs(low) + wide)  # doubles are no closer to each other
    assert all(low - spare <= tick.at <= low + wide + spare for tick in ticks)
    for step in steps:
        assert step == pytest.approx(steps[0], rel=1e-6, abs=1e-9 * abs(low))
        digit = steps[0] / 10 ** math.floor(math.log10(steps[0]) + 1e-6)
        assert min(abs(digit - each) for each in (1, 2, 5)) < 1e-2 + 1e-8 * abs(low / wide)


def test_a_plane_has_both_scales_and_a_point_stands_at_its_numbers() -> None:
    canvas = Canvas(40, 10, Window(-5, 15, 0, 10))
    canvas.mark("●", 5, 4)
    framed = plane_scales(canvas)
    rows = framed.rows()
    row = next(number for number, text in enumerate(rows) if "●" in text)
    column = rows[row].index("●")
    labels = {tick.label: framed.gutter + tick.mark for tick in framed.ticks_below()}
    assert abs(labels["5"] - column) <= 1
    left = {label: number for number, text in enumerate(rows) if (label := text.split("┤")[0])}
    assert left[" 4"] == row
    assert rows[-2].startswith("  └")
    assert all(len(text) <= framed.width for text in rows)


def test_a_label_stands_nearer_to_its_point_than_to_another_or_is_left_out() -> None:
    def written(*others: tuple[float, float]) -> list[tuple[int, int, str]]:
        canvas = Canvas(41, 11, Window(0, 40, 0, 10))  # a cell for each unit of both scales
        canvas.label_beside("here", 20, 5, (0, 0), others)
        return canvas.words()

    ((above, _, _),) = written()
    assert above < 5  # away from the corner below
    ((row, _, _),) = written((20, 6))
    assert abs(row - 5) < abs(row - 4)  # straight above it is another point
    assert written((21, 5), (19, 5), (20, 6), (20, 4)) == []


def test_labels_of_a_scale_never_touch() -> None:
    canvas = Canvas(12, 1, Window(0, 11, 0, 1))
    ticks = tuple(Tick(at, str(at)) for at in (0, 1, 5, 6, 10, 11))
    assert Framed(canvas, ticks).rows()[-1].split() == ["0", "5", "10"]


def test_the_grid_of_a_map_is_drawn_line_by_line() -> None:
    A = Linear([[2, 0], [1, 3]], [1, -1])
    (grid,), legend = warped_grid(A.forward, WINDOW, 76, 16, [Marked("●", (1, 1), (3, 3))])
    assert isinstance(grid, Beside)
    before, after = (part.canvas for part in grid.parts)
    assert len(before.shapes) == len(after.shapes) == 2 * (CELLS + 1)
    for one, other in zip(before.shapes, after.shapes, strict=True):
        assert isinstance(other, Line)
        np.testing.assert_allclose(A.forward(one.points), other.points)
    assert after.window.left <= -3
    assert after.window.right >= 5
    assert ("●", "(1, 1) goes to (3, 3)") in legend
    assert sum(row.count("●") for row in rows_of([grid])) == 2


@pytest.mark.parametrize("kept", [0, 1])
def test_the_kept_axis_of_a_coupling_is_named_and_its_lines_stay(kept: int) -> None:
    layer = Coupling((kept,), lambda z: Affine(np.exp(z / 2), z))
    (grid,), legend = warped_grid(layer.forward, WINDOW, 76, 16, kept=kept)
    assert isinstance(grid, Beside)
    lines = grid.parts[1].canvas.shapes
    straight = lines[: CELLS + 1] if kept == 0 else lines[CELLS + 1 :]
    assert all(len({round(point[kept], 9) for point in line.points}) == 1 for line in straight)
    named = {0: "x₁ = z₁ is kept: the upright lines stay upright"}
    named[1] = "x₂ = z₂ is kept: the level lines stay level"
    assert ("", named[kept]) in legend


def test_a_grid_fits_whatever_the_map_gives() -> None:
    def broken(z: Array) -> Array:
        return np.asarray(np.where(z > 0.3, np.nan, np.exp(200 * z)))

    for width, height in ((40, 6), (76, 16), (110, 24)):
        sheet, _ = warped_grid(broken, WINDOW, width, height, yours=Permutation([1, 0]).forward)
        rows = rows_of(sheet)
        assert len(rows) <= max(height, 7)
        assert all(len(row) <= width for row in rows)


@pytest.mark.parametrize(
    ("flow", "at", "pieces", "image", "masses"),
    [
        # half of dz is a fifth of the reach, which is 1 here
        (Flow(Uniform(), Affine(4, 2)), 0.5, [(0.3, 0.7)], (3.2, 4.8), ["2/5"]),
        (Flow(Uniform(), Affine(-4, 2)), 0.5, [(0.3, 0.7)], (-0.8, 0.8), ["2/5"]),
        (Flow(Uniform(), Affine(4, 2)), 1.0, [(0.8, 1.0)], (5.2, 6), ["1/5"]),
        (
            Flow(Uniform(-1, 2), Square()),
            0.5,
            [(-0.7, -0.3), (0.3, 0.7)],
            (0.09, 0.49),
            ["2/15", "2/15"],
        ),
        (Flow(Uniform(-1, 2), Square()), 1.5, [(1.3, 1.7)], (1.69, 2.89), ["2/15"]),
        (
            Flow(Uniform(-1, 2), Square()),  # one branch ends inside the piece
            1.0,
            [(-1.0, -0.8), (0.8, 1.2)],
            (0.64, 1.44),
            ["1/15", "2/15"],
        ),
    ],
)
def test_the_strip_carries_all_the_mass_of_a_place(
    flow: Flow,
    at: float,
    pieces: list[tuple[float, float]],
    image: tuple[float, float],
    masses: list[str],
) -> None:
    mass = carried(flow, at, 1)
    assert mass is not None
    np.testing.assert_allclose([sorted(piece.z) for piece in mass.pieces], pieces)
    np.testing.assert_allclose(mass.image, image)
    found = [piece.mass for piece in mass.pieces]
    np.testing.assert_allclose(found, [float(Fraction(each)) for each in masses])


@pytest.mark.parametrize(
    "flow",
    [
        Flow(Normal(), Affine(0.5, 1) >> Exp()),
        Flow(Uniform(), Log() >> Affine(-1)),
        Flow(Triangular(-1, 3, 0), Square()),
        Flow(Normal(1, 2), Square()),
    ],
)
def test_the_mass_that_is_carried_is_that_of_the_density_there(flow: Flow) -> None:
    mass = carried(flow, 0.6, 1)
    assert mass is not None
    x = np.linspace(*mass.image, 20_001)
    density = np.exp(flow.log_prob((x[1:] + x[:-1]) / 2))
    total = sum(piece.mass for piece in mass.pieces)
    assert float(density.sum() * (x[1] - x[0])) == pytest.approx(total, rel=1e-4)


def test_the_strip_says_how_much_longer_a_piece_becomes_or_that_pieces_join() -> None:
    one = carried(Flow(Uniform(), Affine(-4, 2)), 0.5, 1)
    assert one is not None
    assert one.said == "z in [0.3, 0.7] goes to x in [−0.8, 0.8], 4 times as long"
    two = carried(Flow(Normal(), Square()), 1, 1)
    assert two is not None
    assert two.said == ("the masses of z in [−1.2, −0.8] and [0.8, 1.2] join on x in [0.64, 1.44]")


def test_the_ends_of_a_piece_are_joined_with_where_they_go() -> None:
    mass = carried(Flow(Uniform(), Affine(-4, 2)), 0.5, 1)
    assert isinstance(mass, Carried)
    canvas = mass_strip(mass, 76, Window(-3, 3, 0, 9))
    assert len(canvas.rows()) == ROWS
    lines = [shape.points for shape in canvas.shapes if isinstance(shape, Line)]
    ends = {line for line in lines if len({y for _, y in line}) == 2}
    joined = {tuple(sorted(round(x, 9) for x, _ in line)) for line in ends}
    assert joined == {(0.3, 0.8), (-0.8, 0.7)}
    text = "\n".join(canvas.rows())
    assert "dz" in text
    assert "dx" in text


def test_what_does_not_change_in_doubles_has_no_strip() -> None:
    assert carried(Flow(Uniform(1e16, 3e16), Affine(1e-300, 1)), 2e16, 1) is None
