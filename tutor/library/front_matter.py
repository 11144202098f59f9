"""The head of a card file: TOML, or simple YAML, between two lines `---`."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tutor.core.card import Macros
from tutor.core.kind import Kind
from tutor.core.toml_table import TOO_LONG, read_table
from tutor.library.characters import UNSAFE
from tutor.library.report import Report
from tutor.library.yaml_head import Head, is_yaml, read_yaml

LONGEST = 16_384  # characters: TOML of any size could be made slow to read
KINDS = tuple(kind for kind in Kind if not kind.is_drawn)

_MACRO = re.compile(r"\\?[A-Za-z]{1,32}")
_TAG = re.compile("[QAC]:")
_AT_LINE = re.compile(r"\s*\(at line (\d+), column \d+\)$")
_AT_END = re.compile(r"\s*\(at end of document\)$")
_BACKSLASH = "between double quotes TOML reads a backslash its own way: use single quotes"
_YAML = (
    "of front matter in YAML only simple lines are read: name or title, kind, and tags as a list; "
    "the rest is left alone, and TOML has more: name = 'Flows'"
)


class FrontMatter(NamedTuple):
    """What a file says of all its cards, how many lines that takes, and where they end."""

    name: str = ""
    kind: Kind = Kind.FLASHCARDS
    tags: tuple[str, ...] = ()
    macros: Macros = ()
    is_reversed: bool = False
    is_typed: bool = False
    lines: int = 0
    end: int = 0


def read(source: str, report: Report) -> FrontMatter:
    """The front matter of a file's text; what is wrong with it is reported, the rest is kept."""
    first = source.find("\n")
    if (source if first < 0 else source[:first]).strip() != "---":
        return FrontMatter()
    cut = source.find("\n", first + LONGEST + 2)
    lines = source[: cut if cut >= 0 else len(source)].split("\n")
    end, is_closed = _end(lines)
    if not is_closed:
        report.fault(1, "this front matter never closes: put a line --- below it")
    text = "\n".join(lines[1:end])
    taken = end + is_closed
    place = min(sum(len(line) + 1 for line in lines[:taken]), len(source))
    if UNSAFE.search(text):  # reported with its line already
        return FrontMatter(lines=taken, end=place)
    if is_closed and not any(map(_TAG.match, lines[1:end])) and is_yaml(lines[1:end]):
        head = read_yaml(lines[1:end])
        if head.unread >= 0:
            report.note(head.unread + 2, _YAML)
        table, text = head.table, _as_toml(head, end)
    else:
        table = _table(text, report, quiet=not is_closed)
    return FrontMatter(
        name=_name(table, text, report),
        kind=_kind(table, text, report),
        tags=_tags(table, text, report),
        macros=_macros(table, text, report),
        is_reversed=_switch("reverse", table, text, report),
        is_typed=_switch("typed", table, text, report),
        lines=taken,
        end=place,
    )


def _end(lines: Sequence[str]) -> tuple[int, bool]:
    """The index of the line that ends the front matter, and whether it is its closing line."""
    length = 0
    first_card = 0
    for index in range(1, len(lines)):
        if lines[index].strip() == "---":
            if first_card and not _is_toml(lines[1:index]):
                break  # a separator between cards
            return index, True
        if not first_card and _TAG.match(lines[index]):
            first_card = index
        length += len(lines[index]) + 1
        if length > LONGEST:
            break
    return first_card or 1, False


def _as_toml(head: Head, end: int) -> str:
    """Lines in which each key stands where it stood, so that a fault knows its line."""
    keys = {line: key for key, line in head.places.items()}
    return "\n".join(f"{keys[line]} =" if line in keys else "" for line in range(end))


def _is_toml(lines: Iterable[str]) -> bool:
    import tomllib

    try:
        read_table("\n".join(lines))
    except (tomllib.TOMLDecodeError, RecursionError):
        return False
    return True


def _table(text: str, report: Report, *, quiet: bool) -> dict[str, object]:
    import tomllib

    try:
        table, too_long = read_table(text)
    except tomllib.TOMLDecodeError as error:
        if not quiet:
            report.fault(*_explained(str(error), text))
    except RecursionError:
        report.fault(1, "this front matter nests too deeply: it needs name, kind and tags only")
    else:
        for line in too_long if not quiet else ():
            report.fault(line + 1, TOO_LONG)
        return table
    return {}


def _explained(error: str, text: str) -> tuple[int, str]:
    """The line of the file that tomllib complains about, and what to do."""
    lines = text.split("\n")
    at = _AT_LINE.search(error)
    number = int(at[1]) if at else len(lines)
    message = _AT_END.sub("", _AT_LINE.sub("", error))
    line = lines[number - 1] if number <= len(lines) else ""
    if "\\" in line and '"' in line:
        remedy = _BACKSLASH
    else:
        remedy = "write it like name = 'Flows' or tags = ['density', 'inverse']"
    return number + 1, f"this front matter is not TOML ({message}): {remedy}"


def _line_of(key: str, text: str) -> int:
    found = re.search(rf"^[ \t]*[\"']?{key}[\"']?[ \t]*=", text, re.M)
    return text.count("\n", 0, found.start()) + 2 if found else 1


def _name(table: dict[str, object], text: str, report: Report) -> str:
    if "name" not in table:
        return ""
    name = table["name"]
    if isinstance(name, str) and name.strip():
        return _plain("name", name, text, report)
    report.fault(_line_of("name", text), "the name must be some text: name = 'Flows'")
    return ""


def _kind(table: dict[str, object], text: str, report: Report) -> Kind:
    kind = table.get("kind", Kind.FLASHCARDS)
    if kind in KINDS and isinstance(kind, str):
        return Kind(kind)
    choices = " or ".join(f"kind = '{kind}'" for kind in KINDS)
    report.fault(_line_of("kind", text), f"there is no such kind of card: write {choices}")
    return Kind.FLASHCARDS


def _tags(table: dict[str, object], text: str, report: Report) -> tuple[str, ...]:
    tags = table.get("tags", [])
    if not isinstance(tags, list) or not all(isinstance(tag, str) and tag.strip() for tag in tags):
        message = "the tags must be a list of texts: tags = ['density', 'inverse']"
        report.fault(_line_of("tags", text), message)
        return ()
    plain = [_plain("tags", tag, text, report) for tag in tags]
    return tuple(dict.fromkeys(tag for tag in plain if tag))


def _macros(table: dict[str, object], text: str, report: Report) -> Macros:
    macros = table.get("macros", {})
    if isinstance(macros, dict) and all(
        isinstance(meaning, str) and _MACRO.fullmatch(name) and not UNSAFE.search(meaning)
        for name, meaning in macros.items()
    ):
        return tuple((name.removeprefix("\\"), meaning) for name, meaning in macros.items())
    message = "macros are names of letters and their meanings: macros = { E = '\\mathbb{E}' }"
    report.fault(_line_of("macros", text), message)
    return ()


def _switch(key: str, table: dict[str, object], text: str, report: Report) -> bool:
    value = table.get(key, False)
    if isinstance(value, bool):
        return value
    report.fault(_line_of(key, text), f"{key} is true or false: {key} = true")
    return False


def _plain(key: str, value: str, text: str, report: Report) -> str:
    """The value without spaces around it; "" if a control character is in it ("\\t" is a tab)."""
    if not (UNSAFE.search(value) or "\n" in value or "\t" in value):
        return value.strip()
    message = f"there is a control character in {key}: {_BACKSLASH}"
    report.fault(_line_of(key, text), message)
    return ""
