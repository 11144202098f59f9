"""Brackets inside code and maths, which hide where nothing else in a note does."""

import re
from collections.abc import Iterator

from tutor.markdown.sections import Section
from tutor.markdown.spans import Part, Span

_TOKEN = re.compile(r"\\[^A-Za-z]|\\[A-Za-z]+[ \t]*\[?|[\[\]{}]", re.S)
_WHOLE_CODE = re.compile(r"(`+)([^`]*)\1")
_ESCAPED = re.compile(r"\\(\\?)([\[\]])")


def inner_brackets(section: Section) -> Iterator[tuple[int, int, str]]:
    """The outermost brackets in a section's inline code and maths: where, and the sign around them.

    In maths those of a command, \\sqrt[3], hide nothing; nor do those that would cut braces apart.
    """
    for span in section.spans:
        if span.part is Part.MATHS:
            for start, end in _pairs(section.source, span):
                yield start, end, "$"
        elif span.part is Part.CODE:
            for start, end in _pairs(section.source, span):
                yield start, end, "`"


def _pairs(text: str, span: Span) -> Iterator[tuple[int, int]]:
    waiting: list[tuple[int, int]] = []  # where brackets begin, and in how many braces
    found: list[tuple[int, int]] = []
    depth = 0
    is_code = span.part is Part.CODE
    for token in _TOKEN.finditer(text, span.start, span.end):
        sign = token[0]
        if is_code and len(sign) > 1:
            if sign[-1] != "[" or not sign[1].isalpha():
                continue
            sign = "["
        if sign == "[":
            waiting.append((token.end() - 1, depth))
        elif sign == "]" and waiting:
            at, braces = waiting.pop()
            if (is_code or braces == depth) and text[at + 1 : token.start()].strip():
                while found and found[-1][0] > at:
                    found.pop()  # brackets in brackets
                found.append((at, token.end()))
        elif sign in "{}" and not is_code:
            depth += 1 if sign == "{" else -1
            if any(braces > depth for _, braces in waiting):
                waiting = []
    yield from found


def unescaped(part: str) -> str:
    r"""A hidden part that is all code, its brackets without the backslash that keeps them."""
    code = _WHOLE_CODE.fullmatch(part)
    if code is None or "\\" not in part:
        return part
    return f"{code[1]}{_ESCAPED.sub(lambda each: each[1] + each[2], code[2])}{code[1]}"
