"""How it is printed: the layout, the page, the format."""

from dataclasses import dataclass
from pathlib import Path

from tutor.core.text import one_line
from tutor.errors import TutorError

FORMATS = ("pdf", "html")
_FORMAT_OF = {".pdf": "pdf", ".html": "html", ".htm": "html", "": "pdf"}  # by a name's ending
LAYOUTS = ("cards", "two-sided", "a4-grid", "sheet")
PAGES = {  # millimetres, upright
    "a6": (105.0, 148.0),
    "a5": (148.0, 210.0),
    "a4": (210.0, 297.0),
    "letter": (215.9, 279.4),
}
_USUAL_PAGE = {"cards": "a5", "two-sided": "a6", "a4-grid": "a4", "sheet": "a4"}


@dataclass(frozen=True, slots=True)
class Paper:
    """A layout on a page; "" is the page that suits the layout."""

    layout: str = "cards"
    page: str = ""

    def __post_init__(self) -> None:
        if self.layout == "a4-grid" and self.page not in ("", "a4", "letter"):
            raise TutorError(
                f"An {self.page.upper()} page is too small to cut cards from. Print the layout "
                "a4-grid on --page a4 or letter."
            )

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the upright page in millimetres."""
        return PAGES[self.page or _USUAL_PAGE[self.layout]]


def format_of(path: Path) -> str:
    """The format a file's name asks for; a TutorError if that is none there is."""
    try:
        return _FORMAT_OF[path.suffix.lower()]
    except KeyError:
        raise TutorError(
            f"{one_line(str(path))}: cards are printed as .pdf or .html, not as "
            f"{one_line(path.suffix)}. End the name so, or say which it is with --format pdf or "
            "html."
        ) from None
