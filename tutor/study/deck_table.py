"""A table of cards, CSV or TSV, made into a deck file."""

import csv
import io
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from tutor.core.fault import Fault
from tutor.core.text import one_line
from tutor.errors import TutorError
from tutor.library.parse import parse
from tutor.library.scan import LARGEST
from tutor.study import new_deck
from tutor.study.adding import CLOZE, Typed, tags

SUFFIXES = (".csv", ".tsv")
_NAMES = {  # of columns, as they are named where nothing is said
    "question": ("question", "front", "q", "term", "text"),
    "answer": ("answer", "back", "a", "definition", "meaning"),
    "tags": ("tags", "tag", "labels"),
}
_OWN = {"time", "day", "event", "grade", "quality"}  # what every table of the history has
_UNCLOSED = re.compile(r"(?<!\\)\$")
_LONGEST_CELL = 1 << 20
_END = "\0end"  # a last row, by which a quote is known that was never closed


class Columns(NamedTuple):
    """The columns to take, by name or by number from 1; "" where the table says which."""

    question: str = ""
    answer: str = ""
    tags: str = ""


AS_NAMED = Columns()


class Table(NamedTuple):
    """What is made of a table: the text of a deck, its cards, and what was left out."""

    text: str
    cards: int
    left_out: tuple[Fault, ...]


class _Row(NamedTuple):
    line: int
    card: Typed


def make_deck(
    source: Path, folder: Path, name: str, columns: Columns, kind: str
) -> tuple[Path, Table]:
    """Write the deck into the folder, under a name that nothing has yet."""
    name = new_deck.checked(name or source.stem)
    table = read(source, columns, kind)
    if not table.cards:
        said = f" {table.left_out[0]}" if table.left_out else ""
        raise TutorError(f"{one_line(str(source))} has no row that can be a card.{said}")
    path = folder / new_deck.file_name(name)
    new_deck.write(path, new_deck.empty(name) + table.text)
    return path, table


def read(source: Path, columns: Columns = AS_NAMED, kind: str = "") -> Table:
    """The cards of a table; a row that can be none is left out, and named."""
    kept: list[_Row] = []
    left_out: dict[int, str] = {}  # why, by line
    # Each row is a card by itself: a comment or code that it opens must not hide the next.
    for row in _rows(source, columns, kind or "flashcards"):
        fault = _faults([row])[0]
        if fault:  # perhaps its dollars are money
            plain = row.card._replace(
                question=_UNCLOSED.sub(r"\\$", row.card.question),
                answer=_UNCLOSED.sub(r"\\$", row.card.answer),
            )
            row = row._replace(card=plain)
        if fault and _faults([row])[0]:
            left_out[row.line] = fault
        else:
            kept.append(row)
    while any(faults := _faults(kept)):  # such as the id of another row
        for row, fault in zip(kept, faults, strict=True):
            if fault:
                left_out[row.line] = fault
        kept = [row for row in kept if row.line not in left_out]
    text = "".join(f"\n{row.card.text}" for row in kept)
    cards = len(parse(text.encode("utf-8", "surrogateescape"), str(source)).cards)
    said = [Fault(str(source), at, f"left out: {left_out[at]}") for at in sorted(left_out)]
    return Table(text, cards, tuple(said))


def is_of_history(source: Path) -> bool:
    """Whether a table is one of the learner's reviews or attempts, which has no cards in it."""
    try:
        with source.open(encoding="utf-8-sig", errors="replace") as file:
            head = file.readline(1_000)
    except OSError:
        return False
    return {name.strip().strip('"') for name in re.split("[,;\t]", head)} >= _OWN


def _faults(rows: Sequence[_Row]) -> list[str]:
    """What is wrong with each row as a card, or ""."""
    begins, pieces, line = [], [], 1
    for row in rows:
        piece = f"\n{row.card.text}"
        begins.append(line)
        line += piece.count("\n")
        pieces.append(piece)
    text = "".join(pieces)
    found = [""] * len(rows)
    # A report names a hundred faults at most: the rows are read in parts where there are more.
    faults = parse(text.encode("utf-8", "surrogateescape"), "").faults
    if len(faults) > 100 and len(rows) > 1:
        half = len(rows) // 2
        return [*_faults(rows[:half]), *_faults(rows[half:])]
    for fault in faults:
        at = max(0, bisect_right(begins, fault.line) - 1)
        found[at] = found[at] or fault.message
    return found


def _rows(source: Path, columns: Columns, kind: str) -> Iterator[_Row]:
    text = _text(source)
    header, lines = _lines(source, text)
    named = [cell.strip().casefold() for cell in header]
    places = {
        what: _place(what, getattr(columns, what), named) for what in ("question", "answer", "tags")
    }
    has_header = any(name in named for names in _NAMES.values() for name in names) or any(
        each and not each.isdigit() for each in columns
    )
    if places["question"] is None:
        places["question"] = 0
    if places["answer"] is None and kind != CLOZE:
        taken = {places["question"], places["tags"]}
        places["answer"] = next(at for at in range(len(taken) + 1) if at not in taken)
    if has_header:
        next(lines, None)
    for line, cells in lines:
        if any(cell.strip() for cell in cells):
            question, answer, tagged = (_cell(cells, at) for at in places.values())
            found = tuple(each.replace("--", "-") for each in _tags(tagged))
            yield _Row(line, Typed(question, "" if kind == CLOZE else answer, kind, found))


def _place(what: str, wanted: str, named: Sequence[str]) -> int | None:
    """Which column it is: the one that is asked for, or has a usual name."""
    if wanted.isdigit() and 0 < int(wanted) <= max(len(named), 1):
        return int(wanted) - 1
    if wanted:
        if wanted.strip().casefold() in named:
            return named.index(wanted.strip().casefold())
        listed = ", ".join(one_line(name) for name in named)
        raise TutorError(f"There is no column {one_line(wanted)!r}. The columns: {listed}.")
    return next((named.index(name) for name in _NAMES[what] if name in named), None)


def _cell(cells: Sequence[str], at: int | None) -> str:
    return cells[at].replace("\r\n", "\n").strip() if at is not None and at < len(cells) else ""


def _tags(text: str) -> tuple[str, ...]:
    """Tags, with commas between, or else blanks as Anki has them."""
    return tags(text.replace(";", ",") if re.search("[,;]", text) else ",".join(text.split()))


def _text(source: Path) -> str:
    try:
        if not source.is_file():
            raise TutorError(f"{one_line(str(source))}: there is no such file.")
        with source.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        raise TutorError(
            f"{one_line(str(source))} cannot be read: {error.strerror or error}."
        ) from error
    if len(data) > LARGEST:
        raise TutorError(f"{one_line(str(source))} is over {LARGEST >> 20} MiB: split it.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise TutorError(
            f"{one_line(str(source))}:{line}: this is not UTF-8: save the file in that encoding."
        ) from error


def _lines(source: Path, text: str) -> tuple[list[str], Iterator[tuple[int, list[str]]]]:
    """The first row, and all rows with their lines; lines of Anki that begin with # are passed."""
    first = next((line for line in text.splitlines() if line and not line.startswith("#")), "")
    named = re.search(r"^#separator:(\w+|.)\s*$", text, re.MULTILINE | re.IGNORECASE)
    said = {"tab": "\t", "comma": ",", "semicolon": ";", "pipe": "|"}
    if named:
        delimiter = said.get(named[1].lower(), named[1][:1])
    elif source.suffix.lower() == ".tsv":
        delimiter = "\t"
    else:
        delimiter = max(",;\t", key=first.count)
    skipped = 0
    for line in text.split("\n"):
        if not line.startswith("#"):
            break
        skipped += 1
    body = "\n".join(text.split("\n")[skipped:])
    rows = _numbered(source, body, delimiter, skipped)
    header = next(_numbered(source, body, delimiter, skipped), (0, []))[1]
    return header, rows


def _numbered(
    source: Path, body: str, delimiter: str, skipped: int
) -> Iterator[tuple[int, list[str]]]:
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(io.StringIO(f"{body}\n{_END}", newline=""), delimiter=delimiter)
    line = skipped + 1
    try:
        for cells in reader:
            if cells[-1:] == [_END]:
                return
            if cells and cells[-1].endswith(_END):
                raise csv.Error('a quote (") that opens in this row is never closed')
            yield line, cells
            line = skipped + reader.line_num + 1
    except csv.Error as error:
        raise TutorError(f"{one_line(str(source))}:{line}: this is no table: {error}.") from error
