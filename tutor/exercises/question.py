"""One question of a problem: what is asked, the answer, its mistakes, and three helps."""

from dataclasses import dataclass
from typing import Any, NamedTuple

from tutor.exercises.chain import Chain, Worked

WORDS = "words"  # the kind of a step answered in words and checked against key points


class Mistake(NamedTuple):
    """A wrong rule, the answer it gives here, and what to say of it."""

    name: str
    answer: str
    why: str
    approx: float | None = None  # the answer's value as a double, if it is a number


@dataclass(frozen=True, slots=True)
class Hints:
    """Help in three strengths: a hint, the rule to use, the worked step."""

    hint: str
    rule: str
    solution: Worked[Any] | str  # written when it is looked at, or where it is one sentence

    @property
    def worked(self) -> str:
        """The worked step as Markdown."""
        return str(self.solution)

    @property
    def chains(self) -> tuple[Chain, ...]:
        """What can be proved of it."""
        parts = () if isinstance(self.solution, str) else self.solution.parts
        return tuple(part for part in parts if isinstance(part, Chain))


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
