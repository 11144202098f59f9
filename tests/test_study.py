"""Review sessions through the use cases: which cards come, in which order, and what undo does."""

from pathlib import Path
from typing import Any

import pytest

from tests.learner import Learner, asked_in_order, questions, up
from tutor.core.grade import Grade
from tutor.core.kind import Kind
from tutor.core.log import Event
from tutor.errors import TutorError
from tutor.store.database import Database


@pytest.fixture
def learner(tmp_path: Path) -> Learner:
    return Learner(tmp_path)


def ask_all(learner: Learner) -> list[str]:
    with learner.opens() as study:
        return asked_in_order(study, study.review.begin())


def grade(learner: Learner, *qualities: int) -> None:
    """Grade the first cards of a review session with these qualities, then leave."""
    with learner.opens() as study:
        session = study.review.begin()
        for quality in qualities:
            session, _ = up(study, session)
            session = study.review.grade(session, quality, 1.0)


def test_a_graded_card_comes_back_on_the_day_the_schedule_says(learner: Learner) -> None:
    learner.write("deck.md", questions("alpha"))
    due_after = []
    for _ in range(4):
        days = 0
        while not ask_all(learner):
            learner.sleep()
            days += 1
        due_after.append(days)
    assert due_after == [0, 1, 6, 15]  # Good each time: 1, 6, ceil(6 * 2.5) days later


def test_the_most_overdue_relative_to_its_interval_comes_first(learner: Learner) -> None:
    learner.write("a.md", questions("long"))
    grade(learner, 5)
    learner.sleep(1)
    grade(learner, 5)  # interval 6
    learner.write("b.md", questions("short"))
    grade(learner, 4)  # interval 1, due tomorrow
    learner.sleep(8)  # long: 2 of 6 days late; short: 7 of 1
    assert ask_all(learner) == ["What is short?", "What is long?"]


def test_new_cards_come_after_what_is_due_and_stop_at_the_days_limit(learner: Learner) -> None:
    learner.new_a_day = 3
    words = [f"word {number}" for number in range(8)]
    learner.write("deck.md", questions(*words))
    assert len(ask_all(learner)) == 3
    assert ask_all(learner) == []  # the limit holds for the day, not for the start
    learner.sleep()
    order = ask_all(learner)
    assert set(order[:3]) == {f"What is {word}?" for word in words[:3]}
    assert order[3:] == [f"What is {word}?" for word in words[3:6]]


def test_files_take_turns_so_that_kinds_are_mixed(learner: Learner) -> None:
    learner.write("deck/a.md", questions("a1", "a2"))
    check = '---\nkind = "self-check"\n---\n' + questions("b1", "b2")
    learner.write("deck/b.md", check)
    assert ask_all(learner) == [f"What is {word}?" for word in ("a1", "b1", "a2", "b2")]


def test_a_new_sibling_waits_for_tomorrow(learner: Learner) -> None:
    learner.write("deck.md", "C: [One] and [two] and [three].\n")
    assert len(ask_all(learner)) == 1
    assert ask_all(learner) == []
    learner.sleep()
    assert len(ask_all(learner)) == 2  # the first is due, the second is new


def test_siblings_that_are_due_together_are_kept_apart(learner: Learner) -> None:
    learner.write("a.md", "C: [One] and [two].\n")
    for _ in range(2):
        ask_all(learner)
        learner.sleep()
    learner.write("b.md", questions("between"))
    ask_all(learner)
    learner.sleep(30)
    order = ask_all(learner)
    assert len(order) == 3
    assert order[1] == "What is between?"


def test_what_scored_below_good_comes_back_before_the_end(learner: Learner) -> None:
    learner.write("deck.md", questions("alpha", "beta"))
    with learner.opens() as study:
        session = study.review.begin()
        order = []
        for quality in (1, 4, 3, 4):
            session, asked = up(study, session)
            order.append((asked.card.question, asked.is_repeat))
            session = study.review.grade(session, quality, 1.0)
        assert study.review.ask(session)[1] is None
    assert order == [
        ("What is alpha?", False),
        ("What is beta?", False),
        ("What is alpha?", True),
        ("What is alpha?", True),
    ]
    events = [done.entry.event for done in session.done]
    assert events == [Event.SCHEDULED, Event.SCHEDULED, Event.REPEAT, Event.REPEAT]


def test_what_is_left_when_one_quits_is_still_owed_that_day_and_not_the_next(
    learner: Learner,
) -> None:
    learner.write("deck.md", questions("alpha", "beta"))
    grade(learner, 3, 4)  # Hard: comes back today, then in a day
    with learner.opens() as study:
        assert study.schedule.today().due == 1
        assert asked_in_order(study, study.review.begin()) == ["What is alpha?"]
        assert study.schedule.today().due == 0
    learner.sleep()
    grade(learner, 3, 4)  # the second review: interval 6 for both
    learner.sleep()
    with learner.opens() as study:
        assert study.schedule.today().due == 0  # the repeat was owed yesterday


def test_undo_goes_back_through_todays_log_also_after_a_restart(learner: Learner) -> None:
    learner.write("deck.md", questions("alpha", "beta"))
    grade(learner, 4)
    learner.sleep()
    grade(learner, 1, 4)
    with learner.opens() as study:
        session, _ = study.review.undo(study.review.begin())
        _, asked = up(study, session)
        assert asked.memory.is_new  # beta's first grade is taken back
        session, _ = study.review.undo(session)
        session, asked = up(study, session)
        assert (asked.card.question, asked.memory.interval) == ("What is alpha?", 1)
        with pytest.raises(TutorError, match="nothing to undo"):
            study.review.undo(session)  # yesterday's grades stand
    assert learner.proof().wrong == ()
    assert learner.proof().unseen == 0
    assert sorted(ask_all(learner)) == ["What is alpha?", "What is beta?"]


def test_undo_returns_the_grade_also_if_another_program_gave_it(learner: Learner) -> None:
    learner.write("deck.md", questions("alpha", "beta"))
    with learner.opens() as here, learner.opens() as elsewhere:
        session = here.review.grade(here.review.begin(), 5, 1.0)
        elsewhere.review.grade(elsewhere.review.begin(), 1, 1.0)
        session, first = here.review.undo(session)
        assert [entry.quality for entry in (session.done[0].entry, first.entry)] == [5, 1]
        session, second = here.review.undo(session)
        assert second.entry.quality == 5
        assert session.done == ()


def test_a_grade_that_another_program_came_before_does_not_lead_to_what_was_promised(
    learner: Learner,
) -> None:
    learner.write("deck.md", questions("alpha"))
    with learner.opens() as here, learner.opens() as elsewhere:
        session, asked = up(here, here.review.begin())
        elsewhere.review.grade(elsewhere.review.begin(), 4, 1.0)
        graded = here.review.grade(session, 4, 1.0)
        assert graded.done[-1].entry.event is Event.REPEAT
        assert not asked.is_kept(graded.done[-1].graded)
    learner.sleep()
    with learner.opens() as here:
        session, asked = up(here, here.review.begin())
        session = here.review.grade(session, 3, 1.0)
        assert asked.is_kept(session.done[-1].graded)
        session, asked = up(here, here.review.begin())  # the repeat it is owed
        learner.sleep(0, hours=20)  # the day turns while it is up
        session = here.review.grade(session, 4, 1.0)
        assert asked.is_kept(session.done[-1].graded)


def test_a_grade_and_an_undo_say_what_they_did_and_nothing_is_read_back(learner: Learner) -> None:
    class WriteOnly(Database):
        can_read = True

        def reading(self) -> Any:
            assert self.can_read
            return super().reading()

    learner.write("deck.md", questions("alpha"))
    with learner.opens(WriteOnly) as study:
        session, asked = up(study, study.review.begin())
        WriteOnly.can_read = False
        session = study.review.grade(session, 4, 1.0)
        (done,) = session.done
        assert done.graded.before == asked.memory
        assert done.graded.after == asked.choices[Grade.GOOD]
        assert asked.is_kept(done.graded)
        session, undone = study.review.undo(session)
        assert undone.entry == done.entry
        assert session.up is not None
        assert session.up.new
        WriteOnly.can_read = True
        assert study.schedule.memory(asked.card.id) == done.graded.before


def test_an_undone_repeat_is_owed_again(learner: Learner) -> None:
    learner.write("deck.md", questions("alpha", "beta"))
    grade(learner, 1, 4, 4)
    with learner.opens() as study:
        session, _ = study.review.undo(study.review.begin())
        session, asked = up(study, session)
        assert asked.is_repeat
        assert study.review.ask(study.review.grade(session, 4, 1.0))[1] is None


def test_time_on_a_card_is_recorded_and_capped_at_two_minutes(learner: Learner) -> None:
    learner.write("deck.md", questions("alpha", "beta"))
    with learner.opens() as study:
        session = study.review.grade(study.review.begin(), 4, 7.5)
        session = study.review.grade(session, 4, 4_000.0)
        assert [done.entry.seconds for done in session.done] == [7.5, 120.0]


def test_grades_on_both_sides_of_four_oclock_count_once_each_on_their_day(
    learner: Learner,
) -> None:
    learner.write("deck.md", questions("alpha", "beta"))
    learner.sleep(0, hours=18.9)  # 03:54
    with learner.opens() as study:
        session = study.review.grade(study.review.begin(), 4, 1.0)
        before = study.day
        learner.sleep(0, hours=0.2)  # 04:06
        session, asked = up(study, session)
        assert study.day == before + 1
        session = study.review.grade(session, 4, 1.0)
        assert [done.entry.day for done in session.done] == [before, before + 1]
        assert asked.card.question == "What is beta?"
    with learner.opens() as study:  # alpha is due now: the day has turned
        assert asked_in_order(study, study.review.begin()) == ["What is alpha?"]


def test_a_repeat_that_was_owed_before_four_oclock_is_dropped_after_it(learner: Learner) -> None:
    learner.write("deck.md", questions("alpha"))
    for quality in (4, 3):
        grade(learner, quality)
        learner.sleep()
    learner.sleep(-1)
    learner.sleep(0, hours=18.9)
    with learner.opens() as study:
        session = study.review.begin()
        session, asked = up(study, session)
        assert asked.is_repeat
        learner.sleep(0, hours=0.2)
        assert study.review.ask(session)[1] is None
        # Graded all the same, because it was on the screen when the day turned:
        entry, before, after = study.review.grade(session, 4, 1.0).done[-1].graded
        assert entry.event is Event.REPEAT
        assert after.due == before.due


def test_a_corrected_question_or_answer_keeps_its_history(learner: Learner) -> None:
    text = "Q: Waht is a flow, in one word?\nA: A transformation.\n"
    path = learner.write("deck.md", text)
    grade(learner, 4)
    path.write_text(text.replace("Waht", "What"))
    with learner.opens() as study:
        assert study.decks.shelf.notes == ("1 changed card kept its history.",)
        assert study.schedule.today().new == 0
    path.write_text(text.replace("Waht", "What").replace("A transformation", "A bijection"))
    learner.sleep()
    with learner.opens() as study:
        _, asked = up(study, study.review.begin())
        assert asked.card.answer == "A bijection."
        assert asked.memory.interval == 1


def test_a_card_that_moves_to_another_file_keeps_its_history(learner: Learner) -> None:
    path = learner.write("one.md", questions("alpha", "beta"))
    grade(learner, 4)
    path.write_text(questions("beta"))
    learner.write("two/other.md", questions("alpha"))
    learner.sleep()
    with learner.opens() as study:
        _, asked = up(study, study.review.begin())
        assert (asked.card.question, asked.card.deck) == ("What is alpha?", "two")
        assert asked.memory.interval == 1


def test_a_vanished_card_keeps_its_log_and_comes_back_with_it(learner: Learner) -> None:
    path = learner.write("deck.md", questions("alpha"))
    grade(learner, 5)
    path.unlink()
    learner.sleep()
    assert ask_all(learner) == []
    learner.write("again.md", questions("alpha"))
    with learner.opens() as study:
        _, asked = up(study, study.review.begin())
        assert (asked.memory.ease, asked.memory.interval) == (260, 1)


def test_a_bad_file_costs_its_own_cards_only(learner: Learner) -> None:
    learner.write("good.md", questions("alpha"))
    learner.write("bad.md", "Q: no answer\n\n" + questions("beta"))
    (learner.decks / "worse.md").write_bytes(b"\xff\xfe\x00\x00garbage")
    with learner.opens() as study:
        shown = [str(fault) for fault in study.decks.shelf.faults]
        assert any("bad.md:1: " in fault for fault in shown)
        assert any("worse.md" in fault for fault in shown)
        assert len(asked_in_order(study, study.review.begin())) == 2
    with learner.opens() as study:  # shown again, though the files were not read again
        assert [str(fault) for fault in study.decks.shelf.faults] == shown


def test_a_review_of_one_deck_asks_that_deck(learner: Learner) -> None:
    learner.write("one/deck.md", questions("alpha"))
    learner.write("two/deck.md", questions("beta"))
    with learner.opens() as study:
        assert asked_in_order(study, study.review.begin(["two"])) == ["What is beta?"]
        with pytest.raises(TutorError, match="Did you mean 'one'"):
            study.review.begin(["on"])


def test_a_limit_bounds_the_cards_of_a_review_session(learner: Learner) -> None:
    learner.write("deck.md", questions("alpha", "beta", "gamma"))
    with learner.opens() as study:
        assert len(asked_in_order(study, study.review.begin(limit=2))) == 2


def test_a_loose_file_is_a_deck_named_by_its_front_matter_else_by_its_stem(
    learner: Learner,
) -> None:
    learner.write("stem.md", questions("alpha"))
    learner.write("named.md", '---\nname = "A fine name"\n---\n' + questions("beta"))
    learner.write("folder/x.md", questions("gamma"))
    with learner.opens() as study:
        assert {deck.name for deck in study.decks.shelf.decks} == {"stem", "A fine name", "folder"}


def test_looking_through_and_the_self_check_leave_the_schedule_alone(learner: Learner) -> None:
    learner.write("deck/a.md", questions("alpha"))
    learner.write("deck/b.md", '---\nkind = "self-check"\n---\n' + questions("beta"))
    with learner.opens() as study:
        assert len(study.decks.cards(["deck"])) == 2
        assert [card.kind for card in study.decks.self_check("deck")] == [Kind.SELF_CHECK]
        assert study.schedule.today().new == 2
    assert learner.proof().entries == 0


def test_a_file_that_could_not_be_read_is_read_again_though_it_has_not_changed(
    learner: Learner, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = learner.write("deck.md", questions("alpha"))
    with monkeypatch.context() as patch:

        def refuse(*_: object) -> bytes:
            raise PermissionError(13, "Permission denied")

        patch.setattr("tutor.library.parse._bytes", refuse)
        with learner.opens() as study:
            assert len(study.decks.shelf.faults) == 1
            assert study.schedule.today().new == 0
    assert path.exists()
    with learner.opens() as study:
        assert study.decks.shelf.faults == ()
        assert study.schedule.today().new == 1


def test_a_card_that_stands_in_two_files_is_looked_through_once(learner: Learner) -> None:
    learner.write("deck/one.md", questions("alpha"))
    learner.write("deck/two.md", questions("alpha", "beta"))
    with learner.opens() as study:
        assert [card.question for card in study.decks.cards(["deck"])] == [
            "What is alpha?",
            "What is beta?",
        ]
        assert asked_in_order(study, study.review.begin()) == ["What is alpha?", "What is beta?"]
