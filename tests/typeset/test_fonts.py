"""Every sign the program draws with is in the font that terminals most often have."""

import pytest

from tests.typeset.constructs import CONSTRUCTS
from tutor.typeset import box, line, parse
from tutor.typeset.alphabets import _LOWERED, _RAISED, BLACKBOARD, MARKS
from tutor.typeset.fences import _PIECES, brace_row
from tutor.typeset.symbols import _TYPED_AS, SYMBOLS

# What DejaVu Sans Mono 2.37 has from U+02B0 to U+2CFF that matters here, by its character map.
DEJAVU_SANS_MONO = [
    *((0x02B0, 0x02B9), (0x02BB, 0x02C1), (0x02C6, 0x02C9), (0x02D6, 0x02DE), (0x02E0, 0x02E9)),
    *((0x0300, 0x033F), (0x038E, 0x03A1), (0x03A3, 0x03CE), (0x03D0, 0x03E1), (0x03F0, 0x03FF)),
    *((0x1D2C, 0x1D2E), (0x1D30, 0x1D3C), (0x1D3E, 0x1D5B), (0x1D62, 0x1D65), (0x1D9B, 0x1DB7)),
    (0x1DB9, 0x1DBF),
    *((0x2010, 0x2023), (0x2026, 0x2026), (0x202F, 0x2037), (0x203C, 0x203F)),
    *((0x2070, 0x2071), (0x2074, 0x208E), (0x2090, 0x209C), (0x20A0, 0x20B5), (0x2102, 0x2105)),
    *((0x210D, 0x210F), (0x2115, 0x211D), (0x2122, 0x212E), (0x2190, 0x2213), (0x2215, 0x2215)),
    *((0x2217, 0x2220), (0x2223, 0x2223), (0x2227, 0x222D), (0x2234, 0x223D), (0x2241, 0x2269)),
    *((0x226D, 0x228B), (0x228D, 0x22A5), (0x22B2, 0x22B8), (0x22C2, 0x22C6), (0x22CD, 0x22D1)),
    *((0x22DA, 0x22E9), (0x22EF, 0x22EF), (0x2308, 0x2315), (0x231C, 0x2321), (0x239B, 0x23AE)),
    *((0x2500, 0x262F), (0x2638, 0x268B), (0x2701, 0x2709), (0x270C, 0x2727), (0x27C2, 0x27C6)),
    *((0x27E6, 0x27EB), (0x27F5, 0x27F7), (0x29EB, 0x29EB), (0x2A00, 0x2A00), (0x2A2F, 0x2A2F)),
    (0x2C75, 0x2C7F),
]
# What stands in DejaVu Sans instead, which terminals take the sign from then.
DEJAVU_SANS = set("ℓℵℶℷℲ𝕜∡∢∔⊼⊻⋒⋓⋇⊺⋋⋌⋉∤∦⊬⊭⋈⋪⋫≬⋔∮∯∰𝔼")
# Letters in bold, script and Fraktur stand in fonts for mathematics.
LETTERS = set(map(chr, range(0x1D400, 0x1D800)))


def missing(text: str) -> set[str]:
    return {
        c
        for c in text
        if ord(c) >= 0x2B0 and not any(a <= ord(c) <= b for a, b in DEJAVU_SANS_MONO)
    } - DEJAVU_SANS


@pytest.mark.parametrize("symbol", [*SYMBOLS, *_TYPED_AS])
def test_a_symbol_is_shown_by_signs_the_font_has(symbol: str) -> None:
    assert not missing((SYMBOLS.get(symbol) or _TYPED_AS[symbol]).plain)


def test_scripts_marks_and_fences_are_drawn_with_signs_the_font_has() -> None:
    drawn = [*_RAISED.values(), *_LOWERED.values(), *BLACKBOARD.values(), *MARKS.values()]
    drawn += [*_PIECES.values(), brace_row(9, True), brace_row(9, False), "⌠⎮⌡√∛∜┌│╲─⟨⟩•─┼…▏▕└┘┐═"]
    assert not missing("".join(drawn))


def test_every_construct_is_drawn_with_signs_the_font_has() -> None:
    for group in CONSTRUCTS.values():
        for construct in group:
            formula = parse(construct.source)
            drawn = "".join(box(formula, 76).rows) + line(formula)
            assert not missing(drawn) - LETTERS, construct.source
