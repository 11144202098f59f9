"""Every figure of progress on a simulated year, against an account of its log by other means."""

import json
import math
import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.account import leaves
from tests.progress.conftest import BOUNDS, LATE
from tests.progress.shown import EAST, Year
from tutor.core.recall import Recall, decode, encode, recall
from tutor.progress.activity import activity, longest_streak, review_sessions, streak
from tutor.progress.calibration import calibration
from tutor.progress.practice import practice
from tutor.progress.share import Share
from tutor.scheduling.schedulers import DEFAULT
from tutor.study.history import local_hour, local_time


def differences(found: dict[str, Any], expected: dict[str, Any]) -> dict[str, Any]:
    """Where two accounts differ, and in what: the one has rates to six places."""
    decks = found["retention"]["by_deck"]
    for deck in [deck for deck, share in decks.items() if not share["of"]]:
        del decks[deck]  # whether a deck without reviews is named is of no consequence
    ours, theirs = leaves(found), leaves(expected)
    return {
        place: (ours.get(place), theirs.get(place))
        for place in ours.keys() | theirs.keys()
        if not agree(ours.get(place), theirs.get(place))
    }


def agree(ours: Any, theirs: Any) -> bool:
    if isinstance(ours, float) and isinstance(theirs, float):
        return math.isclose(ours, theirs, rel_tol=0, abs_tol=6e-7)
    return bool(ours == theirs)


def test_the_year_is_rich_enough_to_test_by(year: Year) -> None:
    account = year.account
    events = Counter(row["event"] for row in account.log)
    assert all(events[event] for event in ("scheduled", "repeat", "practice", "undo"))
    assert {each.stage for each in account.tested} == {"learning", "young", "mature"}
    assert any(len(decks) == 2 for decks in account.placed.values())
    assert set(account.states) - set(account.placed)  # some cards vanished
    assert account.placed.keys() - account.states.keys()  # some are new
    assert len(account.tested) > 300
    assert year.learner.proof().holds


@pytest.mark.parametrize("later", [0, 1, 2, 40, 400])
def test_every_figure_agrees_with_the_account_whatever_the_day(year: Year, later: int) -> None:
    today = year.today + later
    found = year.look_back(today=today).as_json()
    assert differences(found, year.account.progress(today)) == {}


@pytest.mark.parametrize("ago", [0, 3, 30, 100])
@pytest.mark.parametrize(
    "choice",
    [
        {},
        {"decks": ["alps"]},
        {"decks": ["seas"]},
        {"decks": ["laws"]},
        {"decks": ["rivers"]},
        {"decks": ["seas", "alps"]},
        {"tag": "peaks"},
        {"tag": "peaks", "decks": ["seas"]},
        {"tag": "nothing"},
    ],
)
def test_every_figure_agrees_whatever_is_chosen(
    year: Year, choice: dict[str, Any], ago: int
) -> None:
    reviewed = (each.day for each in year.account.tested if each.day <= year.today - ago)
    since = max(reviewed) if ago else 0
    found = year.look_back(**choice, since=since).as_json()
    assert differences(found, year.account.progress(year.today, **choice, since=since)) == {}


@pytest.mark.parametrize("choice", [{}, {"decks": ["alps"]}, {"decks": ["laws"]}])
def test_every_figure_agrees_after_two_machines_were_merged(
    merged: Year, choice: dict[str, Any]
) -> None:
    account = merged.account
    assert len({row["device"] for row in account.log}) == 2
    moved = Counter(
        (row["card"], row["day"]) for row in account.done if row["event"] == "scheduled"
    )
    assert max(moved.values()) == 2  # the second of its day is a repeat
    assert any(each.after < each.interval for each in account.tested)
    found = merged.look_back(**choice).as_json()
    assert differences(found, account.progress(merged.today, **choice)) == {}


@pytest.mark.parametrize("later", [-1, 0, 1])
def test_every_figure_agrees_where_an_interval_or_a_wait_is_just_at_a_bound(
    edges: Year, later: int
) -> None:
    account, today = edges.account, edges.today + later
    assert {each.interval for each in account.tested} >= {*BOUNDS}
    assert {state["interval"] for state in account.states.values()} >= {*BOUNDS}
    assert {each.after - 20 for each in account.tested if each.interval == 20} == {*LATE}
    found = edges.look_back(today=today).as_json()
    assert differences(found, account.progress(today)) == {}


def test_a_learning_day_begins_at_four_where_the_learner_is(year: Year) -> None:
    for row in year.account.log:
        local = datetime.fromtimestamp(row["at"] / 1000, UTC) + EAST
        assert row["day"] == (local - timedelta(hours=4)).toordinal()


@pytest.mark.parametrize("east", [timedelta(hours=-3, minutes=-30), timedelta(hours=5, minutes=45)])
def test_the_time_of_day_is_exact_wherever_the_clock_is_by_quarter_hours(
    year: Year, east: timedelta
) -> None:
    hours = Counter(
        (datetime.fromtimestamp(row["at"] / 1000, UTC) + east).hour for row in year.account.done
    )
    found = year.look_back(east=east).activity.hours
    assert [work.answers for work in found] == [hours[hour] for hour in range(24)]


def test_the_clock_is_the_machines(monkeypatch: pytest.MonkeyPatch) -> None:
    instant = datetime(2026, 11, 23, 8, 30, tzinfo=UTC).timestamp()
    with monkeypatch.context() as patch:
        for zone, hour, said in (("UTC", 8, "08:30"), ("NPT-5:45", 14, "14:15")):
            patch.setenv("TZ", zone)
            time.tzset()
            assert local_hour(round(instant)) == hour
            assert local_time(round(1000 * instant)) == f"Mon 23 Nov, {said}"
    time.tzset()


def test_the_most_frequent_mistakes_come_first(year: Year) -> None:
    for record in year.progress.practice.values():
        times = [mistake.times for mistake in record.mistakes.values()]
        assert times == sorted(times, reverse=True)
        assert len(times) > 1


def test_the_json_is_json(year: Year) -> None:
    found = year.progress.as_json()
    assert json.loads(json.dumps(found, allow_nan=False)) == found


def test_every_key_of_the_json_is_defined(year: Year) -> None:
    docs = (Path(__file__).parents[2] / "docs" / "progress.md").read_text(encoding="utf-8")
    words = set(keys(year.progress.as_json()))
    assert len(words) > 40
    assert {word for word in words if f"`{word}`" not in docs} == set()


# Members whose own members are called as a deck, an interval, an exercise and so on is.
NAMED = {"answers", "ease", "intervals", "exercises", "mistakes"}
NAMED |= {"by_deck", "by_interval", "by_length", "by_level"}


def keys(value: Any, named: bool = False) -> Iterator[str]:
    """The keys of an object and of what is in it."""
    match value:
        case dict():
            for key, member in value.items():
                if not named:
                    yield key
                if key != "steps":
                    yield from keys(member, key in NAMED)
        case list():
            for member in value:
                yield from keys(member)


# The small definitions.


def test_wilsons_interval_is_the_published_one() -> None:
    # Brown, Cai, DasGupta 2001 and R's binom package: 8 of 10, and 0 of 10.
    assert Share(8, 10).bounds == pytest.approx((0.4901625, 0.9433178), abs=1e-7)
    assert Share(0, 10).bounds == pytest.approx((0.0, 0.2775328), abs=1e-7)
    assert Share().bounds == (0, 1)


@given(st.integers(1, 10_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_wilsons_bounds_are_the_rates_that_the_score_test_just_accepts(
    counts: tuple[int, int],
) -> None:
    passed, of = counts
    low, high = Share(passed, of).bounds
    assert low <= passed / of <= high
    for bound in (low, high):
        deviations = abs(passed / of - bound) ** 2 * of
        assert deviations == pytest.approx(1.959963984540054**2 * bound * (1 - bound), abs=1e-9)


@given(st.sets(st.integers(1, 60)), st.integers(1, 61))
def test_a_streak_ends_today_or_yesterday(days: set[int], today: int) -> None:
    lengths = [n for n in range(62) if all(today - 1 - back in days for back in range(n))]
    assert streak(days, today) == max(lengths) + (today in days)
    assert longest_streak(days) == max(
        (n for n in range(61) for first in days if all(first + k in days for k in range(n))),
        default=0,
    )


@given(st.sets(st.integers(1, 40)), st.integers(1, 41), st.sets(st.integers(1, 41)))
def test_days_off_without_an_answer_are_as_if_there_were_no_such_days(
    days: set[int], today: int, off: set[int]
) -> None:
    there = [day for day in range(1, 42) if day in days or day == today or day not in off]
    number = {day: at for at, day in enumerate(there, 1)}
    without = {number[day] for day in days}
    is_off = (off - {today}).__contains__
    assert streak(days, today, is_off) == streak(without, number[today])
    assert longest_streak(days, is_off) == longest_streak(without)


def test_a_pause_of_more_than_half_an_hour_ends_a_review_session() -> None:
    minute = 60_000
    one = review_sessions([(10 * minute, minute), (39 * minute, 0), (70 * minute, minute)])
    assert [(each.start, each.end, each.answers) for each in one] == [(9 * minute, 70 * minute, 3)]
    two = review_sessions([(10 * minute, minute), (39 * minute, 0), (70 * minute + 1, minute)])
    assert [each.answers for each in two] == [2, 1]
    assert [each.milliseconds for each in two] == [minute, minute]


def test_nothing_done_yet_gives_nothing_and_no_fault() -> None:
    empty = activity({}, (), {}, [], [], 739_000)
    assert (empty.streak, empty.longest, empty.total) == (0, 0, (0, 0))
    assert calibration({}, DEFAULT).log_loss is None


recalls = st.builds(
    Recall,
    st.integers(1, 3_000_000),
    st.integers(1, 36_500),
    st.booleans(),
    st.booleans(),
    st.integers(0, 5),
)


@given(recalls)
def test_a_recall_is_read_as_it_was_encoded(found: Recall) -> None:
    assert decode(encode(found)) == found


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 5), st.booleans()), max_size=25))
def test_folding_in_one_pass_finds_what_each_review_finds(
    rows: list[tuple[int, int, bool]],
) -> None:
    memory, expected, log = DEFAULT.new, [], []
    for day, quality, scheduled in sorted(rows, key=lambda row: row[0]):
        day += 739_000
        log.append((1, day << 5 | quality << 1 | scheduled))
        if scheduled:
            if found := recall(memory, quality, day):
                expected.append((day * 8 + quality, encode(found)))
            memory = DEFAULT.review(memory, quality, day)
    folded = next(DEFAULT.fold_all(log), None)
    if folded is None:
        assert memory.is_new
    else:
        assert list(zip(folded.grades, folded.codes, strict=True)) == expected


@pytest.mark.parametrize(
    "detail",
    [
        "", "null", "[]", "{", '"x"', "{}", '{"exercise": 3}', '{"exercise": "a", "steps": 3}',
        '{"exercise": "a", "steps": [3, {}, {"name": "x"}, {"name": 1, "outcome": "right"}]}',
        '{"exercise": "a", "steps": [{"name": "x", "outcome": "right", "mistakes": 3}]}',
        '{"exercise": "a", "seconds": "long", "minutes": true}', "[" * 100_000,
    ],
)  # fmt: skip
def test_details_that_are_not_ours_are_passed_over(detail: str) -> None:
    for record in practice([(739_000, detail)]).values():
        assert (record.attempts, record.minutes, record.mistakes) == (1, None, {})


def test_an_outcome_that_is_not_known_is_counted_under_its_own_name() -> None:
    detail = '{"exercise": "a", "steps": [{"name": "x", "outcome": "missed"}]}'
    assert practice([(1, detail), (2, detail)])["a"].steps == {"x": {"missed": 2}}
