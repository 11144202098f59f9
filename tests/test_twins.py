"""Twins: cards that answer each other are asked on different days."""

import json
from pathlib import Path

import pytest

from tests.command import Command
from tests.learner import Learner, asked_in_order, questions, up
from tests.tui.seat import seated
from tutor.core.kind import Kind

ROOT = Path(__file__).parents[1]
NAMED = """
Q: What is the density of 4Z + 2?
<!-- id: stretched -->
A: A quarter of the base density at the inverse.

Q: Why is it lower where the map expands?
<!-- twin: stretched -->
A: Because no probability may be lost.
"""
ALIKE = """
Q: What does the determinant measure?
A: The factor by which the map changes volume near a point.

Q: How is a change of volume expressed?
A: By the factor by which the map changes volume, near a point.
"""
TAGGED = """---
tags = ["flows", "page"]
---
Q: State the formula.
<!-- tags: density, inverse -->
A: The base density divided by the determinant.

Q: Which loss is minimised?
<!-- tags: likelihood -->
A: The negative log-likelihood.
"""
CHECKED = """---
kind = "self-check"
tags = ["flows", "page"]
---
Q: What is the density of a transformed variable, and why?
<!-- tags: inverse, density -->
A: Where one expands, it thins out.

Q: What is summed over the batch?
<!-- tags: likelihood -->
A: One term for each example, minus its log-density.
"""


@pytest.fixture
def learner(tmp_path: Path) -> Learner:
    return Learner(tmp_path)


def ask_all(learner: Learner) -> list[str]:
    with learner.opens() as study:
        return asked_in_order(study, study.review.begin())


def counts(learner: Learner) -> tuple[int, int]:
    with learner.opens() as study:
        today = study.schedule.today()
        return today.due, today.new


@pytest.mark.parametrize(
    "files",
    [
        {"one.md": NAMED},
        {"one.md": NAMED.split("\nQ: Why")[0], "two.md": "Q: Why" + NAMED.split("\nQ: Why")[1]},
        {"one.md": ALIKE},
        {"cards.md": TAGGED, "check.md": CHECKED},
    ],
    ids=["named", "named in another file", "alike", "tagged"],
)
def test_a_twin_of_what_was_graded_waits_for_the_next_day(
    learner: Learner, files: dict[str, str]
) -> None:
    for name, text in files.items():
        learner.write(name, text)
    learner.write("other.md", questions("alpha"))
    with learner.opens() as study:
        cards = {card.question for card in study.decks.cards()}
    first = ask_all(learner)
    assert ask_all(learner) == []
    assert len(first) == len(cards) - 1
    learner.sleep()
    second = ask_all(learner)
    assert len({*first, *second}) == len(cards) - 1  # what was graded yesterday is due, and first
    learner.sleep()
    assert {*ask_all(learner)} == cards - {*first}


def test_where_nothing_but_twins_is_left_they_are_asked(learner: Learner) -> None:
    learner.write("one.md", NAMED)
    assert counts(learner) == (0, 2)
    with learner.opens() as study:
        session, asked = up(study, study.review.begin())
        session = study.review.grade(session, 4, 1.0)
        assert study.schedule.today().new == session.left == 1
        session, other = up(study, session)
        assert other.card.id != asked.card.id
    assert len(ask_all(learner)) == 1
    learner.sleep()
    assert counts(learner) == (2, 0)
    assert len(ask_all(learner)) == 2


def test_home_session_list_and_prompt_count_a_twin_alike(learner: Learner) -> None:
    learner.write("pages/one.md", NAMED)
    learner.write("pages/two.md", ALIKE)
    learner.write("other.md", questions("alpha", "beta"))
    for _ in range(4):
        with learner.opens() as study:
            session = study.review.begin()
            while True:
                today = study.schedule.today()
                assert today.due + today.new == session.left == study.review.begin().left
                session, asked = study.review.ask(session)
                if asked is None:
                    break
                session = study.review.grade(session, 4, 1.0)
            assert all(count.due + count.new <= 1 for count in study.schedule.by_deck())
        learner.sleep()


@pytest.mark.parametrize("most", [20, 2])
async def test_w_says_why_a_deck_has_fewer_new_cards_than_a_search_finds(
    learner: Learner, most: int
) -> None:
    learner.write("one.md", ALIKE + questions("gamma"))
    learner.write("other.md", questions("alpha", "beta"))
    learner.new_a_day = most
    with learner.opens() as study:
        assert study.find.count("deck:one is:new") == 3
        assert [count.new for count in study.schedule.by_deck()] == [2, 2]
    async with seated(learner) as seat:
        await seat.press("w")
        said = " ".join(seat.text.split())
    # With room for two, the third waits as any other card does.
    assert ("Fewer new cards today than is:new finds: 2 of 3 in one." in said) == (most > 2)
    assert ("Fewer new cards" in said) == (most > 2)


def test_what_waits_is_announced_for_the_next_day(learner: Learner) -> None:
    learner.write("one.md", NAMED)
    ask_all(learner)
    learner.write("other.md", questions("alpha"))
    learner.sleep()
    with learner.opens() as study:
        asked_in_order(study, study.review.begin())
        assert study.schedule.next_due() == (study.day + 1, 2)  # the twin, and the other


def test_a_twin_graded_by_another_program_is_passed_over(learner: Learner) -> None:
    learner.write("one.md", NAMED)
    learner.write("other.md", questions("alpha"))
    with learner.opens() as study, learner.opens() as other:
        session, asked = up(study, study.review.begin())
        ids = {card.id for card in study.decks.cards() if "alpha" not in card.question}
        (twin,) = ids - {asked.card.id}
        with learner.writes() as writer:
            writer.grade(twin, 4, 1_796_112_000_000, other.day, 1.0)
        session, asked = up(study, session)
        assert asked.card.question == "What is alpha?"


def test_an_undone_grade_lets_its_card_come_up_though_its_twin_was_graded(
    learner: Learner,
) -> None:
    learner.write("one.md", NAMED)
    ask_all(learner)
    with learner.opens() as study:
        session, undone = study.review.undo(study.review.begin())
        _, asked = up(study, session)
        assert asked.card.id == undone.entry.card


def test_the_pair_of_a_corrected_card_is_computed_again(learner: Learner) -> None:
    learner.write("one.md", NAMED)
    learner.write("other.md", questions("alpha"))
    assert counts(learner) == (0, 2)
    learner.write("one.md", NAMED.replace("<!-- twin: stretched -->\n", ""))
    assert counts(learner) == (0, 3)
    learner.write("one.md", NAMED)
    assert counts(learner) == (0, 2)


def test_an_answer_that_many_cards_share_makes_no_twins(learner: Learner) -> None:
    claims = ("pi", "e", "2", "1/2", "root 2", "zero")
    learner.write("one.md", "\n".join(f"Q: Is {each} rational?\nA: Yes\n" for each in claims))
    assert counts(learner) == (0, 6)


def test_answers_that_differ_in_a_number_or_a_name_are_no_twins(learner: Learner) -> None:
    words = ["card 1", "card 2", "Rhine", "Rhône"]
    learner.write("one.md", questions(*words))
    assert counts(learner) == (0, 4)


def test_check_names_the_line_of_a_twin_that_is_no_card(tutor: Command) -> None:
    deck = tutor.decks / "one.md"
    deck.write_text(NAMED.replace("twin: stretched", "twin: stretched, nowhere"))
    done = tutor("check")
    assert done.returncode == 1
    assert f"{deck}:7: there is no card with the id nowhere" in done.stdout
    assert "1 fault" in done.stdout
    deck.write_text(NAMED.split("\nQ: Why")[0])
    (tutor.decks / "two.md").write_text("Q: Why" + NAMED.split("\nQ: Why")[1])
    assert tutor("check").returncode == 0
    assert tutor("check", str(tutor.decks / "two.md")).returncode == 0  # it is in another file
    deck.write_text(NAMED.replace("id: stretched", "twin: ?!"))
    done = tutor("check")
    assert f"{deck}:3: this is not an id" in done.stdout


def test_a_review_line_by_line_and_the_prompt_leave_a_twin_for_tomorrow(tutor: Command) -> None:
    (tutor.decks / "one.md").write_text(NAMED)
    assert json.loads(tutor("today", "--json").stdout)["new"] == 3
    done = tutor("review", "--plain", typed="\n3\n" * 9)
    assert "3 cards, 3 grades, 3 new" in done.stdout
    assert "Nothing was graded." in tutor("review", "--plain").stdout
    assert "about 0 min" not in tutor("today").stdout
    assert tutor("today").stdout == "nothing due\n"
    later = tutor("review", "--plain", typed="\n3\n" * 9, now="2026-12-03T09:00")
    assert "3 cards, 3 grades, 0 new" in later.stdout  # those of the first day come first


def test_no_question_of_the_bundled_deck_is_asked_on_the_day_of_its_flashcard(
    learner: Learner,
) -> None:
    for path in (ROOT / "decks" / "change-of-variables").glob("*.md"):
        learner.write(f"page/{path.name}", path.read_text(encoding="utf-8"))
    pairs = {
        "check-formula": "formula",
        "check-why-divide": "why-divide",
        "check-nll": "nll",
        "check-log-det-sum": "log-det-sum",
        "check-layer-constraints": "layer-constraints",
        "check-versus-autoregressive": "versus-autoregressive",
    }
    asked_ever = set()
    for _ in range(40):
        asked_today = set()
        with learner.opens() as study:
            checks = [card for card in study.decks.cards() if card.kind is Kind.SELF_CHECK]
            assert {card.id for card in checks} == pairs.keys()
            session = study.review.begin()
            while True:
                session, asked = study.review.ask(session)
                if asked is None:
                    break
                asked_today.add(asked.card.id)
                session = study.review.grade(session, 4, 1.0)
        others = {card for card in asked_today if card not in {*pairs, *pairs.values()}}
        if others:
            assert not any({check, card} <= asked_today for check, card in pairs.items())
        asked_ever |= asked_today
        learner.sleep()
    assert len(asked_ever) == 16
