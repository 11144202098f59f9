"""An exercise: a problem is drawn and worked, then its solution shown and the attempt graded."""

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.binding import Binding, BindingType
from textual.content import Content

from tutor.core.card import Card
from tutor.core.day import relative
from tutor.core.grade import Grade
from tutor.core.log import Event
from tutor.errors import TutorError
from tutor.study.changes import Changes
from tutor.tui import messages
from tutor.tui.grade_buttons import grade_buttons
from tutor.tui.only_some import Only, every_card
from tutor.tui.posed_problem import Posed, pose, related
from tutor.tui.screens.editing import EDIT, Place
from tutor.tui.screens.steps_screen import SPACE, Stage, StepsScreen
from tutor.tui.study_worker import StudyWorker
from tutor.tui.widgets.buttons import Button

if TYPE_CHECKING:
    from tutor.exercises.finished import Finished

_ACCEPT = "When all steps are done: accept the suggested grade"


class ExerciseScreen(StepsScreen):
    """An exercise started outside a review: it counts if it is due, else it is practice."""

    HELP = (
        "Work with pen and paper, then type the answer to each step. It is checked by its meaning, "
        "not by how it is written; an answer that cannot be read does not count. There are three "
        "kinds of help: a hint, the rule, the worked step. After a wrong answer, type another one, "
        "or keep it and go on: later steps are then judged based on it. At the end you see the "
        "worked solution beside your answers, and a picture."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space,enter", "begin", "now with new numbers", tooltip="Continue to the problem"),
        *SPACE,
        Binding("space,enter", "accept(1)", "Again", tooltip=_ACCEPT),
        Binding("space,enter", "accept(2)", "Hard", tooltip=_ACCEPT),
        Binding("space,enter", "accept(3)", "Good", tooltip=_ACCEPT),
        Binding("space,enter", "accept(4)", "Easy", tooltip=_ACCEPT),
        Binding("space,enter", "retry", "try again"),
        Binding("1", "grade(1)", "Again", show=False, tooltip="Again: could not do it"),
        Binding("2", "grade(2)", "Hard", show=False, tooltip="Hard: with help or several mistakes"),
        Binding("3", "grade(3)", "Good", show=False, tooltip="Good: with one mistake, corrected"),
        Binding(
            "4", "grade(4)", "Easy", show=False, tooltip="Easy: every step right at the first try"
        ),
        Binding("n", "draw(0)", "new numbers", tooltip="New numbers, same level"),
        Binding("s", "same", "same numbers", tooltip="The same numbers once more"),
        Binding("plus,equals_sign", "draw(1)", "level up", tooltip="New numbers, a level up"),
        Binding("minus", "draw(-1)", "level down", tooltip="New numbers, a level down"),
        Binding("u", "undo", "undo", show=False),  # says where that is done
        Binding("p", "picture", "picture", tooltip="The picture on the whole screen"),
        EDIT,
        Binding("c", "cards", "cards", tooltip="Look at the cards about what went wrong"),
        Binding(
            "escape,q", "back", "back", tooltip="Leave; an attempt without a grade is not recorded"
        ),
    ]
    WHEN = {  # noqa: RUF012
        **StepsScreen.WHEN,
        "begin": {Stage.EXAMPLE},
        "accept": {Stage.SOLVED},
        "grade": {Stage.SOLVED},
        "back": set(Stage) - {Stage.RECORDING},
        "picture": {Stage.EXAMPLE, Stage.SOLVED, Stage.RECORDED},
        "draw": {Stage.RECORDED},
        "same": {Stage.RECORDED},
        "cards": {Stage.RECORDED},
        "retry": {Stage.STUCK},
    }
    is_in_review = False

    def __init__(
        self,
        worker: StudyWorker,
        exercise: str = "",
        level: int | None = None,
        seed: int | None = None,
        only: Only = every_card,
    ) -> None:
        super().__init__(worker)
        self.only = only
        self.exercise = exercise
        self.level = level
        self.seed = seed
        self.posed: Posed | None = None
        self.cards: tuple[Card, ...] = ()

    def action_undo(self) -> None:
        """What is typed is not recorded yet; what is graded is undone in a review."""
        self.notice.tell("Nothing to undo here: u in a review session takes the last grade back.")

    def place(self) -> Place | None:
        """Where the exercise stands."""
        return Place.of(self.posed.card) if self.posed is not None else None

    async def reread(self, changes: Changes) -> None:
        """What is drawn stays; the next problem is as the file has it now."""
        if self.posed is not None:
            card = await self.ask(self.worker.study.decks.card, self.posed.card.id)
            if card is not None:
                asked = self.posed.asked._replace(card=card)
                self.posed = self.posed._replace(asked=asked)

    def on_mount(self) -> None:
        """Paint first, then draw a problem."""
        super().on_mount()
        self.call_after_refresh(self.open)

    @work
    async def open(self) -> None:
        """Draw a problem and show it, after a worked example if it is the first."""
        self.stage = Stage.OPENING
        self.bar.about = ("Preparing a problem…",)
        study = self.worker.study
        try:
            await self.worker.open_decks()
        except TutorError as error:
            self._stuck(error)
            return
        try:
            wanted = (self.exercise, self.level, self.seed, self.only)
            posed = await self.worker.do(pose, study, *wanted, again=self.is_in_review)
        except TutorError as error:
            self._stuck(error)
            self.post_message(messages.Unknown(str(error)))
            return
        first = self.posed is None
        self.posed, self.exercise = posed, posed.card.id
        self.notice.clear()
        if posed.example is not None and first:
            self._show_example()
        else:
            self.action_begin()
        self.call_after_refresh(self.worker.settle)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What there is nothing for is not offered."""
        allowed = super().check_action(action, parameters)
        if allowed:
            match action:
                case "accept":
                    return parameters == (self._attempt.proposed.value,)
                case "draw":
                    return self._level_after(parameters[0]) is not None
                case "cards":
                    return bool(self.cards)
        return allowed

    def action_begin(self) -> None:
        """Go on to the problem."""
        from tutor.exercises.attempt import begin

        posed = self._posed
        attempt = posed.worked or begin(posed.problem)
        heading = (posed.card.question, f"level {posed.problem.level}")
        self.cards = ()
        self.work_on(attempt, *heading, seconds=posed.seconds)

    def action_picture(self) -> None:
        """Show the picture as large as the terminal."""
        from tutor.tui.screens.picture import PictureScreen
        from tutor.tui.solution import drawn_from

        if self.stage is Stage.EXAMPLE and self._posed.example is not None:
            self.app.push_screen(PictureScreen(self._posed.example, {}))
        else:
            self.app.push_screen(PictureScreen(self._posed.problem, drawn_from(self._attempt)))

    async def action_grade(self, number: int) -> None:
        """Record the attempt; only when it is on disk does the screen go on."""
        from tutor.exercises.finished import Finished

        self.stage = Stage.RECORDING
        if not await self.record(Finished(self._attempt, Grade(number), self.seconds)):
            self.stage = Stage.SOLVED

    async def action_accept(self, number: int) -> None:
        """Give the grade that is suggested."""
        await self.action_grade(number)

    async def record(self, done: "Finished") -> bool:
        """As a review if it is due or new, else as practice; whether it is on disk."""
        study, card = self.worker.study, self._posed.card
        quality, seconds, detail = done.grade.quality, done.seconds, done.detail
        graded = await self.ask(study.exercises.record, card, quality, seconds, detail)
        if graded is None:
            return False
        memory = graded.after
        self.cards = await self.ask(related, study, card, done.attempt) or ()
        self.notice.clear()
        if graded.entry.event is Event.PRACTICE:
            said = "Recorded as practice; the schedule does not change."
        else:
            name, due = done.grade.name.capitalize(), relative(memory.due, study.day)
            said = f"Recorded: {name}. Due again {due}."
        if self.cards:
            said += f" {_offered(len(self.cards))}"
        self._show_solution(said)
        self.buttons.buttons = tuple(self._ways_on())
        self.stage = Stage.RECORDED
        return True

    def action_draw(self, steps: int) -> None:
        """Another problem, of this level or of the one above or below."""
        self.level, self.seed = self._level_after(steps), None
        self.open()

    def action_same(self) -> None:
        """The same problem once more."""
        problem = self._posed.problem
        self.level, self.seed = problem.level, problem.seed
        self.open()

    def action_cards(self) -> None:
        """Look at the cards of the steps that went wrong."""
        self.post_message(messages.Related(self.cards))

    def action_retry(self) -> None:
        """Try again what failed."""
        self.notice.say("")
        self.open()

    def action_back(self) -> None:
        """Leave; if something would be lost, only when asked twice."""
        if self.may_leave():
            self.leave()

    def may_leave(self) -> bool:
        """Whether leaving loses nothing, or the learner was warned; if neither, warn now."""
        if self._would_lose and not self.warned:
            self.warned = True
            self.notice.say(
                "This attempt is not recorded yet. Press esc to leave it, or ^q to quit."
            )
            return False
        return True

    def leave(self) -> None:
        """Go where one came from."""
        self.post_message(messages.Home())

    def solved(self) -> None:
        """Show the solution, and ask for the grade."""
        from tutor.tui.solution import summary

        if self._posed.worked is not None:
            said = " Grade undone: give a new one."
        elif self._posed.is_practice and not self.is_in_review:
            said = " Not due, so this is practice: the schedule does not change."
        else:
            said = f" {self._attempt.why_proposed}"
        self._show_solution(summary(self._attempt) + said)
        self.buttons.buttons = self._grades()
        self.stage = Stage.SOLVED

    def _show_example(self) -> None:
        from tutor.tui.solution import example_lines

        example = self._posed.example
        assert example is not None
        self.bar.about = (self._posed.card.question, "a worked example")
        self.statement.show(example.statement)
        self.pane.show(partial(example_lines, example, self.notation))
        self.buttons.buttons = (
            Button("Now with new numbers", "begin", "space", "you work it out"),
        )
        self.stage = Stage.EXAMPLE

    def _show_solution(self, said: str) -> None:
        from tutor.tui.solution import solution_lines

        heading = Content(said).stylize("bold")
        self.pane.show(partial(solution_lines, self._attempt, heading, self.notation))

    def _grades(self) -> tuple[Button, ...]:
        """The four grades; where they count for nothing, they say so."""
        posed = self._posed
        buttons = grade_buttons(posed.asked, self._attempt.proposed)
        if not posed.is_practice:
            return buttons
        return tuple(button._replace(remark="practice") for button in buttons)

    def _ways_on(self) -> list[Button]:
        level = self._posed.problem.level
        ways = [
            Button("New numbers", "draw(0)", "n", f"level {level}"),
            Button("Same numbers", "same", "s", "once more"),
        ]
        for label, steps, key in (("Level down", -1, "-"), ("Level up", 1, "+")):
            if (other := self._level_after(steps)) is not None:
                ways.append(Button(label, f"draw({steps})", key, f"level {other}"))
        return [*ways, Button("Back", "back", "esc", "recorded")]

    def _stuck(self, error: TutorError) -> None:
        self.notice.say(str(error))
        self.bar.about = ("There is no problem to show",)
        self.buttons.buttons = (Button("Try again", "retry", "space"),)
        self.stage = Stage.STUCK

    def _level_after(self, steps: object) -> int | None:
        """The level so many above this one, if there is one."""
        problem = self._posed.problem
        level = problem.level + int(str(steps))
        return level if 1 <= level <= len(problem.template.levels) else None

    @property
    def _would_lose(self) -> bool:
        """Whether something was done that leaving would forget."""
        if self.stage not in (Stage.STEP, Stage.WORDS, Stage.TICKING, Stage.SOLVED):
            return False
        return self.is_writing or any(work.typed or work.help for work in self._attempt.works)

    @property
    def _posed(self) -> Posed:
        assert self.posed is not None, "a problem is shown"
        return self.posed


def _offered(count: int) -> str:
    if count == 1:
        return "There is a card about what went wrong: c shows it."
    return f"There are {count} cards about what went wrong: c shows them."
