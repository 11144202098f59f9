"""The colours: ink by night, paper by day; in 16 colours or none, the terminal's own."""

from collections.abc import Mapping
from dataclasses import replace

from textual.theme import BUILTIN_THEMES, Theme

from tutor.settings import Colours

NIGHT = Theme(
    name="tutor-night",
    dark=True,
    background="#15171c",
    surface="#1d2027",
    panel="#272b34",
    foreground="#d9dce3",
    primary="#8fb3dd",
    secondary="#a899d0",
    accent="#dcb67a",
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

PAPER = Theme(
    name="tutor-paper",
    dark=False,
    background="#efebe2",
    surface="#fcfaf5",
    panel="#e3ddd0",
    foreground="#2b2a28",
    primary="#2d5c8f",
    secondary="#65529a",
    accent="#8a5a12",
    success="#3d6f35",
    warning="#8a5a00",
    error="#a8322f",
    variables={
        "border": "#b9b1a0",
        "border-blurred": "#d0c9ba",
        "text-muted": "#67635b",
        "scrollbar": "#b9b1a0",
        "scrollbar-hover": "#9d9585",
        "scrollbar-active": "#2d5c8f",
        "scrollbar-background": "#fcfaf5",
        "scrollbar-background-hover": "#fcfaf5",
        "scrollbar-background-active": "#fcfaf5",
    },
)

# Textual's own for 16 colours, with lines that stay in the background.
_QUIET = dict.fromkeys(("border", "border-blurred", "scrollbar"), "ansi_bright_black")
TERMINAL = tuple(
    replace(theme, warning="ansi_yellow", variables=theme.variables | _QUIET)
    for theme in (BUILTIN_THEMES["ansi-dark"], BUILTIN_THEMES["ansi-light"])
)

THEMES = (NIGHT, PAPER, *TERMINAL)

# The other one of each pair.
OPPOSITE = {
    NIGHT.name: PAPER.name,
    PAPER.name: NIGHT.name,
    "ansi-dark": "ansi-light",
    "ansi-light": "ansi-dark",
}


def choose(environ: Mapping[str, str], colour_system: str | None, wanted: Colours = "auto") -> str:
    """The theme to begin with: what the learner set, else from what the terminal says of itself."""
    # Some terminals tell their colours as "foreground;background", 7 and 15 being white.
    is_light = environ.get("COLORFGBG", "").rpartition(";")[2] in ("7", "15")
    light = wanted == "day" or (wanted == "auto" and is_light)
    if "NO_COLOR" in environ or colour_system not in ("256", "truecolor"):
        return "ansi-light" if light else "ansi-dark"
    return PAPER.name if light else NIGHT.name


def opposite(theme: str, *, dark: bool) -> str:
    """The light theme for a dark one, and the other way round."""
    return OPPOSITE.get(theme, PAPER.name if dark else NIGHT.name)
