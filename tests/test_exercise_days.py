"""How exercises are spread over days, and what a grade below Good does to one."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.command import Command
from tests.learner import Learner, asked_in_order, questions
from tests.simulation import EXERCISES
from tutor.core.kind import Kind
from tutor.core.log import Event
from tutor.settings import Settings, load
from tutor.store.doctor import findings
from tutor.study import Asked, Study, transfer

NAMES = ("one", "two", "three", "four", "five")


def exercises(*names: str) -> str:
    """An exercise file with an exercise of each name."""
    return "\n".join(
        EXERCISES.replace('"affine-uniform"', f'"{name}"').replace(
            "A stretch", f"{name}: a stretch"
        )
        for name in names
    )


@pytest.fixture
def learner(tmp_path: Path) -> Learner:
    learner = Learner(tmp_path)
    learner.write("page/cards.md", questions("alpha", "beta", "gamma"))
    learner.write("page/try.toml", exercises(*NAMES))
    return learner


def live(study: Study, quality: int = 4) -> list[Asked]:
    """A review session in which every exercise gets this quality, and every card a 4."""
    found = []
    session, asked = study.review.ask(study.review.begin())
    while asked is not None:
        found.append(asked)
        grade = quality if asked.card.kind.is_drawn else 4
        session, asked = study.review.ask(study.review.grade(session, grade, 1.0))
    return found


def worked(found: list[Asked]) -> list[str]:
    return [asked.card.id for asked in found if asked.card.kind.is_drawn]


def day(learner: Learner, quality: int = 4) -> list[str]:
    with learner.opens() as study:
        return worked(live(study, quality))


def test_a_day_has_one_new_exercise_and_two_in_all(learner: Learner) -> None:
    days = []
    for _ in range(30):
        days.append(day(learner))
        learner.sleep()
    assert days[0] == ["one"]
    assert days[1] == ["one", "two"]  # the first is due, and one is new
    assert max(map(len, days)) == 2
    begun: list[str] = []
    for found in days:
        fresh = [name for name in found if name not in begun]
        assert len(fresh) <= 1
        begun += fresh
    assert begun == list(NAMES)


def test_the_limits_hold_for_the_whole_day_and_all_counts_know_them(learner: Learner) -> None:
    with learner.opens() as study:
        today = study.schedule.today()
        assert (today.new, today.by_kind[Kind.EXERCISES].new) == (4, 1)
        assert study.review.begin().left == 4
        assert [count.new for count in study.schedule.by_deck()] == [4]
        session, asked = study.review.ask(study.review.begin())
        exercise = next(card for card in study.decks.cards() if card.id == "three")
        study.exercises.record(exercise, 4, 1.0, "")  # tried on one's own account
        assert study.schedule.today().by_kind[Kind.EXERCISES].new == 0
        assert worked(live(study)) == []
        assert session.left == 4
        assert asked is not None


def test_an_exercise_in_the_queue_is_passed_over_once_another_was_done(learner: Learner) -> None:
    with learner.opens() as study:
        session = study.review.begin()
        exercise = next(card for card in study.decks.cards() if card.id == "three")
        study.exercises.record(exercise, 4, 1.0, "")
        found = []
        session, asked = study.review.ask(session)
        while asked is not None:
            found.append(asked)
            session, asked = study.review.ask(study.review.grade(session, 4, 1.0))
        assert worked(found) == []
        assert len(found) == 3


def test_what_is_due_beyond_the_limit_comes_within_days(learner: Learner) -> None:
    with learner.opens() as study:
        for card in study.exercises.all():
            study.exercises.record(card, 4, 1.0, "")
    learner.sleep(1)
    with learner.opens() as study:
        assert study.schedule.today().by_kind[Kind.EXERCISES].due == 2
        live(study)
        assert study.schedule.next_due() == (study.day + 1, 6)  # with the three cards
    learner.sleep(1)
    assert len(day(learner)) == 2


def test_an_exercise_below_good_is_due_tomorrow_and_not_again_today(learner: Learner) -> None:
    for quality, again in ((3, 6), (1, 1)):
        with learner.opens() as study:
            (asked,) = (asked for asked in live(study, quality) if asked.card.id == "one")
            assert all(memory.due == study.day + 1 for memory in list(asked.choices.values())[:2])
            assert study.schedule.today().due == 0
            assert study.review.begin().left == 0
            memory = study.schedule.memory(asked.card.id)
            assert (memory.due, memory.interval) == (study.day + 1, 1)
            why = study.schedule.why(asked.card)
            assert "tomorrow" in why.conclusion
        learner.sleep(1)
        with learner.opens() as study:
            live(study, 4)
            assert study.schedule.memory(asked.card.id).interval == again
        learner.sleep(again)
    assert learner.proof().holds
    assert all(finding.good for finding in findings(learner.database))


def test_a_hard_exercise_is_marked_in_the_log_and_its_row_says_why(learner: Learner) -> None:
    with learner.opens() as study:
        asked = next(asked for asked in live(study, 3) if asked.card.kind.is_drawn)
        (entry,) = study.history.entries(asked.card.id)
        assert (entry.event, entry.quality) == (Event.TOMORROW, 3)
        (reason,) = study.schedule.why(asked.card).reasons
        assert reason.rules[0].startswith("An exercise graded Hard is due tomorrow")
        answers = study.history.progress().as_json()["answers"]
        assert answers == {"scheduled": 4}  # as any other grade that counts


def test_a_log_written_before_keeps_its_meaning(learner: Learner) -> None:
    with learner.opens() as study:
        exercise = study.exercises.all()[0]
    for number, (at, quality) in enumerate([(0, 4), (1, 4), (7, 3)]):
        begun = learner.now.toordinal()
        with learner.writes() as writer:  # as a program wrote it that knew no such rule
            instant = round(learner.now.timestamp() * 1000) + 86_400_000 * at
            entry = writer.grade(exercise.id, quality, instant, begun + at, 1.0).entry
        assert (number, entry.event) == (number, Event.SCHEDULED)
    with learner.opens() as study:
        memory = study.schedule.memory(exercise.id)
    assert (memory.interval, memory.ease) == (15, 236)  # ceil(6 * 2.36), by SM-2
    assert learner.proof().holds
    learner.sleep(7)
    with learner.opens() as study:
        assert study.review.begin().left == 4  # no repeat this evening; cards and a new exercise


def test_once_more_on_the_same_day_is_practice(learner: Learner) -> None:
    with learner.opens() as study:
        live(study, 1)
        graded = study.exercises.record(study.exercises.all()[0], 4, 1.0, "")
        assert graded.entry.event is Event.PRACTICE
        assert graded.after == graded.before
        assert graded.after.due == study.day + 1


def test_a_history_with_a_hard_exercise_is_exported_and_merged(
    learner: Learner, tmp_path: Path
) -> None:
    path = tmp_path / "plain.json"
    with learner.opens() as study:
        live(study, 4)
    transfer.to_json(learner.database, Settings(), path, True, lambda _: None)
    assert json.loads(path.read_text())["version"] == 1  # an older program can read it
    learner.sleep(1)
    with learner.opens() as study:
        live(study, 3)
    transfer.to_json(learner.database, Settings(), path, True, lambda _: None)
    found = json.loads(path.read_text())
    assert found["version"] == 2
    assert [e["quality"] for e in found["log"] if e["event"] == "tomorrow"] == [3, 3]
    folder = tmp_path / "other"
    folder.mkdir()
    other = Learner(folder)
    with other.opens() as study:
        transfer.merge(study._learner.store, path, lambda _: None)
        with learner.opens() as here:
            cards = [card.id for card in here.decks.cards()]
            assert len(cards) == 8
            for card in cards:
                assert study.schedule.memory(card) == here.schedule.memory(card)
    assert other.proof().holds
    with closing(sqlite3.connect(other.database)) as connection:
        kept = connection.execute("SELECT count(*) FROM log WHERE event = 'tomorrow'").fetchone()
    assert kept == (2,)


def test_the_settings_of_exercises_are_read_and_checked(tutor: Command, tmp_path: Path) -> None:
    path = tmp_path / "config" / "tutor" / "settings.toml"
    path.parent.mkdir(parents=True)
    (tutor.decks / "try.toml").write_text(exercises(*NAMES))
    assert json.loads(tutor("today", "--json").stdout)["by_kind"]["exercises"]["new"] == 1
    path.write_text("new_exercises_a_day = 3\nexercises_a_day = 4\n")
    assert load(path).settings.limits[:3] == (20, 3, 4)
    assert json.loads(tutor("today", "--json").stdout)["by_kind"]["exercises"]["new"] == 3
    path.write_text("exercises_a_day = -1\n")
    assert load(path).settings.limits[:3] == (20, 1, 2)
    assert len(load(path).faults) == 1


def test_asked_in_order_is_what_the_day_holds(learner: Learner) -> None:
    with learner.opens() as study:
        today = study.schedule.today()
        assert len(asked_in_order(study, study.review.begin())) == today.due + today.new
