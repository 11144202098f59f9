"""How it looks: every size and palette, and the place kept when the window changes."""

import os
from pathlib import Path

import pytest
from textual.containers import VerticalScroll
from textual.widget import Widget

from tests.learner import Learner, questions
from tests.tui.seat import CHECK, Seat, seated
from tutor.tui import theme

PICTURES = Path(__file__).parent / "pictures"
THEMES = ["tutor-night", "tutor-paper", "ansi-dark", "ansi-light", "nord"]
DECK = f"""{CHECK}
Q: Why does the change-of-variables formula divide by the determinant?
A: Total probability must stay 1. The determinant is the local volume factor: where the map expands,
density dilutes; where it contracts, density concentrates.

- [ ] total probability must stay 1
- [ ] the determinant is the local volume factor
- [ ] expansion dilutes, contraction concentrates
"""
TOUR = (
    ("home", ()),
    ("when", ("w",)),
    ("help", ("escape", "question_mark")),
    ("look", ("escape", "l", "space")),
    ("question", ("escape", "space")),
    ("field", ("a", "m", "i", "n", "e")),
    ("answer", ("escape", "space", "x")),
    ("why", ("w",)),
    ("summary", ("escape", "3", "space", "3")),
)


@pytest.fixture
def decks(learner: Learner) -> Learner:
    learner.write("flows/self-check.md", DECK)
    learner.write("greek.md", questions("alpha"))
    return learner


async def test_every_screen_is_as_in_the_pictures(decks: Learner) -> None:
    async with seated(decks) as seat:
        for name, keys in TOUR:
            await seat.press(*keys)
            drawn = "\n".join(row.rstrip() for row in seat.rows) + "\n"
            if name == "summary":  # says how long it took
                continue
            picture = PICTURES / f"{name}.txt"
            if os.environ.get("TUTOR_PICTURES") == "draw":  # then look at each of them
                picture.write_text(drawn, encoding="utf-8")
            assert drawn == picture.read_text(encoding="utf-8"), name


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (60, 20)])
async def test_nothing_reaches_over_the_edge(decks: Learner, size: tuple[int, int]) -> None:
    async with seated(decks, size=size) as seat:
        for name, keys in TOUR:
            await seat.press(*keys)
            assert cut_off(seat) == [], name


@pytest.mark.parametrize("size", [(20, 6), (1, 1)])
async def test_no_terminal_is_too_small_to_go_on(decks: Learner, size: tuple[int, int]) -> None:
    async with seated(decks, size=size) as seat:
        for _, keys in TOUR:
            await seat.press(*keys)
        await seat.pilot.resize_terminal(80, 24)
        await seat.settle()
        assert "All done for today." in seat.text


@pytest.mark.parametrize("colours", THEMES)
async def test_every_palette_says_the_same(decks: Learner, colours: str) -> None:
    async with seated(decks, review=[], theme=colours) as seat:
        await seat.press("space", "x")
        for said in ("1 Again", "2 Hard", "3 Good", "4 Easy", "suggested", "[x]", "▸ "):
            assert said.split()[-1] in seat.text
        await seat.press("t")
        assert seat.app.theme != colours
        assert "suggested" in seat.text


async def test_without_colour_none_is_sent(decks: Learner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with seated(decks, theme="ansi-dark") as seat:
        for name, keys in TOUR:
            await seat.press(*keys)
            assert colours(seat) == set(), name


@pytest.mark.parametrize(
    ("environ", "colour_system", "chosen"),
    [
        ({}, "truecolor", "tutor-night"),
        ({}, "256", "tutor-night"),
        ({"COLORFGBG": "0;15"}, "truecolor", "tutor-paper"),
        ({}, "standard", "ansi-dark"),
        ({"COLORFGBG": "0;15"}, "standard", "ansi-light"),
        ({"NO_COLOR": "1"}, "truecolor", "ansi-dark"),
        ({}, None, "ansi-dark"),
    ],
)
def test_the_palette_is_what_the_terminal_can_show(
    environ: dict[str, str], colour_system: str | None, chosen: str
) -> None:
    assert theme.choose(environ, colour_system) == chosen


async def test_resizing_keeps_the_place(learner: Learner) -> None:
    long = "\n\n".join(f"Paragraph {number}." for number in range(60))
    learner.write("deck.md", f"Q: Long?\nA: {long}\n\n" + questions(*map(str, range(200))))
    async with seated(learner) as seat:
        await seat.press("space", "space", "pagedown", "pagedown")
        before = seat.app.screen.query_one("Pane").scroll_y
        assert before > 0
        for size in ((120, 40), (60, 20), (80, 24)):
            await seat.pilot.resize_terminal(*size)
            await seat.settle()
            assert "Paragraph" in seat.text
            assert "Good" in seat.text
        assert seat.app.screen.query_one("Pane").scroll_y == before
        await seat.press("escape", "l", *["pagedown"] * 10)
        (chosen,) = [row for row in seat.rows if "▸" in row]
        for size in ((120, 40), (60, 20), (80, 24)):
            await seat.pilot.resize_terminal(*size)
            await seat.settle()
            assert [row[:20] for row in seat.rows if "▸" in row] == [chosen[:20]]


async def test_resizing_keeps_what_was_typed(decks: Learner) -> None:
    async with seated(decks, review=["flows"]) as seat:
        await seat.press("a", "m", "i", "n", "e")
        await seat.pilot.resize_terminal(60, 20)
        await seat.settle()
        await seat.press("d", "escape", "space")
        assert "mined" in seat.text


async def test_the_palette_lists_what_the_keys_do_now(decks: Learner) -> None:
    async with seated(decks) as seat:
        commands = {command.title for command in seat.app.get_system_commands(seat.app.screen)}
        assert {"Review all", "Look through", "Self-check", "Light or dark", "Help"} <= commands
        await seat.press("space")
        commands = {command.title for command in seat.app.get_system_commands(seat.app.screen)}
        assert {"Show answer", "Why today?", "Undo"} <= commands
        assert "Review all" not in commands
        await seat.press("ctrl+p")
        await seat.press(*"why", "enter")
        await seat.settle()
        assert seat.shown == "WhySheet"


def cut_off(seat: Seat) -> list[str]:
    """The widgets that are not wholly inside what holds them, unless that scrolls."""
    return [
        repr(widget)
        for widget in seat.app.screen.query("*")
        if widget.region.area
        and isinstance(widget.parent, Widget)
        and not any(isinstance(node, VerticalScroll) for node in widget.ancestors)
        and not widget.parent.region.contains_region(widget.region)
    ]


def colours(seat: Seat) -> set[str]:
    """Every colour the screen is drawn in."""
    return {
        str(colour)
        for segment in seat.segments
        if segment.style is not None
        for colour in (segment.style.color, segment.style.bgcolor)
        if colour is not None and not colour.is_default
    }
