"""The whole history as one JSON document: written, and read again without trust.

The document is plain JSON, laid out so that either way needs only a line of it at a time: each card
and each entry of the log has a line of its own. Its last member is the SHA-256 of all before it.
"""

import hashlib
import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import islice
from operator import itemgetter
from typing import Any, BinaryIO, Protocol

from tutor.core.day import EARLIEST, LATEST
from tutor.core.grade import Grade
from tutor.core.kind import Kind
from tutor.core.log import ACTIONS, VALUES, Event, compact
from tutor.core.text import one_line
from tutor.errors import TutorError
from tutor.export.foreign import described

FORMAT = "tutor-history"
VERSION = 3
# From which version on there is an event; a document says the lowest that has all of its own.
_SINCE = {3: (*ACTIONS, Event.AHEAD), 2: (Event.TOMORROW,)}

Report = Callable[[float], None]  # how much is done, from 0 to 1

# A card as known and an entry of the log, in the order of their members in the document; lists and
# objects as JSON, days as ordinals.
Card = tuple[str, str, str, str, str, str, str, str, str]
Logged = tuple[str, str, int, int, str, str, int, int, str, str, int]

_BEGIN = f'{{\n"format":"{FORMAT}",\n'.encode()
_CHUNK = 2_000
_LONGEST_LINE = 1 << 27  # a deck file of 64 MiB is one card at most
_LONGEST = 253_402_300_800_000  # milliseconds: longer than any answer takes
_CARD = ["id", "kind", "given", "identity", "wording", "question", "answer", "key_points", "tags"]
_ENTRY = ["uid", "device", "at", "day", "card", "event", "quality", "milliseconds", "undoes"]
_ENTRY += ["detail"]
_members = itemgetter(*_ENTRY)
_ONLY_QUALITY = dict.fromkeys(ACTIONS, 0) | {Event.TOMORROW: Grade.HARD.quality}
_EVENTS = frozenset(event.value for event in Event)
_KINDS = frozenset(kind.value for kind in Kind)


class History(Protocol):
    """What is written of a store: one consistent view, in an order that every copy shares."""

    def sizes(self) -> tuple[int, int]: ...
    def has_event(self, events: Collection[str]) -> bool: ...
    def cards(self) -> Iterator[str]: ...
    def entries(self) -> Iterator[str]: ...


def write(
    history: History,
    settings: Mapping[str, object],
    put: Callable[[str], object],
    report: Report,
) -> None:
    """Write everything."""
    digest = hashlib.sha256()
    cards, entries = history.sizes()
    version = next((since for since, events in _SINCE.items() if history.has_event(events)), 1)
    written = 0

    def say(text: str) -> None:
        digest.update(text.encode())
        put(text)

    def say_all(name: str, lines: Iterator[str]) -> None:
        nonlocal written
        say(f'"{name}":[\n')
        separator = ""
        while chunk := list(islice(lines, _CHUNK)):
            say(separator + ",\n".join(chunk))
            separator = ",\n"
            written += len(chunk)
            report(written / max(1, cards + entries))
        say("\n],\n" if separator else "],\n")

    say(f'{{\n"format":"{FORMAT}",\n"version":{version},\n"settings":{_dumped(settings)},\n')
    say_all("cards", history.cards())
    say_all("log", history.entries())
    put(f'"sha256":"{digest.hexdigest()}"\n}}\n')


@dataclass(frozen=True, slots=True)
class Document:
    """A document being read: `cards`, then `entries`, each to its end, where the sum is checked."""

    settings: Mapping[str, object]
    cards: Iterable[Card]
    entries: Iterable[Logged]


def read(file: BinaryIO, name: str, size: int, report: Report) -> Document:
    """What a document holds; a TutorError if it is not ours, newer, cut short or altered."""
    lines = _Lines(file, name, size, report)
    begin = file.read(len(_BEGIN))
    file.seek(0)
    if begin != _BEGIN:
        what = described(file)
        raise TutorError(
            f"{lines.name} is not a history that `tutor export` wrote{what and f': it is {what}'}."
        )
    for _ in _BEGIN.splitlines():
        lines.next()
    version = lines.member("version")
    if type(version) is not int or version < 1:
        raise lines.altered()
    if version > VERSION:
        raise TutorError(
            f"{lines.name} was written by a newer tutor (format {version}; this one reads up to "
            f"{VERSION}). Update tutor and try again."
        )
    settings = lines.member("settings")
    if not isinstance(settings, dict):
        raise lines.altered()
    return Document(settings, lines.elements("cards", _card), _to_the_end(lines))


def _to_the_end(lines: "_Lines") -> Iterator[Logged]:
    yield from lines.elements("log", _entry)
    end = lines.next(128)
    if end != f'"sha256":"{lines.digest.hexdigest()}"\n'.encode():
        raise lines.altered("its sum is not the one that was written")
    if lines.next(8) != b"}\n" or lines.file.read(1):
        raise lines.altered("something follows its end")


class _Lines:
    """The lines of a document, each taken into the sum that its end must match."""

    def __init__(self, file: BinaryIO, name: str, size: int, report: Report) -> None:
        self.file = file
        self.name = one_line(name)
        self.digest = hashlib.sha256()
        self._size = max(1, size)
        self._report = report
        self._number = 0
        self._line = b""
        self._read = 0

    def next(self, longest: int = _LONGEST_LINE) -> bytes:
        """The next line; the sum is that of the lines before it."""
        self.digest.update(self._line)
        self._line = line = self.file.readline(longest)
        self._number += 1
        self._read += len(line)
        if not line.endswith(b"\n"):
            if len(line) == longest:
                raise self.altered("the line is too long")
            raise TutorError(f"{self.name} is cut short: it ends in line {self._number:,}.")
        if self._number % _CHUNK == 0:
            self._report(self._read / self._size)
        return line

    def member(self, name: str) -> Any:
        """The value of a member that has a line of its own."""
        line, start = self.next(), f'"{name}":'.encode()
        if not line.startswith(start) or not line.endswith(b",\n"):
            raise self.altered()
        return self._value(line[len(start) : -2])

    def elements(self, name: str, of: Callable[[Any], Any]) -> Iterator[Any]:
        """The values of a list, one a line."""
        if self.next() != f'"{name}":[\n'.encode():
            raise self.altered()
        more = False  # whether a comma promises another one
        first = True
        while (line := self.next()) != b"],\n":
            if not (more or first):
                raise self.altered("a comma is missing before it")
            first, more = False, line.endswith(b",\n")
            try:
                found = of(self._value(line[: -2 if more else -1]))
            except (ValueError, KeyError, TypeError) as error:
                raise self.altered() from error
            yield found
        if more:
            raise self.altered("there is a comma before it")

    def altered(self, reason: str = "it is not as `tutor export` writes it") -> TutorError:
        """What to say of a document that was changed by other hands."""
        return TutorError(f"{self.name} was altered: line {self._number:,}: {reason}.")

    def _value(self, line: bytes) -> Any:
        try:
            value = _DECODER.decode(line.decode())
            if b"\\u" in line:
                compact(line.decode()).encode()  # half of a surrogate pair is no text
        except (ValueError, RecursionError) as error:
            raise self.altered() from error
        return value


def _no_number(name: str) -> float:
    raise ValueError(f"{name} is not JSON")


_DECODER = json.JSONDecoder(parse_constant=_no_number)


def _card(found: dict[str, Any]) -> Card:
    """A card as known, every member checked."""
    if len(found) != len(_CARD) or found["kind"] not in _KINDS or not found["id"]:
        raise ValueError("not a card")
    texts = [_text(found[name]) for name in _CARD[:7]]
    lists = [
        json.dumps([_text(each) for each in _list(found[name])], ensure_ascii=False)
        for name in _CARD[7:]
    ]
    identifier, kind, given, identity, wording, question, answer = texts
    return identifier, kind, given, identity, wording, question, answer, lists[0], lists[1]


def _entry(found: dict[str, Any]) -> Logged:
    """An entry of the log, every member checked."""
    uid, device, at, day, card, event, quality, milliseconds, undoes, detail = _members(found)
    value = found["value"] if event in VALUES else 0
    if not (
        len(found) == len(_ENTRY) + (event in VALUES)
        and _is_name(uid)
        and _is_name(device)
        and type(at) is int
        and EARLIEST <= at < LATEST
        and type(card) is str
        and card
        and event in _EVENTS
        and type(quality) is int
        and (quality == _ONLY_QUALITY[event] if event in _ONLY_QUALITY else 0 <= quality <= 5)
        and type(value) is int
        and (event not in VALUES or value in VALUES[event])
        and type(milliseconds) is int
        and 0 <= milliseconds < _LONGEST
        and (_is_name(undoes) if event == "undo" else undoes == "")
        and (detail is None or type(detail) is dict)
    ):
        raise ValueError("not an entry")
    kept = "" if detail is None else _dumped(detail)
    return uid, device, at, _day(day), card, event, quality, milliseconds, undoes, kept, value


def _is_name(value: object) -> bool:
    return type(value) is str and 0 < len(value) <= 100 and value.isascii() and value.isprintable()


def _text(value: object) -> str:
    if type(value) is not str:
        raise ValueError("not a text")
    return value


def _list(value: object) -> list[object]:
    if type(value) is not list:
        raise ValueError("not a list")
    return value


@lru_cache(maxsize=4096)
def _day(text: str) -> int:
    day = date.fromisoformat(text)
    if str(day) != text:
        raise ValueError("not a date")
    return day.toordinal()


def _dumped(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
