"""A card that is typed, added at the end of a deck file: whole, or not at all."""

import errno
import os
import re
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from tutor.core.kind import Kind
from tutor.core.text import one_line
from tutor.ending import ending_in_order
from tutor.errors import TutorError
from tutor.library.parse import parse
from tutor.library.parsed import ParsedCard, ParsedFile
from tutor.library.scan import LARGEST, SUFFIXES, unreadable
from tutor.markdown.lines import with_line_feeds

CLOZE = "cloze"
KINDS = (Kind.FLASHCARDS.value, Kind.SELF_CHECK.value, CLOZE)
DEFAULT_DECK = "cards"  # where none is named
TO_COME = "…"  # in place of what is not typed yet

_BLANKS = "\u115f\u1160\u2800\u3164\uffa0"  # letters and symbols that show nothing
_TAG = re.compile(r"^([QAC]):", re.MULTILINE)
_RULE = re.compile(r"^---[ \t]*$", re.MULTILINE)
_FENCE = re.compile(r"[ \t>]*(```+|~~~+)", re.MULTILINE)


class Typed(NamedTuple):
    """A card as it is typed; of a cloze the question is the note, with its parts in brackets."""

    question: str
    answer: str = ""
    kind: str = Kind.FLASHCARDS.value
    tags: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """How it is written in a deck file."""
        tags = f"<!-- tags: {', '.join(self.tags)} -->\n" if self.tags else ""
        kind = f"<!-- kind: {self.kind} -->\n" if self.kind == Kind.SELF_CHECK else ""
        if self.kind == CLOZE:
            return f"C: {_as_text(self.question)}\n{tags}"
        return f"Q: {_as_text(self.question)}\n{kind}{tags}\nA: {_as_text(self.answer)}\n"

    @property
    def missing(self) -> str:
        """What is still missing, in a sentence; "" if nothing."""
        if not self.question.strip():
            return "Type the text first." if self.kind == CLOZE else "Type the question first."
        if self.kind == CLOZE:
            if "[" in self.question:
                return ""
            return "Put what is to be recalled in square brackets: Every [compact] set is closed."
        return "" if self.answer.strip() else "The answer is still missing."

    @property
    def completed(self) -> "Typed":
        """The same, with a mark in place of what is still missing."""
        if not self.missing:
            return self
        if self.kind == CLOZE:
            return self._replace(question=f"{self.question} [{TO_COME}]")
        return self._replace(answer=TO_COME)


class Added(NamedTuple):
    """What a text would add, and what is wrong with it."""

    cards: tuple[ParsedCard, ...]
    faults: tuple[str, ...]
    notes: tuple[str, ...] = ()


def tags(text: str) -> tuple[str, ...]:
    """Tags, of which commas are between."""
    found = (" ".join(tag.split()) for tag in text.split(","))
    return tuple(dict.fromkeys(tag for tag in found if tag))


def looked_at(text: str, macros: dict[str, str] | None = None) -> Added:
    """The cards in a text by itself, its faults, and those of its formulas."""
    from tutor.typeset import formula_faults

    parsed = parse(text.encode("utf-8", "surrogateescape"), "")
    faults = [fault.message for fault in parsed.faults]
    for card in parsed.cards:
        for name, written in (("question", card.question), ("answer", card.answer)):
            if written and not _is_seen(written):
                faults.append(f"this {name} is empty: it holds only invisible signs")
    if not faults:
        faults += [said for _, _, said in formula_faults(text, macros or {})]
    return Added(parsed.cards, tuple(faults), tuple(note.message for note in parsed.notes))


def _is_seen(text: str) -> bool:
    """Whether there is more in it than blanks, marks and signs of no width."""
    return any(unicodedata.category(sign)[0] not in "CMZ" and sign not in _BLANKS for sign in text)


def append(path: str, text: str) -> list[ParsedCard]:
    """Add cards to a deck file; what the file holds is not touched.

    A TutorError says what is wrong with the text, or why it cannot be written.
    """
    added = looked_at(text)
    if added.faults or not added.cards:
        said = added.faults[0] if added.faults else "there is no card in it"
        raise TutorError(f"This cannot be added: {said}.")
    try:
        before = _read(path)
        lines = f"{_ending(before)}{text.strip()}\n".replace("\n", _newline(before))
        piece = lines.encode("utf-8", "surrogateescape")
        old, new = parse(before, path), parse(before + piece, path)
        _check(old, new, added.cards, path)
        with ending_in_order():
            _write(path, piece)
    except OSError as error:
        raise TutorError(
            f"{one_line(path)} cannot be written: {error.strerror or error}. Nothing was added."
        ) from error
    return list(new.cards[len(old.cards) :])


def _read(path: str) -> bytes:
    try:
        with open(path, "rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        raise TutorError(f"{unreadable(path, error)}. Nothing was added.") from error
    if len(data) > LARGEST:
        raise TutorError(f"{one_line(path)} is too large for more cards: begin a new deck.")
    return data


def _check(old: ParsedFile, new: ParsedFile, wanted: Sequence[ParsedCard], path: str) -> None:
    """Refuse where the file would not have these cards afterwards."""
    came = new.cards[len(old.cards) :]
    texts = [[(card.question, card.answer) for card in cards] for cards in (came, wanted)]
    if new.cards[: len(old.cards)] == old.cards and texts[0] == texts[1]:
        return
    known = {card.wording: card.line for card in old.cards}
    if same := [known[card.wording] for card in wanted if card.wording in known]:
        raise TutorError(f"This card is there already: {one_line(path)}:{same[0]}.")
    more = [fault for fault in new.faults if fault not in old.faults] or list(new.faults)
    said = f" {more[0]}" if more else ""
    raise TutorError(
        f"At the end of {one_line(path)} this would not be a card of its own: correct the file "
        f"first.{said}"
    )


def _write(path: str, piece: bytes) -> None:
    """All of it is on disk, or none of it is in the file."""
    flags = os.O_WRONLY | os.O_APPEND | getattr(os, "O_BINARY", 0)
    number = os.open(path, flags)
    try:
        size = os.fstat(number).st_size
        try:
            written = os.write(number, piece)
            if written < len(piece):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            os.fsync(number)
        except OSError:
            if os.fstat(number).st_size <= size + len(piece):  # no one else has written meanwhile
                os.ftruncate(number, size)
            raise
    finally:
        os.close(number)


def _newline(before: bytes) -> str:
    """How its lines end."""
    return "\r\n" if before.count(b"\r\n") * 2 > before.count(b"\n") > 0 else "\n"


def _ending(before: bytes) -> str:
    """What must come first, so that there is a blank line; a line ends even if none does here."""
    return "\n" if not before or before.endswith(b"\n") else "\n\n"


def _as_text(typed: str) -> str:
    """What is typed, with what would begin or end a card outside of code marked as text."""
    typed = with_line_feeds(typed).strip()
    if not (_TAG.search(typed) or _RULE.search(typed) or _FENCE.search(typed)):
        return typed
    return "\n".join(_lines(typed.split("\n")))


def _lines(typed: Sequence[str]) -> Iterator[str]:
    end = -1  # of the code
    for at, line in enumerate(typed):
        if at > end and (fence := _FENCE.match(line)):
            end = _end_of_code(typed, at, fence[1])
            if end < 0:  # else it would reach into what stands below
                yield line.replace(fence[1], f"\\{fence[1]}", 1)
                continue
        if at > end:
            line = _TAG.sub(r"\1\\:", line)
            line = "***" if _RULE.fullmatch(line) else line
        yield line


def _end_of_code(typed: Sequence[str], at: int, marks: str) -> int:
    """The line that closes the code which begins at a line; -1 if there is none."""
    for below in range(at + 1, len(typed)):
        line = typed[below].strip()
        if line.startswith(marks) and not line.strip(marks[0]):
            return below
    return -1


class Target(NamedTuple):
    """Where the cards of a deck are added: its file, and what it begins with if it is new."""

    path: Path
    head: str = ""

    def add(self, text: str) -> list[ParsedCard]:
        """Add the cards; a file that is not there yet is begun."""
        from tutor.study import new_deck

        if os.path.lexists(self.path):
            return append(os.fspath(self.path), text)
        added = looked_at(text)
        if added.faults or not added.cards:
            return append(os.fspath(self.path), text)  # which says what is wrong
        new_deck.write(self.path, f"{self.head}\n{text}" if self.head else text)
        lines = self.head.count("\n") + bool(self.head)
        return [card._replace(line=card.line + lines) for card in added.cards]


def target(deck: str, own: Path, files: Sequence[tuple[str, str, str]]) -> Target:
    """Where cards of a deck go; `files` are deck files: deck, path, and "" or the folder's name.

    That is its own file; of a folder its only card file, else a file `added.md` in it. What comes
    with the program stays as it is: then it is that file in the learner's folder of this name.
    """
    from tutor.paths import is_bundled
    from tutor.study import new_deck

    name = deck or DEFAULT_DECK
    found = [each for each in files if each[0] == name] or [
        each for each in files if each[0].casefold() == name.casefold()
    ]
    cards = [each for each in found if each[1].lower().endswith(SUFFIXES[:2])]
    mine = [each for each in cards if not is_bundled(each[1])]
    if len(mine) == 1:
        return Target(Path(mine[0][1]))
    for _, path, folder in found:
        if folder and not is_bundled(path):
            return Target(_folder_of(path, folder) / "added.md")
    if found:
        return Target(own / (found[0][2] or new_deck.checked(name)) / "added.md")
    name = new_deck.checked(name)
    return Target(own / new_deck.file_name(name), new_deck.empty(name))


def _folder_of(path: str, name: str) -> Path:
    """The folder of this name that is furthest out around a file."""
    return next(folder for folder in reversed(Path(path).parents) if folder.name == name)
