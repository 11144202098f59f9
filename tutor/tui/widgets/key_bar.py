"""The keys that work now, at the bottom; each can be clicked too."""

from collections.abc import Container, Iterator
from typing import ClassVar, NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding
from textual.geometry import Size
from textual.keys import key_to_character
from textual.reactive import reactive
from textual.screen import Screen
from textual.strip import Strip

from tutor.tui.widgets.buttons import Buttons
from tutor.tui.widgets.few_lines import FewLines

HELP = "help"  # the action whose key stands apart, at the right
HELP_KEY = "question_mark"  # unless one types
# What is left out, one after another, where that saves a line: help has all keys.
IF_ROOM = ("formulas", "new_line", "edit", "help(typing)", "why", "on a button")
GAP = 3
CLOSE = 2  # where that saves a line
WIDEST = 114  # the text of a screen


class Key(NamedTuple):
    """A key and what it does, at a place on a line."""

    binding: Binding
    shown: str
    x: int = 0
    y: int = 0

    @property
    def width(self) -> int:
        """In cells."""
        return len(self.shown) + 1 + len(self.binding.description)

    def is_at(self, x: int, y: int) -> bool:
        """Whether it covers this cell."""
        return y == self.y and self.x <= x < self.x + self.width


class KeyBar(FewLines):
    """All keys in the order of the bindings, on as many lines as they take."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"key-bar--key"}
    DEFAULT_CSS = """
    KeyBar {
        dock: bottom;
        height: auto;
        padding: 0 3;
        background: $background;
        color: $text-muted;
        & > .key-bar--key { color: $foreground; text-style: bold; }
    }
    """

    hover: reactive[Binding | None] = reactive(None, repaint=False)

    def __init__(self) -> None:
        super().__init__()
        self._bound: list[Binding] = []
        self._placed: list[Key] = []
        self._most = 0, 1  # a width, and the most lines that keys took in it

    def on_mount(self) -> None:
        """Follow the bindings as they come and go."""
        self.screen.bindings_updated_signal.subscribe(self, self._bindings_updated)

    def watch_hover(self) -> None:
        """Show which one is under the mouse."""
        self.repaint()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as the keys take, or took before: what stands above them stays."""
        lines = _height(self._place(width))
        most = max(lines, self._most[1]) if width == self._most[0] else lines
        self._most = width, most
        return most

    def on_resize(self) -> None:
        """Set the keys for the room there is now."""
        self._placed = self._place(self.content_size.width)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One line, in the middle of a wide screen."""
        plain = self.visual_style.rich_style
        bold = self.get_component_rich_style("key-bar--key")
        segments, x = [], 0
        for key in self._placed:
            if key.y == y:
                line = Style(underline=True) if key.binding is self.hover else Style.null()
                segments.append(Segment(" " * (key.x - x), plain))
                segments.append(Segment(key.shown, bold + line))
                segments.append(Segment(f" {key.binding.description}", plain + line))
                x = key.x + key.width
        return (
            Strip(filter(None, segments))
            .simplify()
            .adjust_cell_length(self.content_size.width, plain)
        )

    def on_click(self, event: events.Click) -> None:
        """Do what the key does."""
        if (binding := self._at(event)) is not None:
            self.app.simulate_key(binding.key)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Show what a click would do."""
        self.hover = self._at(event)

    def on_leave(self) -> None:
        """The mouse is elsewhere."""
        self.hover = None

    def _at(self, event: events.MouseEvent) -> Binding | None:
        offset = event.get_content_offset(self)
        if offset is None:
            return None
        return next((key.binding for key in self._placed if key.is_at(*offset)), None)

    def _bindings_updated(self, screen: Screen[object]) -> None:
        # What the key did is painted first; which keys work now can follow.
        self.call_after_refresh(self._update)

    def _update(self) -> None:
        if not self.is_attached:
            return  # the screen was left meanwhile
        bound = sorted(self._available(), key=lambda each: each.action == IF_ROOM[0])
        if bound != self._bound:
            self._bound = bound
            self._placed = self._place(self.content_size.width)
            if _height(self._placed) <= self.size.height:
                self.repaint()
            else:
                self.refresh(layout=True)

    def _available(self) -> Iterator[Binding]:
        """The first key of every action that can be taken now."""
        focused = self.screen.focused
        shown_actions = set()
        for active in self.screen.active_bindings.values():
            binding = active.binding
            if not (binding.show and active.enabled) or binding.action in shown_actions:
                continue
            if focused is None or not focused.check_consume_key(
                binding.key, key_to_character(binding.key)
            ):
                shown_actions.add(binding.action)
                yield binding

    def _place(self, width: int) -> list[Key]:
        """The keys on as few lines as those that must be there take."""
        bound = self._bound
        ways = [self._closer(bound, width)]
        if _height(ways[0]) > 1:
            pressed = {
                each.action for found in self.screen.query(Buttons) for each in found.buttons
            }
            for name in IF_ROOM:
                bound = [each for each in bound if _when(each, pressed) != name]
                ways.append(self._closer(bound, width))
        least = _height(ways[-1])
        return next(way for way in ways if _height(way) == least)

    def _closer(self, bound: list[Binding], width: int) -> list[Key]:
        """The keys on lines, closer to each other where that saves one."""
        placed, closer = (self._with_gaps(bound, gap, width) for gap in (GAP, CLOSE))
        return closer if _height(closer) < _height(placed) else placed

    def _with_gaps(self, bound: list[Binding], gap: int, width: int) -> list[Key]:
        """The keys on lines, none of them broken; help's at the end of the last."""
        room = min(width, WIDEST)
        margin = (width - room) // 2
        keys = [Key(each, self.app.get_key_display(each)) for each in bound]
        helps = [key for key in keys if key.binding.action == HELP]
        inner = room - sum(key.width + gap for key in helps)
        placed: list[Key] = []
        x = y = 0
        for key in keys:
            if key not in helps:
                if x and x + key.width > inner:
                    x, y = 0, y + 1
                placed.append(Key(key.binding, key.shown, margin + x, y))
                x += key.width + gap
        placed += [Key(key.binding, key.shown, margin + room - key.width, y) for key in helps]
        return placed


def _when(binding: Binding, pressed: Container[str]) -> str:
    """By which name it is left out."""
    if binding.action == HELP:
        return binding.action if binding.key == HELP_KEY else "help(typing)"
    return "on a button" if binding.action in pressed else binding.action


def _height(keys: list[Key]) -> int:
    return max((key.y for key in keys), default=0) + 1
