"""An account of the log by other means: plain loops, fractions and SM-2 as Wozniak wrote it."""

import json
import math
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Collection
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from statistics import NormalDist, fmean
from typing import Any

Row = dict[str, Any]

SPANS = {
    "1 day": (1, 1),
    "2–7 days": (2, 7),
    "8–20 days": (8, 20),
    "21–60 days": (21, 60),
    "61–180 days": (61, 180),
    "over 180 days": (181, 36_500),
}
LATE = ("early", "on time", "up to a quarter late", "up to half", "up to twice as long")


@dataclass
class Reviewed:
    """One scheduled review after the first grade: when, of what, and how the card stood."""

    day: int
    card: str
    after: int  # days since the last one that counted
    interval: int
    stage: str
    held: bool
    passed: bool
    level: int | None = None  # at which an exercise was drawn


def log_of(path: Path) -> list[Row]:
    """The raw log."""
    return _rows(path, "SELECT * FROM log")


def standing(log: list[Row]) -> list[Row]:
    """What was done and not taken back."""
    taken_back = {(row["undoes"], row["card"]) for row in log if row["event"] == "undo"}
    return [
        row for row in log if row["event"] != "undo" and (row["uid"], row["card"]) not in taken_back
    ]


def reviews(log: list[Row]) -> tuple[list[Reviewed], dict[str, Row]]:
    """All reviews, and each card's state after its last grade."""
    cards: dict[str, list[Row]] = defaultdict(list)
    for row in standing(log):
        if row["event"] in ("scheduled", "tomorrow"):
            cards[row["card"]].append(row)
    tested, states = [], {}
    for card, grades in cards.items():
        grades.sort(key=lambda row: (row["at"], row["uid"]))
        ease, interval, passes, ever, last = Fraction(5, 2), 0, 0, False, None
        lapses = 0
        for row in grades:
            day, quality = row["day"], row["quality"]
            if last is not None:
                if day <= last:
                    continue
                stage = stage_of(ever, interval)
                level = json.loads(row["detail"])["level"] if row["detail"] else None
                tested.append(
                    Reviewed(
                        day, card, day - last, interval, stage, passes > 0, quality >= 3, level
                    )
                )
            if quality >= 3:
                miss = 5 - quality
                ease += Fraction(1, 10) - miss * (Fraction(8, 100) + miss * Fraction(2, 100))
                ease = max(ease, Fraction(13, 10))
                interval = [1, 6][passes] if passes < 2 else min(36_500, math.ceil(interval * ease))
                passes, ever = passes + 1, True
                if row["event"] == "tomorrow":  # an exercise graded Hard starts again
                    interval, passes = 1, 1
            else:
                lapses += passes > 0
                interval, passes = 1, 0
            last = day
        assert last is not None
        states[card] = {
            "due": last + interval,
            "interval": interval,
            "ease": ease,
            "ever": ever,
            "lapses": lapses,
        }
    return tested, states


def stage_of(ever: bool, interval: int) -> str:
    """How far a card has come that was graded."""
    return "learning" if not ever else "young" if interval < 21 else "mature"


class Account:
    """Every figure, as `tutor progress --json` is to print it, from the raw tables alone."""

    def __init__(self, database: Path, east: timedelta = timedelta(hours=1)) -> None:
        self.east = east  # of Greenwich, where the learner is
        self.log = log_of(database)
        self.done = standing(self.log)
        self.tested, self.states = reviews(self.log)
        tags = _rows(database, "SELECT id, tags FROM card")
        self.tags = {row["id"]: json.loads(row["tags"]) for row in tags}
        self.placed: dict[str, set[str]] = defaultdict(set)  # the decks in which each card stands
        placements = """SELECT card.id AS card, path
                        FROM placement JOIN deck_file ON deck_file.id = file
                                       JOIN card ON number = placement.card"""
        for row in _rows(database, placements):
            path = Path(row["path"])
            folder = path.parent.name
            self.placed[row["card"]].add(path.stem if folder == "decks" else folder)

    def chosen(self, decks: Collection[str] = (), tag: str = "") -> set[str]:
        """The cards that stand in one of these decks (all unless named) and have this tag."""
        return {
            card
            for card, where in self.placed.items()
            if (not decks or where & {*decks}) and (not tag or tag in self.tags[card])
        }

    def progress(
        self, today: int, decks: Collection[str] = (), tag: str = "", since: int = 0
    ) -> dict[str, Any]:
        """All of it."""
        here = self.chosen(decks, tag)
        counted = here if decks or tag else here | {row["card"] for row in self.log}
        done = [row for row in self.done if row["card"] in counted and row["day"] >= since]
        tested = [each for each in self.tested if each.card in counted and each.day >= since]
        by_day: dict[int, tuple[list[Row], list[Reviewed]]] = defaultdict(lambda: ([], []))
        for row in done:
            by_day[row["day"]][0].append(row)
        for each in tested:
            by_day[each.day][1].append(each)
        among = {*decks} or {deck for where in self.placed.values() for deck in where}
        return {
            "day": str(date.fromordinal(today)),
            "since": str(date.fromordinal(since)) if since else None,
            "decks": list(decks),
            "tag": tag or None,
            "streak": streaks({row["day"] for row in self.done}, today),
            **work(done),
            "answers": Counter(row["event"].replace("tomorrow", "scheduled") for row in done),
            "days": [
                {"date": str(date.fromordinal(day)), **work(rows), "retention": share(each)}
                for day, (rows, each) in sorted(by_day.items())
            ],
            "hours": [work([row for row in done if self._hour(row) == h]) for h in range(24)],
            "sittings": sittings([row for row in done if row["day"] > today - 7]),
            "retention": {
                "all": share(tested),
                "by_interval": {
                    stage: share([each for each in tested if each.stage == stage])
                    for stage in ("learning", "young", "mature")
                },
                "by_length": {name: share(each) for name, each in by_length(tested).items()},
                "by_deck": {
                    deck: share(its)
                    for deck in sorted(among)
                    if (its := [each for each in tested if deck in self.placed.get(each.card, ())])
                },
                "by_level": {
                    str(level): share([each for each in tested if each.level == level])
                    for level in {each.level for each in tested} - {None}
                },
            },
            "lapses": sum(each.held and not each.passed for each in tested),
            "calibration": calibration(tested),
            **self._cards(here, today),
            "leeches": self._leeches(here, [row for row in done if row["day"] > today - 90]),
            "exercises": exercises(done),
        }

    def _leeches(self, here: set[str], done: list[Row]) -> dict[str, Any]:
        found = {card for card in here & self.states.keys() if self.states[card]["lapses"] >= 8}
        theirs, of = (
            sum(row["milliseconds"] for row in rows) / 60_000
            for rows in ([row for row in done if row["card"] in found], done)
        )
        return {
            "cards": len(found),
            "minutes": round(theirs, 2),
            "of_minutes": round(of, 2),
            "share": round(theirs / of, 6) if of else None,
        }

    def _hour(self, row: Row) -> int:
        return (datetime.fromtimestamp(row["at"] / 1000, UTC) + self.east).hour

    def _cards(self, here: set[str], today: int) -> dict[str, Any]:
        states = [state for card, state in self.states.items() if card in here]
        stages = Counter(stage_of(state["ever"], state["interval"]) for state in states)
        ahead = Counter(max(0, state["due"] - today) for state in states)
        return {
            "cards": {
                "new": len(here - self.states.keys()),
                **{stage: stages[stage] for stage in ("learning", "young", "mature")},
                "suspended": 0,
            },
            "ease": Counter(f"{float(state['ease']):.2f}" for state in states),
            "intervals": Counter(str(state["interval"]) for state in states),
            "forecast": {
                "overdue": sum(state["due"] < today for state in states),
                **{
                    str(days): sum(state["due"] < today + days for state in states)
                    for days in (30, 90, 365)
                },
                "by_day": [ahead[day] for day in range(365)],
            },
        }


def work(rows: list[Row]) -> dict[str, Any]:
    """How many answers, and their minutes."""
    time = sum(row["milliseconds"] for row in rows)
    return {"reviews": len(rows), "minutes": round(time / 60_000, 2)}


def share(tested: list[Reviewed]) -> dict[str, Any]:
    """How many were remembered, and between what rates that is no surprise."""
    passed, of = sum(each.passed for each in tested), len(tested)
    low, high = wilson(passed, of)
    return {
        "passed": passed,
        "of": of,
        "rate": passed / of if of else None,
        "low": low,
        "high": high,
    }


def wilson(passed: int, of: int) -> tuple[float, float]:
    """The smallest and the largest true rate that are within 1.96 deviations of what was found."""
    if not of:
        return 0.0, 1.0
    found, z = passed / of, NormalDist().inv_cdf(0.975)

    def furthest(rate: float, other: float) -> float:
        """Halve the way between a rate that is plausible and one that is not, until they meet."""
        for _ in range(40):
            middle = (rate + other) / 2
            if abs(found - middle) <= z * math.sqrt(middle * (1 - middle) / of):
                rate = middle
            else:
                other = middle
        return rate

    return furthest(found, 0.0), furthest(found, 1.0)


def by_length(tested: list[Reviewed]) -> dict[str, list[Reviewed]]:
    """Reviews by the interval that was in force, in days."""
    known = [each for each in tested if each.stage != "learning"]
    return {
        "learning": [each for each in tested if each.stage == "learning"],
        **{
            name: [each for each in known if low <= each.interval <= high]
            for name, (low, high) in SPANS.items()
        },
    }


def calibration(tested: list[Reviewed]) -> dict[str, Any]:
    """What R = 0.9^(t/I) predicted, and what happened."""
    predicted = [0.9 ** (each.after / each.interval) for each in tested]
    bins: dict[str, list[int]] = defaultdict(list)
    for place, each in enumerate(tested):
        late = Fraction(each.after, each.interval)
        limits = (late < 1, late == 1, late <= Fraction(5, 4), late <= Fraction(3, 2), late <= 2)
        named = [name for name, within in zip(LATE, limits, strict=True) if within]
        bins[(*named, "later still")[0]].append(place)
    rate = fmean(each.passed for each in tested) if tested else None
    losses = [
        -math.log(chance if each.passed else 1 - chance)
        for chance, each in zip(predicted, tested, strict=True)
    ]
    constant = [-math.log(rate if each.passed else 1 - rate) for each in tested if rate is not None]
    return {
        "expected": fmean(predicted) if tested else None,
        "happened": rate,
        "log_loss": fmean(losses) if tested else None,
        "baseline": fmean(constant) if tested else None,
        "bins": [
            {
                "late": name,
                "expected": fmean(predicted[place] for place in bins[name]),
                **share([tested[place] for place in bins[name]]),
            }
            for name in (*LATE, "later still")
            if name in bins
        ],
    }


def streaks(days: set[int], today: int) -> dict[str, int]:
    """The run of days that reaches today or yesterday, and the longest."""
    runs, run = [0], 0
    for day in range(min(days, default=today), max(days | {today}) + 1):
        run = run + 1 if day in days else 0
        runs.append(run)
    current, latest = 0, today if today in days else today - 1
    while latest in days:
        current, latest = current + 1, latest - 1
    return {"current": current, "longest": max(runs)}


def sittings(rows: list[Row]) -> list[dict[str, Any]]:
    """Answers with no pause of more than half an hour between them."""
    rows = sorted(rows, key=lambda row: (row["at"], row["milliseconds"]))
    begun = [
        place
        for place, row in enumerate(rows)
        if place == 0 or row["at"] - row["milliseconds"] - rows[place - 1]["at"] > 30 * 60 * 1000
    ]
    return [
        {
            "start": rows[first]["at"] - rows[first]["milliseconds"],
            "end": rows[last - 1]["at"],
            **work(rows[first:last]),
        }
        for first, last in pairwise([*begun, len(rows)])
    ]


def exercises(rows: list[Row]) -> dict[str, Any]:
    """Each exercise's steps, mistakes and time."""
    attempts: dict[str, list[tuple[int, Any]]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: (row["day"], row["at"], row["uid"])):
        if row["detail"]:
            detail = json.loads(row["detail"])
            attempts[detail["exercise"]].append((row["day"], detail))
    found = {}
    for name, tried in attempts.items():
        steps: dict[str, Counter[str]] = defaultdict(Counter)
        mistakes: dict[str, list[int]] = defaultdict(list)
        for day, attempt in tried:
            for step in attempt["steps"]:
                steps[step["name"]][step["outcome"]] += 1
                for mistake in step["mistakes"]:
                    mistakes[mistake].append(day)
        seconds = sorted(attempt["seconds"] for _, attempt in tried)
        middle = seconds[(len(seconds) - 1) // 2 : len(seconds) // 2 + 1]
        found[name] = {
            "attempts": len(tried),
            "minutes": sum(middle) / len(middle) / 60,
            "suggested": tried[-1][1]["minutes"],
            "steps": steps,
            "mistakes": {
                mistake: {"times": len(days), "last": str(date.fromordinal(max(days)))}
                for mistake, days in mistakes.items()
            },
        }
    return found


def leaves(value: Any, path: str = "") -> dict[str, Any]:
    """What is at the ends of nested dicts and lists, by where it is."""
    match value:
        case dict():
            members = value.items()
        case list():
            members = dict(enumerate(value)).items()
        case _:
            return {path: value}
    found = {
        place: leaf
        for key, member in members
        for place, leaf in leaves(member, f"{path}/{key}").items()
    }
    return found | {f"{path}/": len(members)}


def _rows(path: Path, query: str) -> list[Row]:
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        return [dict(row) for row in connection.execute(query)]
