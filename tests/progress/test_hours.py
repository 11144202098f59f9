"""The hours of the learner's clock, also where it is put forward and back."""

from collections import Counter
from collections.abc import Iterator, Sequence

from hypothesis import given
from hypothesis import strategies as st

from tutor.progress.hours import DAY, QUARTER, WEEK, by_hour

# When a clock is changed, in quarters of an hour since 1970, each more than a week after the last;
# and its offsets from UTC before and after these, in quarters.
_CHANGES = st.lists(st.integers(WEEK + 1, 6 * WEEK), max_size=4).map(
    lambda gaps: [sum(gaps[: number + 1]) for number in range(len(gaps))]
)
_OFFSETS = st.lists(st.sampled_from([0, 4, 8, 22, 23, -14, -40, 56]), min_size=5, max_size=5)


@given(
    _CHANGES,
    _OFFSETS,
    st.lists(st.tuples(st.integers(0, 20 * WEEK), st.integers(1, 9), st.integers(0, 99))),
)
def test_each_quarter_of_an_hour_counts_in_its_own_hour(
    changes: list[int], offsets: list[int], done: list[tuple[int, int, int]]
) -> None:
    # Work is the likeliest to be counted wrongly about a change.
    done += [(change + near, 1, 1) for change in changes for near in range(-3, 4)]

    def hour_of(instant: int) -> int:
        quarter = instant // QUARTER
        offset = offsets[sum(change <= quarter for change in changes)]
        return (quarter + offset) // 4 % 24

    def weeks() -> Iterator[tuple[int, int, int]]:
        for quarter, answers, time in done:
            yield quarter // WEEK * DAY + quarter % DAY, answers, time

    def of_weeks(wanted: Sequence[int]) -> Iterator[tuple[int, int, int]]:
        assert len(wanted) <= 2 * len(changes)
        return (each for each in done if each[0] // WEEK in wanted)

    answers: Counter[int] = Counter()
    times: Counter[int] = Counter()
    for quarter, count, time in done:
        answers[hour_of(quarter * QUARTER)] += count
        times[hour_of(quarter * QUARTER)] += time
    expected = tuple((answers[hour], times[hour]) for hour in range(24))
    assert by_hour(weeks(), of_weeks, hour_of) == expected
