"""Text for reading line by line: how wide, and with formulas as the learner wants them."""

import re
from dataclasses import dataclass

from tutor.core.card import Macros
from tutor.core.text import paragraph
from tutor.settings import Maths

_ENDLESS = 10_000  # columns
_SENTENCES = re.compile(r"(?<=[^\W\d]{2}[.?!]) (?=[^\W\d_])")


@dataclass(frozen=True, slots=True)
class Formatter:
    """Sets text; `macros` are its deck's own commands.

    In words a line is a sentence, however long: who listens hears no end of a line inside one.
    """

    width: int
    maths: Maths
    capitals: bool = True
    long: bool = False

    @property
    def aloud(self) -> bool:
        """Whether lines are written to be heard."""
        return self.maths == "words"

    def __call__(self, text: str, macros: Macros = ()) -> str:
        if not self.aloud:
            return "\n".join(self._document(text, self.width, self.maths, macros))
        lines = self._document(text, _ENDLESS, "words", macros)
        return "\n".join(s for line in lines if line for s in _SENTENCES.split(line))

    def in_a_line(self, text: str, macros: Macros = ()) -> str:
        """The same on one line, however long, to be named in a sentence."""
        maths: Maths = "line" if self.maths == "box" else self.maths
        lines = self._document(text, _ENDLESS, maths, macros)
        return " ".join(word for line in lines for word in line.split())

    def _document(self, text: str, width: int, maths: Maths, macros: Macros) -> list[str]:
        from tutor.typeset import Speech, document

        speech = Speech(self.capitals, self.long)
        return document(paragraph(text), width, maths, dict(macros), speech)
