"""A past attempt at an exercise: its problem, every step as it was answered, and the solution."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import getters, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from tutor.core.card import Card, Macros
from tutor.core.day import as_date
from tutor.core.text import harmless, one_line
from tutor.progress.practice import IN_FULL
from tutor.tui import messages
from tutor.tui.line import STAY, Line
from tutor.tui.past_attempt import PastAttempt, as_logged, shown_again
from tutor.tui.posed_problem import related
from tutor.tui.review_summary import duration
from tutor.tui.screens.editing import EDIT, Place
from tutor.tui.screens.editing_screen import EditingScreen
from tutor.tui.screens.formula_screen import FormulaScreen
from tutor.tui.scrolling_screen import ScrollingScreen
from tutor.tui.study_worker import StudyWorker
from tutor.tui.widgets.key_bar import KeyBar
from tutor.tui.widgets.pane import Pane
from tutor.tui.widgets.statement import Statement
from tutor.tui.widgets.top_bar import TopBar

if TYPE_CHECKING:
    from tutor.exercises.attempt import Attempt


class PastAttemptScreen(ScrollingScreen, EditingScreen[None], FormulaScreen[None]):
    """To be read only: the problem stays in sight, the steps scroll below it."""

    AUTO_FOCUS = ""
    CSS_PATH = "past_attempt.tcss"
    HELP = (
        "An attempt at an exercise as it was: the problem with its numbers, and beside each worked "
        "step what you typed; c shows the cards about what went wrong. Nothing here is graded, and "
        "the schedule does not change."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("p", "picture", "picture", tooltip="The picture on the whole screen"),
        Binding("c", "cards", "cards", tooltip="Look at the cards about what went wrong"),
        EDIT,
        Binding("escape,q", "back", "back", tooltip="Back to the history"),
    ]

    bar = getters.query_one(TopBar)
    statement = getters.query_one(Statement)
    pane = getters.query_one(Pane)

    def __init__(self, worker: StudyWorker, card: Card, past: PastAttempt) -> None:
        super().__init__(worker)
        self.card, self.past = card, past
        self.attempt: Attempt | None = None
        self.cards: tuple[Card, ...] = ()

    def compose(self) -> ComposeResult:
        """Like an exercise, without a place to type."""
        yield TopBar()
        yield Statement(self.notation)
        yield Pane()
        yield self.notice
        yield KeyBar()

    def on_mount(self) -> None:
        """Paint first, then work through the attempt."""
        past = self.past
        level = () if past.level is None else (f"level {past.level}",)
        date = f"{as_date(past.day):%Y-%m-%d}"
        self.bar.about = (one_line(self.card.question), *level, date)
        self.bar.tally = f"{past.grade.name.capitalize()} · {duration(past.seconds)}"
        self.bar.share = 1.0
        self.call_after_refresh(self.load)

    @work
    async def load(self) -> None:
        """Show the attempt; if that cannot be, what the log has of it."""
        attempt = await self.ask(shown_again, self.worker.study, self.card, self.past)
        if attempt is None:
            self.pane.show(partial(_logged_lines, self.past))
            return
        from tutor.tui.solution import solution_lines, summary

        self.attempt = attempt
        self.cards = await self.ask(related, self.worker.study, self.card, attempt) or ()
        self.refresh_bindings()
        self.statement.show(attempt.problem.statement)
        practice = " This was practice." if self.past.is_practice else ""
        heading = Content(summary(attempt) + practice).stylize("bold")
        self.pane.show(partial(solution_lines, attempt, heading, self.notation))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is a picture once the problem is known, and cards if something went wrong."""
        if action == "picture":
            return self.attempt is not None
        if action == "cards":
            return bool(self.cards)
        return super().check_action(action, parameters)

    def place(self) -> Place | None:
        """Where the exercise stands."""
        return Place.of(self.card)

    @property
    def has_formulas(self) -> bool:
        """Every problem has."""
        return self.attempt is not None

    def texts(self) -> tuple[Sequence[str], Macros]:
        """The problem and its solution."""
        return (self.attempt.problem.solution if self.attempt is not None else ()), ()

    def action_picture(self) -> None:
        """Show the picture as large as the terminal."""
        from tutor.tui.screens.picture import PictureScreen
        from tutor.tui.solution import drawn_from

        assert self.attempt is not None
        self.app.push_screen(PictureScreen(self.attempt.problem, drawn_from(self.attempt)))

    def action_cards(self) -> None:
        """Look at the cards about what went wrong."""
        self.post_message(messages.Related(self.cards))

    def action_back(self) -> None:
        """Back to the card's page."""
        self.dismiss()

    async def on_do(self, message: messages.Do) -> None:
        """A click on the picture shows it large."""
        if message.action == "picture":
            await self.run_action("picture")


def _logged_lines(past: PastAttempt, width: int, height: int) -> list[Line]:
    """What was typed at each step, and how it went."""
    return [Line(content, STAY) for content in _logged(past, width)]


def _logged(past: PastAttempt, width: int) -> Iterator[Content]:
    for name, outcome, typed in as_logged(past):
        said = IN_FULL.get(outcome, outcome)
        yield from Content(one_line(f"{name}: {said}")).stylize("bold").wrap(width)
        for text in typed:
            yield from Content(harmless(text)).wrap(width)
        yield Content("")
