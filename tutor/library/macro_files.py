"""Files `macros.tex` beside decks: commands for the formulas of all decks in their folder."""

import os
import re
from collections.abc import Sequence
from typing import NamedTuple

from tutor.core.card import Macros
from tutor.core.text import one_line
from tutor.library.characters import UNSAFE
from tutor.library.report import Report

NAME = "macros.tex"
LARGEST = 64 * 2**10  # bytes

_LINE = re.compile(r"\\([A-Za-z]{1,32})[ \t]+(\S.*)")
_TEX = re.compile(
    r"[ \t]*\\(?:(?:new|renew|provide)command|[gex]?def|let|Declare[A-Za-z]+)(?![A-Za-z])"
)
_COMMENT = re.compile(r"(?<!\\)%.*")


class MacroFile(NamedTuple):
    """A file of macros as it stands on disk."""

    path: str
    size: int
    modified: int  # st_mtime_ns


def find(folder: str) -> MacroFile | None:
    """The file of macros in a folder."""
    path = os.path.join(folder, NAME)
    try:
        status = os.stat(path)
    except OSError:
        return None
    return MacroFile(path, status.st_size, status.st_mtime_ns)


def read(files: Sequence[MacroFile], reports: Sequence[MacroFile], report: Report) -> Macros:
    """The macros of these files, of which a later one goes first; what is wrong in some is told."""
    found: dict[str, str] = {}
    for file in files:
        found |= _read(file.path, report if file in reports else Report(file.path))
    return tuple(found.items())


def _read(path: str, report: Report) -> dict[str, str]:
    said = one_line(path)
    try:
        with open(path, "rb") as opened:
            data = opened.read(LARGEST + 1)
    except OSError as error:
        report.fault(0, f"{said} cannot be read: {error.strerror or error}")
        return {}
    if len(data) > LARGEST:
        report.fault(0, f"{said} is over {LARGEST >> 10} KiB, and is not read: shorten it")
        return {}
    text = data.decode("utf-8-sig", "surrogateescape").replace("\r\n", "\n")
    found: dict[str, str] = {}
    tex: list[str] = []
    for number, line in enumerate(text.split("\n"), 1):
        if UNSAFE.search(line):
            report.fault(0, f"{said}:{number}: there is a control character here: delete it")
            continue
        line = _COMMENT.sub("", line).rstrip()
        pair = _LINE.fullmatch(line)
        if _TEX.match(line) or (tex and not pair):
            tex.append(line)
        elif pair:
            found[pair[1]] = pair[2]
        elif line.strip():
            what = "this is no macro: write \\name, a blank, and what it stands for"
            report.fault(0, f"{said}:{number}: {what}")
    if tex:
        from tutor.typeset.definitions import definitions  # where such a file is

        found |= definitions("\n".join(tex))
    return found
