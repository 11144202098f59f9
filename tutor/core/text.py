"""Text as it is shown: what comes from outside made harmless, numbers with their nouns."""

import unicodedata

READABLE = 88  # cells of a line of words: of a longer one the eye loses the next

# Characters that steer a terminal or reorder what is read, rather than being read themselves.
_INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
_KEPT = {"\n", "\t", "\u200d"}  # the zero-width joiner holds emoji together
_MARKS = {"\u061c", "\u200e", "\u200f"}  # of direction: each is a letter that is not seen
_BEGINS, _ENDS = {"\u2066", "\u2067", "\u2068"}, "\u2069"  # isolates


def is_harmless(character: str) -> bool:
    """Whether a character can be shown as it is."""
    return (
        character in _KEPT
        or character in _MARKS
        or unicodedata.category(character) not in _INVISIBLE
    )


def harmless(text: str) -> str:
    """The text with every control, escape and override replaced by a visible stand-in.

    Marks of direction stay, and isolates that end on their line: they reorder nothing else.
    """
    if text.replace("\n", "").isprintable():  # every character that is not seen is not printable
        return text
    if _ENDS in text:
        return "\n".join(map(_harmless_line, text.split("\n")))
    return "".join(c if is_harmless(c) else _stand_in(c) for c in text)


def one_line(text: str) -> str:
    """The text on one line, harmless, runs of white space folded; it may be cut anywhere."""
    return harmless(without_isolates(" ".join(text.split())))


def without_isolates(text: str) -> str:
    """The text without the isolates of which both ends are on one line."""
    if _ENDS not in text:
        return text
    return "\n".join(_without_isolates(line) for line in text.split("\n"))


def paragraph(text: str) -> str:
    """The text harmless also where its lines are broken, which would cut isolates apart."""
    return harmless(without_isolates(text))


def unbalanced(line: str) -> list[int]:
    """Where isolates begin or end in a line that do not end or begin in it."""
    open_: list[int] = []
    found: list[int] = []
    for at, character in enumerate(line):
        if character in _BEGINS:
            open_.append(at)
        elif character == _ENDS:
            if open_:
                open_.pop()
            else:
                found.append(at)
    return sorted(found + open_)


def _without_isolates(line: str) -> str:
    lone = set(unbalanced(line))
    isolates = (*_BEGINS, _ENDS)
    return "".join(c for at, c in enumerate(line) if at in lone or c not in isolates)


def _harmless_line(line: str) -> str:
    lone = set(unbalanced(line))
    return "".join(
        c if is_harmless(c) or (c in (*_BEGINS, _ENDS) and at not in lone) else _stand_in(c)
        for at, c in enumerate(line)
    )


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
