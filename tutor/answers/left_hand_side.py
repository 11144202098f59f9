"""The left-hand side a learner may write before an answer: `p_X(x) =`, `det A =`, `x in`."""

import re

from tutor.answers.tokens import Unreadable

_EQUALS = re.compile(r"[=≈]")
_IN = re.compile(r"\s*([A-Za-z]\w*)\s*(?:∈|\bin\b)", re.ASCII)
_DROPPED = str.maketrans({" ": None, "{": None, "}": None, "’": "'", "′": "'", "⁻": "^-", "¹": "1"})


def skip(text: str, allowed: str) -> int:
    """Where the answer itself begins: after a left-hand side that names what was asked.

    `allowed` is a pattern of such names, without spaces and braces; if it is empty, none is.
    """
    member = _IN.match(text)
    if member is not None:
        _check(member.group(1), allowed)
        return member.end()
    equals = _EQUALS.search(text)
    if equals is None:
        return 0
    at = equals.start()
    if at and text[at - 1] in "!:":
        raise Unreadable("type only what comes after the =", at)
    if not text[:at].strip():
        raise Unreadable(f"something is missing before {equals.group()}", at + 1)
    _check(text[:at], allowed)
    if not text[at + 1 :].strip():
        raise Unreadable(f"something is missing after {equals.group()}", at + 1)
    return at + 1


def skip_name(text: str, start: int, allowed: str) -> int:
    """Where what stands after `x in` begins."""
    member = _IN.match(text, start)
    return member.end() if member is not None and is_allowed(member.group(1), allowed) else start


def is_allowed(left: str, allowed: str) -> bool:
    """Whether a text names what was asked."""
    name = left.translate(_DROPPED).replace("**", "^").replace("^(-1)", "^-1")
    return bool(allowed) and re.fullmatch(allowed, name) is not None


def _check(left: str, allowed: str) -> None:
    if not is_allowed(left, allowed):
        raise Unreadable(
            "the left side is not what is asked for: type only the answer",
            len(left) - len(left.lstrip()) + 1,
        )
