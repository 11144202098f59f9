"""A step is one file and one line: here one that asks where the middle of the base goes."""

import pytest

from tutor.answers.answer import Answer, AnswerKind
from tutor.answers.verdict import Right, Wrong
from tutor.exercises import catalogue
from tutor.exercises.amount import rational
from tutor.exercises.bases.base import Base
from tutor.exercises.exercise_file import read_exercises
from tutor.exercises.judging import judge_step
from tutor.exercises.mistakes import NOT_INVERTED, discriminating
from tutor.exercises.problem import Problem, worked_example
from tutor.exercises.proof import prove
from tutor.exercises.question import Hints, Question
from tutor.exercises.setting import LineSetting
from tutor.exercises.steps.step import Earlier, Follows, Step, typed_number
from tutor.exercises.transforms.affine import Affine
from tutor.exercises.transforms.linear import Linear
from tutor.exercises.transforms.transform import Transform

# The file that would be steps/middle.py


class Middle(Step[LineSetting]):
    """f(m), with m the middle of the base."""

    name = "middle"
    about = "where the middle of the base goes"
    left = r"f\(m\)"

    def fits(self, base: type[Base], transform: type[Transform]) -> bool:
        return transform.dimension == 1

    def ask(self, setting: LineSetting) -> Question:
        right = setting.transform.image(setting.base.center)
        return Question(
            self.name,
            AnswerKind.NUMBER,
            "Where does $f$ send the middle $m$ of the support of $Z$?",
            right.text,
            right.tex,
            Hints("Find $m$ first.", "Then apply $f$ to it.", f"$f(m) = {right.tex}$."),
            discriminating(right, [(NOT_INVERTED, rational(setting.base.center))]),
            lead="f(m) = ",
        )

    def evidence(self, setting: LineSetting, answer: Answer) -> str:
        return f"the middle is {setting.base.center}"

    def follows(self, setting: LineSetting, earlier: Earlier) -> Follows:
        slope = typed_number(earlier.get("derivative"))
        if slope is not None:
            yield "derivative", float(slope) * float(setting.base.center)

    def by_the_flow(self, setting: LineSetting) -> float | None:
        return float(setting.flow.transform.forward(float(setting.base.center)))


# Nothing else is changed

EXERCISE = """\
[[exercise]]
id = "middle"
title = "Where the middle goes"
base = "uniform(0, 1)"
transform = "affine(a, b)"
steps = ["derivative", "middle"]
worked = { a = 4, b = 2 }
[[exercise.level]]
draw = { a = { from = 2, to = 9 }, b = { from = 1, to = 9 } }
"""


@pytest.fixture(autouse=True)
def _one_line_in_the_list(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalogue, "STEPS", (*catalogue.STEPS, Middle()))


@pytest.fixture
def example() -> Problem:
    (template,) = read_exercises(EXERCISE.encode(), "middle.toml").templates
    problem = worked_example(template)
    assert problem is not None
    return problem


def test_the_catalogue_says_of_what_it_can_be_asked() -> None:
    for transform in (Affine, Linear):
        for base in catalogue.bases(transform.dimension).values():
            assert ("middle" in catalogue.steps_for(base, transform)) == (transform is Affine)


def test_an_exercise_with_it_is_read_and_proved(example: Problem) -> None:
    assert prove(example.template) == ()
    assert example.step("middle").answer == "4"


def test_an_answer_to_it_is_judged(example: Problem) -> None:
    step = example.step("middle")
    assert judge_step(example, step, "f(m) = 4.0") == Right()
    verdict = judge_step(example, step, "1/2")
    assert verdict == Wrong(
        NOT_INVERTED.name, "the middle is 1/2", NOT_INVERTED.why, NOT_INVERTED.card
    )
    assert judge_step(example, step, "3", {"derivative": "6"}) == Right(based_on="derivative")


def test_it_is_refused_where_it_cannot_be_asked() -> None:
    wrong = EXERCISE.replace('"uniform(0, 1)"', '"unit_square"')
    wrong = wrong.replace("affine(a, b)", "linear(A)").replace("worked = { a = 4, b = 2 }\n", "")
    (fault,) = read_exercises(wrong.encode(), "middle.toml").faults
    assert "linear with a unit_square base cannot answer 'derivative'" in fault.message
