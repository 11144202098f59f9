"""Five hundred near misses and rewritings of every step's answers; thousands by command."""

from bisect import bisect_left, bisect_right
from statistics import NormalDist

import pytest

from tests.exercises import near_misses, rewritings
from tests.exercises.bundled import named, posed
from tests.exercises.right_values import PER_DRAW, Place, places
from tutor.answers.verdict import Wrong
from tutor.exercises.judging import judge_step
from tutor.exercises.worksheets.worksheet import Worksheet

PLACES = [pytest.param(place, id=place.name) for place in places()]
EACH = 3  # of every step of every exercise and level, each to another draw: more than 500 in all
SEEDS = range(0, EACH * PER_DRAW, PER_DRAW)
ON_PIECES = [
    place for place in places() if place.name.startswith("square-uneven") and "dens" in place.step
]


@pytest.mark.parametrize("place", PLACES)
def test_nothing_that_is_almost_right_is_accepted(place: Place) -> None:
    assert [found for seed in SEEDS if (found := near_misses.trial(place, seed))] == []


@pytest.mark.parametrize("place", PLACES)
def test_no_other_form_of_a_right_answer_is_refused(place: Place) -> None:
    assert [found for seed in SEEDS if (found := rewritings.trial(place, seed))] == []


def test_there_are_five_hundred_of_each() -> None:
    assert len(PLACES) * EACH >= 500


@pytest.mark.parametrize("trial", SEEDS)
def test_a_density_that_is_off_where_the_square_is_small_is_wrong(trial: int) -> None:
    # Z is within 1/5 of 0 with a probability of more than 1 %, for every mean and scale drawn.
    place = next(place for place in places() if place.name == "square-uneven 3 density")
    problem, step = place.drawn_for(trial)
    mean, scale = problem.drawn["mean"], problem.drawn["scale"]
    assert not isinstance(mean, tuple)
    assert not isinstance(scale, tuple)
    law = NormalDist(float(mean), float(scale))
    assert law.cdf(0.2) - law.cdf(-0.2) > 0.01
    assert isinstance(judge_step(problem, step, f"{step.answer} + max(0, 1/25 - x)"), Wrong)


@pytest.mark.parametrize(
    ("level", "drawn", "tent"),
    [
        (1, {"a": "1", "b": "3", "t": "2"}, "max(0, 523/6566 - abs(x - (432/65)))"),
        (2, {"a": "4", "b": "7", "t": "6"}, "max(0, 2612/7949 - abs(x - (3305/84)))"),
        (2, {"a": "4", "b": "7", "t": "6"}, "max(0, 1/5 - |x - 22|)"),
    ],
)
def test_a_narrow_tent_on_a_density_is_wrong(level: int, drawn: dict[str, str], tent: str) -> None:
    step = (problem := posed(named("square-uneven"), level, **drawn)).step("density-beyond")
    assert isinstance(judge_step(problem, step, f"{step.answer} + {tent}"), Wrong)


@pytest.mark.parametrize("trial", SEEDS)
@pytest.mark.parametrize("place", ON_PIECES)
def test_a_density_is_compared_in_each_percent_of_its_mass(place: Place, trial: int) -> None:
    problem, step = place.drawn_for(trial)
    assert isinstance(problem.setting, Worksheet)
    met = sorted(problem.setting.sample(step.name).whole.points["x"])
    equal = near_misses.compared_at(problem, step).points
    percent = len(equal) // 100
    for low, high in zip(equal, equal[percent:], strict=False):
        assert bisect_left(met, low) < bisect_right(met, high)
