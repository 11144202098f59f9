"""One number for one thing: home, its list of decks, the review session, the prompt line."""

import json
import re
import subprocess
import sys
from datetime import timedelta

import pytest

from tests.learner import Learner, questions, up
from tests.patience import PATIENCE
from tests.tui.exercising import LINE
from tests.tui.seat import seated


def today(learner: Learner) -> dict[str, int]:
    """What `tutor today --json` says."""
    command = [sys.executable, "-m", "tutor", "today", "--json", "--decks", str(learner.decks)]
    command += ["--db", str(learner.database), "--now", learner.now.isoformat()]
    done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=True)
    figures: dict[str, int] = json.loads(done.stdout)
    return figures


async def test_a_deck_has_as_many_cards_in_the_list_as_in_its_review(learner: Learner) -> None:
    learner.write("greek.md", questions(*"abcdefghijklmnop"))
    learner.write("latin.md", questions(*"qrstuvwxyzABCDEF"))
    async with seated(learner) as seat:
        (row,) = [row for row in seat.rows if "latin" in row]
        assert row.split()[-3:] == ["–", "16", "16"]
        await seat.press("down", "enter")
        assert "0 of 16 done · 16 left" in seat.text


async def test_home_says_why_the_new_cards_of_the_decks_are_more_than_the_days(
    learner: Learner,
) -> None:
    learner.write("greek.md", questions(*"abcdefghijklmnop"))
    learner.write("latin.md", questions(*"qrstuvwxyzABCDEF"))
    async with seated(learner) as seat:
        assert "have 20 new, the most that a day begins (L raises it); a deck's row" in seat.text
        await seat.press("space", "space", "3", "escape")
        assert "All decks together have 19 new: 1 of today's 20 new cards are started" in seat.text
        await seat.press("o")  # what is left adds up
        assert "All decks together" not in seat.text


@pytest.mark.parametrize(
    ("most", "said"),
    [
        (3, "No more new cards today: 3 of today's 3 new cards are started; L raises it."),
        (1, "No more new cards today: 3 new cards are started, and today may have 1 of them; L"),
    ],
)
async def test_home_says_why_nothing_new_is_left(learner: Learner, most: int, said: str) -> None:
    learner.write("greek.md", questions(*"abcdef"))
    with learner.opens() as study:
        session = study.review.begin()
        for _ in range(3):
            session, _ = up(study, session)
            session = study.review.grade(session, 4, 1.0)
    learner.new_a_day = most
    async with seated(learner) as seat:
        assert said in " ".join(seat.text.split())
        await seat.press("w")
        explained = said.removeprefix("No more new cards today: ").split(";")[0]
        assert f"New: {explained}; more tomorrow." in " ".join(seat.text.split())
    learner.write("greek.md", questions(*"abc"))
    async with seated(learner) as seat:
        assert "No more new cards" not in seat.text


async def test_the_week_begins_with_what_is_due_today(learner: Learner) -> None:
    learner.write("greek.md", questions(*"abc"))
    learner.write("latin.md", questions(*"de"))
    async with seated(learner, size=(120, 40)) as seat:
        await seat.press("space", "space", "1", "space", "2", "space", "3", "escape")
        assert re.search(r"2 due +2 new", seat.text)
        assert re.search(r"Today +█* 2 +│", "\n".join(seat.rows))
        assert "5 reviews due in seven days" in seat.text  # two of them twice
        (row,) = [row for row in seat.rows if "greek" in row]
        assert row.split()[-5:-1] == ["1", "1", "3", "3"]


async def test_home_the_review_and_the_prompt_agree_with_repeats_owed(learner: Learner) -> None:
    learner.write("greek.md", questions(*"abc"))
    async with seated(learner, review=[]) as seat:
        await seat.press("space", "1", "space", "3")
    said = today(learner)
    async with seated(learner) as seat:
        match = re.search(r"(\d+) due (\d+) new", seat.text)
        assert match is not None
        assert (said["due"], said["new"]) == (1, 1) == tuple(map(int, match.groups()))
        (row,) = [row for row in seat.rows if "greek" in row]
        assert row.split()[-3:] == ["1", "1", "3"]
        await seat.press("space")
        assert "0 of 2 done · 2 left" in seat.text


async def test_an_exercise_owed_today_is_due_today_in_the_list(learner: Learner) -> None:
    learner.write("deck/try-it.toml", LINE)
    with learner.opens() as study:
        (card,) = study.exercises.all()
        study.exercises.record(card, 1, 60.0, "")
        owed = study.schedule.today().due
    async with seated(learner) as seat:
        await seat.press("x")
        (heading,) = [row for row in seat.rows if "problems" in row]
        (row,) = [row for row in seat.rows if re.search(r"\d of \d", row)]
        found = re.search(r"\d of \d", row)
        assert found is not None
        assert row.rstrip().endswith("today" if owed else "tomorrow")
        assert heading.index("level") + len("level") == found.end()
        assert len(heading.rstrip()) == len(row.rstrip())
        assert "…" not in row


async def test_a_corrected_card_is_asked_as_its_file_has_it_now(learner: Learner) -> None:
    learner.write("greek.md", "Q: first\nA: one\n\nQ: secnd thing to know\nA: two\n")
    async with seated(learner, review=[]) as seat:
        await seat.press("space")
        learner.write("greek.md", "Q: first\nA: one\n\nQ: second thing to know\nA: two\n")
        await seat.press("1")
        await seat.press("space", "3")
        assert "secnd" not in seat.text


async def test_an_undo_is_no_alarm_and_moves_nothing(learner: Learner) -> None:
    learner.write("greek.md", questions("alpha", "beta"))
    for size in ((80, 24), (100, 50)):
        async with seated(learner, review=[], size=size) as seat:
            await seat.press("space", "3", "space")
            (before,) = [y for y, row in enumerate(seat.rows) if " 1 ───" in row]
            await seat.press("u", "space")
            (after,) = [y for y, row in enumerate(seat.rows) if " 1 ───" in row]
            assert before == after
            assert "✓ Undone: Good on “What is alpha?”" in seat.text
            assert "!" not in seat.text


async def test_the_palette_says_where_ctrl_z_leads(learner: Learner) -> None:
    learner.write("greek.md", questions("alpha"))
    async with seated(learner) as seat:
        titles = [each.title for each in seat.app.get_system_commands(seat.app.screen)]
        assert "To the shell" in titles
        assert "Suspend" not in titles


async def test_a_card_that_is_asked_again_today_is_due_today_among_those_found(
    learner: Learner,
) -> None:
    learner.write("deck.md", questions("alpha", "beta", "gamma"))
    with learner.opens() as study:
        for word, grades in (("alpha", (3,)), ("beta", (1, 1, 1)), ("gamma", (4,))):
            (card,) = [each for each in study.decks.cards() if word in each.question]
            for minute, quality in enumerate(grades):
                at = learner.now + timedelta(minutes=minute)
                with learner.writes() as writer:
                    day = learner.now.toordinal()
                    writer.grade(card.id, quality, int(at.timestamp() * 1000), day, 1.0)
    assert today(learner)["due"] == 1
    async with seated(learner) as seat:
        await seat.press("b", "enter")
        due = {
            word: next(row for row in seat.rows if f"What is {word}?" in row)
            for word in ("alpha", "beta", "gamma")
        }
        assert "today" in due["alpha"]
        assert "2026-12-02" in due["beta"]  # three times Again: it waits
        assert "2026-12-02" in due["gamma"]


async def test_home_left_open_shows_what_another_program_did_and_that_a_day_has_begun(
    learner: Learner,
) -> None:
    learner.write("greek.md", questions(*"abc"))
    async with seated(learner) as seat:
        await seat.press("space", "space", "4", "escape")
        assert "0 due 2 new" in seat.text
        with learner.opens() as study:
            session, _ = up(study, study.review.begin())
            study.review.grade(session, 4, 1.0)
        seat.app.look_again()
        await seat.settle()
        assert "0 due 1 new" in seat.text
        learner.sleep(1)
        seat.app.look_again()
        await seat.settle()
        assert "2 due 1 new" in seat.text
