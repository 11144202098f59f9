"""No two formulas are said alike, also where capitals, commas and signs are not heard."""

import random
import re
from collections.abc import Iterable, Iterator
from itertools import product
from typing import Any

from tests.typeset.test_look_alike import meaning
from tutor.typeset import parse, words
from tutor.typeset.tree import Node

LEAVES = ["x", "n", "f", "A", "2", r"\mathbf{x}", r"\lambda", "0"]
ONE = [
    r"\sqrt{{{}}}",
    r"\sqrt[3]{{{}}}",
    r"\hat{{{}}}",
    r"\vec{{{}}}",
    r"\overline{{{}}}",
    r"\left|{}\right|",
    r"\|{}\|",
    r"\|{}\|_2",
    r"\lfloor {} \rfloor",
    r"\left[{}\right]",
    r"\left\{{{}\right\}}",
    r"\langle {} \rangle",
    r"\log {}",
    r"\log_2 {}",
    r"\det {}",
    r"\boxed{{{}}}",
    r"\cancel{{{} + 1}}",
    "{{{}}}'",
    "{{{}}}^{{-1}}",
    r"{{{}}}^\top",
    r"{{{}}}^{{({})}}",
    "{{{}}}_{{({})}}",
    r"f\left({}\right)",
    r"n\left({} + 1\right)",
    r"\left.{}\right|_{{x}}",
    r"\mathbb{{E}}_{{{}}} x",
    r"\mathbb{{E}}\left[{}\right]",
    r"\mathbf{{{}}}",
    r"\underbrace{{{}}}",
    r"-{}",
    r"{}!",
    r"d {}",
    r"\frac{{d {}}}{{d x}}",
    r"\lim_{{x \to {}}} n",
    r"\lim_{{x \to {}^+}} n",
    r"\nabla {}",
]
TWO = [
    "{{{}}}_{{{}}}",
    "{{{}}}^{{{}}}",
    r"\frac{{{}}}{{{}}}",
    r"\binom{{{}}}{{{}}}",
    r"\sqrt[{}]{{{}}}",
    r"{} {}",
    r"{} + {}",
    r"{} - {}",
    r"{} \cdot {}",
    r"{} \times {}",
    r"{} = {}",
    r"{}, {}",
    r"{} / {}",
    r"\left({}, {}\right)",
    r"f\left({}, {}\right)",
    r"({}, {}]",
    r"\{{{} : {}\}}",
    r"{} \mid {}",
    r"{} \to {}",
    r"{} \sim {}",
    r"\sum_{{{}}} {}",
    r"\int_0^{{{}}} {}",
    r"\max_{{{}}} {}",
    r"\overset{{{}}}{{=}} {}",
    r"\underset{{{}}}{{{}}}",
    r"\overset{{{}}}{{{}}}",
    r"\underbrace{{{}}}_{{{}}}",
    r"\overbrace{{{}}}^{{{}}}",
    r"\begin{{bmatrix}} {} & {} \end{{bmatrix}}",
    r"\begin{{bmatrix}} {} \\ {} \end{{bmatrix}}",
    r"\begin{{bmatrix}} {} & 0 \\ 1 & {} \end{{bmatrix}}",
    r"\begin{{cases}} {} & x > 0 \\ {} & x = 1 \end{{cases}}",
]
THREE = [
    "{{{}}}_{{{}}}^{{{}}}",
    r"\sum_{{{}}}^{{{}}} {}",
    r"\int_{{{}}}^{{{}}} {}",
    r"{} \mid {}, {}",
]


def pairs() -> Iterator[str]:
    """Every construct, every construct in every place of another, and beside every other."""
    yield from LEAVES
    small = [shape.format(*"xxx") for shape in [*ONE, *TWO, *THREE]]
    for shape in ONE:
        yield from (shape.format(leaf, leaf) for leaf in LEAVES)
        yield from (shape.format(part, "k") for part in small)
        if shape.count("{}") > 1 + shape.count("{{}}"):
            yield from (shape.format("k", part) for part in small)
    for shape in TWO:
        yield from (shape.format(*two) for two in product(LEAVES, repeat=2))
        for part in small:
            yield from (shape.format(part, "k"), shape.format("x", part))
    for shape in THREE:
        for part in small:
            yield shape.format(part, "1", "2")
            yield shape.format("x", part, "2")
            yield shape.format("x", "1", part)
    for one, other in product(small, repeat=2):
        yield f"{{{one}}} {{{other}}}"


def many(count: int, seed: int) -> Iterator[str]:
    """Formulas drawn at random, three constructs deep."""
    chance = random.Random(seed)

    def drawn(depth: int) -> str:
        if depth == 0 or chance.random() < 0.2:
            return chance.choice(LEAVES)
        shape = chance.choice([*ONE, *TWO, *TWO, *THREE])
        return shape.format(*(drawn(depth - 1) for _ in range(3)))

    for _ in range(count):
        yield drawn(3)


def heard(source: str) -> str:
    """What is heard: no capitals, commas or signs."""
    return " ".join(re.sub(r"[^\w\s]", " ", words(parse(source)).lower()).split())


def alike(sources: Iterable[str]) -> list[tuple[str, str, str]]:
    """Formulas of different meaning that are heard alike, and what is heard."""
    by_sound: dict[str, str] = {}
    found = []
    for source in sources:
        sound = heard(source)
        other = by_sound.setdefault(sound, source)
        if other != source and said(parse(other).tree) != said(parse(source).tree):
            found.append((other, source, sound))
    return found


def said(node: Node) -> Any:
    """What a formula means to a listener, however it is set."""
    return _said(meaning(node))


def _said(found: Any) -> Any:
    if not isinstance(found, tuple):
        return found
    match tuple(map(_said, found)):
        case ("Root", body, ("Number", "2")):
            return ("Root", body, None)
        case ("Fenced", None, body, "bar" as bar, _):
            return _row(body, bar)  # where f(x)|_{x=0} begins cannot be seen either
        case ("Fraction", ("row", ("Symbol", "−", *_) as sign, above), below, small):
            return _row(sign, ("Fraction", above, below, small))
        case ("Scripts", ("row", *items, base), below, above, limits):
            return _row(*items, ("Scripts", base, below, above, limits))
        case ("Middle" | "Symbol", *_) as sign if "|" in repr(sign) or "∣" in repr(sign):
            return "bar"
        case ("Fenced", ("Symbol", "{", *_) as left, body, right, _):
            parts = _row(body, "")[1:]
            items = ["bar" if part[:2] == ("Symbol", ":") else part for part in parts]
            return ("Fenced", left, _row(*items), right)
        case ("Scripts", ("Brace" | "Scripts", *_) as base, below, above, _):
            return ("Scripts", base, below, above)
        case ("row", *items):
            return _row(*items)
        case other:
            return other


def _row(*parts: Any) -> Any:
    items: list[Any] = []
    for part in parts:
        if part[:2] == ("Symbol", "×") and items and items[-1][0] == "Fraction":
            continue  # said where nothing is seen
        items += part[1:] if isinstance(part, tuple) and part[:1] == ("row",) else [part]
    return items[0] if len(items) == 1 else ("row", *items)


def test_no_two_formulas_are_heard_alike() -> None:
    assert alike(many(1_000, 7)) == []


def main(count: int = 100_000) -> None:
    """Look for formulas heard alike: python -m tests.typeset.test_said_alike."""
    sources = [*dict.fromkeys([*pairs(), *many(count, 1)])]
    found = alike(sources)
    for one, other, sound in found[:60]:
        print(f"{one}\n{other}\n    {sound}\n")
    print(f"{len(found)} of {len(sources)} formulas are heard like another")


if __name__ == "__main__":
    main()
