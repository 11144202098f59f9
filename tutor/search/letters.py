"""Which letters a search takes for the same: small and capital ones."""

from functools import lru_cache


@lru_cache(maxsize=4_096)
def alike(character: str) -> tuple[str, ...]:
    """A character, and the same letter small or capital: in ASCII as SQLite has it."""
    forms = {character, character.lower(), character.upper()}
    return tuple(
        sorted(form for form in forms if len(form) == 1 and form.isascii() == character.isascii())
    )


def fits(pattern: str, name: str) -> bool:
    """Whether a name is this one, whatever its case; * stands for anything."""
    first, *rest = pattern.casefold().split("*")
    folded = name.casefold()
    if not rest:
        return folded == first
    last = rest.pop()
    if len(folded) < len(first) + len(last):
        return False
    if not (folded.startswith(first) and folded.endswith(last)):
        return False
    at, end = len(first), len(folded) - len(last)
    for piece in rest:
        at = folded.find(piece, at, end)
        if at < 0:
            return False
        at += len(piece)
    return True
