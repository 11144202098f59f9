"""The log as CSV: one row an event, as RFC 4180 has it, and no cell a formula."""

import csv
import io
import json
import re
import sqlite3
from collections.abc import Collection, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.account import log_of, standing
from tests.learner import Learner, questions
from tests.simulation import SimulatedLearner
from tests.store.raw_log import RawEntry, put_entries
from tutor.core.log import CODES, Event
from tutor.export.spreadsheet import ATTEMPTS, REVIEWS, Sheets, cell
from tutor.study import transfer

SCHEDULED, PRACTICE = CODES[Event.SCHEDULED], CODES[Event.PRACTICE]


class Log:
    """A history of these rows, as a store would give it: of card 7, graded on device 3."""

    def __init__(
        self, *rows: tuple[Any, ...], card: str = "c", question: str = "", device: str = "d"
    ):
        self.rows = rows
        self.names = ((7, card, "flashcards", question, 1),)
        self.device = device

    def sizes(self, since: int = 0) -> tuple[int, int]:
        return len(self.names), len(self.rows)

    def known(self, files: Collection[int]) -> Iterator[tuple[int, str, str | None, str, int]]:
        return iter(self.names)

    def devices(self) -> dict[int, str]:
        return {3: self.device}

    def events(self, since: int = 0) -> Iterator[tuple[Any, ...]]:
        return iter(self.rows)

    def attempts(self, since: int = 0) -> Iterator[tuple[Any, ...]]:
        return iter(self.rows)

    def undone(self) -> set[bytes | str]:
        return {"gone"}


def written(sheets: Sheets, *, attempts: bool = False) -> str:
    """What is written, as text."""
    parts: list[str] = []
    if attempts:
        sheets.attempts(parts.append)
    else:
        sheets.reviews(parts.append, lambda share: None)
    return "".join(parts)


def rows(text: str) -> list[dict[str, str]]:
    """Read strictly."""
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


@pytest.fixture(scope="module")
def learner(tmp_path_factory: pytest.TempPathFactory) -> SimulatedLearner:
    learner = SimulatedLearner(tmp_path_factory.mktemp("learner"))
    learner.live(50)
    return learner


def test_every_event_has_its_row_and_says_when_in_local_time(
    learner: SimulatedLearner, tmp_path: Path
) -> None:
    with learner.opens() as study:
        paths = transfer.to_csv(
            learner.database, study.decks.shelf, tmp_path / "out", 0, False, lambda share: None
        )
    assert [path.name for path in paths] == ["reviews.csv", "attempts.csv"]
    found = rows(paths[0].read_bytes().decode())
    log = {row["uid"]: row for row in log_of(learner.database)}
    stands = {row["uid"] for row in standing(list(log.values()))}
    assert len(found) == len(log)
    for row in found:
        entry = log[row["uid"]]
        time = datetime.fromisoformat(row["time"])
        assert time.utcoffset() is not None
        assert round(time.timestamp() * 1000) == entry["at"]
        assert datetime.fromisoformat(row["day"]).toordinal() == entry["day"]
        assert float(row["seconds"]) == entry["milliseconds"] / 1000
        assert (row["event"], row["device"]) == (entry["event"], entry["device"])
        assert row["quality"] == ("" if entry["event"] == "undo" else str(entry["quality"]))
        assert (row["undone"] == "yes") == (entry["event"] != "undo" and entry["uid"] not in stands)
    assert [row["time"] for row in found] == sorted(row["time"] for row in found)
    assert {row["deck"] for row in found} >= {"alps", "seas", "laws"}
    attempts = rows(paths[1].read_bytes().decode())
    assert len(attempts) == sum(bool(row["detail"]) for row in log.values()) > 3
    for row in attempts:
        attempt = json.loads(log[row["uid"]]["detail"])
        assert json.loads(row["parameters"]) == attempt["parameters"]
        assert json.loads(row["typed"]) == {s["name"]: s["typed"] for s in attempt["steps"]}
        outcomes = [step["outcome"] for step in attempt["steps"]]
        assert [int(row[name]) for name in ("right", "mended", "helped", "shown")] == [
            outcomes.count(name) for name in ("right", "mended", "helped", "shown")
        ]


def test_it_can_begin_on_a_day(learner: SimulatedLearner, tmp_path: Path) -> None:
    log = log_of(learner.database)
    since = sorted(row["day"] for row in log)[len(log) // 2]
    with learner.opens() as study:
        (path, _) = transfer.to_csv(
            learner.database, study.decks.shelf, tmp_path, since, False, lambda share: None
        )
    assert len(rows(path.read_text())) == sum(row["day"] >= since for row in log)


ANYTHING = st.text(st.characters(exclude_categories=["Cs"]), max_size=20) | st.sampled_from(
    [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        " =1",
        "＝1",
        '"=1"',
        'a,"b"\r\n',
        "=",
        "",
    ]
)


@given(ANYTHING, ANYTHING, ANYTHING, st.text("abc-=+@", min_size=1, max_size=9))
def test_no_cell_can_become_a_formula_and_every_row_is_read_as_it_was_written(
    card: str, question: str, deck: str, uid: str
) -> None:
    steps = [{"name": card, "outcome": question, "typed": [question]}]
    attempt = {"exercise": question, "seed": -5, "parameters": {"a": card}, "steps": steps}
    detail = json.dumps(attempt)
    about = {"card": card, "question": question, "device": uid}
    log = Log((5, 739_000, 7, SCHEDULED, 4, 1500, uid, 3, ""), **about)
    attempts = Log((5, 739_000, 7, PRACTICE, 4, 1500, uid, detail), **about)
    for text, head in (
        (written(Sheets(log, {1: deck})), REVIEWS),
        (written(Sheets(attempts, {1: deck}), attempts=True), ATTEMPTS),
    ):
        assert text.endswith("\r\n")
        assert text.count("\r\n") == 2
        assert "\r" not in text.replace("\r\n", "")
        assert "\n" not in text.replace("\r\n", "")
        first, second = csv.reader(io.StringIO(text, newline=""), strict=True)
        assert tuple(first) == head
        assert len(second) == len(head)
        for each in second:
            assert not re.match(r"[=+\-@\t\r\n＝＋－＠]", each)


@given(ANYTHING)
def test_a_cell_is_written_as_the_standard_librarys_writer_would(text: str) -> None:
    (read,) = csv.reader(io.StringIO(f"{cell(text)},x\r\n", newline=""), strict=True)
    buffer = io.StringIO(newline="")
    csv.writer(buffer).writerow(read)
    assert buffer.getvalue() == f"{cell(text)},x\r\n"


def zone(name: str) -> tzinfo | None:
    try:
        return ZoneInfo(name)
    except ZoneInfoNotFoundError:  # no time zone data on this machine
        return timezone(timedelta(hours=5, minutes=45))


@pytest.mark.parametrize(
    "where", ["Europe/Zurich", "Asia/Kathmandu", "Africa/Monrovia", "Australia/Lord_Howe", None]
)
@given(st.lists(st.integers(0, 4_000_000_000_000), min_size=1, max_size=20), st.integers(0, 10**6))
def test_times_are_local_with_their_offset_to_the_millisecond(
    where: str | None, instants: list[int], step: int
) -> None:
    there = zone(where) if where else None
    at = [instant + more for instant in instants for more in (0, step)]
    log = Log(*((each, 739_000, 7, SCHEDULED, 4, 0, "u", 3, "") for each in at))
    found = [row["time"] for row in rows(written(Sheets(log, {}, zone=there)))]
    for instant, text in zip(at, found, strict=True):
        exact = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=instant)
        assert text == exact.astimezone(there).isoformat(timespec="milliseconds")


def test_what_was_undone_says_so() -> None:
    log = Log((5, 739_000, 7, SCHEDULED, 4, 0, "gone", 3, ""))
    (row,) = rows(written(Sheets(log, {})))
    assert (row["undone"], row["grade"]) == ("yes", "Good")


def test_events_of_one_instant_are_in_the_order_of_their_uids_whoever_made_those(
    tmp_path: Path,
) -> None:
    learner = Learner(tmp_path)
    learner.write("deck.md", questions("alpha"))
    uids = ["0" * 26, "5x", "9" * 26, "a-text", f"{'a' * 25}b", "z"]
    with learner.opens() as study:
        (card,) = study.decks.cards()
        with closing(sqlite3.connect(learner.database)) as connection:
            put_entries(
                connection,
                (RawEntry(uid, 5, 739_000, card.id, "scheduled", 4, 0) for uid in uids[::-1]),
            )
        path, _ = transfer.to_csv(
            learner.database, study.decks.shelf, tmp_path / "out", 0, False, lambda share: None
        )
    assert [row["uid"] for row in rows(path.read_text())] == sorted(uids)
