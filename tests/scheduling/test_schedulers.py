"""What holds of every scheduler, and a second one added as anybody would add it."""

import math
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.learner import Learner, questions, up
from tests.scheduling.doubling import Doubling
from tutor.core.card import CardId
from tutor.core.grade import Grade
from tutor.core.log import Entry, Event, standing
from tutor.scheduling.explain import conclusion, reasons
from tutor.scheduling.scheduler import Scheduler
from tutor.scheduling.schedulers import DEFAULT, SCHEDULERS
from tutor.scheduling.sm2 import SM2
from tutor.settings import Settings
from tutor.store.database import Database
from tutor.store.doctor import findings
from tutor.study import transfer

DAY = 739_000

every_scheduler = pytest.mark.parametrize(
    "scheduler", [*SCHEDULERS, Doubling()], ids=lambda scheduler: type(scheduler).__name__
)


def entry(number: int, day: int, quality: int, event: Event = Event.SCHEDULED) -> Entry:
    return Entry(f"u{number:03}", "here", day * 1000 + number, day, CardId("c"), event, quality)


histories = st.lists(
    st.tuples(st.integers(0, 40), st.integers(0, 5), st.sampled_from(list(Event)[:3])), max_size=20
).map(
    lambda rows: [
        entry(number, DAY + day, quality, event)
        for number, (day, quality, event) in enumerate(sorted(rows, key=lambda row: row[0]))
    ]
)


def test_the_default_scheduler_is_sm2() -> None:
    assert isinstance(DEFAULT, SM2)


@every_scheduler
@given(log=histories, random=st.randoms())
def test_the_order_in_which_entries_arrive_does_not_matter(  # type: ignore[no-untyped-def]
    scheduler: Scheduler, log: list[Entry], random
) -> None:
    shuffled = list(log)
    random.shuffle(shuffled)
    assert scheduler.fold(shuffled) == scheduler.fold(log)


@every_scheduler
@given(log=histories)
def test_folding_every_card_at_once_is_folding_each(scheduler: Scheduler, log: list[Entry]) -> None:
    rows = [(2, e.day * 32 + e.quality * 2 + (e.event == "scheduled")) for e in standing(log)]
    others = [(card, DAY * 32 + 4 * 2 + 1) for card in (1, 3)]
    found = {each.card: each.memory for each in scheduler.fold_all([others[0], *rows, others[1]])}
    expected = scheduler.fold(log)
    assert found.get(2, scheduler.new._replace(quality=expected.quality)) == expected
    assert found[1] == found[3] == scheduler.review(scheduler.new, 4, DAY)


@every_scheduler
@given(log=histories)
def test_exercises_graded_hard_are_folded_alike_one_by_one_and_all_at_once(
    scheduler: Scheduler, log: list[Entry]
) -> None:
    log = [
        e._replace(event=Event.TOMORROW) if e.quality == 3 and e.event is Event.SCHEDULED else e
        for e in log
    ]
    packed = {Event.SCHEDULED: 1, Event.TOMORROW: 2 * 3 + 1}  # a quality of 3 + 3 = 6
    rows = [(2, e.day * 32 + e.quality * 2 + packed.get(e.event, 0)) for e in standing(log)]
    found = next(scheduler.fold_all(rows), None)
    expected = scheduler.fold(log)
    assert expected.is_new if found is None else found.memory == expected
    for graded in scheduler.replay(log):
        if graded.entry.event is Event.TOMORROW and not graded.is_repeat:
            plain = scheduler.review(graded.before, 3, graded.entry.day)
            due = graded.entry.day + 1
            assert graded.after == plain._replace(due=due, interval=1, repetitions=1)


@every_scheduler
@given(log=histories, data=st.data())
def test_an_undone_entry_is_as_if_it_had_never_been(
    scheduler: Scheduler, log: list[Entry], data: st.DataObject
) -> None:
    if not log:
        return
    gone = data.draw(st.sampled_from(log))
    undo = gone._replace(uid="undo", event=Event.UNDO, undoes=gone.uid, quality=0)
    rest = [e for e in log if e.uid != gone.uid]
    assert scheduler.fold([*log, undo]) == scheduler.fold(rest)


@every_scheduler
def test_a_second_grade_on_one_day_is_a_repeat_whatever_it_was_recorded_as(
    scheduler: Scheduler,
) -> None:
    # Two machines graded the card on the same day before their logs were merged.
    first, second = entry(1, DAY, 4), entry(2, DAY, 5)
    once, twice = scheduler.fold([first]), scheduler.fold([first, second])
    assert twice == once._replace(quality=5)
    assert [graded.is_repeat for graded in scheduler.replay([first, second])] == [False, True]


@every_scheduler
def test_a_day_earlier_than_the_last_one_that_counted_is_a_repeat(scheduler: Scheduler) -> None:
    # The learner flew west: later in time, but a day back on the calendar.
    memory = scheduler.review(scheduler.new, 4, DAY)
    assert scheduler.review(memory, 1, DAY - 1) == memory._replace(quality=1)


@every_scheduler
def test_a_card_that_is_not_due_offers_repeats_only(scheduler: Scheduler) -> None:
    memory = scheduler.new
    for day in (DAY, DAY + 1):
        memory = scheduler.review(memory, 4, day)
    memory = scheduler.repeat(memory, 1)
    assert scheduler.owes_repeat(memory, DAY + 1)
    assert not scheduler.counts(memory, DAY + 2)  # shown before 04:00, graded after it
    choices = scheduler.choices(memory, DAY + 2)
    assert choices == {grade: memory._replace(quality=grade.quality) for grade in Grade}


@every_scheduler
@pytest.mark.parametrize("quality", [-1, 6, 7])
def test_qualities_outside_0_to_5_are_refused(scheduler: Scheduler, quality: int) -> None:
    with pytest.raises(ValueError, match=r"0\.\.5"):
        scheduler.review(scheduler.new, quality, DAY)
    with pytest.raises(ValueError, match=r"0\.\.5"):
        scheduler.repeat(scheduler.new, quality)


@every_scheduler
@given(elapsed=st.integers(1, 3_000_000), interval=st.integers(1, 36_500))
def test_predicted_recall_falls_as_days_go_by(
    scheduler: Scheduler, elapsed: int, interval: int
) -> None:
    now, later = (scheduler.log_recall(days, interval) for days in (elapsed, elapsed + 1))
    assert later < now < 0


@every_scheduler
@given(log=histories)
def test_every_standing_grade_is_explained(scheduler: Scheduler, log: list[Entry]) -> None:
    explained = list(reasons(scheduler, log))
    assert len(explained) == len(standing(log))
    assert all(reason.rules for reason in explained)
    assert conclusion(scheduler, scheduler.fold(log), DAY + 40)


def test_sm2_is_explained_in_exact_arithmetic() -> None:
    sm2 = SM2()
    log = [entry(1, DAY, 5), entry(2, DAY + 1, 5), entry(3, DAY + 7, 5), entry(4, DAY + 24, 1)]
    first, _, third, fourth = reasons(sm2, log)
    assert first.rules[0] == "EF = 2.50 + (0.1 − 0·(0.08 + 0·0.02)) = 2.50 + 0.10 = 2.60."
    assert third.rules[1].startswith("I(3) = ⌈6 · 2.80⌉ = ⌈16.80⌉ = 17 days, due ")
    assert fourth.rules[0] == "The quality is below 3: EF stays 2.80."
    hard = [entry(number, DAY + 6 * number, 3) for number in range(12)]
    assert ", raised to the minimum 1.30." in list(reasons(sm2, hard))[9].rules[0]


def test_why_a_card_is_asked_today() -> None:
    sm2 = SM2()
    log = [entry(1, DAY, 5), entry(2, DAY + 1, 5), entry(3, DAY + 7, 5), entry(4, DAY + 24, 1)]

    def why(grades: int, day: int) -> str:
        return conclusion(sm2, sm2.fold(log[:grades]), day)

    assert why(0, DAY) == (
        "A new card: you have not graded it yet. "
        "Its ease factor EF, by which intervals grow, starts at 2.50."
    )
    due, later = date.fromordinal(DAY + 7), date.fromordinal(DAY + 24)
    assert why(2, DAY + 5) == f"Next due on {due}, in 2 days."
    assert why(2, DAY + 7) == (
        f"Due on {due}, today. Last graded 6 days ago; its interval is 6 days."
    )
    assert why(3, DAY + 27) == (
        f"Due on {later}, 3 days ago. Last graded 20 days ago; its interval is 17 days."
    )
    assert why(4, DAY + 24) == (
        "You graded it below Good today. It comes back until you grade it Good or better."
    )


def test_a_second_scheduler_reviews_explains_folds_and_proves_a_history(tmp_path: Path) -> None:
    learner = Learner(tmp_path, scheduler=Doubling())
    learner.write("deck.md", questions("one"))
    intervals = []
    for quality in (4, 3, 5, 1, 4, 4):
        with learner.opens() as study:
            session, asked = up(study, study.review.begin())
            study.review.grade(session, quality, 1.0)
            memory = study.schedule.memory(asked.card.id)
            assert asked.choices[Grade.of(quality)] == memory
            intervals.append(memory.interval)
            log = study.history.entries(asked.card.id)
            why = study.schedule.why(asked.card)
        learner.sleep(memory.interval)
    assert intervals == [1, 2, 4, 1, 2, 4]
    assert Doubling().fold(log) == memory
    assert [reason.rules[0] for reason in why.reasons][:3] == [
        "0 becomes 1.",
        "1 becomes 2.",
        "2 becomes 4.",
    ]
    assert learner.proof().holds
    assert all(finding.good for finding in findings(learner.database, Doubling()))
    # By the rules of another scheduler the same log adds up to other memories.
    assert not all(finding.good for finding in findings(learner.database))


def test_a_second_scheduler_says_what_comes_back_and_what_an_undo_leaves(tmp_path: Path) -> None:
    learner = Learner(tmp_path, scheduler=Doubling())
    learner.write("deck.md", questions("one", "two"))
    with learner.opens() as study:
        session, asked = up(study, study.review.begin())
        session = study.review.grade(session, 3, 1.0)
        session, other = up(study, session)
        session = study.review.grade(session, 1, 1.0)
        assert [item.card for item in session.owed] == [other.card.id]  # Hard is enough here
    with learner.opens() as study:
        assert study.review.begin().left == 1
        again, asked_again = up(study, study.review.begin())
        assert (asked_again.card.id, asked_again.is_repeat) == (other.card.id, True)
        study.review.grade(again, 3, 1.0)
        assert study.review.ask(study.review.begin())[1] is None
        for _ in range(2):  # the repeat, and the Again before it
            study.review.undo(study.review.begin())
        assert study.schedule.memory(other.card.id) == Doubling().new
        assert study.schedule.memory(asked.card.id).interval == 1
    assert learner.proof().holds


def test_the_history_of_a_second_scheduler_is_repaired_and_merged_by_its_rules(
    tmp_path: Path,
) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    for folder in (here, there):
        folder.mkdir()
    learner = Learner(here, scheduler=Doubling())
    learner.write("deck.md", questions("one"))
    for wait in (1, 2, 4):
        with learner.opens() as study:
            session, _ = up(study, study.review.begin())
            study.review.grade(session, 4, 1.0)
        learner.sleep(wait)
    with learner.opens() as study:
        session, asked = up(study, study.review.begin())
        study.review.undo(study.review.grade(session, 1, 1.0))
        assert study.schedule.memory(asked.card.id).interval == 4
    assert learner.proof().holds
    with closing(sqlite3.connect(learner.database)) as connection, connection:
        connection.execute("UPDATE memory SET interval = 99")
    assert not all(finding.good for finding in findings(learner.database, Doubling()))
    assert all(finding.good for finding in findings(learner.database, Doubling(), repair=True))
    assert learner.proof().holds
    exported = tmp_path / "history.json"
    transfer.to_json(learner.database, Settings(), exported, False, lambda _: None)
    other = Learner(there, scheduler=Doubling())
    with closing(Database(other.database, Doubling())) as store:
        transfer.merge(store, exported, lambda _: None)
    with closing(sqlite3.connect(other.database)) as connection:
        assert {*connection.execute("SELECT interval FROM memory")} == {(4,)}
    assert other.proof().holds


def test_progress_compares_recall_with_what_the_second_scheduler_predicted(tmp_path: Path) -> None:
    learner = Learner(tmp_path, scheduler=Doubling())
    learner.write("deck.md", questions("one"))
    for _ in range(4):
        with learner.opens() as study:
            session, asked = up(study, study.review.begin())
            study.review.grade(session, 4, 1.0)
            wait = study.schedule.memory(asked.card.id).interval
        learner.sleep(wait)
    with learner.opens() as study:
        found = study.history.progress().retention.calibration
    # Every review was on its day, t = I, so each was predicted with R = 1/2.
    assert found.actual.of == 3
    assert math.isclose(found.predicted or 0, 0.5)
    assert found.formula == "R = 2^(−t/I)"
