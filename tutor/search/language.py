"""The language of searches in a few lines, for the help on the screen; docs/search.md has all."""

from tutor.search.keys import KEYS, SAVED

_WIDEST = 16
_ROWS = (
    ("det", "with this word, or part of a word"),
    ('"log det"', "with these words one after the other"),
    *((each.example, each.meaning) for each in KEYS),
    (f"{SAVED}:NAME", "that a saved search finds (tutor list --save NAME QUERY)"),
    ("-tag:easy", "without what stands after the minus sign"),
    ("is:due or is:new", "one of the two; conditions without or must all hold"),
    ("-(a or b)", "brackets hold together what belongs together"),
)
LANGUAGE = "\n".join(f"{example:{_WIDEST}}  {meaning}" for example, meaning in _ROWS)
