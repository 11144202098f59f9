"""One typed answer judged against the right one, from the two texts alone."""

import re
from collections.abc import Sequence
from functools import lru_cache

from tutor.answers.answer import Answer, AnswerKind
from tutor.answers.compare import compare
from tutor.answers.read_answer import read
from tutor.answers.sample import anywhere
from tutor.answers.tokens import MAX_LENGTH, Unreadable
from tutor.answers.verdict import Malformed, Verdict
from tutor.answers.vocabulary import CONSTANTS, FUNCTIONS
from tutor.core.text import one_line
from tutor.errors import TutorError

_MAX_VARIABLES = 20


def judge_text(
    kind: str,
    expect: str,
    given: str,
    variables: Sequence[str] = (),
    left: str = "",
    fresh: int = 0,
) -> Verdict:
    """The verdict on `given` where `expect` is right; a TutorError if `expect` is unreadable.

    `left` is a pattern of the left-hand sides that either may have, besides the variables;
    `fresh` is the seed of the points at which only this answer is compared.
    """
    if kind not in set(AnswerKind):
        raise TutorError(
            f"There is no kind {one_line(kind[:40])}: the kinds are {', '.join(AnswerKind)}."
        )
    names = _checked(variables) or _used(expect)
    left = "|".join((*names, *filter(None, [left])))
    try:
        expected = _read(AnswerKind(kind), expect, names, left)
    except Unreadable as error:
        raise TutorError(
            f"The expected answer cannot be read, column {error.column}: {error.message}."
        ) from None
    try:
        answer = _read(AnswerKind(kind), given, names, left)
        return compare(expected, answer, anywhere(names, fresh))
    except Unreadable as error:
        return Malformed(error.message, error.column)


def _checked(variables: Sequence[str]) -> tuple[str, ...]:
    if len(variables) > _MAX_VARIABLES:
        raise TutorError(f"A question can have at most {_MAX_VARIABLES} variables.")
    for name in variables:
        if not (name.isascii() and name.isidentifier() and name[0].isalpha() and len(name) <= 20):
            raise TutorError(
                f"{one_line(name[:40])!r} cannot be a variable: use names like x, z or x1."
            )
        if name in CONSTANTS or name in FUNCTIONS:
            raise TutorError(f"{name} is a function or a constant, so it cannot be a variable.")
    return tuple(variables)


def _used(expect: str) -> tuple[str, ...]:
    """The variables an expected answer uses, where none are listed: names like x, z or x1."""
    names = re.findall(r"(?<![A-Za-z0-9_])[A-Za-df-z][0-9]?(?![A-Za-z0-9_])", expect[:MAX_LENGTH])
    return tuple(dict.fromkeys(names))


@lru_cache(maxsize=512)
def _read(kind: AnswerKind, text: str, variables: tuple[str, ...], left: str) -> Answer:
    return read(kind, text, variables, left)
