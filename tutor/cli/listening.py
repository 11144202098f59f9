"""What was said, said again or part by part, to who listens before typing the next line."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from tutor.cli.formatter import Formatter
from tutor.cli.typed_lines import TypedLines
from tutor.core.card import Card, Macros
from tutor.core.text import counted
from tutor.errors import TutorError
from tutor.library.card_pictures import named

if TYPE_CHECKING:
    from tutor.typeset.walk import Walk

Say = Callable[[str], None]

# Voices say no signs, so each of them is named too.
AGAIN = "r says it again, r3 its third line."
WALKING = (
    "A dot . says the parts of a formula; then greater-than > goes into it, less-than < out again, "
    "dot . and comma , to the next part and the one before, or to another formula."
)
OPENS = "o opens its pictures and sounds."
_REPEAT = re.compile(r"r([0-9]{0,3})")
_STEPS = (".", ",", ">", "<")


class Heard(NamedTuple):
    """What was said last, and the texts whose formulas can be gone through."""

    lines: str = ""
    texts: tuple[str, ...] = ()
    macros: Macros = ()
    card: Card | None = None  # whose pictures and sounds can be opened
    revealed: bool = False

    @property
    def has_media(self) -> bool:
        """Whether what was said names pictures or sounds."""
        return self.card is not None and bool(named(self.card, revealed=self.revealed))


class Listening:
    """Reads lines, and answers itself those that ask to hear something again."""

    def __init__(self, typed: TypedLines, say: Say, formatter: Formatter) -> None:
        self.typed, self.say, self.formatter = typed, say, formatter
        self._heard = Heard()
        self._walk: Walk | None = None
        self._told: set[str] = set()

    def is_first(self, said: str) -> bool:
        """Whether something is to be said for the first time."""
        is_new = said not in {"", *self._told}
        self._told.add(said)
        return is_new

    def about(self, heard: Heard) -> None:
        """What can be heard again from now on."""
        self._heard, self._walk = heard, None

    def next(self, prompt: str) -> str:
        """The next line that asks for nothing that was said; `q` at the end of the input."""
        while True:
            line = self.typed.ask(prompt)
            if (wanted := _REPEAT.fullmatch(line)) is not None:
                self._again(wanted[1])
            elif line in _STEPS:
                self._step(line)
            elif line == "o" and self.has_media:
                self._open()
            else:
                return line

    @property
    def has_formulas(self) -> bool:
        """Whether what was said last has formulas."""
        return bool(self._the_walk.formulas)

    @property
    def has_media(self) -> bool:
        """Whether what was said last has pictures or sounds to open."""
        return self._heard.has_media

    def _open(self) -> None:
        from tutor.study.media import open_media

        assert self._heard.card is not None
        try:
            self.say(open_media(self._heard.card, revealed=self._heard.revealed))
        except TutorError as error:
            self.say(str(error))

    def _again(self, number: str) -> None:
        lines = [part for part in self._heard.lines.split("\n") if part.strip()]
        if not number:
            self.say(self._heard.lines)
        elif 0 < int(number) <= len(lines):
            self.say(lines[int(number) - 1])
        else:
            self.say(f"It has {counted(len(lines), 'line')}.")

    def _step(self, to: str) -> None:
        self._walk, said = self._the_walk.step(to)
        self.say(said)

    @property
    def _the_walk(self) -> "Walk":
        if self._walk is None:
            self._walk = self.formatter.walk(self._heard.texts, self._heard.macros)
        return self._walk
