"""A setting's value as text: as it is typed, and as it is shown."""

import json
import re
from collections.abc import Mapping
from pathlib import Path

from tutor.core.text import one_line
from tutor.errors import TutorError
from tutor.settings import Settings, key, refusal, written

_DEFAULTS = Settings()


def typed(name: str, text: str, beside: Path | None = None) -> object:
    """The value that was typed for a setting; a TutorError if it cannot have that.

    `beside` is the folder of the settings file.
    """
    usual = getattr(_DEFAULTS, name)
    value: object = text
    if isinstance(usual, bool):
        value = {"true": True, "false": False}.get(text.casefold(), text)
    elif isinstance(usual, int):
        value = int(text) if re.fullmatch(r"[0-9]{1,9}", text) else text
    elif isinstance(usual, tuple):
        value = _names(text)
    elif isinstance(usual, dict):
        value = _table(text)
    if said := refusal(name, value, beside):
        raise TutorError(f"{said}, and not {one_line(text)[:100]!r}.")
    return tuple(value) if isinstance(value, list) else value


def _names(text: str) -> object:
    """Names as in the file, ["one", "two"], or with commas between them."""
    if text.lstrip().startswith("["):
        try:
            return json.loads(text)
        except (ValueError, RecursionError):
            return text
    return [part.strip() for part in text.split(",") if part.strip()]


def _table(text: str) -> object:
    """A table as in the file, { poems = { new_a_day = 5 } }, or poems.new_a_day = 5, …"""
    import tomllib

    inside = text if text.lstrip().startswith("{") else f"{{ {text} }}"
    try:
        return tomllib.loads(f"table = {inside}")["table"]
    except (ValueError, RecursionError):
        return text


def as_typed(value: object) -> str:
    """A value as it can be typed for a setting again."""
    if isinstance(value, Mapping):
        return _dotted(value)
    if not isinstance(value, tuple):
        return shown(value)
    listed = ", ".join(value)
    return listed if _names(listed) == [*value] else json.dumps(value, ensure_ascii=False)


def _dotted(table: Mapping[str, object]) -> str:
    """The values of tables on one line, poems.new_a_day = 5, poems.reviews_a_day = 40."""
    return ", ".join(
        f"{key(deck)}.{name} = {written(value)}"
        for deck, own in table.items()
        if isinstance(own, Mapping)
        for name, value in own.items()
    )


def shown(value: object) -> str:
    """A value for a script or a field: a text without quotes."""
    return one_line(value) if isinstance(value, str) else written(value)
