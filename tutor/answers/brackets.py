"""Brackets that were left out (`x - 2/3` read as (x - 2)/3), and what stands in them."""

from collections.abc import Iterator

_MOST = 8  # divisions that are looked at
_DEEPER = {"(": 1, ")": -1}


def bracketed(text: str, sums: bool = True) -> Iterator[str]:
    """The other ways to read an expression's divisions, with the brackets that each needs."""
    for at in list(_divisions(text))[:_MOST]:
        above, below = text[:at].strip(), text[at + 1 :].strip()
        if sums and _has(above, "+-"):
            yield f"({above})/{below}"
        if _has(below, "+-*/"):
            yield f"{above}/({below})"


def inner(text: str) -> str:
    """What stands in the brackets with which a text begins; empty if it does not, or in vain."""
    depth = 0
    for at, character in enumerate(text):
        depth += (character in "([{") - (character in ")]}")
        if depth == 0:
            return text[1:at].strip()
    return ""


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
