"""A card's text as it reads: formulas by what they say, and not by how they are spelled."""

import re
import unicodedata
from collections import Counter
from functools import lru_cache

from tutor.markdown.scanner import scan
from tutor.markdown.spans import Part

_EMPHASIS = re.compile(r"(?<![\w\\])[*_]{1,3}(?=\S)|(?<=\S)(?<!\\)[*_]{1,3}(?!\w)")
_END = " .!;:,"
_SENTENCE = re.compile(r"(?:^|[.?!:…\n])\W*\w+")
_WORD = re.compile(r"\w+")


@lru_cache(maxsize=4_096)
def as_read(text: str) -> str:
    """The text on one line, without case, emphasis and closing full stop, its formulas read."""
    pieces = [formula if formula else _folded(words) for words, formula in _parts(text)]
    read = " ".join(" ".join(pieces).split())
    return read.strip(_END) or read


@lru_cache(maxsize=4_096)
def particulars(text: str) -> "Counter[str]":
    """What two questions of one pattern differ by: formulas, numbers and names."""
    found: Counter[str] = Counter()
    for words, formula in _parts(text):
        if formula:
            found[formula] += 1
            continue
        first = {match.end() for match in _SENTENCE.finditer(words)}
        for word in _WORD.finditer(words):
            is_name = word[0][0].isupper() and word.end() not in first
            if is_name or any(map(str.isdigit, word[0])):
                found[word[0].casefold()] += 1
    return found


def _parts(text: str) -> list[tuple[str, str]]:
    """The text in order: words and "", or "" and a formula as it reads."""
    if "$" not in text:
        return [(text, "")]
    parts = []
    done = 0
    for span in scan(text).spans:
        if span.part is Part.MATHS and span.start >= done:
            parts.append((text[done : span.start], ""))
            parts.append(("", _formula(text[span.start : span.end].strip("$"))))
            done = span.end
    return [*parts, (text[done:], "")]


def _formula(source: str) -> str:
    from tutor.typeset.one_line import line  # only once a card with a formula was edited
    from tutor.typeset.parser import parse

    formula = parse(source)
    return f"${''.join((source if formula.faults else line(formula)).split())}$"


def _folded(words: str) -> str:
    return _EMPHASIS.sub("", unicodedata.normalize("NFKC", words).casefold())
