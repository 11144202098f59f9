"""A year through both bundled decks: what each day asks, in which order and for how long.

`python -m tests.simulated_year` lives it with every learner (`--days`, `--only` one, `--first`
seed, `--years` with as many seeds).
"""

import argparse
import json
import math
import random
import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from pathlib import Path
from statistics import mean
from tempfile import TemporaryDirectory
from typing import NamedTuple, Protocol

from tests.learner import Learner
from tests.patience import PATIENCE
from tutor import paths
from tutor.core.card import CardId
from tutor.core.kind import Kind
from tutor.core.memory import Memory
from tutor.core.today import Today
from tutor.study import Asked, Study

FIRST = datetime(2026, 1, 5, 19, 0, tzinfo=timezone(timedelta(hours=1)))
LONGEST_DAY = 45  # minutes
LONGEST_MEAN = 12
LONGEST_WAIT = 7  # days, of an exercise that is due
MONTH = 30
WHOLE = 300  # days, from which on the mean is that of a year
COURSE = "normalizing-flows"


class TrueMemory(Protocol):
    """What a learner remembers of a card."""

    def recalls(self, card: str, day: int, chance: random.Random) -> bool: ...


@dataclass
class Steady:
    """Grades the same share of everything Good or better, whenever it is asked."""

    share: float

    def recalls(self, card: str, day: int, chance: random.Random) -> bool:
        return chance.random() < self.share


@dataclass
class Fading:
    """Half of it is gone after so many days; more after each time it was remembered."""

    half_lives: dict[str, float] = field(default_factory=dict)
    seen: dict[str, int] = field(default_factory=dict)

    def recalls(self, card: str, day: int, chance: random.Random) -> bool:
        half_life = self.half_lives.setdefault(card, chance.uniform(4, 14))
        known = math.exp2(-(day - self.seen[card]) / half_life) if card in self.seen else 0.7
        remembered = chance.random() < known
        self.half_lives[card] = half_life * (2.4 if remembered else 0.7)
        self.seen[card] = day
        return remembered


class Days(NamedTuple):
    """How a learner studies: what is remembered, and on which share of days."""

    memory: TrueMemory
    present: float = 1.0


def learners() -> Mapping[str, Days]:
    """The learners who live the year."""
    return {
        "nine in ten": Days(Steady(0.9)),
        "three in four": Days(Steady(0.75)),
        "fading": Days(Fading()),
        "nine in ten, most days": Days(Steady(0.9), 0.85),
    }


class Asking(NamedTuple):
    """A card that was asked on a day, and what was known of it."""

    day: int
    card: str
    note: str
    place: str  # its deck and file
    kind: Kind
    before: Memory
    seconds: float

    @property
    def part(self) -> int:
        """The part of the course that it belongs to; 0 for none."""
        deck, _, file = self.place.partition("/")
        return int(file[0]) if deck == COURSE else 0


@dataclass
class Year:
    """What was asked, day by day, and what the program said of each day before it began."""

    asked: list[Asking] = field(default_factory=list)
    foretold: dict[int, int] = field(default_factory=dict)
    present: list[int] = field(default_factory=list)
    twins: dict[str, set[str]] = field(default_factory=dict)
    new_left: dict[int, int] = field(default_factory=dict)  # cards never asked, as a day begins
    unsound: list[str] = field(default_factory=list)

    @property
    def minutes(self) -> dict[int, float]:
        """How long each day took."""
        found = dict.fromkeys(self.present, 0.0)
        for each in self.asked:
            found[each.day] += each.seconds / 60
        return found


def live(folder: Path, days: Days, seed: int, length: int) -> Year:
    """So many days of one learner with the bundled decks and the settings of a new learner."""
    learner, chance, year = Learner(folder), random.Random(seed), Year()
    learner.decks = paths.bundled_decks()
    learner.now = FIRST
    with learner.opens() as study:
        total = len(study.decks.cards())
        suggested = {
            card.id: study.exercises.template(card).minutes for card in study.exercises.all()
        }
        for number in range(length):
            learner.now = FIRST + timedelta(days=number)
            if chance.random() < days.present:
                day = study.day
                year.present.append(day)
                year.new_left[day] = total - len({each.card for each in year.asked})
                year.foretold[day] = study.schedule.today().minutes
                for asked in _asked(study, learner, days.memory, chance, suggested):
                    year.asked.append(asked)
            if number % MONTH == MONTH - 1:
                expected = study.schedule.today()
                year.unsound += (f"day {number}: {each}" for each in _looked_at(learner, expected))
    with closing(sqlite3.connect(learner.database)) as connection:
        for card, other in connection.execute(
            "SELECT one.id, two.id FROM twin JOIN card AS one ON one.number = card "
            "JOIN card AS two ON two.number = other"
        ):
            year.twins.setdefault(card, set()).add(other)
    return year


def _looked_at(learner: Learner, expected: Today) -> Iterator[str]:
    """What the program itself finds wrong, started anew at this time."""
    place = ("--db", str(learner.database), "--decks", str(learner.decks))
    now = ("--now", learner.now.isoformat(timespec="minutes"))

    def run(*words: str) -> "subprocess.CompletedProcess[str]":
        command = [sys.executable, "-m", "tutor", *place, *now, *words]
        return subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE)

    if (done := run("doctor")).returncode:
        yield f"doctor: {done.stdout}{done.stderr}"
    found = json.loads(run("today", "--json").stdout)
    if (found["due"], found["new"], found["minutes"]) != expected[:3]:
        yield f"today says {found}, and home {expected}"


def _asked(
    study: Study,
    learner: Learner,
    memory: TrueMemory,
    chance: random.Random,
    suggested: Mapping[CardId, float],
) -> Iterator[Asking]:
    session, asked = study.review.ask(study.review.begin())
    while asked is not None:
        quality = _quality(memory.recalls(asked.card.id, study.day, chance), asked, chance)
        seconds = _seconds(asked, chance, suggested)
        learner.now += timedelta(seconds=seconds)
        path = Path(asked.card.path)
        place = f"{asked.card.deck}/{path.name}"
        yield Asking(
            study.day, asked.card.id, asked.card.note, place, asked.card.kind, asked.memory, seconds
        )
        session, asked = study.review.ask(study.review.grade(session, quality, seconds))


def _quality(remembered: bool, asked: Asked, chance: random.Random) -> int:
    if asked.is_repeat:
        return 4 if chance.random() < 0.9 else 1
    return chance.choices((4, 5), (9, 1))[0] if remembered else chance.choices((1, 3), (2, 1))[0]


def _seconds(asked: Asked, chance: random.Random, suggested: Mapping[CardId, float]) -> float:
    if asked.card.kind.is_drawn:
        return 60 * suggested[asked.card.id] * chance.uniform(0.8, 1.2)
    longest = asked.card.kind.usual_seconds
    return longest * chance.uniform(0.5, 1.0 if asked.is_repeat else 1.5)


def faults(year: Year) -> Iterator[str]:
    """What the year does not keep of what is promised."""
    minutes = year.minutes
    day, longest = max(minutes.items(), key=lambda each: each[1])
    first = year.present[0]
    if longest > LONGEST_DAY:
        yield f"day {day - first} took {longest:.1f} minutes"
    is_whole = year.present[-1] - first > WHOLE  # the first weeks have most of what is new
    if is_whole and (average := mean(minutes.values())) >= LONGEST_MEAN:
        yield f"a day took {average:.1f} minutes in the mean"
    for day in year.present:
        if year.new_left[day] and not minutes[day]:
            yield f"nothing was asked on day {day - first}, though cards are new"
    yield from _out_of_order(year, first)
    for each in year.asked:
        late = each.day - each.before.due
        if each.kind.is_drawn and not each.before.is_new and late > LONGEST_WAIT:
            waited = sum(each.before.due <= day < each.day for day in year.present)
            if waited > LONGEST_WAIT:
                due = each.before.due - first
                yield f"{each.card} was due on day {due}, asked {late} days later"
    yield from year.unsound


def _out_of_order(year: Year, first: int) -> Iterator[str]:
    """New cards of the course come part by part, its exercises too, and none before its cards.

    A card whose twin, or a card of whose note, was asked waits for another day and breaks no order.
    """
    begun = {False: 0, True: 0}  # the latest part, of cards and of exercises
    met: set[str] = set()
    for each in year.asked:
        waited = each.note in met or not met.isdisjoint(year.twins.get(each.card, ()))
        met |= {each.card, each.note}
        if not each.before.is_new or not each.part:
            continue
        kind, when = each.kind.is_drawn, f"day {each.day - first}"
        if each.part < begun[kind] and not waited:
            yield f"{each.card} of part {each.part} came on {when}, after part {begun[kind]}"
        begun[kind] = max(each.part, begun[kind])
        if kind and each.part > begun[False]:
            yield f"{each.card} came on {when}, before any card of part {each.part}"


def told(year: Year) -> str:
    """A year in one line."""
    minutes = [*year.minutes.values()]
    exercises = sum(each.kind.is_drawn for each in year.asked)
    foretold = sum(year.foretold.values()) / sum(minutes)
    return (
        f"{len(year.asked)} answers, {exercises} exercises; {mean(minutes):.1f} minutes a day, "
        f"the first {minutes[0]:.0f}, the longest {max(minutes):.0f}; {foretold:.2f} of them "
        f"were expected; on {minutes.count(0)} days nothing was due"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--days", type=int, default=365)
    parser.add_argument("--first", type=int, default=1, metavar="SEED")
    parser.add_argument("--years", type=int, default=1)
    parser.add_argument("--only", choices=[*learners()])
    arguments = parser.parse_args()
    wrong = 0
    for seed in range(arguments.first, arguments.first + arguments.years):
        for name, days in learners().items():
            if arguments.only not in (None, name):
                continue
            with TemporaryDirectory() as folder:
                year = live(Path(folder), days, seed, arguments.days)
            print(f"{name}: {told(year)}", flush=True)
            for fault in faults(year):
                wrong += 1
                print(f"  {fault}", flush=True)
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
