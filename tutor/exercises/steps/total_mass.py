"""The step that asks for the total mass, which has to be 1."""

from collections.abc import Sequence

from tutor.algebra.terms import number, times
from tutor.answers.answer import Answer, AnswerKind, Interval
from tutor.exercises import mistakes as wrong
from tutor.exercises.amount import rational, shown
from tutor.exercises.bases.base import Base
from tutor.exercises.chain import Chain, Part, Worked, step_by_step
from tutor.exercises.mistakes import discriminating
from tutor.exercises.question import Hints, Question
from tutor.exercises.setting import AnySetting, on_line
from tutor.exercises.steps.step import (
    Earlier,
    Follows,
    Number,
    Step,
    absolute,
    exact_product,
    typed_number,
)
from tutor.exercises.transforms.transform import Transform
from tutor.exercises.written import tex


class TotalMass(Step[AnySetting]):
    """Length or area times density."""

    name = "total-mass"
    about = "length, or area, times density"
    left = r"(?:total)?mass|∫.*"

    def fits(self, base: type[Base], transform: type[Transform]) -> bool:
        """Where the density is constant."""
        return base.is_flat and transform.is_constant

    def ask(self, setting: AnySetting) -> Question:
        """Always 1."""
        room, what = setting.room, setting.measure
        height = 1 / room
        room_for_mass, density_for_mass = wrong.taken_for_mass(what)
        return Question(
            self.name,
            AnswerKind.NUMBER,
            f"Check it: how much mass is that in all, {what} times density?",
            "1",
            "1",
            Hints(
                "What must every density integrate to?",
                f"The density is constant: its integral is the {what} of its support times its"
                " value.",
                Worked(_worked, setting),
            ),
            discriminating(
                rational(1),
                [
                    (density_for_mass, rational(height)),
                    (room_for_mass, rational(room)),
                    (wrong.DIVIDED, rational(room / height)),
                    (wrong.SIGNED, rational(setting.transform.sign)),
                ],
            ),
            lead="mass = ",
        )

    def evidence(self, setting: AnySetting, answer: Answer) -> str:
        """No map changes the mass."""
        mass = typed_number(answer)
        if mass is None:
            return ""
        if mass < 0:
            return "mass is never negative"
        said = "f neither adds nor removes mass"
        if (times := shown(mass)) == "1":  # too close to show it
            return said
        return f"{said}, and yours would be {times} times as much as the base has"

    def follows(self, setting: AnySetting, earlier: Earlier) -> Follows:
        """The product of the learner's own density and length or area."""
        height = typed_number(earlier.get("density"))
        where, room = _own_room(earlier)
        if height is not None:
            yield "density", exact_product(height, setting.room)
        if room is not None:
            yield where, exact_product(room, 1 / setting.room)
        if height is not None and room is not None:
            both = " and ".join(
                ("support", "density") if where == "support" else ("density", where)
            )
            yield both, exact_product(room, height)

    def remark(self, wrong: Sequence[str]) -> str:
        """What a mass other than 1 says of the answers from which it follows."""
        if not wrong:
            return ""  # it is 1 but for rounding
        verb, listed = "is" if len(wrong) == 1 else "are", " and ".join(wrong)
        return f"but a density has mass 1, so this shows that your {listed} {verb} wrong"


def _worked(s: AnySetting) -> list[Part]:
    """The integral of a constant, and why it is 1."""
    what, height = s.measure, 1 / s.room
    left = r"\text{mass}"
    if on_line(s):
        low, high = s.transform.image_ends(s.base)
        left = rf"\int_{{{low.tex}}}^{{{high.tex}}} {tex(height)} dx"
    return [
        Chain(left, step_by_step(times(number(s.room), number(height)))),
        rf"{what.capitalize()}s are multiplied by $|\det J_f| = {s.size.tex}$, the density is"
        f" divided by it. Any other mass means that the {what} or the density is wrong.",
    ]


def _own_room(earlier: Earlier) -> tuple[str, Number | None]:
    """The learner's own length or area, and the step that asked for it."""
    interval = earlier.get("support")
    if not isinstance(interval, Interval):
        return "area", typed_number(earlier.get("area"))
    low, high = typed_number(interval.low), typed_number(interval.high)
    if low is None or high is None:
        return "support", None
    return "support", absolute(high - low)
