"""How far formulas drawn at random reach on paper, against what they are thought to take at most.

python -m tests.printing.bounds [HOW_MANY] [SEED] prints those that reach further, the worst first.
"""

import random
import sys
from collections.abc import Iterator
from typing import NamedTuple

from tests.printing.printer import sizes_of
from tutor.printing.to_page import marks

LEAVES = [
    *("x", "W", "f", "3", "j", r"\Omega", r"\alpha", r"\sum", r"\int", r"\log", "=", "+", ","),
    *(r"\mathbb{R}", r"\mathbf{x}", r"\mathcal{N}", r"\text{if so}", "12.5", "!", "(x)", "|x|"),
    *(r"\iff", r"\lim", r"\quad", r"\prod", r"\partial", r"\in", "f'"),
]
SHAPES = [
    *("{{{}}}^{{{}}}", "{{{}}}_{{{}}}", "{{{}}}_{{{}}}^{{{}}}", "{} + {}", "{} = {}", "{} {}"),
    *(r"\frac{{{}}}{{{}}}", r"\tfrac{{{}}}{{{}}}", r"\binom{{{}}}{{{}}}", r"\sqrt{{{}}}"),
    *(r"\sqrt[{}]{{{}}}", r"\hat{{{}}}", r"\overline{{{}}}", r"\vec{{{}}}", r"\mathbf{{{}}}"),
    *(r"\left( {} \right|", r"\left\{{ {} \right\}}", r"\left. {} \right|_{{{}}}"),
    *(r"\max_{{{}}} {}", r"\sum_{{{}}}^{{{}}} {}", r"\int_{{{}}}^{{{}}} {}"),
    r"\begin{{pmatrix}} {} & {} \\ {} & 1 \end{{pmatrix}}",
    r"\begin{{cases}} {} & {} \\ {} \end{{cases}}",
    r"\begin{{array}}{{c|c}} {} & {} \\ \hline {} & 1 \end{{array}}",
    *(r"\boxed{{{}}}", r"\cancel{{{}}}", r"\underbrace{{{}}}_{{{}}}", r"\overset{{{}}}{{{}}}"),
    *(r"\xrightarrow[{}]{{{}}}", r"\operatorname{{ab}}_{{{}}}", r"\mathop{{{}}}_{{{}}}"),
]
SPARE = 0.1  # em: a side of a card has more than that to spare


class Reach(NamedTuple):
    """A formula, and how much further than thought it reaches."""

    source: str
    kind: str
    real: float
    thought: float

    @property
    def more(self) -> float:
        return self.real - self.thought


def formulas(count: int, seed: int) -> Iterator[str]:
    """Formulas of one to seven constructs."""
    chance = random.Random(seed)
    for _ in range(count):
        yield _drawn(chance, chance.randint(1, 7))


def _drawn(chance: random.Random, constructs: int) -> str:
    if constructs <= 0:
        return chance.choice(LEAVES)
    shape = chance.choice(SHAPES)
    places = shape.replace("{{", "").replace("}}", "").count("{}")
    rest, parts = constructs - 1, []
    for i in range(places):
        share = rest if i == places - 1 else chance.randint(0, rest)
        rest -= share
        parts.append(_drawn(chance, share))
    chance.shuffle(parts)
    return shape.format(*parts)


def reaches(sources: list[str]) -> Iterator[Reach]:
    """Width in a sentence, and height there and set apart, of each."""
    inline = [marks(f"${source}$") for source in sources]
    widths = sizes_of(inline, [0.0] * len(sources), wide=True)
    for source, ((_, ((_, _, wide, _, _), *_)), *_), real in zip(
        sources, inline, widths, strict=True
    ):
        yield Reach(source, "width", real, wide)
    apart = [marks(f"$${source}$$") for source in sources]
    heights = sizes_of(apart, [1000.0] * len(sources))
    for source, ((_, _, _, _, high), *_), real in zip(sources, apart, heights, strict=True):
        yield Reach(source, "height", real, high)


def main(count: int = 5_000, seed: int = 1) -> None:
    found: list[Reach] = []
    tight = 0.0
    drawn = list(formulas(count, seed))
    for start in range(0, count, 250):
        for reach in reaches(drawn[start : start + 250]):
            tight += reach.thought / max(reach.real, 0.5)
            if reach.more > SPARE:
                found.append(reach)
    for reach in sorted(found, key=lambda reach: -reach.more)[:30]:
        print(f"{reach.kind} {reach.real:.2f}, thought {reach.thought:.2f}: {reach.source}")
    print(f"{len(found)} of {2 * count} reach further; thought over real {tight / 2 / count:.2f}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
