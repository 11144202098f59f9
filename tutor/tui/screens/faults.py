"""What is wrong in deck files, where, and how to correct it."""

import os
import re
from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from tutor.core.fault import Fault
from tutor.core.text import counted, one_line
from tutor.library.shelf import Shelf
from tutor.study.changes import Changes
from tutor.tui.screens.editing import EDIT, Place
from tutor.tui.screens.editing_sheet import EditingSheet
from tutor.tui.study_worker import StudyWorker
from tutor.tui.widgets.row_list import RowList

# Reading decks at each start cannot wait for this: formulas alone take five times as long.
CLOSER = (
    "`tutor check` checks more: every formula, ids that two files share, and the exercises. It may "
    "find faults that are not listed here."
)
AROUND = 7  # rows of the frame, the title, the keys and between them
_PLACE = re.compile(r"(?P<path>.+?):(?P<line>[0-9]+): (?P<message>.*)", re.DOTALL)


class FaultList(RowList):
    """Faults, then notes, one a row."""

    def __init__(self, remarks: Sequence[Fault]) -> None:
        super().__init__()
        self.remarks = remarks
        self.faults = 0  # so many of them are faults

    def show(self, shelf: Shelf) -> None:
        """Show these."""
        self.remarks, self.faults = remarks(shelf), len(shelf.faults)
        self.count = len(self.remarks)
        self.refresh()

    def row(self, index: int, width: int) -> Content:
        """A row: whether it is a fault, its file, line and what it says."""
        remark = self.remarks[index]
        mark = ("! ", "bold $error") if index < self.faults else "  "
        name = os.path.basename(remark.path)
        place = f"{name}:{remark.line}" if remark.line else name
        return Content.assemble(mark, (one_line(place), "bold"), "  ", one_line(remark.message))


class FaultsSheet(EditingSheet):
    """A list of faults and notes, and below it the one that is chosen in full."""

    BINDINGS: ClassVar[list[BindingType]] = [EDIT]

    HELP = "What is wrong in deck files, and what is worth a note."

    def __init__(self, worker: StudyWorker) -> None:
        self.shelf = worker.study.decks.shelf
        super().__init__("Deck files", fault_text(self.shelf))
        self.worker = worker
        self.list = FaultList(())

    def above(self) -> ComposeResult:
        """The faults and notes."""
        yield self.list

    def on_mount(self) -> None:
        """Show them."""
        self._show(self.shelf)

    def on_resize(self) -> None:
        """The list is as long as its rows, or a quarter of the screen; the text has the rest."""
        rows = max(1, min(self.list.count, self.size.height // 4))
        self.list.styles.height = rows
        self.query_one("#text").styles.max_height = max(3, self.most_rows - rows - AROUND)

    def place(self) -> Place | None:
        """Where the chosen one is; some notes are about no file."""
        remark = self._chosen
        return Place(remark.path, remark.line) if remark is not None and remark.path else None

    async def reread(self, changes: Changes) -> None:
        """Show what is left of them."""
        self._show(self.worker.study.decks.shelf)

    def on_row_list_moved(self) -> None:
        """Show the chosen one in full."""
        self._show_chosen()

    async def on_row_list_chosen(self) -> None:
        """A second click opens it."""
        await self.run_action("edit")

    def _show(self, shelf: Shelf) -> None:
        self.shelf = shelf
        self.list.show(shelf)
        self.on_resize()
        self._show_chosen()

    def _show_chosen(self) -> None:
        text = fault_text(self.shelf, self.list.cursor)
        self.query_one("VerticalScroll > Static", Static).update(text)
        self.refresh_bindings()

    @property
    def _chosen(self) -> Fault | None:
        found = self.list.remarks
        return found[self.list.cursor] if found else None


def remarks(shelf: Shelf) -> list[Fault]:
    """The faults, then the notes, each with its place if it has one."""
    return [*shelf.faults, *map(_as_fault, shelf.notes)]


def fault_text(shelf: Shelf, chosen: int = 0) -> Content:
    """How many faults and notes there are, and one of them in full."""
    found = remarks(shelf)
    if not found:
        return Content("There are no faults, and no notes.")
    numbers = []
    if shelf.faults:
        numbers.append(f"{counted(len(shelf.faults), 'fault')}. Everything else is loaded.")
    if shelf.notes:
        numbers.append(counted(len(shelf.notes), "note") + ".")
    lines = [Content(" ".join(numbers)), _in_full(found[chosen])]
    if shelf.faults:
        lines.append(Content(CLOSER).stylize("$text-muted"))
    return Content("\n\n").join(lines)


def _in_full(remark: Fault) -> Content:
    place = f"{remark.path}:{remark.line}" if remark.line else remark.path
    parts = [Content(one_line(place)).stylize("bold")] if place else []
    return Content("\n").join([*parts, Content(one_line(remark.message))])


def _as_fault(note: str) -> Fault:
    """A note, and its place if it begins with one."""
    found = _PLACE.fullmatch(note)
    if found is None:
        return Fault("", 0, note)
    return Fault(found["path"], int(found["line"]), found["message"])


async def show_faults(worker: StudyWorker, deck: str) -> FaultsSheet:
    """What there is to say of the decks as they were last read."""
    return FaultsSheet(worker)
