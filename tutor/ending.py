"""What ends the program from outside unwinds it first, as ctrl+c does."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

# What ends a program at once, where nothing else is said: a `kill`, a terminal that is closed.
ENDS = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]


@contextmanager
def ending_in_order() -> Iterator[None]:
    """Let what would end the program at once unwind it first, as Ctrl-C does."""
    changed = []
    if threading.current_thread() is threading.main_thread():  # no other may say what signals do
        changed = [number for number in ENDS if signal.getsignal(number) is signal.SIG_DFL]
    for number in changed:
        signal.signal(number, _end)
    try:
        yield
    finally:
        for number in changed:
            signal.signal(number, signal.SIG_DFL)


def _end(number: int, _frame: FrameType | None) -> NoReturn:
    raise SystemExit(128 + number)
