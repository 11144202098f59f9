"""New files: each takes its name when it is whole, and leaves nothing if it never is."""

import os
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from tutor.core.text import one_line
from tutor.ending import ending_in_order
from tutor.errors import TutorError


@contextmanager
def new_file(path: Path, force: bool, *, private: bool = False) -> Iterator[BinaryIO]:
    """One file to write."""
    with new_files([path], force, private=private) as (file,):
        yield file


@contextmanager
def new_files(
    paths: Sequence[Path], force: bool, *, private: bool = False
) -> Iterator[list[BinaryIO]]:
    """Files to write, which take their names together; private ones are for the learner's eyes."""
    for path in paths:
        check_free(path, force)
    parts = [path.with_name(f".{os.urandom(6).hex()}.part") for path in paths]
    with ending_in_order():
        try:
            with ExitStack() as opened:
                files = [opened.enter_context(_opened(part, private)) for part in parts]
                yield files
                for file in files:
                    file.flush()
                    os.fsync(file.fileno())
            for path in paths:
                check_free(path, force)
            for part, path in zip(parts, paths, strict=True):
                os.replace(part, path)
        except OSError as error:
            raise _unwritable(paths[0], error) from error
        finally:
            for part in parts:
                with suppress(OSError):
                    part.unlink()


def check_free(path: Path, force: bool) -> None:
    """A TutorError if there is something at the path that must not, or cannot, be replaced."""
    shown = one_line(str(path))
    try:
        os.lstat(path)  # a link that leads nowhere is there too
        is_there = True
    except (FileNotFoundError, NotADirectoryError):
        is_there = False
    except (OSError, ValueError) as error:
        raise _unwritable(path, error) from error
    if not path.parent.is_dir():
        raise TutorError(f"There is no folder {one_line(str(path.parent))}. Make it first.")
    if path.exists() and not path.is_file():
        raise TutorError(f"{shown} is not a file. Name another with -o.")
    if is_there and not force:
        raise TutorError(
            f"{shown} is there already, and was left as it is. --force replaces it; "
            "-o names another."
        )


def _opened(path: Path, private: bool) -> BinaryIO:
    """A file which is not there yet."""
    return open(
        path, "xb", opener=lambda name, flags: os.open(name, flags, 0o600 if private else 0o666)
    )


def _unwritable(path: Path, error: Exception) -> TutorError:
    reason = getattr(error, "strerror", None) or error
    return TutorError(
        f"{one_line(str(path))} cannot be written: {reason}. Name another place with -o."
    )
