"""What a stream cannot encode, spelled in ASCII that means the same: f⁻¹ as f^-1, √2 as sqrt 2."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import groupby

# Some ASCII, and the signs that are spelled so. Where one sign stands for one, pictures stay whole.
_TABLE = r"""
- −–‐‑─━
-- —
| │┃┆║∣
|| ‖∥
+ ┌┐└┘├┤┬┴┼╭╮╯╰
/ ╱∕⁄÷
\ ╲∖
# █■
% ▓▊▉▆▇
: ▒▌▋▄▅⋮
. ░▏▎▍▁▂▃˙
o ●
X ◆
@ ◉
* ·⋅×∗∙•⋆
> ▸›⟩
< ‹⟨
^ ↑
v ↓
' ‘’′
" “”
... …⋯⋱
) ⌋⌉
floor( ⌊
ceil( ⌈
-> →⟶
<- ←⟵
<-> ↔⟷
=> ⇒⟹
<== ⇐⟸
<=> ⇔⟺
|-> ↦⟼
~ ∼
<= ≤
>= ≥
!= ≠
~= ≈
== ≡
:= ≔
<< ≪
>> ≫
|= ⊨
+- ±
-+ ∓
sqrt √
cbrt ∛
root4 ∜
inf ∞
int ∫
sum ∑
prod ∏
deg °
"""
_SPELLED = {
    sign: line.split()[0] for line in _TABLE.split("\n") if line for sign in line.split()[1]
}
_MARKS = {"\u0302": "_hat", "\u0303": "_tilde", "\u0304": "_bar", "\u0307": "_dot"}
_UPPER, _LOWER = 0b00011011, 0b11100100  # the dots of a cell of Braille, with which lines are drawn
_NOT = "\u0338"  # the stroke through ≮
_GREEK = re.compile(r"GREEK (SMALL|CAPITAL) LETTER (?:FINAL )?(\w+)")
_SCRIPTS = {"<super>": "^", "<sub>": "_"}
_SIMPLE = {"^": re.compile(r"-?(?:\d+|\w)|\(.*\)"), "_": re.compile(r"\w+|\(.*\)")}


def spelled(text: str, encoding: str) -> str:
    """The text, with what the encoding lacks spelled in ASCII."""
    if _has(encoding, text):
        return text
    said = ""
    is_word = False  # what was said last, so that a letter after it would run into it
    for piece, stands_apart in _pieces(text, encoding):
        if (stands_apart or is_word) and _is_letter(said[-1:]) and _is_letter(piece[:1]):
            said += " "
        said += piece
        is_word = stands_apart
    return said


def _pieces(text: str, encoding: str) -> Iterator[tuple[str, bool]]:
    """What is said for each sign, or run of raised or lowered ones, and whether it is a word."""
    for script, run in groupby(text, _script):
        signs = "".join(run)
        if _has(encoding, signs):
            yield signs, False
        elif script:
            plain = "".join(map(_ascii, unicodedata.normalize("NFKC", signs)))
            yield script + (plain if _SIMPLE[script].fullmatch(plain) else f"({plain})"), False
        else:
            for sign in signs:
                said = sign if _has(encoding, sign) else _ascii(sign)
                yield said, len(said) > 1 and not unicodedata.name(sign, "").startswith("LATIN")


@cache
def _script(sign: str) -> str:
    """What a raised sign is spelled after, or a lowered one; nothing for the others."""
    return _SCRIPTS.get(unicodedata.decomposition(sign).partition(" ")[0], "")


@cache
def _ascii(sign: str) -> str:
    """One sign in ASCII; "?" if it is nothing that can be spelled."""
    if sign.isascii():
        return sign
    if sign in _SPELLED:
        return _SPELLED[sign]
    if "\u2800" <= sign <= "\u28ff":
        dots = ord(sign) - 0x2800
        return " '.:"[bool(dots & _UPPER) + 2 * bool(dots & _LOWER)]
    if letter := _GREEK.fullmatch(unicodedata.name(sign, "")):
        name = letter[2].lower().replace("lamda", "lambda")
        return name if letter[1] == "SMALL" else name.capitalize()
    if unicodedata.combining(sign):
        return _MARKS.get(sign, "")
    if words := _spoken().get(sign):
        return words
    parts = unicodedata.normalize("NFKD", sign)
    if parts == sign:
        return "?"
    said = "".join(_ascii(part) for part in parts if not unicodedata.combining(part))
    return "?" if "?" in said else f"not {said}" if _NOT in parts else said


@cache
def _spoken() -> dict[str, str]:
    """Mathematical signs in words."""
    from tutor.typeset.symbols import SYMBOLS

    symbols = tuple(reversed(SYMBOLS.values()))
    return {sign: symbol.spoken for symbol in symbols for sign in (symbol.plain, symbol.char)}


def _has(encoding: str, text: str) -> bool:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def _is_letter(text: str) -> bool:
    return text.isalpha() or text.isdecimal()
