"""How far the printing is, on one line of a terminal."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

from tutor.printing.wanted import Progress

_BETWEEN = 0.1  # seconds
_CLEAR = "\r\033[K"


class _Telling:
    """Tells on a stream, ten times a second at most."""

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream
        self.told = time.monotonic()
        self.said = ""
        self.began = self.told

    def __call__(self, said: str, share: float | None) -> None:
        """Tell what is being done, and how much of it is, or since when it has been."""
        now = time.monotonic()
        if said != self.said:
            self.said, self.began = said, now
        if now - self.told < _BETWEEN:
            return
        self.told = now
        far = f"{now - self.began:.0f} s" if share is None else f"{share:.0%}"
        self.stream.write(f"{_CLEAR}{said}: {far}")
        self.stream.flush()


@contextmanager
def told(stream: TextIO) -> Iterator[Progress]:
    """Where the printing can be told, if someone is looking; the line is cleared in the end."""
    if not stream.isatty():
        yield lambda said, share: None
        return
    try:
        yield _Telling(stream)
    finally:
        stream.write(_CLEAR)
        stream.flush()
