"""A card's own page: its history as a line of grades and intervals, and why today."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from tutor.core.card import Card
from tutor.core.day import span
from tutor.core.grade import Grade
from tutor.core.log import ACTIONS, Graded
from tutor.study import Study
from tutor.study.changes import Changes
from tutor.study.schedule import Why
from tutor.tui.past_attempt import PastAttempt, past_attempts
from tutor.tui.screens.aside_keys import ASIDE, BURY, SUSPEND, UNDO, AsideKeys
from tutor.tui.screens.editing import EDIT, Place
from tutor.tui.screens.editing_sheet import EditingSheet
from tutor.tui.screens.why import derivation
from tutor.tui.study_worker import StudyWorker
from tutor.tui.widgets.attempt_list import AttemptHeading, AttemptList

KEY = (
    "Each grade and the interval after it. Grades in brackets are repeats on the same day; they do "
    "not change the interval. [reschedule] and [reset] are where you set the schedule yourself."
)


class CardPage(NamedTuple):
    """What the page is written from."""

    why: Why
    course: tuple[str, ...]  # each grade with the interval it led to
    attempts: tuple[PastAttempt, ...]  # at an exercise


def card_page(study: Study, card: Card) -> CardPage:
    """Read a card's history from the store."""
    entries = study.history.entries(card.id)
    grades = course(study.scheduler.replay(entries))
    return CardPage(study.schedule.why(card), tuple(grades), past_attempts(entries))


def course(grades: Iterable[Graded]) -> Iterator[str]:
    """The grades that stand, in a few letters each."""
    for graded in grades:
        if graded.entry.event in ACTIONS:
            if graded.before != graded.after:
                yield f"[{graded.entry.event.value}]"
            continue
        grade = Grade.of(graded.entry.quality).name.capitalize()
        days = span(graded.after.interval).replace(" ", "")  # so that no line breaks there
        yield f"({grade})" if graded.is_repeat else f"{grade}→{days}"


class CardSheet(EditingSheet, AsideKeys[bool | None]):
    """The line, then how the rules came to it; of an exercise its attempts first."""

    DEFAULT_CSS = """
    CardSheet {
        AttemptList { height: auto; max-height: 20vh; }
        &.-attempts #sheet { height: 90%; max-height: 30; }
        &.-attempts #sheet > VerticalScroll { height: 1fr; max-height: 100%; }
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        EDIT,
        # The bar is the only place that names the keys of a sheet.
        *(replace(key, show=True) for key in (ASIDE, BURY, SUSPEND, UNDO)),
    ]

    def __init__(self, worker: StudyWorker, page: CardPage) -> None:
        super().__init__("The card's history", _written(page))
        self.worker = worker
        self.page = page
        self.set_class(bool(page.attempts), "-attempts")

    def card_here(self) -> Card | None:
        """Whose page it is."""
        return self.page.why.card

    async def after_action(self) -> None:
        """Tell its history with what was done now."""
        self.page = await self.worker.do(card_page, self.worker.study, self.page.why.card)
        self.query_one("#text > Static", Static).update(_written(self.page))

    def place(self) -> Place | None:
        """Where the card stands."""
        return Place.of(self.page.why.card)

    async def reread(self, changes: Changes) -> None:
        """Remember where the card stands now."""
        card = await self.worker.do(self.worker.study.decks.card, self.page.why.card.id)
        if card is not None:
            self.page = self.page._replace(why=self.page.why._replace(card=card))

    def above(self) -> ComposeResult:
        """The attempts, each of which can be opened."""
        if self.page.attempts:
            yield AttemptHeading()
            yield AttemptList(self.page.attempts)

    def on_row_list_chosen(self, message: AttemptList.Chosen) -> None:
        """Show an attempt again."""
        from tutor.tui.screens.past_attempt import PastAttemptScreen

        past = self.page.attempts[message.row]
        self.app.push_screen(PastAttemptScreen(self.worker, self.page.why.card, past))


def _written(page: CardPage) -> Content:
    if not page.course:
        return derivation(page.why)
    line = Content("  ".join(page.course))
    return Content("\n").join(
        [
            line.stylize("bold"),
            Content(KEY).stylize("$text-muted"),
            Content(""),
            derivation(page.why),
        ]
    )
