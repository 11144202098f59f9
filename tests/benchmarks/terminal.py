"""A program in a pseudo-terminal, timed from outside: what a learner would feel."""

import os
import pty
import select
import signal
import struct
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from fcntl import ioctl
from pathlib import Path
from termios import TIOCSWINSZ

_IDLE = 0.15  # seconds in which a program that works would have done more than nothing
_NOTHING = 0.003  # seconds: a timer, or a cursor that blinks

EMPTY_APP = """
import os
os.environ.setdefault("TEXTUAL_FPS", "240")
from textual.app import App
from textual.widgets import Static

class Empty(App):
    BINDINGS = [("space", "turn", "Next")]
    turned = 0
    def compose(self):
        yield Static("ready 0")
    def action_turn(self):
        self.turned += 1
        self.query_one(Static).update(f"ready {self.turned}")

Empty().run()
"""


class Terminal:
    """A running program and the screen it writes to."""

    def __init__(
        self,
        command: Sequence[str],
        environment: Mapping[str, str] | None = None,
        size: tuple[int, int] = (24, 80),
    ) -> None:
        self._ours, theirs = pty.openpty()
        ioctl(theirs, TIOCSWINSZ, struct.pack("HHHH", *size, 0, 0))
        self.started = time.perf_counter()
        self.process = subprocess.Popen(
            command,
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            close_fds=True,
            start_new_session=True,
            env={**os.environ, "TERM": "xterm-256color", **(environment or {})},
        )
        os.close(theirs)
        self.seen = b""

    def until(self, text: str, timeout: float = 30, since: int = 0) -> float:
        """Seconds since the start when this text has been written, after so many bytes."""
        end = time.perf_counter() + timeout
        while text.encode() not in self.seen[since:]:
            if not self._read(max(0.0, end - time.perf_counter())):
                raise TimeoutError(f"{text!r} did not appear; last: {self.seen[-800:]!r}")
        return time.perf_counter() - self.started

    def press(self, key: str, quiet: float = 0.25) -> float:
        """Seconds from a key to the first thing written for it."""
        while self._read(quiet):
            pass
        pressed = time.perf_counter()
        os.write(self._ours, key.encode())
        if not self._read(5):
            raise TimeoutError(f"nothing was written for {key!r}")
        return time.perf_counter() - pressed

    def send(self, key: str) -> None:
        """Press a key, and wait for nothing."""
        os.write(self._ours, key.encode())

    def processor(self) -> float:
        """Seconds of the processor that all threads of the program took so far (Linux)."""
        return time.clock_gettime(~self.process.pid << 3 | 2)  # as clock_getcpuclockid has it

    def until_idle(self) -> tuple[float, float]:
        """Wait until nothing is done any more, or wants to be done (Linux).

        The processor's seconds and the clock's when something was written last.
        """
        last = self.processor(), time.perf_counter()
        before = self._worked()
        while True:
            while self._read(_IDLE):
                last = self.processor(), time.perf_counter()
            if (now := self._worked()) - before < _NOTHING:
                return last
            before = now

    def _worked(self) -> float:
        """Seconds for which its threads ran, or waited for a processor."""
        done = 0
        for task in Path(f"/proc/{self.process.pid}/task").iterdir():
            with suppress(OSError):  # it has just ended
                ran, waited, _ = (task / "schedstat").read_text().split()
                done += int(ran) + int(waited)
        return done / 1e9

    def peak_memory(self) -> int:
        """The most memory the program has held so far, in MiB (Linux)."""
        with open(f"/proc/{self.process.pid}/status") as status:
            kib = next(line for line in status if line.startswith("VmHWM"))
        return int(kib.split()[1]) // 1024

    def close(self) -> None:
        """End the program."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        os.close(self._ours)

    def hang_up(self) -> None:
        """Close the terminal: nothing that the program writes is read any more."""
        os.close(self._ours)

    def _read(self, timeout: float) -> bool:
        if not select.select([self._ours], [], [], timeout)[0]:
            return False
        try:
            self.seen += os.read(self._ours, 65_536)
        except OSError:
            return False
        return True


def python(code: str) -> list[str]:
    """A command that runs this code."""
    return [sys.executable, "-c", code]
