"""How it is printed: the layout, the page, the format; and the file it is printed into."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from tutor.core.text import one_line
from tutor.errors import TutorError

FORMATS = ("pdf", "html")
_FORMAT_OF = {".pdf": "pdf", ".html": "html", ".htm": "html", "": "pdf"}  # by a name's ending
LAYOUTS = ("cards", "two-sided", "a4-grid", "sheet")
PAGES = {  # millimetres, upright
    "a6": (105.0, 148.0),
    "a5": (148.0, 210.0),
    "a4": (210.0, 297.0),
    "letter": (215.9, 279.4),
}
_USUAL_PAGE = {"cards": "a5", "two-sided": "a6", "a4-grid": "a4", "sheet": "a4"}


@dataclass(frozen=True, slots=True)
class Paper:
    """A layout on a page; "" is the page that suits the layout."""

    layout: str = "cards"
    page: str = ""

    def __post_init__(self) -> None:
        if self.layout == "a4-grid" and self.page not in ("", "a4", "letter"):
            raise TutorError(
                f"An {self.page.upper()} page is too small to cut cards from. Print the layout "
                "a4-grid on --page a4 or letter."
            )

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the upright page in millimetres."""
        return PAGES[self.page or _USUAL_PAGE[self.layout]]


def format_of(path: Path) -> str:
    """The format a file's name asks for; a TutorError if that is none there is."""
    try:
        return _FORMAT_OF[path.suffix.lower()]
    except KeyError:
        raise TutorError(
            f"{_shown(path)}: cards are printed as .pdf or .html, not as {one_line(path.suffix)}. "
            "End the name so, or say which it is with --format pdf or html."
        ) from None


@contextmanager
def new_file(path: Path, force: bool) -> Iterator[BinaryIO]:
    """A file to write that takes its name only when it is whole, and is gone if it never is."""
    check_free(path, force)
    part = path.with_name(f".{secrets.token_hex(6)}.part")
    try:
        with part.open("xb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        check_free(path, force)
        os.replace(part, path)
    except OSError as error:
        raise TutorError(
            f"{_shown(path)} cannot be written: {error.strerror or error}. "
            "Name another place with -o."
        ) from error
    finally:
        with suppress(OSError):
            part.unlink()


def check_free(path: Path, force: bool) -> None:
    """A TutorError if there is something at the path that must not, or cannot, be replaced."""
    try:
        has_folder, is_there, is_file = path.parent.is_dir(), path.exists(), path.is_file()
    except (OSError, ValueError) as error:
        raise TutorError(f"{_shown(path)} is no name for a file: {error}.") from error
    if not has_folder:
        raise TutorError(f"There is no folder {_shown(path.parent)} to print into. Make it first.")
    if is_there and not is_file:
        raise TutorError(f"{_shown(path)} is not a file. Name a file with -o.")
    if is_there and not force:
        raise TutorError(
            f"{_shown(path)} is there already, and was left as it is. --force replaces it; "
            "-o names another file."
        )


def _shown(path: Path) -> str:
    return one_line(str(path))
