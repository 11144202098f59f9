"""Cards and exercises on paper: a PDF through Typst, or one page of HTML for any browser."""

from dataclasses import dataclass
from pathlib import Path

from tutor.core.day import milliseconds
from tutor.library.card_pictures import missing
from tutor.new_file import check_free, new_file
from tutor.printing.card_images import Images
from tutor.printing.paper import FORMATS, LAYOUTS, PAGES, Paper, format_of
from tutor.printing.progress_line import progress_line
from tutor.printing.wanted import Chosen, Progress, Wanted, choose
from tutor.study import Study

__all__ = [
    "FORMATS",
    "LAYOUTS",
    "PAGES",
    "Chosen",
    "Paper",
    "Printed",
    "Progress",
    "Wanted",
    "choose",
    "format_of",
    "print_cards",
    "progress_line",
]


@dataclass(frozen=True, slots=True)
class Printed:
    """What was printed, into which file, and what to say of it."""

    path: Path
    chosen: Chosen
    remarks: tuple[str, ...] = ()


def print_cards(
    study: Study,
    wanted: Wanted,
    paper: Paper,
    path: Path,
    *,
    form: str = "pdf",
    force: bool = False,
    progress: Progress = lambda said, share: None,
) -> Printed:
    """Print what is wanted of the opened decks; nothing is left behind if it fails or is stopped.

    `progress` is called all the while, and may raise to stop.
    """
    study.decks.shelf.files(wanted.decks)  # a deck that is not there is told first
    check_free(path, force)
    if form == "pdf":
        from tutor.printing.to_pdf import check_typst, write_pdf

        check_typst()
        write = write_pdf
    else:
        from tutor.printing.to_html import write_html

        write = write_html
    chosen = choose(study, wanted, progress)
    images = Images(study.decks.roots)
    with new_file(path, force) as file:
        boxes = write(chosen, paper, images, file, milliseconds(study.clock()) // 1000, progress)
    remarks = [said for card in chosen.cards for said in missing(card)] + images.remarks
    if boxes:
        from tutor.printing.no_font import no_font

        remarks += no_font(boxes, chosen.cards)
    return Printed(path, chosen, tuple(remarks))
