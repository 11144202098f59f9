"""What screens with formulas have in common: the key that goes through them, part by part."""

from abc import abstractmethod
from collections.abc import Sequence
from typing import ClassVar, TypeVar

from textual.binding import Binding, BindingType

from tutor.core.card import Macros
from tutor.settings import Notation
from tutor.tui.study_screen import StudyScreen

Result = TypeVar("Result")
_SIGNS = ("$", "\\(", "\\[")


class FormulaScreen(StudyScreen[Result]):
    """A screen whose formulas can be gone through."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "full_stop,f6",
            "formulas",
            "formulas",
            tooltip="The formulas part by part, in words",
        ),
    ]

    @property
    def notation(self) -> Notation:
        """How formulas are shown."""
        return self.worker.study.settings.notation

    @abstractmethod
    def texts(self) -> tuple[Sequence[str], Macros]:
        """What is shown now, and its deck's own commands."""

    @property
    def has_formulas(self) -> bool:
        """Whether there seem to be any, which is asked after every key."""
        return any(sign in text for text in self.texts()[0] for sign in _SIGNS)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only where there are formulas."""
        if action == "formulas":
            return self.has_formulas
        return super().check_action(action, parameters)

    def action_formulas(self) -> None:
        """Go through the formulas."""
        from tutor.tui.screens.formula_sheet import FormulaSheet

        self.app.push_screen(FormulaSheet(*self.texts(), self.notation))
