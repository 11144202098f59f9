"""The log as CSV (RFC 4180): one row an event, safe to open in a spreadsheet."""

import json
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import UTC, datetime, tzinfo
from functools import lru_cache
from itertools import islice
from typing import Any, Protocol

from tutor.core.day import as_date
from tutor.core.grade import Grade
from tutor.core.log import ANSWERS, CODES
from tutor.core.text import one_line
from tutor.progress.practice import OUTCOMES, read_attempt, steps_of

REVIEWS = (
    *("time", "day", "event", "grade", "quality", "seconds", "undone"),
    *("deck", "kind", "card", "question", "uid", "device", "undoes"),
)
ATTEMPTS = (
    *("time", "day", "event", "grade", "quality", "seconds", "suggested_minutes", "undone"),
    *("deck", "kind", "card", "question"),
    *("exercise", "level", "seed", "parameters", "steps", *OUTCOMES, "mistakes", "typed", "uid"),
)

# What a spreadsheet takes for the beginning of a formula, in full width too.
_FORMULA = frozenset("=+-@\t\r\n＝＋－＠")
# An event and its grade, by the code of the event and the quality.
_GRADED = {
    (code, quality): f"{event.value},{Grade.of(quality).name.capitalize()},{quality}"
    if event in ANSWERS
    else f"{event.value},,"
    for event, code in CODES.items()
    for quality in range(6)
}
_QUARTER = 900_000  # milliseconds
_CHUNK = 2_000

Put = Callable[[str], object]
Report = Callable[[float], None]  # how much is done, from 0 to 1


class History(Protocol):
    """What is written of a store."""

    def sizes(self, since: int = 0) -> tuple[int, int]: ...
    def known(self, files: Collection[int]) -> Iterator[tuple[int, str, str | None, str, int]]: ...
    def devices(self) -> Mapping[int, str]: ...
    def events(self, since: int = 0) -> Iterator[tuple[Any, ...]]: ...
    def attempts(self, since: int = 0) -> Iterator[tuple[Any, ...]]: ...
    def undone(self) -> set[bytes | str]: ...


class Sheets:
    """Two tables of what happened from a day on: every event, and every attempt by its steps.

    `decks` names the deck of each deck file; `zone` is the learner's, None for this machine's;
    `only` are the ids of the cards that are told of, None for all.
    """

    def __init__(
        self,
        history: History,
        decks: Mapping[int, str],
        since: int = 0,
        zone: tzinfo | None = None,
        only: Collection[str] | None = None,
    ) -> None:
        self._history = history
        self._since = since
        self._undone = history.undone()
        self._clock = _Clock(zone)
        names = {file: cell(deck) for file, deck in decks.items()}
        self._devices = {number: cell(name) for number, name in history.devices().items()}
        self._cards = {
            number: f"{names.get(file, '')},{kind or ''},{cell(card)},{cell(question)}"
            for number, card, kind, question, file in history.known(decks.keys())
            if only is None or card in only
        }
        self._is_all = only is None

    def reviews(self, put: Put, report: Report) -> None:
        """Write every event."""
        _, total = self._history.sizes(self._since)
        _write(REVIEWS, self._events(), put, lambda rows: report(rows / max(1, total)))

    def attempts(self, put: Put) -> None:
        """Write every attempt at an exercise."""
        _write(ATTEMPTS, self._attempts(), put, lambda _: None)

    def _wanted(self, rows: Iterator[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
        return rows if self._is_all else (row for row in rows if row[2] in self._cards)

    def _events(self) -> Iterator[str]:
        # A million rows: what many of them share is made once, and looked up.
        time, undone, cards, devices = self._clock.time, self._undone, self._cards, self._devices
        graded = _GRADED.get  # what only a damaged file has is left empty
        for at, day, card, event, quality, time_taken, uid, device, undoes in self._wanted(
            self._history.events(self._since)
        ):
            yield (
                f"{time(at)},{_date(day)},{graded((event, quality), ',,')},{time_taken / 1000},"
                f"{'yes' if uid in undone else ''},{cards.get(card, ',,,')},"
                f"{uid.hex() if type(uid) is bytes else _uid(uid)},{devices.get(device, '')},"
                f"{undoes and _uid(undoes)}"
            )

    def _attempts(self) -> Iterator[str]:
        for at, day, card, event, quality, time_taken, uid, detail in self._wanted(
            self._history.attempts(self._since)
        ):
            if (attempt := read_attempt(detail)) is None:
                continue
            steps = steps_of(attempt)
            outcomes = [step["outcome"] for step in steps]
            row = (
                self._clock.time(at),
                _date(day),
                _GRADED.get((event, quality), ",,"),
                str(time_taken / 1000),
                _number(attempt.get("minutes")),
                "yes" if uid in self._undone else "",
                self._cards.get(card, ",,,"),
                cell(attempt["exercise"]),
                _number(attempt.get("level")),
                _number(attempt.get("seed")),
                cell(_json(attempt.get("parameters"))),
                cell("; ".join(f"{step['name']}: {step['outcome']}" for step in steps)),
                *(str(outcomes.count(outcome)) for outcome in OUTCOMES),
                cell("; ".join(name for step in steps for name in step["mistakes"])),
                cell(_json({step["name"]: step["typed"] for step in steps})),
                _uid(uid),
            )
            yield ",".join(row)


def cell(text: str) -> str:
    """A text as a cell: on one line, no formula, in quotes where a comma or a quote needs them."""
    line = one_line(text)
    if line[:1] in _FORMULA:
        line = f"'{line}"
    if "," in line or '"' in line:
        line = '"' + line.replace('"', '""') + '"'
    return line


def _write(
    head: Sequence[str], rows: Iterator[str], put: Put, report: Callable[[int], None]
) -> None:
    put(",".join(head) + "\r\n")
    written = 0
    while chunk := list(islice(rows, _CHUNK)):
        put("\r\n".join(chunk) + "\r\n")
        written += len(chunk)
        report(written)


class _Clock:
    """Instants as the learner's clock had them."""

    def __init__(self, zone: tzinfo | None) -> None:
        self._zone = zone
        self._start = self._end = 0  # the quarter-hour last looked up
        self._hour = self._offset = ""
        self._place = 0  # of its first second in the hour

    def time(self, at: int) -> str:
        """An instant in milliseconds as a local time with its offset, in ISO 8601."""
        if not self._start <= at < self._end:
            self._look_up(at)
            if self._offset == "":
                return self._local(at).isoformat(timespec="milliseconds")
        seconds, milliseconds = divmod(at - self._start, 1000)
        clock = _SECONDS[self._place + seconds] + _MILLISECONDS[milliseconds]
        return f"{self._hour}{clock}{self._offset}"

    def _look_up(self, at: int) -> None:
        self._start = at - at % _QUARTER
        self._end = self._start + _QUARTER
        start = self._local(self._start)
        self._place = start.minute * 60
        text = start.isoformat()
        self._hour, self._offset = text[:14], text[19:]
        if start.minute % 15 or start.second:  # an offset that is no multiple of a quarter-hour
            self._offset, self._end = "", 0

    def _local(self, at: int) -> datetime:
        seconds, milliseconds = divmod(at, 1000)
        local = datetime.fromtimestamp(seconds, UTC).astimezone(self._zone)
        return local.replace(microsecond=milliseconds * 1000)


_SECONDS = [f"{minute:02}:{second:02}" for minute in range(60) for second in range(60)]
_MILLISECONDS = [f".{each:03}" for each in range(1000)]


@lru_cache(maxsize=4_096)
def _date(day: int) -> str:
    return as_date(day).isoformat()


def _uid(kept: object) -> str:
    return kept.hex() if isinstance(kept, bytes) else cell(str(kept))


def _number(value: object) -> str:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return cell(str(value)) if is_number else ""


def _json(value: object) -> str:
    return "" if value is None else json.dumps(value, ensure_ascii=False)
