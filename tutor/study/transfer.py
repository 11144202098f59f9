"""Exports as JSON, CSV and HTML, and the import of an export."""

import json
import os
import sqlite3
import stat
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from tutor.core.text import one_line
from tutor.errors import TutorError
from tutor.export import files
from tutor.settings import TABLE, Settings, load, written

if TYPE_CHECKING:
    from tutor.core.card import CardId
    from tutor.export.document import Document
    from tutor.library.shelf import Shelf
    from tutor.store.database import Database
    from tutor.store.merging import Merged
    from tutor.study.study import Study

Report = Callable[[float], None]  # how much is done, from 0 to 1


def to_json(database: Path, settings: Settings, path: Path, force: bool, report: Report) -> None:
    """Everything: the cards as known, the full log, the settings."""
    from tutor.export import document
    from tutor.store.dump import dump

    with dump(database) as found, files.new_file(path, force) as put:
        document.write(found, _portable(settings), put, report)


def _portable(settings: Settings) -> dict[str, object]:
    """The settings that mean the same on another machine: none that is about a file on this one."""
    portable = {name: value for name, value in settings._asdict().items() if name != "decks_folder"}
    if not TABLE["theme"].allows(settings.theme):
        del portable["theme"]
    return portable


def to_csv(
    database: Path,
    shelf: "Shelf",
    path: Path,
    since: int,
    force: bool,
    report: Report,
    only: Collection[str] | None = None,
) -> list[Path]:
    """Two tables in a folder, or the reviews alone on standard output; what was written.

    Of `only` some cards, if they are named by their ids.
    """
    from tutor.export.spreadsheet import Sheets
    from tutor.store.dump import dump

    with dump(database) as found:
        sheets = Sheets(found, shelf.names, since, only=only)
        if path == files.STANDARD_OUTPUT:
            with files.new_file(path, force) as put:
                sheets.reviews(put, report)
            return [path]
        paths = [path / "reviews.csv", path / "attempts.csv"]
        with files.new_folder(path), files.new_files(paths, force) as (reviews, attempts):
            sheets.reviews(reviews, report)
            sheets.attempts(attempts)
        return paths


def to_html(
    study: "Study",
    path: Path,
    since: int,
    force: bool,
    only: "Mapping[CardId, int] | None" = None,
) -> None:
    """The page of pictures, of `only` some cards if they are named."""
    from tutor.progress.figures import figures
    from tutor.progress.progress_page import page
    from tutor.study.finding import numbers_of
    from tutor.study.history import local_time

    progress = study.history.progress(since=since, cards=numbers_of(only))
    with files.new_file(path, force) as put:
        put(page(progress, figures(progress, local_time)))


def check(path: Path, report: Report) -> None:
    """Read a JSON export to its end; a TutorError if it is not whole and as it was written."""
    from tutor.store.connect import unreadable
    from tutor.store.merging import gather

    try:
        with (
            _document(path, report) as found,
            closing(sqlite3.connect("", isolation_level=None)) as nowhere,
        ):
            gather(nowhere, found.cards, found.entries)
    except sqlite3.Error as error:
        raise unreadable(path, error) from error


def merge(store: "Database", path: Path, report: Report) -> "tuple[Merged, Mapping[str, object]]":
    """Merge a JSON export into the store; what that brought, and the settings that came with it."""
    # Reading it and taking it in take about as long.
    with _document(path, lambda share: report(share / 2)) as found:
        with store.writing() as writer:
            merged = writer.merge(found.cards, found.entries, lambda share: report((1 + share) / 2))
        return merged, found.settings


def adopt(found: Mapping[str, object], path: Path) -> str:
    """Take settings over where the learner has none of their own; a sentence about it."""
    own = load(path).settings
    other = {
        name: found[name]
        for name, value in _portable(own).items()
        if name in found and found[name] != ([*value] if isinstance(value, tuple) else value)
    }
    if not other:
        return ""
    lines = [f"{name} = {_as_toml(value)}" for name, value in other.items()]
    said = ", ".join(lines)
    if path.exists():
        return f"Your settings were kept. The export's differ: {one_line(said)}."
    text = "".join(f"{line}\n" for line in lines)
    with TemporaryDirectory() as folder:
        trial = Path(folder) / path.name
        trial.write_text(text, encoding="utf-8")
        if load(trial).faults:
            return f"The export's settings are not all valid and were left out: {one_line(said)}."
    with files.new_folder(path.parent), files.new_file(path, force=False) as put:
        put(text)
    return f"You had no settings, so the export's were imported: {one_line(said)}."


def _as_toml(value: object) -> str:
    return written(value) if isinstance(value, dict) else json.dumps(value, ensure_ascii=False)


@contextmanager
def _document(path: Path, report: Report) -> "Iterator[Document]":
    from tutor.export import document

    try:
        if not stat.S_ISREG(path.stat().st_mode):  # a pipe could keep the program waiting for ever
            raise TutorError(
                f"{one_line(str(path))} is not a file. Name the file that `tutor export` wrote."
            )
        with path.open("rb") as file:
            yield document.read(file, path.name, os.fstat(file.fileno()).st_size, report)
    except OSError as error:
        raise TutorError(
            f"{one_line(str(path))} cannot be read: {error.strerror or error}. Nothing was changed."
        ) from error
