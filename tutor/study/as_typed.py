"""A formula of a card as a learner would type it, so that the two can be compared by value."""

import re
from collections.abc import Iterator
from functools import cache
from string import ascii_uppercase
from unicodedata import name, normalize

from tutor.core.card import Macros

_LOWERED = re.compile("([A-Za-z])([₀-₉]+)")
_FUNCTIONS = "arcsin|arccos|arctan|sinh|cosh|tanh|sin|cos|tan|exp|log|ln"
# What one is of without brackets; p(x) is none, as it may be a function's value.
_OF = r"(?:\|[^|]*\||√?[0-9A-Za-zα-ω.π]++)(?:\^\([^()]*\))?+(?!\()"
_OPEN = re.compile(rf"\b({_FUNCTIONS}) ({_OF})")
_POWER = re.compile(rf"\b({_FUNCTIONS})\^\(([0-9]+)\) ?(?:\(([^()]*)\)(?!\^)|({_OF}))")
_CALL = re.compile(rf"\b(?:{_FUNCTIONS}) ?\(")
_GREEK = re.compile("[α-ωΑ-Ω]")


def in_one_line(latex: str, macros: Macros) -> str | None:
    """A formula as it is shown; None if it has a fault."""
    from tutor.typeset.one_line import line
    from tutor.typeset.parser import parse

    formula = parse(latex, dict(macros))
    return None if formula.faults else line(formula)


def as_typed(shown: str) -> str | None:
    """With powers behind ^, and brackets around what a function is of; None if that is unclear."""
    text = _raised().sub(lambda found: f"^({_plain(found[0])})", shown)
    text = _LOWERED.sub(lambda found: f"({found[1]}{_plain(found[2])})", text)
    text = _POWER.sub(lambda found: f"({found[1]}({found[3] or found[4]}))^({found[2]})", text)
    text = _OPEN.sub(r"\1(\2)", text)
    ends = (_behind_bracket(text, found.end()) for found in _CALL.finditer(text))
    return None if any(text.startswith("^", end) for end in ends) else text


def _behind_bracket(text: str, at: int) -> int:
    """Where the bracket ends that was opened before this place."""
    depth = 1
    while depth and at < len(text):
        depth += {"(": 1, ")": -1}.get(text[at], 0)
        at += 1
    return at


@cache
def _raised() -> re.Pattern[str]:
    """Some raised signs, of those that stand for others."""
    from tutor.typeset.alphabets import RAISED

    return re.compile(f"[{''.join(sign for sign in RAISED if _plain(sign) != sign)}]+")


def _plain(text: str) -> str:
    return normalize("NFKC", text).replace("−", "-")


def with_letters(expected: str, given: str) -> tuple[str, str]:
    """Both with a capital letter that neither has for each Greek one, by sign or by name."""
    spare = (letter for letter in ascii_uppercase if letter not in expected + given)
    for letter in _greek(expected):
        said = name(letter).rpartition(" ")[2].replace("LAMDA", "LAMBDA")
        word = said.capitalize() if letter.isupper() else said.lower()
        sign = next(spare, "")
        if not sign:
            break
        expected = expected.replace(letter, f"({sign})")
        given = re.sub(rf"{letter}|(?<![A-Za-z]){word}(?![A-Za-z])", f"({sign})", given)
    return expected, given


def _greek(text: str) -> Iterator[str]:
    return (letter for letter in dict.fromkeys(_GREEK.findall(text)) if letter != "π")
