"""The step that asks how much mass X has below a point."""

from collections.abc import Iterator
from fractions import Fraction

from tutor.algebra.terms import ONE, call, minus, number, over, substitute, times
from tutor.answers.answer import Answer, AnswerKind
from tutor.answers.expression import Tree
from tutor.answers.tokens import Unreadable
from tutor.exercises import mistakes as wrong
from tutor.exercises.amount import Amount, argument_tex, of_tree, rational, tree_of
from tutor.exercises.bases.base import Base
from tutor.exercises.chain import Chain, Part, Worked, step_by_step, up_to
from tutor.exercises.mistakes import Rule, discriminating
from tutor.exercises.question import Hints, Question
from tutor.exercises.setting import LineSetting
from tutor.exercises.steps.step import Earlier, Follows, Step, typed_number
from tutor.exercises.transforms.transform import Transform

_ROUND = [Fraction(1, n) for n in (1, 2, 4, 10)]  # where mass may be asked for
_LEAST, _MOST = 0.1, 0.95


class Mass(Step[LineSetting]):
    """P(X < x), where the density of X varies and that of Z does not."""

    name = "mass"
    about = "how much mass X has below a point"
    left = r"(?:total)?mass|P\([^()]*\)"

    def fits(self, base: type[Base], transform: type[Transform]) -> bool:
        """With a uniform base on the line, where f bends."""
        return base.dimension == 1 and base.is_flat and not transform.is_constant

    def ask(self, setting: LineSetting) -> Question:
        """The part of the base that f takes below the point."""
        x = _place(setting)
        right = of_tree(_part(setting, _back(setting, x)))
        return Question(
            self.name,
            AnswerKind.NUMBER,
            f"How much of the mass of $X$ lies below $x = {x.tex}$?",
            right.text,
            right.tex,
            Hints(
                "The density varies, so this is an integral. Or ask where $Z$ is when $X$ is below"
                " this point.",
                r"If $f$ rises, $X < x$ exactly where $Z < f^{-1}(x)$; if it falls, exactly where"
                r" $Z > f^{-1}(x)$. The mass of $Z$ there is length times density.",
                Worked(_worked, setting),
            ),
            discriminating(right, _wrong(setting, x, right)),
            lead="mass = ",
        )

    def evidence(self, setting: LineSetting, answer: Answer) -> str:
        """Whether Z has more or less mass there."""
        mass = typed_number(answer)
        if mass is None:
            return ""
        if not 0 <= mass <= 1:
            return "a part of the mass is never negative, and never more than all of it"
        right = of_tree(_part(setting, _back(setting, _place(setting)))).value
        how = "less" if mass > right else "more"
        return f"Z has {how} mass on the points that f takes there"

    def follows(self, setting: LineSetting, earlier: Earlier) -> Follows:
        """The part of the base by the learner's own inverse."""
        if "inverse" in earlier:
            back = setting.transform.taken_back(earlier["inverse"], (_place(setting),))
            if back is not None:
                low, high = map(float, setting.base.finite_ends)
                below = (back[0] - low) / (high - low)
                yield "inverse", below if setting.transform.sign > 0 else 1 - below

    def by_the_flow(self, setting: LineSetting) -> float | None:
        """By the cdf of the base."""
        z = float(setting.transform.backward(_place(setting).value))
        low, high = map(float, setting.base.finite_ends)
        below = (z - low) / (high - low)
        return below if setting.transform.sign > 0 else 1 - below


def _place(s: LineSetting) -> Amount:
    """The point that is asked about: the one that was drawn, or a round number in the middle."""
    if s.z is not None:
        return s.x[0]
    for at in _ROUND:
        try:
            part = of_tree(_part(s, substitute(s.transform.known.inverse, {"x": number(at)})))
        except Unreadable:
            continue
        if _LEAST < part.value < _MOST:
            return rational(at)
    return s.transform.image(s.base.center)


def _back(s: LineSetting, x: Amount) -> Tree:
    """f^-1(x) with its numbers."""
    if s.z is not None:
        return tree_of(s.z[0])
    return substitute(s.transform.known.inverse, {"x": tree_of(x)})


def _part(s: LineSetting, z: Tree) -> Tree:
    """The part of the base below z, or above it where f falls."""
    low, high = s.base.finite_ends
    length = minus(number(high), z)
    if s.transform.sign > 0:
        length = minus(z, number(low)) if low else z
    return length if s.base.room == 1 else over(length, number(s.base.room))


def _worked(s: LineSetting) -> list[Part]:
    x = _place(s)
    links = step_by_step(substitute(s.transform.known.inverse, {"x": tree_of(x)}))
    if s.z is not None:
        links = up_to(links[0], tree_of(s.z[0]))
    side, how = (">", "falls") if s.transform.sign < 0 else ("<", "rises")
    back = f"f^{{-1}}{argument_tex((x,))}"
    return [
        Chain(back, links),
        f"$f$ {how}, so $X < {x.tex}$ exactly where $Z {side} {back}$.",
        Chain(r"\text{mass}", step_by_step(_part(s, links[-1]))),
    ]


def _wrong(s: LineSetting, x: Amount, right: Amount) -> Iterator[tuple[Rule, Amount | None]]:
    z, at = _back(s, x), tree_of(x)
    yield wrong.OTHER_SIDE, _amount(minus(ONE, tree_of(right)))
    room: Tree = call("abs", substitute(s.transform.known.slope, {"z": z}))
    if s.base.room != 1:
        room = times(number(s.base.room), room)
    density = over(ONE, room)
    yield wrong.DENSITY_FOR_MASS, _amount(density)
    low, _ = s.transform.image_ends(s.base)
    if isinstance(low.value, Fraction) and s.transform.sign > 0:
        yield wrong.AS_IF_FLAT, _amount(times(minus(at, tree_of(low)), density))
    yield wrong.NOT_INVERTED, _amount(_part(s, at))
    for rule, text in s.transform.inverse_slips:
        taken = substitute(s.transform.filled(text), {"x": at})
        yield rule, _amount(_part(s, taken))


def _amount(tree: Tree) -> Amount | None:
    try:
        return of_tree(tree)
    except Unreadable:
        return None
