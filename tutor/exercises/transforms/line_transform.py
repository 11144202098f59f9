"""A map of the line, from the formulas that its family states."""

import math
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Any, ClassVar

from tutor.algebra.as_tex import as_tex
from tutor.algebra.as_text import as_text
from tutor.algebra.calculus import derivative
from tutor.algebra.on_arrays import values_at
from tutor.algebra.terms import ONE, call, formula, negative, over, substitute
from tutor.algebra.tidy import tidy
from tutor.answers.answer import Answer, AnswerKind, Entry
from tutor.answers.evaluate import at_probes, exact, values
from tutor.answers.expression import Name, Tree
from tutor.answers.tokens import Unreadable
from tutor.exercises import amount
from tutor.exercises.amount import Amount, Point, infinite, of_tree, rational, shown, tree_of
from tutor.exercises.bases.base import Base, LineBase
from tutor.exercises.chain import Chain, Part, Worked
from tutor.exercises.formula import Formula, Known, of
from tutor.exercises.line_rules import Candidate, divided, telling
from tutor.exercises.mistakes import F_ITSELF, ONE_OVER_F, Rule
from tutor.exercises.parameters import Rational
from tutor.exercises.question import Hints, Mistake
from tutor.exercises.transforms.transform import Inversion, Number, Transform

if TYPE_CHECKING:
    from tutor.flows import Transform as Bijection

_KEPT, _APART = 512, 0.21  # maps whose formulas are remembered; between two probes
_X = Name("x")
Slips = Sequence[tuple[Rule, str]]  # wrong rules, and what each takes for the right formula


class LineTransform(Transform):
    """A map of the line that rises or falls everywhere.

    Subclasses are dataclasses whose fields are the parameters; formulas are texts in the answer
    grammar, in these names and z or x.
    """

    __slots__ = ()
    dimension: ClassVar[int] = 1

    # What a family says

    names: ClassVar[tuple[str, ...]]  # of its parameters, which are its fields
    in_rules: ClassVar[Mapping[str, str]] = {}  # letters for longer names; "" for its value
    is_exact: ClassVar[bool] = False  # it tells by fractions which draws discriminate
    formula: ClassVar[str]  # f(z)
    undoing: ClassVar[tuple[str, ...]]  # of x = f(z): what is left of x, operation by operation
    left: ClassVar[Mapping[str, str]] = {}  # what of f(z) is left then, where tidying cannot tell
    at_x: ClassVar[str] = ""  # f' at f^-1(x), where the short form does not follow by itself
    log_at_x: ClassVar[str] = ""  # log |f'| at f^-1(x), where a sum is shorter
    inside: ClassVar[Fraction] = Fraction(0)  # a point of its domain
    inverse_words: ClassVar[str] = ""  # how it is inverted, after the formula of the inverse
    derivative_words: ClassVar[str] = ""  # how it is derived, after the formula of the derivative
    inverse_slips: ClassVar[Slips] = ()  # in x
    derivative_slips: ClassVar[Slips] = ()  # in z
    density_slips: ClassVar[Slips] = ()  # in x, beyond those of every map

    def support_slips(self, base: LineBase) -> Sequence[tuple[Rule, Amount, Amount]]:
        """What learners take for the ends of the support, where the base's is bounded."""
        return ()

    def law(self, base: LineBase) -> LineBase | None:
        """The distribution of f(Z), if it is of the base's own family."""
        return None

    # Draws

    @classmethod
    def good_draws(cls, base: type[Base], drawn: Sequence[Candidate]) -> list[bool]:
        """Of each candidate whether it discriminates, by its numbers."""
        assert issubclass(base, LineBase)
        return super().good_draws(base, drawn) if cls.is_exact else telling(base, cls, drawn)

    def discriminates(self, base: Base, z: Sequence[Rational] | None) -> bool:
        """Whether each wrong rule gives another answer than the right one."""
        assert isinstance(base, LineBase)
        own = tuple(self.parameters.values())
        (good,) = self.good_draws(type(base), [(own, tuple(base.parameters.values()), z)])
        return good

    # Its formulas

    @property
    def parameters(self) -> Mapping[str, Fraction]:
        """The numbers by their names in the formulas."""
        return {name: getattr(self, name) for name in self.names}

    def filled(self, text: str) -> Tree:
        """A formula of the family with the numbers in it, tidy."""
        return self.numbered(self.in_letters(text))

    def numbered(self, tree: Tree) -> Tree:
        """A formula in letters with the numbers in it, tidy."""
        return tidy(substitute(tree, self.parameters))

    @classmethod
    def in_letters(cls, text: str) -> Tree:
        """A formula of the family as it is stated."""
        return formula(text, (*cls.names, "x", "z"))

    @property
    def known(self) -> Known:
        """Its formulas, and those that follow from them."""
        return _known(self)

    @property
    def inverse(self) -> Formula:
        """f^-1(x)."""
        return of(self.known.inverse)

    def written(self, variable: str) -> Formula:
        """f of a variable."""
        return of(substitute(self.known.forward, {"z": Name(variable)}))

    @property
    def statement(self) -> str:
        """f(z) = 4z + 2"""
        return f"$f(z) = {self.written('z').tex}$"

    @property
    def sign(self) -> int:
        """Whether f rises or falls."""
        return self.known.sign

    @property
    def size_at_x(self) -> Tree:
        """|f'| at f^-1(x)."""
        return self.known.slope_at_x if self.sign > 0 else tidy(negative(self.known.slope_at_x))

    @property
    def size_at_z(self) -> Tree:
        """|f'(z)|."""
        return self.known.slope if self.sign > 0 else tidy(negative(self.known.slope))

    @property
    def log_size_at_x(self) -> Tree:
        """log |f'| at f^-1(x)."""
        return self.filled(self.log_at_x) if self.log_at_x else call("log", self.size_at_x)

    def size_of(self, at: Tree) -> Tree:
        """|f'| of a formula, wherever this lies."""
        return tidy(call("abs", substitute(self.known.slope, {"z": at})))

    # Its numbers

    def bijection(self) -> "Bijection":
        """The same for arrays of doubles."""
        from tutor.exercises.transforms.formula_map import FormulaMap

        return FormulaMap(self.known.forward, self.known.inverse, self.known.slope)

    def forward(self, z: Number) -> Number:
        """f(z); of an infinite z the limit."""
        return _at(self.known.forward, "z", z)

    def images(self, z: Sequence[float]) -> list[float]:
        """f at many points."""
        return values_at(self.known.forward, {"z": z}, len(z))

    def backward(self, x: Number) -> Number:
        """f^-1(x)."""
        return _at(self.known.inverse, "x", x)

    def slope(self, z: Number) -> Number:
        """f'(z), with its sign."""
        return _at(self.known.slope, "z", z)

    def slopes(self, z: Sequence[float]) -> list[float]:
        """f' at many points."""
        return values_at(self.known.slope, {"z": z}, len(z))

    def image(self, z: Fraction) -> Amount:
        """f(z) as it is typed and set."""
        return of_tree(substitute(self.known.forward, {"z": z}))

    def size(self, z: Point) -> Amount:
        """|f'(z)|; without a point where it is the same everywhere."""
        return of_tree(substitute(self.size_at_z, {"z": tree_of(z[0])} if z else {}))

    def image_of(self, z: Point) -> Point:
        """f(z), exactly."""
        (at,) = z
        assert isinstance(at.value, Fraction)
        return (self.image(at.value),)

    def preimage_of(self, x: Sequence[Number]) -> tuple[Number, ...]:
        """f^-1(x)."""
        (at,) = x
        return (self.backward(at),)

    def image_ends(self, base: LineBase) -> tuple[Amount, Amount]:
        """The ends of the image of the base's support."""
        low, high = base.support
        first, last = self._limit(low, -1), self._limit(high, 1)
        return (first, last) if self.sign > 0 else (last, first)

    def stated_back(self, x: Point) -> tuple[Tree, ...]:
        """f^-1(x) as it is worked out."""
        return (substitute(self.known.inverse, {"x": tree_of(x[0])}),)

    def stated_jacobian(self, z: Point) -> Tree:
        """f'(z) as it is worked out."""
        return substitute(self.known.slope, {"z": tree_of(z[0])})

    def _limit(self, end: Number, side: int) -> Amount:
        """f at an end of the support, or what f tends to there; `side` says which end it is."""
        try:
            reached = exact(self.known.forward, {"z": end})  # type: ignore[dict-item]
        except Unreadable:  # a pole, or the logarithm of 0
            return infinite(side * self.sign)
        if isinstance(end, Fraction):
            return self.image(end)
        if math.isinf(reached):
            return infinite(1 if reached > 0 else -1)
        return rational(Fraction(reached))

    def is_reached(self, end: Number) -> bool:
        """Whether f has a value at an end of the support."""
        if isinstance(end, float):
            return False
        try:
            exact(self.known.forward, {"z": end})
        except Unreadable:
            return False
        return True

    # What is said of it

    @property
    def jacobian_note(self) -> str:
        """On the line it is a derivative."""
        return r", and here $\det J_f = \frac{df}{dz}$, the Jacobian of the forward map"

    @property
    def _rules(self) -> tuple[str, str, str]:
        return _rules(type(self), tuple(self.parameters.items()) if self.in_rules else ())

    @property
    def derivative_rule(self) -> str:
        """How maps of this family are derived."""
        forward, _, slope = self._rules
        return f"The derivative of ${forward}$ is ${slope}${self.derivative_words or '.'}"

    def log_abs_det_hints(self, answer: Formula, in_decimals: str) -> Hints:
        """From the derivative."""
        right = f"{answer.tex} {in_decimals}".rstrip()
        return Hints(
            "On the line the Jacobian is a single number.",
            r"$\log |\det J_f| = \log \left| \frac{df}{dz} \right|$.",
            rf"$\log |{as_tex(self.known.slope)}| = {right}$.",
        )

    @property
    def inversion(self) -> Inversion:
        """An expression in x, found by undoing one operation after another."""
        forward, back, _ = self._rules
        forward_of_x, x = substitute(self.known.forward, {"z": _X}), self.images(self.probes)
        if not any(map(math.isfinite, at_probes(forward_of_x, "x", x))):
            x.append(self.probes[-1])  # where f itself has a value
        slips = [
            *self.mistaken_inverses(x),
            ONE_OVER_F.gives(
                divided("1", self.written("x").text), *at_probes(over(ONE, forward_of_x), "x", x)
            ),
            F_ITSELF.gives(self.written("x").text, *at_probes(forward_of_x, "x", x)),
        ]
        return Inversion(
            AnswerKind.EXPRESSION,
            "Solve $x = f(z)$ for $z$: what is $f^{-1}(x)$?",
            self.inverse,
            Hints(
                "Undo what $f$ does to $z$, the last thing first.",
                rf"$x = {forward}$ is undone by $f^{{-1}}(x) = {back}${self.inverse_words or '.'}",
                Worked(_undone, self),
            ),
            tuple(slip for slip in slips if slip.answer != self.inverse.text),
            "f⁻¹(x) = ",
            tuple(x),
        )

    @property
    def probes(self) -> tuple[float, float]:
        """Two z at which mistakes are told apart."""
        return float(self.inside), float(self.inside) + _APART

    def mistaken_inverses(self, probes: Sequence[float]) -> list[Mistake]:
        """Slips of this family in the inverse, and what they come to at some x."""
        return self.mistaken(self.inverse_slips, "x", probes)

    def mistaken(self, slips: Slips, variable: str, probes: Sequence[float]) -> list[Mistake]:
        """What slips of the family give with these numbers."""
        found = []
        for rule, text in slips:
            tree = self.filled(text)
            reached = at_probes(tree, variable, probes)
            found.append(rule.gives(as_text(tree), *reached))
        return found

    def point_slips(self, x: Point) -> Sequence[tuple[Rule, Point]]:
        """What the slips in the inverse give at a point, where this is a number."""
        found = []
        for rule, text in self.inverse_slips:
            try:
                taken = of_tree(substitute(self.filled(text), {"x": tree_of(x[0])}))
            except Unreadable:
                continue
            found.append((rule, (taken,)))
        return found

    # What a learner's inverse does

    def inverse_evidence(self, base: Base, answer: Answer) -> str:
        """g(f(z)) = z, or the answer is no inverse."""
        return next(self._not_back(base, answer), "")

    def weaker_inverse_evidence(self, base: Base, answer: Answer) -> Iterator[str]:
        """The same at other points."""
        yield from islice(self._not_back(base, answer), 1, None)

    def _not_back(self, base: Base, answer: Answer) -> Iterator[str]:
        if not isinstance(answer, Entry):
            return
        for z in base.tried:
            if not self.is_reached(z):
                continue
            x = self.image(z)
            try:
                back = exact(answer.tree, {"x": Fraction(x.value)})
            except Unreadable:
                yield f"f({z}) = {x.text}, and at x = {x.shown} {amount.NO_NUMBER}"
                continue
            if not math.isclose(back, z, rel_tol=1e-9, abs_tol=1e-9):
                taken = x.shown if isinstance(x.value, Fraction) else "it"
                came = f"f({z}) = {x.text}, but your answer takes {taken} back to"
                yield f"{came} {shown(back, z)}"

    def taken_back(self, answer: Answer, x: Point) -> tuple[float, ...] | None:
        """The value of the learner's inverse at x."""
        if not isinstance(answer, Entry):
            return None
        (z,) = values(answer.tree, {"x": (float(x[0].value),)}, 1)
        return (z,) if math.isfinite(z) else None


@lru_cache(maxsize=_KEPT)
def _known(f: LineTransform) -> Known:
    slope, at_x = _slopes(type(f))
    found = f.numbered(slope)
    sign = 1 if exact(found, {"z": f.inside}) > 0 else -1
    return Known(f.filled(f.formula), f.filled(f.undoing[-1]), found, f.numbered(at_x), sign)


@lru_cache(maxsize=64)
def _slopes(family: type[LineTransform]) -> tuple[Tree, Tree]:
    """f' of z, and at f^-1(x), with letters for the parameters."""
    slope = derivative(family.in_letters(family.formula), "z")
    inverse = family.in_letters(family.undoing[-1])
    stated = family.in_letters(family.at_x) if family.at_x else substitute(slope, {"z": inverse})
    return slope, tidy(stated)


@lru_cache(maxsize=64)
def _rules(
    family: type[LineTransform], numbers: tuple[tuple[str, Fraction], ...]
) -> tuple[str, str, str]:
    """f, its inverse and its slope in LaTeX, with letters for the parameters."""
    letters = family.in_rules
    shown = {name: Name(letters[name]) if letters[name] else value for name, value in numbers}
    stated = (*map(family.in_letters, (family.formula, family.undoing[-1])), _slopes(family)[0])
    known = (tidy(substitute(tree, shown)) if shown else tree for tree in stated)
    forward, back, slope = map(as_tex, known)
    return forward, back, slope


def _at(tree: Tree, name: str, at: Number) -> Number:
    point: Any = {name: at}
    return exact(tree, point)


def _undone(f: LineTransform) -> list[Part]:
    """Equations between x and z, from x = f(z) on."""
    forward, inverse = f.known.forward, f.known.inverse
    sides: list[tuple[Tree, Tree]] = [(_X, forward)]
    for text in f.undoing[:-1]:
        step = f.filled(text)
        other = f.filled(f.left[text]) if text in f.left else substitute(step, {"x": forward})
        sides.append((step, tidy(other)))
    equations = dict.fromkeys((*sides, (inverse, Name("z"))))
    shown = [Chain("", sides_of) for sides_of in equations if sides_of[0] != sides_of[1]]
    return [*shown, Chain("f^{-1}(x)", (inverse,), f.inverse.tex)]
