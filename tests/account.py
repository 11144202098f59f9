"""An account of the log by other means: plain loops, fractions and SM-2 as Wozniak wrote it."""

import math
import sqlite3
from collections import defaultdict
from contextlib import closing
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any


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


def log_of(path: Path) -> list[dict[str, Any]]:
    """The raw log."""
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        return [dict(row) for row in connection.execute("SELECT * FROM log")]


def standing(log: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What was done and not taken back."""
    taken_back = {row["undoes"] for row in log if row["event"] == "undo"}
    return [row for row in log if row["event"] != "undo" and row["uid"] not in taken_back]


def reviews(log: list[dict[str, Any]]) -> tuple[list[Reviewed], dict[str, dict[str, Any]]]:
    """All reviews, and each card's state after its last grade."""
    cards: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in standing(log):
        if row["event"] == "scheduled":
            cards[row["card"]].append(row)
    tested, states = [], {}
    for card, grades in cards.items():
        grades.sort(key=lambda row: (row["at"], row["uid"]))
        ease, interval, passes, ever, last = Fraction(5, 2), 0, 0, False, None
        for row in grades:
            day, quality = row["day"], row["quality"]
            if last is not None:
                if day <= last:
                    continue
                stage = "learning" if not ever else "young" if interval < 21 else "mature"
                tested.append(
                    Reviewed(day, card, day - last, interval, stage, passes > 0, quality >= 3)
                )
            if quality >= 3:
                miss = 5 - quality
                ease += Fraction(1, 10) - miss * (Fraction(8, 100) + miss * Fraction(2, 100))
                ease = max(ease, Fraction(13, 10))
                interval = [1, 6][passes] if passes < 2 else min(36_500, math.ceil(interval * ease))
                passes, ever = passes + 1, True
            else:
                interval, passes = 1, 0
            last = day
        assert last is not None
        states[card] = {"due": last + interval, "interval": interval, "ease": ease, "ever": ever}
    return tested, states
