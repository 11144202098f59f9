"""What a file is that is no export of ours: named by how it begins, with what to do instead."""

import re
from typing import BinaryIO
from zipfile import BadZipFile, ZipFile

_ANKI = (
    "an Anki package, whose history cannot be imported. To use its notes, let Anki export them as "
    "text (Notes in Plain Text), and write them as cards: Q: and A:, each at the start of a line"
)


def described(file: BinaryIO) -> str:
    """What the file is, or ""; it is left at its beginning."""
    head = file.read(4_096)
    file.seek(0)
    if not head:
        return "empty"
    if head.startswith(b"PK\x03\x04"):
        is_anki = b"collection.anki" in head or _holds_a_collection(file)
        return _ANKI if is_anki else "a zip archive: unpack it first"
    if head.startswith(b"SQLite format 3\0"):
        return "a database: `tutor restore FILE` goes back to a backup; only an export is merged"
    if head.startswith(b"\x1f\x8b"):
        return "compressed: decompress it first"
    if b'"tutor-history"' in head:
        return "one that another program saved again in its own way: export it again"
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "UTF-16: save it as UTF-8"
    text = head.decode("utf-8-sig", "replace")
    lines = text.splitlines()
    if lines and re.match("time[,;\t]day[,;\t]event[,;\t]grade[,;\t]", lines[0]):
        return (
            "a table that `tutor export --format csv` wrote: only the JSON export is merged "
            "(`tutor export --format json`), and there are no cards in it"
        )
    if any(line.startswith(("Q:", "C:", "[[exercise]]")) for line in lines):
        return "a deck: decks are not imported, but read where they are (`--decks FILE`)"
    if any(line.startswith("#separator:") for line in lines):
        return "notes that Anki exported as text: name the file .tsv to make a deck of it"
    return ""


def _holds_a_collection(file: BinaryIO) -> bool:
    """Whether a zip archive is one of Anki's."""
    try:
        with ZipFile(file) as archive:
            return any(name.startswith("collection.anki") for name in archive.namelist())
    except (BadZipFile, ValueError, NotImplementedError, EOFError):
        return False
    finally:
        file.seek(0)
