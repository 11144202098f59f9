"""A sheet over the screen with a card's text that can be edited."""

from tutor.core.text import harmless
from tutor.tui.screens.editing_screen import Editing
from tutor.tui.screens.sheet import Sheet


class EditingSheet(Sheet, Editing[bool | None]):
    """What happened is said beside it."""

    def tell(self, said: str, *, is_fault: bool = False) -> None:
        """Say it in a corner of the screen."""
        if said:
            self.notify(
                harmless(said),
                severity="warning" if is_fault else "information",
                timeout=15,
                markup=False,
            )
