"""What screens that show a card have in common: it can be edited, and the edited one is shown."""

import time
from abc import abstractmethod
from typing import TYPE_CHECKING, Generic, TypeVar

from textual import work
from textual.screen import Screen

from tutor.core.card import Card
from tutor.errors import TutorError
from tutor.tui.study_screen import StudyScreen
from tutor.tui.study_worker import StudyWorker

if TYPE_CHECKING:
    from tutor.tui.screens.editing import Place

Result = TypeVar("Result")


class Editing(Screen[Result], Generic[Result]):
    """A subclass binds EDIT, says where the text stands, and how what happened to it is told."""

    worker: StudyWorker

    @abstractmethod
    def place(self) -> "Place | None":
        """Where the text is that `edit` opens; None while there is none."""

    @abstractmethod
    def tell(self, said: str, *, is_fault: bool = False) -> None:
        """Tell what happened."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There must be something to edit."""
        if action == "edit" and self.place() is None:
            return False
        if action == "open_media" and self.media() is None:
            return False
        return super().check_action(action, parameters)

    @work(exclusive=True, group="edit")
    async def action_edit(self) -> None:
        """Open the editor, and say afterwards what is different."""
        place = self.place()
        if place is None:
            return
        from tutor.tui.screens.in_editor import edit

        begun = time.monotonic()
        try:
            said = await edit(self.app, self.worker, place)
        except TutorError as error:
            self.tell(str(error), is_fault=True)
        else:
            self.tell(said)
        self.pass_over(time.monotonic() - begun)
        await self.after_edit()

    def action_add(self) -> None:
        """Open the form for another card of the deck."""
        from tutor.tui.screens.add_card import AddScreen

        self.app.push_screen(AddScreen(self.worker, self.deck_here()))

    def media(self) -> tuple[Card, bool] | None:
        """The card that shows pictures or has sounds, and whether its answer is shown."""
        return None

    async def action_open_media(self) -> None:
        """Open them with the programs that the system has for them."""
        from tutor.study.media import open_media

        if (media := self.media()) is None:
            return
        card, revealed = media
        try:
            self.tell(await self.worker.do(open_media, card, revealed=revealed))
        except TutorError as error:
            self.tell(str(error), is_fault=True)

    def deck_here(self) -> str:
        """The deck of what is shown, or ""."""
        return ""

    def pass_over(self, seconds: float) -> None:
        """So long the learner was in the editor, and not at the card."""

    async def after_edit(self) -> None:
        """Go on if what was shown is gone."""


class EditingScreen(Editing[Result], StudyScreen[Result]):
    """A screen with a notice."""

    def tell(self, said: str, *, is_fault: bool = False) -> None:
        """Say it in the notice."""
        if is_fault:
            self.notice.say(said)
        elif said:
            self.notice.tell(said)
