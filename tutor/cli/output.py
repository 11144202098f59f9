"""What the command line prints: lines, complaints, how far long work is."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TextIO

from tutor.core.text import harmless

WIDEST = 100  # columns: longer lines are hard to read


def say(text: str) -> None:
    """A line, or several, at once."""
    print(_sendable(harmless(text), sys.stdout), flush=True)


def say_for_reading(text: str) -> None:
    """The same, with lines that are too long for the terminal wrapped at blanks."""
    lines = _sendable(harmless(text), sys.stdout).split("\n")
    print("\n".join(map(partial(_wrapped, width=reading_width()), lines)), flush=True)


def complain(text: str) -> None:
    """What is wrong, beside the output."""
    print(f"tutor: {_sendable(harmless(text), sys.stderr)}", file=sys.stderr, flush=True)


def as_json_line(value: object) -> str:
    """JSON on one line, in ASCII without control characters: harmless, and still exact."""
    import json

    return json.dumps(value).replace("\x7f", "\\u007f")


def reading_width() -> int:
    """The columns of a line for reading; 80 where there is no terminal."""
    from shutil import get_terminal_size  # 2 ms that most verbs can do without

    return min(get_terminal_size().columns, WIDEST)


def can_draw_formulas() -> bool:
    """Whether what is printed can hold all signs that formulas are drawn with."""
    signs = "─⎛√⁻ₖ∫"
    return _sendable(signs, sys.stdout) == signs


def is_terminal() -> bool:
    """Whether there is a terminal to read from and to write to, or Textual brings one."""
    if os.environ.get("TEXTUAL_DRIVER"):  # in a browser there is no other
        return True
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))


def is_shown() -> bool:
    """Whether the output goes to a terminal."""
    return sys.stdout is not None and sys.stdout.isatty()


@contextmanager
def show_share(what: str) -> Iterator[Callable[[float], None]]:
    """Show how much is done, if someone is looking."""
    if not sys.stderr.isatty():
        yield lambda share: None
        return

    def show(share: float) -> None:
        sys.stderr.write(f"\r{what} {share:4.0%}")
        sys.stderr.flush()

    try:
        yield show
    finally:
        sys.stderr.write("\r\033[K")
        sys.stderr.flush()


def show_reading() -> Callable[[str, float], None] | None:
    """Show how far a large file is read, if someone is looking."""
    if not sys.stderr.isatty():
        return None

    def show(path: str, share: float) -> None:
        end = "" if share < 1 else "\r\033[K"
        sys.stderr.write(f"\rReading {harmless(Path(path).name)[:50]} {share:4.0%}{end}")
        sys.stderr.flush()

    return show


def _sendable(text: str, stream: TextIO | None) -> str:
    """The text, with what the stream cannot encode spelled."""
    encoding = getattr(stream, "encoding", None) or "utf-8"
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        from tutor.cli.spelling import spelled

        return spelled(text, encoding)
    return text


def _wrapped(line: str, width: int) -> str:
    """A line wrapped at blanks, indented as it begins; a word that is too long stays whole."""
    from rich.cells import cell_len  # 2 ms that most verbs can do without

    if cell_len(line) <= width:
        return line
    indent = line[: len(line) - len(line.lstrip(" "))]
    lines: list[str] = []
    for word in line.lstrip(" ").split(" "):
        if lines and cell_len(f"{lines[-1]} {word}") <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(indent + word)
    return "\n".join(lines)
