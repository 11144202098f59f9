"""A paragraph taken apart for setting: sentences, and between them the formulas set apart."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tutor.markdown.nodes import Inline, Maths, Words
from tutor.markdown.visible import Visible, take_closing, visible

_BLANKS = re.compile(r"\s+")


class Display(NamedTuple):
    """A formula set apart, and the punctuation that follows it."""

    source: str
    closing: str


Sentence = tuple[Visible, ...]


def sentences(content: Sequence[Inline]) -> Iterator[Sentence | Display]:
    """The sentences and displayed formulas of a paragraph, blanks between words made single."""
    sentence: list[Visible] = []
    rest = list(visible(content))
    for i, part in enumerate(rest):
        if isinstance(part, Maths) and part.display:
            if trimmed := _trimmed(sentence):
                yield trimmed
            sentence = []
            yield Display(part.source, take_closing(rest, i + 1))
        else:
            sentence.append(part)
    if trimmed := _trimmed(sentence):
        yield trimmed


def _trimmed(sentence: Sequence[Visible]) -> Sentence:
    """What is to be seen of a sentence: no marks of emphasis, no blanks at its ends."""
    parts: list[Visible] = []
    for part in sentence:
        if isinstance(part, Words):
            if "mark" in part.styles:
                continue
            text = _BLANKS.sub(" ", part.text)
            if text.strip() or (text and parts):
                parts.append(part._replace(text=text))
        else:
            parts.append(part)
    if parts and isinstance(first := parts[0], Words):
        parts[0] = first._replace(text=first.text.lstrip())
    if parts and isinstance(last := parts[-1], Words):
        parts[-1] = last._replace(text=last.text.rstrip())
    return tuple(part for part in parts if not isinstance(part, Words) or part.text)
