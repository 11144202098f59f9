"""The colours of each theme, also where a terminal has no more than 256 or 16."""

import pytest
from rich.color import Color, ColorSystem, ColorType
from textual.theme import Theme

from tutor.tui.theme import CONTRAST, NIGHT, PAPER, TERMINAL

# The 16 colours of xterm, as its manual page has them.
_NAMES = ("black", "red", "green", "yellow", "blue", "magenta", "cyan", "white")
_DIM = ("000000", "cd0000", "00cd00", "cdcd00", "0000ee", "cd00cd", "00cdcd", "e5e5e5")
_BRIGHT = ("7f7f7f", "ff0000", "00ff00", "ffff00", "5c5cff", "ff00ff", "00ffff", "ffffff")
XTERM = dict(zip(_NAMES, _DIM, strict=True))
XTERM |= {f"bright_{name}": code for name, code in zip(_NAMES, _BRIGHT, strict=True)}
TEXT = ("foreground", "primary", "secondary", "accent", "success", "warning", "error")


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, by the formula of WCAG 2."""

    def luminance(colour: str) -> float:
        parts = (int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4))
        linear = [
            part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
        ]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def with_256(name: str) -> str:
    """A colour as a terminal with 256 shows it."""
    return Color.parse(name).downgrade(ColorSystem.EIGHT_BIT).get_truecolor().hex.removeprefix("#")


@pytest.mark.parametrize("theme", [PAPER, CONTRAST], ids=lambda theme: theme.name)
def test_these_colours_stay_what_they_are_with_256(theme: Theme) -> None:
    named = [getattr(theme, name) for name in (*TEXT, "background", "surface", "panel")]
    for name in (*named, *theme.variables.values()):
        assert name is not None
        colour = Color.parse(name)
        nearest = colour.downgrade(ColorSystem.EIGHT_BIT)
        assert nearest.type is ColorType.EIGHT_BIT
        assert colour.triplet is not None
        pairs = zip(nearest.get_truecolor(), colour.triplet, strict=True)
        assert max(abs(one - other) for one, other in pairs) <= 10, name  # the next grey at most


def test_letters_are_read_on_every_ground_also_with_256_colours() -> None:
    # WCAG 2: 4.5 for level AA, 7 for level AAA.
    for theme, least in ((NIGHT, 4.5), (PAPER, 4.5), (CONTRAST, 7)):
        letters = [getattr(theme, name) for name in TEXT] + [theme.variables["text-muted"]]
        for behind in (theme.background, theme.surface, theme.panel):
            assert behind is not None
            for letter in letters:
                said = (theme.name, letter, behind)
                assert contrast(letter[1:], behind[1:]) >= least, said
                assert contrast(with_256(letter), with_256(behind)) >= least, said


def test_letters_are_read_with_16_colours_on_black_and_on_white() -> None:
    for theme, behind in zip(TERMINAL, ("000000", "ffffff"), strict=True):
        for name in TEXT[1:]:
            colour = XTERM[getattr(theme, name).removeprefix("ansi_")]
            least = 2 if (name, behind) == ("success", "ffffff") else 3  # no other green is darker
            assert contrast(colour, behind) >= least, (theme.name, name)
