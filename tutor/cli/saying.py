"""How the command line says things: lines, complaints, how far long work is."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tutor.core.text import harmless


def say(text: str) -> None:
    """A line, or several, at once."""
    print(harmless(text), flush=True)


def complain(text: str) -> None:
    """What is wrong, beside the output."""
    print(f"tutor: {harmless(text)}", file=sys.stderr, flush=True)


def is_terminal() -> bool:
    """Whether someone sits there."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))


@contextmanager
def share_told(what: str) -> Iterator[Callable[[float], None]]:
    """Tell how much is done, where someone is looking."""
    if not sys.stderr.isatty():
        yield lambda share: None
        return

    def tell(share: float) -> None:
        sys.stderr.write(f"\r{what} {share:4.0%}")
        sys.stderr.flush()

    try:
        yield tell
    finally:
        sys.stderr.write("\r\033[K")
        sys.stderr.flush()


def read_progress() -> Callable[[str, float], None] | None:
    """Tell how far a large file is read, where someone is looking."""
    if not sys.stderr.isatty():
        return None

    def tell(path: str, share: float) -> None:
        end = "" if share < 1 else "\r\033[K"
        sys.stderr.write(f"\rReading {harmless(Path(path).name)[:50]} {share:4.0%}{end}")
        sys.stderr.flush()

    return tell
