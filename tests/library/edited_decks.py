"""Decks of look-alike cards that are edited while reviews go on, and whose history is whose.

`python -m tests.library.edited_decks --examples 500 --steps 40` runs the machine for long.
"""

import os
import re
import shutil
import tempfile
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from tests.learner import Learner
from tests.state_machine import run
from tutor.core.card import CardId

PATTERNS = (
    "Is the function ${}$ convex on the whole real line?",
    "Which number is {} in the usual numbering of the rows?",
    "What is the name of the river that flows through {}?",
    "Does the matrix number {} have an inverse, and how is it seen?",
)
ANSWERS = ("Yes.", "No.", "It is $a/b$.", "The first one.")
FILES = ("one.md", "two.md")


@dataclass(eq=False)
class Written:
    """A card as its author has it in mind."""

    question: str
    answer: str
    number: int
    is_cloze: bool = False
    named: str = ""
    ancestors: frozenset[int] = frozenset()  # whose history it may also have
    given_up: set[str] = field(default_factory=set)  # entries that its author let go

    @property
    def text(self) -> str:
        comment = f"\n<!-- id: {self.named} -->" if self.named else ""
        if self.is_cloze:
            return f"C: {self.question} [{self.answer}]{comment}\n\n"
        return f"Q: {self.question}{comment}\nA: {self.answer}\n\n"


class EditedDecks(RuleBasedStateMachine):
    """An author edits, the program reads; every entry of the log has the card it was given to."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.learner = Learner(self.folder)
        self.files: dict[str, list[Written]] = {name: [] for name in FILES}
        self.removed: list[Written] = []
        self.owner: dict[str, int] = {}  # by entry
        self.numbers = count()
        self.clock = count(1_000_000)
        self.now = count(1_796_000_000_000, 60_000)
        self.notes: tuple[str, ...] = ()
        self.ids: dict[int, CardId] = {}
        self.entries: dict[str, set[str]] = {}

    def teardown(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)

    # --- what the author does

    @initialize(kinds=st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=4))
    def begin(self, kinds: list[tuple[int, int]]) -> None:
        for at, (pattern, answer) in enumerate(kinds[:12]):
            self.files[FILES[at % 2]].append(self.fresh(pattern, answer, at % 5 == 4))
        self.read()

    @rule(file=st.sampled_from(FILES), pattern=st.integers(0, 3), answer=st.integers(0, 3))
    def add(self, file: str, pattern: int, answer: int) -> None:
        self.files[file].append(self.fresh(pattern, answer))
        self.read()

    @precondition(lambda self: self.standing)
    @rule(data=st.data())
    def grade(self, data: st.DataObject) -> None:
        card = self.any_card(data)
        self.grade_card(card)

    @precondition(lambda self: self.standing)
    @rule(data=st.data(), kind=st.sampled_from(["swap", "drop", "extend", "answer", "all"]))
    def edit(self, data: st.DataObject, kind: str) -> None:
        self.change(self.any_card(data), kind)
        self.read()

    @precondition(lambda self: len(self.standing) > 1)
    @rule(data=st.data(), kind=st.sampled_from(["swap", "drop", "extend"]))
    def edit_two(self, data: st.DataObject, kind: str) -> None:
        one, other = self.two_cards(data)
        self.change(one, kind)
        self.change(other, kind)
        self.read()

    @precondition(lambda self: self.standing)
    @rule(data=st.data(), to=st.sampled_from(FILES), kind=st.sampled_from(["", "swap", "extend"]))
    def move(self, data: st.DataObject, to: str, kind: str) -> None:
        card = self.any_card(data)
        self.take_out(card)
        self.files[to].insert(data.draw(st.integers(0, len(self.files[to]))), card)
        if kind:
            self.change(card, kind)
        self.read()

    @precondition(lambda self: len(self.standing) > 3)
    @rule(data=st.data())
    def delete(self, data: st.DataObject) -> None:
        card = self.any_card(data)
        self.take_out(card)
        self.removed.append(card)
        self.read()

    @precondition(lambda self: self.removed)
    @rule(data=st.data(), to=st.sampled_from(FILES))
    def restore(self, data: st.DataObject, to: str) -> None:
        card = data.draw(st.sampled_from(self.removed))
        self.removed.remove(card)
        self.files[to].insert(data.draw(st.integers(0, len(self.files[to]))), card)
        self.read()

    @precondition(lambda self: self.standing)
    @rule(data=st.data())
    def split(self, data: st.DataObject) -> None:
        card = self.any_card(data)
        file, at = self.place(card)
        whose = card.ancestors | {card.number}
        halves = [
            Written(f"{card.question} Part {number}?", answer, number, ancestors=whose)
            for answer, number in zip(("one", card.answer), self.numbers, strict=False)
        ]
        self.files[file][at : at + 1] = halves
        self.read()

    @precondition(lambda self: len(self.standing) > 3)
    @rule(data=st.data())
    def merge(self, data: st.DataObject) -> None:
        one, other = self.two_cards(data)
        self.take_out(other)
        file, at = self.place(one)
        whose = one.ancestors | other.ancestors | {one.number, other.number}
        text = f"{one.question} {other.question}", f"{one.answer} {other.answer}"
        self.files[file][at] = Written(*text, next(self.numbers), ancestors=whose)
        self.read()

    @precondition(lambda self: any("starts as new" in note for note in self.notes))
    @rule(data=st.data())
    def follow_the_advice(self, data: st.DataObject) -> None:
        """Write the id that belongs to the card, where the program says."""
        for card, note in self.advised():
            mine = [
                written
                for written in re.findall(r"<!-- id: (\S+) -->", note)
                if self.entries_of(written) & self.owned(card)
            ]
            if mine and not card.named:
                card.named = mine[0]
                self.read()
                return

    @precondition(lambda self: any(card.named for card in self.standing))
    @rule(data=st.data())
    def mistype_an_id(self, data: st.DataObject) -> None:
        card = data.draw(st.sampled_from([card for card in self.standing if card.named]))
        card.named = f"{card.named}-{next(self.numbers)}"
        self.read()

    # --- what must hold

    @invariant()
    def no_history_goes_to_another_card(self) -> None:
        for card in self.standing:
            may = card.ancestors | {card.number}
            whose = {self.owner[entry] for entry in self.entries.get(self.ids[card.number], ())}
            assert whose <= may, (card, whose)

    @invariant()
    def no_history_is_lost_in_silence(self) -> None:
        shown = {e for c in self.standing for e in self.entries.get(self.ids[c.number], ())}
        noted = dict(self.advised())
        for card in self.standing:
            lost = self.owned(card) - shown - card.given_up
            if lost:
                assert card in noted, (card, self.notes)
                named = re.findall(r"<!-- id: (\S+) -->", noted[card])
                said = {entry for name in named for entry in self.entries_of(name)}
                assert lost <= said or len(named) == 3, (card, self.notes)

    # --- how

    @property
    def standing(self) -> list[Written]:
        return [card for cards in self.files.values() for card in cards]

    def fresh(self, pattern: int, answer: int, is_cloze: bool = False) -> Written:
        number = next(self.numbers)
        subject = f"x^{{{number}}}" if pattern == 0 else f"{'ABCDEFG'[number % 7]}{number}"
        question = PATTERNS[pattern].format(subject)
        return Written(question, ANSWERS[answer], number, is_cloze)

    def any_card(self, data: st.DataObject) -> Written:
        return data.draw(st.sampled_from(self.standing))

    def two_cards(self, data: st.DataObject) -> tuple[Written, Written]:
        one = self.any_card(data)
        return one, data.draw(st.sampled_from([c for c in self.standing if c is not one]))

    def place(self, card: Written) -> tuple[str, int]:
        return next((name, c.index(card)) for name, c in self.files.items() if card in c)

    def take_out(self, card: Written) -> None:
        name, at = self.place(card)
        del self.files[name][at]

    def change(self, card: Written, kind: str) -> None:
        words = card.question.split(" ")
        at = max(range(len(words)), key=lambda i: len(words[i]) if words[i].isalpha() else 0)
        word = words[at]
        if kind in ("swap", "drop") and len(word) > 4 and word.isalpha():
            words[at] = word[:-3] + word[-2] + ("" if kind == "drop" else word[-3]) + word[-1]
            card.question = " ".join(words)
        elif kind == "extend":
            card.question += " Say it in one word, as it is said in the course, and no more."
        elif kind == "answer":
            card.answer = f"{card.answer} Indeed, {next(self.numbers)}."
        elif kind == "all":
            card.question = f"Nothing at all like it was: {next(self.numbers)}"
            card.answer = f"Nor this: {next(self.numbers)}"

    def owned(self, card: Written) -> set[str]:
        return {entry for entry, number in self.owner.items() if number == card.number}

    def entries_of(self, written: str) -> set[str]:
        return self.entries.get(written, set()) | self.entries.get(f"~{written}", set())

    def grade_card(self, card: Written) -> None:
        with self.learner.writes() as writer:
            found = writer.grade(self.ids[card.number], 4, next(self.now), 739_000, 1.0)
        self.owner[found.entry.uid] = card.number
        mine = self.entries.setdefault(self.ids[card.number], set())
        card.given_up |= self.owned(card) - mine - {found.entry.uid}  # it begins again
        mine.add(found.entry.uid)
        with self.learner.opens() as study:
            self.notes = study.decks.shelf.notes

    def advised(self) -> list[tuple[Written, str]]:
        """The cards that the notes name by their places, each with its note."""
        found = []
        for name, cards in self.files.items():
            line = 1
            for card in cards:
                for note in self.notes:
                    if f"/{name}:{line}: this card starts as new" in note:
                        found.append((card, note))
                line += card.text.count("\n")
        return found

    def read(self) -> None:
        """Write the files and let the program read them."""
        lines: dict[tuple[str, int], Written] = {}
        for name, cards in self.files.items():
            line = 1
            for card in cards:
                lines[name, line] = card
                line += card.text.count("\n")
            path = self.learner.write(name, "".join(card.text for card in cards))
            seconds = next(self.clock)
            os.utime(path, (seconds, seconds))
        with self.learner.opens() as study:
            self.notes = study.decks.shelf.notes
            for found in study.decks.cards():
                card = lines[Path(found.path).name, found.line]
                self.ids[card.number] = found.id
        assert self.learner.proof().holds


if __name__ == "__main__":
    run(EditedDecks, __doc__, 40, "every history is where it belongs")
