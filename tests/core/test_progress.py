"""Every figure of progress on a simulated year, against an account of its log by other means."""

import json
import math
import sqlite3
from collections import Counter
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.account import Reviewed, log_of, reviews, standing
from tests.simulation import SimulatedLearner
from tutor.core.calibration import calibration
from tutor.core.card import CardId
from tutor.core.diary import diary, longest_streak, sittings, streak
from tutor.core.figures import figures
from tutor.core.life import as_rows, life, line_of
from tutor.core.log import Entry, Event
from tutor.core.practice import practice
from tutor.core.progress import Progress
from tutor.core.recall import Recall, decode, encode, recall, refold
from tutor.core.share import Share
from tutor.core.sm2 import NEW, review
from tutor.looking_back import progress


@dataclass
class Year:
    """A simulated year, what the program makes of it, and the raw log."""

    learner: SimulatedLearner
    progress: Progress
    log: list[dict[str, Any]]
    tested: list[Reviewed]
    states: dict[str, dict[str, Any]]
    placed: dict[str, set[str]]  # the decks in which each card stands


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Year:
    learner = SimulatedLearner(tmp_path_factory.mktemp("year"))
    learner.live()
    with learner.opens() as study:
        found = progress(study.store, study.shelf, study.day, hour_of=an_hour_east)
    with closing(sqlite3.connect(learner.database)) as connection:
        rows = connection.execute("SELECT card, path FROM placement JOIN deck_file ON id = file")
        placed: dict[str, set[str]] = {}
        for card, path in rows:
            name = "laws" if Path(path).parent.name == "laws" else Path(path).stem
            placed.setdefault(card, set()).add(name)
    log = log_of(learner.database)
    return Year(learner, found, log, *reviews(log), placed)


def an_hour_east(instant: int) -> int:
    """The hour in the simulated learner's zone."""
    return datetime.fromtimestamp(instant, timezone(timedelta(hours=1))).hour


def share(tested: list[Reviewed]) -> Share:
    return Share(sum(each.passed for each in tested), len(tested))


def test_the_year_is_rich_enough_to_test_by(year: Year) -> None:
    events = Counter(row["event"] for row in year.log)
    assert all(events[event] for event in ("scheduled", "repeat", "practice", "undo"))
    assert {each.stage for each in year.tested} == {"learning", "young", "mature"}
    assert any(len(decks) == 2 for decks in year.placed.values())
    assert set(year.states) - set(year.placed)  # some cards vanished
    assert len(year.tested) > 300
    assert year.learner.proof().holds


def test_reviews_and_minutes_by_day(year: Year) -> None:
    counts: Counter[int] = Counter()
    milliseconds: Counter[int] = Counter()
    for row in standing(year.log):
        counts[row["day"]] += 1
        milliseconds[row["day"]] += row["milliseconds"]
    days = year.progress.diary.days
    assert list(days) == sorted(counts)
    assert {day: work.reviews for day, work in days.items()} == counts
    assert {day: work.minutes for day, work in days.items()} == pytest.approx(
        {day: time / 60_000 for day, time in milliseconds.items()}
    )
    assert year.progress.diary.total.reviews == len(standing(year.log))


def test_time_of_day_is_on_the_learners_clock(year: Year) -> None:
    hours = Counter(
        (datetime.fromtimestamp(row["at"] / 1000, UTC) + timedelta(hours=1)).hour
        for row in standing(year.log)
    )
    assert [work.reviews for work in year.progress.diary.hours] == [hours[h] for h in range(24)]


def test_streaks(year: Year) -> None:
    days = {row["day"] for row in standing(year.log)}
    runs, run = [0], 0
    for day in range(min(days), year.progress.today + 1):
        run = run + 1 if day in days else 0
        runs.append(run)
    assert year.progress.diary.longest == max(runs)
    assert year.progress.diary.streak == (runs[-1] or runs[-2])


def test_retention_in_all_by_day_by_stage_and_lapses(year: Year) -> None:
    found = year.progress.retention
    assert found.all == share(year.tested)
    for day in {each.day for each in year.tested}:
        assert found.by_day[day] == share([each for each in year.tested if each.day == day])
    assert len(found.by_day) == len({each.day for each in year.tested})
    assert list(found.by_stage) == ["learning", "young", "mature"]
    for stage, of_stage in found.by_stage.items():
        assert of_stage == share([each for each in year.tested if each.stage == stage])
    assert found.lapses == sum(each.held and not each.passed for each in year.tested)


def test_retention_by_length_of_the_interval(year: Year) -> None:
    spans = {
        "1 day": (1, 1),
        "2–7 days": (2, 7),
        "8–20 days": (8, 20),
        "21–60 days": (21, 60),
        "61–180 days": (61, 180),
        "over 180 days": (181, 36_500),
    }
    found = year.progress.retention.by_length
    assert list(found) == ["learning", *spans]
    for name, (low, high) in spans.items():
        known = [each for each in year.tested if each.stage != "learning"]
        assert found[name] == share([each for each in known if low <= each.interval <= high])


def test_retention_by_deck_counts_a_card_in_every_deck_it_stands_in(year: Year) -> None:
    found = year.progress.retention.by_deck
    decks = {deck for decks in year.placed.values() for deck in decks}
    wanted = {
        deck: share([each for each in year.tested if deck in year.placed.get(each.card, ())])
        for deck in decks
    }
    assert found == {deck: each for deck, each in wanted.items() if each.of}


def test_the_cards_as_they_are_now(year: Year) -> None:
    here = {card: state for card, state in year.states.items() if card in year.placed}
    stages = Counter(
        "learning" if not state["ever"] else "young" if state["interval"] < 21 else "mature"
        for state in here.values()
    )
    found = year.progress.collection
    assert found.stages == {
        "new": len(year.placed.keys() - year.states.keys()),
        **{stage: stages[stage] for stage in ("learning", "young", "mature")},
        "suspended": 0,
    }
    assert found.ease == Counter(100 * state["ease"] for state in here.values())
    assert found.intervals == Counter(state["interval"] for state in here.values())
    today = year.progress.today
    due = Counter(max(0, state["due"] - today) for state in here.values())
    assert found.forecast == tuple(due[ahead] for ahead in range(365))
    assert found.overdue == sum(state["due"] < today for state in here.values())
    for days in (30, 90, 365):
        assert found.due_within(days) == sum(state["due"] < today + days for state in here.values())


def test_calibration(year: Year) -> None:
    found = year.progress.retention.calibration
    foretold = [0.9 ** (each.after / each.interval) for each in year.tested]
    assert found.expected == pytest.approx(sum(foretold) / len(foretold))
    losses = [
        -math.log(chance if each.passed else 1 - chance)
        for chance, each in zip(foretold, year.tested, strict=True)
    ]
    assert found.log_loss == pytest.approx(sum(losses) / len(losses))
    rate = sum(each.passed for each in year.tested) / len(year.tested)
    constant = [-math.log(rate if each.passed else 1 - rate) for each in year.tested]
    assert found.baseline == pytest.approx(sum(constant) / len(constant))
    assert sum((each.happened for each in found.bins), Share()) == share(year.tested)
    on_time = [each for each in year.tested if each.after == each.interval]
    assert next(each for each in found.bins if each.name == "on time").happened == share(on_time)


def test_exercises(year: Year) -> None:
    attempts = [
        (row["day"], json.loads(row["detail"])) for row in standing(year.log) if row["detail"]
    ]
    record = year.progress.practice["affine-uniform"]
    assert record.attempts == len(attempts) > 20
    for step in ("inverse", "support", "density"):
        outcomes = Counter(
            each["outcome"]
            for _, attempt in attempts
            for each in attempt["steps"]
            if each["name"] == step
        )
        assert record.steps[step] == outcomes
    for name in ("no-jacobian", "wrong-sign"):
        days = [
            day
            for day, attempt in attempts
            for each in attempt["steps"]
            if name in each["mistakes"]
        ]
        assert (record.mistakes[name].times, record.mistakes[name].last) == (len(days), max(days))
    seconds = sorted(attempt["seconds"] for _, attempt in attempts)
    middle = len(seconds) // 2
    median = seconds[middle] if len(seconds) % 2 else (seconds[middle - 1] + seconds[middle]) / 2
    assert record.minutes == pytest.approx(median / 60)
    assert record.suggested == 7


@pytest.mark.parametrize("choice", [{"decks": ["alps"]}, {"tag": "peaks"}, {"decks": ["seas"]}])
@pytest.mark.parametrize("ago", [0, 100])
def test_a_deck_a_tag_and_a_period_can_be_chosen(
    year: Year, choice: dict[str, Any], ago: int
) -> None:
    since = year.progress.today - ago if ago else 0
    with year.learner.opens() as study:
        found = study.progress(**choice, since=since)
    deck = choice.get("decks", ["alps"])[0]  # only the alps have the tag
    chosen = {card for card, decks in year.placed.items() if deck in decks}
    if "tag" in choice:
        chosen = {card for card in chosen if "peaks" in tags_of(year, card)}
    tested = [each for each in year.tested if each.card in chosen and each.day >= since]
    assert found.retention.all == share(tested)
    done = [row for row in standing(year.log) if row["card"] in chosen and row["day"] >= since]
    assert found.diary.total == (len(done), sum(row["milliseconds"] for row in done))
    assert sum(found.collection.ease.values()) == len(chosen & year.states.keys())
    assert found.diary.streak == year.progress.diary.streak


def tags_of(year: Year, card: str) -> list[str]:
    with closing(sqlite3.connect(year.learner.database)) as connection:
        (tags,) = connection.execute("SELECT tags FROM card WHERE id = ?", (card,)).fetchone()
    return list(json.loads(tags))


def test_this_weeks_sittings_hold_all_of_its_answers(year: Year) -> None:
    week = [row for row in standing(year.log) if row["day"] > year.progress.today - 7]
    found = year.progress.diary.sittings
    assert sum(each.reviews for each in found) == len(week)
    for before, after in pairwise(found):
        assert after.start - before.end > 30 * 60_000


def test_every_figure_has_a_sentence_and_its_numbers(year: Year) -> None:
    found = figures(year.progress, str)
    assert len({figure.key for figure in found}) == len(found)
    for figure in found:
        assert figure.meaning.endswith(".")
        assert figure.rows
        assert {len(row) for row in figure.rows} == {len(figure.head)}


def test_the_json_is_json_and_its_sums_agree(year: Year) -> None:
    found = json.loads(json.dumps(year.progress.as_json(), allow_nan=False))
    assert sum(day["reviews"] for day in found["days"]) == found["reviews"]
    assert sum(found["answers"].values()) == found["reviews"]
    assert sum(found["ease"].values()) == sum(found["cards"].values()) - found["cards"]["new"]
    assert sum(found["forecast"]["by_day"]) == found["forecast"]["365"]


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


def test_a_pause_of_more_than_half_an_hour_ends_a_sitting() -> None:
    minute = 60_000
    one = sittings([(10 * minute, minute), (39 * minute, 0), (70 * minute, minute)])
    assert [(each.start, each.end, each.reviews) for each in one] == [(9 * minute, 70 * minute, 3)]
    two = sittings([(10 * minute, minute), (39 * minute, 0), (70 * minute + 1, minute)])
    assert [each.reviews for each in two] == [2, 1]
    assert [each.milliseconds for each in two] == [minute, minute]


def test_nothing_done_yet_gives_nothing_and_no_fault() -> None:
    empty = diary([], [], [], 739_000, lambda _: 0)
    assert (empty.streak, empty.longest, empty.total) == (0, 0, (0, 0))
    assert calibration({}).log_loss is None


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
    memory, expected, log = NEW, [], []
    for day, quality, scheduled in sorted(rows, key=lambda row: row[0]):
        day += 739_000
        log.append(("c", day << 4 | quality << 1 | scheduled))
        if scheduled:
            if found := recall(memory, quality, day):
                expected.append((day * 8 + quality, encode(found)))
            memory = review(memory, quality, day)
    folded = next(refold(log), None)
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


def test_a_cards_life_is_a_line_of_grades_and_intervals() -> None:
    grades = [(0, 4, "scheduled"), (1, 3, "scheduled"), (1, 5, "repeat"), (7, 4, "scheduled")]
    log = [
        Entry(f"u{at}", "here", at, 739_000 + day, CardId("c"), Event(event), quality)
        for at, (day, quality, event) in enumerate(grades)
    ]
    moments = life(log)
    assert [moment.interval for moment in moments] == [1, 6, 6, 15]  # ceil(6 * 2.36)
    assert [moment.ease for moment in moments] == [250, 236, 236, 236]
    assert line_of(moments) == [
        "Good    Hard    (Easy)  Good",
        "1 d     6 d             15 d",
    ]
    assert line_of(moments, 20) == ["… (Easy)  Good", "          15 d"]
    assert line_of(()) == []
    assert [row[2] for row in as_rows(moments)] == ["1 d", "6 d", "repeat", "15 d"]
