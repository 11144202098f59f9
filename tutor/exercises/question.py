"""One question of a problem: what is asked, the answer, its mistakes, and three helps."""

from dataclasses import dataclass
from typing import NamedTuple

WORDS = "words"  # the kind of a step answered in words and checked against key points


class Mistake(NamedTuple):
    """A wrong rule, the answer it gives here, and what to say of it."""

    name: str
    answer: str
    why: str
    approx: float | None = None  # the answer's value as a double, if it is a number


class Hints(NamedTuple):
    """Help in three strengths: a hint, the rule to use, the worked step."""

    hint: str
    rule: str
    worked: str


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to answer. `kind` is an AnswerKind's value, or WORDS; `name` is its step's."""

    name: str
    kind: str
    prompt: str
    answer: str
    answer_tex: str
    hints: Hints
    mistakes: tuple[Mistake, ...] = ()
    variables: tuple[str, ...] = ()
    key_points: tuple[str, ...] = ()
    lead: str = ""  # what may be written in front: "df/dz = "
