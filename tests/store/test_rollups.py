"""What is kept beside the log is what the log adds up to, whatever happened."""

import random
import sqlite3
import tracemalloc
from contextlib import closing
from pathlib import Path

import pytest

from tests.learner import Learner, questions
from tests.store.raw_log import RawEntry, put_entries
from tutor.scheduling.schedulers import DEFAULT
from tutor.store.acting import Undone
from tutor.store.doctor import findings


@pytest.fixture
def learner(tmp_path: Path) -> Learner:
    learner = Learner(tmp_path)
    learner.write("deck.md", questions("alpha", "beta", "gamma", "delta"))
    return learner


@pytest.mark.parametrize("seed", range(6))
def test_grades_undone_repeated_and_out_of_order_are_all_accounted_for(
    learner: Learner, seed: int
) -> None:
    chance = random.Random(seed)
    with learner.opens() as study, learner.writes() as writer:
        cards = [card.id for card in study.decks.cards(["deck"])]
        for _ in range(60):
            learner.sleep(chance.choice((0, 0, 1, 3, -1)), hours=chance.uniform(0, 2))
            at, seconds = round(learner.now.timestamp() * 1000), chance.uniform(0, 100)
            match chance.randrange(10):
                case 0 | 1:
                    writer.undo(at, study.day)
                case 3:
                    writer.catch_up()
                case 2:
                    writer.practise(chance.choice(cards), 4, at, study.day, seconds, '{"a": 1}')
                case _:
                    card = chance.choice(cards)
                    writer.grade(card, chance.choice((1, 3, 4, 5)), at, study.day, seconds)
    proof = learner.proof()
    assert proof.holds, proof
    assert proof.entries > 40


def test_a_detail_is_kept_in_one_way_whatever_its_spaces(learner: Learner) -> None:
    with learner.opens() as study, learner.writes() as writer:
        card = study.decks.cards(["deck"])[0].id
        writer.grade(card, 4, 0, study.day, 1.0, '{"exercise": "é",  "x": [1, 2.50]}')
        (entry,) = study.history.entries(card)
    assert entry.detail == '{"exercise":"é","x":[1,2.5]}'


@pytest.mark.parametrize(
    ("tampering", "count"),
    [
        ("UPDATE memory SET asked = asked + 1", 2),  # and the sum of its file
        ("DELETE FROM memory", 5),  # its mark, its file, its spread and its first day too
        ("UPDATE memory SET placed = 2", 1),
        ("UPDATE memory SET ready = 1", 1),
        ("INSERT INTO state VALUES (1, 0, 0, 3)", 1),
        ("INSERT INTO state VALUES (3, 3652060, 0, 0)", 2),  # suspended, and its mark
        ("UPDATE recalled SET reviews = reviews + 1", 1),
        ("DELETE FROM recalled", 1),
        ("INSERT INTO recalled VALUES (1, 1, 1)", 1),
        ("UPDATE found SET code = code + 1", 2),
        ("DELETE FROM found", 1),
        ("UPDATE begun SET day = day + 1", 2),
        ("UPDATE spread SET cards = 7", 1),
        ("DELETE FROM spread", 1),
        ("UPDATE deck_file SET passed = 0", 1),
        ("UPDATE placement SET seen = 0", 1),
        # All is counted twice: two tallies, a recall, what it found, a spread and a file.
        ("UPDATE about SET value = 0 WHERE name = 'counted'", 6),
        ("UPDATE tally SET answers = answers + 1", 2),
        ("UPDATE tally SET milliseconds = 0", 2),
        ("DELETE FROM tally", 2),
        ("INSERT INTO tally VALUES (1, 1, 1, 1, 1)", 1),
    ],
)
def test_the_doctor_finds_and_repairs_what_differs_from_the_log(
    learner: Learner, tampering: str, count: int
) -> None:
    with learner.opens() as study, learner.writes() as writer:
        card = study.decks.cards(["deck"])[0].id
        for _ in range(2):
            at = round(learner.now.timestamp() * 1000)
            writer.grade(card, 4, at, study.day, 1.5)
            learner.sleep(1)
        assert learner.proof().holds  # what is not counted yet is added as it is read
        writer.catch_up()
    assert learner.proof().holds
    with closing(sqlite3.connect(learner.database)) as connection:
        connection.execute(tampering)
        connection.commit()
    proof = learner.proof()
    assert len(proof.wrong) + proof.unseen + proof.miscounted == count
    assert not all(finding.good for finding in findings(learner.database))
    assert not learner.proof().holds  # it only looked
    assert all(finding.good for finding in findings(learner.database, repair=True))
    assert learner.proof().holds


def test_an_undo_takes_back_nothing_of_another_card(learner: Learner) -> None:
    with learner.opens() as study, learner.writes() as writer:
        first, second = (card.id for card in study.decks.cards(["deck"])[:2])
        at = round(learner.now.timestamp() * 1000)
        entry, _, memory = writer.grade(first, 4, at, study.day, 1.0)
    with closing(sqlite3.connect(learner.database)) as connection:
        put_entries(
            connection, [RawEntry("x", at, entry.day, second, "undo", 0, 0, undoes=entry.uid)]
        )
    assert learner.proof().holds
    with learner.opens() as study, learner.writes() as writer:
        assert study.schedule.memory(first) == memory
        assert study.history.streak() == 1
        assert writer.undo(at, study.day) == Undone(entry, DEFAULT.new)
        assert study.history.streak() == 0
    assert learner.proof().holds


def test_the_doctor_holds_one_card_at_a_time(tmp_path: Path) -> None:
    """With many cards it needs little more memory than with few."""

    def peak(cards: int) -> int:
        folder = tmp_path / f"{cards}"
        folder.mkdir()
        learner = Learner(folder)
        with learner.opens() as study, learner.writes() as writer:
            put_entries(
                writer._connection,
                (RawEntry(f"{card:026}", 0, study.day, f"card {card:09}") for card in range(cards)),
            )
            writer.rebuild()
        tracemalloc.start()
        assert learner.proof().holds
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    few = peak(500)
    assert peak(2_000) < few + 100_000  # bytes; a dictionary of their memories would take 300,000
