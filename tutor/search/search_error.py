"""The error of a search that cannot be read: what is wrong, and a caret under it."""

from collections.abc import Iterable

from tutor.caret import caret
from tutor.core.text import one_line
from tutor.errors import TutorError

_OTHER_WORDS = {  # of other programs, for what it is called here
    "ivl": "interval",
    "ef": "ease",
    "factor": "ease",
    "reps": "repetitions",
    "card": "kind",
    "note": "kind",
    "path": "file",
    "learn": "learning",
}


class SearchError(TutorError):
    """What is wrong with a search, and at which column (counted from 1)."""

    def __init__(self, message: str, text: str, column: int) -> None:
        self.message = message
        self.column = column
        line, mark = caret(text, column)
        super().__init__(f"{message}\n  {line}\n  {mark}")


def nearest(name: str, known: Iterable[str]) -> str:
    """The known name that is most like this one, or means the same; "" if none does."""
    from difflib import get_close_matches  # only where something is wrong: 5 ms

    by_letters = {each.casefold(): each for each in known}
    wanted = name.casefold()
    if _OTHER_WORDS.get(wanted) in by_letters:
        return _OTHER_WORDS[wanted]
    close = [each for each in by_letters if wanted and each.startswith(wanted)]
    close = close or get_close_matches(wanted, by_letters, n=1)
    return by_letters[close[0]] if close else ""


def listed(names: Iterable[str], most: int = 20) -> str:
    """Names in a row, made harmless; the first of them if there are many."""
    shown = [one_line(name) for name in names]
    more = f" and {len(shown) - most:,} more" if len(shown) > most else ""
    return ", ".join(shown[:most]) + more
