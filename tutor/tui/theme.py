"""The colours: ink by night, paper by day; in 16 colours or none, the terminal's own.

`accent` is for maths, key points and what was hidden; it is never the colour of a warning.
"""

from collections.abc import Mapping
from dataclasses import replace

from textual.theme import BUILTIN_THEMES, Theme

NIGHT = Theme(
    name="tutor-night",
    dark=True,
    background="#15171c",
    surface="#1d2027",
    panel="#272b34",
    foreground="#d9dce3",
    primary="#8fb3dd",
    secondary="#a899d0",
    accent="#86c9c4",
    success="#93bf85",
    warning="#dcb067",
    error="#df8080",
    variables={
        "border": "#444b59",
        "border-blurred": "#343a46",
        "text-muted": "#969dab",
        "scrollbar": "#444b59",
        "scrollbar-hover": "#5a6375",
        "scrollbar-active": "#8fb3dd",
        "scrollbar-background": "#1d2027",
        "scrollbar-background-hover": "#1d2027",
        "scrollbar-background-active": "#1d2027",
    },
)

# Of the 256 colours, but for two greys: a terminal that has no others shows eeeeee and e4e4e4.
PAPER = Theme(
    name="tutor-paper",
    dark=False,
    background="#f2f2f2",
    surface="#ffffff",
    panel="#e6e6e6",
    foreground="#262626",
    primary="#005f87",
    secondary="#5f5f87",
    accent="#005f5f",
    success="#005f00",
    warning="#875f00",
    error="#af0000",
    variables={
        "border": "#b2b2b2",
        "border-blurred": "#d0d0d0",
        "text-muted": "#626262",
        "scrollbar": "#b2b2b2",
        "scrollbar-hover": "#9e9e9e",
        "scrollbar-active": "#005f87",
        "scrollbar-background": "#ffffff",
        "scrollbar-background-hover": "#ffffff",
        "scrollbar-background-active": "#ffffff",
    },
)

# Every letter has at least the contrast 7 on every ground; all colours are among the 256.
CONTRAST = Theme(
    name="tutor-contrast",
    dark=True,
    background="#000000",
    surface="#121212",
    panel="#303030",
    foreground="#ffffff",
    primary="#87d7ff",
    secondary="#d7afff",
    accent="#87ffd7",
    success="#87ff87",
    warning="#ffd75f",
    error="#ffafaf",
    variables={
        "border": "#bcbcbc",
        "border-blurred": "#8a8a8a",
        "text-muted": "#d0d0d0",
        "scrollbar": "#bcbcbc",
        "scrollbar-hover": "#ffffff",
        "scrollbar-active": "#87d7ff",
        "scrollbar-background": "#121212",
        "scrollbar-background-hover": "#121212",
        "scrollbar-background-active": "#121212",
    },
)

# Textual's own for 16 colours, with lines that stay in the background, and colours that are read on
# black and on white: there blue and red are too dark, here yellow and cyan too light.
_QUIET = dict.fromkeys(("border", "border-blurred", "scrollbar"), "ansi_bright_black")
_DARK, _LIGHT = BUILTIN_THEMES["ansi-dark"], BUILTIN_THEMES["ansi-light"]
TERMINAL = (
    replace(
        _DARK,
        primary="ansi_bright_blue",
        secondary="ansi_bright_magenta",
        accent="ansi_bright_cyan",
        success="ansi_bright_green",
        warning="ansi_yellow",
        error="ansi_bright_red",
        variables=_DARK.variables | _QUIET,
    ),
    replace(
        _LIGHT,
        secondary="ansi_magenta",
        accent="ansi_blue",
        warning="ansi_magenta",
        variables=_LIGHT.variables | _QUIET,
    ),
)

THEMES = (NIGHT, PAPER, CONTRAST, *TERMINAL)

# The other one of each pair.
OPPOSITE = {
    NIGHT.name: PAPER.name,
    PAPER.name: NIGHT.name,
    CONTRAST.name: PAPER.name,
    "ansi-dark": "ansi-light",
    "ansi-light": "ansi-dark",
}


def choose(
    environ: Mapping[str, str],
    colour_system: str | None,
    wanted: str = "auto",
    own: Theme | None = None,
) -> str:
    """The theme to begin with: what the learner set, else from what the terminal says of itself.

    `own` is the theme of the learner's, where `wanted` names one.
    """
    # Some terminals tell their colours as "foreground;background", 7 and 15 being white.
    is_light = environ.get("COLORFGBG", "").rpartition(";")[2] in ("7", "15")
    light = wanted == "day" or (wanted == "auto" and is_light) or (own is not None and not own.dark)
    if "NO_COLOR" in environ or colour_system not in ("256", "truecolor"):
        return "ansi-light" if light else "ansi-dark"
    if own is not None:
        return own.name
    return CONTRAST.name if wanted == "contrast" else PAPER.name if light else NIGHT.name


def opposite(theme: str, *, dark: bool) -> str:
    """The light theme for a dark one, and the other way round."""
    return OPPOSITE.get(theme, PAPER.name if dark else NIGHT.name)
