"""Narrow terminals: what is left out, and that what matters stays."""

import pytest

from tests.learner import Learner, questions
from tests.tui.exercising import SQUARE
from tests.tui.seat import CHECK, seated

LONG = "change-of-variables"


@pytest.mark.parametrize("width", [40, 52, 60, 64, 70, 80, 120])
async def test_home_counts_every_kind_at_any_width(learner: Learner, width: int) -> None:
    learner.write("deck/cards.md", questions("alpha", "beta"))
    learner.write("deck/check.md", CHECK + questions("gamma"))
    async with seated(learner, size=(width, 24)) as seat:
        side_by_side = "Flashcards Self-check Exercises 2 new 1 new none"
        below = "Flashcards 2 new Self-check 1 new Exercises none"
        assert (side_by_side if width >= 60 else below) in seat.text
        assert "about 2 min" in seat.text  # 2 cards of 15 s, one of 60 s


async def test_what_home_has_no_room_to_say_whole_is_cut_after_a_clause(learner: Learner) -> None:
    learner.write("bad.md", "Q: no answer\n")
    learner.write("alpha.md", questions(*(f"a{number}" for number in range(15))))
    learner.write("beta.md", questions(*(f"b{number}" for number in range(15))))
    async with seated(learner, size=(60, 20)) as seat:
        rows = [row.strip() for row in seat.rows]
        fault = next(at for at, row in enumerate(rows) if row.startswith("! 1 fault"))
        assert rows[fault].endswith("f lists them.")
        assert rows[fault + 1] == "All decks together have 20 new."


@pytest.mark.parametrize(
    ("size", "below_good"),
    [((40, 12), "today"), ((60, 20), "today"), ((80, 24), "today, then 1 d")],
)
async def test_a_grade_after_which_a_card_is_back_today_says_so(
    learner: Learner, size: tuple[int, int], below_good: str
) -> None:
    learner.write("deck.md", questions("alpha"))
    async with seated(learner, review=[], size=size) as seat:
        await seat.press("space")
        (row,) = [row for row in seat.rows if "│" in row and "today" in row]
        said = [cell.strip() for cell in row.split("│") if cell.strip()]
        assert said == [below_good, below_good, "1 d", "1 d"]


@pytest.mark.parametrize(
    ("width", "heading"),
    [
        (100, f"{LONG} · flashcard · new 0 of 20 done · 20 left"),
        (64, "change-of-varia… · flashcard · new 0 of 20 done · 20 left"),
        (60, f"{LONG} · flashcard · new 0 of 20 done"),
        (40, "change-of-var… · new 0 of 20 done"),
        (30, "change-of… 0 of 20 done"),
    ],
)
async def test_the_heading_keeps_the_decks_name(learner: Learner, width: int, heading: str) -> None:
    learner.write(f"{LONG}/deck.md", questions(*map(str, range(20))))
    async with seated(learner, review=[], size=(width, 12)) as seat:
        first, second, *_ = seat.rows
        assert " ".join(first.split()) == heading
        assert set(second.partition(" s set aside")[0].strip()) == {"─"}


async def test_the_question_stays_in_sight_while_its_answer_is_typed(learner: Learner) -> None:
    learner.write("deck.md", questions("alpha"))
    async with seated(learner, review=[], size=(40, 12)) as seat:
        await seat.press("a", "x")
        assert "What is alpha?" in seat.text
        assert "^r show answer" in seat.text
        await seat.press("ctrl+r")
        assert "Good" in seat.text


async def test_what_was_undone_is_said_on_one_line(learner: Learner) -> None:
    learner.write("deck.md", questions("the push-forward of a density under a smooth map"))
    async with seated(learner, review=[], size=(40, 12)) as seat:
        await seat.press("space", "3", "u")
        (row,) = [row for row in seat.rows if "Undone: Good on “What" in row]
        assert row.rstrip().endswith("…")
        assert "What is the push-forward of a" in seat.text


async def test_a_hint_of_a_search_that_does_not_fit_ends_with_an_ellipsis(learner: Learner) -> None:
    learner.write("deck.md", questions("alpha"))
    async with seated(learner, size=(60, 20)) as seat:
        await seat.press("b")
        await seat.type("is:duw or (tag:")
        caret = next(y for y, row in enumerate(seat.rows) if "^ There is no" in row)
        assert seat.rows[caret].index("^") == seat.rows[caret - 2].index("duw")
        assert seat.rows[caret + 1].rstrip().endswith("mature, …")
        assert "question" in seat.rows[caret + 2]


async def test_attempts_and_offers_are_read_whole_at_60_columns(learner: Learner) -> None:
    learner.write("deck/try-it.toml", SQUARE)
    learner.write("deck/cards.md", questions("alpha"))
    async with seated(learner, size=(60, 20)) as seat:
        await seat.press("m")
        (cram,) = [row for row in seat.rows if "Cram" in row]
        assert "what you type below" in cram
        await seat.press("escape", "x")
        (heading,) = [row for row in seat.rows if "Exercises" in row and "level" in row]
        assert heading.split() == ["Exercises", "level", "due"]


async def test_the_names_of_decks_to_type_end_with_an_ellipsis_where_there_are_more(
    learner: Learner,
) -> None:
    for number in range(9):
        learner.write(f"deck-number-{number}.md", questions(f"card {number}"))
    async with seated(learner, size=(60, 20)) as seat:
        await seat.press("comma", *["down"] * 13, "enter")
        field = next(y for y, row in enumerate(seat.rows) if "╭─ deck ─" in row)
        assert seat.rows[field - 1].lstrip().startswith("Decks: deck-number-0, ")
        assert seat.rows[field - 1].rstrip().endswith("…")
