"""What is being looked at, and how far one is: a line of words over a line that grows."""

from collections.abc import Iterator

from textual.content import Content
from textual.reactive import reactive
from textual.strip import Strip
from textual.visual import Visual

from tutor.core.text import one_line
from tutor.tui.widgets.few_lines import FewLines

INSET = 2  # cells before the words, so that they stand over those in a frame
LEGIBLE = 14  # cells of the name, before anything else is left out for it
FEWEST = 8  # before the tally is


class TopBar(FewLines):
    """`about` on the left, the first of it bold; `tally` on the right; `share` as a bar."""

    DEFAULT_CSS = "TopBar { height: 2; }"

    about: reactive[tuple[str, ...]] = reactive((), repaint=False)
    tally = reactive("", repaint=False)
    news = reactive("", repaint=False)  # what was just done, in place of the bar until other is
    share = reactive(0.0, repaint=False)

    def on_mount(self) -> None:
        """Show what is set."""
        for name in ("about", "tally", "news", "share"):
            self.watch(self, name, self.repaint, init=False)

    def count(self, done: int, left: int) -> None:
        """Show how many are done and how many are left."""
        total = done + left
        self.tally = f"{done} of {total} done · {left} left" if left else f"{done} done"
        self.share = done / total if total else 0.0

    def render_line(self, y: int) -> Strip:
        """One of two lines, as wide as there is room for."""
        width = self.content_size.width
        if not width:
            return Strip.blank(0)
        line = self._progress(width) if y else self._words(width)
        (strip, *_) = Visual.to_strips(self, line, width, 1, self.visual_style, pad=True)
        return strip.simplify()

    def _words(self, width: int) -> Content:
        """What is being looked at, and how many are done."""
        room = max(0, width - 2 * INSET)
        words, tally = self._fitting(room)
        gap = " " * max(0, room - words.cell_length - len(tally))
        return (Content(" " * INSET) + words + gap + tally).truncate(width)

    def _progress(self, width: int) -> Content:
        """A line that grows, or what was just done."""
        if self.news:
            done = Content.assemble(("✓ ", "bold $success"), one_line(self.news))
            return (Content(" " * INSET) + done).truncate(width, ellipsis=True)
        grown = int(width * self.share)
        return Content.assemble(("━" * grown, "$primary"), ("─" * (width - grown), "$border"))

    def _fitting(self, width: int) -> tuple[Content, str]:
        """As much of the words and the tally as fits beside a name that can still be read."""
        name = Content(one_line((self.about or ("",))[0])).stylize("bold")
        for marks, tally in self._ways():
            after = Content("".join(f" · {mark}" for mark in marks)).stylize("$text-muted")
            room = width - after.cell_length - (len(tally) + 2 if tally else 0)
            least = LEGIBLE if marks else FEWEST
            if room >= min(least, name.cell_length):
                return name.truncate(room, ellipsis=True) + after, tally
        return name.truncate(width, ellipsis=True), ""

    def _ways(self) -> Iterator[tuple[tuple[str, ...], str]]:
        """What can be written beside the name, from all of it to nothing."""
        marks, brief = self.about[1:], self.tally.partition(" · ")[0]
        yield marks, self.tally
        yield marks, brief
        yield marks[-1:], brief
        yield (), brief
