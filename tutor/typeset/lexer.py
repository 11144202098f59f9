"""A formula's source as tokens."""

import re
from itertools import accumulate
from typing import NamedTuple

MAX_LENGTH = 10_000  # characters of source


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

_CODE = re.compile(r"(?:\\.|(?<=[0-9])%|[^%\\])*")  # up to a comment: 50% begins none


def tokens(source: str) -> list[Token]:
    """The tokens of a source, comments as blanks; joined, they are as long as the source."""
    if "%" in source and "\n" in source:
        source = _without_comments(source)
    texts = _TOKEN.findall(source)
    return list(map(Token, texts, accumulate(map(len, texts), initial=0)))


def _without_comments(source: str) -> str:
    """The source with blanks for each % and what follows it in its line, but not in the last."""
    *lines, last = source.split("\n")
    for i, line in enumerate(lines):
        code = _CODE.match(line)
        if code is not None and line[code.end() : code.end() + 1] == "%":
            lines[i] = line[: code.end()].ljust(len(line))
    return "\n".join([*lines, last])
