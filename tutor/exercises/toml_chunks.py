"""Exercise files cut into their exercises, so that a fault has a line and spares the others."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from typing import Any

from tutor.core.text import harmless, one_line
from tutor.core.toml_table import TOO_LONG, read_table

HEADER = re.compile(r"^[ \t]*\[\[[ \t]*exercise[ \t]*\]\]", re.MULTILINE)
_LEVEL = re.compile(r"^\s*\[\[\s*exercise\s*\.\s*level\s*\]\]")
_AT_LINE = re.compile(r" \(at line (\d+), column \d+\)")


class Bad(Exception):
    """A fault on the line of a key; `level` counts the tables [[exercise.level]] from 0."""

    def __init__(self, message: str, key: str = "", level: int | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.key = key
        self.level = level


def chunks(text: str) -> list[str]:
    """What stands before the first exercise, and each exercise."""
    starts = [0, *(match.start() for match in HEADER.finditer(text))]
    return [text[start:end] for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]


def line_of(chunk: str, bad: Bad) -> int:
    """The line in a chunk (counted from 1) of a fault's key, or of its table's header."""
    if bad.key.startswith("line "):
        return int(bad.key[5:])
    level = None
    header = 1
    name = re.escape(bad.key)
    key = re.compile(rf"\s*(?:[\"']?{name}[\"']?\s*[=.]|\[exercise\.{name}\])")
    for number, line in enumerate(chunk.split("\n"), 1):
        if _LEVEL.match(line):
            level = 0 if level is None else level + 1
            header = number if level == bad.level else header
        elif level == bad.level and name and key.match(line):
            return number
    return header


def read_toml(text: str) -> dict[str, Any]:
    try:
        table, too_long = read_table(text)
    except tomllib.TOMLDecodeError as error:
        said = str(error)
        at = _AT_LINE.search(said)
        line = int(at.group(1)) if at else text.rstrip().count("\n") + 1
        message = _AT_LINE.sub("", said).replace(" (at end of document)", "")
        raise Bad(f"this is not TOML: {harmless(message).lower()}", f"line {line}") from None
    except RecursionError:
        raise Bad("this is not TOML that can be read: write it more simply") from None
    if too_long:
        raise Bad(TOO_LONG, f"line {too_long[0]}")
    return table


def known(
    table: Mapping[str, Any], keys: Sequence[str], where: str, level: int | None = None
) -> None:
    """Refuse a key that means nothing."""
    for key in table:
        if key not in keys:
            raise Bad(f"{key!r} is unknown {where}: there are {', '.join(keys)}", key, level)


def texts(table: Mapping[str, Any], key: str) -> tuple[str, ...]:
    """A list of texts, empty if it is left out."""
    value = table.get(key, [])
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise Bad(f'{key} is a list of texts: {key} = ["one", "two"]', key)
    return tuple(one_line(item) for item in value)
