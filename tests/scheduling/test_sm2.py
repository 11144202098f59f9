"""SM-2 against its published rules, golden vectors and an independent exact reference."""

import random
from datetime import date
from fractions import Fraction
from math import ceil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.core.grade import Grade
from tutor.core.memory import Memory
from tutor.scheduling.scheduler import Scheduler
from tutor.scheduling.sm2 import LONGEST_INTERVAL, SM2, ease_after, interval_after

START = 739_000
sm2 = SM2()


def on_time(qualities: list[int], memory: Memory = sm2.new) -> list[Memory]:
    """The memories after each grade, every review done on the day it is due."""
    history = []
    for quality in qualities:
        memory = sm2.review(memory, quality, memory.due or START)
        history.append(memory)
    return history


@pytest.mark.parametrize(
    ("grades", "intervals", "ease"),
    [
        ("5 5 5 5 5", "1 6 17 50 150", 300),
        ("4 4 4 4 4", "1 6 15 38 95", 250),
        ("3 3 3 3", "1 6 13 26", 194),
        ("5 4 3 2 5 5 5", "1 6 15 1 1 6 17", 276),
        ("0 5 5 1 5 5", "1 1 6 1 1 6", 290),
    ],
)
def test_golden_vectors(grades: str, intervals: str, ease: int) -> None:
    history = on_time([int(grade) for grade in grades.split()])
    assert [memory.interval for memory in history] == [int(days) for days in intervals.split()]
    assert history[-1].ease == ease


def test_thirty_hard_reviews_reach_the_longest_interval() -> None:
    history = on_time([3] * 30)
    assert history[5].interval == 79
    assert history[11].interval == 481
    assert history[29].interval == 36_500
    assert history[7].ease > 130
    assert all(memory.ease == 130 for memory in history[8:])


class Reference:
    """SM-2 once more, in fractions, written from the published text and shared with nothing."""

    def __init__(self) -> None:
        self.ease, self.run, self.interval = Fraction(5, 2), 0, Fraction(0)

    def grade(self, q: int) -> int:
        if q < 3:
            self.run, self.interval = 0, Fraction(1)
            return 1
        step = Fraction(1, 10) - (5 - q) * (Fraction(8, 100) + (5 - q) * Fraction(2, 100))
        self.ease = max(self.ease + step, Fraction(13, 10))
        self.run += 1
        self.interval = Fraction(
            {1: 1, 2: 6}.get(self.run) or min(36_500, ceil(self.interval * self.ease))
        )
        return int(self.interval)


def agrees_with_the_reference(history: bytes) -> bool:
    """Whether reviews, a byte each of how late they are and how well they go, do as they should."""
    memory, reference, day = sm2.new, Reference(), START
    for late, quality in (divmod(byte, 6) for byte in history):
        day = (memory.due or day) + late
        memory = sm2.review(memory, quality, day)
        interval = reference.grade(quality)
        if (memory.interval, memory.due) != (interval, day + interval):
            return False
        if memory.ease != 100 * reference.ease:
            return False
    return True


@given(st.binary(max_size=25))
def test_any_history_agrees_with_the_reference(history: bytes) -> None:
    assert agrees_with_the_reference(history)


def test_twenty_thousand_random_histories_agree_with_the_reference() -> None:
    chance = random.Random(1)
    histories = (chance.randbytes(chance.randrange(1, 26)) for _ in range(20_000))
    assert [history for history in histories if not agrees_with_the_reference(history)] == []


@given(
    st.integers(0, 5),
    st.integers(130, 400),
    st.integers(0, 30),
    st.integers(1, LONGEST_INTERVAL),
)
def test_ease_and_interval_stay_in_their_bounds(
    quality: int, ease: int, repetitions: int, interval: int
) -> None:
    memory = Memory(START, interval, ease, repetitions, 0, START - 9, START - 9, 4)
    later = sm2.review(memory, quality, START)
    assert later.ease >= 130
    assert 1 <= later.interval <= LONGEST_INTERVAL
    if quality < 3:
        assert (later.ease, later.interval, later.repetitions) == (ease, 1, 0)
    if quality >= 3 and repetitions >= 2 and interval * later.ease < LONGEST_INTERVAL * 100:
        assert later.interval > interval


@given(st.lists(st.integers(0, 5), max_size=8), st.lists(st.integers(0, 5), max_size=6))
def test_repeats_change_neither_ease_nor_interval_nor_due_day(
    history: list[int], repeats: list[int]
) -> None:
    memory = on_time([*history, 4])[-1]
    after = memory
    for quality in repeats:
        after = sm2.review(after, quality, memory.last)
    assert (after.due, after.interval, after.ease, after.repetitions, after.lapses) == (
        memory.due,
        memory.interval,
        memory.ease,
        memory.repetitions,
        memory.lapses,
    )


def test_the_four_choices_are_the_four_reviews() -> None:
    (memory,) = on_time([4])
    outcomes = sm2.choices(memory, memory.due)
    assert [outcomes[grade].interval for grade in Grade] == [1, 6, 6, 6]
    assert [grade.quality for grade in Grade] == [1, 3, 4, 5]


# One test for each mistake that other programs ship.


def test_the_ease_formula_has_two_hundredths_not_two_thousandths() -> None:
    # (5-3)(0.08 + (5-3)0.02) = 0.24, so EF falls by 0.14; with 0.002 it would fall by 0.068.
    assert ease_after(250, 3) == 236
    assert ease_after(250, 4) == 250
    assert ease_after(250, 5) == 260


def test_intervals_are_rounded_up_not_to_even() -> None:
    # 221 * 2.50 = 552.5, which round() makes 552.
    assert interval_after(5, 221, 250) == 553


def test_ease_does_not_drift_as_floats_do() -> None:
    # 2.5 + 0.1 five times is 3.0000000000000004 in floats, and 50 days become 151.
    assert on_time([5] * 5)[-1].interval == 150


def test_a_late_review_counts_from_the_day_it_is_done() -> None:
    first = sm2.review(sm2.new, 4, START)
    late = sm2.review(first, 4, START + 59)
    assert late.due == START + 59 + 6


def test_thirteen_easy_reviews_stay_within_the_calendar() -> None:
    history = on_time([5] * 40)
    assert history[-1].interval == LONGEST_INTERVAL


@pytest.mark.parametrize("quality", [-1, 6, 7])
def test_qualities_outside_0_to_5_are_refused(quality: int) -> None:
    with pytest.raises(ValueError, match=r"0\.\.5"):
        sm2.review(sm2.new, quality, START)


def test_failing_leaves_the_ease_and_starts_again() -> None:
    memory = on_time([5, 5, 5])[-1]
    failed = sm2.review(memory, 2, memory.due)
    assert (failed.ease, failed.interval, failed.repetitions, failed.lapses) == (280, 1, 0, 1)


@given(
    st.lists(
        st.tuples(
            st.integers(1, 3),
            st.integers(0, 60),
            st.integers(0, 5),
            st.sampled_from([0, 1, 16 + 1]),  # a repeat, scheduled, ahead
        ),
        max_size=40,
    )
)
def test_the_fast_fold_of_a_whole_log_is_the_one_by_the_plain_rules(
    rows: list[tuple[int, int, int, int]],
) -> None:
    # Days within a card in any order, as in a log that was merged from two machines.
    log = [
        (card, (START + day) * 32 + quality * 2 + scheduled)
        for card, day, quality, scheduled in sorted(rows, key=lambda row: row[0])
    ]
    assert list(sm2.fold_all(log)) == list(Scheduler.fold_all(sm2, log))


def test_the_fast_fold_is_at_every_bound_where_the_plain_rules_are() -> None:
    chance = random.Random(2)
    log = []
    for card in range(200):
        memory = sm2.new
        for _ in range(120):
            quality = chance.choice((2, 3, 3, 3, 3, 5) if card % 2 else (3, 4, 5, 5))
            day = min(memory.due or START, date.max.toordinal() - 200)
            if day <= memory.last:
                break
            memory = sm2.review(memory, quality, day)
            log.append((1 + card, day * 32 + quality * 2 + 1))
    folded = list(sm2.fold_all(log))
    assert folded == list(Scheduler.fold_all(sm2, log))
    assert 130 in {each.memory.ease for each in folded}
    assert LONGEST_INTERVAL in {each.memory.interval for each in folded}
    assert date.max.toordinal() in {each.memory.due for each in folded}
