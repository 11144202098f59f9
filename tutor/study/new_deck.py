"""A new deck file, with comments that explain how cards are written."""

import json
import os
import re
from collections.abc import Sequence
from pathlib import Path

from tutor.core.text import is_harmless, one_line
from tutor.errors import TutorError
from tutor.library.scan import SUFFIXES, scan
from tutor.new_file import new_file
from tutor.study import own_folder

LONGEST = 100  # characters of a deck's name
_NO_FILE_NAME = re.compile(r'[<>:"/\\|?*]')
_TAKEN_BY_WINDOWS = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?", re.IGNORECASE)

EXAMPLE = """\
Text before the first card is for you: it is not shown. So are comments like this one:

<!-- Lines that begin with Q:, A: and C: make cards. Replace these with your own. -->

Q: How does a card begin?
<!-- tags: writing -->

A: With `Q:` at the start of a line. Its answer begins with `A:`, below it. A formula stands between
dollars: $\\frac{a}{b}$.

<!-- In a C: each part in brackets is hidden and asked for, one card each. -->

C: A line of three [hyphens] ends a card, and [prose] follows.
---

`tutor check` finds what is wrong.
"""


def empty(name: str, kind: str = "") -> str:
    """The head of a deck's file."""
    kind = f"kind = '{kind}'\n" if kind else ""
    return f"---\nname = {_as_toml(name)}\n{kind}---\n"


def create(name: str, folder: Path, roots: Sequence[Path]) -> Path:
    """Write a new deck into the learner's folder; nothing is ever replaced."""
    name = checked(name)
    path = folder / file_name(name)
    for deck, at in decks(roots):
        if deck.casefold() == name.casefold():
            raise TutorError(
                f"There is a deck {one_line(deck)} already: {one_line(at)}. Choose another name."
            )
    write(path, empty(name) + "\n" + EXAMPLE)
    return path


def write(path: Path, text: str) -> None:
    """A new file, whole or not at all."""
    own_folder.make(path.parent)
    if os.path.lexists(path):
        raise TutorError(
            f"{one_line(str(path))} is there already, and was left as it is. Choose another name."
        )
    try:
        with new_file(path, force=False) as file:
            file.write(text.encode())
    except TutorError as error:
        if not isinstance(error.__cause__, OSError):
            raise
        raise TutorError(
            f"{one_line(str(path))} cannot be written: {error.__cause__.strerror}. Nothing was "
            "written. Try again once it can be, or name another folder in the settings, as "
            "decks_folder."
        ) from error


def checked(name: str) -> str:
    """A name that a deck can have; a TutorError says what is wrong with another."""
    for suffix in SUFFIXES[:2]:
        name = name.removesuffix(suffix)
    name = " ".join(name.split(" "))
    if not name.strip():
        raise TutorError(f"{one_line(name)!r} is no name for a deck: write some letters.")
    if not all(map(is_harmless, name)) or "\n" in name or "\t" in name:
        raise TutorError(
            f"{one_line(name)!r} is no name for a deck: it has a tab, a line break or a character "
            "that does something to the terminal. Leave that out."
        )
    if "/" in name or "\\" in name:
        raise TutorError(
            f"{one_line(name)!r} is a path. Give the deck's name alone; --decks FOLDER says where "
            "it is to be."
        )
    if len(name) > LONGEST:
        raise TutorError(f"This name has over {LONGEST} characters. Choose a shorter one.")
    if name.casefold() == "readme":
        raise TutorError("A file README.md is never read as a deck. Choose another name.")
    if name.startswith("."):
        raise TutorError("A file whose name begins with a full stop is never read as a deck.")
    return name.strip()


def file_name(name: str) -> str:
    """The file of a deck of this name, on any system."""
    stem = _NO_FILE_NAME.sub("-", name).rstrip(". ")
    if _TAKEN_BY_WINDOWS.fullmatch(stem) or not stem:
        stem = f"deck {stem}".strip()
    return f"{stem}.md"


def decks(roots: Sequence[Path]) -> list[tuple[str, str]]:
    """The decks as their folders and files are named, each with one of its files."""
    files, _ = scan(roots)
    return [(file.deck or Path(file.path).stem, file.path) for file in files]


def _as_toml(text: str) -> str:
    return json.dumps(text, ensure_ascii=False) if "'" in text else f"'{text}'"
