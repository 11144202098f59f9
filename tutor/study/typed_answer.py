"""What the learner typed, compared with a card's answer: words by letters, formulas by value."""

import re
from difflib import SequenceMatcher
from functools import lru_cache
from typing import NamedTuple

from tutor.core.card import Card
from tutor.core.text import one_line
from tutor.errors import TutorError
from tutor.library.as_read import as_read
from tutor.study.as_typed import as_typed, in_one_line, with_letters

LONGEST = 1_000  # characters that are compared letter by letter

_FORMULA = re.compile(r"\$\$?([^$]+)\$\$?\s*\.?|\\\((.+)\\\)\s*\.?", re.DOTALL)
_VARIABLE = re.compile(r"(?<![A-Za-z_])[A-Za-df-z][0-9]?(?![A-Za-z0-9_])")


class Difference(NamedTuple):
    """Some letters of the right answer that are missing, or of the typed one that are wrong."""

    same: str
    typed: str = ""
    right: str = ""


class Comparison(NamedTuple):
    """Whether it is right, and where it differs."""

    is_right: bool
    said: str
    differences: tuple[Difference, ...] = ()

    @property
    def line(self) -> str:
        """The differences on one line: [-wrong-] letters and {+missing+} ones."""
        return "".join(
            each.same
            + (f"[-{each.typed}-]" if each.typed else "")
            + (f"{{+{each.right}+}}" if each.right else "")
            for each in self.differences
        )


@lru_cache(maxsize=16)
def compared(card: Card, typed: str) -> Comparison | None:
    """The comparison; None where nothing was typed, or the card does not ask for it."""
    if not card.is_typed or not typed.strip():
        return None
    whole = _FORMULA.fullmatch(card.answer.strip())
    shown = in_one_line(whole[1] or whole[2], card.macros) if whole else None
    if shown is not None and (judged := _as_formula(card, shown, typed)) is not None:
        return judged
    if as_read(typed) == as_read(card.answer):
        return Comparison(True, "Right.")
    if shown is not None and _is_shown_so(card, typed, shown):
        return Comparison(True, "Right.")
    right = one_line(shown or card.answer)[:LONGEST]
    return Comparison(False, "Not the same.", _differences(one_line(typed)[:LONGEST], right))


def _is_shown_so(card: Card, typed: str, shown: str) -> bool:
    """Whether what was typed is the formula that is shown so: as it is shown, or in LaTeX."""
    given = typed.replace("$", "")
    forms = given, in_one_line(given, card.macros)
    return _without_blanks(shown) in [_without_blanks(form) for form in forms if form is not None]


def _without_blanks(text: str) -> str:
    return "".join(text.replace("−", "-").split())


def _as_formula(card: Card, shown: str, typed: str) -> Comparison | None:
    """The verdict on an answer that is shown so; None if it cannot be read as a value."""
    from tutor.answers.judge import judge_text
    from tutor.answers.verdict import Malformed, Right, message

    expected = as_typed(shown)
    given = typed.replace("$", "")
    if "\\" in given and (latex := in_one_line(given, card.macros)) is not None:
        given = as_typed(latex) or given
    if expected is None:
        return None
    expected, given = with_letters(expected.rpartition("=")[2], given.rpartition("=")[2])
    names = _VARIABLE.findall(f"{expected[:LONGEST]} {given[:LONGEST]}")
    variables = tuple(dict.fromkeys(names))
    try:
        verdict = judge_text("expression", expected, given, variables)
        if isinstance(verdict, Malformed):
            judge_text("expression", expected, expected, variables)  # is at least this a value?
    except TutorError:
        return None
    if isinstance(verdict, Malformed):
        if as_read(typed) == as_read(card.answer):
            return None
        return Comparison(False, f"This cannot be read as a formula: {verdict.message}")
    said = message(verdict)
    return Comparison(isinstance(verdict, Right), said[:1].upper() + said[1:])


def _differences(typed: str, right: str) -> tuple[Difference, ...]:
    """The two, letter by letter; letters that differ in case alone are the same."""
    found = []
    matcher = SequenceMatcher(None, typed.casefold(), right.casefold(), autojunk=False)
    if len(typed.casefold()) != len(typed) or len(right.casefold()) != len(right):
        matcher = SequenceMatcher(None, typed, right, autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            found.append(Difference(typed[a:b]))
        else:
            found.append(Difference("", typed[a:b], right[c:d]))
    return tuple(found)
