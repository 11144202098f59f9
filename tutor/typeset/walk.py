"""A formula gone through part by part, as one who listens to it does."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tutor.typeset.parts import Part, parts
from tutor.typeset.spoken import words
from tutor.typeset.spoken_names import SHORT, Speech
from tutor.typeset.tree import Formula, Node

NEXT, BEFORE, INTO, OUT = ".", ",", ">", "<"
STEPS = (NEXT, BEFORE, INTO, OUT)
NO_FORMULA = "There is no formula here."


def walk(formulas: Sequence[Formula], speech: Speech = SHORT) -> "Walk":
    """The way through formulas, those left out that are a single letter or number."""
    composed = tuple(formula for formula in formulas if parts(formula.tree))
    return Walk(composed or tuple(formulas), speech)


@dataclass(frozen=True, slots=True)
class Walk:
    """A place in one of several formulas: the numbers of the parts on the way to it."""

    formulas: tuple[Formula, ...]
    speech: Speech = SHORT
    at: int | None = None  # which formula, once one was chosen
    path: tuple[int, ...] = ()

    def step(self, to: str) -> tuple["Walk", str]:
        """One step, and what is heard of it."""
        if not self.formulas:
            return self, NO_FORMULA
        if self.at is None:
            self = replace(self, at=0)
            if to != INTO:
                return self, self.here()
        if to == INTO:
            into = replace(self, path=(*self.path, 0))
            if into.siblings:
                return into, into.here()
            return self, f"Nothing to go into: {self._words}."
        if to == OUT:
            if not self.path:
                return self, f"This is the whole formula. {self.here()}"
            outer = replace(self, path=self.path[:-1])
            return outer, outer.here()
        return self._beside(1 if to == NEXT else -1)

    @property
    def siblings(self) -> tuple[Part, ...]:
        """The parts among which this place is one."""
        found: tuple[Part, ...] = ()
        inside: Node | tuple[Part, ...] = self.formulas[self.at or 0].tree
        for number in self.path:
            found = parts(inside)
            inside = found[number].inside if found else ()
        return found

    def here(self) -> str:
        """Where one is, and what is there."""
        if not self.path:
            count = len(self.formulas)
            number = f" {(self.at or 0) + 1} of {count}" if count > 1 else ""
            return f"Formula{number}: {self._words}. {_listed(self._parts)}"
        return f"{_place(self.siblings, self.path[-1])}: {self._words}."

    def _beside(self, step: int) -> tuple["Walk", str]:
        places = len(self.siblings) if self.path else len(self.formulas)
        now = self.path[-1] if self.path else self.at or 0
        if not 0 <= now + step < places:
            if places == 1 and not self.path:
                return self, self.here()
            return self, f"{'Last' if step > 0 else 'First'}. {self.here()}"
        if self.path:
            beside = replace(self, path=(*self.path[:-1], now + step))
        else:
            beside = replace(self, at=now + step)
        return beside, beside.here()

    @property
    def _words(self) -> str:
        if not self.path:
            return words(self.formulas[self.at or 0], self.speech)
        return self.siblings[self.path[-1]].words(self.speech)

    @property
    def _parts(self) -> tuple[Part, ...]:
        return parts(self.formulas[self.at or 0].tree)


def _place(among: Sequence[Part], number: int) -> str:
    """numerator, 1 of 2; or term 1 of 3, where all have one name."""
    name = among[number].name
    comma = "" if len(among) > 1 and len({part.name for part in among}) == 1 else ","
    return f"{name[0].upper()}{name[1:]}{comma} {number + 1} of {len(among)}"


def _listed(found: Sequence[Part]) -> str:
    """What a formula is made of."""
    names = [part.name for part in found]
    if not names:
        return "It has no parts."
    if len(set(names)) == 1 and names[1:]:
        return f"Its parts: {len(names)} {names[0]}s."
    return f"Its parts: {'; '.join(names)}."
