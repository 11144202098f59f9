"""Every screen as pictures, in each size and palette: `python -m tests.tui.gallery FOLDER`.

They are SVG files and, where Chromium is there, sheets of the screens of a size and palette as PNG.
"""

import argparse
import asyncio
import os
import shutil
import subprocess
from collections.abc import Awaitable, Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

from rich.color import Color, ColorSystem, blend_rgb
from rich.segment import Segment
from rich.style import Style
from rich.terminal_theme import TerminalTheme
from textual.screen import Screen
from textual.widgets import Input, TextArea

from tests.pictures import Student
from tests.screen_svg import EDGE, HIGH, WIDE, svg
from tests.simulation import DAYS, FIRST
from tests.tui.seat import Seat, seated
from tutor.tui import messages
from tutor.tui.screens.exercise import ExerciseScreen

SIZES = {"60x20": (60, 20), "80x24": (80, 24), "120x40": (120, 40), "200x50": (200, 50)}
A_SHEET, COLUMNS = 8, 2  # pictures
STYLE = """<!doctype html><meta charset="utf-8"><style>
body { margin: 5px; display: grid; gap: 5px 10px;
  grid-template-columns: repeat(COLUMNS, max-content); }
figure { margin: 0; } figcaption { font: bold 18px/22px sans-serif; } svg { display: block; }
</style>"""
# What xterm shows for the sixteen colours.
SIXTEEN = [
    *((0, 0, 0), (205, 0, 0), (0, 205, 0), (205, 205, 0)),
    *((0, 0, 238), (205, 0, 205), (0, 205, 205), (229, 229, 229)),
    *((127, 127, 127), (255, 0, 0), (0, 255, 0), (255, 255, 0)),
    *((92, 92, 255), (255, 0, 255), (0, 255, 255), (255, 255, 255)),
]
DARK = TerminalTheme((0, 0, 0), (204, 204, 204), SIXTEEN[:8], SIXTEEN[8:])
LIGHT = TerminalTheme((255, 255, 255), (0, 0, 0), SIXTEEN[:8], SIXTEEN[8:])

DECK = """\
Q: What is the density of $X = aZ + b$, if $Z$ has density $p_Z$ and $a \\ne 0$?
A: $$p_X(x) = \\frac{1}{|a|} \\, p_Z\\!\\left(\\frac{x - b}{a}\\right)$$

The slope of $f$ is the **same everywhere**, so the density is divided by one number.

C: The volume factor of $f$ at $z$ is [$|\\det J_f(z)|$], and the density is divided by it.

Q: How is the log density of a flow written in *Python*?
A: Add up the logarithms of the layers:

```python
def log_prob(flow, x):
    total = 0.0
    for layer in reversed(flow.layers):  # from data to noise
        x, log_abs_det = layer.inverse(x)
        total += log_abs_det
    return flow.base.log_prob(x) + total
```

It takes one pass, as `torch.distributions` does.

Q: Which parts does a coupling layer have?
A: | part | does | cost |
|---|---|---|
| mask | chooses what stays | none |
| network | gives $s$ and $t$ | one pass |
| affine map | $x_2 = e^{s} z_2 + t$ | cheap |

Q: What is 2 + 2?
A: 4

Q: Whose name has the normal distribution?
A: Gauss
<!-- typed -->
"""
CHECK = """\
---
kind = "self-check"
---
Q: Why does the change-of-variables formula divide by the determinant?
A: Total probability must stay 1. The determinant is the local volume factor: where the map expands,
density dilutes; where it contracts, density concentrates.

- [ ] total probability must stay 1
- [ ] the determinant is the local volume factor
- [ ] expansion dilutes, contraction concentrates
"""


class Palette(NamedTuple):
    """Which theme is used, and what the terminal can show of it."""

    theme: str
    shown: ColorSystem | None = ColorSystem.TRUECOLOR
    terminal: TerminalTheme = DARK


PALETTES = {
    "dark": Palette("tutor-night"),
    "light": Palette("tutor-paper", terminal=LIGHT),
    "256": Palette("tutor-night", ColorSystem.EIGHT_BIT),
    "16": Palette("ansi-dark", ColorSystem.STANDARD),
    "16-light": Palette("ansi-light", ColorSystem.STANDARD, LIGHT),
    "none": Palette("ansi-dark", None),
}


@dataclass(frozen=True, slots=True)
class Scene:
    """How a screen is reached: from home or a review of decks, by keys."""

    act: Callable[[Seat], Awaitable[None]]
    review: tuple[str, ...] | None = None
    days: int = DAYS  # that the learner has lived; 0: there is no history yet


def by_keys(*keys: str, review: tuple[str, ...] | None = None, days: int = DAYS) -> Scene:
    """A screen that is reached by keys alone."""

    async def act(seat: Seat) -> None:
        await seat.press(*keys)

    return Scene(act, review, days)


async def welcomed(seat: Seat) -> None:
    """Home as one sees it who comes for the first time."""
    seat.app.greets = True
    seat.app.post_message(messages.Begins())
    await seat.settle()


async def studied(seat: Seat) -> None:
    """Home when nothing more is due."""
    await seat.press("space")
    for _ in range(40):
        await seat.press(*["escape"] * isinstance(seat.app.focused, TextArea), "space", "3")
        if "All done" in seat.text:
            break
    await seat.press("space")


def exercise(*then: str, seed: int = 10) -> Scene:
    """An exercise at its last steps: what is typed at each, or a key in angle brackets."""

    async def act(seat: Seat) -> None:
        seat.app.push_screen(ExerciseScreen(seat.app.worker, "linear-square", level=1, seed=seed))
        await seat.settle()
        for text in then:
            if text.startswith("<"):
                await seat.press(text.strip("<>"))
            else:
                await seat.type(text)
                await seat.press("enter")

    return Scene(act)


TICKED = ("<escape>", "<space>", *["<x>", "<down>"] * 3, "<space>")
SOLVED = ("8", *TICKED, "1/8", "(0, 0), (4, 3), (4, 5), (0, 2)", "<ctrl+n>", "8", "1")
CARDS = ("show",)
SCENES = {
    "home": by_keys(),
    "welcome": Scene(welcomed, days=0),
    "first-home": by_keys(days=0),
    "studied": Scene(studied, days=0),
    "kinds": by_keys("K"),
    "review": by_keys(review=CARDS),
    "answer": by_keys("space", review=CARDS),
    "cloze": by_keys("space", "3", "space", review=CARDS),
    "code": by_keys(*["space", "3"] * 2, "space", review=CARDS),
    "table": by_keys(*["space", "3"] * 3, "space", review=CARDS),
    "short": by_keys(*["space", "3"] * 4, "space", review=CARDS),
    "typed": by_keys(*["space", "3"] * 5, *"gaus", "ctrl+r", review=CARDS),
    "undone": by_keys("space", "3", "u", review=CARDS),
    "formulas": by_keys("space", "f6", review=CARDS),
    "why": by_keys("w", review=CARDS),
    "summary": by_keys(*["space", "3"] * 5, "escape", "space", "3", review=CARDS),
    "check": by_keys(review=("check",)),
    "check-typed": by_keys("a", *"mine", review=("check",)),
    "check-ticked": by_keys("a", *"mine", "escape", "space", "x", review=("check",)),
    "self-check": by_keys("down", "c"),
    "look": by_keys("l"),
    "look-answer": by_keys("l", "down", "space"),
    "look-search": by_keys("l", "slash", *"flow"),
    "card-page": by_keys("l", "i"),
    "exercises": by_keys("x"),
    "attempts": by_keys("x", "i"),
    "past-attempt": by_keys("x", "i", "enter"),
    "step": exercise(),
    "step-wrong": exercise("8", *TICKED, "1/8", "(0, 0), (4, 3), (4, 5), (0, 2)"),
    "step-help": exercise("<f1>", "<f2>"),
    "step-words": exercise("8"),
    "step-ticking": exercise("8", "<m>", "<escape>", "<space>", "<x>"),
    "step-malformed": exercise("8 +* 2"),
    "solved": exercise(*SOLVED),
    "recorded": exercise(*SOLVED, "<space>"),
    "picture": exercise(*SOLVED, "<p>"),
    "progress": by_keys("p"),
    "progress-2": by_keys("p", "pagedown"),
    "numbers": by_keys("p", "n"),
    "add": by_keys("A", *"What?"),
    "help": by_keys("question_mark"),
    "help-review": by_keys("question_mark", review=CARDS),
    "palette": by_keys("ctrl+p"),
    "settings": by_keys("comma"),
    "settings-typing": by_keys("comma", *"35"),
    "settings-changed": by_keys("comma", *"35", "enter"),
    "settings-theme": by_keys("comma", *["down"] * 3, "plus"),
    "settings-deck": by_keys("comma", *["down"] * 13, "enter"),
    "set-aside": by_keys("s", review=CARDS),
    "reschedule": by_keys("space", "3", "u", "s", "d", *"in 10 days", review=("probability",)),
    "buried": by_keys("minus", review=CARDS),
    "browse": by_keys("b", "escape"),
    "browse-search": by_keys("b", *"is:due prop:lapses>=1"),
    "browse-wrong": by_keys("b", *"is:duw or (tag:"),
    "browse-marked": by_keys("b", "escape", "x", "down", "x", "s"),
    "columns": by_keys("b", "escape", "c"),
    "limits": by_keys("L"),
    "more": by_keys("m"),
    "catching-up": by_keys("B"),
    "upcoming": by_keys("w"),
    "print": by_keys("P"),
    "faults": by_keys("f"),
}


async def shown(
    student: Student, scene: Scene, size: tuple[int, int], palettes: Iterable[Palette]
) -> list[str]:
    """A screen as SVG in these palettes."""
    palettes = list(palettes)
    async with seated(student, scene.review, size=size, theme=palettes[0].theme) as seat:
        os.chdir(student.folder)  # where what is printed goes
        await scene.act(seat)
        if isinstance(seat.app.focused, Input):
            seat.app.focused.cursor_blink = False
        drawn = []
        for palette in palettes:
            seat.app.theme = palette.theme
            await seat.settle()
            drawn.append(picture(seat, palette))
        return drawn


def picture(seat: Seat, palette: Palette) -> str:
    """The screen as it is now."""
    theme = seat.app.available_themes[palette.theme]
    background, border = palette.terminal.background_color.hex, "#808080"
    if palette.shown is ColorSystem.TRUECOLOR:
        background, border = str(theme.background), theme.variables["border"]
    screen: Screen[object] = seat.app.screen
    strips = screen._compositor.render_strips()
    return svg([list(true(strip, palette)) for strip in strips], background, border)


def true(strip: Iterable[Segment], palette: Palette) -> Iterator[Segment]:
    """Segments in the colours that a terminal shows them in."""
    for text, style, control in strip:
        style = style or Style()
        ink = _true(style.color, palette, is_ink=True)
        paper = _true(style.bgcolor, palette, is_ink=False)
        if style.dim:
            assert ink.triplet
            assert paper.triplet
            ink = Color.from_triplet(blend_rgb(paper.triplet, ink.triplet, 0.6))
        yield Segment(text, style + Style(color=ink, bgcolor=paper, dim=False), control)


def _true(colour: Color | None, palette: Palette, *, is_ink: bool) -> Color:
    """A colour as the terminal shows it."""
    if colour is None or palette.shown is None:
        colour = Color.default()
    elif palette.shown is not ColorSystem.TRUECOLOR:
        colour = colour.downgrade(palette.shown)
    return Color.from_triplet(colour.get_truecolor(palette.terminal, foreground=is_ink))


async def draw(
    folder: Path, work: Path, names: Iterable[str], size: tuple[int, int], kinds: Iterable[str]
) -> None:
    """Pictures of these screens in a size and some palettes."""
    kinds = list(kinds)
    drawn: dict[str, list[str]] = {kind: [] for kind in kinds}
    for name in names:
        palettes = [PALETTES[kind] for kind in kinds]
        shutil.rmtree(work / "now", ignore_errors=True)
        shutil.copytree(work / ("student" if SCENES[name].days else "new"), work / "now")
        pictures = await shown(lived(work / "now"), SCENES[name], size, palettes)
        for kind, each in zip(kinds, pictures, strict=True):
            path = folder / f"{name}-{size[0]}x{size[1]}-{kind}.svg"
            path.write_text(each, encoding="utf-8")
            drawn[kind].append(f"<figure><figcaption>{name}</figcaption>{each}</figure>")
    for kind in kinds:
        for first in range(0, len(drawn[kind]), A_SHEET):
            sheet = folder / f"sheet-{size[0]}x{size[1]}-{kind}-{first // A_SHEET + 1}"
            sheet_of(drawn[kind][first : first + A_SHEET], sheet, COLUMNS, size)


def sheet_of(pictures: list[str], path: Path, columns: int, size: tuple[int, int]) -> None:
    """Several pictures as one PNG file, if Chromium is there."""
    page = path.with_suffix(".html")
    page.write_text(STYLE.replace("COLUMNS", str(columns)) + "".join(pictures), encoding="utf-8")
    if (chromium := shutil.which("chromium")) is None:
        return
    wide = columns * (size[0] * WIDE + 2 * EDGE + 10) + 10
    high = -(-len(pictures) // columns) * (size[1] * HIGH + 2 * EDGE + 34) + 10
    subprocess.run(
        [
            *(chromium, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"),
            *(f"--window-size={wide},{high}", f"--screenshot={path.with_suffix('.png')}"),
            page.as_uri(),
        ],
        check=True,
        capture_output=True,
    )
    page.unlink()


def lived(folder: Path) -> Student:
    """The learner who lived a year in this folder."""
    student = Student(folder)
    student.new_a_day = 20
    student.now = FIRST + timedelta(days=DAYS)
    return student


def learner(work: Path) -> None:
    """A learner after a year, with a deck that has something of everything; and a new one."""
    if not (work / "new").exists():
        (work / "new").mkdir(parents=True)
        Student(work / "new").write("show.md", DECK)
    if not (work / "student").exists():
        (work / "student").mkdir(parents=True)
        student = Student(work / "student")
        student.live()
        student.write("show.md", DECK)
        student.write("check.md", CHECK)
        student.write("faulty.md", "Q: Where is the answer?\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", nargs="*", choices=SCENES, default=list(SCENES))
    parser.add_argument("--sizes", nargs="*", choices=SIZES, default=list(SIZES))
    parser.add_argument("--palettes", nargs="*", choices=PALETTES, default=list(PALETTES))
    given = parser.parse_args()
    folder = given.folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    work = folder / "work"
    learner(work)
    coloured = [kind for kind in given.palettes if kind != "none"]
    for size in given.sizes:
        if coloured:
            os.environ.pop("NO_COLOR", None)
            asyncio.run(draw(folder, work, given.only, SIZES[size], coloured))
        if "none" in given.palettes:
            os.environ["NO_COLOR"] = "1"  # which the program looks for when it starts
            asyncio.run(draw(folder, work, given.only, SIZES[size], ["none"]))
        print(size, flush=True)


if __name__ == "__main__":
    main()
