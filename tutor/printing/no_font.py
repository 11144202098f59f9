"""Characters that no font of this machine has: what they are, where, and which font has them."""

from collections.abc import Iterator, Sequence
from unicodedata import name

from tutor.core.card import Card
from tutor.core.text import counted, one_line

_MOST = 12  # characters are shown of a script
_CJK = "Noto Sans CJK"
# By how the names of the characters begin: which script it is, and a font that has it.
_SCRIPTS = (
    (("CJK", "HIRAGANA", "KATAKANA", "IDEOGRAPHIC", "KANGXI"), "Chinese or Japanese", _CJK),
    (("HANGUL",), "Korean", _CJK),
    (("BOPOMOFO",), "Chinese", _CJK),
    (("FULLWIDTH", "HALFWIDTH"), "full width", _CJK),
)


def no_font(characters: str, cards: Sequence[Card]) -> Iterator[str]:
    """What to say of these characters, script by script, with the first card of each."""
    by_script: dict[tuple[str, str], str] = {}
    for character in characters:
        script = _script(character)
        by_script[script] = by_script.get(script, "") + character
    for (of, font), some in by_script.items():
        shown = " ".join(some[:_MOST]) + (" …" if len(some) > _MOST else "")
        codes = f" (U+{ord(some[0]):04X})" if len(some) == 1 else ""
        said = f"{counted(len(some), 'character')} of {of}, printed as boxes: {shown}{codes}"
        remedy = f"install a font such as {font}, or print with --format html"
        yield one_line(f"{_place(some, cards)}no font here has {said}. To see them, {remedy}.")


def _place(characters: str, cards: Sequence[Card]) -> str:
    wanted = set(characters)
    for card in cards:
        if wanted & set("".join((card.question, card.answer, *card.key_points))):
            return f"{card.path}:{card.line}: "
    return ""


def _script(character: str) -> tuple[str, str]:
    """The script of a character, and a font that has it."""
    named = name(character, "")
    for begins, script, font in _SCRIPTS:
        if named.startswith(begins):
            return script, font
    if 0x1F000 <= ord(character) <= 0x1FAFF or 0x2600 <= ord(character) <= 0x27BF:
        return "emoji and signs", "Noto Emoji"
    script = named.split(" ")[0].capitalize() or "a script of its own"
    return script, f"Noto Sans {script}" if named else "one made for them"
