"""What figures show and say: their numbers, pictures and sentences, against the account."""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from tests.account import Row, by_length
from tests.progress.conftest import Year
from tutor.core.recall import Recall
from tutor.core.text import is_harmless
from tutor.progress.activity import activity
from tutor.progress.calibration import calibration
from tutor.progress.chart import Bars, Calendar, Columns, Figure, Ranges, Stacks
from tutor.progress.figures import LATE, figures, mistakes, remembered, sessions, steps
from tutor.progress.figures import calibration as calibration_figure
from tutor.progress.practice import OUTCOMES, practice
from tutor.progress.share import Share
from tutor.scheduling.schedulers import DEFAULT


@pytest.fixture(params=["year", "edges", "year later"])
def shown(request: pytest.FixtureRequest) -> "Shown":
    name, *later = request.param.split()
    year: Year = request.getfixturevalue(name)
    return Shown(year, year.today + 100 * len(later))


class Shown:
    """Every figure of a year, and what is to stand there."""

    def __init__(self, year: Year, today: int) -> None:
        found = figures(year.look_back(today=today), str)
        self.figures = {figure.key: figure for figure in found}
        assert len(self.figures) == len(found)
        self.today = today
        self.account = year.account
        self.expected = year.account.progress(today)

    def __getitem__(self, key: str) -> Figure:
        return self.figures[key]


def numbers(figure: Figure) -> list[str]:
    """Those in a figure's sentence, in order."""
    return re.findall(r"\d+(?:,\d{3})*(?:\.\d+)?", figure.meaning)


def percent(share: float) -> str:
    return f"{100 * share:.1f}\N{NO-BREAK SPACE}%"


def tenth(share: float) -> str:
    return f"{100 * share:.1f}"


def minutes(rows: list[Row]) -> float:
    milliseconds: int = sum(row["milliseconds"] for row in rows)
    return milliseconds / 60_000


def time_in_words(spent: float) -> str:
    return f"{spent / 60:.1f} hours" if spent >= 90 else f"{spent:.0f} minutes"


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


def ranges_of(found: dict[str, Any]) -> list[tuple[str, ...]]:
    return [
        (
            name,
            *([percent(share["expected"])] if "expected" in share else []),
            percent(share["rate"]),
            f"{percent(share['low'])} and {percent(share['high'])}",
            f"{share['of']:,}",
        )
        for name, share in found.items()
        if share["of"]
    ]


def assert_drawn(figure: Figure, found: dict[str, Any]) -> None:
    """The picture holds these shares."""
    assert isinstance(figure.chart, Ranges)
    wanted = {name: share for name, share in found.items() if share["of"]}
    assert [each.name for each in figure.chart.rows] == list(wanted)
    for each, share in zip(figure.chart.rows, wanted.values(), strict=True):
        assert each.of == share["of"]
        assert each.predicted == pytest.approx(share.get("expected"))
        assert (each.low, each.found, each.high) == pytest.approx(
            (share["low"], share["rate"], share["high"])
        )


def test_retention_by_interval_and_in_all(shown: Shown) -> None:
    figure, found = shown["retention"], shown.expected["retention"]
    assert figure.head == ("interval", "remembered", "between", "reviews")
    assert list(figure.rows) == ranges_of(found["by_length"])
    assert_drawn(figure, found["by_length"])
    assert list(found["by_length"]) == list(by_length([]))
    everything = found["all"]
    assert numbers(figure) == [
        f"{everything['of']:,}",
        *(tenth(everything["rate"]), "95", tenth(everything["low"]), tenth(everything["high"])),
        f"{shown.expected['lapses']:,}",
    ]


def test_retention_by_month(shown: Shown) -> None:
    months: dict[str, list[bool]] = {}
    for each in sorted(shown.account.tested, key=lambda each: each.day):
        if each.day <= shown.today:
            months.setdefault(f"{date.fromordinal(each.day):%b %Y}", []).append(each.passed)
    latest = list(months.items())[-12:]
    figure = shown["months"]
    assert [(row[0], row[1], row[3]) for row in figure.rows] == [
        (month, percent(sum(passed) / len(passed)), f"{len(passed):,}") for month, passed in latest
    ]


def test_retention_by_deck(shown: Shown) -> None:
    figure, found = shown["decks"], shown.expected["retention"]["by_deck"]
    assert list(figure.rows) == ranges_of(found)
    assert_drawn(figure, found)


def test_predicted_and_actual_recall(shown: Shown) -> None:
    figure, found = shown["calibration"], shown.expected["calibration"]
    bins = {LATE.get(each["late"], each["late"]): each for each in found["bins"]}
    assert figure.head == ("asked", "predicted", "remembered", "between", "reviews")
    assert list(figure.rows) == ranges_of(bins)
    assert_drawn(figure, bins)
    assert numbers(figure) == [
        *("0.9", tenth(found["expected"]), tenth(found["happened"])),
        *(f"{found['log_loss']:.3f}", f"{found['baseline']:.3f}"),
    ]


@pytest.mark.parametrize(
    ("passed", "verdict"),
    [
        # All were on time, so nine in ten were predicted. Of 100 reviews Wilson's interval of 97 is
        # from 91.5 to 99.0 %, of 95 from 88.8 %, of 85 to 90.7 %, of 80 from 71.1 to 86.7 %.
        (97, "so your intervals could be longer"),
        (95, "which agrees"),
        (90, "which agrees"),
        (85, "which agrees"),
        (80, "so your intervals are too long"),
    ],
)
def test_the_verdict_on_the_schedule_allows_for_chance(passed: int, verdict: str) -> None:
    recalls = {Recall(6, 6, True, True, 4): passed, Recall(6, 6, True, True, 1): 100 - passed}
    assert f", {verdict}. " in calibration_figure(calibration(recalls, DEFAULT)).meaning


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


def test_the_steps_of_an_exercise(year: Year) -> None:
    figure = Shown(year, year.today)["steps-affine-uniform"]
    found = year.account.progress(year.today)["exercises"]["affine-uniform"]
    outcomes = figure.head[1:]
    assert outcomes == ("right", "corrected", "with help", "solution shown", "wrong")
    assert {row[0]: dict(zip(OUTCOMES, map(int, row[1:]), strict=True)) for row in figure.rows} == {
        step: {outcome: counts[outcome] for outcome in OUTCOMES}
        for step, counts in found["steps"].items()
    }
    assert isinstance(figure.chart, Stacks)
    assert figure.chart.parts == outcomes
    assert [(name, *map(str, counts)) for name, counts in figure.chart.rows] == list(figure.rows)
    every = [count for counts in found["steps"].values() for count in counts.values()]
    right = sum(counts["right"] for counts in found["steps"].values())
    assert numbers(figure) == [
        *(str(found["attempts"]), tenth(right / sum(every))),
        *(f"{found['minutes']:.1f}", "7"),
    ]


def test_the_mistakes_of_the_year(year: Year) -> None:
    figure = Shown(year, year.today)["mistakes"]
    found = year.account.progress(year.today)["exercises"]["affine-uniform"]["mistakes"]
    rows = sorted(found.items(), key=lambda item: -int(item[1]["times"]))
    assert figure.rows == tuple(
        (name, str(mistake["times"]), mistake["last"]) for name, mistake in rows
    )
    assert isinstance(figure.chart, Bars)
    assert figure.chart.rows == tuple((name, mistake["times"]) for name, mistake in rows)


def attempt(exercise: str, *mistakes: str, outcome: str = "mended", step: str = "density") -> str:
    steps = [{"name": step, "outcome": outcome, "mistakes": mistakes}]
    return json.dumps({"exercise": exercise, "steps": steps})


def test_a_mistake_made_in_several_exercises_is_counted_once() -> None:
    found = practice(
        [
            (100, attempt("one", "no-jacobian")),
            (102, attempt("two", "no-jacobian", "wrong-sign")),
            (104, attempt("two", "wrong-sign", "wrong-sign", "wrong-sign")),
            (105, attempt("two", "typo")),
            (106, attempt("one", "no-jacobian")),
        ]
    )
    figure = mistakes(found, 107)
    assert figure.rows == (
        ("wrong-sign", "4", str(date.fromordinal(104))),
        ("no-jacobian", "3", str(date.fromordinal(106))),
        ("typo", "1", str(date.fromordinal(105))),
    )
    assert figure.meaning == "Most frequent: wrong-sign, 4 times, last 3 days ago."


def test_an_outcome_of_another_program_has_a_column_of_its_own() -> None:
    tried = [(1, attempt("one", outcome="guessed")), (2, attempt("one", outcome="right"))]
    figure = steps("one", practice(tried)["one"])
    (row,) = figure.rows
    assert dict(zip(figure.head, row, strict=True)) == {
        "step": "density",
        **dict.fromkeys(figure.head[1:], "0"),
        "right": "1",
        "guessed": "1",
    }
    assert "50.0\N{NO-BREAK SPACE}% of the steps were right at the first try" in figure.meaning


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
    assert sessions(activity([], [], answers, 739_000, lambda _: 0), str).meaning == said


def texts(figure: Figure) -> Iterator[str]:
    """Everything a figure says."""
    yield from (figure.key, figure.title, figure.meaning, *figure.head)
    yield from (cell for row in figure.rows for cell in row)
    match figure.chart:
        case Bars(rows):
            yield from (name for name, _ in rows)
        case Ranges(rows):
            yield from (each.name for each in rows)
        case Stacks(parts, rows):
            yield from (*parts, *(name for name, _ in rows))


@pytest.mark.parametrize(
    "name", ["\x1b[31mred\r\n\x07", "\u202eback\u2066", "\u2028 \x85", "\ud800", "n" * 9_999, ""]
)
def test_a_name_from_outside_is_one_harmless_line_wherever_it_stands(year: Year, name: str) -> None:
    tried = practice([(1, attempt(name, name, outcome=name, step=name))])
    retention = replace(year.progress.retention, by_deck={name: Share(1, 2)})
    for figure in (steps(name, tried[name]), mistakes(tried, 2), *remembered(retention)):
        for text in texts(figure):
            assert not {"\n", "\t"} & {*text}
            assert all(map(is_harmless, text))
        assert len(figure.title) < 100
        assert len(figure.meaning) < 250


def test_decks_whose_names_read_alike_keep_a_row_each(year: Year) -> None:
    alike = {"a\u202ab": Share(1, 2), "a\u202bb": Share(3, 4)}
    _, _, figure, _ = remembered(replace(year.progress.retention, by_deck=alike))
    assert [row[-1] for row in figure.rows] == ["2", "4"]


def test_every_figure_has_a_title_a_sentence_and_its_numbers(shown: Shown) -> None:
    for figure in shown.figures.values():
        assert figure.title
        assert figure.meaning.endswith(".")
        assert {len(row) for row in figure.rows} <= {len(figure.head)}
