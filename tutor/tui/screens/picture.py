"""A problem's picture as large as the terminal, over everything else."""

from collections.abc import Mapping
from functools import partial
from typing import ClassVar

from textual import getters
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen

from tutor.exercises.problem import Problem
from tutor.tui.scrolling_screen import ScrollingScreen
from tutor.tui.solution import picture_lines
from tutor.tui.study_screen import LeftOnce
from tutor.tui.widgets.key_bar import KeyBar
from tutor.tui.widgets.pane import Pane


class PictureScreen(ScrollingScreen, ModalScreen[None], LeftOnce[None]):
    """Any of the keys that opened it, or a click, puts it away."""

    HELP = (
        "What f does to the base distribution. A wrong answer is drawn over it, dashed or as ×; an "
        "arrow at the edge points to what lies beyond."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,p,enter,space,q", "dismiss", "close", tooltip="Close the picture"),
    ]

    pane = getters.query_one(Pane)

    def __init__(self, problem: Problem, typed: Mapping[str, str]) -> None:
        super().__init__()
        self.problem = problem
        self.typed = typed

    def compose(self) -> ComposeResult:
        """The picture, and the keys below it."""
        yield Pane()
        yield KeyBar()

    def on_mount(self) -> None:
        """Draw it."""
        self.pane.show(partial(picture_lines, self.problem, self.typed))

    def on_do(self) -> None:
        """A click closes it."""
        self.dismiss()
