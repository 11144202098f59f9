"""What is no history, or a damaged one, is refused whole, and the database stays as it was."""

import hashlib
import io
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.export.histories import CARD, ENTRY, composed, nothing, state, take_in
from tutor.errors import TutorError
from tutor.export import document
from tutor.study import transfer


def refused(data: bytes, tmp_path: Path, reason: str) -> None:
    """The document is refused for this reason, and the database is as it was."""
    database = tmp_path / "mine.sqlite3"
    take_in(database, composed([CARD], [ENTRY | {"uid": "mine", "at": 5}]))
    before = state(database)
    with pytest.raises(TutorError, match=reason):
        take_in(database, data)
    assert state(database) == before
    with pytest.raises(TutorError, match=reason):
        transfer.check(database.with_name("mine-0.json"), nothing)


WHOLE = composed([CARD], [ENTRY, ENTRY | {"uid": "a2"}], settings={"new_a_day": 3})


@pytest.mark.parametrize("share", [0.02, 0.3, 0.5, 0.8, 0.95, 0.999])
def test_a_truncated_file_is_refused(tmp_path: Path, share: float) -> None:
    reason = "cut short" if share > 0.02 else "not a history|cut short"
    refused(WHOLE[: int(len(WHOLE) * share)], tmp_path, reason)


@given(st.data())
@settings(max_examples=60)
def test_no_altered_byte_goes_unnoticed(data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(WHOLE) - 1))
    byte = data.draw(st.integers(0, 255).filter(lambda byte: byte != WHOLE[place]))
    changed = WHOLE[:place] + bytes([byte]) + WHOLE[place + 1 :]
    with pytest.raises(TutorError, match=r"altered|not a history|newer|cut short"):
        read_whole(changed)


def read_whole(data: bytes) -> None:
    """Read a document to its end."""
    found = document.read(io.BytesIO(data), "f.json", len(data), nothing)
    list(found.cards)
    list(found.entries)


def test_a_file_from_a_newer_version_is_refused(tmp_path: Path) -> None:
    refused(composed([], [], version=2), tmp_path, "newer tutor")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{}",
        b"[]\n",
        b"\x00" * 100,
        b'{\n"format":"other",\n',
        b"PK\x03\x04 zip",
        b"{" * 10**6,
    ],
)
def test_what_is_no_export_is_refused(tmp_path: Path, data: bytes) -> None:
    refused(data, tmp_path, "not a history|cut short|altered")


@pytest.mark.parametrize(
    "change",
    [
        {"uid": ""}, {"uid": 3}, {"uid": "x" * 101}, {"uid": "\x1b[2J"}, {"at": -1}, {"at": 1.5},
        {"at": True}, {"at": 10**18}, {"day": "2025-13-01"}, {"day": "20251124"}, {"day": 739_000},
        {"card": ""}, {"card": None}, {"event": "forgotten"}, {"event": []}, {"quality": 6},
        {"quality": 4.0}, {"milliseconds": -1}, {"undoes": "a2"}, {"event": "undo"},
        {"detail": "text"}, {"detail": [1]}, {"extra": 1}, {"card": "\ud800"},
        {"detail": {"a": "\ud800"}},
    ],
)  # fmt: skip
def test_an_entry_that_cannot_be_is_refused_though_the_sum_is_right(
    tmp_path: Path, change: dict[str, Any]
) -> None:
    data = composed([], [ENTRY | change])
    refused(data, tmp_path, "altered")


@pytest.mark.parametrize(
    "change",
    [{"id": ""}, {"kind": "novel"}, {"tags": "t"}, {"tags": [1]}, {"answer": None}, {"extra": ""}],
)
def test_a_card_that_cannot_be_is_refused_though_the_sum_is_right(
    tmp_path: Path, change: dict[str, Any]
) -> None:
    refused(composed([CARD | change], []), tmp_path, "altered")


def test_numbers_that_json_does_not_have_are_refused(tmp_path: Path) -> None:
    for number in ("NaN", "Infinity", "1e999"):
        text = composed([], [ENTRY | {"detail": {"a": 11}}]).decode().split('"sha256"')[0]
        text = text.replace('"a": 11', f'"a": {number}')
        end = f'"sha256":"{hashlib.sha256(text.encode()).hexdigest()}"\n}}\n'
        refused((text + end).encode(), tmp_path, "altered")


def test_the_same_entry_twice_and_one_that_contradicts_ours_are_refused(tmp_path: Path) -> None:
    twice = composed([], [ENTRY, ENTRY])
    with pytest.raises(TutorError, match="twice"):
        take_in(tmp_path / "a.sqlite3", twice)
    with pytest.raises(TutorError, match="other content"):
        take_in(
            tmp_path / "b.sqlite3", composed([], [ENTRY]), composed([], [ENTRY | {"quality": 1}])
        )
    assert len(state(tmp_path / "b.sqlite3")["log"]) == 1
