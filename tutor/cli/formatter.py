"""Text for reading line by line: how wide, and with formulas as the learner wants them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tutor.core.card import Macros
from tutor.core.text import paragraph
from tutor.settings import Maths

if TYPE_CHECKING:
    from tutor.typeset import Speech
    from tutor.typeset.walk import Walk

_ENDLESS = 10_000  # columns
_PAUSE = re.compile(r"(, end [a-z]+)(?= [^\W\d_])")  # after a formula, before the next word
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

    @property
    def draws(self) -> bool:
        """Whether lines are seen: pictures are drawn, and places marked, with signs."""
        return self.maths not in ("words", "tex")

    def __call__(self, text: str, macros: Macros = ()) -> str:
        if not self.aloud:
            return "\n".join(self._document(text, self.width, self.maths, macros))
        lines = self._document(text, _ENDLESS, "words", macros)
        heard = (_PAUSE.sub(r"\1,", line) for line in lines if line)
        return "\n".join(sentence for line in heard for sentence in _SENTENCES.split(line))

    def in_a_line(self, text: str, macros: Macros = ()) -> str:
        """The same on one line, however long, to be named in a sentence."""
        maths: Maths = "line" if self.maths == "box" else self.maths
        lines = self._document(text, _ENDLESS, maths, macros)
        return " ".join(word for line in lines for word in line.split())

    def spoken(self, sentence: str, *, intervals: bool | None = None) -> str:
        """A sentence of the program, with formulas as they are typed, as lines are wanted."""
        if not self.aloud:
            return sentence
        from tutor.typeset.typed_formulas import in_words

        return in_words(sentence, self._speech, intervals=intervals)

    def sentences(self, text: str) -> list[str]:
        """What is parted by semicolons, each as a sentence."""
        return [f"{self.spoken(part).rstrip('.')}." for part in text.split("; ")]

    def walk(self, texts: Iterable[str], macros: Macros = ()) -> "Walk":
        """The way through the formulas of texts."""
        from tutor.typeset import formulas, parse
        from tutor.typeset.walk import walk

        found = [maths for text in texts for maths in formulas(paragraph(text))]
        return walk([parse(maths.source, dict(macros)) for maths in found], self._speech)

    def _document(self, text: str, width: int, maths: Maths, macros: Macros) -> list[str]:
        from tutor.typeset import document

        return document(paragraph(text), width, maths, dict(macros), self._speech)

    @property
    def _speech(self) -> "Speech":
        from tutor.typeset import Speech

        return Speech(self.capitals, self.long)
