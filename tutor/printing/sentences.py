"""A paragraph taken apart for setting: sentences, and between them the formulas set apart."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tutor.typeset.inline import Inline, Maths, Prose

_CLOSING = re.compile(r"[.,;:!?)]+")
_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Display:
    """A formula set apart, and the punctuation that follows it."""

    source: str
    closing: str


Sentence = tuple[Inline, ...]


def sentences(content: Sequence[Inline]) -> Iterator[Sentence | Display]:
    """The sentences and displayed formulas of a paragraph, blanks between words made single."""
    sentence: list[Inline] = []
    rest = list(content)
    for i, part in enumerate(rest):
        if isinstance(part, Maths) and part.display:
            if trimmed := _trimmed(sentence):
                yield trimmed
            sentence = []
            after = rest[i + 1] if i + 1 < len(rest) else None
            closing = ""
            if isinstance(after, Prose) and (match := _CLOSING.match(after.text)):
                closing = match[0]
                rest[i + 1] = Prose(after.text[match.end() :], after.styles)
            yield Display(part.source, closing)
        else:
            sentence.append(part)
    if trimmed := _trimmed(sentence):
        yield trimmed


def _trimmed(sentence: Sequence[Inline]) -> Sentence:
    """What is to be seen of a sentence: no marks of emphasis, no blanks at its ends."""
    parts: list[Inline] = []
    for part in sentence:
        if isinstance(part, Prose):
            if "mark" in part.styles:
                continue
            text = _BLANKS.sub(" ", part.text)
            if text.strip() or (text and parts):
                parts.append(Prose(text, part.styles))
        else:
            parts.append(part)
    if parts and isinstance(first := parts[0], Prose):
        parts[0] = Prose(first.text.lstrip(), first.styles)
    if parts and isinstance(last := parts[-1], Prose):
        parts[-1] = Prose(last.text.rstrip(), last.styles)
    return tuple(part for part in parts if not isinstance(part, Prose) or part.text)
