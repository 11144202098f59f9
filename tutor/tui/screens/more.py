"""More to study when nothing is due: a choice of what is asked all the same."""

from typing import ClassVar, NamedTuple

from textual import events, getters
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input

from tutor.core.text import counted
from tutor.errors import TutorError
from tutor.study import Study
from tutor.study.more import MISTAKES, Ahead, Cram, More
from tutor.tui import messages
from tutor.tui.screens.sheet import Sheet
from tutor.tui.study_worker import StudyWorker
from tutor.tui.widgets.notice import Notice
from tutor.tui.widgets.row_list import RowList
from tutor.tui.widgets.search_field import SearchField

_NO_SEARCH = (" ", "?", "/")  # keys that do something else, and begin no search


class Offer(NamedTuple):
    """A row: what it is called, how much there is of it, and what it asks."""

    name: str
    remark: str
    more: More | None  # None: what is typed below


def offers(study: Study) -> tuple[Offer, ...]:
    """What there is to study."""
    ahead, mistakes = study.review.count(Ahead()), study.review.count(MISTAKES)
    why = "due soonest" if ahead else study.review.why_none(Ahead())
    return (
        Offer("Study ahead", f"{counted(ahead, 'card')}{', ' if ahead else ': '}{why}", Ahead()),
        Offer("The week's mistakes", counted(mistakes, "card"), MISTAKES),
        Offer("Cram", "what you type below", None),
    )


class OfferList(RowList):
    """The offers, one a row."""

    def __init__(self, found: tuple[Offer, ...]) -> None:
        super().__init__()
        self.offers = found
        self.count = len(found)
        self.styles.height = len(found)

    def row(self, index: int, width: int) -> Content:
        """An offer, and how much there is of it."""
        offer = self.offers[index]
        return Content.assemble(f"{offer.name:<24}", (offer.remark, "$text-muted")).truncate(
            width, ellipsis=True
        )


class MoreSheet(Sheet):
    """The offers, and a field for what is to be crammed."""

    AUTO_FOCUS = "OfferList"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "choose", "begin", tooltip="Begin with the chosen row"),
        Binding("escape,q", "close", "close", tooltip="Close"),
    ]

    list = getters.query_one(OfferList)
    field = getters.query_one(SearchField)

    def __init__(self, worker: StudyWorker, found: tuple[Offer, ...]) -> None:
        text = (
            "Studied ahead, a card is scheduled by the days that really passed. The others are "
            "practice: recorded, and the schedule stays as it is."
        )
        super().__init__("More to study", Content(text).stylize("$text-muted"))
        self.worker = worker
        self.offers = found
        self.notice = Notice()

    def above(self) -> ComposeResult:
        """The offers, the field and what is wrong with what was typed."""
        yield OfferList(self.offers)
        yield SearchField()
        yield self.notice

    def on_mount(self) -> None:
        """The field says what it is for."""
        self.field.placeholder = "a search: words, is:leech, tag:…; enter begins"
        self.field.styles.margin = (1, 0)
        self.field.select_on_focus = False  # else what is typed takes the place of its first letter

    async def action_choose(self) -> None:
        """Begin with the row, or go to the field."""
        offer = self.offers[self.list.cursor]
        if offer.more is None:
            self.field.focus()
        else:
            await self._begin(offer.more)

    def on_key(self, event: events.Key) -> None:
        """What is typed on the last row is what to look for."""
        is_cram = self.focused is self.list and self.offers[self.list.cursor].more is None
        letter = event.character or ""
        if not (is_cram and event.is_printable) or letter in _NO_SEARCH:
            return
        event.stop()
        event.prevent_default()
        self.field.focus()
        self.field.insert_text_at_cursor(letter)

    def on_row_list_moved(self) -> None:
        """What was wrong with another row is of no use now."""
        self._forget()

    def on_input_changed(self) -> None:
        """Nor is what was wrong with another search."""
        self._forget()

    async def on_input_submitted(self, message: Input.Submitted) -> None:
        """Begin with what was typed."""
        if message.value.strip():
            await self._begin(Cram(message.value))

    async def on_row_list_chosen(self) -> None:
        """A second click on a row begins."""
        await self.action_choose()

    def action_close(self) -> None:
        """Back from the field to the rows, or away."""
        if self.focused is self.field:
            self.list.focus()
        else:
            self.dismiss()

    async def _begin(self, more: More) -> None:
        try:
            count = await self.worker.do(self.worker.study.review.count, more)
        except TutorError as error:
            self._refuse(str(error))
            return
        if not count:
            self._refuse(await self._why_none(more))
            return
        self.post_message(messages.Study(more))

    async def _why_none(self, more: More) -> str:
        if isinstance(more, Ahead):
            why = await self.worker.do(self.worker.study.review.why_none, more)
            return f"No card can be studied ahead: {why}."
        if more == MISTAKES:
            return "No card of the decks that are on was graded Again in the last 7 days."
        return "There is no such card in the decks that are on."

    def _forget(self) -> None:
        self.query_one("#text").display = True
        self.notice.say("")

    def _refuse(self, text: str) -> None:
        self.query_one("#text").display = False  # so that there is room to say why
        self.notice.say(text)


async def show_more(worker: StudyWorker, deck: str) -> MoreSheet:
    """What there is to study though nothing is due."""
    return MoreSheet(worker, await worker.do(offers, worker.study))
