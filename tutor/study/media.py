"""The pictures and sounds of a card, opened with the program that the system has for them."""

import os

from tutor import editor
from tutor.core.card import Card
from tutor.core.text import counted, one_line
from tutor.errors import TutorError
from tutor.library.card_pictures import found, named, not_there

MOST = 5  # are opened at once
# Nothing else is opened: a deck may come from anyone, and the system runs some files.
SUFFIXES = tuple(
    f".{suffix}"
    for suffix in (
        *("png", "jpg", "jpeg", "gif", "svg", "webp", "bmp", "tif", "tiff", "avif", "heic", "pdf"),
        *("mp3", "ogg", "oga", "opus", "wav", "flac", "m4a", "aac"),
        *("mp4", "webm", "mkv", "mov", "ogv"),
    )
)


def open_media(card: Card, *, revealed: bool) -> str:
    """Open what the card shows or lets hear, and say what was opened."""
    opened = [_file(path, card.path) for path in named(card, revealed=revealed)[:MOST]]
    for path in opened:
        editor.start_default(path)
    what = (
        one_line(os.path.basename(opened[0])) if len(opened) == 1 else counted(len(opened), "file")
    )
    return f"Opened {what}."


def _file(path: str, deck: str) -> str:
    if path.lower().startswith(("https://", "http://")):
        return path
    at = found(path, deck)
    if not at:
        raise TutorError(one_line(f"{not_there(path)}."))
    if not at.lower().endswith(SUFFIXES):
        raise TutorError(f"{one_line(path)} is neither a picture nor a sound, and was not opened.")
    return os.path.realpath(at)
