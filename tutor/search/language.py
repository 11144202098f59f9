"""The language of searches in a few lines, for help; docs/search.md has all of it."""

from textwrap import wrap

from tutor.search.keys import KEYS, SAVED

_WIDEST, _LINE = 16, 46  # cells of an example, and of a line of what it means
_ROWS = (
    ("det", "with this word, or part of a word"),
    ('"log det"', "with these words one after the other"),
    *((each.example, each.meaning) for each in KEYS),
    (f"{SAVED}:NAME", "that a saved search finds (tutor list --save NAME QUERY)"),
    ("-tag:easy", "without what stands after the minus sign"),
    ("is:due or is:new", "one of the two; conditions without or must all hold"),
    ("-(a or b)", "brackets hold together what belongs together"),
)


def _row(example: str, meaning: str) -> str:
    """Both beside each other, in as many lines as the meaning takes."""
    lines = wrap(meaning, _LINE)
    return f"\n{'':{_WIDEST}}  ".join((f"{example:{_WIDEST}}  {lines[0]}", *lines[1:]))


LANGUAGE = "\n".join(_row(*row) for row in _ROWS)
