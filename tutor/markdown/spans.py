"""The stretches that a text is made of: what each is, and from where to where it goes."""

from collections.abc import Iterable, Iterator
from enum import Enum, auto
from typing import NamedTuple


class Part(Enum):
    """What a stretch of text is."""

    FENCED = auto()  # a block of code between two lines of ``` or ~~~
    CODE = auto()  # code inside a line
    MATHS = auto()
    COMMENT = auto()
    PICTURE = auto()
    LINK = auto()
    DEFINITION = auto()  # a line `[label]: address`
    FOOTNOTE = auto()  # `[^label]`
    BOX = auto()  # `[x]` at the start of a list item
    ADDRESS = auto()  # brackets inside an address, `https://example.org/a[1]`
    BRACKETS = auto()  # in a C: card, what they hold is hidden


class Open(Enum):
    """What was opened and never closed."""

    DOLLAR = "$"
    DOLLARS = "$$"
    COMMENT = "<!--"
    FENCE = "```"


class Span(NamedTuple):
    """A stretch of text.

    The label of a link or picture ends at `brackets`, and `target` is where it leads. Fenced code
    has its last line before `brackets`. A picture is `blank` if there are blanks in its address, or
    it is written as in a wiki. The target of a footnote's mark is its label, if that is a number or
    some line explains it.
    """

    part: Part
    start: int
    end: int
    brackets: int = 0
    target: str = ""
    blank: bool = False


UnclosedSign = tuple[int, Open, str]  # where, what, and the sign that would close it

BRACKETED = (Part.BRACKETS, Part.FOOTNOTE, Part.BOX, Part.ADDRESS)


def hides(span: Span) -> bool:
    """Whether a C: card hides this."""
    return span.part is Part.BRACKETS or (span.part is Part.FOOTNOTE and not span.target)


def outermost(spans: list[Span]) -> list[Span]:
    """The spans in order, without brackets inside brackets, links or pictures: those are text.

    So is a link inside a link, and all but the comments in a picture or a definition.
    """
    kept: list[Span] = []
    brackets = links = pictures = 0  # how far the last one of each reaches
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if span.start < pictures and span.part is not Part.COMMENT:
            continue
        if span.part in BRACKETED:
            if span.start < brackets:
                continue
            brackets = span.end
        elif span.part is Part.LINK:
            if span.start < links:
                continue
            links = span.end
            brackets = max(brackets, span.end)
        elif span.part in (Part.PICTURE, Part.DEFINITION):
            pictures = span.end
            brackets = max(brackets, span.end)
        kept.append(span)
    return kept


def leaves(spans: Iterable[Span]) -> Iterator[Span]:
    """The spans whose inside is no Markdown, none within another."""
    reach = 0
    for span in spans:
        if span.part is not Part.LINK and span.part not in BRACKETED and span.start >= reach:
            reach = span.end
            yield span


def lines_inside(text: str, spans: Iterable[Span]) -> set[int]:
    """Where lines begin that begin inside of what is no Markdown: they begin no block."""
    found: set[int] = set()
    for span in spans:
        if span.part in BRACKETED:
            continue
        # Within a link it is the address that is no Markdown.
        start = span.brackets if span.part is Part.LINK else span.start
        at = text.find("\n", start, span.end)
        while at >= 0:
            found.add(at + 1)
            at = text.find("\n", at + 1, span.end)
    return found
