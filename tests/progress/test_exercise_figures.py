"""What figures of exercises show and say, and names from outside in any figure."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from tests.progress.shown import Shown, Year, numbers, tenth
from tutor.core.text import is_harmless
from tutor.progress.chart import Bars, Figure, Ranges, Stacks
from tutor.progress.figures import mistakes, remembered, steps
from tutor.progress.practice import OUTCOMES, practice
from tutor.progress.share import Share


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
    assert figure.chart.parts == (
        *("right at the first try", "wrong, then corrected", "with a hint or the rule"),
        *("worked step shown", "wrong to the end"),
    )
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
