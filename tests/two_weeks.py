"""A stranger's two weeks at the command line: cards written and set aside, days away, the way back.

    python -m tests.two_weeks [--seed N]

Every command is the real program with `--now`. On each day the doctor must find no fault, and the
figures of progress must add up to what the log has.
"""

import argparse
import json
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from tests.account import log_of, standing
from tests.command import Command
from tests.learner import questions
from tests.patience import PATIENCE
from tutor.cli.verbs import VERBS

ANSWERS = ("scheduled", "tomorrow", "ahead", "repeat", "practice")
# The program, whose cards take as long as one says: the clock goes on each time it is read.
_PROGRAM = """
import sys
from itertools import count
from types import SimpleNamespace
from tutor.cli import plain_review
from tutor.__main__ import main
step = float(sys.argv.pop(1))
plain_review.time = SimpleNamespace(monotonic=count(0.0, step).__next__)
sys.exit(main())
"""


class Stranger:
    """Someone who only has the command line."""

    def __init__(self, folder: Path, seed: int, cards: int, seconds: int) -> None:
        self.seconds = seconds  # that each card takes
        self.tutor = Command(folder)
        self.chance = random.Random(seed)
        self.now = datetime(2026, 12, 1, 9, 0)
        (self.tutor.decks / "flows.md").write_text(
            questions(*(f"word {number}" for number in range(cards)))
        )

    def __call__(self, *words: str) -> str:
        """What a command prints; it must succeed."""
        done = self.tutor(*words, now=self._now)
        assert done.returncode == 0, (words, done.stdout, done.stderr)
        return done.stdout

    def facts(self, *words: str) -> Any:
        """The same as JSON."""
        return json.loads(self(*words, "--json"))

    def review(self) -> None:
        """Review all that the day asks."""
        grades = self.chance.choices("1234", (1, 1, 7, 1), k=2_000)
        own = ("--db", str(self.tutor.database), "--decks", str(self.tutor.decks))
        done = subprocess.run(
            [
                sys.executable,
                "-c",
                _PROGRAM,
                str(self.seconds),
                *own,
                "--now",
                self._now,
                "review",
                "--plain",
            ],
            input="".join(f"\n{grade}\n" for grade in grades),
            capture_output=True,
            text=True,
            env=self.tutor.environment,
            timeout=PATIENCE,
        )
        assert done.returncode == 0, done.stderr

    def sleep(self, days: int = 1) -> None:
        """Let days pass."""
        self.now += timedelta(days=days)

    def check(self) -> None:
        """The doctor finds nothing, and the figures add up to what the log has."""
        self("doctor")
        figures = self.facts("progress")
        done = [row for row in standing(log_of(self.tutor.database)) if row["event"] in ANSWERS]
        assert figures["reviews"] == len(done) == sum(figures["answers"].values())
        assert figures["reviews"] == sum(day["reviews"] for day in figures["days"])
        assert figures["reviews"] == sum(hour["reviews"] for hour in figures["hours"])
        minutes = sum(row["milliseconds"] for row in done) / 60_000
        assert abs(figures["minutes"] - minutes) < 0.01
        assert sum(figures["cards"].values()) == len(self.facts("list", ""))
        assert (
            sum(share["of"] for share in figures["retention"]["by_deck"].values())
            == (figures["retention"]["all"]["of"])
        )

    @property
    def _now(self) -> str:
        return self.now.isoformat(timespec="minutes")


def live(stranger: Stranger, *, days: int, adds: int, edits: int, away: int = 20) -> Iterator[str]:
    """Live through it; each day says what it held."""
    deck = stranger.tutor.decks / "mine.md"
    for day in range(days):
        for number in range(adds * day // days, adds * (day + 1) // days):
            tags = ("--tags", "exam") if number % 4 == 0 else ()
            stranger(
                *("add", "mine", "--question", f"What is mine {number}?"),
                *("--answer", f"It is {number}.", *tags),
            )
        if day == 1:  # the first cards are corrected, which keeps their history
            text = deck.read_text()
            for number in range(edits):
                text = text.replace(f"It is {number}.", f"It is {number}, that is all.")
            deck.write_text(text)
        if day == 2 and "suspend" in VERBS:
            stranger("suspend", *(card["id"] for card in stranger.facts("list", "word")[:3]))
        stranger.review()
        stranger.check()
        yield f"{stranger.now:%d %b}: {stranger('today').strip()}"
        stranger.sleep()
    tagged = stranger.facts("list", "tag:exam")
    assert len(tagged) == len(range(0, adds, 4))
    assert len(stranger.facts("list", "deck:mine that is all")) == edits

    stranger.sleep(away)
    back = stranger.facts("catchup")
    assert back["away"] == away
    offer = back["offers"][0]
    most = offer["minutes_a_day"]
    yield f"back: {back['due']} due, {back['minutes']} min; {most} min a day, {offer['days']} days"
    assert back["minutes"] > most
    stranger("catchup", "1.5")
    taken = 0
    while (today := stranger.facts("today"))["catching_up"]:
        assert today["minutes"] <= most + 1, today  # at least half of the last card fits
        stranger.review()
        stranger.check()
        yield f"{stranger.now:%d %b}: {today['due']} due of {today['due'] + today['left']}"
        stranger.sleep()
        taken += 1
        assert taken <= 7, "it was to be cleared in a week"
    assert abs(taken - offer["days"]) <= 1
    assert today["left"] == 0
    stranger.check()


def main() -> None:
    """Two weeks, and what each day held."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    with tempfile.TemporaryDirectory() as folder:
        stranger = Stranger(Path(folder), parser.parse_args().seed, cards=120, seconds=30)
        for line in live(stranger, days=7, adds=40, edits=10):
            print(line, flush=True)
    print("The doctor found nothing on any day, and the figures add up.")


if __name__ == "__main__":
    main()
