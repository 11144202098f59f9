"""A simulated year of reviews, a history led on two machines, and one that touches every bound."""

import shutil
import sqlite3
from collections import deque
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.learner import Learner, questions
from tests.progress.shown import Shown, Year, looked_at
from tests.simulation import SimulatedLearner
from tutor.settings import Settings
from tutor.store.database import Database
from tutor.study import transfer


@pytest.fixture(scope="session")
def year(tmp_path_factory: pytest.TempPathFactory) -> Year:
    """A year of daily review sessions."""
    learner = SimulatedLearner(tmp_path_factory.mktemp("year"))
    learner.live()
    return looked_at(learner)


@pytest.fixture(params=["year", "edges", "year later"])
def shown(request: pytest.FixtureRequest) -> Shown:
    """Every figure of a year, of a history at every bound, and of the year long after its end."""
    name, *later = request.param.split()
    year: Year = request.getfixturevalue(name)
    return Shown(year, year.today + 100 * len(later))


@pytest.fixture(scope="session")
def merged(tmp_path_factory: pytest.TempPathFactory) -> Year:
    """Three weeks on two machines after three on one, and then merged."""
    folder = tmp_path_factory.mktemp("machines")
    here = SimulatedLearner(new_folder(folder / "here"))
    here.live(20)
    there = SimulatedLearner(new_folder(folder / "there"), seed=2)
    shutil.copy(here.database, there.database)
    with closing(sqlite3.connect(there.database)) as connection, connection:
        connection.execute("UPDATE about SET value = 'there' WHERE name = 'device'")
    there.now, there.strength, there.seen = here.now, dict(here.strength), dict(here.seen)
    for learner in (here, there):
        learner.live(20)
    exported = folder / "there.json"
    transfer.to_json(there.database, Settings(), exported, False, lambda _: None)
    with closing(Database(here.database)) as store:
        transfer.merge(store, exported, lambda _: None)
    return looked_at(here)


# Intervals on both sides of each bound: of the stages, the spans and the forecasts.
BOUNDS = (1, 6, 8, 20, 21, 29, 30, 60, 61, 89, 90, 180, 181, 364, 365, 366)
LATE = (0, 5, 6, 10, 11, 20, 21)  # days after an interval of 20: up to ¼, ½ and once again as long


@pytest.fixture(scope="session")
def edges(tmp_path_factory: pytest.TempPathFactory) -> Year:
    """Cards whose intervals and whose lateness are those at which figures part."""
    ways = ways_to_intervals()
    histories = [ways[bound][:-1] for bound in BOUNDS]
    histories += [[*ways[bound], quality] for bound in BOUNDS for quality in (2, 3)]
    histories += [
        [*ways[20][:-1], ways[20][-1] + late, quality] for late in LATE for quality in (2, 4)
    ]
    learner = Learner(tmp_path_factory.mktemp("edges"))
    words = [*(f"number {each}" for each in range(len(histories))), "new"]
    learner.write("edges.md", questions(*words))
    learner.write("both.md", questions("new", "number 0"))  # these stand in two decks
    with learner.opens() as study, learner.writes() as writer:
        for card, history in zip(study.decks.cards(["edges"]), histories, strict=False):
            day = study.day - sum(history[1::2])
            for place, quality in enumerate(history[::2]):
                day += history[2 * place - 1] if place else 0
                at = datetime.fromordinal(day).replace(hour=8, tzinfo=UTC)
                writer.grade(card.id, quality, round(at.timestamp() * 1000), day, 9.5)
    return looked_at(learner)


def ways_to_intervals(longest: int = 366) -> dict[int, list[int]]:
    """The shortest history that leads to each interval: grade, wait, grade, wait and so on."""
    found: dict[int, list[int]] = {}
    first = (0, 250, 0)  # passes, up to two; ease; interval
    seen, queue = {first}, deque([(first, list[int]())])
    while queue:
        (passes, ease, interval), history = queue.popleft()
        for quality, change in ((1, 0), (3, -14), (4, 0), (5, 10)):
            later = max(130, ease + change)
            wait = 1 if quality < 3 else [1, 6, -(-interval * later // 100)][passes]
            state = (min(2, passes + 1) if quality >= 3 else 0, later, wait)
            if wait <= longest and later <= 250 and state not in seen:
                seen.add(state)
                queue.append((state, [*history, quality, wait]))
                found.setdefault(wait, [*history, quality, wait])
    return found


def new_folder(path: Path) -> Path:
    path.mkdir()
    return path
