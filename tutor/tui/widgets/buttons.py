"""A row of buttons of one width: what each does, its key above, a remark below."""

from itertools import accumulate
from typing import ClassVar, NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.reactive import reactive
from textual.strip import Strip

from tutor.tui.messages import Do
from tutor.tui.widgets.few_lines import FewLines

HEIGHT = 4
LOW = (-1, 2)  # on a low screen: the label with its key before it, and the remark


class Button(NamedTuple):
    """One button. The key stands in its upper edge, `mark` in its lower."""

    label: str
    action: str
    key: str
    remark: str = ""
    mark: str = ""
    kind: str = "plain"  # which colour: plain, again, hard, good, easy


class Buttons(FewLines):
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

    buttons: reactive[tuple[Button, ...]] = reactive((), repaint=False)
    hover = reactive(-1, repaint=False)

    def watch_buttons(self) -> None:
        """Show other buttons."""
        self.repaint()

    def watch_hover(self) -> None:
        """Show which one is under the mouse."""
        self.repaint()

    def render_line(self, y: int) -> Strip:
        """One of the lines, as wide as there is room for."""
        label = self.get_component_rich_style("buttons--label")
        remark = self.get_component_rich_style("buttons--remark")
        segments: list[Segment] = []
        for index, (button, width) in enumerate(zip(self.buttons, self._widths(), strict=True)):
            edge = self.get_component_rich_style(f"buttons--{button.kind}")
            if index == self.hover:
                edge += Style(bold=True)
            inner = max(0, width - 2)
            match y if self.size.height == HEIGHT else LOW[y]:
                case -1:
                    segments += _line(
                        ("▸ " if button.mark else "") + f"{button.key} {button.label}",
                        inner,
                        edge,
                        label,
                    )
                case 0:
                    segments += _edge("╭", button.key, "╮", inner, edge, label)
                case 1:
                    segments += _line(button.label, inner, edge, label)
                case 2:
                    segments += _line(button.remark, inner, edge, remark)
                case _:
                    segments += _edge("╰", button.mark, "╯", inner, edge, label)
        drawn = Strip(filter(None, segments), self.size.width if self.buttons else 0)
        return drawn.simplify()  # each segment takes 25 bytes more than its text

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
) -> tuple[Segment, ...]:
    """A horizontal edge with a word in the middle of it."""
    word = f" {text} " if text else ""
    before = max(0, inner - len(word)) // 2
    after = max(0, inner - len(word) - before)
    return (
        Segment(left + "─" * before, edge),
        Segment(word[:inner], bold),
        Segment("─" * after + right, edge),
    )


def _line(text: str, inner: int, edge: Style, style: Style) -> tuple[Segment, ...]:
    """What stands between two sides; where it is too long, the first part of it."""
    if len(text) > inner:
        text = text.partition(", ")[0][:inner]
    return (Segment("│", edge), Segment(text.center(inner), style), Segment("│", edge))
