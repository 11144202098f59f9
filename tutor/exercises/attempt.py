"""One attempt at a problem: what was typed and helped at each step, and the grade it earns."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from tutor.answers.verdict import Right, Verdict, Wrong
from tutor.core.grade import Grade
from tutor.core.text import counted
from tutor.exercises.judging import judge_step
from tutor.exercises.problem import Problem
from tutor.exercises.question import WORDS, Question


class Outcome(StrEnum):
    """How a step went."""

    RIGHT = "right"  # at once
    MENDED = "mended"  # after a slip
    MISSED = "missed"  # left with a wrong answer
    HELPED = "helped"  # with a hint or the rule
    SHOWN = "shown"  # the worked step was shown


LONGEST_WORDS = 10_000  # characters kept of an answer in words
HINT, RULE, WORKED = 1, 2, 3  # the three strengths of help


@dataclass(frozen=True, slots=True)
class Work:
    """What was done at one step."""

    step: Question
    typed: tuple[str, ...] = ()
    slips: tuple[str, ...] = ()  # the wrong answers' mistakes by name, "" where it has none
    cards: tuple[str, ...] = ()  # the ids of the cards that explain them
    help: tuple[int, ...] = ()
    based_on: str = ""  # the learner's own earlier step by which the answer is right
    done: bool = False
    missed: bool = False

    @property
    def outcome(self) -> Outcome:
        """How it went, or goes."""
        if WORKED in self.help:
            return Outcome.SHOWN
        if self.missed:
            return Outcome.MISSED
        if self.help:
            return Outcome.HELPED
        return Outcome.MENDED if self.slips else Outcome.RIGHT


@dataclass(frozen=True, slots=True)
class Attempt:
    """A problem's steps, worked one after another."""

    problem: Problem
    works: tuple[Work, ...]

    @property
    def up(self) -> Work | None:
        """The step to be answered now, or None when all are done."""
        return next((work for work in self.works if not work.done), None)

    def answer(self, text: str) -> tuple["Attempt", Verdict]:
        """Judge what was typed for the step that is up; what cannot be read costs nothing."""
        work = self._work
        text = text[:LONGEST_WORDS] if work.step.kind == WORDS else text
        if work.step.kind == WORDS:
            verdict: Verdict = Right()  # the learner checks it against the key points
        else:
            verdict = judge_step(self.problem, work.step, text, self._earlier, self._fresh)
        match verdict:
            case Right(based_on=based_on):
                done = replace(work, typed=(*work.typed, text), based_on=based_on, done=True)
                return self._with(done), verdict
            case Wrong(mistake, card=card):
                slipped = replace(
                    work,
                    typed=(*work.typed, text),
                    slips=(*work.slips, mistake),
                    cards=(*work.cards, card) if card else work.cards,
                )
                return self._with(slipped), verdict
        return self, verdict

    def help(self, strength: int) -> tuple["Attempt", str]:
        """Give help of this strength for the step that is up; a worked step is done."""
        work = self._work
        hints = work.step.hints
        text = {HINT: hints.hint, RULE: hints.rule, WORKED: hints.worked}[strength]
        given = tuple(sorted({*work.help, strength}))
        return self._with(replace(work, help=given, done=strength == WORKED)), text

    def leave(self) -> "Attempt":
        """Go on with the wrong answer that was typed; later steps are judged by it too."""
        work = self._work
        assert work.slips, "only a wrong answer can be left"
        return self._with(replace(work, done=True, missed=True))

    def miss_points(self) -> "Attempt":
        """The answer in words that was just given lacked key points: a slip, then corrected."""
        last = sum(work.done for work in self.works) - 1
        slipped = replace(self.works[last], slips=("key points missing",))
        return replace(self, works=(*self.works[:last], slipped, *self.works[last + 1 :]))

    @property
    def proposed(self) -> Grade:
        """The grade that what happened earns."""
        return self._earned[0]

    @property
    def why_proposed(self) -> str:
        """That grade by its name, and why it is that one."""
        grade, reason = self._earned
        return f"{grade.name.capitalize()}: {reason}."

    @property
    def _earned(self) -> tuple[Grade, str]:
        outcomes = [work.outcome for work in self.works]
        slips = sum(len(work.slips) for work in self.works)
        missed, helped, shown = map(outcomes.count, (Outcome.MISSED, Outcome.HELPED, Outcome.SHOWN))
        if self.up is not None:
            return Grade.AGAIN, "not every step was done"
        if shown:
            return Grade.AGAIN, f"{counted(shown, 'worked step')} shown"
        if missed:
            grade = Grade.AGAIN if missed > 1 else Grade.HARD
            return grade, f"{counted(missed, 'step')} left with a wrong answer"
        if helped:
            return Grade.HARD, f"{counted(helped, 'step')} with a hint or the rule"
        if slips:
            grade = Grade.HARD if slips > 1 else Grade.GOOD
            return grade, f"{counted(slips, 'mistake')}, corrected"
        return Grade.EASY, "no mistake, and no help"

    @property
    def went_wrong(self) -> tuple[str, ...]:
        """The names of the steps that were not right at once."""
        return tuple(work.step.name for work in self.works if work.outcome is not Outcome.RIGHT)

    @property
    def cards(self) -> tuple[str, ...]:
        """The ids of the cards that explain the mistakes that were made."""
        return tuple(card for work in self.works for card in work.cards)

    @property
    def typed(self) -> dict[str, str]:
        """The latest answer to each step, right or wrong."""
        return {work.step.name: work.typed[-1] for work in self.works if work.typed}

    def as_json(self, seconds: float) -> dict[str, Any]:
        """The attempt as the log keeps it, its question included."""
        return {
            "exercise": self.problem.exercise,
            "level": self.problem.level,
            "seed": self.problem.seed,
            "parameters": self.problem.parameters,
            "steps": [
                {
                    "name": work.step.name,
                    "outcome": work.outcome.value,
                    "typed": list(work.typed),
                    "mistakes": [slip for slip in work.slips if slip],
                    "help": list(work.help),
                }
                for work in self.works
            ],
            "seconds": round(seconds, 1),
            "minutes": self.problem.template.minutes,
        }

    @property
    def _work(self) -> Work:
        work = self.up
        assert work is not None, "every step is done"
        return work

    @property
    def _earlier(self) -> Mapping[str, str]:
        """The learner's latest answer to each earlier step, right or not."""
        return {work.step.name: work.typed[-1] for work in self.works if work.typed and work.done}

    @property
    def _fresh(self) -> int:
        """A seed of its own for each answer, which its log knows too."""
        return 1000 * (self.problem.seed or 0) + sum(len(work.typed) for work in self.works)

    def _with(self, changed: Work) -> "Attempt":
        works = tuple(
            changed if work.step.name == changed.step.name else work for work in self.works
        )
        return replace(self, works=works)


def begin(problem: Problem) -> Attempt:
    """An attempt at a problem, nothing done yet."""
    return Attempt(problem, tuple(Work(step) for step in problem.steps))
