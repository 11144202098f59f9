"""The same work in Anki's engine, where the `anki` package is installed beside the program."""

import random
import sys
import time
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from tests.benchmarks.history import FILES, texts

DAY = 86_400_000  # milliseconds


def is_installed() -> bool:
    """Whether the `anki` package can be imported."""
    if find_spec("anki") is None:
        print("the anki package is not installed: its column stays empty", file=sys.stderr)
        return False
    return True


class Anki:
    """A collection of basic notes; `due` of its cards wait today."""

    name = "Anki"

    def __init__(self, folder: Path, cards: int, due: int, rows: int) -> None:
        anki: Any = import_module("anki.collection")
        self._good = import_module("anki.scheduler.v3").CardAnswer.GOOD
        self.path = folder / "collection.anki2"
        self._collection: Any = anki.Collection(str(self.path))
        deck, basic = 1, self._collection.models.by_name("Basic")
        requests = []
        for card in range(cards):
            note = self._collection.new_note(basic)
            note.fields = [*texts(*divmod(card, max(1, cards // FILES)))]
            requests.append(anki.AddNoteRequest(note, deck))
        started = time.process_time()
        self._collection.add_notes(requests)
        self.seconds_to_add = time.process_time() - started
        self._other = self._collection.decks.id("Other")
        ids = [card for (card,) in self._collection.db.all("SELECT id FROM cards ORDER BY id")]
        today = self._collection.sched.today
        self._collection.db.executemany(
            "UPDATE cards SET type = 2, queue = 2, due = ?, ivl = ?, factor = 2500 WHERE id = ?",
            [
                (today - card % 30 if card < due else today + 1 + card % 100, 10 + card % 50, id)
                for card, id in enumerate(ids)
            ],
        )
        chance, now = random.Random(3), round(time.time() * 1000)
        self._collection.db.executemany(
            "INSERT INTO revlog VALUES (?, ?, -1, 3, 10, 5, 2500, 8500, 1)",
            [
                (now - 2 * DAY - row * (1_100 * DAY // max(1, rows)), chance.choice(ids))
                for row in range(rows)
            ],
        )
        options = self._collection.decks.config_dict_for_deck_id(deck)
        options["rev"]["perDay"], options["new"]["perDay"] = 9_999, 20
        self._collection.decks.update_config(options)
        self._deck = deck
        self._up = self._queued()

    def grade(self) -> None:
        """Grade the card that is up, and read the next."""
        queued = self._up.cards[0]
        card = self._collection.get_card(queued.card.id)
        card.start_timer()
        answer = self._collection.sched.build_answer(
            card=card, states=queued.states, rating=self._good
        )
        self._collection.sched.answer_card(answer)
        self._up = self._queued()

    def undo(self) -> None:
        """Take the latest grade back, and read its card again."""
        self._collection.undo()
        self._up = self._queued()

    def queue(self) -> int:
        """Today's queue, built afresh: choosing another deck throws it away."""
        return int(self._queued().review_count)

    def before_queue(self) -> None:
        """Throw the queue away, outside of what is timed."""
        self._collection.decks.set_current(self._other)
        self._queued()
        self._collection.decks.set_current(self._deck)

    def counts(self) -> int:
        """How many are due in each deck."""
        return int(self._collection.sched.deck_due_tree().review_count)

    def figures(self) -> object:
        """All that its screen of graphs is drawn from."""
        return self._collection._backend.graphs(search="", days=0)

    def find(self, search: str) -> int:
        """How many cards match a search."""
        return len(self._collection.find_cards(search))

    def close(self) -> None:
        """Close the collection."""
        self._collection.close()

    def _queued(self) -> Any:
        return self._collection.sched.get_queued_cards(fetch_limit=1)
