"""Where an export goes: a file that takes its name when it is whole, or standard output."""

import os
import secrets
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TextIO

from tutor.core.text import one_line
from tutor.errors import TutorError

Write = Callable[[str], object]
STANDARD_OUTPUT = Path("-")


@contextmanager
def new_files(paths: Sequence[Path], force: bool) -> Iterator[list[Write]]:
    """Files to write; all of them take their names at the end, or none does."""
    for path in paths:
        check_free(path, force)
    parts = [path.with_name(f".{path.name[:40]}.{secrets.token_hex(6)}.part") for path in paths]
    try:
        with ExitStack() as opened:
            files = [opened.enter_context(_private(part)) for part in parts]
            yield [file.write for file in files]
            for file in files:
                file.flush()
                os.fsync(file.fileno())
        for path in paths:
            check_free(path, force)
        for part, path in zip(parts, paths, strict=True):
            os.replace(part, path)
    except OSError as error:
        raise TutorError(
            f"{one_line(str(paths[0]))} cannot be written: {error.strerror or error}. "
            "Name another place with -o."
        ) from error
    finally:
        for part in parts:
            part.unlink(missing_ok=True)


@contextmanager
def new_file(path: Path, force: bool) -> Iterator[Write]:
    """One file to write, or standard output for "-"."""
    if path == STANDARD_OUTPUT:
        sys.stdout.flush()
        yield lambda text: sys.stdout.buffer.write(text.encode())
        sys.stdout.buffer.flush()
        return
    with new_files([path], force) as (write,):
        yield write


def make_folder(path: Path) -> None:
    """A folder for the learner's eyes only, unless it is there."""
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    except (OSError, ValueError) as error:
        raise TutorError(f"The folder {one_line(str(path))} cannot be made: {error}.") from error


def check_free(path: Path, force: bool) -> None:
    """A TutorError if something is there that must not, or cannot, be replaced."""
    shown = one_line(str(path))
    if "\0" in str(path):
        raise TutorError(f"{shown} is no name for a file.")
    try:
        has_folder, is_there, is_file = path.parent.is_dir(), path.exists(), path.is_file()
    except (OSError, ValueError) as error:
        raise TutorError(f"{shown} is no name for a file: {error}.") from error
    if not has_folder:
        raise TutorError(f"There is no folder {one_line(str(path.parent))}. Make it first.")
    if is_there and not is_file:
        raise TutorError(f"{shown} is not a file. Name another place with -o.")
    if is_there and not force:
        raise TutorError(
            f"{shown} is there already, and was left as it is. --force replaces it; "
            "-o names another place."
        )


def _private(path: Path) -> TextIO:
    """A file for the learner's eyes only, which is not there yet."""
    number = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    return os.fdopen(number, "w", encoding="utf-8", newline="")
