"""What stands in the lines of a text: prose, formulas, code, links and pictures."""

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Prose:
    """Words, with the names of their styles: strong, emphasis; mark for the signs that say so."""

    text: str
    styles: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Maths:
    """A formula; `display` if it is set apart; where its lines begin in the whole text."""

    source: str
    display: bool
    offsets: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Code:
    text: str


@dataclass(frozen=True, slots=True)
class Link:
    label: "tuple[Inline, ...]"
    target: str


@dataclass(frozen=True, slots=True)
class Picture:
    alternative: str
    path: str


@dataclass(frozen=True, slots=True)
class Break:
    """A line ends here because the author said so."""


@dataclass(frozen=True, slots=True)
class Stray:
    """A dollar sign that seems to begin a formula but has no partner."""

    text: str
    offset: int


Inline = Prose | Maths | Code | Link | Picture | Break | Stray

_SPECIAL = re.compile(r"\\[!-/:-@\[-`{-~]|\\\n| {2,}\n|`+|\$+|\*+|_+|!?\[")
_DISPLAY = re.compile(r"\$\$((?:\\.|[^\\$]|\$(?!\$))+)\$\$", re.DOTALL)
_INLINE = re.compile(r"\$(?![\s$])((?:\\.|[^\\$])+)(?<!\s)\$(?![0-9])", re.DOTALL)
_LINK = re.compile(r"!?\[([^\[\]]*)\]\(([^()\s]*)\)")
_DOLLARS = re.compile(r"\\.|`[^`]*`|\$\$")


def maths_stays_open(line: str, is_open: bool) -> bool:
    """Whether a formula set apart is open after a line."""
    if "$$" not in line:
        return is_open
    return (is_open + _DOLLARS.findall(line).count("$$")) % 2 == 1


def inlines(text: str, origin: Callable[[int], int]) -> tuple[Inline, ...]:
    """What stands in a text; `origin` says where a place in it is in the whole text."""
    return tuple(_emphasised(_Reader(text, origin).read()))


@dataclass(frozen=True, slots=True)
class _Run:
    """Stars or underscores that may begin or end emphasis."""

    text: str
    opens: bool
    closes: bool


class _Reader:
    """Reads a text once; what needs a partner further on looks for it in linear time."""

    def __init__(self, text: str, origin: Callable[[int], int]) -> None:
        self.text = text
        self.origin = origin
        self.found: list[Inline | _Run] = []
        self.display_ends = True  # until a search for a closing $$ fails
        self.ticks: dict[str, list[int]] = {}
        for run in re.finditer("`+", text):
            self.ticks.setdefault(run[0], []).append(run.start())

    def read(self) -> list[Inline | _Run]:
        at = 0
        while special := _SPECIAL.search(self.text, at):
            if special.start() > at:
                self.found.append(Prose(self.text[at : special.start()]))
            at = self.special(special[0], special.start())
        if at < len(self.text):
            self.found.append(Prose(self.text[at:]))
        return self.found

    def special(self, sign: str, at: int) -> int:
        """Read what begins with a special sign; returns where to go on."""
        end = at + len(sign)
        if sign[-1] == "\n":
            self.found.append(Break())
        elif sign[0] == "\\":
            self.found.append(Prose(sign[1]))
        elif sign[0] == "`":
            return self.code(sign, at)
        elif sign[0] == "$":
            return self.maths(sign, at)
        elif sign[0] in "*_":
            self.found.append(self.run(sign, at))
        elif link := _LINK.match(self.text, at):
            return self.link(link)
        else:
            self.found.append(Prose(sign))
        return end

    def code(self, ticks: str, at: int) -> int:
        start = at + len(ticks)
        places = self.ticks.get(ticks, [])
        following = bisect_right(places, at)
        if following == len(places):
            self.found.append(Prose(ticks))
            return start
        end = places[following]
        inside = re.sub(r"\s", " ", self.text[start:end])
        if inside.strip() and inside[0] == inside[-1] == " ":
            inside = inside[1:-1]
        self.found.append(Code(inside))
        return end + len(ticks)

    def maths(self, sign: str, at: int) -> int:
        display = len(sign) > 1
        match = None
        if not display:
            match = _INLINE.match(self.text, at)
        elif self.display_ends:
            match = _DISPLAY.match(self.text, at)
            self.display_ends = match is not None
        if match is not None and match[1].strip():
            starts = [match.start(1)]
            starts += [match.start(1) + m.end() for m in re.finditer("\n", match[1])]
            self.found.append(Maths(match[1], display, tuple(map(self.origin, starts))))
            return match.end()
        end = at + len(sign)
        following = self.text[end : end + 1]
        if display or not (following.isspace() or following.isdigit() or not following):
            self.found.append(Stray(sign, self.origin(at)))
        else:
            self.found.append(Prose(sign))
        return end

    def run(self, sign: str, at: int) -> _Run:
        before = self.text[at - 1 : at] or " "
        after = self.text[at + len(sign) : at + len(sign) + 1] or " "
        in_word = sign[0] == "_" and before.isalnum() and after.isalnum()
        emphasis = len(sign) <= 3 and not in_word
        return _Run(sign, emphasis and not after.isspace(), emphasis and not before.isspace())

    def link(self, link: re.Match[str]) -> int:
        if link[0][0] == "!":
            self.found.append(Picture(link[1], link[2]))
        else:
            label = inlines(link[1], lambda at: self.origin(link.start(1) + at))
            self.found.append(Link(label, link[2]))
        return link.end()


_STYLES = {1: "emphasis", 2: "strong"}


def _emphasised(found: list[Inline | _Run]) -> list[Inline]:
    """Runs that pair become marks, and the prose between them gets their style."""
    pieces: list[Inline | _Run] = []
    opens: set[int] = set()
    closes: set[int] = set()
    waiting: dict[str, int] = {}  # the runs that wait for their partner, each kind once
    for piece in found:
        for part in _parted(piece, waiting) if isinstance(piece, _Run) else (piece,):
            if isinstance(part, _Run):
                if part.closes and part.text in waiting:
                    opens.add(waiting[part.text])
                    closes.add(len(pieces))
                    while waiting.popitem()[0] != part.text:
                        pass  # what began inside and never ended is no emphasis
                elif part.opens and part.text not in waiting:
                    waiting[part.text] = len(pieces)
            pieces.append(part)
    styles: frozenset[str] = frozenset()
    result: list[Inline] = []
    for i, piece in enumerate(pieces):
        if isinstance(piece, _Run) and (i in opens or i in closes):
            result.append(Prose(piece.text, frozenset({"mark"})))
            styles = styles ^ {_STYLES[len(piece.text)]}
        elif isinstance(piece, _Run):
            result.append(Prose(piece.text, styles))
        else:
            result.append(_restyled(piece, styles) if styles else piece)
    return result


def _parted(run: _Run, waiting: dict[str, int]) -> tuple[_Run, ...]:
    """Three stars are two and one: inside out where they end what waits, else two first."""
    if len(run.text) != 3:
        return (run,)
    one, two = run.text[:1], run.text[:2]
    latest = next((text for text in reversed(list(waiting)) if text in (one, two)), two)
    texts = (one, two) if run.closes and latest == one else (two, one)
    return tuple(replace(run, text=text) for text in texts)


def _restyled(piece: Inline, styles: frozenset[str]) -> Inline:
    match piece:
        case Prose(text, own):
            return Prose(text, own | styles)
        case Link(label, target):
            return Link(tuple(_restyled(part, styles) for part in label), target)
        case _:
            return piece
