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
from fcntl import ioctl
from termios import TIOCSWINSZ

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

    def until(self, text: str, timeout: float = 30) -> float:
        """Seconds since the start when this text has been written."""
        end = time.perf_counter() + timeout
        while text.encode() not in self.seen:
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
