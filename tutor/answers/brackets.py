"""Brackets that were left out (`x - 2/3` for (x - 2)/3, `e^-2x`), and what stands in them."""

import re
from collections.abc import Iterator

_MOST = 8  # divisions that are looked at
_POWERS = 4  # and powers
_DEEPER = {"(": 1, ")": -1}
_OPERAND = r"(?:\d+\.?\d*|\.\d+|[A-Za-z]\w*)"
_POWER = re.compile(rf"(?:\^|\*\*)\s*(?=([-+]?\s*{_OPERAND}|[-+]\s*(?=\()))", re.ASCII)
_FACTOR = re.compile(rf"\s*[*/]\s*{_OPERAND}|\s*[A-Za-z]\w*", re.ASCII)


def bracketed(text: str, sums: bool = True) -> Iterator[str]:
    """The other ways to read an expression's powers and divisions, with the brackets of each.

    Without `sums` those that are rarely meant as they stand: `x^1/3`.
    """
    yield from _raised(text, sums)
    for at in list(_divisions(text))[:_MOST]:
        above, below = text[:at].strip(), text[at + 1 :].strip()
        if sums and _has(above, "+-"):
            yield f"({above})/{below}"
        if _has(below, "+-*/"):
            yield f"{above}/({below})"


def _raised(text: str, sums: bool) -> Iterator[str]:
    """The ways to read what comes after a power as a part of it."""
    for power in list(_POWER.finditer(text))[:_POWERS]:
        if not sums and power[1] != "1":
            continue
        start, end = power.span(1)
        end = first = _after_brackets(text, end)
        ends = []
        while (factor := _FACTOR.match(text, end)) is not None:
            end = _after_brackets(text, factor.end())
            ends.append(end)
        if sums:
            ends.append(_end_of_sum(text, end))
        for end in dict.fromkeys((*ends[:2], *ends[-2:])):
            if end > first:
                yield f"{text[:start]}({text[start:end].strip()}){text[end:]}"


def _after_brackets(text: str, at: int) -> int:
    """Where the brackets end that open at a place; the place, if none do."""
    return _closing(text, at) + 1 if text.startswith("(", at) else at


def _end_of_sum(text: str, start: int) -> int:
    """Where the brackets close in which a place is, or the text ends."""
    depth = 0
    for at in range(start, len(text)):
        depth += _DEEPER.get(text[at], 0)
        if depth < 0 or (text[at] in ",;" and not depth):
            return at
    return len(text)


def inner(text: str) -> str:
    """What stands in the brackets with which a text begins; empty if it does not, or in vain."""
    return text[1 : _closing(text)].strip()


def _closing(text: str, start: int = 0) -> int:
    """Where the brackets close that open at a place; the place, if they do not, or none open."""
    depth = 0
    for at in range(start, len(text)):
        depth += (text[at] in "([{") - (text[at] in ")]}")
        if depth == 0:
            return at
    return start


def _divisions(text: str) -> Iterator[int]:
    """Where a division stands that is in no brackets."""
    return (at for at, character in _outside(text) if character == "/")


def _outside(text: str) -> Iterator[tuple[int, str]]:
    """The characters that stand in no brackets, and where."""
    depth, within_bars = 0, False
    for at, character in enumerate(text):
        depth += _DEEPER.get(character, 0)
        within_bars ^= character == "|"
        if not depth and not within_bars:
            yield at, character


def _has(text: str, signs: str) -> bool:
    """Whether one of these signs stands between two values, in no brackets."""
    return any(at and character in signs for at, character in _outside(text))
