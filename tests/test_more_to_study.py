"""More to study when nothing is due: a search crammed, the week's mistakes; the schedule stays."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.command import Command
from tests.learner import Learner, questions
from tests.tui.seat import seated
from tutor.core.card import CardId
from tutor.core.grade import Grade
from tutor.core.log import Event
from tutor.core.memory import Memory
from tutor.study import Study
from tutor.study.more import MISTAKES, Ahead, Cram

WORDS = ("alpha", "beta", "gamma", "delta")


@pytest.fixture
def learner(tmp_path: Path) -> Learner:
    """Four cards, of which alpha and gamma went wrong, and are Good since."""
    learner = Learner(tmp_path)
    learner.write("deck.md", questions(*WORDS))
    learner.write("other.md", "---\ntags = ['exam']\n---\n" + questions("omega"))
    with learner.opens() as study:
        session, asked = study.review.ask(study.review.begin(["deck"]))
        while asked is not None:
            first = not any(done.item.card == asked.card.id for done in session.done)
            wrong = first and ("alpha" in asked.card.question or "gamma" in asked.card.question)
            session = study.review.grade(session, 1 if wrong else 4, 5.0)
            session, asked = study.review.ask(session)
    return learner


def memories(study: Study) -> Mapping[CardId, Memory]:
    return {card.id: study.schedule.memory(card.id) for card in study.decks.cards()}


def test_practice_asks_until_good_and_leaves_the_schedule_alone(learner: Learner) -> None:
    with learner.opens() as study:
        before = memories(study)
        session, asked = study.review.ask(study.review.begin(more=MISTAKES))
        assert session.left == 2
        assert asked is not None
        assert (asked.counts, asked.is_repeat) == (False, False)
        first = asked.card.id
        session, asked = study.review.ask(study.review.grade(session, 3, 5.0))  # Hard: once more
        assert session.left == 2
        assert asked is not None
        assert asked.card.id != first
        session, asked = study.review.ask(study.review.grade(session, 4, 5.0))
        assert asked is not None
        assert (asked.card.id, asked.is_repeat) == (first, True)
        session, asked = study.review.ask(study.review.grade(session, 5, 5.0))
        assert asked is None
        assert [done.entry.event for done in session.done] == [Event.PRACTICE] * 3
        assert memories(study) == before
        assert study.history.progress().activity.events["practice"] == 3
    assert learner.proof().holds


def test_undo_takes_practice_back_and_then_what_was_before_it(learner: Learner) -> None:
    with learner.opens() as study:
        before = memories(study)
        session, asked = study.review.ask(study.review.begin(more=Cram("tag:exam")))
        assert asked is not None
        graded = study.review.grade(session, 1, 5.0)
        after, undone = study.review.undo(graded)
        assert (undone.entry.event, after.left) == (Event.PRACTICE, 1)
        assert memories(study) == before
        after, undone = study.review.undo(after)  # the last grade of the review before
        assert undone.entry.event is not Event.PRACTICE
        assert "practice" not in study.history.progress().activity.events
    assert learner.proof().holds


@pytest.mark.parametrize(
    ("passed", "quality", "interval", "ease"),
    [
        # I = 15 and EF = 2.50; of t days ⌈t · EF'⌉, and at least I where it is passed.
        (4, 4, 15, 250),
        (4, 5, 15, 260),
        (8, 4, 20, 250),
        (8, 3, 19, 236),  # 8 · 2.36 = 18.88
        (14, 4, 35, 250),
        (14, 5, 37, 260),  # 14 · 2.60 = 36.4
        (14, 1, 1, 250),
    ],
)
def test_studied_ahead_the_days_that_passed_count_and_the_interval_is_kept(
    tmp_path: Path, passed: int, quality: int, interval: int, ease: int
) -> None:
    learner = Learner(tmp_path)
    learner.write("deck.md", questions("alpha"))
    for days in (1, 6, passed):  # to an interval of 15 days
        with learner.opens() as study:
            session, asked = study.review.ask(study.review.begin())
            assert asked is not None
            study.review.grade(session, 4, 5.0)
        learner.sleep(days)
    with learner.opens() as study:
        assert study.review.begin().up is None
        session, asked = study.review.ask(study.review.begin(more=Ahead()))
        assert asked is not None
        assert (asked.memory.interval, asked.counts) == (15, True)
        shown = asked.choices[Grade.of(quality)]
        session = study.review.grade(session, quality, 5.0)
        memory = study.schedule.memory(asked.card.id)
        assert memory == shown
        assert session.done[0].entry.event is Event.AHEAD
        assert (memory.interval, memory.ease) == (interval, ease)
        assert (memory.due, memory.last) == (study.day + interval, study.day)
        rules = " ".join(study.schedule.why(asked.card).reasons[-1].rules)
        assert f"only the {passed} days that had passed count, of an interval of 15" in rules
        assert ("keeps at least its interval: 15 days" in rules) == (passed == 4)
        assert (session.left == 1) == (quality < 4)  # a repeat, which changes nothing
        assert study.history.progress().activity.events["scheduled"] == 4
        if quality < 4:
            study.review.grade(session, 4, 5.0)
            again = study.schedule.memory(asked.card.id)
            assert again == memory._replace(quality=4)
        study.review.undo(session)
        if quality < 4:
            study.review.undo(session)
        assert study.schedule.memory(asked.card.id) == asked.memory
    assert learner.proof().holds


def test_ahead_takes_what_is_due_soonest_and_nothing_of_today(learner: Learner) -> None:
    with learner.opens() as study:
        assert study.review.count(Ahead()) == 0  # all was graded today
    learner.sleep()
    with learner.opens() as study:
        for _ in range(4):  # those that were Good come in six days, the two others tomorrow
            session, asked = study.review.ask(study.review.begin(["deck"]))
            assert asked is not None
            study.review.grade(session, 4, 5.0)
        assert study.review.count(Ahead()) == 0
    learner.sleep()
    with learner.opens() as study:
        assert study.review.begin(["deck"]).left == 2
        assert study.review.count(Ahead()) == 2
        for _ in range(2):
            session, asked = study.review.ask(study.review.begin(["deck"]))
            assert asked is not None
            study.review.grade(session, 4, 5.0)
    learner.sleep()
    with learner.opens() as study:
        assert study.review.count(Ahead()) == 4
        dues = [
            study.schedule.memory(item.card).due for item in study.review.begin(more=Ahead(3)).queue
        ]
        assert dues == [study.day + 4, study.day + 4, study.day + 5]


def test_a_mistake_is_asked_for_seven_days_and_only_where_the_deck_is_on(learner: Learner) -> None:
    learner.sleep(6)
    with learner.opens() as study:
        assert study.review.count(MISTAKES) == 2
        assert study.review.begin(["other"], more=MISTAKES).left == 0
        study.decks.switch("deck", on=False)
        assert study.review.count(MISTAKES) == 0
        assert study.review.count(Cram("what")) == 1
    learner.sleep()
    with learner.opens() as study:
        assert study.review.count(MISTAKES) == 0


def test_the_prompt_offers_more_and_says_that_it_is_practice(tutor: Command) -> None:
    tutor("review", "--plain", typed="\n1\n\n3\n\n3\n")
    done = tutor("review", "--plain").stdout
    assert "Nothing is due.\nMore to study: `tutor review --ahead`" in done
    asked = tutor("review", "--mistakes", "--plain", typed="\n?\n2\n\n3\nu\n3\n").stdout
    assert "This is practice: it is recorded, and the schedule stays as it is." in asked
    assert "Card 1 of 1, practice." in asked
    assert "1 Again: once more | 2 Hard: once more | 3 Good: done | 4 Easy: done" in asked
    assert "Card 1 of 1, again, practice." in asked
    assert "Undone: 3 Good on “What is alpha?”" in asked
    found = tutor("review", "--cram", "beta or alpha", "--limit", "1", "--plain").stdout
    assert "Card 1 of 1, practice." in found
    wrong = tutor("review", "--cram", "dek:x", "--plain")
    assert wrong.returncode == 1
    assert "Did you mean deck:?" in wrong.stderr
    ahead = tutor("review", "--ahead", "--plain", now="2026-12-03T09:00").stdout
    assert "Nothing was graded." in ahead
    both = tutor("review", "--cram", "x", "--mistakes", "--plain")
    assert both.returncode == 2
    assert "give one of them" in both.stderr
    assert tutor("doctor").returncode == 0


async def test_the_screens_offer_more_where_nothing_is_due(learner: Learner) -> None:
    (learner.decks / "other.md").unlink()
    async with seated(learner) as seat:
        assert "More to study now: m." in seat.text
        await seat.press("m")
        assert "The week's mistakes 2 cards" in seat.text
        assert "Study ahead 0 cards: all due later were done today" in seat.text
        await seat.press("enter")
        assert "No card can be studied ahead: all due later were done today." in seat.text
        await seat.press("down")
        assert "No card can be studied ahead" not in seat.text
        await seat.press("up")
        await seat.press("down", "enter")
        assert seat.shown == "ReviewScreen"
        await seat.until("practice")
        await seat.press("space")
        assert "once more" in seat.text
        await seat.press("3", "space", "3")
        assert "All done for today." in seat.text
        await seat.press("m", "down", "down")
        await seat.type("jquery kq nothing")  # on the row itself
        await seat.press("enter")
        assert "jquery kq nothing" in seat.text
        assert "There is no such card in the decks that are on." in seat.text
        await seat.press("backspace")
        assert "There is no such card" not in seat.text
        await seat.press("escape", "escape", "escape")
        assert seat.shown == "HomeScreen"
