"""Wrong functions of x on the line: those that differ from the right one, with their values."""

import math
from collections.abc import Iterable, Iterator
from fractions import Fraction

from tutor.algebra.as_text import as_text
from tutor.answers.evaluate import values
from tutor.answers.expression import Tree
from tutor.exercises.mistakes import Rule
from tutor.exercises.question import Mistake
from tutor.exercises.setting import LineSetting

_LONGEST = 200  # characters of an answer
_PROBES = 3  # points at which mistakes are told apart


def probes(s: LineSetting) -> tuple[float, ...]:
    """The x at which `approx` of a mistake is its value."""
    return tuple(_looked_at(s)[:_PROBES])


def _looked_at(s: LineSetting) -> list[float]:
    """The x that is asked about, if one is, and images of points of the base."""
    asked = [float(s.transform.forward(Fraction(each.value))) for each in s.z or ()]
    return [*asked, *s.transform.images([float(z) for z in s.base.inside])]


def differing(
    s: LineSetting, right: Tree, found: Iterable[tuple[Rule, Tree]]
) -> tuple[Mistake, ...]:
    """The mistakes of these rules, without those that are right for this map."""
    x = _looked_at(s)
    expected = values(right, {"x": x}, len(x))

    def listed() -> Iterator[Mistake]:
        for rule, tree in found:
            taken, text = values(tree, {"x": x}, len(x)), as_text(tree)
            known = [(a, b) for a, b in zip(expected, taken, strict=True) if b == b]
            if len(known) < 2 or len(text) > _LONGEST:
                continue
            if not all(math.isclose(a, b, rel_tol=1e-9) for a, b in known):
                yield rule.gives(text, *taken[:_PROBES])

    return tuple(dict.fromkeys(listed()))
