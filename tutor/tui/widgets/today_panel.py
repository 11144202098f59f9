"""What is due today: in all, in minutes, and by kind; a click begins."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from textual.app import RenderResult
from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.widget import Widget

from tutor.core.day import relative
from tutor.core.text import counted
from tutor.tui.menu import BY_NAME
from tutor.tui.messages import READING, Do

Draw = Callable[[int], Sequence[Content]]  # width -> lines

if TYPE_CHECKING:
    from tutor.core.today import Count, Today

NONE = "none"  # a zero, which is quiet
COLUMN = 22  # cells for a kind, where the kinds stand side by side
LABEL = 12  # for its name, where they stand one above the other
BUTTON = Content.assemble(("space ", "$text-muted"), (" Review all ", "bold reverse"))


class TodayPanel(Widget):
    """The day's work, as a card; before it is known, what is going on."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    TodayPanel {
        height: auto;
        padding: 0 1;
        border: round $border;
        &:hover { border: round $primary; }
    }
    """

    draw: reactive[Draw] = reactive(lambda: partial(_said, READING), layout=True)
    ready = reactive(False)  # whether there is something to review

    def wait(self, text: str) -> None:
        """Show what is going on."""
        self.draw = partial(_said, text)

    def show(self, today: Today, next_due: tuple[int, int] | None, day: int, cards: int) -> None:
        """Show what there is to do, or why there is nothing."""
        self.ready = bool(today.due or today.new)
        self.draw = (
            partial(_work, today) if self.ready else partial(_rest, today, next_due, day, cards)
        )

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as there are."""
        return len(self._lines(width))

    def render(self) -> RenderResult:
        """The lines, the button at the end of the first."""
        width = self.content_size.width
        first, *rest = self._lines(width)
        room = width - first.cell_length - BUTTON.cell_length
        if self.ready and room > 0:
            first = first + " " * room + BUTTON
        return Content("\n").join([first, *rest])

    def on_click(self) -> None:
        """Begin."""
        self.post_message(Do(BY_NAME["review"].action))

    def _lines(self, width: int) -> list[Content]:
        """What is drawn, none of it wider than there is room for."""
        return [row for line in self.draw(width) for row in line.wrap(max(1, width))]


def _said(text: str, width: int) -> Sequence[Content]:
    return (Content(text),)


def _work(today: Today, width: int) -> Sequence[Content]:
    return (
        Content.assemble(
            (f"{today.due:,} due", "bold" if today.due else "$text-muted"),
            (f"   {today.new:,} new", "bold" if today.new else "$text-muted"),
            (f"   about {today.minutes:,} min", "$text-muted"),
        ),
        Content(""),
        *_by_kind(today, width),
        *_next_days(today),
        *_beyond(today),
    )


def _beyond(today: Today) -> Iterator[Content]:
    """That it is a day off; what is due beyond the learner's limits, and how to raise them."""
    if today.is_off:
        yield Content("")
        yield Content("A day off: nothing new, and no exercises.").stylize("$text-muted")
    if today.catching_up:
        key = BY_NAME["catching_up"].keys
        yield Content("")
        yield Content(
            f"Catching up: about {today.catching_up} minutes a day until what is due is cleared; "
            f"{key} ends it."
        ).stylize("$text-muted")
    if today.left:
        key = BY_NAME["limits"].keys
        yield Content("")
        yield Content(f"{today.beyond}; {key} raises it.").stylize("$text-muted")


def _next_days(today: Today) -> Iterator[Content]:
    """What is to come where a new exercise begins today."""
    if today.ahead:
        yield Content("")
        minutes = ", ".join(map(str, today.ahead))
        said = f"Minutes from tomorrow, with the new exercise: {minutes}."
        yield Content(said).stylize("$text-muted")


def _by_kind(today: Today, width: int) -> Iterator[Content]:
    """The kinds side by side, or, where they do not fit, a line for each."""
    kinds = [(kind.name_of_many, due_and_new(count)) for kind, count in today.by_kind.items()]
    if COLUMN * (len(kinds) - 1) + max(map(len, kinds[-1])) <= width:
        names, counts = (
            "".join(f"{text:<{COLUMN}}" for text in row) for row in zip(*kinds, strict=True)
        )
        yield Content(names.rstrip()).stylize("$text-muted")
        yield Content(counts.rstrip()).highlight_regex(NONE, style="$text-muted")
    else:
        for name, count in kinds:
            yield Content.assemble((f"{name:<{LABEL}}", "$text-muted"), count).highlight_regex(
                NONE, style="$text-muted"
            )


def due_and_new(count: Count) -> str:
    """How many cards are due and how many new."""
    parts = [f"{count.due:,} due"] * (count.due > 0) + [f"{count.new:,} new"] * (count.new > 0)
    return ", ".join(parts) or NONE


def _rest(
    today: Today, next_due: tuple[int, int] | None, day: int, cards: int, width: int
) -> Sequence[Content]:
    if not cards:
        return (Content("There are no cards yet.").stylize("bold"),)
    if next_due is None:
        return (Content("Nothing is due.").stylize("bold"),)
    later, count = next_due
    said = "That was today." if today.left else "Nothing more is due today."
    return (
        Content(f"{said} Well done.").stylize("bold $success"),
        Content(""),
        Content(f"Next: {counted(count, 'card')} {relative(later, day)}.").stylize("$text-muted"),
        Content(f"More to study now: {BY_NAME['more'].keys}.").stylize("$text-muted"),
        *_beyond(today),
    )
