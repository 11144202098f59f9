"""Keys by which a card that is shown is set aside, flagged or moved to another day."""

from abc import abstractmethod
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import Generic, TypeVar

from textual.app import SystemCommand
from textual.binding import Binding
from textual.screen import Screen

from tutor.core.actions import Action
from tutor.core.card import Card
from tutor.core.card_state import CardState
from tutor.core.log import Event
from tutor.errors import TutorError
from tutor.study import Study
from tutor.tui.card_text import quoted
from tutor.tui.study_worker import StudyWorker

Result = TypeVar("Result")

ASIDE = Binding(
    "s",
    "set_aside",
    "set aside",
    show=False,
    tooltip="Skip, suspend or flag it, or set its due day …",
)
BURY = Binding("minus", "act('bury')", "bury", show=False, tooltip="Do not ask it before tomorrow")
SUSPEND = Binding("at", "act('suspend')", "suspend", show=False, tooltip="Suspend it, or resume it")
UNDO = Binding(
    "u", "undo_action", "undo", show=False, tooltip="Undo what was done last with a card"
)


def line_keys(*, is_suspended: bool) -> tuple[Binding, ...]:
    """Those in the line below the title, where a click does them too."""
    return (ASIDE, BURY, replace(SUSPEND, description="resume") if is_suspended else SUSPEND)


class AsideKeys(Screen[Result], Generic[Result]):
    """A subclass binds ASIDE, BURY and SUSPEND, and says which card is shown."""

    worker: StudyWorker

    @abstractmethod
    def card_here(self) -> Card | None:
        """The card that is shown, if any."""

    def count_here(self) -> int:
        """How many cards the keys are about."""
        return 1

    @abstractmethod
    def tell(self, said: str, *, is_fault: bool = False) -> None:
        """Tell what happened."""

    async def act(self, card: Card, action: Action) -> None:
        """Do it, and say so."""
        self.tell(await self.worker.do(_acted, self.worker.study, card, action))

    async def after_action(self) -> None:
        """Show the card as it stands now."""

    def commands(self) -> Iterator[SystemCommand]:
        """What the palette offers of the sheet: all that can be done, in one step."""
        from tutor.tui.screens.aside_sheet import AsideSheet

        if self.card_here() is None or not self.check_action("set_aside", ()):
            return
        for binding in Binding.make_bindings(AsideSheet.BINDINGS):
            if binding.action != "dismiss":
                title = binding.description.capitalize()
                if binding.description == "flag":
                    title = f"Flag {binding.key}" if binding.key != "0" else "No flag"
                yield SystemCommand(
                    title, binding.tooltip, partial(self.run_action, binding.action)
                )

    async def action_choose(self, event: str, value: int | None = None) -> None:
        """Do what was chosen in the palette."""
        if (card := self.card_here()) is not None:
            await self._do(card, Action(Event(event), value))

    async def action_due(self) -> None:
        """Ask for the day."""
        await self.action_set_aside(due=True)

    async def action_set_aside(self, *, due: bool = False) -> None:
        """Show what can be done, or ask for the day at once."""
        from tutor.tui.screens.aside_sheet import AsideSheet

        if (card := self.card_here()) is None:
            return
        state, is_new = await self.worker.do(_standing, self.worker.study, card)
        day, count = self.worker.study.day, self.count_here()
        sheet = AsideSheet(state, day, is_new=is_new, count=count)

        async def chosen(is_chosen: bool | None) -> None:
            if is_chosen and sheet.chosen is not None:
                await self._do(card, sheet.chosen)

        await self.app.push_screen(sheet, chosen)
        if due:
            sheet.action_due()

    async def action_act(self, event: str) -> None:
        """Do one thing; what is suspended is resumed."""
        if (card := self.card_here()) is None:
            return
        wanted = Event(event)
        if wanted is Event.SUSPEND and await self.is_suspended(card):
            wanted = Event.RESUME
        await self._do(card, Action(wanted))

    async def is_suspended(self, card: Card) -> bool:
        """Whether what the keys are about is suspended."""
        state, _ = await self.worker.do(_standing, self.worker.study, card)
        return state.is_suspended

    async def action_undo_action(self) -> None:
        """Undo the latest action of today, if no grade came after it."""
        try:
            self.tell(await self.worker.do(self.worker.study.aside.undo))
        except TutorError as error:
            self.tell(str(error), is_fault=True)
        await self.after_action()

    async def _do(self, card: Card, action: Action) -> None:
        try:
            await self.act(card, action)
        except TutorError as error:
            self.tell(str(error), is_fault=True)
        await self.after_action()


def _standing(study: Study, card: Card) -> tuple[CardState, bool]:
    return study.aside.state(card.id), study.schedule.memory(card.id).is_new


def _acted(study: Study, card: Card, action: Action) -> str:
    acted = study.aside.act([card.id], *action)
    return f"{study.aside.told(*action, acted, quoted(card))} u undoes it."
