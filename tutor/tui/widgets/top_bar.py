"""What is being looked at, and how far one is: a line of words over a line that grows."""

from collections.abc import Iterator

from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.reactive import reactive
from textual.strip import Strip
from textual.visual import Visual

from tutor.core.text import one_line
from tutor.tui.messages import Do
from tutor.tui.widgets.few_lines import FewLines
from tutor.tui.widgets.key_bar import CLOSE, Key

INSET = 2  # cells before the words, so that they stand over those in a frame
LEGIBLE = 14  # cells of the name, before anything else is left out for it
FEWEST = 8  # before the tally is
SHORTEST = 24  # cells of the line that grows, beside the keys
AFTER = 2  # cells of it after them


class TopBar(FewLines):
    """`about` on the left, the first of it bold; `tally` on the right; `share` as a bar.

    The bar ends in `keys`, as many of them as there is room for; a click does what they do.
    """

    DEFAULT_CSS = "TopBar { height: 2; }"

    about: reactive[tuple[str, ...]] = reactive((), repaint=False)
    tally = reactive("", repaint=False)
    # What was just done, or a warning that begins with "! ": in place of the bar until other is.
    news = reactive("", repaint=False)
    share = reactive(0.0, repaint=False)
    keys: reactive[tuple[Binding, ...]] = reactive((), repaint=False)
    hover: reactive[Binding | None] = reactive(None, repaint=False)

    def on_mount(self) -> None:
        """Show what is set."""
        for name in ("about", "tally", "news", "share", "keys", "hover"):
            self.watch(self, name, self.repaint_soon, init=False)

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

    def on_click(self, event: events.Click) -> None:
        """Do what the key does, also while a field has the keys."""
        if (binding := self._at(event)) is not None:
            self.post_message(Do(binding.action))

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Show what a click would do."""
        self.hover = self._at(event)

    def on_leave(self) -> None:
        """The mouse is elsewhere."""
        self.hover = None

    def _at(self, event: events.MouseEvent) -> Binding | None:
        placed = self._placed(self.content_size.width)
        return next((key.binding for key in placed if key.is_at(event.x, event.y)), None)

    def _placed(self, width: int) -> list[Key]:
        """All keys at the end of the bar, or the first alone, or none: as there is room."""
        least = INSET + Content(self._news).cell_length + 1 if self.news else SHORTEST
        for bindings in (self.keys, self.keys[:1]):
            x = width - AFTER - 1
            keys: list[Key] = []
            for each in reversed(bindings):
                key = Key(each, self.app.get_key_display(each), y=1)
                x -= key.width
                keys.insert(0, key._replace(x=x))
                x -= CLOSE
            if keys and keys[0].x > least:
                return keys
        return []

    @property
    def _news(self) -> str:
        return one_line(self.news if self.news.startswith("! ") else f"✓ {self.news}")

    def _words(self, width: int) -> Content:
        """What is being looked at, and how many are done."""
        room = max(0, width - 2 * INSET)
        words, tally = self._fitting(room)
        gap = " " * max(0, room - words.cell_length - len(tally))
        return (Content(" " * INSET) + words + gap + tally).truncate(width)

    def _progress(self, width: int) -> Content:
        """A line that grows, or what was just done."""
        keys = self._placed(width)
        room = keys[0].x - 1 if keys else width
        if self.news:
            colour = "$warning" if self._news.startswith("!") else "$success"
            done = Content(self._news).stylize(f"bold {colour}", 0, 1)
            left = (Content(" " * INSET) + done).truncate(room, ellipsis=True, pad=True)
        else:
            grown = int(room * self.share)
            left = Content.assemble(("━" * grown, "$primary"), ("─" * (room - grown), "$border"))
        if not keys:
            return left
        named = Content(" " * CLOSE).join(map(self._named, keys))
        return Content.assemble(left, " ", named, " ", ("─" * AFTER, "$border"))

    def _named(self, key: Key) -> Content:
        named = Content.assemble(
            (key.shown, "bold"), (f" {key.binding.description}", "$text-muted")
        )
        return named.stylize("underline") if key.binding is self.hover else named

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
