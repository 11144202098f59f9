"""Text as it is shown: what comes from outside made harmless, numbers with their nouns."""

import unicodedata

# Characters that steer a terminal or reorder what is read, rather than being read themselves.
_INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
_KEPT = {"\n", "\t", "\u200d"}  # the zero-width joiner holds emoji together


def is_harmless(character: str) -> bool:
    """Whether a character can be shown as it is."""
    return character in _KEPT or unicodedata.category(character) not in _INVISIBLE


def harmless(text: str) -> str:
    """The text with every control, escape and direction mark replaced by a visible stand-in."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(c if is_harmless(c) else _stand_in(c) for c in text)


def one_line(text: str) -> str:
    """The text on one line, harmless, runs of white space folded."""
    return harmless(" ".join(text.split()))


def counted(count: int, noun: str) -> str:
    """A number and its noun: "1 card", "2,000 cards", "2 entries"."""
    if count == 1:
        return f"1 {noun}"
    return f"{count:,} {noun[:-1]}ies" if noun.endswith("ry") else f"{count:,} {noun}s"


def _stand_in(character: str) -> str:
    code = ord(character)
    if code < 0x20:
        return chr(0x2400 + code)  # ␀ … ␟: Unicode's pictures of the control characters
    return "␡" if code == 0x7F else "\N{REPLACEMENT CHARACTER}"
