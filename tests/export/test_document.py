"""The whole history out and in again: the same bytes, the same state, or nothing at all."""

import json
import random
import shutil
from collections.abc import Iterator
from contextlib import closing
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from tests.export.histories import (
    CARD,
    ENTRY,
    SETTINGS,
    composed,
    nothing,
    out,
    proof_of,
    state,
    take_in,
)
from tests.learner import Learner, questions
from tests.simulation import SimulatedLearner
from tutor.core.kind import Kind
from tutor.core.log import Event
from tutor.settings import Loaded, Settings, load
from tutor.store.database import Database
from tutor.store.dump import dump
from tutor.study import transfer


@pytest.fixture(scope="module")
def learner(tmp_path_factory: pytest.TempPathFactory) -> SimulatedLearner:
    learner = SimulatedLearner(tmp_path_factory.mktemp("learner"))
    learner.live(70)
    with learner.opens() as study, learner.writes() as writer:
        learner.sleep(400)  # so that it is due
        at = round(learner.now.timestamp() * 1000)
        exercise = study.exercises.all()[0].id
        hard = writer.grade(exercise, 3, at, study.day, 60.0, kind=Kind.EXERCISES)
    assert hard.entry.event is Event.TOMORROW
    return learner


@pytest.fixture(scope="module")
def exported(learner: SimulatedLearner) -> bytes:
    path = learner.folder / "history.json"
    transfer.to_json(learner.database, SETTINGS, path, False, nothing)
    return path.read_bytes()


def test_the_export_is_json_as_its_schema_says(exported: bytes, learner: SimulatedLearner) -> None:
    found = json.loads(exported)
    schema = json.loads(files("tutor.export").joinpath("schema.json").read_text())
    Draft202012Validator.check_schema(schema)
    follows = Draft202012Validator(schema)
    assert list(follows.iter_errors(found)) == []
    assert not follows.is_valid({**found, "version": 4})
    assert len(found["log"]) == learner.proof().entries
    assert found["settings"] == {
        "new_a_day": 7,
        "day_starts": 4,
        "maths": "box",
        "theme": "auto",
        "new_exercises_a_day": 1,
        "exercises_a_day": 2,
        "decks_off": [],
        "reviews_a_day": 0,
        "minutes_a_day": 0,
        "days_off": [],
        "deck": {},
        "leech_lapses": 8,
        "capitals": True,
        "words": "short",
    }
    assert any(entry["detail"] and entry["detail"]["steps"] for entry in found["log"])
    events = {entry["event"] for entry in found["log"]}
    assert events == {"scheduled", "tomorrow", "repeat", "practice", "undo"}
    assert {card["kind"] for card in found["cards"]} == {"flashcards", "self-check", "exercises"}


def test_out_and_into_an_empty_database_and_out_again_are_the_same_bytes(
    exported: bytes, learner: SimulatedLearner, tmp_path: Path
) -> None:
    database = tmp_path / "new.sqlite3"
    take_in(database, exported)
    assert out(database) == exported
    assert state(database) == state(learner.database)
    with closing(Database(database)):
        pass
    assert proof_of(database).holds


def test_importing_twice_changes_nothing(exported: bytes, tmp_path: Path) -> None:
    database = tmp_path / "new.sqlite3"
    take_in(database, exported)
    before = state(database)
    path = tmp_path / "again.json"
    path.write_bytes(exported)
    with closing(Database(database)) as store:
        merged, _ = transfer.merge(store, path, nothing)
    assert (merged.entries, merged.cards) == (0, 0)
    assert merged.known == len(before["log"])
    assert state(database) == before


def test_importing_ones_own_export_changes_nothing(
    exported: bytes, learner: SimulatedLearner, tmp_path: Path
) -> None:
    database = tmp_path / "copy.sqlite3"
    shutil.copy(learner.database, database)
    take_in(database, exported)
    assert state(database) == state(learner.database)


@pytest.mark.parametrize("seed", range(3))
def test_one_history_taken_apart_is_the_same_merged_in_any_order(
    exported: bytes, learner: SimulatedLearner, tmp_path: Path, seed: int
) -> None:
    chance = random.Random(seed)
    whole = json.loads(exported)
    parts = []
    for _ in range(2):
        log = [entry for entry in whole["log"] if chance.random() < 0.6]
        cards = [card for card in whole["cards"] if chance.random() < 0.6]
        for card in chance.sample(cards, 5):
            card = card | {"question": f"Otherwise {chance.random()}?", "given": "named"}
            cards = [each for each in cards if each["id"] != card["id"]] + [card]
        parts.append(composed(cards, log))
    one, other, both = (tmp_path / f"{name}.sqlite3" for name in ("one", "other", "both"))
    take_in(one, *parts)
    take_in(other, *reversed(parts))
    assert state(one) == state(other)
    assert proof_of(one).holds
    assert out(one) == out(other)
    take_in(both, exported, *parts)
    assert state(both)["log"] == state(learner.database)["log"]
    assert state(both)["memory"] == state(learner.database)["memory"]


AWKWARD = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)
entries = st.fixed_dictionaries(
    {
        "uid": st.text("0123456789abcdef", min_size=1, max_size=8),
        "device": st.sampled_from(["one", "two"]),
        "at": st.integers(0, 4_000_000_000_000),
        "day": st.dates().map(str),
        "card": AWKWARD,
        "event": st.sampled_from(["scheduled", "repeat", "practice"]),
        "quality": st.integers(0, 5),
        "milliseconds": st.integers(0, 1_000_000),
        "undoes": st.just(""),
        "detail": st.none()
        | st.dictionaries(AWKWARD, st.recursive(
            st.none() | st.booleans() | st.integers() | AWKWARD
            | st.floats(allow_nan=False, allow_infinity=False),
            lambda inner: st.lists(inner, max_size=3) | st.dictionaries(AWKWARD, inner, max_size=3),
            max_leaves=6,
        ), max_size=3),
    }
)  # fmt: skip
cards = st.fixed_dictionaries(
    {
        "id": AWKWARD,
        "kind": st.sampled_from(["flashcards", "self-check", "exercises"]),
        **{
            name: AWKWARD | st.just("")
            for name in ("given", "identity", "wording", "question", "answer")
        },
        "key_points": st.lists(AWKWARD, max_size=2),
        "tags": st.lists(AWKWARD, max_size=2),
    }
)


@settings(max_examples=25)
@given(
    st.lists(entries, max_size=8, unique_by=lambda entry: entry["uid"]),
    st.lists(cards, max_size=4, unique_by=lambda card: card["id"]),
)
def test_whatever_text_they_hold_out_in_and_out_again_are_the_same_bytes(
    tmp_path_factory: pytest.TempPathFactory,
    log: list[dict[str, Any]],
    known: list[dict[str, Any]],
) -> None:
    folder = tmp_path_factory.mktemp("texts")
    take_in(folder / "one.sqlite3", composed(known, log))
    first = out(folder / "one.sqlite3")
    take_in(folder / "two.sqlite3", first)
    assert out(folder / "two.sqlite3") == first
    assert proof_of(folder / "two.sqlite3").holds
    found = json.loads(first)
    assert sorted(found["log"], key=lambda each: each["uid"]) == sorted(
        log, key=lambda each: each["uid"]
    )
    assert {card["id"]: card for card in found["cards"]} == {card["id"]: card for card in known}


def test_an_undo_that_arrives_before_its_grade_still_takes_it_back(tmp_path: Path) -> None:
    undo = ENTRY | {"uid": "a2", "event": "undo", "quality": 0, "undoes": "a1", "milliseconds": 0}
    apart = [composed([], [undo]), composed([CARD], [ENTRY])]
    for order in (apart, apart[::-1]):
        database = tmp_path / f"{len(list(tmp_path.iterdir()))}.sqlite3"
        take_in(database, *order)
        assert state(database)["memory"] == state(database)["tally"] == []
        assert proof_of(database).holds


def test_a_card_in_a_deck_stays_as_the_deck_has_it(tmp_path: Path) -> None:
    learner = Learner(tmp_path)
    learner.write("deck.md", questions("alpha"))
    with learner.opens() as study:
        (card,) = study.decks.cards(["deck"])
    greater = CARD | {"id": str(card.id), "question": "~~~ What was alpha?"}
    take_in(learner.database, composed([greater], [ENTRY | {"card": str(card.id)}]))
    with learner.opens() as study:
        assert study.decks.cards(["deck"]) == [card]
        assert study.schedule.memory(card.id).interval == 1


def test_on_a_new_machine_a_reworded_card_finds_the_history_it_had_on_the_old_one(
    tmp_path: Path,
) -> None:
    old, new = Learner(tmp_path), Learner(tmp_path)
    old.write("deck.md", "Q: What does the chian rule say of a composition?\nA: Multiply.\n")
    with old.opens() as study:
        study.review.grade(study.review.ask(study.review.begin())[0], 4, 1.0)
        (card,) = study.decks.cards(["deck"])
    old.write("deck.md", "Q: What does the chain rule say of a composition?\nA: Multiply.\n")
    with old.opens() as study:
        assert study.decks.cards(["deck"])[0].id == card.id
    new.database = tmp_path / "new.sqlite3"
    with new.opens() as study:  # the decks were there before the history came
        assert study.decks.cards(["deck"])[0].id != card.id
    take_in(new.database, out(old.database))
    with new.opens() as study:
        assert study.decks.cards(["deck"])[0].id == card.id
        assert not study.schedule.memory(card.id).is_new
    proof = new.proof()
    assert proof.holds


# Settings come along only where there are none.


GIVEN = frozenset({"new_a_day", "maths"})


def test_settings_are_taken_over_only_by_those_who_have_none(tmp_path: Path) -> None:
    path = tmp_path / "config" / "settings.toml"
    assert "You had no settings" in transfer.adopt({"new_a_day": 7, "maths": "line"}, path)
    assert load(path) == Loaded(Settings(new_a_day=7, maths="line"), (), GIVEN)
    assert "were kept" in transfer.adopt({"new_a_day": 9}, path)
    assert load(path).settings.new_a_day == 7
    assert transfer.adopt({"new_a_day": 7, "maths": "line"}, path) == ""


@pytest.mark.parametrize("value", [-1, "x", None, 10**9, [1], {"a": 1}])
def test_settings_that_cannot_be_set_are_left_out(tmp_path: Path, value: object) -> None:
    path = tmp_path / "settings.toml"
    assert "left out" in transfer.adopt({"new_a_day": value}, path)
    assert not path.exists()


def test_an_export_is_one_moment_though_grades_are_given_meanwhile(tmp_path: Path) -> None:
    learner = Learner(tmp_path)
    learner.write("deck.md", questions("alpha", "beta"))
    with learner.opens() as study:
        session = study.review.grade(study.review.ask(study.review.begin())[0], 4, 1.0)
        with dump(learner.database) as found:
            sizes = found.sizes()
            study.review.grade(study.review.ask(session)[0], 4, 1.0)
            assert found.sizes() == sizes
            assert len(list(found.entries())) == sizes[1] == 1


def test_a_merge_that_is_stopped_changes_nothing(tmp_path: Path, exported: bytes) -> None:
    database, path = tmp_path / "mine.sqlite3", tmp_path / "theirs.json"
    take_in(database, composed([CARD], [ENTRY]))
    before = state(database)
    path.write_bytes(exported)

    def stop(_: float) -> None:
        raise KeyboardInterrupt

    with closing(Database(database)) as store:
        with pytest.raises(KeyboardInterrupt):
            transfer.merge(store, path, stop)
        assert state(database) == before
        again, _ = transfer.merge(store, database.with_name("mine-0.json"), nothing)
        assert again.known == 1


def test_a_reading_that_is_stopped_changes_nothing(tmp_path: Path) -> None:
    database = tmp_path / "mine.sqlite3"
    take_in(database, composed([CARD], [ENTRY]))
    before = state(database)

    def entries() -> Iterator[Any]:
        yield ("a9", "here", 5, 739_000, "c", "scheduled", 4, 0, "", "", 0)
        raise KeyboardInterrupt

    with closing(Database(database)) as store, store.writing() as writer:
        with pytest.raises(KeyboardInterrupt):
            writer.merge([], entries(), nothing)
        assert state(database) == before
        assert writer.merge([], [], nothing).entries == 0
