"""A formula of a card as a learner would type it, so that the two can be compared by value."""

import re
from collections.abc import Iterator
from string import ascii_uppercase
from unicodedata import name, normalize

from tutor.core.card import Macros

_RAISED = re.compile("[⁰¹²³⁴-⁾ᵃ-ᵡˣʰ-ʸᴬ-ᵂⱽᶜᶠᶻ]+")
_LOWERED = re.compile("([A-Za-z])([₀-₉]+)")
_FUNCTIONS = "arcsin|arccos|arctan|sinh|cosh|tanh|sin|cos|tan|exp|log|ln"
_OPEN = re.compile(rf"\b({_FUNCTIONS})[ ](\|[^|]*\||√?[0-9A-Za-zα-ω.π]+)")
_GREEK = re.compile("[α-ωΑ-Ω]")


def as_typed(latex: str, macros: Macros) -> str | None:
    """In one line, with powers behind ^ and brackets around what a function is of; None if not."""
    from tutor.typeset.one_line import line
    from tutor.typeset.parser import parse

    formula = parse(latex, dict(macros))
    if formula.faults:
        return None
    text = _RAISED.sub(lambda found: f"^({_plain(found[0])})", line(formula))
    text = _LOWERED.sub(lambda found: f"({found[1]}{_plain(found[2])})", text)
    return _OPEN.sub(r"\1(\2)", text)


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
