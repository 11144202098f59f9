"""The state of each card is the fold of its log, whatever the order in which entries arrive."""

import json
import random
from contextlib import closing
from pathlib import Path

import pytest

from tests.export.histories import out
from tests.learner import Learner, questions
from tests.store.raw_log import RawEntry, put_entries
from tutor.core.card import CardId
from tutor.core.card_state import CardState, state_of
from tutor.core.log import ACTIONS, GRADES, SETS_STATE, VALUES, Event, standing
from tutor.core.memory import Memory
from tutor.scheduling.scheduler import Scheduler
from tutor.scheduling.schedulers import DEFAULT
from tutor.scheduling.sm2 import SM2
from tutor.store.database import Database
from tutor.study import Study, transfer

DAY = 740_000


def anything(chance: random.Random, count: int = 60) -> list[RawEntry]:
    """Entries of every kind on a few cards, some of one instant, some undone."""
    made: list[RawEntry] = []
    for number in range(count):
        day = DAY + number // 6 + chance.choice((0, 0, 0, 1))
        at = (day * 86_400 + chance.randrange(40) * 60) * 100
        uid, card = f"{chance.getrandbits(100):026x}", chance.choice("abc")
        event = chance.choice((*GRADES, *ACTIONS, Event.PRACTICE, Event.UNDO))
        if event is Event.UNDO:
            if made:
                undone = chance.choice(made)
                if undone.event != "undo":
                    made.append(
                        RawEntry(uid, at, day, undone.card, "undo", 0, 0, undoes=undone.uid)
                    )
            continue
        quality = 0 if event in ACTIONS else chance.choice((1, 3, 4, 5))
        if event is Event.TOMORROW:
            quality = 3
        value = 0
        if event in VALUES:
            value = chance.randrange(8) if event is Event.FLAG else day + chance.randrange(-3, 40)
        made.append(RawEntry(uid, at, day, card, event, quality, value=value))
    return made


def kept(learner: Learner) -> list[tuple[Memory, CardState]]:
    """Memory and state of every card, as they are kept."""
    with learner.opens() as study, study._learner.store.reading() as queries:
        cards = [CardId(card) for card in "abc"]
        return [(queries.memory(card), queries.state(card)) for card in cards]


class OtherScheduler(SM2):
    """The same rules, folded one entry after another."""

    fold_all = Scheduler.fold_all


@pytest.mark.parametrize("seed", range(3))
def test_memory_and_state_are_the_fold_of_the_log_in_any_order(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    log = anything(chance)
    found = []
    for place, scheduler in enumerate((DEFAULT, DEFAULT, OtherScheduler())):
        folder = tmp_path / f"{place}"
        folder.mkdir()
        learner = Learner(folder, scheduler=scheduler)
        learner.write("deck.md", questions("alpha"))
        chance.shuffle(log)
        with learner.writes() as writer:
            put_entries(writer._connection, log)
            writer.rebuild()
        assert learner.proof().holds
        found.append(kept(learner))
        with learner.opens() as study:
            entries = [study.history.entries(CardId(card)) for card in "abc"]
        by_hand: list[tuple[Memory, CardState]] = []
        for each in entries:
            stand = standing(each)
            sets = [(e.event, e.value, e.day) for e in stand if e.event in SETS_STATE]
            memory = DEFAULT.fold(each)
            by_hand.append((DEFAULT.new if memory.is_new else memory, state_of(sets)))
        assert [
            (DEFAULT.new if memory.is_new else memory, state) for memory, state in found[-1]
        ] == by_hand
    assert found[0] == found[1] == found[2]


def test_halves_that_are_merged_in_any_order_give_the_same(tmp_path: Path) -> None:
    log = anything(random.Random(8), 90)
    halves = []
    for place in range(2):
        folder = tmp_path / f"half {place}"
        folder.mkdir()
        halves.append(Learner(folder))
        with halves[-1].writes() as writer:
            put_entries(writer._connection, log[place::2])
            writer.rebuild()
        export = json.loads(out(halves[-1].database))
        assert export["version"] == 3
        assert {"value" in each for each in export["log"] if each["event"] in VALUES} == {True}
        assert not any("value" in each for each in export["log"] if each["event"] not in VALUES)
        (folder / "export.json").write_text(out(halves[-1].database).decode(), encoding="utf-8")
    for learner, other in (halves, halves[::-1]):
        with closing(Database(learner.database)) as store:
            transfer.merge(store, other.folder / "export.json", lambda share: None)
        assert learner.proof().holds
    assert kept(halves[0]) == kept(halves[1])
    assert out(halves[0].database) == out(halves[1].database)


def test_it_is_known_on_which_days_a_card_was_written(tmp_path: Path) -> None:
    learner = Learner(tmp_path)
    learner.write("deck.md", questions("alpha", "beta"))

    def days(study: Study) -> list[tuple[int, int]]:
        with study._learner.store.reading() as queries:
            rows = queries._execute("SELECT added, edited FROM card ORDER BY question")
            return [*rows]

    with learner.opens() as study:
        first = study.day
        assert days(study) == [(first, 0), (first, 0)]
    learner.sleep(3)
    learner.write("deck.md", questions("alpha", "beta", "gamma").replace("to alpha", "to it"))
    with learner.opens() as study:
        assert days(study) == [(first, first + 3), (first, 0), (first + 3, 0)]
    learner.sleep(3)
    learner.write("deck.md", questions("beta", "gamma", "alpha").replace("to alpha", "to it"))
    with learner.opens() as study:
        assert days(study) == [(first, first + 3), (first, 0), (first + 3, 0)]
