"""Lines of a text, and several of them joined, with every offset known in the whole text."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from tutor.markdown.nodes import Place


def with_line_feeds(text: str) -> str:
    """The text with every line ended by a line feed, as all that reads it expects."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


class Line(NamedTuple):
    """A line of the text without the marks of the lists and quotes that contain it."""

    text: str
    start: int  # where it begins in the whole text
    home: int  # where the whole line begins

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def is_blank(self) -> bool:
        return not self.text.strip(" \t")

    def after(self, columns: int) -> "Line":
        """The line without so many characters."""
        return Line(self.text[columns:], self.start + columns, self.home)

    def stripped(self) -> "Line":
        """The line without the blanks it begins with."""
        return self.after(len(self.text) - len(self.text.lstrip(" \t")))


class Passage:
    """Some lines joined to one text, without the blanks before each line and at the end."""

    def __init__(self, lines: Sequence[Line], drop: str = "") -> None:
        self._lines = [line.stripped() for line in lines]
        self.text = "\n".join(line.text for line in self._lines).rstrip(" \t" + drop)
        self._origins = [line.start for line in self._lines]
        self._starts = [0]
        for line in self._lines[:-1]:
            self._starts.append(self._starts[-1] + len(line.text) + 1)
        self.place = Place(self._lines[0].start, self.origin(len(self.text)))

    def origin(self, at: int) -> int:
        """Where a place of the passage is in the whole text."""
        index = bisect_right(self._starts, at) - 1
        return self._origins[index] + at - self._starts[index]

    def local(self, at: int) -> int:
        """Where a place of the whole text is in the passage, or the nearest place before it."""
        index = max(0, bisect_right(self._origins, at) - 1)
        line = self._lines[index]
        inside = min(max(at - line.start, 0), len(line.text))
        return min(self._starts[index] + inside, len(self.text))
