r"""Where the columns of an array are set, and the lines between them: {r|cc}, {*{3}{c}}."""

from typing import NamedTuple

_MOST = 100  # columns
_LETTERS = {"l": "l", "c": "c", "r": "r", "p": "l", "m": "l", "b": "l", "X": "l", "S": "r"}
_WITH_WIDTH = {"p", "m", "b"}
_DECORATIONS = {"@", "!", ">", "<"}


class Columns(NamedTuple):
    """A letter for each column, and before which columns a line stands."""

    letters: str
    bars: tuple[int, ...]


def columns(typed: str) -> tuple[Columns, str]:
    """What the letters of an array say, and the first of them that says nothing."""
    reader = _Letters()
    reader.read(typed, 0)
    return Columns("".join(reader.letters), tuple(reader.bars)), reader.strange


class _Letters:
    def __init__(self) -> None:
        self.letters: list[str] = []
        self.bars: list[int] = []
        self.strange = ""

    def read(self, typed: str, depth: int) -> None:
        i = 0
        while i < len(typed) and len(self.letters) + len(self.bars) < _MOST:
            letter = typed[i]
            i += 1
            if letter in _LETTERS:
                self.letters.append(_LETTERS[letter])
                if letter in _WITH_WIDTH:
                    _, i = _braced(typed, i)
            elif letter in "|:":
                self.bars.append(len(self.letters))
            elif letter in _DECORATIONS:
                _, i = _braced(typed, i)
            elif letter == "*" and depth < 2:
                count, i = _braced(typed, i)
                repeated, i = _braced(typed, i)
                for _ in range(min(int(count), _MOST) if count.isdecimal() else 1):
                    self.read(repeated, depth + 1)
            elif not letter.isspace():
                self.strange = self.strange or letter


def _braced(typed: str, i: int) -> tuple[str, int]:
    """What stands in the next braces, or the next letter, and where to go on."""
    if typed[i : i + 1] != "{":
        return typed[i : i + 1], i + 1
    depth = 0
    for end in range(i, len(typed)):
        depth += (typed[end] == "{") - (typed[end] == "}")
        if depth == 0:
            return typed[i + 1 : end], end + 1
    return typed[i + 1 :], len(typed)
