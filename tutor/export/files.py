"""Where an export goes: new files for the learner's eyes only, or standard output."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from tutor import new_file as new
from tutor.core.text import one_line
from tutor.errors import TutorError

Write = Callable[[str], object]
STANDARD_OUTPUT = Path("-")


@contextmanager
def new_files(paths: Sequence[Path], force: bool) -> Iterator[list[Write]]:
    """Files to write."""
    with new.new_files(paths, force, private=True) as files:
        yield [_writing(file) for file in files]


@contextmanager
def new_file(path: Path, force: bool) -> Iterator[Write]:
    """One file to write, or standard output for "-"."""
    if path == STANDARD_OUTPUT:
        if sys.stdout is None:
            raise TutorError("There is no standard output. Name a file with -o.")
        sys.stdout.flush()
        yield _writing(sys.stdout.buffer)
        sys.stdout.buffer.flush()
        return
    with new_files([path], force) as (write,):
        yield write


@contextmanager
def new_folder(path: Path) -> Iterator[None]:
    """A folder for the learner's eyes only; where it was not there, it is gone again on failure."""
    missing: list[Path] = []
    try:
        _make(path, missing)
        yield
    except BaseException:
        for each in missing:  # the innermost first
            with suppress(OSError):
                each.rmdir()
        raise


def _make(path: Path, missing: list[Path]) -> None:
    try:
        missing += [each for each in (path, *path.parents) if not each.exists()]
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise TutorError(
            f"The folder {one_line(str(path))} cannot be made: {reason}. Name another with -o."
        ) from error


def _writing(file: BinaryIO) -> Write:
    return lambda text: file.write(text.encode())
