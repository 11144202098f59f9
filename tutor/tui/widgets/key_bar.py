"""The keys that work now, at the bottom; each can be clicked too."""

from collections.abc import Iterator

from textual.app import RenderResult
from textual.binding import Binding
from textual.content import Content
from textual.geometry import Size
from textual.keys import key_to_character
from textual.screen import Screen
from textual.style import Style
from textual.widget import Widget

HELP = "help"  # the action whose key stands apart, at the right
GAP = "   "
WIDEST = 90


class KeyBar(Widget):
    """All keys in the order of the bindings, on as many lines as they take."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    KeyBar {
        dock: bottom;
        height: auto;
        padding: 0 1;
        background: $background;
        color: $text-muted;
        text-align: center;
        link-style: none;
        link-color: $text-muted;
        link-style-hover: underline;
        link-color-hover: $foreground;
        link-background-hover: transparent;
    }
    """

    def __init__(self, widest: int = WIDEST) -> None:
        super().__init__()
        self.widest = widest

    def on_mount(self) -> None:
        """Follow the bindings as they come and go."""
        self.screen.bindings_updated_signal.subscribe(self, self._bindings_updated)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as the keys take."""
        return len(self._lines(min(width, self.widest)))

    def render(self) -> RenderResult:
        """Lines of one width, in the middle of the screen; help at the end of the last."""
        width = min(self.content_size.width, self.widest)
        *lines, last = self._lines(width)
        gap = " " * (width - last.cell_length - self._help.cell_length)
        lines = [line + " " * (width - line.cell_length) for line in lines]
        return Content("\n").join([*lines, last + gap + self._help])

    @property
    def _help(self) -> Content:
        return dict(self._keys()).get(HELP, Content(""))

    def _lines(self, width: int) -> list[Content]:
        """The keys but for help's, none of them broken."""
        lines = [Content("")]
        reserved = self._help.cell_length + len(GAP)
        for action, key in self._keys():
            if action == HELP:
                continue
            joined = lines[-1] + GAP + key if lines[-1] else key
            if joined.cell_length <= width - reserved:
                lines[-1] = joined
            else:
                lines.append(key)
        return lines

    def _keys(self) -> Iterator[tuple[str, Content]]:
        """What each action's first key does, by action."""
        focused = self.screen.focused
        told = set()
        for active in self.screen.active_bindings.values():
            binding = active.binding
            typed = focused is not None and focused.check_consume_key(
                binding.key, key_to_character(binding.key)
            )
            if binding.show and active.enabled and not typed and binding.action not in told:
                told.add(binding.action)
                yield binding.action, self._key(binding)

    def _key(self, binding: Binding) -> Content:
        click = Style.from_meta({"@click": f"app.simulate_key({binding.key!r})"})
        key = self.app.get_key_display(binding)
        return Content.assemble((key, "bold $foreground"), " ", binding.description).stylize(click)

    def _bindings_updated(self, screen: Screen[object]) -> None:
        self.refresh(layout=True)
