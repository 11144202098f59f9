"""The line on which a search is typed, completed as one types."""

from collections.abc import Awaitable, Callable, Sequence

from textual.content import Content
from textual.suggester import Suggester
from textual.widgets import Static

from tutor.core.text import one_line
from tutor.search.search_error import SearchError
from tutor.tui.widgets.search_field import SearchField

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


SHOWN = "-shown"  # on a high screen there is always room for the hint


class QueryHint(Static):
    """Below the field: what can be typed next, or what is wrong and where."""

    DEFAULT_CSS = """
    QueryHint {
        height: 2; margin: 0 1; max-width: 118; padding: 0 2; color: $text-muted; display: none;
        &.-shown { display: block; }
    }
    """

    def begin(self) -> None:
        """With what a condition can begin, apart from a word."""
        from tutor.search.keys import BY_NAME, SAVED  # once something was found with them

        self.update(Content("  ".join(f"{key}:" for key in (*BY_NAME, SAVED))))

    def tell(self, ways: Sequence[str], search: str) -> None:
        """The ways in which the search can go on from what is typed."""
        start = search.rfind(" ") + 1
        further = (one_line(each[start:]) for each in ways[:30] if each != search)
        self.update(Content("  ".join(further)))

    def refuse(self, error: SearchError) -> None:
        """What is wrong, with a caret under its place."""
        caret = " " * (error.column - 1) + "^ "
        self.update(Content.assemble((f"{caret}", "bold $error"), one_line(error.message)))
