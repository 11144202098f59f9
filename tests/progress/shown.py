"""A learner's year with an account of it, and its figures as they are shown."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import Any

from tests.account import Account, Row
from tests.learner import Learner
from tutor.progress.chart import Figure
from tutor.progress.figures import figures
from tutor.progress.progress import Progress

EAST = timedelta(hours=1)  # of Greenwich, where the simulated learner is


@dataclass
class Year:
    """A learner's history, and an account of it."""

    learner: Learner
    account: Account
    today: int
    progress: Progress  # what the program makes of it

    def look_back(self, today: int = 0, east: timedelta = EAST, **choice: Any) -> Progress:
        """What the program makes of some of it, on this day, in a zone so far east."""
        zone = timezone(east)
        now = self.learner.now
        self.learner.now += timedelta(days=today - self.today if today else 0)
        with self.learner.opens() as study:
            found = study.history.progress(
                hour_of=lambda instant: datetime.fromtimestamp(instant, zone).hour, **choice
            )
        self.learner.now = now
        return found


def looked_at(learner: Learner) -> Year:
    """The learner's year, up to now."""
    year = Year(learner, Account(learner.database, EAST), 0, None)  # type: ignore[arg-type]
    with learner.opens() as study:
        year.today = study.day
    year.progress = year.look_back()
    return year


class Shown:
    """Every figure of a year, and what is to stand there."""

    def __init__(self, year: Year, today: int) -> None:
        found = figures(year.look_back(today=today), str)
        self.figures = {figure.key: figure for figure in found}
        assert len(self.figures) == len(found)
        self.today = today
        self.account = year.account
        self.expected = year.account.progress(today)

    def __getitem__(self, key: str) -> Figure:
        return self.figures[key]


def numbers(figure: Figure) -> list[str]:
    """Those in a sentence, in order."""
    return re.findall(r"\d+(?:,\d{3})*(?:\.\d+)?", figure.meaning)


def percent(share: float) -> str:
    return f"{100 * share:.1f}\N{NO-BREAK SPACE}%"


def tenth(share: float) -> str:
    return f"{100 * share:.1f}"


def minutes(rows: list[Row]) -> float:
    milliseconds: int = sum(row["milliseconds"] for row in rows)
    return milliseconds / 60_000


def time_in_words(spent: float) -> str:
    return f"{spent / 60:.1f} hours" if spent >= 90 else f"{spent:.0f} minutes"
