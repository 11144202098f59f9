"""The step that asks in words which distribution X has."""

from tutor.exercises.bases.base import Base
from tutor.exercises.formula import of
from tutor.exercises.line_density import density_at_x
from tutor.exercises.question import WORDS, Hints, Question
from tutor.exercises.setting import LineSetting, image_tex
from tutor.exercises.steps.step import Step
from tutor.exercises.transforms.transform import Transform
from tutor.exercises.written import tex


class Law(Step[LineSetting]):
    """The name of the distribution and its parameter."""

    name = "law"
    about = "which distribution X has, in words, checked against key points"

    def fits(self, base: type[Base], transform: type[Transform]) -> bool:
        """Where the distribution has a name."""
        return base.dimension == 1 and base.is_flat and bool(transform.law_name)

    def ask(self, setting: LineSetting) -> Question:
        """The name, what it is known by, and why."""
        f, density = setting.transform, of(density_at_x(setting))
        named = f.law_name.format(**{name: f"${tex(each)}$" for name, each in f.parameters.items()})
        where = ""
        part: tuple[str, ...] = ()
        if setting.base.room != 1:
            where = f", restricted to ${image_tex(setting)}$"
            part = (f"only on ${image_tex(setting)}$",)
        answer = (
            f"$X$ has {named}{where}: its density is ${density.tex}$ on ${image_tex(setting)}$, and"
            " $0$ elsewhere."
        )
        return Question(
            self.name,
            WORDS,
            "In words: which distribution does $X$ have, and with which parameter?",
            answer,
            "",
            Hints(
                "Look at the density of $X$, and at where it is positive.",
                "The name of a distribution and its parameter can be read off its density.",
                answer,
            ),
            key_points=(named, *part, f.law_reason),
        )
