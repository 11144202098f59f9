"""Try it: the exercises of the decks, at any time; what is not due is practice."""

from typing import ClassVar

from textual import getters, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.reactive import reactive

from tutor.errors import TutorError
from tutor.study.changes import Changes
from tutor.tui import messages
from tutor.tui.exercise_facts import ExerciseFacts, exercise_facts
from tutor.tui.screens.editing import EDIT, Place
from tutor.tui.screens.editing_screen import EditingScreen
from tutor.tui.study_worker import StudyWorker
from tutor.tui.widgets.exercise_list import ExerciseHeading, ExerciseList
from tutor.tui.widgets.key_bar import KeyBar
from tutor.tui.widgets.top_bar import TopBar


class ExercisesScreen(EditingScreen[None]):
    """A list to choose from. A seed from the command line is for the first one that is tried."""

    AUTO_FOCUS = "ExerciseList"
    CSS_PATH = "exercises.tcss"
    HELP = (
        "Problems with new numbers every time, for pen and paper. An exercise that is due or new "
        "counts as a review; any other is practice and does not change the schedule. The level "
        "rises as the interval grows; you can also choose it."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space,enter", "try_it", "try it", tooltip="Try the chosen exercise"),
        Binding("plus,equals_sign,right", "level(1)", "level up", tooltip="A level up"),
        Binding("minus,left", "level(-1)", "level down", tooltip="A level down"),
        Binding("i", "history", "history", tooltip="The exercise's attempts, grades and intervals"),
        EDIT,
        Binding("escape,q", "home", "home", tooltip="Go home"),
    ]

    exercises: reactive[tuple[ExerciseFacts, ...]] = reactive((), bindings=True)

    bar = getters.query_one(TopBar)
    heading = getters.query_one(ExerciseHeading)
    list = getters.query_one(ExerciseList)

    def __init__(
        self, worker: StudyWorker, deck: str = "", level: int | None = None, seed: int | None = None
    ) -> None:
        super().__init__(worker)
        self.deck = deck
        self.level = level
        self.seed = seed
        self.has_come = False

    def compose(self) -> ComposeResult:
        """The list and what its columns are."""
        yield TopBar()
        yield ExerciseHeading()
        yield ExerciseList()
        yield self.notice
        yield KeyBar()

    def on_screen_resume(self) -> None:
        """Show how things are now, also on coming back."""
        self.bar.about = ("Exercises",)
        self.bar.tally = "" if self.has_come else "reading the exercises…"
        self.heading.display = self.has_come
        self.call_after_refresh(self.load)

    @work(exclusive=True)
    async def load(self) -> None:
        """Read what there is of exercises."""
        study = self.worker.study
        try:
            await self.worker.open_decks()
            found = await self.worker.do(exercise_facts, study, self.deck, self.level)
        except TutorError as error:
            self.notice.say(str(error))
            self.bar.tally = ""
            self.has_come = True
            return
        self.notice.say("" if found else "There are no exercises in these decks.")
        self.exercises = found
        self.heading.display = self.has_come = True
        self.bar.tally = ""
        self.post_message(messages.Arrived())
        self.call_after_refresh(self.worker.settle)

    def waits_for(self, key: str) -> bool:
        """Until the exercises are there, every key is for them."""
        return not self.has_come

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Without an exercise none can be tried."""
        if action in ("try_it", "level", "history"):
            return bool(self.exercises)
        return super().check_action(action, parameters)

    def place(self) -> Place | None:
        """Where the chosen exercise stands."""
        return Place.of(self._chosen.card) if self.exercises else None

    async def reread(self, changes: Changes) -> None:
        """Show them as their files have them now."""
        self.load()

    def watch_exercises(self, exercises: tuple[ExerciseFacts, ...]) -> None:
        """Show them."""
        self.list.show(exercises, self.worker.study.day)
        self.heading.widths = self.list.widths

    def action_try_it(self) -> None:
        """Try the chosen exercise."""
        from tutor.tui.screens.exercise import ExerciseScreen

        facts = self._chosen
        screen = ExerciseScreen(self.worker, facts.card.id, facts.level, self.seed)
        self.app.push_screen(screen)
        self.seed = None

    def action_level(self, steps: int) -> None:
        """Choose another level for it."""
        facts = self._chosen
        level = max(1, min(facts.level + steps, len(facts.pools)))
        self.exercises = tuple(
            each._replace(level=level) if each is facts else each for each in self.exercises
        )

    async def action_history(self) -> None:
        """Show its attempts, and why it is due when it is."""
        from tutor.tui.screens.card_page import CardSheet, card_page

        page = await self.ask(card_page, self.worker.study, self._chosen.card)
        if page is not None:
            self.app.push_screen(CardSheet(self.worker, page))

    def action_home(self) -> None:
        """Leave."""
        self.post_message(messages.Home())

    async def on_row_list_chosen(self) -> None:
        """A second click on an exercise tries it."""
        await self.run_action("try_it")

    @property
    def _chosen(self) -> ExerciseFacts:
        chosen = self.list.chosen
        assert chosen is not None
        return chosen


async def list_exercises(worker: StudyWorker, deck: str) -> ExercisesScreen:
    """The exercises, those of the deck first."""
    return ExercisesScreen(worker, deck)
