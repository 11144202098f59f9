"""A fault in a deck: where it is, and how to correct it."""

from typing import NamedTuple

from tutor.core.text import one_line


class Fault(NamedTuple):
    """What is wrong on a line of a file; line 0 is the file as a whole."""

    path: str
    line: int
    message: str

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else self.path
        return one_line(f"{place}: {self.message}")
