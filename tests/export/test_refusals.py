"""What is no history, or a damaged one, is refused whole, and the database stays as it was."""

import hashlib
import io
import os
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.command import Command
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
    refused(composed([], [], version=4), tmp_path, "newer tutor")


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


def archive(*names: str) -> bytes:
    held = BytesIO()
    with ZipFile(held, "w") as written:
        for name in names:
            written.writestr(name, b"x")
    return held.getvalue()


FOREIGN = {
    "notes.apkg": (archive("collection.anki2", "media"), "an Anki package"),
    "all.colpkg": (archive("meta", "media", "collection.anki21b"), "an Anki package"),
    "cut.apkg": (archive("collection.anki21", "media")[:60], "an Anki package"),
    "any.zip": (archive("history.json"), "a zip archive: unpack it"),
    "tutor.sqlite3": (b"SQLite format 3\0" + bytes(84), "a database: `tutor restore FILE`"),
    "notes.txt": (b"#separator:tab\n#html:true\na\tb\n", "notes that Anki exported as text"),
    "reviews.csv": (b"time,day,event,grade,quality\r\n", "a table that `tutor export"),
    "deck.md": (b"# Flows\n\nQ: a\nA: b\n", "a deck: decks are not imported"),
    "exercises.toml": (b"name = 'x'\n[[exercise]]\n", "a deck: decks are not imported"),
    "empty.json": (b"", "empty"),
    "windows.json": (b'{\r\n"format":"tutor-history",\r\n', "one that another program saved"),
    "marked.json": (b'\xef\xbb\xbf{\n"format":"tutor-history",\n', "one that another program"),
    "wide.json": (b'{\n  "format": "tutor-history",\n', "one that another program"),
    "history.json.gz": (b"\x1f\x8b\x08" + bytes(20), "compressed: decompress it"),
}


@pytest.mark.parametrize("name", FOREIGN)
def test_a_file_that_is_no_export_is_named_for_what_it_is(tmp_path: Path, name: str) -> None:
    data, what = FOREIGN[name]
    path = tmp_path / name
    path.write_bytes(data)
    tutor = Command(tmp_path)
    done = tutor("import", str(path))
    assert done.returncode == 1
    said = f"tutor: {name} is not a history that `tutor export` wrote: it is {what}"
    assert done.stderr.startswith(said)
    assert not tutor.database.exists()


@pytest.mark.skipif(os.name != "posix", reason="needs a pipe with a name")
def test_a_pipe_into_which_nobody_writes_is_no_export(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.json")
    tutor = Command(tmp_path)
    for path in (tmp_path / "pipe.json", tmp_path, Path(os.devnull)):
        done = tutor("import", str(path))
        assert done.returncode == 1
        assert "is not a file. Name the file that `tutor export` wrote." in done.stderr
