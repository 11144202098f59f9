"""The way back after days away: what is due, and how many days of some more minutes clear it."""

from collections.abc import Callable
from functools import partial
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from tutor.errors import TutorError
from tutor.study.catching_up import Backlog
from tutor.study.loads import drawn_alike
from tutor.tui.screens.sheet import Sheet
from tutor.tui.study_worker import StudyWorker

WIDTH = 44  # cells of a picture, also on a narrow screen


class CatchingUpSheet(Sheet):
    """Shown on the first day back, and from `more`; nothing is decided until a key is pressed."""

    DEFAULT_CSS = """
    CatchingUpSheet #sheet > #text { max-height: 45vh; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("1", "begin(0)", "the first", tooltip="Days of 1.5 times your usual minutes"),
        Binding("2", "begin(1)", "the second", tooltip="Days of 2.5 times your usual minutes"),
        Binding("a", "take_all", "all of it today", tooltip="No limit on this day"),
        Binding("e", "end", "end it", tooltip="Back to usual days"),
        Binding("escape,enter,space,q", "later", "not now", tooltip="Not now; B offers it again"),
        Binding("escape,enter,space,q", "dismiss", "close", tooltip="Close"),
    ]

    def __init__(self, worker: StudyWorker, backlog: Backlog) -> None:
        title = "Catching up" if backlog.catching_up or not backlog.away else "Welcome back"
        super().__init__(title, _text(backlog))
        self.worker = worker
        self.backlog = backlog

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Before it is on, it can begin; then it can end."""
        is_on = bool(self.backlog.catching_up)
        if action in ("end", "dismiss"):
            return is_on
        if action in ("begin", "take_all"):
            return not is_on and bool(self.backlog.offers)
        return not is_on if action == "later" else True

    async def action_begin(self, number: int) -> None:
        """Begin."""
        minutes = self.backlog.offers[number].minutes
        await self._close_after(partial(self.worker.study.catching_up.begin, minutes))

    async def action_take_all(self) -> None:
        """All of it today."""
        await self._close_after(self.worker.study.catching_up.take_all)

    async def action_end(self) -> None:
        """Back to usual days."""
        await self._close_after(self.worker.study.catching_up.end)

    async def action_later(self) -> None:
        """Not on this day."""
        await self._close_after(self.worker.study.catching_up.later)

    async def _close_after(self, call: Callable[[], None]) -> None:
        try:
            await self.worker.do(call)
        except TutorError as error:
            self.app.notify(str(error), severity="error", markup=False)
        self.dismiss()


def _text(backlog: Backlog) -> Content:
    lines = [Content(backlog.said), Content("")]
    if backlog.catching_up:
        lines.append(
            Content.assemble(
                "You are catching up: about ",
                (f"{backlog.catching_up} minutes a day", "bold"),
                " until what is due is cleared. It ends by itself then.",
            )
        )
    pictures = drawn_alike([offer.shown for offer in backlog.offers], WIDTH)
    for key, (offer, bars) in enumerate(zip(backlog.offers, pictures, strict=True), 1):
        heading = f"Cleared in {offer.days}:"
        if not backlog.catching_up:
            heading = f"{key}  {offer.minutes} minutes a day: cleared in {offer.days}"
        lines.append(Content(heading).stylize("bold"))
        rows = (Content(f"   {row}") for row in bars)
        lines += [row.highlight_regex("[█-▏]+", style="$primary") for row in rows]
        lines.append(Content(""))
    if backlog.offers and not backlog.catching_up:
        lines.append(
            Content("What a day leaves out stays due. It ends by itself when all is cleared.")
        )
    return Content("\n").join(lines)


async def show_catching_up(worker: StudyWorker, deck: str) -> CatchingUpSheet:
    """What is due, and the ways to clear it."""
    return CatchingUpSheet(worker, await worker.do(worker.study.catching_up.backlog))
