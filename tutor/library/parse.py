"""A deck file, taken apart into its cards; what is wrong with it is reported, never raised."""

import os
import stat
from collections.abc import Callable

from tutor.core.fault import Fault
from tutor.library import front_matter
from tutor.library.build import Builder
from tutor.library.characters import described, remedy, unsafe_places
from tutor.library.macro_files import read as read_macros
from tutor.library.parsed import ParsedCard, ParsedFile
from tutor.library.remarks import Remarks
from tutor.library.report import Report
from tutor.library.scan import LARGEST, DeckFile, too_large, unreadable
from tutor.markdown.lines import with_line_feeds
from tutor.markdown.sections import sections

__all__ = ["ParsedCard", "ParsedFile", "Progress", "parse", "read"]

Progress = Callable[[float], None]

_LINES_BETWEEN_PROGRESS = 5_000


def parse(
    data: bytes,
    path: str,
    progress: Progress | None = None,
    file: DeckFile | None = None,
) -> ParsedFile:
    """The cards in a file's bytes; `progress` hears how far it is, and may raise to stop."""
    report = Report(path)
    text = _decoded(data, report)
    if text is None:
        return ParsedFile("", (), report.faults, report.notes)
    has_unsafe = _report_unsafe(text, report)
    head = front_matter.read(text, report)
    builder = Builder(head, report, has_unsafe)
    remarks = Remarks(text, head.end, report, path if file is not None else "")
    last = 0
    for section in sections(text, head.end, head.lines + 1):
        builder.take(section)
        remarks.take(section)
        if progress and section.line - last > _LINES_BETWEEN_PROGRESS:
            last = section.line
            progress(section.start / len(text))
    cards = builder.finish()
    if not cards and not report.faults:
        report.note(
            0, "there are no cards here: a card begins with Q: or C: at the start of a line"
        )
    if progress:
        progress(1.0)
    macros = head.macros
    if file is not None and file.macros:
        shared = dict(read_macros(file.macros, file.reports, report))
        macros = tuple((shared | dict(macros)).items())
    return ParsedFile(head.name, cards, report.faults, report.notes, macros)


def _decoded(data: bytes, report: Report) -> str | None:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        report.fault(0, "this file is UTF-16: save it as UTF-8")
        return None
    return with_line_feeds(str(data, "utf-8-sig", "surrogateescape"))


def _report_unsafe(text: str, report: Report) -> bool:
    """Report each line that holds what no deck may hold; whether there is one."""
    line, at, has_unsafe = 1, 0, False
    for place in unsafe_places(text):
        has_unsafe = True
        line += text.count("\n", at, place)
        at = place
        what, how = described(text[at]), remedy(text[at])
        report.fault(line, f"there is {what} here: {how}; until then its card is left out")
    return has_unsafe


def read(file: DeckFile, progress: Progress | None = None) -> ParsedFile:
    """The cards of a file; one that cannot be read is a fault."""
    try:
        data = _bytes(file.path)
    except OSError as error:
        return _refused(unreadable(file.path, error))
    if data is None:
        return _refused(Fault(file.path, 0, "this is not a file of text: remove it from the decks"))
    if len(data) > LARGEST:
        return _refused(too_large(file.path, len(data)))
    if file.path.lower().endswith(".toml"):
        from tutor.library.exercises import exercise_cards

        return exercise_cards(data, file.path)
    return parse(data, file.path, progress, file)


def _bytes(path: str) -> bytes | None:
    """What is in a file, or a little more than may be; None if it is no regular file."""
    flags = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)
    with open(os.open(path, flags), "rb") as opened:
        if not stat.S_ISREG(os.fstat(opened.fileno()).st_mode):
            return None
        return opened.read(LARGEST + 1)


def _refused(fault: Fault) -> ParsedFile:
    return ParsedFile("", (), (fault,), (), was_read=False)
