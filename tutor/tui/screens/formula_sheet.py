"""The formulas of a card or step: one is marked, and its parts are said one after another."""

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from tutor.core.card import Macros
from tutor.core.text import harmless, paragraph
from tutor.settings import Notation
from tutor.tui.screens.sheet import Sheet
from tutor.typeset import Formula, Speech, box, formulas, line, parse, words
from tutor.typeset.walk import BEFORE, INTO, NEXT, OUT, walk

_AROUND = 14  # cells of the sheet beside a formula
_WIDEST = 84 - 10
_MARK = "▸ "


class FormulaSheet(Sheet):
    """Formulas set below each other; where one is in them is said in a line."""

    HELP = (
        "The formulas of what was shown. The marked one is said in words, whole or the part of it "
        "where you are. A part that is made of others can be gone into."
    )
    DEFAULT_CSS = """
    FormulaSheet {
        #sheet { height: 90%; max-height: 30; }
        #sheet > #text { height: 1fr; max-height: 100%; }
        #sheet > #said { height: 5; max-height: 40%; border-top: solid $border; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("full_stop,right", f"step('{NEXT}')", "next", tooltip="The next part or formula"),
        Binding("comma,left", f"step('{BEFORE}')", "before", tooltip="The part or formula before"),
        Binding("greater_than_sign,down", f"step('{INTO}')", "in", tooltip="Into its parts"),
        Binding("less_than_sign,up", f"step('{OUT}')", "out", tooltip="Out of the parts"),
        Binding("escape,f6,enter,space,q", "dismiss", "close", tooltip="Close"),
    ]

    def __init__(self, texts: Sequence[str], macros: Macros, notation: Notation) -> None:
        super().__init__("Formulas", Content(""))
        self.notation = notation
        found = [maths for text in texts for maths in formulas(paragraph(text))]
        read = [parse(maths.source, dict(macros)) for maths in found]
        self.speech = Speech(notation.capitals, notation.words == "long")
        self.walk, self.said = walk(read, self.speech).step(NEXT)

    def below(self) -> ComposeResult:
        """Where one is, in words."""
        with VerticalScroll(id="said"):
            yield Static(markup=False)

    def on_mount(self) -> None:
        """Set the formulas."""
        self._show()

    def on_resize(self) -> None:
        """Set them for the room there is now."""
        self._show()

    def action_step(self, to: str) -> None:
        """To another part or formula."""
        self.walk, self.said = self.walk.step(to)
        self._show()

    def _show(self) -> None:
        self.query_one("#said > Static", Static).update(Content(harmless(self.said)))
        lines: list[Content] = []
        top = 0
        for number, formula in enumerate(self.walk.formulas):
            is_chosen = number == self.walk.at
            top = len(lines) if is_chosen else top
            lines += _marked(self._rows(formula), is_chosen)
        formulas = self.query_one("#text", VerticalScroll)
        formulas.query_one(Static).update(Content("\n").join(lines))
        formulas.scroll_to(y=top, animate=False)

    def _rows(self, formula: Formula) -> Sequence[str]:
        width = max(10, min(self.app.size.width - _AROUND, _WIDEST))
        match self.notation.maths:
            case "words":
                return [words(formula, self.speech)]
            case "line":
                return [line(formula)]
            case _:
                return box(formula, width, display=True).rows


def _marked(rows: Sequence[str], is_chosen: bool) -> Iterator[Content]:
    """A formula's rows with a mark before the first and, if it is chosen, in reverse."""
    for number, row in enumerate(rows):
        mark = _MARK if is_chosen and not number else " " * len(_MARK)
        content = Content(harmless(row))
        yield Content(mark) + (content.stylize("reverse") if is_chosen else content)
    yield Content("")
