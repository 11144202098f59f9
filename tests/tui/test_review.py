"""A review session on the screen: revealing, grading, undoing, asking why, and how it ends."""

import random
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import pytest

from tests.learner import Learner, questions
from tests.tui.seat import seated
from tests.tui.stores import Broken, FullDisk
from tutor.core.card import CardId
from tutor.core.log import Entry
from tutor.errors import TutorError
from tutor.store.database import Database
from tutor.store.queries import Queries, Stands


class Flickering(Database):
    """A store that cannot read the second card when it is first asked for it."""

    reads = 0

    @contextmanager
    def reading(self) -> Iterator[Queries]:
        with super().reading() as queries:
            found = queries.asked

            def asked(card: CardId, day: int, decks: Mapping[int, str]) -> Stands | None:
                self.reads += 1
                if self.reads == 2:
                    raise TutorError("tutor.sqlite3 cannot be read just now.")
                return found(card, day, decks)

            failing: Any = queries
            failing.asked = asked
            try:
                yield queries
            finally:
                failing.asked = found


async def test_space_reveals_and_then_grades_good(learner: Learner) -> None:
    learner.write("deck.md", questions("alpha", "beta"))
    async with seated(learner, review=[]) as seat:
        assert "What is alpha?" in seat.text
        assert "The answer to alpha" not in seat.text
        await seat.press("space")
        assert "The answer to alpha" in seat.text
        await seat.press("space")
        assert "What is beta?" in seat.text
        assert "1 of 2 done · 1 left" in seat.text
    assert [row.quality for row in log(learner)] == [4]


async def test_every_grade_shows_the_interval_it_leads_to(learner: Learner) -> None:
    learner.write("deck.md", questions("alpha"))
    async with seated(learner, review=[]) as seat:
        await seat.press("space", "4")
    learner.sleep(1)
    async with seated(learner, review=[]) as seat:
        await seat.press("space")
        buttons = seat.rows[19:23]
        names = "".join(buttons[1]).replace("│", " ").split()
        assert names == ["Again", "Hard", "Good", "Easy"]
        # The second repetition: 1 day after a failure, else I(2) = 6 days.
        assert [cell.strip() for cell in buttons[2].split("│") if cell.strip()] == [
            "today, then 1 d",
            "today, then 6 d",
            "6 d",
            "6 d",
        ]


async def test_no_grade_is_taken_before_the_answer_shows(learner: Learner) -> None:
    learner.write("deck.md", questions("alpha"))
    async with seated(learner, review=[]) as seat:
        await seat.press("1", "2", "3", "4")
        assert "What is alpha?" in seat.text
    assert log(learner) == []


async def test_no_grade_is_taken_before_the_answer_is_painted(learner: Learner) -> None:
    learner.write("deck.md", questions("alpha", "beta"))
    async with seated(learner, review=[]) as seat:
        await seat.press_at_once("space", "space", "space", "4")  # typed while the program was busy
        assert "The answer to alpha" in seat.text
        await seat.press("3")
    assert [entry.quality for entry in log(learner)] == [4]


async def test_an_answer_to_a_flashcard_can_be_typed(learner: Learner) -> None:
    learner.write("deck.md", questions("alpha"))
    async with seated(learner, review=[]) as seat:
        assert "a write" in seat.text
        await seat.press("a")
        await seat.type("my 3 u q")  # none of them a command here
        await seat.press("escape", "space")
        (row,) = [row for row in seat.rows if "my 3 u q" in row]
        assert "The answer to alpha." in row
        await seat.press("3")
    assert [entry.quality for entry in log(learner)] == [4]


async def test_what_is_typed_at_once_is_all_in_the_field(learner: Learner) -> None:
    learner.write("deck.md", questions("alpha", "beta"))
    async with seated(learner, review=[]) as seat:
        for written in ("an 3q", "an 3qan 3q"):  # the second time the field is there already
            await seat.press_at_once("a", "a", "n", "space", "3", "q")
            assert f"│ {written} " in seat.rows[-8]
            await seat.press("escape")


async def test_the_button_names_the_key_that_shows_the_answer(learner: Learner) -> None:
    learner.write("deck.md", questions("alpha"))
    async with seated(learner, review=[]) as seat:
        for key, edge in (("a", "─ ^r ─"), ("escape", "─ space ─"), ("a", "─ ^r ─")):
            await seat.press(key)
            assert edge in seat.rows[-5]
            assert "Show the answer" in seat.rows[-4]
        await seat.press("ctrl+r")
        assert "The answer to alpha" in seat.text
        assert "Good" in seat.rows[-4]
        await seat.press("u")


async def test_a_review_needs_only_the_mouse(learner: Learner) -> None:
    learner.write("deck.md", questions("alpha", "beta", "gamma"))
    async with seated(learner, review=[]) as seat:
        await seat.click("alpha")
        await seat.click("Easy")
        await seat.click("Show the answer")
        await seat.click("Good")
        assert "2 of 3 done" in seat.text
    assert [row.quality for row in log(learner)] == [5, 4]


async def test_what_scores_below_good_comes_back_marked(learner: Learner) -> None:
    learner.write("deck.md", questions("alpha", "beta"))
    async with seated(learner, review=[]) as seat:
        await seat.press("space", "1", "space", "3")
        assert "What is alpha?" in seat.text
        assert "flashcard · again" in seat.text


async def test_a_grade_that_cannot_be_recorded_leaves_the_card_and_says_why(
    learner: Learner,
) -> None:
    learner.write("deck.md", questions("alpha", "beta"))
    async with seated(learner, review=[], store=FullDisk) as seat:
        await seat.press("space", "3")
        assert "The answer to alpha" in seat.text
        assert "The disk is full. Nothing was changed." in seat.text
        assert "0 of 2 done" in seat.text
        await seat.press("escape")
        assert seat.shown == "HomeScreen"
    assert log(learner) == []


async def test_a_fault_of_ours_is_shown_without_a_traceback(learner: Learner) -> None:
    learner.write("deck.md", questions("alpha"))
    async with seated(learner, review=[], store=Broken) as seat:
        await seat.press("space", "3")
        assert "This is a fault in tutor itself" in seat.text
        assert "The answer to alpha" in seat.text


async def test_a_grade_is_kept_when_the_next_card_cannot_be_read(learner: Learner) -> None:
    learner.write("deck.md", questions("alpha", "beta"))
    async with seated(learner, review=[], store=Flickering) as seat:
        await seat.press("space", "3")
        assert "cannot be read just now" in seat.text
        assert "1 of 2 done" in seat.text
        await seat.press("3", "space")  # there is nothing to grade; then: try again
        assert "What is beta?" in seat.text
        assert "cannot be read" not in seat.text
    assert [entry.quality for entry in log(learner)] == [4]


async def test_undo_brings_the_card_back_also_from_the_summary(learner: Learner) -> None:
    learner.write("deck.md", questions("alpha"))
    async with seated(learner, review=[]) as seat:
        await seat.press("space", "4")
        assert "All done for today." in seat.text
        await seat.press("u")
        assert "What is alpha?" in seat.text
        assert "The answer" not in seat.text
        await seat.press("u")
        assert "There is nothing to undo" in seat.text
    assert learner.proof().wrong == ()


async def test_undo_says_what_it_took_back(learner: Learner) -> None:
    learner.write("deck.md", "Q: What is $\\frac{a}{b}$\n  in one word?\nA: A quotient.\n")
    async with seated(learner, review=[]) as seat:
        await seat.press("space", "2", "space", "4", "u")
        assert "Undone: Easy on “What is a/b in one word?”" in seat.text
        await seat.press("u")
        assert "Undone: Hard on “What is a/b in one word?”" in seat.text
        await seat.press("space", "3")
        assert "Undone" not in seat.text


async def test_undo_reaches_back_over_a_restart(learner: Learner) -> None:
    learner.write("deck.md", questions("alpha", "beta"))
    async with seated(learner, review=[]) as seat:
        await seat.press("space", "4")
    async with seated(learner, review=[]) as seat:
        assert "What is beta?" in seat.text
        await seat.press("u")
        assert "What is alpha?" in seat.text
        assert "0 of 2 done · 2 left" in seat.text
        assert "Undone, from another review session: Easy on “What is alpha?”" in seat.text


async def test_why_derives_the_interval_from_the_log(learner: Learner) -> None:
    learner.write("deck.md", questions("alpha"))
    for _ in range(2):
        async with seated(learner, review=[]) as seat:
            await seat.press("space", "2", "space", "3")
        learner.sleep(7)
    async with seated(learner, review=[], size=(80, 40)) as seat:
        await seat.press("w")
        assert seat.shown == "WhySheet"
        # Hard is quality 3: 10 - 2(8 + 2·2) = -14 hundredths.
        assert "EF = 2.50 + (0.1 − 2·(0.08 + 2·0.02)) = 2.50 − 0.14 = 2.36." in seat.text
        assert "A repeat: the schedule stays the same." in seat.text
        assert "I(2) = 6 days" in seat.text
        await seat.press("escape")
        assert seat.shown == "ReviewScreen"
        assert "The answer" not in seat.text


async def test_the_summary_says_how_it_went_and_what_comes_next(learner: Learner) -> None:
    learner.write("deck.md", questions("alpha", "beta"))
    async with seated(learner, review=[]) as seat:
        await seat.press("space", "3", "space", "3")
    learner.sleep(1)
    async with seated(learner, review=[]) as seat:
        await seat.press("space", "1", "space", "3", "space", "3")
        for said in (
            "Cards 2",
            "Grades 3",
            "Retention 1 of 2 recalled, 50 %",
            "Streak 2 days in a row",
            "Next 1 card due tomorrow",
        ):
            assert said in seat.text
        await seat.press("enter")
        assert seat.shown == "HomeScreen"


async def test_leaving_and_coming_back_owes_what_was_owed(learner: Learner) -> None:
    learner.write("deck.md", questions("alpha", "beta"))
    async with seated(learner) as seat:
        await seat.press("space", "space", "1", "escape")
        assert "1 due 1 new" in seat.text
        await seat.press("space", "space", "3")
        assert "flashcard · again" in seat.text


async def test_a_review_can_have_a_limit_and_one_deck(learner: Learner) -> None:
    learner.write("one.md", questions("alpha", "beta"))
    learner.write("two.md", questions("gamma"))
    async with seated(learner, review=["one"], limit=1) as seat:
        assert "0 of 1 done · 1 left" in seat.text
        await seat.press("space", "3")
        assert "More is left for today." in seat.text
        assert "Left today 0 due, 2 new" in seat.text


async def test_a_deck_there_is_not_ends_the_program_with_1(learner: Learner) -> None:
    learner.write("one.md", questions("alpha"))
    async with seated(learner, review=["oen"]) as seat:
        assert seat.app.return_code == 1


async def test_a_card_graded_elsewhere_is_passed_over(learner: Learner) -> None:
    learner.write("deck.md", questions("alpha", "beta", "gamma"))
    async with seated(learner, review=[]) as seat:
        async with seated(learner, review=[]) as other:
            await other.press("space", "3", "space", "3")
        await seat.press("space", "3")
        assert "What is gamma?" in seat.text


@pytest.mark.parametrize(
    ("theirs", "ours", "said"),
    [
        (["3"], "3", "Good counts as a repeat, due again tomorrow"),
        (["1", "space", "3"], "4", "Easy counts as a repeat, due again tomorrow"),
        ([], "3", ""),
    ],
)
async def test_a_card_graded_in_another_window_while_it_is_up_is_reported(
    learner: Learner, theirs: list[str], ours: str, said: str
) -> None:
    learner.write("deck.md", questions("alpha"))
    async with seated(learner, review=[]) as seat:
        await seat.press("space")
        async with seated(learner, review=[]) as other:
            await other.press("space", *theirs)
        await seat.press(ours)
        assert said in seat.text
        assert ("in another window" in seat.text) == bool(said)
        assert ("“What is alpha?”" in seat.text) == bool(said)


async def test_a_grade_undone_in_another_window_while_its_repeat_is_up_is_reported(
    learner: Learner,
) -> None:
    learner.write("deck.md", questions("alpha"))
    async with seated(learner, review=[]) as seat:
        await seat.press("space", "1", "space")
        async with seated(learner, review=[]) as other:
            await other.press("u")
            assert "Undone, from another review session: Again on “What is alpha?”" in other.text
        await seat.press("3")
        assert "Undone in another window: Good counts as a review" in seat.text


async def test_a_key_to_leave_typed_twice_leaves_once(learner: Learner) -> None:
    learner.write("deck.md", questions("alpha"))
    async with seated(learner) as seat:
        home = seat.app.screen
        await seat.press("space", "space")
        await seat.press_at_once("escape", "escape", "3")
        assert seat.app.screen is home
    assert log(learner) == []


@pytest.mark.parametrize("seed", range(2))
async def test_no_keys_typed_at_once_break_it(learner: Learner, seed: int) -> None:
    learner.write("deck.md", questions(*"abcdefgh"))
    keys = ("space", "space", "enter", "1", "3", "u", "w", "a", "escape", "ctrl+r")
    chance = random.Random(seed)
    async with seated(learner) as seat:
        for _ in range(15):
            await seat.press_at_once(*chance.choices(keys, k=chance.randint(1, 6)))
    assert learner.proof().wrong == ()


async def test_a_long_answer_begins_below_its_question_and_says_what_is_above(
    learner: Learner,
) -> None:
    many = "\n\n".join(f"paragraph {number}" for number in range(30))
    learner.write("deck.md", f"Q: Why?\nA: first\n\n{many}\n\nlast\n")
    async with seated(learner, review=[]) as seat:
        await seat.press("space")
        rows = [row.strip(" │▁▂▃▄▅▆▇█") for row in seat.rows]
        assert rows.index("Why?") < rows.index("first")
        assert "pgdn more below" in seat.text
        assert "more above" not in seat.text
        await seat.press("pagedown")
        assert "pgup more above" in seat.text
        await seat.press("end")
        assert "last" in seat.text
        assert "more below" not in seat.text
        await seat.press("home")
        assert "more above" not in seat.text


def log(learner: Learner) -> list[Entry]:
    with learner.opens() as study:
        cards = study.decks.cards(["deck"])
        return sorted(
            (entry for card in cards for entry in study.history.entries(card.id)),
            key=lambda entry: (entry.at, entry.uid),
        )


async def test_a_terminal_that_is_made_low_shows_the_question_without_its_button(
    learner: Learner,
) -> None:
    learner.write("deck.md", questions("alpha"))
    async with seated(learner, review=[]) as seat:
        assert "try to recall it first" in seat.text
        await seat.pilot.resize_terminal(80, 10)
        await seat.settle()
        assert "try to recall it first" not in seat.text
        assert "What is alpha?" in seat.text
        await seat.pilot.resize_terminal(80, 24)
        await seat.settle()
        assert "try to recall it first" in seat.text
