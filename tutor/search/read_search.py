"""Reads a search: words, phrases, key:value, -, or, brackets."""

import re
from typing import NamedTuple

from tutor.core.text import one_line
from tutor.search.keys import BY_NAME, SAVED, Value
from tutor.search.names import Names
from tutor.search.query import Every, Not, Query, Some, Text
from tutor.search.search_error import SearchError, nearest

LONGEST = 1_000  # characters
_MOST_CONDITIONS = 200
_DEEPEST = 50  # brackets, and minus signs, in each other
_KEY = re.compile(r"([A-Za-z]+):")
_ENDS = re.compile(r'\\(?=")')


class _Token(NamedTuple):
    """A sign or a condition: its text, its key if it has one, and where each begins (from 0)."""

    text: str
    at: int
    kind: str  # "(", ")", "-", "or", "and", "condition", or "" at the end
    key: str = ""
    value_at: int = 0


def read(search: str, names: Names) -> Query:
    """What a search means; a SearchError says what is wrong with it, and where."""
    return _Reader(names).read(search)


class _Reader:
    def __init__(self, names: Names) -> None:
        self._names = names
        self._conditions = 0
        self._saved: list[str] = []  # those that are being read

    def read(self, search: str) -> Query:
        if len(search) > LONGEST:
            message = f"A search has {LONGEST:,} characters at most; this has {len(search):,}."
            raise SearchError(message, search, LONGEST + 1)
        return _Parser(search, self).whole()

    def condition(self, search: str, token: _Token) -> Query:
        """What one condition means."""
        self._conditions += 1
        if self._conditions > _MOST_CONDITIONS:
            message = f"A search has {_MOST_CONDITIONS} conditions at most. Search in two parts."
            raise SearchError(message, search, token.at + 1)
        if not token.key:
            return Text(token.text)
        value = Value(token.key, token.text, search, token.value_at + 1, self._names)
        if token.key == SAVED:
            return self._from_saved(value)
        return BY_NAME[token.key].read(value)

    def _from_saved(self, value: Value) -> Query:
        saved = self._names.saved()
        name = next((each for each in saved if each.casefold() == value.text.casefold()), None)
        if name is None:
            value.unknown("no saved search", value.text, sorted(saved))
        if name in self._saved:
            value.refuse(
                f"The saved search {one_line(name)!r} uses itself. Save it again without that."
            )
        self._saved.append(name)
        try:
            return self.read(saved[name])
        except SearchError as error:
            raise SearchError(
                f"In the saved search {one_line(name)!r}: {error.message}",
                saved[name] if len(self._saved) == 1 else value.search,
                error.column if len(self._saved) == 1 else value.column,
            ) from error
        finally:
            self._saved.pop()


class _Parser:
    """One search, by recursive descent."""

    def __init__(self, search: str, reader: _Reader) -> None:
        self._search = search
        self._reader = reader
        self._tokens = tokens(search)
        self._next = 0
        self._depth = 0

    def whole(self) -> Query:
        if self._up.kind == "":
            return Every()
        query = self._some()
        if self._up.kind == ")":
            raise self._wrong("This bracket closes nothing.", _IN_QUOTES)
        return query

    @property
    def _up(self) -> _Token:
        return self._tokens[self._next]

    def _wrong(self, *said: str) -> SearchError:
        return SearchError(" ".join(said), self._search, self._up.at + 1)

    def _some(self) -> Query:
        parts = [self._every()]
        while self._up.kind == "or":
            self._next += 1
            parts.append(self._every())
        return parts[0] if len(parts) == 1 else Some(tuple(parts))

    def _every(self) -> Query:
        parts = [self._one()]
        while self._up.kind not in ("", ")", "or"):
            if self._up.kind == "and":
                self._next += 1
            parts.append(self._one())
        return parts[0] if len(parts) == 1 else Every(tuple(parts))

    def _one(self) -> Query:
        token = self._up
        match token.kind:
            case "condition":
                self._next += 1
                return self._reader.condition(self._search, token)
            case "-" | "(":
                return self._inner(token)
            case "or" | "and":
                said = f"{token.text} stands between two conditions."
                raise self._wrong(said, f'For the word itself write it in quotes: "{token.text}".')
            case ")":
                raise self._wrong("A condition is missing before this bracket.")
        raise self._wrong("A condition is missing here, such as a word or is:due.")

    def _inner(self, token: _Token) -> Query:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise self._wrong(f"At most {_DEEPEST} brackets and minus signs stand in each other.")
        self._next += 1
        if token.kind == "-":
            query: Query = Not(self._one())
        else:
            query = self._some()
            if self._up.kind != ")":
                message = f"This bracket is not closed. {_IN_QUOTES}"
                raise SearchError(message, self._search, token.at + 1)
            self._next += 1
        self._depth -= 1
        return query


_IN_QUOTES = 'For a bracket as text put it in quotes: "(".'


def tokens(search: str) -> list[_Token]:
    """The signs and conditions of a search, and an end."""
    found = []
    at = 0
    while at < len(search):
        sign = search[at]
        if sign.isspace():
            at += 1
        elif sign in "()":
            found.append(_Token(sign, at, sign))
            at += 1
        elif sign == "-":
            if search[at + 1 : at + 2].strip() == "":
                message = "A minus sign stands right before what is left out, as in -tag:easy;"
                raise SearchError(f'{message} for the sign itself write "-".', search, at + 1)
            found.append(_Token(sign, at, sign))
            at += 1
        else:
            token, at = _condition(search, at)
            found.append(token)
    return [*found, _Token("", len(search), "")]


def _condition(search: str, at: int) -> tuple[_Token, int]:
    """The condition that begins here, and where it ends."""
    key, start = "", at
    if match := _KEY.match(search, at):
        key, start = _known(match[1], search, at), match.end()
    if search[start : start + 1] == '"':
        text, end = _quoted(search, start)
        return _Token(text, at, "condition", key, start + 1), end
    end = _end_of_word(search, start)
    word = search[start:end]
    kind = word.casefold() if not key and word.casefold() in ("or", "and") else "condition"
    return _Token(word, at, kind, key, start), end


def _known(key: str, search: str, at: int) -> str:
    """A key that there is."""
    name = key.casefold()
    if name in BY_NAME or name == SAVED:
        return name
    known = [*BY_NAME, SAVED]
    close = nearest(name, known)
    hint = f" Did you mean {close}:?" if close else ""
    allowed = ", ".join(f"{each}:" for each in known)
    message = (
        f"There is no {key}: in searches.{hint} Allowed: {allowed}; for the text itself write "
        f'"{key}:…" in quotes.'
    )
    raise SearchError(message, search, at + 1)


def _quoted(search: str, start: int) -> tuple[str, int]:
    """What is in quotes; a backslash before a quote makes it part of the text."""
    end = start + 1
    while (end := search.find('"', end)) > 0 and search[end - 1] == "\\":
        end += 1
    if end < 0:
        hint = ' In quotes \\" is a quote as text.' if search.endswith('\\"') else ""
        raise SearchError(f"This quote is not closed.{hint}", search, start + 1)
    after = search[end + 1 : end + 2]
    if after and after not in "()" and not after.isspace():
        raise SearchError("A blank is missing after the quote.", search, end + 2)
    text = _ENDS.sub("", search[start + 1 : end])
    if not text.strip():
        raise SearchError("There is nothing between these quotes.", search, start + 1)
    return text, end + 1


def _end_of_word(search: str, start: int) -> int:
    """Where a word ends: at a blank, or at a bracket that was not opened in it, as in f(x)."""
    depth, at = 0, start
    while at < len(search) and not search[at].isspace():
        if search[at] == "(":
            depth += 1
        elif search[at] == ")":
            if not depth:
                break
            depth -= 1
        at += 1
    return at
