"""Lines as they are typed, with a prompt that says what for, if someone is there to read it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

from tutor.errors import TutorError


@contextmanager
def reading_input() -> Iterator[None]:
    """A TutorError if the standard input cannot be read, as when its terminal is gone."""
    try:
        yield
    except OSError as error:
        raise TutorError(f"The input cannot be read: {error.strerror or error}.") from error


class TypedLines(Iterator[str]):
    """The lines of a file or, if `is_read`, of a terminal, without the blanks around them."""

    def __init__(self, lines: TextIO | None) -> None:
        self._lines = iter(lines or ())
        self.is_read = lines is not None and lines.isatty()

    def __next__(self) -> str:
        with reading_input():
            return next(self._lines).strip()

    def ask(self, prompt: str) -> str:
        """The next line; `q` at the end of the input."""
        if self.is_read:
            print(prompt, end=" ", flush=True)
        return next(self, "q")
