"""What to write instead of a character or a name that typed mathematics does not have."""

import re
import unicodedata
from collections.abc import Sequence

from tutor.answers.vocabulary import CONSTANTS, FUNCTIONS
from tutor.core.text import harmless

DOTTED = re.compile(r"[A-Za-z_]\w*(?:\s*\.\s*[A-Za-z_]\w*)+", re.ASCII)  # np.exp
_ADVICE = {
    "=": "there is one = too many: type only what comes after the last one",
    "<": "write an interval as [2, 6], without comparison signs",
    ">": "write an interval as [2, 6], without comparison signs",
    "≤": "write an interval as [2, 6], without comparison signs",
    "≥": "write an interval as [2, 6], without comparison signs",
    ";": "write commas here: (4, 2) for a point, [[3, 1], [0, 2]] for a matrix",
    "%": "write a percentage as a decimal: 0.25 for 25 percent",
    "!": "factorials are not supported",
    "$": "leave out the dollar signs: type the answer as it is, for example 1/4",
    "\\": "LaTeX is not supported: type 1/4, sqrt(2) or x^2",
    ".": "a point is only allowed inside a number, as in 0.5",
    "_": "underscores are not allowed: write names like x or x1, and numbers like 1000",
    "'": "a prime or a quote is not allowed here",
    '"': "leave out the quotes: type the answer as it is",
    "∪": "one interval is enough: write it like [2, 6]",
    "ℝ": "write all real numbers as the interval (-inf, inf)",
    "∛": "write a cube root as a power: x^(1/3)",
}


def unknown_character(character: str) -> str:
    """The message about a character that has no meaning."""
    if character in _ADVICE:
        return _ADVICE[character]
    name = unicodedata.name(character, "").lower()
    if unicodedata.category(character)[0] in "LMN":
        return (
            f"{character} ({name}) is not recognised: please retype it as a plain letter or digit"
        )
    return f"{harmless(character)} cannot be used in an answer"


def unknown_name(name: str, called: bool, variables: Sequence[str]) -> str:
    """The message about a name that is neither a variable, a function nor a constant."""
    from difflib import get_close_matches  # only where something is wrong: 5 ms

    shown = harmless(name if len(name) <= 20 else name[:20] + "…")
    if called and len(name) > 1:
        close = get_close_matches(name.lower(), FUNCTIONS, n=1)
        listed = ", ".join(FUNCTIONS)
        hint = f"did you mean {close[0]}?" if close else f"the functions are {listed}"
        return f"there is no function {shown}; {hint}"
    known = [*variables, *CONSTANTS]
    close = get_close_matches(name.lower(), [*known, *FUNCTIONS], n=1, cutoff=0.7)
    for part in (*FUNCTIONS, *CONSTANTS):
        if name.endswith(part) and name[: -len(part)] in known:
            return f"write * between the two: {name[: -len(part)]}*{part}"
        if name.startswith(part) and name[len(part) :] in known and part in CONSTANTS:
            return f"write * between the two: {part}*{name[len(part) :]}"
        if name.startswith(part) and name[len(part) :].isdecimal() and part in FUNCTIONS:
            return f"write the brackets: {part}({name[len(part) :]})"
    if not variables:
        hint = f"; did you mean {close[0]}?" if close else ""
        return f"{shown} has no value here: use only numbers, functions, pi and e{hint}"
    listed = " and ".join(
        (", ".join(variables[:-1]), variables[-1]) if variables[1:] else variables
    )
    return (
        f"{shown} is unknown: this question uses {listed}; did you mean {(close or variables)[0]}?"
    )


def without_prefix(text: str, attribute: re.Match[str]) -> str:
    """The message about `np.exp(1)`: the same without its prefix, if it has a meaning without."""
    last = attribute.group().split(".")[-1].strip()
    if last not in FUNCTIONS and last not in CONSTANTS:
        return "a name cannot have dots: write exp(1), not np.exp(1)"
    if last in CONSTANTS:
        return f"write {last}"
    depth = 0
    for end in range(attribute.end(), len(text)):
        depth += {"(": 1, ")": -1}.get(text[end], 0)
        if depth <= 0:
            break
    else:
        return f"write {last}(…)"
    return f"write {last}{harmless(text[attribute.end() : end + 1]).strip()}"
