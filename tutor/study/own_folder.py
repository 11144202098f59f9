"""The learner's own folder of decks: made when first needed, with copies of bundled decks."""

import os
import secrets
import shutil
from contextlib import suppress
from pathlib import Path

from tutor import paths
from tutor.core.text import one_line
from tutor.errors import TutorError


def make(folder: Path) -> Path:
    """The folder, made if it is not there yet."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise TutorError(
            f"The folder of your decks, {one_line(str(folder))}, cannot be made: "
            f"{error.strerror or error}. Name another in the settings, as decks_folder, or with "
            "--decks."
        ) from error
    return folder


def check_can_edit(path: str) -> None:
    """A TutorError if a deck file cannot be edited where it is."""
    shown = one_line(path)
    if not path:
        raise TutorError("This card is in no deck file any more.")
    if not os.path.exists(path):
        raise TutorError(
            f"{shown} is gone: it was moved, renamed or deleted. Your history is kept."
        )
    if not os.access(path, os.W_OK):
        raise TutorError(
            f"{shown} cannot be written: change the permissions of the file, or copy it into "
            "another folder of decks."
        )


def copy_deck(path: str, own: Path) -> str:
    """Copy the bundled deck of a file into the learner's folder; where that file is then.

    What is there already stays as it is.
    """
    bundled = paths.bundled_decks().resolve()
    below = Path(path).relative_to(bundled)
    deck = Path(below.parts[0])
    try:
        for folder, _, names in os.walk(bundled / deck):
            target = make(own / Path(folder).relative_to(bundled))
            for name in names:
                _copy(Path(folder) / name, target / name)
    except OSError as error:
        raise TutorError(
            f"The deck {one_line(str(deck))} cannot be copied into {one_line(str(own))}: "
            f"{error.strerror or error}. Make room there, or change the permissions of the folder."
        ) from error
    return os.path.realpath(own / below)


def _copy(source: Path, target: Path) -> None:
    """A file copied whole, or not at all."""
    if os.path.lexists(target):
        return
    part = target.with_name(f".{secrets.token_hex(6)}.part")
    try:
        shutil.copyfile(source, part)
        os.replace(part, target)
    finally:
        with suppress(OSError):
            part.unlink()
