"""TOML with a number too long for Python: it costs its own key, and not the whole text."""

import re
from functools import partial
from typing import Any

MOST_DIGITS = 4_300  # of an integer that Python reads or writes, unless it is told to
TOO_LONG = f"this number has more than {MOST_DIGITS:,} digits: write a shorter one, or delete it"

_LONG = re.compile(r"\b(?:0[xob])?[0-9A-Fa-f_]{1000,}")
_MOST_BITS = 14_000  # an integer of fewer bits has fewer digits than the most


def read_table(text: str) -> tuple[dict[str, Any], list[int]]:
    """The table, and the lines (from 1) with a number too long; their keys are left out.

    Raises tomllib.TOMLDecodeError, and RecursionError for tables nested too deeply.
    """
    import tomllib

    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        raise
    except ValueError:
        table = {}
    else:
        if not _is_long(table):
            return table, []
    # What depends on such a number differs if another stands in its place.
    one, other = (tomllib.loads(_LONG.sub(partial(_shortened, digit), text)) for digit in "12")
    lines = [at for at, line in enumerate(text.split("\n"), 1) if _has_long(line)]
    return {key: value for key, value in one.items() if other[key] == value}, lines


def _has_long(line: str) -> bool:
    return any(_shortened("", found) != found[0] for found in _LONG.finditer(line))


def _shortened(digit: str, number: re.Match[str]) -> str:
    """The digit in place of a number that is too long; any other text as it is."""
    try:
        value = int(number[0], 0)
    except ValueError:  # too long, or no number at all, such as a text of letters
        digits = number[0].replace("_", "")
        return digit if digits.isdecimal() and len(digits) > MOST_DIGITS else number[0]
    return digit if _is_long(value) else number[0]


def _is_long(value: object) -> bool:
    if isinstance(value, dict):
        return any(map(_is_long, value.values()))
    if isinstance(value, list):
        return any(map(_is_long, value))
    return isinstance(value, int) and value.bit_length() > _MOST_BITS
