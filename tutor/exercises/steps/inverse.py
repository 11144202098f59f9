"""The step that asks for the inverse map."""

from collections.abc import Iterator, Sequence

from tutor.answers.answer import Answer
from tutor.exercises.bases.base import Base
from tutor.exercises.question import Question
from tutor.exercises.setting import AnySetting
from tutor.exercises.steps.step import Drawn, Step
from tutor.exercises.transforms.transform import Transform


class Inverse(Step[AnySetting]):
    """f^-1(x); right if f^-1(f(z)) = z for z from the base."""

    name = "inverse"
    about = "f⁻¹(x), or the matrix A⁻¹"
    left = r"(?:f\^-1|g)(?:\(x\))?|z|A\^-1|M"
    drawn = Drawn.INVERSE

    def fits(self, base: type[Base], transform: type[Transform]) -> bool:
        """Every map has an inverse."""
        return True

    def ask(self, setting: AnySetting) -> Question:
        """The family says how its maps are inverted."""
        found = setting.transform.inversion
        return Question(
            self.name,
            found.kind,
            found.prompt,
            found.answer.text,
            found.answer.tex,
            found.hints,
            found.mistakes,
            variables=("x",) if found.kind == "expression" else (),
            lead=found.lead,
            probes=found.probes,
        )

    def evidence(self, setting: AnySetting, answer: Answer) -> str:
        """Where it does not lead back."""
        return setting.transform.inverse_evidence(setting.base, answer)

    def weaker_evidence(self, setting: AnySetting, answer: Answer) -> Iterator[str]:
        """Where else it does not lead back."""
        yield from setting.transform.weaker_inverse_evidence(setting.base, answer)

    def targets(self, setting: AnySetting, z: Sequence[float]) -> Sequence[float] | None:
        """f^-1(f(z)) = z"""
        return z
