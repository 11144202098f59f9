"""Lines `question::answer` outside of cards, each a card by itself, as repeater reads them."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from tutor.markdown.scanner import scan
from tutor.markdown.spans import leaves

_PAIR = re.compile(
    r"([ \t]*(?:[-*+•]|[0-9]{1,9}[.)])[ \t]+)?[ \t]*(\S(?:.*?[^\s:])?)[ \t]*(?<!:)::(?!:)(.*)"
)
_NAME_BEFORE = re.compile(r"(?:^|\W)(?:std|boost|crate|super|self|Self)$")
_CALL = re.compile(r"\w+(?:::|[(<;])")


class Pair(NamedTuple):
    """A question and its answer, "" if there is none, and how many lines above it there are."""

    lines: int
    question: str
    answer: str


def is_pair(line: str) -> bool:
    """Whether a line is a question and an answer, with `::` between them and nowhere else."""
    found = _PAIR.fullmatch(line)
    if found is None or line.count("::") != 1 or found[2][0] in "#>|":
        return False
    left, right = found[2], found[3]
    if right[:1].isspace() or line[found.end(2)].isspace():
        return bool(right.strip())
    return not (_NAME_BEFORE.search(left) or _CALL.match(right))


def pairs(prose: str) -> Iterator[Pair]:
    """The pairs of a text that belongs to no card: paragraphs in which every line is one."""
    if "::" not in prose:
        return
    inside = list(leaves(scan(prose).spans))
    at = 0
    paragraph: list[Pair | None] = []
    for number, line in enumerate([*prose.split("\n"), ""]):
        if line.strip():
            pair = _pair(line, number) if is_pair(line) else None
            signs = at + line.find("::")
            if any(span.start <= signs < span.end for span in inside):
                pair = None
            paragraph.append(pair)
        else:
            if all(paragraph):
                yield from filter(None, paragraph)
            paragraph = []
        at += len(line) + 1


def _pair(line: str, number: int) -> Pair:
    found = _PAIR.fullmatch(line)
    assert found is not None
    return Pair(number, found[2].strip(), found[3].strip())
