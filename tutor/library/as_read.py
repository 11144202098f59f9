"""A card's text as it reads: formulas by what they say, and not by how they are spelled."""

import re
import unicodedata
from collections import Counter
from functools import lru_cache
from typing import NamedTuple

from tutor.markdown.scanner import scan
from tutor.markdown.spans import Part

_EMPHASIS = re.compile(r"(?<![\w\\])[*_]{1,3}(?=\S)|(?<=\S)(?<!\\)[*_]{1,3}(?!\w)")
_END = " .!;:,"
_SENTENCE = re.compile(r"(?:^|[.?!:…\n])\W*\w+")
_WORD = re.compile(r"\w+")
_SHORTEST = 4  # letters: shorter words that differ in one letter are two words
_MOST_COMPARED = 400


@lru_cache(maxsize=4_096)
def as_read(text: str) -> str:
    """The text on one line, without case, emphasis and closing full stop, its formulas read."""
    pieces = [formula if formula else _folded(words) for words, formula in _parts(text)]
    read = " ".join(" ".join(pieces).split())
    return read.strip(_END) or read


class Tokens(NamedTuple):
    """What a question is made of, for a comparison with one of the same pattern."""

    particulars: Counter[str]  # formulas, numbers and names
    words: Counter[str]


@lru_cache(maxsize=4_096)
def tokens(text: str) -> Tokens:
    """The formulas, numbers and names of a question, and its other words."""
    particulars: Counter[str] = Counter()
    ordinary: Counter[str] = Counter()
    for words, formula in _parts(text):
        if formula:
            particulars[formula] += 1
            continue
        first = {match.end() for match in _SENTENCE.finditer(words)}
        for word in _WORD.finditer(words):
            is_name = word[0][0].isupper() and word.end() not in first
            if is_name or any(map(str.isdigit, word[0])):
                particulars[word[0].casefold()] += 1
            else:
                ordinary[word[0].casefold()] += 1
    return Tokens(particulars, ordinary)


def differ(ours: Counter[str], theirs: Counter[str]) -> bool:
    """Whether each has what the other has not, other than a word mistyped."""
    mine, others = list((ours - theirs).elements()), list((theirs - ours).elements())
    if len(mine) * len(others) > _MOST_COMPARED:
        return True
    for word in mine[:]:
        if match := next((other for other in others if _is_mistyped(word, other)), None):
            mine.remove(word)
            others.remove(match)
    return bool(mine and others)


def _is_mistyped(one: str, other: str) -> bool:
    """Whether two words differ in one letter, or in the order of two."""
    short, long = sorted((one, other), key=len)
    if len(short) < _SHORTEST or not (one + other).isalpha() or len(long) - len(short) > 1:
        return False
    at = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    rests = {short[at:], short[at + 1 :]}
    swapped = short[at + 1 : at + 2] + short[at : at + 1] + short[at + 2 :]
    return long[at + 1 :] in rests or long[at:] == swapped


def _parts(text: str) -> list[tuple[str, str]]:
    """The text in order: words and "", or "" and a formula as it reads."""
    if "$" not in text and "\\(" not in text and "\\[" not in text:
        return [(text, "")]
    parts = []
    done = 0
    for span in scan(text).spans:
        if span.part is Part.MATHS and span.start >= done:
            parts.append((text[done : span.start], ""))
            parts.append(("", _formula(_inside(text[span.start : span.end]))))
            done = span.end
    return [*parts, (text[done:], "")]


def _inside(formula: str) -> str:
    return formula[2:-2] if formula[0] == "\\" else formula.strip("$")


def _formula(source: str) -> str:
    from tutor.typeset.one_line import line  # only once a card with a formula was edited
    from tutor.typeset.parser import parse

    formula = parse(source)
    return f"${''.join((source if formula.faults else line(formula)).split())}$"


def _folded(words: str) -> str:
    return _EMPHASIS.sub("", unicodedata.normalize("NFKC", words).casefold())
