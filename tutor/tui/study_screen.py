"""What screens have in common: they ask the study, and say why when it cannot answer."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, ParamSpec, Protocol, TypeVar, runtime_checkable

from textual.await_complete import AwaitComplete
from textual.screen import Screen

from tutor.errors import TutorError
from tutor.tui.study_worker import StudyWorker
from tutor.tui.widgets.notice import Notice

if TYPE_CHECKING:
    from tutor.study.changes import Changes

P = ParamSpec("P")
T = TypeVar("T")
Result = TypeVar("Result")


@runtime_checkable
class Rereads(Protocol):
    """A screen that shows something of the decks."""

    async def reread(self, changes: "Changes") -> None:
        """Show what they have now that they were read again."""


async def show_changes(screens: Sequence[Screen[Any]], changes: "Changes") -> None:
    """Each screen shows what the decks have now."""
    for screen in screens:
        if isinstance(screen, Rereads):
            await screen.reread(changes)


class LeftOnce(Screen[Result]):
    """A screen that is left once, though what leaves it may come twice, such as a double click.

    Textual would take whatever screen is on top by then.
    """

    def dismiss(self, result: Result | None = None) -> AwaitComplete:
        """Leave the screen, if it is the one on top."""
        return super().dismiss(result) if self.is_active else AwaitComplete()


class StudyScreen(LeftOnce[Result]):
    """A screen with a study behind it, and a notice for what goes wrong."""

    def __init__(self, worker: StudyWorker) -> None:
        super().__init__()
        self.worker = worker
        # Named, not looked up: it is written to also while the screen is being left.
        self.notice = Notice()

    def _on_prune(self) -> None:
        """What is being read to be shown ends before the widgets that would show it are gone."""
        self.workers.cancel_node(self)

    async def reread(self, changes: "Changes") -> None:
        """Show what the decks have now that they were read again."""

    async def look_again(self) -> None:
        """Now and then: show how things are, if something other than a deck has changed."""

    def help(self) -> str:
        """What its help says above the keys."""
        return self.HELP or ""

    async def ask(self, call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T | None:
        """What the study answers; if it cannot, say why, change nothing, and answer None."""
        try:
            return await self.worker.do(call, *args, **kwargs)
        except TutorError as error:
            self.notice.say(str(error))
            return None
