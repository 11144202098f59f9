"""Brackets that were left out: `x - 2/3` read as (x - 2)/3, and `1/4*2` as 1/(4*2)."""

from collections.abc import Iterator

_MOST = 8  # divisions that are looked at
_DEEPER = {"(": 1, ")": -1}


def bracketed(text: str) -> Iterator[str]:
    """The other ways to read an expression's divisions, with the brackets that each needs."""
    for at in list(_divisions(text))[:_MOST]:
        above, below = text[:at].strip(), text[at + 1 :].strip()
        if _is_joined(above):
            yield f"({above})/{below}"
        if _is_joined(below):
            yield f"{above}/({below})"


def _divisions(text: str) -> Iterator[int]:
    """Where a division stands that is in no brackets."""
    depth, within_bars = 0, False
    for at, character in enumerate(text):
        depth += _DEEPER.get(character, 0)
        within_bars ^= character == "|"
        if character == "/" and not depth and not within_bars:
            yield at


def _is_joined(text: str) -> bool:
    """Whether brackets around this could change anything."""
    return any(sign in text[1:] for sign in "+-*/")
