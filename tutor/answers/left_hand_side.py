"""The left-hand side a learner may write before an answer: `p_X(x) =`, `det A =`, `x in`."""

import re
from collections.abc import Sequence

from tutor.answers.tokens import Unreadable

_DENSITY = r"p(?:_?[Xx])?(?:\([^()]*(?:\([^()]*\))?\))?"
_JACOBIAN = r"J(?:_?f)?(?:\(z\))?"
_DET = rf"det(?:A|{_JACOBIAN}|\((?:A|{_JACOBIAN})\))"

# What each step may be called, by the step's name; spaces and braces are left out before.
_NAMES = {
    "inverse": r"(?:f\^-1|g)(?:\(x\))?|z|A\^-1|M",
    "support": r"[xX]|supp(?:ort)?(?:\(?p_X\)?)?",
    "derivative": rf"d[fx]/dz|d/dzf(?:\(z\))?|f'(?:\(z\))?|{_JACOBIAN}",
    "density": _DENSITY,
    "total-mass": r"(?:total)?mass|∫.*",
    "determinant": rf"{_DET}|\|A\|",
    "corners": r"corners",
    "area": rf"area|\|{_DET}\|",
    "log-abs-det": rf"(?:log|ln)\(?\|{_DET}\|\)?",
    "density-at": _DENSITY,
    "log-density-at": rf"(?:log|ln)(?:{_DENSITY}|\({_DENSITY}\))",
}
_EQUALS = re.compile(r"[=≈]")
_IN = re.compile(r"\s*([A-Za-z]\w*)\s*(?:∈|\bin\b)", re.ASCII)
_DROPPED = str.maketrans({" ": None, "{": None, "}": None, "’": "'", "′": "'", "⁻": "^-", "¹": "1"})


def skip(text: str, step: str, variables: Sequence[str]) -> int:
    """Where the answer itself begins: behind a left-hand side that names what was asked.

    `step` is the name of the step that asks; without one, any name of any step will do.
    """
    member = _IN.match(text)
    if member is not None:
        _check(member.group(1), step, variables)
        return member.end()
    equals = _EQUALS.search(text)
    if equals is None:
        return 0
    at = equals.start()
    if at and text[at - 1] in "<>!:":
        raise Unreadable("write an interval as [2, 6], without comparison signs", at)
    if not text[:at].strip():
        raise Unreadable(f"something is missing before {equals.group()}", at + 1)
    _check(text[:at], step, variables)
    if not text[at + 1 :].strip():
        raise Unreadable(f"something is missing after {equals.group()}", at + 1)
    return at + 1


def _check(left: str, step: str, variables: Sequence[str]) -> None:
    name = left.translate(_DROPPED).replace("^(-1)", "^-1")
    if step:
        known = re.fullmatch(_NAMES[step], name) is not None
    else:
        known = name in variables or any(re.fullmatch(n, name) for n in _NAMES.values())
    if not known:
        raise Unreadable(
            "what stands in front is not what is asked: type only the answer",
            len(left) - len(left.lstrip()) + 1,
        )
