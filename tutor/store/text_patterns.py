"""Words as patterns of SQLite's LIKE and GLOB, which look for them in a text."""

import unicodedata
from collections.abc import Iterator

from tutor.search.letters import alike

_BLANKS = " \t\n"  # which stand for each other
_SPECIAL = "%_"


def containing(words: str) -> Iterator[tuple[str, ...]]:
    """Patterns for a text that holds these words: of each, LIKE alone or LIKE and GLOB.

    A text matches if it matches both patterns of any of them. LIKE is quick, and takes capital
    letters of ASCII for small ones; GLOB is exact.
    """
    for form in dict.fromkeys(
        (words, unicodedata.normalize("NFC", words), unicodedata.normalize("NFD", words))
    ):
        if form.isascii() and not any(sign in _SPECIAL for sign in form):
            yield (f"%{form}%",)
            if not any(sign in _BLANKS for sign in form):
                continue
        like = "".join(sign if sign.isascii() and sign not in _BLANKS else "_" for sign in form)
        yield (f"%{like}%", f"*{''.join(map(_class, form))}*")


def _class(sign: str) -> str:
    """What of GLOB matches a character."""
    if sign in _BLANKS:
        return f"[{_BLANKS}]"
    forms = alike(sign)
    if len(forms) == 1:
        return f"[{sign}]" if sign in "*?[" else sign
    return f"[{''.join(forms)}]"
