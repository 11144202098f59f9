"""How wide text is on paper, in em, known without asking Typst."""

import unicodedata

from rich.cells import cell_len

SPACE = 0.333
_CODE_COLUMN = 0.5  # DejaVu Sans Mono's 0.602, at 0.82 of the size
BOLD = 1.18  # what bold letters take more, at most

# New Computer Modern, in thousandths of an em.
_ADVANCES = {
    278: "!',.:;[]il|‘’",
    306: "fj",
    333: " -",
    361: "I",
    390: '"()trs',
    444: "cezéèç",
    500: "?“”$*/0123456789\\`ago{}–àöäß",
    528: "Jkqvxy",
    556: "S^bdhnpu~üñ",
    625: "ZL",
    681: "FEP…",
    722: "BCTw",
    764: "RAHNUVXY_D",
    785: "&+<=>@KOQ×·G",
    833: "#%m",
    917: "M",
    1028: "W—",
}


class _Advances(dict[str, float]):
    """Em by character; what is not in the table is taken to be wide."""

    def __missing__(self, character: str) -> float:
        match unicodedata.category(character):
            case "Mn" | "Me" | "Cf":
                em = 0.0
            case "Lm" | "No":  # raised and lowered
                em = 0.7
            case _:
                em = 1.1
        self[character] = em
        return em


_advances = _Advances(
    {character: wide / 1000 for wide, characters in _ADVANCES.items() for character in characters}
)


def text_width(text: str) -> float:
    """What a text takes in one line."""
    return sum(map(_advances.__getitem__, text))


def code_width(text: str) -> float:
    """What code takes in one line."""
    return cell_len(text) * _CODE_COLUMN
