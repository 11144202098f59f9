"""Every fault of a set of decks: their files, their cards, their formulas, their exercises.

It finds more than opening the decks, which reads only what changed and has to be quick.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from tutor.core.text import counted, one_line
from tutor.library.parse import read
from tutor.library.parsed import ParsedFile
from tutor.library.scan import DeckFile, scan

_LARGEST_PROOFREAD = 4 << 20  # bytes: formulas of larger files are checked where they are shown


@dataclass(frozen=True, slots=True)
class Remark:
    """A fault of a deck, or a note about it."""

    text: str
    is_fault: bool


@dataclass(slots=True)
class Check:
    """A walk through deck files that counts as it goes."""

    roots: Sequence[Path]
    all_decks: Callable[[], Sequence[Path]] = tuple  # where else a card may be that is named
    files: int = 0
    cards: int = 0
    faults: int = 0

    def run(self) -> Iterator[Remark]:
        """Everything there is to say, file by file."""
        for remark in self._walk():
            self.faults += remark.is_fault
            yield remark

    def __str__(self) -> str:
        return (
            f"{counted(self.cards, 'card')} in {counted(self.files, 'file')}, "
            f"{counted(self.faults, 'fault') if self.faults else 'no faults'}."
        )

    def _walk(self) -> Iterator[Remark]:
        files, missing = scan(self.roots)
        yield from (Remark(str(fault), True) for fault in missing)
        first: dict[str, str] = {}
        named: dict[tuple[str, bool], tuple[str, str]] = {}
        twins: list[_Twin] = []
        ids: set[str] = set()
        for file in files:
            parsed = read(file)
            self.files += 1
            self.cards += len(parsed.cards)
            yield from (Remark(str(fault), True) for fault in parsed.faults)
            yield from (Remark(str(note), False) for note in parsed.notes)
            for card in parsed.cards:
                ids.add(card.given)
                twins += (_Twin(file.path, card.given, *twin) for twin in card.twins)
                place = f"{file.path}:{card.line}"
                elsewhere = first.setdefault(card.wording, place)
                if elsewhere != place:
                    said = f"{place}: the same card as {elsewhere}; it is asked once."
                    yield Remark(one_line(said), False)
                elif card.given:
                    # A card and an exercise are told apart: they may have one id.
                    key = card.given, card.kind.is_drawn
                    other, wording = named.setdefault(key, (place, card.wording))
                    if wording != card.wording:
                        said = f"{place}: the id {card.given} is used at {other} too."
                        yield Remark(one_line(said), True)
            if file.path.lower().endswith(".toml"):
                yield from _exercise_faults(file)
            else:
                yield from _formula_faults(file, parsed)
        if any(twin.id not in ids for twin in twins):
            here = {file.path for file in files}
            others = (file for file in scan(self.all_decks())[0] if file.path not in here)
            ids.update(card.given for file in others for card in read(file).cards)
        yield from _twin_faults(twins, ids)


class _Twin(NamedTuple):
    """A card that names another: its file, its own id, the id it names, and the line."""

    path: str
    own: str
    id: str
    line: int


def _twin_faults(twins: Sequence[_Twin], ids: Collection[str]) -> Iterator[Remark]:
    """The twins that are no other card."""
    for twin in dict.fromkeys(twins):
        if twin.id == twin.own:
            said = "this card names itself as its twin: name the other card"
        elif twin.id not in ids:
            said = (
                f"there is no card with the id {twin.id}, which this card names as its twin: "
                "correct the id, or delete the comment"
            )
        else:
            continue
        yield Remark(one_line(f"{twin.path}:{twin.line}: {said}."), True)


def _formula_faults(file: DeckFile, parsed: ParsedFile) -> Iterator[Remark]:
    """Formulas that cannot be set, by line and column; lines with a fault already are left out."""
    from tutor.library import front_matter
    from tutor.library.report import Report
    from tutor.typeset import formula_faults

    if file.size > _LARGEST_PROOFREAD:
        return
    reported = {fault.line for fault in parsed.faults}
    text = _text(file)
    head = front_matter.read(text, Report(file.path)).lines  # a name there is plain text
    for line, column, message in formula_faults(text, dict(parsed.macros)):
        if line > head and line not in reported:
            yield Remark(one_line(f"{file.path}:{line}:{column}: {message}"), True)


def _exercise_faults(file: DeckFile) -> Iterator[Remark]:
    """What does not hold when each exercise is drawn and judged many times."""
    from tutor.exercises.exercise_file import read_exercises
    from tutor.exercises.proof import prove

    for template in read_exercises(_text(file).encode(), file.path).templates:
        yield from (Remark(one_line(str(fault)), True) for fault in prove(template))


def _text(file: DeckFile) -> str:
    try:
        data = Path(file.path).read_bytes()
    except OSError:  # it vanished; reading its cards has said so
        return ""
    return data.decode("utf-8-sig", errors="replace").replace("\r\n", "\n").replace("\r", "\n")
