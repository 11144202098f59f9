"""Lines as they are typed, with a prompt that says what for, if someone is there to read it."""

from collections.abc import Iterator
from typing import TextIO


class TypedLines(Iterator[str]):
    """The lines of a file or, if `is_read`, of a terminal, without the blanks around them."""

    def __init__(self, lines: TextIO | None) -> None:
        self._lines = iter(lines or ())
        self.is_read = lines is not None and lines.isatty()

    def __next__(self) -> str:
        return next(self._lines).strip()

    def ask(self, prompt: str) -> str:
        """The next line; `q` at the end of the input."""
        if self.is_read:
            print(prompt, end=" ", flush=True)
        return next(self, "q")
