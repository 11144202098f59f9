"""What is wrong in deck files, where, and how to correct it."""

from textual.content import Content

from tutor.core.fault import Fault
from tutor.core.text import counted, one_line
from tutor.library.shelf import Shelf
from tutor.tui.screens.sheet import Sheet
from tutor.tui.study_worker import StudyWorker

MOST = 500
# Reading decks at each start cannot wait for this: formulas alone take five times as long.
CLOSER = (
    "`tutor check` checks more: every formula, ids that two files share, and the exercises. It may "
    "find faults that are not listed here."
)


class FaultsSheet(Sheet):
    """Every fault as `file:line: what`, then the notes."""

    def __init__(self, shelf: Shelf) -> None:
        super().__init__("Deck files", fault_text(shelf))


def fault_text(shelf: Shelf) -> Content:
    """The faults and notes in words."""
    lines = []
    if shelf.faults:
        lines.append(Content(f"{counted(len(shelf.faults), 'fault')}. Everything else is loaded."))
        lines += [_fault(fault) for fault in shelf.faults[:MOST]]
        if len(shelf.faults) > MOST:
            lines.append(
                Content(f"and {len(shelf.faults) - MOST:,} more; `tutor check` lists all.")
            )
        lines.append(Content(CLOSER))
    if shelf.notes:
        lines.append(Content(counted(len(shelf.notes), "note") + "."))
        lines += [Content(one_line(note)) for note in shelf.notes[:MOST]]
    return Content("\n\n").join(lines)


def _fault(fault: Fault) -> Content:
    place = f"{fault.path}:{fault.line}" if fault.line else fault.path
    return Content.assemble((one_line(place), "bold"), "\n", one_line(fault.message))


async def show_faults(worker: StudyWorker, deck: str) -> FaultsSheet:
    """What there is to say of the decks as they were last read."""
    return FaultsSheet(worker.study.decks.shelf)
