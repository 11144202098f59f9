"""What figures of retention and predicted recall show and say, against the account."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.account import by_length
from tests.progress.shown import Shown, Year, numbers, percent, tenth
from tutor.core.recall import Recall
from tutor.progress.calibration import calibration
from tutor.progress.chart import Figure, Ranges
from tutor.progress.figures import LATE, remembered
from tutor.progress.figures import calibration as calibration_figure
from tutor.progress.share import Share
from tutor.scheduling.schedulers import DEFAULT


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


def test_retention_by_level(shown: Shown) -> None:
    figure, found = shown["levels"], shown.expected["retention"]["by_level"]
    named = {f"level {level}": found[level] for level in sorted(found)}
    assert len(named) > 1 or not any(row["detail"] for row in shown.account.log)
    assert list(figure.rows) == ranges_of(named)
    assert_drawn(figure, named)
    passed, of = (sum(share[key] for share in named.values()) for key in ("passed", "of"))
    assert numbers(figure) == ([tenth(passed / of)] if of else [])


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


def test_decks_whose_names_read_alike_keep_a_row_each(year: Year) -> None:
    alike = {"a\u202ab": Share(1, 2), "a\u202bb": Share(3, 4)}
    _, _, figure, _ = remembered(replace(year.progress.retention, by_deck=alike))
    assert [row[-1] for row in figure.rows] == ["2", "4"]
