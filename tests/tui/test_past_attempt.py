"""A past attempt at an exercise, looked at again from its card's page."""

from fractions import Fraction

import pytest

from tests.learner import Learner, questions
from tests.tui.exercising import CARDS, LINE, answer, log, numbers, right, trying
from tests.tui.seat import Seat, seated
from tutor.tui.screens.exercise import ExerciseScreen


async def wrong_density(learner: Learner) -> tuple[Fraction, Fraction]:
    """An attempt with a hint, a slip that is corrected, and a wrong density that is kept."""
    async with trying(learner, level=1, seed=3) as seat:
        a, b = numbers(seat)
        inverse, support, slope, _, _ = right(seat)
        await seat.press("f1")
        await answer(seat, inverse, "[0, 1]", support, slope, a)
        await seat.press("ctrl+n")
        await answer(seat, a * a)
        await seat.press("1")
        return a, b


async def open_attempt(seat: Seat) -> None:
    """From home to the latest attempt at the only exercise."""
    await seat.press("x", "i", "enter")
    assert seat.shown == "PastAttemptScreen"


async def test_an_attempt_is_shown_again_with_its_numbers_answers_and_verdicts(
    learner: Learner,
) -> None:
    learner.write("deck/try-it.toml", LINE)
    learner.write("deck/cards.md", CARDS + "<!-- id: dilution-card -->\n")
    learner.write("other/why.md", questions("division") + "<!-- id: why-divide -->\n")
    a, b = await wrong_density(learner)
    before = log(learner)
    async with seated(learner, size=(80, 60)) as seat:
        await open_attempt(seat)
        assert f"f(z) = {a}z + {b}" in seat.text
        assert "2 of 5 steps right at the first try." in seat.text
        yours = " ".join(" ".join(row[52:].strip("▎│▁▂▃▄▅▆▇ ") for row in seat.rows).split())
        assert "with the hint" in yours
        assert "✗ [0, 1]" in yours
        assert f"✓ [{b}, {a + b}]" in yours
        assert f"✗ {a} multiply instead of divide" in yours
        assert f"x − {b} = {a}z" in seat.text
        await seat.press("p")
        assert seat.shown == "PictureScreen"
        assert f"yours: density {a} on" in seat.text
        await seat.press("escape", "c")
        assert seat.shown == "RelatedCardsScreen"
        assert "The answer to division." in seat.text  # that of the mistake before that of the step
        await seat.press("down")
        assert "The answer to dilution." in seat.text
        await seat.press("escape", "escape")
        assert seat.shown == "CardSheet"
        await seat.press("escape")
        assert seat.shown == "ExercisesScreen"
    assert log(learner) == before  # read only


async def test_the_page_lists_every_attempt_that_was_not_undone_the_latest_first(
    learner: Learner,
) -> None:
    learner.write("deck/try-it.toml", LINE)
    for level, key in ((1, "4"), (2, "3")):  # the second is not due: practice
        async with trying(learner, level=level, seed=3) as seat:
            await seat.press(*["f3"] * 5, key)
    learner.sleep()
    async with trying(learner, level=1, seed=3) as seat:
        await seat.press(*["f3"] * 5, "2")
    async with seated(learner) as seat:
        await seat.press("space", "u", *["escape"] * 3)
        assert seat.shown == "HomeScreen"
        await seat.press("l", "i")
        top = next(y for y, row in enumerate(seat.rows) if "Attempts" in row)
        listed = [row.strip("▊▎▁▔ │").split() for row in seat.rows[top + 1 : top + 3]]
        assert [row[:4] for row in listed] == [
            ["▸", "2026-12-01", "2", "Good"],
            ["2026-12-01", "1", "Easy", listed[1][3]],
        ]
        assert listed[0][-1] == "practice"
        assert "practice" not in listed[1]
        assert "Hard" not in " ".join(seat.rows[: top + 3])


async def test_a_click_opens_an_attempt(learner: Learner) -> None:
    learner.write("deck/try-it.toml", LINE)
    await wrong_density(learner)
    async with seated(learner) as seat:
        await seat.press("x", "i")
        await seat.click("2026-12-01")
        assert seat.shown == "PastAttemptScreen"


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        (LINE.replace('"affine(a, b)"', '"affine(b, a)"'), "has changed since"),
        (LINE.replace('["inverse", "support"', '["support", "inverse"'), "has changed since"),
        (LINE.replace("uniform(0, 1)", "uniform(0, 2)"), "has changed since"),
        ("", "is no longer in"),
    ],
)
async def test_of_an_exercise_that_changed_only_what_was_typed_is_shown(
    learner: Learner, changed: str, said: str
) -> None:
    learner.write("deck/try-it.toml", LINE)
    a, b = await wrong_density(learner)
    async with seated(learner) as seat:
        await seat.press("x", "i")
        learner.write("deck/try-it.toml", changed)
        await seat.press("enter")
        assert said in seat.text
        assert "support: wrong, then corrected" in seat.text
        assert f"[{b}, {a + b}]" in seat.text
        assert "picture" not in seat.text
        await seat.press("escape")
        assert seat.shown == "CardSheet"


async def test_an_exercise_never_tried_has_no_attempts(learner: Learner) -> None:
    learner.write("deck/try-it.toml", LINE)
    async with seated(learner) as seat:
        await seat.press("x", "i")
        assert seat.shown == "CardSheet"
        assert "Attempts" not in seat.text
        await seat.press("escape")
        await seat.press("enter")
        assert isinstance(seat.app.screen, ExerciseScreen)
