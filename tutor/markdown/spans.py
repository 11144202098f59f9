"""The stretches that a text is made of: what each is, and from where to where it goes."""

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
    BRACKETS = auto()  # what a C: card hides


class Open(Enum):
    """What was opened and never closed."""

    DOLLAR = "$"
    DOLLARS = "$$"
    COMMENT = "<!--"
    FENCE = "```"


class Span(NamedTuple):
    """A stretch of text.

    The label of a link or picture ends at `brackets`, and `target` is where it leads. Fenced code
    has its last line before `brackets`.
    """

    part: Part
    start: int
    end: int
    brackets: int = 0
    target: str = ""


UnclosedSign = tuple[int, Open, str]  # where, what, and the sign that would close it

BRACKETED = (Part.BRACKETS, Part.FOOTNOTE)


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
