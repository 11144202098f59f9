"""How far the printing is, on one line of a terminal."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

from tutor.printing.wanted import Progress

_BETWEEN = 0.1  # seconds
_CLEAR = "\r\033[K"


class _Line:
    """Written again ten times a second at most."""

    def __init__(self, stream: TextIO, clock: Callable[[], float]) -> None:
        self.stream = stream
        self.clock = clock
        self.written = clock()
        self.doing = ""
        self.began = self.written

    def __call__(self, doing: str, share: float | None) -> None:
        """Show what is being done, and how much of it is, or for how long it has been."""
        now = self.clock()
        if doing != self.doing:
            self.doing, self.began = doing, now
        if now - self.written < _BETWEEN:
            return
        self.written = now
        far = f"{now - self.began:.0f} s" if share is None else f"{share:.0%}"
        self.stream.write(f"{_CLEAR}{doing}: {far}")
        self.stream.flush()


@contextmanager
def progress_line(
    stream: TextIO, clock: Callable[[], float] = time.monotonic
) -> Iterator[Progress]:
    """Where progress is shown, if the stream is a terminal; the line is cleared in the end."""
    if not stream.isatty():
        yield lambda doing, share: None
        return
    try:
        yield _Line(stream, clock)
    finally:
        stream.write(_CLEAR)
        stream.flush()
