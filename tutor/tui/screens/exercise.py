"""An exercise: the problem, its steps one after another, then the solution, a picture, a grade."""

import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from enum import Enum, auto
from functools import partial
from typing import TYPE_CHECKING, ClassVar, ParamSpec, TypeVar

from textual import getters, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.reactive import reactive
from textual.screen import Screen
from textual.widgets import Input

from tutor.core.card import Card
from tutor.core.day import relative
from tutor.core.log import Event
from tutor.core.sm2 import Grade
from tutor.errors import TutorError
from tutor.flows.step import WORDS
from tutor.flows.verdict import Malformed, Right
from tutor.tui import messages
from tutor.tui.desk import Desk
from tutor.tui.grade_buttons import grade_buttons
from tutor.tui.paper import Checklist, Paper, Told, Tried, in_sight, lines
from tutor.tui.posing import Posed, Worked, missing_points, pose, related
from tutor.tui.widgets.answer_field import AnswerField
from tutor.tui.widgets.answer_line import AnswerLine
from tutor.tui.widgets.buttons import Button, Buttons
from tutor.tui.widgets.key_bar import KeyBar
from tutor.tui.widgets.notice import Notice
from tutor.tui.widgets.statement import Statement
from tutor.tui.widgets.steps_pane import StepsPane
from tutor.tui.widgets.top_bar import TopBar

if TYPE_CHECKING:
    from tutor.flows.attempt import Attempt
    from tutor.plain_exercise import Finished

P = ParamSpec("P")
T = TypeVar("T")

HELPS = {1: "hint", 2: "rule", 3: "worked"}  # in three strengths
SHOW = 3  # the strongest shows the step, which is then done
TICK = 5.0  # seconds from one look at the clock to the next

_ACCEPT = "When all steps are done: take the grade that is suggested"


class Stage(Enum):
    """Where it stands; each stage has its own keys."""

    OPENING = auto()  # a problem is being drawn
    EXAMPLE = auto()  # the author's own numbers, worked
    STEP = auto()  # an answer is being typed
    WORDS = auto()  # one in words is being written
    TICKING = auto()  # which is then checked against key points
    SOLVED = auto()  # to be graded
    RECORDING = auto()  # nothing can be done until it is on disk
    RECORDED = auto()
    STUCK = auto()  # there is no problem to show


class ExerciseScreen(Screen[Worked | None]):
    """An exercise tried of one's own accord: it counts if it is due, else it is practice."""

    AUTO_FOCUS = ""
    CSS_PATH = "exercise.tcss"
    HELP = (
        "Work with pen and paper, then type each step. An answer is checked by what it means, not "
        "by how it is written; what cannot be read costs nothing. Help comes in three strengths: "
        "a hint, the rule, the worked step. After a wrong answer type another, or go on with it: "
        "what then follows from it is right. At the end stand the worked solution beside your "
        "answers, and a picture."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space,enter", "begin", "now with new numbers", tooltip="Go on to the problem"),
        Binding("space,enter", "reveal", "show key points", tooltip="Check an answer in words"),
        Binding("space,enter", "go_on", "go on", tooltip="When ticked: on to the next step"),
        Binding("space,enter", "accept(1)", "Again", tooltip=_ACCEPT),
        Binding("space,enter", "accept(2)", "Hard", tooltip=_ACCEPT),
        Binding("space,enter", "accept(3)", "Good", tooltip=_ACCEPT),
        Binding("space,enter", "accept(4)", "Easy", tooltip=_ACCEPT),
        Binding("space,enter", "retry", "try again"),
        Binding("a", "write", "write", tooltip="Write an answer in words; esc leaves the field"),
        Binding("x", "tick", "tick", tooltip="Tick the key point you had, or untick it"),
        Binding("f1,ctrl+t", "hint(1)", "hint", tooltip="A hint for this step"),
        Binding("f2,ctrl+y", "hint(2)", "rule", tooltip="The rule to use"),
        Binding("f3,ctrl+o", "hint(3)", "worked step", tooltip="Show the step worked, and go on"),
        Binding("ctrl+n", "leave_step", "go on with it", tooltip="Go on with a wrong answer"),
        Binding("1", "grade(1)", "Again", show=False, tooltip="Again: could not do it"),
        Binding("2", "grade(2)", "Hard", show=False, tooltip="Hard: with help or several slips"),
        Binding("3", "grade(3)", "Good", show=False, tooltip="Good: with a slip mended"),
        Binding("4", "grade(4)", "Easy", show=False, tooltip="Easy: right at once"),
        Binding("n", "draw(0)", "next draw", tooltip="New numbers, same level"),
        Binding("s", "same", "same again", tooltip="The same numbers once more"),
        Binding("plus,equals_sign", "draw(1)", "level up", tooltip="New numbers, a level up"),
        Binding("minus", "draw(-1)", "level down", tooltip="New numbers, a level down"),
        Binding("p", "picture", "picture", tooltip="The picture as large as the terminal"),
        Binding("c", "cards", "cards", tooltip="Look at the cards of the steps that went wrong"),
        Binding("up,k", "step(-1)", "Up", show=False, tooltip="Up"),
        Binding("down,j", "step(1)", "Down", show=False, tooltip="Down"),
        Binding("pageup", "page(-1)", "Page up", show=False, tooltip="Scroll up"),
        Binding("pagedown", "page(1)", "Page down", show=False, tooltip="Scroll down"),
        Binding("escape", "back", "back", tooltip="Leave; an attempt not graded is not recorded"),
    ]
    # In which stages an action can be taken; those not named, always.
    WHEN: ClassVar[Mapping[str, set[Stage]]] = {
        "begin": {Stage.EXAMPLE},
        "hint": {Stage.STEP, Stage.WORDS},
        "leave_step": {Stage.STEP},
        "reveal": {Stage.WORDS},
        "write": {Stage.WORDS},
        "go_on": {Stage.TICKING},
        "tick": {Stage.TICKING},
        "accept": {Stage.SOLVED},
        "grade": {Stage.SOLVED},
        "back": set(Stage) - {Stage.RECORDING},
        "picture": {Stage.EXAMPLE, Stage.SOLVED, Stage.RECORDED},
        "draw": {Stage.RECORDED},
        "same": {Stage.RECORDED},
        "cards": {Stage.RECORDED},
        "retry": {Stage.STUCK},
    }

    stage = reactive(Stage.OPENING, bindings=True)
    paper = reactive(Paper())

    bar = getters.query_one(TopBar)
    statement = getters.query_one(Statement)
    pane = getters.query_one(StepsPane)
    answer = getters.query_one(AnswerLine)
    notice = getters.query_one(Notice)
    buttons = getters.query_one(Buttons)

    def __init__(
        self, desk: Desk, exercise: str = "", level: int | None = None, seed: int | None = None
    ) -> None:
        super().__init__()
        self.desk = desk
        self.mode = desk.study.settings.maths
        self.exercise = exercise
        self.level = level
        self.seed = seed
        self.posed: Posed | None = None
        self.attempt: Attempt | None = None
        self.cards: tuple[Card, ...] = ()
        self.since = 0.0
        self.seconds = 0.0
        self.warned = False

    def compose(self) -> ComposeResult:
        """The problem stays in sight; its steps scroll below it, over the line one types on."""
        yield TopBar()
        yield Statement(self.mode)
        yield StepsPane()
        yield AnswerLine()
        yield Notice()
        yield Buttons()
        yield KeyBar()

    def on_mount(self) -> None:
        """Paint first, then draw a problem."""
        self.set_interval(TICK, self._show_time)
        self.call_after_refresh(self.open)

    @work
    async def open(self) -> None:
        """Draw a problem and show it, after a worked example if it is the first."""
        self.stage = Stage.OPENING
        self.bar.about = ("Drawing a problem…",)
        study = self.desk.study
        try:
            await self.desk.open_decks()
        except TutorError as error:
            self._stuck(error)
            return
        try:
            posed = await self.desk.do(pose, study, self.exercise, self.level, self.seed)
        except TutorError as error:
            self._stuck(error)
            self.post_message(messages.Unknown(str(error)))
            return
        first = self.posed is None
        self.posed, self.exercise = posed, posed.card.id
        self.notice.say("")
        if posed.example is not None and first:
            self._show_example()
        else:
            self.action_begin()
        self.call_after_refresh(self.desk.settle)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Each stage has its own keys."""
        if action in self.WHEN and self.stage not in self.WHEN[action]:
            return False
        attempt = self.attempt
        match action:
            case "write":
                return not isinstance(self.focused, AnswerField)
            case "leave_step":
                return attempt is not None and attempt.up is not None and bool(attempt.up.slips)
            case "accept":
                return attempt is not None and parameters == (attempt.proposed.value,)
            case "draw":
                return self._level_after(parameters[0]) is not None
            case "cards":
                return bool(self.cards)
        return True

    def action_begin(self) -> None:
        """Show the problem and ask its first step."""
        from tutor.flows.attempt import begin

        self.attempt = begin(self._posed.problem)
        self.cards = ()
        self.since = time.monotonic()
        self.statement.show(self._posed.problem.statement)
        self.set_reactive(ExerciseScreen.paper, Paper())
        self._ask()

    def on_input_submitted(self, message: Input.Submitted) -> None:
        """Judge an answer."""
        if self.stage is not Stage.STEP:
            return
        typed = message.value
        self.attempt, verdict = self._attempt.answer(typed)
        if isinstance(verdict, Malformed):
            self.answer.complain(typed, verdict)
            return
        self._stay()
        self.paper = self.paper.add(Tried(typed, verdict))
        if isinstance(verdict, Right):
            self._ask()
        else:
            self.answer.field.again(typed)
            self.refresh_bindings()

    def on_input_changed(self, message: Input.Changed) -> None:
        """What is being mended is no longer complained of."""
        self.answer.forgive()

    def action_hint(self, strength: int) -> None:
        """Give help of this strength, once."""
        self._stay()
        up = self._attempt.up
        assert up is not None
        if strength not in up.help:
            self.attempt, text = self._attempt.help(strength)
            self.paper = self.paper.add(Told(HELPS[strength], text))
            if strength == SHOW:
                self._ask()

    def action_leave_step(self) -> None:
        """Go on with the wrong answer; what follows from it is right."""
        self._stay()
        self.attempt = self._attempt.leave()
        self._ask()

    def action_reveal(self) -> None:
        """Show the answer in words, and what it must say to be ticked."""
        up = self._attempt.up
        assert up is not None
        self._stay()
        written = self.query_one(AnswerField).text.strip()
        self._put_field_away()
        self.attempt, _ = self._attempt.answer(written)
        told = [Told("yours", written, has_formulas=False)] if written else []
        paper = self.paper.add(*told, Told("answer", up.step.answer))
        self.paper = replace(paper, checklist=Checklist(up.step.key_points))
        self.buttons.buttons = (Button("Go on", "go_on", "space"),)
        self.stage = Stage.TICKING

    def action_go_on(self) -> None:
        """Note what was ticked, and go on."""
        checklist = self.paper.checklist
        assert checklist is not None
        if len(checklist.ticked) < len(checklist.points):
            self.attempt = missing_points(self._attempt)
        told = f"{len(checklist.ticked)} of {len(checklist.points)} key points"
        self.paper = replace(self.paper.add(Told("ticked", told)), checklist=None)
        self._ask()

    def action_write(self) -> None:
        """Go into the field for an answer in words."""
        self.query_one(AnswerField).focus()

    def action_tick(self, point: int | None = None) -> None:
        """Tick a key point: the one under the cursor, or the one that was clicked."""
        checklist = self.paper.checklist
        assert checklist is not None
        ticked = checklist.tick(checklist.cursor if point is None else point)
        self.paper = replace(self.paper, checklist=ticked)

    def action_step(self, rows: int) -> None:
        """Up or down: among the key points if there are any, else through the text."""
        if (checklist := self.paper.checklist) is not None:
            self.paper = replace(self.paper, checklist=checklist.move(rows))
        else:
            self.pane.scroll_by(rows)

    def action_page(self, pages: int) -> None:
        """Scroll by what is in sight."""
        self.pane.page_by(pages)

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
        from tutor.plain_exercise import Finished

        self.stage = Stage.RECORDING
        if not await self.record(Finished(self._attempt, Grade(number), self.seconds)):
            self.stage = Stage.SOLVED

    async def action_accept(self, number: int) -> None:
        """Give the grade that is suggested."""
        await self.action_grade(number)

    async def record(self, done: "Finished") -> bool:
        """As a review if it is due or new, else as practice; whether it is on disk."""
        study, card = self.desk.study, self._posed.card
        quality, seconds, detail = done.grade.quality, done.seconds, done.detail
        entry = await self.ask(study.attempted, card, quality, seconds, detail)
        if entry is None:
            return False
        memory = await self.ask(study.store.memory, card.id)
        self.cards = await self.ask(related, study, card, done.attempt) or ()
        self.notice.say("")
        if entry.event is Event.PRACTICE or memory is None:
            said = "Recorded as practice; the schedule is as it was."
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
        from tutor.tui.screens.look_again import LookAgainScreen

        self.app.push_screen(LookAgainScreen(self.desk, self.cards))

    def action_retry(self) -> None:
        """Try again what failed."""
        self.notice.say("")
        self.open()

    def action_stay(self) -> None:
        """A click beside the field does not take the keys away from it."""
        if self.stage is Stage.STEP:
            self.answer.field.focus()

    def action_back(self) -> None:
        """Leave; if something would be lost, only when asked twice."""
        if self._would_lose and not self.warned:
            self.warned = True
            self.notice.say("This attempt is not recorded yet. esc again leaves it.")
        else:
            self.leave()

    def leave(self) -> None:
        """Go where one came from."""
        self.post_message(messages.Home())

    async def on_do(self, message: messages.Do) -> None:
        """A click does what a key does; one on nothing, nothing."""
        await self.run_action("stay" if message.action == "reveal" else message.action)

    def watch_stage(self, stage: Stage) -> None:
        """Show what belongs to the stage."""
        self.answer.display = stage is Stage.STEP
        self.statement.display = stage not in (Stage.OPENING, Stage.STUCK)
        self.pane.visible = self.statement.display
        if stage is Stage.STUCK:
            self.buttons.buttons = (Button("Try again", "retry", "space"),)
        elif stage in (Stage.OPENING, Stage.STEP, Stage.WORDS):
            self.buttons.buttons = ()
        self.buttons.display = bool(self.buttons.buttons)

    def watch_paper(self, paper: Paper) -> None:
        """Show what happened, the latest in sight."""
        self.pane.follow(partial(lines, paper, self.mode), partial(in_sight, paper))

    async def ask(self, call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T | None:
        """What the study answers; if it cannot, say why, change nothing, and answer None."""
        try:
            return await self.desk.do(call, *args, **kwargs)
        except TutorError as error:
            self.notice.say(str(error))
            return None

    def _ask(self) -> None:
        """Show the step that is up, or the whole solution."""
        attempt, posed = self._attempt, self._posed
        done, all_of_them = sum(work.done for work in attempt.works), len(attempt.works)
        self.bar.share = done / all_of_them
        where = "done" if attempt.up is None else f"step {done + 1} of {all_of_them}"
        self.bar.about = (posed.card.question, f"level {posed.problem.level}", where)
        self._put_field_away()
        if attempt.up is None:
            self._end()
            return
        step = attempt.up.step
        self.stage = Stage.WORDS if step.kind == WORDS else Stage.STEP
        self._show_time()
        if step.kind == WORDS:
            self.mount(field := AnswerField(), after=self.pane)
            field.focus()
        else:
            self.answer.ask(step.kind, f"Your answer to step {done + 1}")
        self.paper = self.paper.ask(step)

    def _end(self) -> None:
        """Show the solution, and ask for the grade."""
        from tutor.tui.solution import summary

        posed, attempt = self._posed, self._attempt
        self.seconds = time.monotonic() - self.since
        practice = posed.is_practice and not self.is_in_sitting
        said = " Not due: this is practice, and leaves the schedule alone." if practice else ""
        self._show_solution(summary(attempt) + said)
        self.buttons.buttons = self._grades()
        self.stage = Stage.SOLVED

    def _show_example(self) -> None:
        from tutor.tui.solution import example_lines

        example = self._posed.example
        assert example is not None
        self.bar.about = (self._posed.card.question, "a worked example")
        self.statement.show(example.statement)
        self.pane.show(partial(example_lines, example, self.mode))
        self.buttons.buttons = (Button("Now with new numbers", "begin", "space"),)
        self.stage = Stage.EXAMPLE

    def _show_solution(self, said: str) -> None:
        from tutor.tui.solution import solution_lines

        heading = Content(said).stylize("bold")
        self.pane.show(partial(solution_lines, self._attempt, heading, self.mode))

    is_in_sitting = False

    def _grades(self) -> tuple[Button, ...]:
        """The four grades; where they count for nothing, they say so."""
        posed = self._posed
        buttons = grade_buttons(posed.asked, self._attempt.proposed)
        if not posed.is_practice:
            return buttons
        return tuple(replace(button, remark="practice") for button in buttons)

    def _ways_on(self) -> list[Button]:
        level = self._posed.problem.level
        ways = [
            Button("Next draw", "draw(0)", "n", f"level {level}"),
            Button("Same again", "same", "s", "these numbers"),
        ]
        for label, steps, key in (("Level down", -1, "-"), ("Level up", 1, "+")):
            if (other := self._level_after(steps)) is not None:
                ways.append(Button(label, f"draw({steps})", key, f"level {other}"))
        return [*ways, Button("Back", "back", "esc")]

    def _put_field_away(self) -> None:
        self.set_focus(None)
        self.query(AnswerField).remove()

    def _show_time(self) -> None:
        """A quiet clock: whole minutes, against those suggested."""
        if self.posed is not None and self.stage in (Stage.STEP, Stage.WORDS, Stage.TICKING):
            minutes = int(time.monotonic() - self.since) // 60
            self.bar.tally = f"{minutes} of about {self.posed.problem.template.minutes:g} min"

    def _stay(self) -> None:
        """Whoever goes on does not want to leave."""
        self.warned = False
        self.notice.say("")

    def _stuck(self, error: TutorError) -> None:
        self.notice.say(str(error))
        self.bar.about = ("There is no problem to show",)
        self.stage = Stage.STUCK

    def _level_after(self, steps: object) -> int | None:
        """The level so many above this one, if there is one."""
        problem = self._posed.problem
        level = problem.level + int(str(steps))
        return level if 1 <= level <= len(problem.template.levels) else None

    @property
    def _would_lose(self) -> bool:
        """Whether something was done that leaving would forget."""
        if self.attempt is None or self.stage in (Stage.RECORDED, Stage.STUCK):
            return False
        return any(work.typed or work.help for work in self.attempt.works)

    @property
    def _posed(self) -> Posed:
        assert self.posed is not None, "a problem is shown"
        return self.posed

    @property
    def _attempt(self) -> "Attempt":
        assert self.attempt is not None, "a problem is being worked"
        return self.attempt


def _offered(count: int) -> str:
    if count == 1:
        return "A card belongs to what went wrong: c shows it."
    return f"{count} cards belong to what went wrong: c shows them."
