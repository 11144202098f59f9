"""No two formulas look alike, on one line or in two dimensions, unless they say the same."""

import random
from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tutor.typeset import box, line, parse
from tutor.typeset.tree import Classed, Node, Row, Scripts, Space

LEAVES = ["x", "L", "f", "k", "1", "2", r"\mathbf{x}", r"\mathcal{L}"]
# Round brackets and strokes are left out: what is typed and what is added mean the same.
ONE = [
    r"\sqrt{{{}}}",
    r"\hat{{{}}}",
    r"\vec{{{}}}",
    r"\overline{{{}}}",
    r"\left|{}\right|",
    r"\|{}\|",
    r"\left[{}\right]",
    r"\log {}",
    r"\boxed{{{}}}",
    r"\cancel{{{} + 1}}",
    r"\sqrt[3]{{{}}}",
    "{{{}}}'",
]
TWO = [
    "{{{}}}_{{{}}}",
    "{{{}}}^{{{}}}",
    r"\frac{{{}}}{{{}}}",
    r"\binom{{{}}}{{{}}}",
    r"{} {}",
    r"{} + {}",
    r"{} \cdot {}",
    r"{} = {}",
    r"\sum_{{{}}} {}",
    r"{} - {}",
    r"\overset{{{}}}{{=}} {}",
    r"\underset{{{}}}{{{}}}",
    r"\underbrace{{{}}}_{{{}}}",
    r"\begin{{bmatrix}} {} & {} \end{{bmatrix}}",
    r"\begin{{bmatrix}} {} \\ {} \end{{bmatrix}}",
    r"\left[\begin{{array}}{{c|c}} {} & {} \end{{array}}\right]",
]
THREE = ["{{{}}}_{{{}}}^{{{}}}", r"\sum_{{{}}}^{{{}}} {}"]


def meaning(node: Node) -> Any:
    """A formula without what cannot be seen and means nothing: grouping, spaces, empty parts."""
    match node:
        case Row(items):
            parts: list[Any] = []
            for item in items:
                found = meaning(item)
                if isinstance(found, tuple) and found[:1] == ("row",):
                    parts += found[1:]
                elif found is not None:
                    parts.append(found)
            return parts[0] if len(parts) == 1 else ("row", *parts)
        case Space():
            return None
        case Classed(_, body):
            return meaning(body)
        case Scripts(Row((only,)), below, above, limits):
            return meaning(Scripts(only, below, above, limits))
        case Scripts(Scripts(base, below, None, None), None, above, None) if below is not None:
            return meaning(Scripts(base, below, above))
        case _:
            return (
                type(node).__name__,
                *map(_field, node),
            )


def _field(value: Any) -> Any:
    if hasattr(value, "_fields"):
        return meaning(value)
    return tuple(map(_field, value)) if isinstance(value, tuple) else value


def small_formulas() -> Iterator[str]:
    """Every formula of one construct, and many of constructs in constructs."""
    once = [shape.format(leaf) for shape in ONE for leaf in LEAVES]
    once += [shape.format(*two) for shape in TWO for two in product(LEAVES, repeat=2)]
    yield from LEAVES
    yield from once
    inner = [shape.format(leaf) for shape in ONE for leaf in "xL"]
    inner += [shape.format(*two) for shape in TWO for two in ("xL", "Lx", "x2", "fk", "1x")]
    inner += [shape.format("x", "k", "2") for shape in THREE]
    yield from (shape.format(part) for shape in ONE for part in inner)
    for shape in TWO:
        for part in inner:
            yield shape.format(part, "k")
            yield shape.format("x", part)
    for shape in THREE:
        for part in inner:
            yield from (shape.format(part, "1", "2"), shape.format("x", part, "2"))
            yield shape.format("x", "1", part)


def looks(source: str) -> Iterator[tuple[str, str]]:
    formula = parse(source)
    yield "line", line(formula)
    set_ = box(formula, 200)
    marked = [f"{'>' * (i == set_.baseline)}{row}" for i, row in enumerate(set_.rows)]
    yield "box", "\n".join(marked)  # beside anything else one sees on which row a formula stands


class Seen:
    """What was seen so far, and which formulas looked so."""

    def __init__(self) -> None:
        self.by_look: dict[tuple[str, str], str] = {}
        self.alike: list[tuple[str, str, str]] = []

    def add(self, source: str) -> None:
        for look in looks(source):
            other = self.by_look.setdefault(look, source)
            if other != source and meaning(parse(other).tree) != meaning(parse(source).tree):
                self.alike.append((other, source, look[1]))


def test_no_two_small_formulas_look_alike() -> None:
    seen = Seen()
    for source in small_formulas():
        seen.add(source)
    assert seen.alike == []


FORMULAS = st.recursive(
    st.sampled_from(LEAVES),
    lambda inner: st.one_of(
        *(st.builds(shape.format, inner) for shape in ONE),
        *(st.builds(shape.format, inner, inner) for shape in TWO),
        *(st.builds(shape.format, inner, inner, inner) for shape in THREE),
    ),
    max_leaves=5,
)


@given(st.lists(FORMULAS, min_size=30, max_size=30))
@settings(max_examples=30, deadline=None)
def test_no_two_formulas_of_many_look_alike(sources: list[str]) -> None:
    seen = Seen()
    for source in sources:
        seen.add(source)
    assert seen.alike == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (r"\|x\|_{L^2}", r"\|x\|_L^2"),
        ("J_{f_k}", "{J_f}_k"),
        ("a_{1j_1}", "a_1 j_1"),
        ("x^{23}", "{x^2}^3"),
        ("x^{(Q)}", "x^{Q}"),
        (r"\vec{v}", r"\operatorname{vec}(v)"),
        (r"\binom{n}{k}", "C(n, k)"),
        (r"\epsilon", r"\varepsilon"),
        (r"\phi", r"\varphi"),
        (r"\ell", "l"),
        (r"\mathbf{x}", "x"),
        (r"\mathcal{L}", "L"),
        (r"\mathbb{E}", "E"),
        (r"\underset{n}{B}", "B_n"),
        (r"\log \underbrace{x}_{a}", r"\underbrace{\log x}_{a}"),
        ("23", "2^{}3"),
    ],
)
def test_these_two_do_not_look_alike(one: str, other: str) -> None:
    for (_, look), (_, like) in zip(looks(one), looks(other), strict=True):
        assert look != like


def many(count: int, seed: int) -> Iterator[str]:
    """Formulas drawn at random, three constructs deep."""
    chance = random.Random(seed)
    for _ in range(count):
        parts = [chance.choice(LEAVES) for _ in range(3)]
        for _ in range(chance.randint(1, 3)):
            shape = chance.choice([*ONE, *TWO, *TWO, *THREE])
            parts.insert(0, shape.format(*parts))
            parts[1:] = [chance.choice(LEAVES) for _ in range(2)]
            chance.shuffle(parts)
            parts.sort(key=len, reverse=chance.random() < 0.7)
        yield parts[0]


def main(count: int = 100_000) -> None:
    """Look for look-alikes among many: python -m tests.typeset.test_look_alike."""
    seen = Seen()
    for source in many(count, 1):
        seen.add(source)
    for one, other, look in seen.alike[:40]:
        print(f"{one}\n{other}\n{look}\n")
    print(f"{len(seen.alike)} of {len(seen.by_look)} looks stand for two formulas")


if __name__ == "__main__":
    main()
