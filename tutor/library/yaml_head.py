"""The simple form of YAML, in which other programs write the head of a file: keys and lists."""

import re
from collections.abc import Sequence
from typing import NamedTuple

_KEY = re.compile(r"([A-Za-z_][\w .-]*?)[ \t]*:(?:[ \t]+(.*)|)$")
_ITEM = re.compile(r"[ \t]*-[ \t]+(.*)$")
_QUOTED = re.compile(r"'((?:[^']|'')*)'|\"((?:[^\"\\]|\\[\"\\])*)\"")
_COMMENT = re.compile(r"(?:^|[ \t]+)#.*$")
_NAMES = {"title": "name", "deck": "name", "tag": "tags", "keywords": "tags"}
_READ = {"name", "kind", "tags"}


class Head(NamedTuple):
    """What a head says, by the names that TOML has for it, and where it says more than is read."""

    table: dict[str, object]
    places: dict[str, int]  # the line of each key, from 0
    unread: int  # the first line that is not simple, or -1


def is_yaml(lines: Sequence[str]) -> bool:
    """Whether these lines are keys with a colon and not with an equals sign."""
    keys = [line for line in lines if line.strip() and not line[0].isspace()]
    keys = [line for line in keys if line[0] not in "#-"]
    return bool(keys) and all(_KEY.match(line) for line in keys)


def read_yaml(lines: Sequence[str]) -> Head:
    """The keys of a head in simple form; what is not simple is left out."""
    found: dict[str, object] = {}
    places: dict[str, int] = {}
    unread = -1
    at = 0
    while at < len(lines):
        key = _KEY.match(lines[at])
        start, at = at, at + 1
        inside = []
        while at < len(lines) and (not lines[at].strip() or lines[at][0] in " \t-#"):
            inside.append(lines[at])
            at += 1
        below = [line for line in inside if _COMMENT.sub("", line).strip()]
        if key is None:
            if _COMMENT.sub("", lines[start]).strip():
                unread = start if unread < 0 else unread
            continue
        name = _NAMES.get(key[1].lower(), key[1].lower())
        if name not in _READ:
            continue
        value = _value(key[2] or "", below, is_list=name == "tags")
        if value is None:
            unread = start if unread < 0 else unread
        elif name not in found or key[1].lower() == name:
            found[name], places[name] = value, start
    return Head(found, places, unread)


def _value(text: str, below: Sequence[str], *, is_list: bool) -> object:
    """A text, or a list of texts; None if it is neither."""
    text = text if _QUOTED.match(text) else _COMMENT.sub("", text).strip()
    if below:
        items = [_ITEM.match(line) for line in below]
        texts = [_scalar(item[1]) if item else None for item in items]
        return None if text or not is_list or None in texts else texts
    if not is_list:
        return _scalar(text)
    if text.startswith("["):
        if not text.endswith("]"):
            return None
        text = text[1:-1]
    parts = [part for part in map(str.strip, text.split(",")) if part]
    texts = [_scalar(part) for part in parts]
    return None if None in texts else texts


def _scalar(text: str) -> str | None:
    """A plain or quoted text; None for what YAML reads as anything else."""
    text = text.strip() if _QUOTED.match(text.strip()) else _COMMENT.sub("", text).strip()
    quoted = _QUOTED.fullmatch(text)
    if quoted:
        if quoted[1] is not None:
            return quoted[1].replace("''", "'")
        return re.sub(r"\\(.)", r"\1", quoted[2])
    return None if not text or text[0] in "[]{}&*!|>%@`\"'" or ": " in text else text
