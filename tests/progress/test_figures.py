"""What figures of answers and cards show and say, against the account."""

from collections import Counter, defaultdict
from datetime import date, timedelta
from typing import Any

import pytest

from tests.account import Row
from tests.progress.shown import Shown, minutes, numbers, time_in_words
from tutor.progress.activity import activity
from tutor.progress.chart import Bars, Calendar, Columns
from tutor.progress.figures import sessions


def test_the_year_holds_this_week_and_the_52_before(shown: Shown) -> None:
    figure, today = shown["year"], date.fromordinal(shown.today)
    monday = (today - timedelta(weeks=52, days=today.weekday())).toordinal()
    days: dict[int, list[Row]] = defaultdict(list)
    for row in shown.account.done:
        if monday <= row["day"] <= shown.today:
            days[row["day"]].append(row)
    assert figure.rows == tuple(
        (str(date.fromordinal(day)), f"{len(rows):,}", f"{minutes(rows):.1f}")
        for day, rows in sorted(days.items())
    )
    assert isinstance(figure.chart, Calendar)
    assert figure.chart.days == {day: len(rows) for day, rows in days.items()}
    done = [row for rows in days.values() for row in rows]
    streak = shown.expected["streak"]
    time, unit = time_in_words(minutes(done)).split()
    assert f" in {time} {unit}. " in figure.meaning
    assert numbers(figure) == [
        *("53", f"{len(days):,}", f"{len(done):,}", time),
        *(str(streak["current"]), str(streak["longest"])),
    ]


@pytest.mark.parametrize(("days", "step"), [(30, 1), (90, 7), (365, 7)])
def test_a_forecast_adds_the_cards_up_by_days_or_by_weeks(
    shown: Shown, days: int, step: int
) -> None:
    figure, cards = shown[f"forecast-{days}"], shown.account.chosen()
    due = [state["due"] for card, state in shown.account.states.items() if card in cards]
    ahead = [max(day, shown.today) - shown.today for day in due]
    counts = Counter(day // step for day in ahead if day < days)
    parts = range((days + step - 1) // step)
    assert figure.rows == tuple(
        (str(date.fromordinal(shown.today + part * step)), f"{counts[part]:,}") for part in parts
    )
    assert isinstance(figure.chart, Columns)
    assert figure.chart.values == tuple(counts[part] for part in parts)
    within = {far: str(sum(day < shown.today + far for day in due)) for far in (30, 90, 365)}
    overdue = sum(day < shown.today for day in due)
    further = [within[90], "90", within[365], "365"] if days == 30 else []
    late = [str(overdue)] if overdue else []
    mean = f"{int(within[days]) / days:.1f}"
    assert numbers(figure) == [within[days], str(days), *further, *late, mean]


def test_a_forecasts_labels_are_the_dates_of_their_columns(shown: Shown) -> None:
    first = date.fromordinal(shown.today)
    chart = shown["forecast-30"].chart
    assert isinstance(chart, Columns)
    assert chart.labels == {
        ahead: f"{first + timedelta(days=ahead):%d %b}" for ahead in (0, 7, 14, 21, 28)
    }
    chart = shown["forecast-365"].chart
    assert isinstance(chart, Columns)
    weeks = [first + timedelta(weeks=week) for week in range(53)]
    begun = {f"{day:%b %Y}": place for place, day in reversed([*enumerate(weeks)])}
    assert chart.labels == {place: name[:3] for name, place in begun.items()}


def test_the_stages_are_counted(shown: Shown) -> None:
    figure, counts = shown["cards"], shown.expected["cards"]
    assert figure.rows == tuple((stage, f"{count:,}") for stage, count in counts.items())
    assert [row[0] for row in figure.rows] == ["new", "learning", "young", "mature", "suspended"]
    assert figure.chart == Bars(tuple(counts.items()), "cards")


def test_ease_is_counted_by_tenths(shown: Shown) -> None:
    figure = shown["ease"]
    cards = shown.account.chosen()
    eases = [state["ease"] for card, state in shown.account.states.items() if card in cards]
    last = max(25, *(int(10 * ease) for ease in eases))
    counts = [
        sum(tenth <= 10 * ease < tenth + 1 for ease in eases) for tenth in range(13, last + 1)
    ]
    assert figure.rows == tuple(
        (f"{place / 10}", f"{count:,}") for place, count in enumerate(counts, 13)
    )
    assert isinstance(figure.chart, Columns)
    assert figure.chart.values == tuple(counts)
    assert figure.chart.labels == {
        place - 13: f"{place / 10}" for place in (13, 15, 20, 25, 30, 35) if place <= last
    }
    assert numbers(figure)[0] == f"{float(lower_median(eases)):.2f}"


def lower_median(values: list[Any]) -> Any:
    """The smallest that at least half of them do not exceed."""
    half = len(values) / 2
    return min(value for value in values if sum(each <= value for each in values) >= half)


def test_intervals_are_counted_by_spans(shown: Shown) -> None:
    figure = shown["intervals"]
    spans = {
        "1 day": range(1, 2),
        "to 7 days": range(2, 8),
        "to 20 days": range(8, 21),
        "to 60 days": range(21, 61),
        "to 180 days": range(61, 181),
        "to 365 days": range(181, 366),
        "over a year": range(366, 36_501),
    }
    found = {int(days): count for days, count in shown.expected["intervals"].items()}
    counts = {
        name: sum(count for days, count in found.items() if days in span)
        for name, span in spans.items()
    }
    assert figure.rows == tuple((name, f"{count:,}") for name, count in counts.items())
    assert figure.chart == Bars(tuple(counts.items()), "cards")
    middle = lower_median([days for days, count in found.items() for _ in range(count)])
    assert f"an interval of {in_words(middle)} or less" in figure.meaning
    assert figure.meaning.endswith(f"the longest is {in_words(max(found))}.")


def in_words(days: int) -> str:
    if days > 30:
        return f"{days / 30.4:.1f} mo" if days < 365 else f"{days / 365.25:.1f} y"
    return f"{days} d"


def test_the_time_of_day(shown: Shown) -> None:
    figure = shown["hours"]
    hours: dict[int, list[Row]] = {hour: [] for hour in range(24)}
    for row in shown.account.done:
        hours[(row["at"] // 3_600_000 + 1) % 24].append(row)
    assert figure.rows == tuple(
        (f"{hour}:00", f"{len(rows):,}", f"{minutes(rows):.1f}") for hour, rows in hours.items()
    )
    assert isinstance(figure.chart, Columns)
    assert figure.chart.values == tuple(len(rows) for rows in hours.values())
    begin, _, end, _ = map(int, numbers(figure))
    assert end == begin + 1
    assert len(hours[begin]) == max(map(len, hours.values()))


def test_the_latest_weeks_review_sessions(shown: Shown) -> None:
    figure, week = shown["sessions"], shown.expected["sittings"]
    done = [row for row in shown.account.done if row["day"] > shown.today - 7]
    parts = [[row for row in done if each["start"] < row["at"] <= each["end"]] for each in week]
    assert figure.rows == tuple(
        (str(each["start"]), f"{len(rows):,}", f"{minutes(rows):.1f}")
        for each, rows in zip(week, parts, strict=True)
    )
    assert isinstance(figure.chart, Bars)
    for bar, each, rows in zip(figure.chart.rows, week, parts, strict=True):
        assert bar[0] == str(each["start"])
        assert bar[1] == pytest.approx(minutes(rows))
    assert numbers(figure)[0] == str(len(week))
    if minutes(done) >= 1:
        assert f", {time_in_words(minutes(done))} in all." in figure.meaning


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        ([20], "1 review session in the last seven days, under a minute in all."),
        ([59.9], "1 review session in the last seven days, under a minute in all."),
        ([60], "1 review session in the last seven days, 1 minute in all."),
        ([100], "1 review session in the last seven days, 2 minutes in all."),
        ([100] * 60, "1 review session in the last seven days, 1.7 hours in all."),
        ([], "0 review sessions in the last seven days, 0 minutes in all."),
    ],
)
def test_the_time_of_a_week_is_in_the_unit_that_fits(seconds: list[float], said: str) -> None:
    answers, at = [], 0
    for each in seconds:
        at += round(1000 * each)
        answers.append((at, round(1000 * each)))
    assert sessions(activity({}, (), {}, [], answers, 739_000), str).meaning == said


def test_every_figure_has_a_title_a_sentence_and_its_numbers(shown: Shown) -> None:
    for figure in shown.figures.values():
        assert figure.title
        assert figure.meaning.endswith(".")
        assert {len(row) for row in figure.rows} <= {len(figure.head)}
