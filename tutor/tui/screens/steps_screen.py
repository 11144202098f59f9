"""Working a problem: its steps one after another, each of them typed, judged and helped."""

import time
from abc import abstractmethod
from collections.abc import Mapping, Sequence
from enum import Enum, auto
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import getters
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.reactive import reactive
from textual.widgets import Input

from tutor.answers.verdict import Malformed, Right
from tutor.core.card import Macros
from tutor.exercises.question import WORDS
from tutor.tui import messages
from tutor.tui.checklist import Checklist
from tutor.tui.posed_problem import Worked
from tutor.tui.screens.editing_screen import EditingScreen
from tutor.tui.screens.formula_screen import FormulaScreen
from tutor.tui.scrolling_screen import ScrollingScreen
from tutor.tui.step_log import Labelled, StepLog, Typed, in_sight, lines
from tutor.tui.study_worker import StudyWorker
from tutor.tui.widgets.answer_field import AnswerField
from tutor.tui.widgets.answer_line import AnswerLine
from tutor.tui.widgets.buttons import Button, Buttons
from tutor.tui.widgets.key_bar import KeyBar
from tutor.tui.widgets.pane import Pane
from tutor.tui.widgets.statement import Statement
from tutor.tui.widgets.top_bar import TopBar
from tutor.tui.widgets.words_field import WordsField

if TYPE_CHECKING:
    from tutor.exercises.attempt import Attempt

HELPS = {1: "hint", 2: "rule", 3: "worked"}  # in three strengths
SHOW = 3  # the strongest shows the step, which is then done
TICK = 5.0  # seconds from one look at the clock to the next

# A key that is bound again in a subclass is bound there alone, so those name these too.
SPACE = (
    Binding("space,enter", "reveal", "show key points", tooltip="Check an answer in words"),
    Binding("space,enter", "go_on", "next step", tooltip="After ticking: the next step"),
)


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


class StepsScreen(ScrollingScreen, EditingScreen[Worked | None], FormulaScreen[Worked | None]):
    """Asks the steps of a problem. A subclass says where it comes from, and what follows."""

    AUTO_FOCUS = ""
    CSS_PATH = "exercise.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        *SPACE,
        Binding("a", "write", "write", tooltip="Write an answer in words; esc leaves the field"),
        Binding("x", "tick", "tick", tooltip="Tick or untick a key point"),
        Binding("f1,ctrl+t", "hint(1)", "hint", tooltip="A hint for this step"),
        Binding("f2,ctrl+y", "hint(2)", "rule", tooltip="The rule to use"),
        Binding("f3,ctrl+o", "hint(3)", "worked step", tooltip="Show the step worked, and go on"),
        Binding("ctrl+n", "leave_step", "go on", tooltip="Keep the wrong answer and go on"),
    ]
    # In which stages an action can be taken; those not named, always.
    WHEN: ClassVar[Mapping[str, set[Stage]]] = {
        "hint": {Stage.STEP, Stage.WORDS},
        "leave_step": {Stage.STEP},
        "reveal": {Stage.WORDS},
        "write": {Stage.WORDS},
        "go_on": {Stage.TICKING},
        "tick": {Stage.TICKING},
    }

    stage = reactive(Stage.OPENING, bindings=True)
    step_log = reactive(StepLog())

    bar = getters.query_one(TopBar)
    statement = getters.query_one(Statement)
    pane = getters.query_one(Pane)
    answer = getters.query_one(AnswerLine)
    buttons = getters.query_one(Buttons)

    def __init__(self, worker: StudyWorker) -> None:
        super().__init__(worker)
        self.attempt: Attempt | None = None
        self.heading: tuple[str, ...] = ()
        self.since = 0.0
        self.seconds = 0.0
        self.warned = False  # that leaving forgets the attempt

    def compose(self) -> ComposeResult:
        """The problem stays in sight; its steps scroll below it, over the line one types on."""
        yield TopBar()
        yield Statement(self.notation)
        yield Pane()
        yield AnswerLine()
        yield self.notice
        yield Buttons()
        yield KeyBar()

    def on_mount(self) -> None:
        """Look at the clock now and then."""
        self.set_interval(TICK, self._show_time)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Each stage has its own keys."""
        if action in self.WHEN and self.stage not in self.WHEN[action]:
            return False
        match action:
            case "write":
                return not isinstance(self.focused, AnswerField)
            case "leave_step":
                up = self._attempt.up
                return up is not None and bool(up.slips)
        return super().check_action(action, parameters)

    @property
    def has_formulas(self) -> bool:
        """Every problem has."""
        return self.attempt is not None

    def texts(self) -> tuple[Sequence[str], Macros]:
        """The problem, and the step that is up, or the solution."""
        if self.attempt is None:
            return (), ()
        problem, up = self.attempt.problem, self.attempt.up
        return (problem.solution if up is None else (up.step.prompt, problem.statement)), ()

    def work_on(self, attempt: "Attempt", *heading: str, seconds: float = 0.0) -> None:
        """Show an attempt's problem and ask its first step; so many seconds were spent on it."""
        self.attempt, self.heading = attempt, heading
        self.since = time.monotonic() - seconds
        self.warned = False
        self.statement.show(attempt.problem.statement)
        self.set_reactive(StepsScreen.step_log, StepLog())
        self.ask_step()

    def ask_step(self) -> None:
        """Ask the step that is up; if all are done, go on to what follows."""
        attempt = self._attempt
        done, all_of_them = sum(work.done for work in attempt.works), len(attempt.works)
        self.bar.share = done / all_of_them
        self._put_field_away()
        if attempt.up is None:
            self.bar.about = (*self.heading, "done")
            self.seconds = time.monotonic() - self.since
            self.solved()
            return
        step = attempt.up.step
        self.bar.about = (*self.heading, f"step {done + 1} of {all_of_them}")
        self.stage = Stage.WORDS if step.kind == WORDS else Stage.STEP
        self._show_time()
        if step.kind == WORDS:
            self.mount(field := WordsField(), after=self.pane)
            field.focus()
        else:
            self.answer.ask(step, f"Your answer to step {done + 1}")
        self.step_log = self.step_log.ask(step)

    @abstractmethod
    def solved(self) -> None:
        """Every step is done."""

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
        self.step_log = self.step_log.add(Typed(typed, verdict))
        if isinstance(verdict, Right):
            self.ask_step()
        else:
            self.answer.field.again(typed)
            self.refresh_bindings()

    def on_input_changed(self, message: Input.Changed) -> None:
        """Once the answer is edited, the complaint about it goes away."""
        self.answer.forgive()

    def action_hint(self, strength: int) -> None:
        """Give help of this strength, once."""
        self._stay()
        up = self._attempt.up
        assert up is not None
        if strength not in up.help:
            self.attempt, text = self._attempt.help(strength)
            self.step_log = self.step_log.add(Labelled(HELPS[strength], text))
            if strength == SHOW:
                self.ask_step()

    def action_leave_step(self) -> None:
        """Go on with the wrong answer; what follows from it is right."""
        self._stay()
        self.attempt = self._attempt.leave()
        self.ask_step()

    def action_reveal(self) -> None:
        """Show the answer in words, and what it must say to be ticked."""
        up = self._attempt.up
        assert up is not None
        self._stay()
        written = self.query_one(AnswerField).text.strip()
        self._put_field_away()
        self.attempt, _ = self._attempt.answer(written)
        yours = [Labelled("yours", written, has_formulas=False)] if written else []
        step_log = self.step_log.add(*yours, Labelled("answer", up.step.answer))
        self.step_log = step_log._replace(checklist=Checklist(up.step.key_points))
        self.buttons.buttons = (
            Button("Next step", "go_on", "space", "once what you had is ticked"),
        )
        self.stage = Stage.TICKING

    def action_go_on(self) -> None:
        """Note what was ticked, and go on."""
        checklist = self.step_log.checklist
        assert checklist is not None
        if not checklist.is_complete:
            self.attempt = self._attempt.miss_points()
        said = f"{len(checklist.ticked)} of {len(checklist.points)} key points"
        self.step_log = self.step_log.add(Labelled("ticked", said))._replace(checklist=None)
        self.ask_step()

    def action_write(self) -> None:
        """Go into the field for an answer in words."""
        self.query_one(AnswerField).focus()

    def action_tick(self, point: int | None = None) -> None:
        """Tick the key point that was clicked, or the one under the cursor once it is in sight."""
        checklist = self.step_log.checklist
        assert checklist is not None
        y = self._cursor_line(checklist)
        if point is None and not self.pane.is_in_sight(y):
            self.pane.show_line(y)
            return
        ticked = checklist.tick(checklist.cursor if point is None else point)
        self.step_log = self.step_log._replace(checklist=ticked)

    def action_scroll(self, rows: int) -> None:
        """Up or down: among the key points if there are any, else through the text."""
        checklist = self.step_log.checklist
        if checklist is not None and not self.pane.is_below(self._cursor_line(checklist)):
            self.step_log = self.step_log._replace(checklist=checklist.move(rows))
        else:
            self.pane.scroll_by(rows)

    def action_stay(self) -> None:
        """A click beside the field does not take the keys away from it."""
        if self.stage is Stage.STEP:
            self.answer.field.focus()

    async def on_do(self, message: messages.Do) -> None:
        """A click does what a key does; one on nothing, nothing."""
        await self.run_action("stay" if message.action == "reveal" else message.action)

    def waits_for(self, key: str) -> bool:
        """Until a problem is drawn, every key is for it."""
        return self.stage is Stage.OPENING

    def watch_stage(self, stage: Stage) -> None:
        """Show what belongs to the stage."""
        self.answer.display = stage is Stage.STEP
        if stage is not Stage.OPENING:
            self.call_after_refresh(self.post_message, messages.Arrived())  # the field is there
        self.statement.display = stage not in (Stage.OPENING, Stage.STUCK)
        self.pane.visible = self.statement.display
        if stage in (Stage.OPENING, Stage.STEP, Stage.WORDS):
            self.buttons.buttons = ()
        self.buttons.display = bool(self.buttons.buttons)

    def watch_step_log(self, step_log: StepLog) -> None:
        """Show what happened, the latest in sight."""
        self.pane.show(
            partial(lines, step_log, self.notation),
            keep_place=True,
            wanted=partial(in_sight, step_log),
        )

    def _cursor_line(self, checklist: Checklist) -> int:
        """The last line of the key point under the cursor."""
        return max(checklist.cursor_lines(self.pane.drawn), default=0)

    def _put_field_away(self) -> None:
        self.set_focus(None)
        self.query(AnswerField).remove()

    def _show_time(self) -> None:
        """A quiet clock: whole minutes, against those suggested."""
        if self.stage in (Stage.STEP, Stage.WORDS, Stage.TICKING):
            minutes = int(time.monotonic() - self.since) // 60
            suggested = self._attempt.problem.template.minutes
            self.bar.tally = f"{minutes} min of about {suggested:g}"

    def _stay(self) -> None:
        """Whoever goes on does not want to leave."""
        self.warned = False
        self.notice.clear()

    @property
    def is_writing(self) -> bool:
        """Whether something is typed that was not checked yet."""
        if self.stage is Stage.WORDS:
            return any(field.text.strip() for field in self.query(AnswerField))
        return self.stage is Stage.STEP and bool(self.answer.field.value.strip())

    @property
    def _attempt(self) -> "Attempt":
        assert self.attempt is not None, "a problem is being worked"
        return self.attempt
