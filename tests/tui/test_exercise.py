"""An exercise on the screen: typed, judged, helped, left, graded and practised."""

import re

from textual.widgets import Input

from tests.learner import Learner
from tests.tui.exercising import (
    LINE,
    SQUARE,
    answer,
    attempt,
    log,
    numbers,
    right,
    suggested,
    trying,
)
from tests.tui.seat import seated
from tutor.core.log import Event


async def test_right_at_once_is_easy_and_on_disk_with_all_that_was_typed(learner: Learner) -> None:
    learner.write("deck/try-it.toml", LINE)
    async with trying(learner, level=1, seed=3) as seat:
        answers = right(seat)
        assert re.search(r"\d min of about 7", seat.text)
        for number, text in enumerate(answers, 1):
            assert f"step {number} of 5" in seat.text
            await answer(seat, text)
        assert "Every step right at the first try. Easy: no mistake, and no help." in seat.text
        assert suggested(seat) == 3
        assert "space Easy" in seat.text
        await seat.press("space")
        assert "Recorded: Easy. Due again tomorrow." in seat.text
    (entry,) = log(learner)
    assert (entry.event, entry.quality) == (Event.SCHEDULED, 5)
    logged = attempt(entry)
    assert (logged["exercise"], logged["level"], logged["seed"]) == ("affine-uniform", 1, 3)
    assert [step["typed"] for step in logged["steps"]] == [[text] for text in answers]
    assert learner.proof().wrong == ()


async def test_the_first_attempt_opens_with_the_worked_example(learner: Learner) -> None:
    learner.write("deck/try-it.toml", LINE)
    async with seated(learner) as seat:
        await seat.press("x", "enter")
        assert "a worked example" in seat.text
        assert "f(z) = 4z + 2" in seat.text
        assert "f⁻¹(x) = (x − 2)/4" in seat.text
        assert "Then the same steps are yours" in seat.text
        assert "On which interval can X lie" in seat.text  # what the first step asks
        assert "Now with new numbers" in seat.text
        await seat.click("Now with new numbers")
        assert "step 1 of 5" in seat.text


async def test_keys_go_to_the_field_and_the_answer_is_judged_by_what_it_means(
    learner: Learner,
) -> None:
    learner.write("deck/try-it.toml", LINE)
    async with trying(learner, level=1, seed=3) as seat:
        a, b = numbers(seat)
        await seat.pilot.press(*f"x/{a}-{b}/{a}", "enter")
        await seat.settle()
        assert f"› x/{a}-{b}/{a} ✓ right" in seat.text
        assert "step 2 of 5" in seat.text


async def test_a_wrong_answer_is_named_and_what_follows_from_it_is_right(
    learner: Learner,
) -> None:
    learner.write("deck/try-it.toml", LINE)
    async with trying(learner, level=1, seed=3) as seat:
        a, b = numbers(seat)
        await answer(seat, *right(seat)[:3], a)  # a, where 1/a is right
        assert f"› {a} ✗ multiply instead of divide" in seat.text
        # a on an interval of length a
        assert f"your density integrates to {a * a} over [{b}, {a + b}]" in seat.text
        assert "step 4 of 5" in seat.text
        await seat.press("ctrl+n")
        assert "step 5 of 5" in seat.text
        await answer(seat, a * a)
        assert "4 of 5 steps right at the first try." in seat.text
        assert suggested(seat) == 1
        await seat.pilot.resize_terminal(80, 60)
        await seat.settle()
        yours = " ".join(row[53:].strip("│▁▂▃▄▅▆▇ ") for row in seat.rows)
        await seat.pilot.resize_terminal(80, 24)
        await seat.press("pagedown", "pagedown", "pagedown")
        said = " ".join(yours.split())
        assert "multiply instead of divide wrong; you kept it and went on" in said
        assert f"✓ {a * a}" in yours
        assert "right, based on your" in said
        await seat.press("p")
        assert seat.shown == "PictureScreen"
        assert f"yours: density {a} on [{b}, {a + b}], mass {a * a}" in seat.text
        await seat.press("p", "pageup", "pageup", "pageup")
        assert "4 of 5 steps right at the first try." in seat.text
        await seat.press("space")
    (entry,) = log(learner)
    assert entry.quality == 3
    steps = {step["name"]: step for step in attempt(entry)["steps"]}
    assert steps["density"]["outcome"] == "missed"
    assert steps["total-mass"]["outcome"] == "right"


async def test_one_mistake_that_is_corrected_is_good(learner: Learner) -> None:
    learner.write("deck/try-it.toml", LINE)
    async with trying(learner, level=1, seed=3) as seat:
        await answer(seat, "x + 1000")
        assert "✗ not right" in seat.text
        assert "^n go on" in seat.text
        await seat.press("up")  # brings it back
        field = seat.app.screen.focused
        assert isinstance(field, Input)
        assert field.value == "x + 1000"
        field.clear()
        await answer(seat, *right(seat))
        assert suggested(seat) == 2
        assert "✗ x + 1000" in seat.text
        assert "corrected" in seat.text


async def test_what_cannot_be_read_does_not_count_and_has_a_caret_under_it(
    learner: Learner,
) -> None:
    learner.write("deck/try-it.toml", LINE)
    async with trying(learner, level=1, seed=3) as seat:
        await answer(seat, "(x - 2)/4)")
        typed = next(y for y, row in enumerate(seat.rows) if "(x - 2)/4)" in row)
        column = seat.rows[typed].index("(x - 2)/4)") + len("(x - 2)/4")
        assert seat.rows[typed + 1].rstrip("│ ").endswith("^")
        assert seat.rows[typed + 1].index("^") == column
        assert "This does not count." in seat.text
        assert "^n go on" not in seat.text
        await seat.press("backspace")
        assert "This does not count." not in seat.text
        field = seat.app.screen.focused
        assert isinstance(field, Input)
        field.clear()
        await answer(seat, *right(seat))
        assert "Every step right at the first try." in seat.text
        assert suggested(seat) == 3


async def test_a_caret_far_along_a_long_answer_is_seen(learner: Learner) -> None:
    learner.write("deck/try-it.toml", LINE)
    async with trying(learner, level=1, seed=3) as seat:
        await answer(seat, "x" + "+1" * 60 + "+$" + "+1" * 20)
        (at,) = [y for y, row in enumerate(seat.rows) if "^" in row and "│" in row]
        assert seat.rows[at - 1][seat.rows[at].index("^")] == "$"


async def test_help_comes_in_three_strengths_and_is_logged(learner: Learner) -> None:
    learner.write("deck/try-it.toml", LINE)
    async with trying(learner, level=1, seed=3) as seat:
        await seat.press("f1")
        assert "hint Undo what f does to z" in seat.text
        await seat.press("f1")
        assert seat.text.count("hint Undo") == 1
        await seat.press("f2")
        assert "rule x = az + b is undone by" in seat.text
        await seat.press("f3")
        assert "worked x = 7z + 9 x − 9 = 7z" in seat.text
        assert "step 2 of 5" in seat.text
        await answer(seat, *right(seat)[1:])
        assert suggested(seat) == 0
        assert "worked step shown" in seat.text
        await seat.press("3")  # the learner decides
        assert "Recorded: Good." in seat.text
    (entry,) = log(learner)
    assert entry.quality == 4
    assert attempt(entry)["steps"][0]["help"] == [1, 2, 3]


async def test_help_alone_makes_it_hard(learner: Learner) -> None:
    learner.write("deck/try-it.toml", LINE)
    async with trying(learner, level=1, seed=3) as seat:
        await seat.press("ctrl+t")
        await answer(seat, *right(seat))
        assert suggested(seat) == 1
        assert "with the hint" in seat.text


async def test_what_is_not_due_is_practice_and_does_not_change_the_schedule(
    learner: Learner,
) -> None:
    learner.write("deck/try-it.toml", LINE)
    async with trying(learner, level=1, seed=3) as seat:
        await answer(seat, *right(seat))
        await seat.press("space")
        first = numbers(seat)
        with learner.opens() as study:
            before = study.schedule.memory(study.exercises.find().id)
        await seat.press("n")
        assert "step 1 of 5" in seat.text
        assert numbers(seat) != first
        await answer(seat, *right(seat))
        assert "so this is practice: the schedule does not change" in seat.text
        assert seat.text.count("practice") == 5  # and on every button
        await seat.press("1")
        assert "Recorded as practice; the schedule does not change." in seat.text
    with learner.opens() as study:
        assert study.schedule.memory(study.exercises.find().id) == before
    assert [entry.event for entry in log(learner)] == [Event.SCHEDULED, Event.PRACTICE]


async def test_after_it_come_the_next_the_same_or_another_level(learner: Learner) -> None:
    learner.write("deck/try-it.toml", LINE)
    async with trying(learner, level=1, seed=3) as seat:
        first = numbers(seat)
        await answer(seat, *right(seat))
        await seat.press("space")
        assert "Level up" in seat.text
        assert "Level down" not in seat.text
        await seat.press("s")
        assert numbers(seat) == first
        await answer(seat, *right(seat))
        await seat.press("space", "minus")  # there is none below
        assert "Recorded" in seat.text
        await seat.click("Level up")
        assert "level 2 · step 1 of 5" in seat.text
        await seat.press("f3", "f3", "f3", "f3", "f3", "space")
        assert "Level down" in seat.text
        await seat.press("escape")
        assert seat.shown == "HomeScreen"


async def test_leaving_asks_only_if_something_would_be_lost(learner: Learner) -> None:
    learner.write("deck/try-it.toml", LINE)
    async with seated(learner) as seat:
        await seat.press("x", "enter", "space", "escape")
        assert seat.shown == "ExercisesScreen"
        await seat.press("enter", "space", "f1", "escape")
        assert (
            "This attempt is not recorded yet. Press esc to leave it, or ^q to quit." in seat.text
        )
        await seat.press("f2")
        assert "not recorded yet" not in seat.text
        await seat.press("escape", "escape")
        assert seat.shown == "ExercisesScreen"
        await seat.press("enter", "space", "x", "escape")  # typed, though not yet checked
        assert "not recorded yet" in seat.text
        await seat.press("escape")
        assert seat.shown == "ExercisesScreen"
        await seat.press("escape")
        assert seat.shown == "HomeScreen"
    assert log(learner) == []


async def test_the_end_of_a_solution_is_a_key_away(learner: Learner) -> None:
    learner.write("deck/try-it.toml", LINE)
    async with trying(learner, level=1, seed=3) as seat:
        await seat.press("f3", "f3", "f3", "f3", "f3", "G")
        assert "X = f(Z): density" in seat.text
        await seat.press("home")
        assert "0 of 5 steps right at the first try." in seat.text
        await seat.press("end")
        assert "X = f(Z): density" in seat.text


async def test_the_keys_say_how_an_answer_in_words_is_checked(learner: Learner) -> None:
    learner.write("deck/try-it.toml", SQUARE)
    async with trying(learner, "linear-square", level=1, seed=0) as seat:
        assert "enter check" in seat.text
        await seat.press("f3", "o", "ctrl+j", "n")  # another line
        assert "enter check" in seat.text
        assert "^j begins a new line" in seat.text
        await seat.press("enter")
        assert "yours o n" in seat.text


async def test_an_answer_in_words_is_checked_against_key_points(learner: Learner) -> None:
    learner.write("deck/try-it.toml", SQUARE)
    async with trying(learner, "linear-square", level=1, seed=0) as seat:
        await seat.press("f3")
        await seat.type("it stretches")
        await seat.press("ctrl+r")
        assert "yours it stretches" in seat.text
        assert "answer f sends the unit square" in seat.text
        assert "▸ [ ] the unit square goes to a parallelogram" in seat.text
        await seat.press("x", "down", "x")
        assert seat.text.count("[x]") == 2
        await seat.press("space", "down", "down")
        assert "some key points missing" in seat.text
        await seat.press("space")
    (entry,) = log(learner)
    meaning = attempt(entry)["steps"][1]
    assert (meaning["typed"], meaning["outcome"]) == (["it stretches"], "mended")


async def test_words_can_stay_in_the_head_and_points_be_clicked(learner: Learner) -> None:
    learner.write("deck/try-it.toml", SQUARE)
    async with trying(learner, "linear-square", level=1, seed=0) as seat:
        await seat.press("f3", "escape", "space")
        while "[ ]" in seat.text:
            await seat.click("[ ]")
        assert seat.text.count("[x]") == 3
        await seat.click("Next step")
        await seat.press("down", "down")
        assert "(nothing written)" in seat.text
        assert "every key point" in seat.text
