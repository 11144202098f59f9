"""What is being looked at, and how far one is: a line of words over a line that grows."""

from textual.app import RenderResult
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from tutor.core.text import one_line


class TopBar(Widget):
    """`about` on the left, the first of it bold; `tally` on the right; `share` as a bar."""

    DEFAULT_CSS = "TopBar { height: 2; padding: 0 1; max-width: 92; }"

    about: reactive[tuple[str, ...]] = reactive(())
    tally = reactive("")
    share = reactive(0.0)

    def count(self, done: int, left: int) -> None:
        """Show how many are done and how many are left."""
        total = done + left
        self.tally = f"{done} of {total} done · {left} left" if left else f"{done} done"
        self.share = done / total if total else 0.0

    def render(self) -> RenderResult:
        """Two lines, as wide as there is room for."""
        width = self.content_size.width
        name, *marks = self.about or ("",)
        after = Content("".join(f" · {mark}" for mark in marks)).stylize("$text-muted")
        room = max(0, width - len(self.tally) - after.cell_length - 2)
        words = Content(one_line(name)).stylize("bold").truncate(room, ellipsis=True) + after
        gap = " " * max(0, width - words.cell_length - len(self.tally))
        grown = int(width * self.share)
        return Content.assemble(
            words,
            gap,
            self.tally,
            "\n",
            ("━" * grown, "$primary"),
            ("─" * (width - grown), "$border"),
        )
