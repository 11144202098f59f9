"""What can stand before a colon in a search, one a row: how it is read, and what is allowed.

To add a key, write its reader and add its row, and a line to the table in docs/search.md.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple, NoReturn

from tutor.core.grade import Grade
from tutor.core.kind import Kind
from tutor.core.log import FLAGS
from tutor.core.text import one_line
from tutor.search.automaton import Automaton
from tutor.search.letters import fits
from tutor.search.names import Names
from tutor.search.query import (
    Added,
    Compared,
    Edited,
    Flagged,
    InFiles,
    Is,
    Matches,
    Not,
    OfKind,
    Property,
    Query,
    Rated,
    State,
    Tagged,
)
from tutor.search.regular import RegularError
from tutor.search.search_error import SearchError, listed, nearest

MOST_DAYS = 36_500
ANY_FLAG = "any"
_GRADES = {grade.name.lower(): grade for grade in Grade} | {str(int(each)): each for each in Grade}
_COMPARISON = re.compile(r"([^<>=!≤≥≠]*)(<=|>=|!=|=|<|>|≤|≥|≠|)(.*)", re.DOTALL)
_SIGNS = {"≤": "<=", "≥": ">=", "≠": "!="}
_NUMBER = re.compile(r"-?[0-9]{1,6}(\.[0-9]{1,6})?")


class Value(NamedTuple):
    """What stands after the colon, and where it stands in the search."""

    key: str
    text: str
    search: str
    column: int  # of the value, counted from 1
    names: Names

    def refuse(self, message: str, at: int = 0) -> NoReturn:
        """Say what is wrong, with a caret at a place of the value."""
        raise SearchError(message, self.search, self.column + at)

    def unknown(self, what: str, name: str, known: Iterable[str], at: int = 0) -> NoReturn:
        """Say that there is nothing of this name, and what there is."""
        known = list(known)
        close = nearest(name, known)
        hint = f" Did you mean {one_line(close)}?" if close else ""
        said = f"{what} {one_line(name)!r}" if name else f"nothing after {self.key}:"
        there = "There is" if name else "There stands"
        self.refuse(f"{there} {said}.{hint} Allowed: {listed(known) or 'none yet'}.", at)


class Key(NamedTuple):
    """A row. `choices` are what it can be completed with."""

    name: str
    meaning: str  # for the help on the screen
    example: str
    read: Callable[[Value], Query]
    choices: Callable[[Names], Sequence[str]] = lambda names: ()


def _deck(value: Value) -> Query:
    decks = value.names.decks()
    found = [files for name, files in decks.items() if fits(value.text, name)]
    if not found:
        value.unknown("no deck", value.text, decks)
    return InFiles(frozenset(file for files in found for file in files))


def _file(value: Value) -> Query:
    paths = value.names.paths()
    wanted = value.text.replace("\\", "/")
    found = [number for path, number in paths.items() if _ends_with(path, wanted)]
    if not found:
        value.unknown("no deck file", value.text, sorted({_name(path) for path in paths}))
    return InFiles(frozenset(found))


def _ends_with(path: str, wanted: str) -> bool:
    """Whether a path is this one, or ends with it at the border of a folder."""
    path = path.replace("\\", "/")
    return fits(wanted, path) or fits(f"*/{wanted.removeprefix('/')}", path)


def _name(path: str) -> str:
    return path.replace("\\", "/").rpartition("/")[2]


def _tag(value: Value) -> Query:
    tags = value.names.tags()
    found = [lists for tag, lists in tags.items() if fits(value.text, tag)]
    if not found:
        value.unknown("no tag", value.text, sorted(tags))
    return Tagged(frozenset(each for lists in found for each in lists))


def _kind(value: Value) -> Query:
    wanted = value.text.casefold()
    found = [kind for kind in Kind if wanted in (kind.value, kind.name_of_one)]
    if not found:
        value.unknown("no kind", value.text, Kind)
    return OfKind(found[0])


def _flag(value: Value) -> Query:
    if value.text.casefold() == ANY_FLAG:
        return Not(Flagged(0))
    if value.text not in map(str, FLAGS):
        value.refuse(f"A flag is {ANY_FLAG}, or a number from 0 (none) to 7.")
    return Flagged(int(value.text))


def _is(value: Value) -> Query:
    wanted = value.text.casefold()
    if wanted not in list(State):
        value.unknown("no state", value.text, State)
    return Is(State(wanted))


def _prop(value: Value) -> Query:
    match = _COMPARISON.fullmatch(value.text)
    assert match is not None
    name, sign, number = match[1].strip().casefold(), match[2], match[3].strip()
    if name not in list(Property):
        value.unknown("no property", match[1].strip(), Property)
    if not sign:
        value.refuse(f"Compare {name} with a number: prop:{name}>2. {_SIGNS_SAID}", len(match[1]))
    if not _NUMBER.fullmatch(number):
        at = match.start(3)
        value.refuse(f"After {sign} a number is needed, such as 30 or 2.5.", at)
    return Compared(Property(name), _SIGNS.get(sign, sign), Decimal(number))


_SIGNS_SAID = "Allowed: <, <=, =, !=, >= and >."


def _rated(value: Value) -> Query:
    days, colon, grade = value.text.partition(":")
    found = _days(value, days, "rated:7 or rated:7:again")
    if not colon:
        return Rated(found, None)
    if grade.casefold() not in _GRADES:
        value.unknown("no grade", grade, _GRADES, len(days) + 1)
    return Rated(found, _GRADES[grade.casefold()])


def _added(value: Value) -> Query:
    return Added(_days(value, value.text, "added:30"))


def _edited(value: Value) -> Query:
    return Edited(_days(value, value.text, "edited:7"))


def _days(value: Value, text: str, example: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 6 and 0 < int(text) <= MOST_DAYS):
        value.refuse(
            f"Days are needed, from 1 (today) to {MOST_DAYS:,}, as in {example}: "
            f"that means within so many days, today among them."
        )
    return int(text)


def _re(value: Value) -> Query:
    if not value.text:
        value.refuse('A regular expression is needed, as in re:colou?r or re:"a (b|c)".')
    try:
        return Matches(Automaton(value.text))
    except RegularError as error:
        value.refuse(f"In the regular expression: {error.message}.", error.at)


def _names_of_files(names: Names) -> list[str]:
    return sorted({_name(path) for path in names.paths()})


def _comparisons(names: Names) -> list[str]:
    return [f"{name}{sign}" for name in Property for sign in ("<", "<=", "=", ">=", ">")]


def _ratings(names: Names) -> list[str]:
    return [f"7:{grade.name.lower()}" for grade in Grade]


_DAYS = ("1", "7", "30")
_FLAGS = (ANY_FLAG, *map(str, FLAGS))
_PROPERTIES = f"{listed(Property)}; lapses count how often it was forgotten"
KEYS = (
    Key("deck", "of this deck", "deck:flows", _deck, lambda names: sorted(names.decks())),
    Key("tag", "with this tag", "tag:geometry", _tag, lambda names: sorted(names.tags())),
    Key("kind", f"of this kind: {listed(Kind)}", "kind:exercises", _kind, lambda names: list(Kind)),
    Key("flag", "with this flag, 0 for none, or any", "flag:3", _flag, lambda names: _FLAGS),
    Key("file", "in this deck file", "file:flows.md", _file, _names_of_files),
    Key("is", f"in this state: {listed(State)}", "is:due", _is, lambda names: list(State)),
    Key("prop", f"by a number: {_PROPERTIES}", "prop:lapses>=3", _prop, _comparisons),
    Key("rated", "graded in the last 7 days, here as Again", "rated:7:again", _rated, _ratings),
    Key("added", "first read in the last 30 days", "added:30", _added, lambda names: _DAYS),
    Key("edited", "changed in the last 7 days", "edited:7", _edited, lambda names: _DAYS),
    Key("re", "by a regular expression", "re:colou?r", _re),
)
BY_NAME = {key.name: key for key in KEYS}
SAVED = "saved"  # which the reader takes apart itself: it stands for a whole search
