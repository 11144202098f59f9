"""Stars and underscores: which of them begin and end emphasis, and what they emphasise."""

from collections.abc import Sequence
from typing import NamedTuple

from tutor.markdown.nodes import Brackets, Footnote, Inline, Link, Place, Words

NO_STYLES: frozenset[str] = frozenset()
MARK = frozenset({"mark"})
_STYLES = {1: "emphasis", 2: "strong"}


class Run(NamedTuple):
    """Stars or underscores that may begin or end emphasis."""

    text: str
    start: int
    opens: bool
    closes: bool

    @property
    def place(self) -> Place:
        return Place(self.start, self.start + len(self.text))


class Opening(NamedTuple):
    """Here brackets begin; or they go on here from an earlier block."""

    place: Place
    begins: bool


class Closing(NamedTuple):
    """Here brackets end; or they go on in a later block."""

    ends: bool


Piece = Inline | Run | Opening | Closing


def emphasised(found: Sequence[Piece]) -> tuple[Inline, ...]:
    """Turn runs that pair into marks, and style what is between them."""
    pieces, paired = _paired(found)
    styles = NO_STYLES
    result: list[Inline] = []
    outside: list[Inline] = []
    opening: Opening | None = None
    opening_styles = NO_STYLES
    for index, piece in enumerate(pieces):
        match piece:
            case Run() if index in paired:
                result.append(Words(piece.text, MARK, piece.place))
                styles = styles ^ {_STYLES[len(piece.text)]}
            case Run():
                _append(result, Words(piece.text, styles, piece.place))
            case Opening():
                opening, opening_styles = piece, styles
                outside, result = result, []
            case Closing(ends):
                assert opening is not None
                inside = tuple(result)
                result = outside
                place, begins = opening.place, opening.begins
                result.append(Brackets(inside, opening_styles & styles, place, begins, ends))
            case _:
                _append(result, restyled(piece, styles) if styles else piece)
    return tuple(result)


def restyled(piece: Inline, styles: frozenset[str]) -> Inline:
    """The piece with more styles."""
    match piece:
        case Words() | Footnote():
            return piece._replace(styles=piece.styles | styles)
        case Link(label):
            return piece._replace(label=tuple(restyled(part, styles) for part in label))
        case Brackets(content):
            inside = tuple(restyled(part, styles) for part in content)
            return piece._replace(content=inside, styles=piece.styles | styles)
        case _:
            return piece


def _append(result: list[Inline], piece: Inline) -> None:
    """Add a piece; words of one style that follow each other are one."""
    last = result[-1] if result else None
    if isinstance(piece, Words) and isinstance(last, Words) and last.styles == piece.styles != MARK:
        place = Place(last.place.start, piece.place.end)
        result[-1] = Words(last.text + piece.text, piece.styles, place)
        return
    result.append(piece)


def _paired(found: Sequence[Piece]) -> tuple[list[Piece], set[int]]:
    """The pieces, long runs in parts, and which of them are runs that begin or end emphasis."""
    pieces: list[Piece] = []
    paired: set[int] = set()
    waiting: dict[str, int] = {}  # the runs that wait for their partner, each kind once
    for piece in found:
        for part in _parted(piece, waiting) if isinstance(piece, Run) else (piece,):
            if isinstance(part, Run):
                if part.closes and part.text in waiting:
                    paired |= {waiting[part.text], len(pieces)}
                    while waiting.popitem()[0] != part.text:
                        pass  # what began inside and never ended is no emphasis
                elif part.opens and part.text not in waiting:
                    waiting[part.text] = len(pieces)
            pieces.append(part)
    return pieces, paired


def _parted(run: Run, waiting: dict[str, int]) -> tuple[Run, ...]:
    """Three stars are two and one: inside out where they end what waits, else two first."""
    if len(run.text) != 3:
        return (run,)
    one, two = run.text[:1], run.text[:2]
    latest = next((text for text in reversed(waiting) if text in (one, two)), two)
    first, second = (one, two) if run.closes and latest == one else (two, one)
    return run._replace(text=first), run._replace(text=second, start=run.start + len(first))
