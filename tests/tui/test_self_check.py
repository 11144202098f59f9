"""Self-check questions: in a review session, and a deck's as one set."""

import pytest

from tests.learner import Learner, questions
from tests.tui.seat import CHECK, seated
from tutor.core.card import Card, CardId
from tutor.core.grade import Grade
from tutor.core.kind import Kind
from tutor.tui.card_view import CardView
from tutor.tui.checklist import Checklist

TWO = (
    CHECK
    + """
Q: Why divide by the determinant?
A: Because mass is conserved.

- [ ] mass stays one
- [ ] volume grows by the determinant

Q: What is a flow?
A: An invertible map.
"""
)


@pytest.mark.parametrize(
    ("ticked", "points", "grade"),
    [
        (3, 3, Grade.GOOD),
        (2, 3, Grade.HARD),
        (2, 4, Grade.HARD),
        (1, 3, Grade.AGAIN),
        (0, 1, None),
        (1, 1, Grade.GOOD),
    ],
)
def test_all_points_suggest_good_half_of_them_hard_fewer_again(
    ticked: int, points: int, grade: Grade | None
) -> None:
    card = Card(CardId("c"), Kind.SELF_CHECK, "n", "question", "answer")
    view = CardView(card, checklist=Checklist(("point",) * points))
    for point in range(ticked):
        view = view.tick(point)
    assert view.suggested is grade


async def test_space_reveals_unless_the_field_was_asked_for(learner: Learner) -> None:
    learner.write("deck.md", TWO)
    async with seated(learner, review=[]) as seat:
        assert "write your answer here" in seat.text
        await seat.press("space")
        assert "Because mass is conserved." in seat.text
        assert "Your answer" not in seat.text


async def test_what_was_typed_stands_beside_the_answer(learner: Learner) -> None:
    learner.write("deck.md", TWO)
    async with seated(learner, review=[]) as seat:
        await seat.press("a")
        await seat.type("u 1 q w x")  # none of them a command here
        await seat.press("escape", "space")
        (row,) = [row for row in seat.rows if "u 1 q w x" in row]
        assert "Because mass is conserved." in row
        (above,) = [row for row in seat.rows if "Your answer" in row]
        assert above.index("Answer") == row.index("Because")


async def test_narrow_they_stand_one_above_the_other(learner: Learner) -> None:
    learner.write("deck.md", TWO)
    async with seated(learner, review=[], size=(60, 30)) as seat:
        await seat.click("write your answer")
        await seat.type("mine")
        await seat.press("ctrl+r")
        mine = next(y for y, row in enumerate(seat.rows) if "mine" in row)
        theirs = next(y for y, row in enumerate(seat.rows) if "Because" in row)
        assert theirs > mine


async def test_ticks_suggest_a_grade_in_words_and_the_learner_decides(learner: Learner) -> None:
    learner.write("deck.md", TWO)
    async with seated(learner, review=[]) as seat:
        await seat.press("space")
        assert "suggested" not in seat.text
        assert "space Good" in seat.text
        await seat.press("x")
        assert "[x] mass stays one" in seat.text
        assert suggested(seat.rows) == 1  # Hard, the second button
        assert "space Hard" in seat.text
        await seat.press("down", "x")
        assert suggested(seat.rows) == 2  # Good
        await seat.click("mass stays one")
        assert "[ ] mass stays one" in seat.text
        assert suggested(seat.rows) == 1
        await seat.press("4")
    with learner.opens() as study:
        entries = [
            e for card in study.decks.cards(["deck"]) for e in study.history.entries(card.id)
        ]
    assert [entry.quality for entry in entries] == [5]


async def test_space_gives_the_suggested_grade(learner: Learner) -> None:
    learner.write("deck.md", TWO)
    async with seated(learner, review=[]) as seat:
        await seat.press("space", "x", "space")
    with learner.opens() as study:
        entries = [
            e for card in study.decks.cards(["deck"]) for e in study.history.entries(card.id)
        ]
    assert [entry.quality for entry in entries] == [3]


async def test_the_set_ends_with_a_score_and_does_not_change_the_schedule(learner: Learner) -> None:
    learner.write("deck/check.md", TWO)
    learner.write("deck/cards.md", questions("alpha"))
    async with seated(learner) as seat:
        await seat.press("c")
        assert "0 of 2 done" in seat.text
        await seat.press("a")
        await seat.type("mass")
        await seat.press("escape", "space", "x", "space")
        assert "What is a flow?" in seat.text
        await seat.press("space")
        assert "[ ] My answer says the same." in seat.text
        await seat.press("x")
        await seat.click("Next question")
        assert "1 of 2 questions fully right. 2 of 3 key points." in seat.text
        assert "1 of 2 Why divide by the determinant?" in seat.text
        await seat.press("r")
        assert "0 of 2 done" in seat.text
        await seat.press("escape")
        assert "0 due 3 new" in seat.text
    with learner.opens() as study:
        assert not [
            e for card in study.decks.cards(["deck"]) for e in study.history.entries(card.id)
        ]


@pytest.mark.parametrize(("width", "said"), [(60, "x ticks"), (80, "x or a click ticks")])
async def test_how_to_tick_is_said_without_cut_words(
    learner: Learner, width: int, said: str
) -> None:
    learner.write("deck.md", f"{CHECK}Q: Why?\nA: So.\n\n- [ ] one\n")
    async with seated(learner, review=[], size=(width, 24)) as seat:
        assert "write your answer here" in seat.text
        assert "…" not in seat.text
        await seat.press("space")
        assert f"Which of these did you have? ↑ ↓ choose {said} ▸" in seat.text


async def test_the_checklist_begins_in_sight_if_the_answer_leaves_room(learner: Learner) -> None:
    learner.write("deck.md", long_answer(paragraphs=4))
    async with seated(learner) as seat:
        await seat.press("c")
        assert "What happens?" in seat.text
        await seat.press("space")
        assert "Paragraph 0." in seat.text
        assert "▸ [ ] point 0" in seat.text
        await seat.press("x", *["down", "x"] * 7)
        assert "▸ [x] point 7" in seat.text


async def test_nothing_is_ticked_before_it_is_seen(learner: Learner) -> None:
    learner.write("deck.md", long_answer(paragraphs=20))
    async with seated(learner) as seat:
        await seat.press("c", "space")
        assert "Paragraph 0." in seat.text
        assert "point 0" not in seat.text
        await seat.press("x")
        assert "▸ [ ] point 0" in seat.text
        await seat.press("x")
        assert "▸ [x] point 0" in seat.text
        await seat.press("pageup")
        assert "point 0" not in seat.text
        await seat.press("x")
        assert "▸ [x] point 0" in seat.text


async def test_in_a_review_too_nothing_is_ticked_unseen(learner: Learner) -> None:
    learner.write("deck.md", long_answer(paragraphs=20))
    async with seated(learner, review=[]) as seat:
        await seat.press("space")
        assert "Paragraph 0." in seat.text
        await seat.press("x")
        assert "▸ [ ] point 0" in seat.text
        await seat.press("x", "home")
        assert "What happens?" in seat.text
        await seat.press("G")
        assert "[ ] point 7" in seat.text


async def test_one_reads_on_to_the_checklist_and_back_line_by_line(learner: Learner) -> None:
    learner.write("deck.md", long_answer(paragraphs=20))
    async with seated(learner) as seat:
        await seat.press("c", "space")
        for _ in range(60):
            if "point 0" in seat.text:
                break
            await seat.press("j")
        assert "▸ [ ] point 0" in seat.text
        assert "point 1" not in seat.text
        await seat.press("j")
        assert "▸ [ ] point 1" in seat.text
        await seat.press("k")
        assert "▸ [ ] point 0" in seat.text
        assert "Paragraph 19." in seat.text
        for _ in range(60):
            if "Paragraph 0." in seat.text:
                break
            await seat.press("k")
        assert "Paragraph 0." in seat.text


async def test_the_score_sets_formulas_in_a_row(learner: Learner) -> None:
    learner.write("deck.md", CHECK + "Q: Let $p_Z$ be on $\\mathbb{R}^d$.\nA: Yes.\n")
    async with seated(learner) as seat:
        await seat.press("c", "space", "space")
        assert "0 of 1 Let p_Z be on ℝᵈ." in seat.text


async def test_a_deck_without_questions_says_so(learner: Learner) -> None:
    learner.write("deck.md", questions("alpha"))
    async with seated(learner) as seat:
        await seat.press("c")
        assert "This deck has no self-check questions." in seat.text
        await seat.press("space")
        assert seat.shown == "HomeScreen"


def long_answer(paragraphs: int) -> str:
    """A question with an answer so long, and eight points."""
    said = "\n\n".join(f"Paragraph {number}." for number in range(paragraphs))
    points = "\n".join(f"- [ ] point {number}" for number in range(8))
    return f"{CHECK}\nQ: What happens?\nA: {said}\n\n{points}\n"


def suggested(rows: list[str]) -> int:
    """Which of the four buttons is marked."""
    (row,) = [row for row in rows if "suggested" in row]
    return row.index("suggested") * 4 // len(row)
