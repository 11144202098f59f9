"""What a worksheet asks: each step by its name, the questions themselves are the worksheet's."""

from collections.abc import Iterator

from tutor.answers.answer import Answer
from tutor.exercises.family import Family
from tutor.exercises.question import Question
from tutor.exercises.steps.step import Earlier, Following, Step
from tutor.exercises.worksheets.worksheet import Worksheet


class WorksheetStep(Step[Worksheet]):
    """A question about quantities of a worksheet."""

    def __init__(
        self,
        name: str,
        about: str,
        left: str = "",
        is_logarithm: bool = False,
        any_brackets: bool = False,
        is_choice: bool = False,
    ) -> None:
        self.name, self.about, self.left = name, about, left
        self.is_logarithm, self.any_brackets = is_logarithm, any_brackets
        self.is_choice = is_choice

    def fits(self, base: type[Family], transform: type[Family]) -> bool:
        """Where the worksheet asks it."""
        return issubclass(transform, Worksheet) and self.name in transform.steps()

    def ask(self, setting: Worksheet) -> Question:
        """The worksheet's own question."""
        return setting.question(self.name)

    def every_evidence(self, setting: Worksheet, answer: Answer) -> Iterator[str]:
        """Where it leads."""
        yield from setting.evidence(self.name, answer)

    def follows(self, setting: Worksheet, earlier: Earlier) -> Following:
        """The same quantities, worked out from the learner's own."""
        yield from setting.follows(self.name, earlier)
