"""Two learners with decks in common, all that they can do, and an account of it by other means.

`python -m tests.store.all_actions --examples 500 --steps 50` runs the machine for long.
"""

import json
import os
import re
import shutil
import tempfile
from contextlib import closing
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    precondition,
    rule,
)

from tests.account import Row, log_of, standing
from tests.export.histories import composed, out, take_in
from tests.learner import Learner
from tests.state_machine import run
from tests.store.card_account import schedule_of, set_aside
from tutor.core.card import CardId
from tutor.core.kind import Kind
from tutor.core.log import Event
from tutor.errors import TutorError
from tutor.store.database import Database

SUBJECTS = (
    "Which river runs through the town of Tübingen, {}?",
    "Name a convex function that has no minimum. {}",
    "When was the treaty about coal and steel signed? {}",
    "How many edges has a tree with n nodes, {}",
    "{} Whose theorem says that bounded sequences have limit points?",
    "Give the density of a standard normal variable: {}",
    "{} Why does the inverse of an orthogonal matrix cost nothing?",
    "State what a kernel must fulfil to be positive definite; {}",
)
ANSWERS = ("Neckar", "exp", "1951", "n - 1", "Bolzano", "a bell", "a transpose", "sums of squares")
FILES = ("one.md", "two.md")
FIRST_DAY, EPOCH = 739_000, 719_163  # learning days: the first, and that of 1970
PLACES = st.integers(0, 1)
DAYS = st.integers(-3, 40)
GRADES = st.tuples(
    st.integers(0, 5), st.sampled_from([Kind.FLASHCARDS, Kind.EXERCISES]), st.booleans()
)
EVENTS = st.sampled_from(["skip", "bury", "suspend", "resume", "flag", "reschedule", "reset"])


@dataclass(frozen=True, slots=True)
class Written:
    """A card as it stands in a deck; every other one has an id of its own."""

    number: int
    edits: int = 0

    @property
    def text(self) -> str:
        named = f"\n<!-- id: own-{self.number} -->" if self.number % 2 else ""
        # The question of a card without an id stays, so that it is the same card to everybody.
        again = f"(wording {self.edits})" if self.number % 2 else ""
        question = SUBJECTS[self.number].format(f"card {self.number} {again}").strip()
        return f"Q: {question}{named}\nA: {ANSWERS[self.number]} {self.edits}\n\n"


class Machine:
    """One learner's machine: its database, and what its log said when it was last looked at."""

    def __init__(self, folder: Path, decks: Path) -> None:
        folder.mkdir()
        self.learner = Learner(folder)
        self.learner.decks = decks
        self.log: dict[str, Row] = {}
        self.cards: set[CardId] = set()  # that it has read in a deck

    def rows(self) -> list[Row]:
        """Its log, in order of arrival."""
        return sorted(self.log.values(), key=lambda row: row["sequence"])

    def stands(self, card: CardId) -> list[Row]:
        """What holds of a card, in order."""
        rows = [row for row in standing(self.rows()) if row["card"] == card]
        return sorted(rows, key=lambda row: (row["at"], row["uid"]))

    def look(self) -> list[Row]:
        """Everything must be as the log has it; what is new in the log."""
        found = {row["uid"]: row for row in log_of(self.learner.database)}
        assert self.log.items() <= found.items(), "an entry is gone, or another than it was"
        new = sorted(
            (row for uid, row in found.items() if uid not in self.log),
            key=lambda row: row["sequence"],
        )
        self.log = found
        assert self.learner.proof().holds
        with closing(Database(self.learner.database)) as store, store.reading() as queries:
            for card in self.cards | {CardId(row["card"]) for row in found.values()}:
                memory, rows = queries.memory(card), self.stands(card)
                assert (None if memory.is_new else memory) == schedule_of(rows), rows
                assert queries.state(card) == set_aside(rows), rows
        return new


class AllActions(RuleBasedStateMachine):
    """Whatever is done, in whatever order it arrives: the state is what the log says."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.decks = self.folder / "decks"
        self.decks.mkdir()
        self.machines = [Machine(self.folder / name, self.decks) for name in ("here", "there")]
        self.files: dict[str, list[Written]] = {name: [] for name in FILES}
        self.removed: list[Written] = []
        self.ids: dict[int, CardId] = {}
        self.exports: list[bytes] = []
        self.modified = count(1_000_000)
        self.day, self.minute = FIRST_DAY, 0

    def teardown(self) -> None:
        try:
            self.meet()
        finally:
            shutil.rmtree(self.folder, ignore_errors=True)

    # --- what is done with the decks

    @initialize()
    def begin(self) -> None:
        for number in range(4):
            self.files[FILES[number % 2]].append(Written(number))
        self.removed = [Written(number) for number in range(4, 8)]
        self.write()
        for place in (0, 1):
            self.read(place)

    @rule(place=PLACES)
    def read(self, place: int) -> None:
        """A card is the same to both, wherever it stands and whatever it says."""
        machine = self.machines[place]
        with machine.learner.opens() as study:
            found = {card.id: card.question for card in study.decks.cards()}
        numbers = set()
        for card, question in found.items():
            number = int(re.findall(r"card (\d)", question)[0])
            assert self.ids.setdefault(number, card) == card
            numbers.add(number)
        assert numbers == {card.number for cards in self.files.values() for card in cards}
        machine.cards |= found.keys()
        assert not machine.look()

    @precondition(lambda self: self.removed)
    @rule(data=st.data(), to=st.sampled_from(FILES))
    def restore(self, data: st.DataObject, to: str) -> None:
        card = data.draw(st.sampled_from(self.removed))
        self.removed.remove(card)
        self.files[to].insert(data.draw(st.integers(0, len(self.files[to]))), card)
        self.write()

    @precondition(lambda self: any(self.files.values()))
    @rule(
        data=st.data(),
        what=st.sampled_from(["edit", "move", "delete"]),
        readers=st.sampled_from([(), (0,), (1,), (0, 1)]),
    )
    def change(self, data: st.DataObject, what: str, readers: tuple[int, ...]) -> None:
        name = data.draw(st.sampled_from([name for name in FILES if self.files[name]]))
        cards = self.files[name]
        card = cards.pop(data.draw(st.integers(0, len(cards) - 1)))
        if what == "edit":
            cards.append(replace(card, edits=card.edits + 1))
        elif what == "move":
            other = FILES[FILES.index(name) - 1]
            self.files[other].insert(0, card)
        else:
            self.removed.append(card)
        self.write()
        for place in readers:
            self.read(place)

    # --- what is done with the cards

    @rule(data=st.data(), place=PLACES, grades=st.lists(GRADES, min_size=1, max_size=4))
    def grade(self, data: st.DataObject, place: int, grades: list[tuple[int, Kind, bool]]) -> None:
        machine = self.machines[place]
        for quality, kind, ahead in grades:
            card, at = self.any_cards(data, place, 1)[0], self.now(data)
            memory = schedule_of(machine.stands(card))
            with machine.learner.writes() as writer:
                writer.grade(card, quality, at, self.day, 1.0, kind=kind, ahead=ahead)
            (new,) = machine.look()
            if memory is None or memory.due <= self.day:
                said = "tomorrow" if kind is Kind.EXERCISES and quality == 3 else "scheduled"
            else:
                said = "ahead" if ahead and self.day > memory.last else "repeat"
            assert (new["card"], new["event"], new["quality"]) == (card, said, quality)

    @rule(data=st.data(), place=PLACES)
    def practise(self, data: st.DataObject, place: int) -> None:
        card, at = self.any_cards(data, place, 1)[0], self.now(data)
        with self.machines[place].learner.writes() as writer:
            writer.practise(card, 1, at, self.day, 1.0)
        (new,) = self.machines[place].look()
        assert (new["card"], new["event"]) == (card, "practice")

    @rule(data=st.data(), place=PLACES, events=st.lists(EVENTS, min_size=1, max_size=4))
    def act(self, data: st.DataObject, place: int, events: list[str]) -> None:
        for event in events:
            self.act_once(data, place, event)

    @rule(data=st.data(), place=PLACES)
    def undo(self, data: st.DataObject, place: int) -> None:
        """The day's latest is taken back, from all of its cards; what was done here first."""
        machine, at = self.machines[place], self.now(data)
        stands = [
            row
            for row in standing(machine.rows())
            if row["day"] == self.day and row["event"] != "practice"
        ]
        with machine.learner.writes() as writer:
            own = [row for row in stands if row["device"] == writer.device]
        latest = (own or stands)[-1:]
        expected = set()
        for last in latest:
            # The uids of one action end alike.
            alike = [row for row in standing(machine.rows()) if row["uid"][14:] == last["uid"][14:]]
            expected = {(row["card"], row["uid"]) for row in alike}
        with machine.learner.writes() as writer:
            writer.undo(at, self.day)
        new = machine.look()
        assert {(row["card"], row["undoes"]) for row in new} == expected
        assert {row["event"] for row in new} <= {"undo"}

    @rule(days=st.sampled_from([1, 1, 1, 5, 30]))
    def sleep(self, days: int) -> None:
        self.day, self.minute = self.day + days, 0
        for machine in self.machines:
            machine.learner.sleep(days)

    # --- what is done with the histories

    @rule(place=PLACES)
    def export(self, place: int) -> None:
        self.exports.append(out(self.machines[place].learner.database))

    @precondition(lambda self: self.exports)
    @rule(data=st.data(), place=PLACES, part=st.sampled_from(["all", "odd", "even", "end"]))
    def take_in(self, data: st.DataObject, place: int, part: str) -> None:
        """An export of any time, of either machine, or a part of one."""
        document = data.draw(st.sampled_from(self.exports))
        whole = json.loads(document)
        slices = {"odd": slice(1, None, 2), "even": slice(0, None, 2), "end": slice(-3, None)}
        coming = whole["log"]
        if part != "all":
            coming = coming[slices[part]]
            document = composed(whole["cards"], coming, version=whole["version"])
        machine = self.machines[place]
        known = machine.log.keys()
        expected = {row["uid"] for row in coming} - known
        take_in(machine.learner.database, document)
        assert {row["uid"] for row in machine.look()} == expected

    @rule()
    def meet(self) -> None:
        """Each gets the other's history: then both have the same, card by card."""
        here, there = self.machines
        for one, other in ((here, there), (there, here)):
            take_in(one.learner.database, out(other.learner.database))
            one.look()
        logs = [
            {uid: {**row, "sequence": 0} for uid, row in machine.log.items()}
            for machine in self.machines
        ]
        assert logs[0] == logs[1]

    @rule(place=PLACES, what=st.sampled_from(["figures", "doctor"]))
    def count_again(self, place: int, what: str) -> None:
        with self.machines[place].learner.writes() as writer:
            if what == "figures":
                writer.catch_up()
            else:
                writer.rebuild()
        assert not self.machines[place].look()

    # --- how

    def act_once(self, data: st.DataObject, place: int, event: str) -> None:
        cards, at = self.any_cards(data, place, 3), self.now(data)
        machine = self.machines[place]
        value = 0
        if event == "flag":
            value = data.draw(st.integers(0, 7))
        elif event in ("bury", "reschedule"):
            value = self.day + data.draw(DAYS)
        is_refused = event == "reschedule" and any(
            schedule_of(machine.stands(card)) is None for card in cards
        )
        with machine.learner.writes() as writer:
            if is_refused:
                with pytest.raises(TutorError, match="is new and has no due day"):
                    writer.act(cards, Event(event), value, at, self.day)
            else:
                writer.act(cards, Event(event), value, at, self.day)
        new = machine.look()
        expected = [] if is_refused else [(card, event, value) for card in cards]
        assert [(row["card"], row["event"], row["value"]) for row in new] == expected

    def any_cards(self, data: st.DataObject, place: int, number: int) -> list[CardId]:
        cards = sorted(self.machines[place].cards)
        return data.draw(st.lists(st.sampled_from(cards), min_size=1, max_size=number, unique=True))

    def now(self, data: st.DataObject) -> int:
        """A time of today; a clock may stand still, or go back."""
        self.minute = max(0, self.minute + data.draw(st.sampled_from([1, 1, 1, 0, -3])))
        return ((self.day - EPOCH) * 24 * 60 + 600 + self.minute) * 60_000

    def write(self) -> None:
        for name, cards in self.files.items():
            path = self.decks / name
            path.write_text("".join(card.text for card in cards), encoding="utf-8")
            seconds = next(self.modified)
            os.utime(path, (seconds, seconds))


if __name__ == "__main__":
    run(AllActions, __doc__, 50, "every state is what the log says")
