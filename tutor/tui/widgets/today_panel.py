"""What is due today: in all, in minutes, and by kind; a click begins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import RenderResult
from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.widget import Widget

from tutor.core.card import Kind
from tutor.core.day import relative
from tutor.tui.messages import READING, Do
from tutor.tui.words import counted

if TYPE_CHECKING:
    from tutor.core.today import Count, Today

NAMES = {
    Kind.FLASHCARDS: "Flashcards",
    Kind.SELF_CHECK: "Self-check",
    Kind.EXERCISES: "Exercises",
}
BUTTON = Content.assemble(("space ", "$text-muted"), (" Review all ", "bold reverse"))


class TodayPanel(Widget):
    """The day's work, as a card; before it is known, what is going on."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    TodayPanel {
        height: auto;
        padding: 1 3;
        background: $surface;
        border: tall $border;
        &:ansi { border: round ansi_default; }
        &:hover { border: tall $primary; &:ansi { border: round ansi_blue; } }
    }
    """

    lines: reactive[tuple[Content, ...]] = reactive((Content(READING),), layout=True)
    ready = reactive(False)  # whether there is something to review

    def wait(self, text: str) -> None:
        """Show what is going on."""
        self.lines = (Content(text),)

    def show(self, today: Today, next_due: tuple[int, int] | None, day: int, cards: int) -> None:
        """Show what there is to do, or why there is nothing."""
        self.ready = bool(today.due or today.new)
        self.lines = _work(today) if self.ready else _rest(next_due, day, cards)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as there are."""
        return len(self.lines)

    def render(self) -> RenderResult:
        """The lines, the button at the end of the first."""
        first, *rest = self.lines
        room = self.content_size.width - first.cell_length - BUTTON.cell_length
        if self.ready and room > 0:
            first = first + " " * room + BUTTON
        return Content("\n").join([first, *rest])

    def on_click(self) -> None:
        """Begin."""
        self.post_message(Do("review"))


def _work(today: Today) -> tuple[Content, ...]:
    width = 22
    return (
        Content.assemble(
            (f"{today.due:,} due   {today.new:,} new", "bold"),
            (f"   about {today.minutes:,} min", "$text-muted"),
        ),
        Content(""),
        Content("".join(f"{NAMES[kind]:<{width}}" for kind in today.by_kind)).stylize(
            "$text-muted"
        ),
        Content("".join(f"{_count(count):<{width}}" for count in today.by_kind.values())),
    )


def _count(count: Count) -> str:
    told = [f"{count.due:,} due"] * (count.due > 0) + [f"{count.new:,} new"] * (count.new > 0)
    return ", ".join(told) or "none"


def _rest(next_due: tuple[int, int] | None, day: int, cards: int) -> tuple[Content, ...]:
    if not cards:
        return (Content("There are no cards yet.").stylize("bold"),)
    if next_due is None:
        return (Content("Nothing is due.").stylize("bold"),)
    later, count = next_due
    return (
        Content("Nothing more is due today. Well done.").stylize("bold"),
        Content(""),
        Content(f"Next: {counted(count, 'card')} {relative(later, day)}.").stylize("$text-muted"),
    )
