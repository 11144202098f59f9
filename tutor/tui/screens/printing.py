"""A deck on its way to paper: how far it is, where it went; escape stops it."""

import threading
from pathlib import Path

from textual import work
from textual.content import Content
from textual.widgets import Static

from tutor.core.text import harmless
from tutor.errors import TutorError
from tutor.tui.screens.sheet import Sheet
from tutor.tui.study_worker import StudyWorker


class PrintSheet(Sheet):
    """Prints the cards of a deck, one a page, into the folder the program was started in."""

    def __init__(self, worker: StudyWorker, deck: str) -> None:
        super().__init__("Print", Content("Loading the cards…"))
        self.worker = worker
        self.deck = deck
        self._stopped = threading.Event()

    def on_mount(self) -> None:
        """Begin once the sheet is there."""
        self.print_deck()

    def on_unmount(self) -> None:
        """A sheet that is put away prints no more."""
        self._stopped.set()

    @work
    async def print_deck(self) -> None:
        """Print beside the screens, and say where it went."""
        try:
            self._say(await self.worker.do(self._print))
        except TutorError as error:
            self._say(str(error))

    def _print(self) -> str:
        from tutor import printing

        wanted = printing.Wanted((self.deck,))
        printed = printing.print_cards(
            self.worker.study, wanted, printing.Paper(), free_name(Path.cwd()), progress=self._tell
        )
        remarks = "".join(f"\n\n! {remark}" for remark in printed.remarks)
        return f"{printed.chosen}.\n\nWritten to {printed.path}{remarks}"

    def _tell(self, said: str, share: float | None) -> None:
        if self._stopped.is_set():
            raise TutorError("Stopped; nothing was written.")
        done = f" {share:.0%}" if share is not None else ""
        self.app.call_from_thread(self._say, f"{said}{done}\n\nesc stops")

    def _say(self, text: str) -> None:
        if self.is_mounted:
            self.query_one("VerticalScroll > Static", Static).update(Content(harmless(text)))


def free_name(folder: Path) -> Path:
    """A name for the cards that nothing has yet: cards.pdf, cards-2.pdf, …"""
    names = (f"cards-{number}.pdf" if number > 1 else "cards.pdf" for number in range(1, 1_000))
    return next(
        (folder / name for name in names if not (folder / name).exists()), folder / "cards.pdf"
    )


async def print_deck(worker: StudyWorker, deck: str) -> PrintSheet:
    """Print the deck."""
    return PrintSheet(worker, deck)
