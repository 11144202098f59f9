"""Five hundred near misses and rewritings of every step's answers; thousands by command."""

import pytest

from tests.exercises import near_misses, rewritings
from tests.exercises.right_values import PER_DRAW, Place, places

PLACES = [pytest.param(place, id=place.name) for place in places()]
EACH = 3  # of every step of every exercise and level, each to another draw: more than 500 in all
SEEDS = range(0, EACH * PER_DRAW, PER_DRAW)


@pytest.mark.parametrize("place", PLACES)
def test_nothing_that_is_almost_right_is_accepted(place: Place) -> None:
    assert [found for seed in SEEDS if (found := near_misses.trial(place, seed))] == []


@pytest.mark.parametrize("place", PLACES)
def test_no_other_form_of_a_right_answer_is_refused(place: Place) -> None:
    assert [found for seed in SEEDS if (found := rewritings.trial(place, seed))] == []


def test_there_are_five_hundred_of_each() -> None:
    assert len(PLACES) * EACH >= 500
