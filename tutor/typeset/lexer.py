"""A formula's source as tokens, with the deck's macros written out."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from tutor.core.text import harmless

MAX_LENGTH = 10_000  # characters of source
_MAX_MACROS = 20  # macros within macros


class Token(NamedTuple):
    """A piece of source and where it began; a macro's tokens all begin where it was used."""

    text: str
    offset: int


class Refused(Exception):
    """A formula that is too long or nested too deep to be read at all."""

    def __init__(self, message: str, offset: int) -> None:
        super().__init__(message)
        self.message = message
        self.offset = offset


class Complaints:
    """What is wrong and where: the first complaint at each place, and not without end."""

    most = 20

    def __init__(self) -> None:
        self.by_offset: dict[int, str] = {}

    def add(self, offset: int, message: str) -> None:
        if len(self.by_offset) < self.most:
            self.by_offset.setdefault(offset, message)


_TOKEN = re.compile(
    r"\\[A-Za-z]+|\\.|\\$|[ \t\n]+|[0-9]+(?:\.[0-9]+)?|\.[0-9]+|\#[1-9]"
    r"|.[\u0300-\u036f\u20d0-\u20f0]*",
    re.DOTALL,
)


def tokens(source: str) -> list[Token]:
    """The tokens of a source; joined, they are the source."""
    return [Token(m[0], m.start()) for m in _TOKEN.finditer(source)]


def write_out(
    source: Sequence[Token], macros: Mapping[str, str], complaints: Complaints
) -> list[Token]:
    """The tokens with every macro replaced by what it stands for."""
    return _Writer(macros, complaints).write(source)


class _Writer:
    """Writes macros out, counting what it handles, so that no set of macros can run away."""

    def __init__(self, macros: Mapping[str, str], complaints: Complaints) -> None:
        self.macros = {"\\" + name.removeprefix("\\"): body for name, body in macros.items()}
        self.bodies: dict[str, list[Token]] = {}
        self.complaints = complaints
        self.handled = 0

    def write(self, source: Sequence[Token], inside: tuple[str, ...] = ()) -> list[Token]:
        written: list[Token] = []
        i = 0
        while i < len(source):
            token = source[i]
            i += 1
            self._handle(token.offset)
            if token.text not in self.macros:
                written.append(token)
            elif token.text in inside:
                self.complaints.add(token.offset, f"the macro {token.text} uses itself")
                written.append(token)
            elif len(inside) == _MAX_MACROS:
                raise Refused("macros are nested too deep here", token.offset)
            else:
                body = self._body(token.text)
                parts = []
                for _ in range(max((int(t.text[1]) for t in body if _is_parameter(t)), default=0)):
                    part, i = _part(source, i)
                    if not part:
                        self.complaints.add(token.offset, f"{token.text} needs a part in braces")
                    # "" stands for no macro: it only counts how deep the parts are.
                    parts.append(self.write(part, (*inside, "")))
                filled = self._fill(body, parts, token.offset)
                written += self.write(filled, (*inside, token.text))
        return written

    def _body(self, name: str) -> list[Token]:
        if name not in self.bodies:
            self.bodies[name] = tokens(harmless(self.macros[name][:MAX_LENGTH]))
        return self.bodies[name]

    def _fill(
        self, body: Sequence[Token], parts: Sequence[Sequence[Token]], offset: int
    ) -> list[Token]:
        filled: list[Token] = []
        for token in body:
            if _is_parameter(token):
                part = parts[int(token.text[1]) - 1]
                self._handle(offset, len(part))
                filled += part
            else:
                self._handle(offset)
                filled.append(Token(token.text, offset))
        return filled

    def _handle(self, offset: int, count: int = 1) -> None:
        self.handled += count
        if self.handled > 3 * MAX_LENGTH:
            raise Refused("this formula is too long once its macros are written out", offset)


def _is_parameter(token: Token) -> bool:
    return token.text[0] == "#" and len(token.text) == 2


def _part(source: Sequence[Token], start: int) -> tuple[Sequence[Token], int]:
    """The next part in braces, or the next single token, and where to go on."""
    while start < len(source) and source[start].text.isspace():
        start += 1
    if start == len(source):
        return (), start
    if source[start].text != "{":
        return source[start : start + 1], start + 1
    depth = 0
    for i in range(start, len(source)):
        depth += (source[i].text == "{") - (source[i].text == "}")
        if depth == 0:
            return source[start : i + 1], i + 1
    return source[start:], len(source)
