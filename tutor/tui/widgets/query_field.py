"""The line on which a search is typed, completed as one types."""

from collections.abc import Awaitable, Callable, Sequence

from rich.cells import cell_len
from textual.content import Content
from textual.suggester import Suggester
from textual.widgets import Static

from tutor.core.text import one_line
from tutor.search.search_error import SearchError
from tutor.tui.widgets.search_field import SearchField
from tutor.width import cut

Complete = Callable[[str], Awaitable[Sequence[str]]]


class QueryField(SearchField):
    """A search field that shows how what is typed may go on; the right arrow takes it."""

    def __init__(self, complete: Complete) -> None:
        super().__init__()
        self.placeholder = "Search: words, is:due, tag:…; enter goes to the list"
        self.suggester = _Suggester(complete)
        self.select_on_focus = False  # one goes on with what is there; ctrl+u clears it


class _Suggester(Suggester):
    def __init__(self, complete: Complete) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._complete = complete

    async def get_suggestion(self, value: str) -> str | None:
        """The first way to go on, if it goes on from what is typed."""
        if not value or value[-1].isspace():
            return None
        found = await self._complete(value)
        return next((each for each in found if each.startswith(value)), None)


LINES = 2
SHOWN = "-shown"  # on a high screen there is always room for the hint


class QueryHint(Static):
    """Below the field: what can be typed next, or what is wrong and where."""

    DEFAULT_CSS = f"""
    QueryHint {{
        height: {LINES}; margin: 0 1; max-width: 118; padding: 0 2;
        color: $text-muted; display: none;
        &.-shown {{ display: block; }}
    }}
    """

    def __init__(self) -> None:
        super().__init__()
        self._said: tuple[str, Sequence[str], str] = "", (), ""  # a caret, words, between them

    def begin(self) -> None:
        """With what a condition can begin, apart from a word."""
        from tutor.search.keys import BY_NAME, SAVED  # once something was found with them

        self._say("", [f"{key}:" for key in (*BY_NAME, SAVED)], "  ")

    def tell(self, ways: Sequence[str], search: str) -> None:
        """The ways in which the search can go on from what is typed."""
        start = search.rfind(" ") + 1
        self._say("", [one_line(each[start:]) for each in ways[:30] if each != search], "  ")

    def refuse(self, error: SearchError) -> None:
        """What is wrong, with a caret under its place."""
        self._say(" " * (error.column - 1) + "^ ", one_line(error.message).split(" "), " ")

    def on_resize(self) -> None:
        """Say as much as there is room for."""
        self._say(*self._said)

    def _say(self, caret: str, words: Sequence[str], gap: str) -> None:
        self._said = caret, words, gap
        room = self.content_size.width or self.app.size.width
        lines = lines_of(words, gap, room, room - len(caret))
        self.update(Content.assemble((caret, "bold $error"), "\n".join(lines)))


def lines_of(words: Sequence[str], gap: str, width: int, first: int) -> list[str]:
    """Words on two lines, the first of which has less room; an ellipsis where more do not fit."""
    lines = [""]
    for word in words:
        room = first if len(lines) == 1 else width
        longer = f"{lines[-1]}{gap}{word}" if lines[-1] else word
        if cell_len(longer) <= room:
            lines[-1] = longer
        elif len(lines) == LINES:
            while cell_len(lines[-1]) > room - 2 and gap in lines[-1]:
                lines[-1] = lines[-1].rpartition(gap)[0]
            lines[-1] += " …"
            break
        else:
            lines.append(cut(word, width))
    return lines
