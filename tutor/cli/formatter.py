"""Text for reading line by line: how wide, and with formulas as the learner wants them."""

from dataclasses import dataclass

from tutor.core.card import Macros
from tutor.core.text import paragraph
from tutor.settings import Maths

_ENDLESS = 10_000  # columns


@dataclass(frozen=True, slots=True)
class Formatter:
    """Sets text; `macros` are its deck's own commands."""

    width: int
    maths: Maths

    def __call__(self, text: str, macros: Macros = ()) -> str:
        from tutor.typeset import document

        return "\n".join(document(paragraph(text), self.width, self.maths, dict(macros)))

    def in_a_line(self, text: str, macros: Macros = ()) -> str:
        """The same on one line, however long, to be named in a sentence."""
        from tutor.typeset import document

        maths: Maths = "words" if self.maths == "words" else "line"
        lines = document(paragraph(text), _ENDLESS, maths, dict(macros))
        return " ".join(word for line in lines for word in line.split())
