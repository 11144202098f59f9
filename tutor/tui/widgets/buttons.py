"""A row of buttons of one width: what each does, its key above, a remark below."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from tutor.tui.messages import Do

HEIGHT = 4


@dataclass(frozen=True, slots=True)
class Button:
    """One button. The key stands in its upper edge, `mark` in its lower."""

    label: str
    action: str
    key: str
    remark: str = ""
    mark: str = ""
    kind: str = "plain"  # which colour: plain, again, hard, good, easy


class Buttons(Widget):
    """Drawn as one, so that other buttons can take their place without a new layout."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "buttons--plain",
        "buttons--again",
        "buttons--hard",
        "buttons--good",
        "buttons--easy",
        "buttons--label",
        "buttons--remark",
    }
    DEFAULT_CSS = f"""
    Buttons {{
        height: {HEIGHT};
        & > .buttons--plain {{ color: $border; }}
        & > .buttons--again {{ color: $error; }}
        & > .buttons--hard {{ color: $warning; }}
        & > .buttons--good {{ color: $success; }}
        & > .buttons--easy {{ color: $primary; }}
        & > .buttons--label {{ text-style: bold; }}
        & > .buttons--remark {{ color: $text-muted; }}
    }}
    """

    buttons: reactive[tuple[Button, ...]] = reactive(())
    hover = reactive(-1)

    def render_line(self, y: int) -> Strip:
        """One of the four lines, as wide as there is room for."""
        drawn = zip(self.buttons, self._widths(), strict=True)
        segments = [
            segment
            for index, (button, width) in enumerate(drawn)
            for segment in self._slice(y, button, max(0, width - 2), index == self.hover)
        ]
        return Strip(segments).adjust_cell_length(self.size.width, self.rich_style)

    def on_click(self, event: events.Click) -> None:
        """Do what the button under the mouse does."""
        if (index := self._at(event.x)) >= 0:
            self.post_message(Do(self.buttons[index].action))

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Show which one it is."""
        self.hover = self._at(event.x)

    def on_leave(self) -> None:
        """The mouse is elsewhere."""
        self.hover = -1

    def _slice(self, y: int, button: Button, inner: int, hovered: bool) -> Iterator[Segment]:
        """What a line shows of a button."""
        edge = self.get_component_rich_style(f"buttons--{button.kind}")
        label = self.get_component_rich_style("buttons--label")
        edge = edge + Style(bold=True) if hovered else edge
        match y:
            case 0:
                yield from _edge("╭", button.key, "╮", inner, edge, label)
            case 1 | 2:
                text, style = (button.label, label) if y == 1 else (button.remark, self._remark)
                if len(text) > inner:
                    text = text.rpartition(", ")[2][:inner]
                yield Segment("│", edge)
                yield Segment(text.center(inner), style)
                yield Segment("│", edge)
            case _:
                yield from _edge("╰", button.mark, "╯", inner, edge, label)

    @property
    def _remark(self) -> Style:
        return self.get_component_rich_style("buttons--remark")

    def _widths(self) -> list[int]:
        """The room shared out; the first ones take what is left over."""
        count = max(1, len(self.buttons))
        share, over = divmod(self.size.width, count)
        return [share + (index < over) for index in range(len(self.buttons))]

    def _at(self, x: int) -> int:
        """The button at this column, -1 if there is none."""
        ends = accumulate(self._widths())
        return next((index for index, end in enumerate(ends) if x < end), -1)


def _edge(
    left: str, text: str, right: str, inner: int, edge: Style, bold: Style
) -> Iterator[Segment]:
    """A horizontal edge with a word in the middle of it."""
    word = f" {text} " if text else ""
    before = (inner - len(word)) // 2
    yield Segment(left + "─" * before, edge)
    yield Segment(word, bold)
    yield Segment("─" * (inner - len(word) - before) + right, edge)
