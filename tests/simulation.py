"""A simulated learner: a year of daily reviews through the real use cases.

`python -m tests.simulation FOLDER` leaves decks and a database there.
"""

import argparse
import json
import math
import random
from datetime import datetime, timedelta, timezone
from pathlib import Path

from tests.learner import Learner, questions
from tutor.core.card import Card
from tutor.core.kind import Kind
from tutor.core.session import Session
from tutor.study import Asked, Study

FIRST = datetime(2025, 12, 1, 19, 30, tzinfo=timezone(timedelta(hours=1)))
DAYS = 365

ALPS = (
    "Eiger Mönch Jungfrau Bernina Dom Weisshorn Säntis Rigi Pilatus Titlis Napf Tödi Castor Pollux "
    "Bietschhorn Liskamm Ortler Zugspitze Triglav Dachstein Watzmann Hochkönig"
)
SEAS = (
    "Baltic Aegean Ionian Tyrrhenian Adriatic Black Red North Coral Irish Kara Laptev Barents "
    "Timor Arafura Banda Celebes Sulu Yellow Okhotsk"
)
RIVERS = (
    "Rhine Rhône Inn Aare Reuss Limmat Thur Ticino Doubs Saane Emme Sihl Birs Linth Töss Maggia "
    "Moesa Orbe Broye Lütschine Kander Simme Wigger Suhre"
)
EXERCISES = """
[[exercise]]
id = "affine-uniform"
title = "A stretch and a shift of the unit interval"
minutes = 7
base = "uniform(0, 1)"
transform = "affine(a, b)"
steps = ["inverse", "support", "density"]
worked = { a = 4, b = 2 }

[[exercise.level]]
draw = { a = { from = 2, to = 9 }, b = { from = 1, to = 9 } }
"""


class SimulatedLearner(Learner):
    """Forgets as people do, sits down on most days, and changes its mind now and then.

    Others study other decks (`begin`, `turn`) and answer exercises in their own way (`work`).
    """

    def __init__(self, folder: Path, seed: int = 1, new_a_day: int = 3) -> None:
        super().__init__(folder, new_a_day)
        self.chance = random.Random(seed)
        self.now = FIRST
        self.strength: dict[str, float] = {}  # days after which a card is half forgotten
        self.seen: dict[str, datetime] = {}
        self.begin()

    def begin(self) -> None:
        """Write the decks of the first day."""
        self.write("alps.md", '---\ntags = ["peaks"]\n---\n' + questions(*ALPS.split()))
        self.write("seas.md", questions(*SEAS.split(), "Eiger"))  # one of them stands in both decks
        self.write("laws/cloze.md", "C: [F] is [m] times [a].\n")
        self.write("laws/check.md", '---\nkind = "self-check"\n---\n' + questions("force", "work"))
        self.write("laws/try.toml", EXERCISES)

    def live(self, days: int = DAYS) -> None:
        """So many days, most of them with a review session."""
        begun = self.now
        for day in range(days):
            self.now = begun + timedelta(days=day, minutes=self.chance.randrange(-90, 90))
            self.turn(day, days)
            if self.chance.random() < 0.9:
                with self.opens() as study:
                    self._review(study)
            if self.chance.random() < 0.1:
                self.now += timedelta(hours=4)  # past midnight, and still the same evening
                with self.opens() as study:
                    self._try(study)
        self.now = begun + timedelta(days=days)

    def turn(self, day: int, days: int) -> None:
        """What changes in the decks on this day of so many."""
        if day == days // 2:  # a typo is corrected, and a card deleted
            alps = questions(*ALPS.split()[:-1], "Hochkoenig")
            self.write("alps.md", '---\ntags = ["peaks"]\n---\n' + alps)
            self.write("seas.md", questions(*SEAS.split()[1:], "Eiger"))
        if day == days - 7:
            self.write("rivers.md", questions(*RIVERS.split()))

    def _review(self, study: Study) -> None:
        session = study.review.begin()
        session, asked = study.review.ask(session)
        while asked is not None and self.chance.random() > 0.01:  # now and then one leaves early
            session = self._answer(study, session, asked)
            if self.chance.random() < 0.02:
                session, _ = study.review.undo(session)
            session, asked = study.review.ask(session)

    def _answer(self, study: Study, session: Session, asked: Asked) -> Session:
        quality, seconds = self._recall(asked.card.id), round(self.chance.uniform(2, 30), 3)
        detail = ""
        if asked.card.kind is Kind.EXERCISES:
            seconds *= 20
            quality, detail = self.work(study, asked.card, quality, seconds)
        self.now += timedelta(seconds=seconds)
        return study.review.grade(session, quality, seconds, detail)

    def _try(self, study: Study) -> None:
        """An exercise out of its time, which is practice unless it is due."""
        if not study.exercises.all():
            return
        card = study.exercises.find()
        seconds = round(self.chance.uniform(100, 900), 1)
        self.now += timedelta(seconds=seconds)
        quality, detail = self.work(study, card, self._recall(card.id), seconds)
        study.exercises.record(card, quality, seconds, detail)

    def _recall(self, card: str) -> int:
        """A quality: remembered with a chance that halves with every so many days."""
        strength = self.strength.get(card, self.chance.uniform(3, 9))
        days = (self.now - self.seen.get(card, self.now)) / timedelta(days=1)
        chance = math.exp2(-days / strength) if card in self.seen else 0.7
        remembered = self.chance.random() < chance
        self.strength[card] = strength * (1.9 if remembered else 0.6)
        self.seen[card] = self.now
        return self.chance.choices((3, 4, 5), (2, 6, 2))[0] if remembered else 1

    def work(self, study: Study, card: Card, quality: int, seconds: float) -> tuple[int, str]:
        """The grade of an exercise so well remembered, and the attempt as the log keeps it."""
        steps = []
        for name in ("inverse", "support", "density"):
            outcome = self.chance.choices(("right", "mended", "helped", "shown"), (6, 2, 1, 1))[0]
            mistakes = [self.chance.choice(("no-jacobian", "wrong-sign"))]
            steps.append(
                {
                    "name": name,
                    "outcome": outcome,
                    "typed": ["(x - 2)/4"],
                    "mistakes": mistakes if outcome == "mended" else [],
                    "help": {"helped": [1, 2], "shown": [3]}.get(outcome, []),
                }
            )
        seed = self.chance.randrange(1000)
        attempt = {
            "exercise": str(card.id),
            "level": 1 + seed % 3,
            "seed": seed,
            "parameters": {"a": 4, "b": 2},
            "steps": steps,
            "seconds": seconds,
            "minutes": 7,
        }
        return quality, json.dumps(attempt)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--days", type=int, default=DAYS)
    arguments = parser.parse_args()
    arguments.folder.mkdir(parents=True, exist_ok=True)
    learner = SimulatedLearner(arguments.folder)
    learner.live(arguments.days)
    print(f"{arguments.folder}: {learner.proof().entries:,} log entries")


if __name__ == "__main__":
    main()
