"""A learner who prints, and what is on the pages that come out."""

import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.learner import Learner
from tutor.printing import Paper, Printed, Wanted, print_cards
from tutor.printing.to_pdf import page_data
from tutor.printing.wanted import Chosen

PAGE = Path(__file__).parents[2] / "tutor" / "printing" / "page.typ"
BUNDLED = Path(__file__).parents[2] / "decks" / "change-of-variables"
MILLIMETRE = 72 / 25.4
ALL = Wanted()


class Printer(Learner):
    """Prints into a folder."""

    @property
    def paper(self) -> Path:
        """The folder."""
        folder = self.folder / "paper"
        folder.mkdir(exist_ok=True)
        return folder

    def prints(
        self,
        wanted: Wanted = ALL,
        layout: str = "cards",
        page: str = "",
        form: str = "pdf",
        **more: Any,
    ) -> Printed:
        """Print, into cards.pdf or cards.html."""
        with self.opens() as study:
            path = self.paper / f"cards.{form}"
            return print_cards(
                study, wanted, Paper(layout, page), path, form=form, force=True, **more
            )

    def bundle(self) -> None:
        """Learn from the bundled deck."""
        for path in BUNDLED.iterdir():
            self.write(f"change-of-variables/{path.name}", path.read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Page:
    """A printed page: its size in millimetres, its text, and where each piece of it stands."""

    width: int
    height: int
    text: str
    pieces: tuple[tuple[str, float, float], ...]  # text, millimetres from the left and the top

    def place(self, text: str) -> tuple[float, float]:
        """Where a piece that holds this text begins."""
        return next((x, y) for piece, x, y in self.pieces if text in piece)


def pages(path: Path) -> list[Page]:
    """The pages of a PDF."""
    import pypdf

    return [_page(page) for page in pypdf.PdfReader(path).pages]


def _page(page: Any) -> Page:
    width, height = float(page.mediabox.width), float(page.mediabox.height)
    pieces = []

    def visit(text: str, cm: Any, tm: Any, *_: object) -> None:
        if text.strip():
            x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
            y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
            pieces.append((text.strip(), x / MILLIMETRE, (height - y) / MILLIMETRE))

    text = page.extract_text(visitor_text=visit)
    return Page(round(width / MILLIMETRE), round(height / MILLIMETRE), text, tuple(pieces))


def words(page: Page) -> str:
    """The text of a page on one line."""
    text = page.text.replace("- \n", "-").replace("-\n", "-")
    return " ".join(text.split())


def rendered(chosen: Chosen, paper: Paper, dots: float) -> list[bytes]:
    """The pages as PNG, so many dots a millimetre."""
    import typst

    made = typst.Compiler(PAGE, ignore_system_fonts=True).compile(
        format="png",
        ppi=dots * 25.4,
        sys_inputs={"data": page_data(chosen, paper, lambda said, share: None)},
    )
    assert made is not None
    return made if isinstance(made, list) else [made]


def sizes_of(marks: list[Any], rooms: list[float], wide: bool = False) -> Iterator[float]:
    """How high (or wide) texts are in em, each set so many em wide, as Typst measures them."""
    import pypdf
    import typst

    before, _, _ = PAGE.read_text(encoding="utf-8").partition("// -- a card ")
    source = (
        before
        + """
        #for (marks, room) in data.texts {
          page(width: if data.wide { auto } else { 9000pt }, height: auto, {
            set text(size: 10pt)
            if data.wide { formula(marks.at(0).at(1).at(0).at(1)) } else {
              block(width: room * 10pt, blocks(marks, room))
            }
          })
        }"""
    )
    data = {"title": "", "whole": 0, "wide": wide, "texts": list(zip(marks, rooms, strict=True))}
    pdf = typst.compile(
        source.encode(), sys_inputs={"data": json.dumps(data)}, ignore_system_fonts=True
    )
    for page in pypdf.PdfReader(io.BytesIO(pdf)).pages:
        yield float(page.mediabox.width if wide else page.mediabox.height) / 10
