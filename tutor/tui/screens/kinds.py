"""A review of one kind of card: which one, with what is due of each."""

from typing import ClassVar, NamedTuple

from textual import getters
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from tutor.core.kind import Kind
from tutor.core.today import Count
from tutor.errors import TutorError
from tutor.study import Study
from tutor.tui import messages
from tutor.tui.only_some import of_kind
from tutor.tui.screens.sheet import Sheet
from tutor.tui.study_worker import StudyWorker
from tutor.tui.widgets.notice import Notice
from tutor.tui.widgets.row_list import RowList
from tutor.tui.widgets.today_panel import due_and_new

NAME = 14  # cells for a name


class Choice(NamedTuple):
    """A row: a kind, or all of them, and what a review session of it asks."""

    kind: Kind | None
    asked: Count

    @property
    def name(self) -> str:
        """What the row is called."""
        return "All kinds" if self.kind is None else self.kind.name_of_many


def choices(study: Study) -> tuple[Choice, ...]:
    """All kinds, then each."""
    found = [Choice(None, study.schedule.count(None))]
    for kind in Kind:
        try:
            count = study.schedule.count(of_kind(kind)(study))
        except TutorError:  # the decks have none
            count = Count()
        found.append(Choice(kind, count))
    return tuple(found)


class KindList(RowList):
    """The kinds, one a row."""

    def __init__(self, found: tuple[Choice, ...]) -> None:
        super().__init__()
        self.choices = found
        self.count = len(found)
        self.styles.height = len(found)

    def row(self, index: int, width: int) -> Content:
        """A kind, and what is due of it."""
        choice = self.choices[index]
        count = (due_and_new(choice.asked), "$text-muted")
        return Content.assemble(f"{choice.name:<{NAME}}", count).truncate(width, ellipsis=True)


class KindSheet(Sheet):
    """The choice begins a review session."""

    AUTO_FOCUS = "KindList"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "choose", "begin", tooltip="Review the chosen kind"),
        Binding("escape,q", "dismiss", "close", tooltip="Close"),
    ]

    list = getters.query_one(KindList)

    def __init__(self, worker: StudyWorker, found: tuple[Choice, ...]) -> None:
        super().__init__("One kind, up to a day's new cards; others stay due", Content())
        self.worker = worker
        self.choices = found
        self.notice = Notice()

    def above(self) -> ComposeResult:
        """The kinds, and why one cannot be reviewed."""
        yield KindList(self.choices)
        yield self.notice

    def on_mount(self) -> None:
        """The title says all, so that there is room on a low screen."""
        self.query_one("#text").display = False

    def action_choose(self) -> None:
        """Begin with the row."""
        choice = self.choices[self.list.cursor]
        if any(choice.asked):
            self.post_message(messages.Study(kind=choice.kind))
        else:
            self.notice.say(f"{choice.name}: nothing is due.")

    def on_row_list_moved(self) -> None:
        """What was said of one row is not said of another."""
        self.notice.say("")

    def on_row_list_chosen(self) -> None:
        """A second click on a row begins."""
        self.action_choose()


async def choose_kind(worker: StudyWorker, deck: str) -> KindSheet:
    """The kinds, with what is due of each."""
    return KindSheet(worker, await worker.do(choices, worker.study))
