"""Formulas and cards: `python -m tests.benchmarks.typesetting`.

Prints medians and 99th percentiles over every construct of the notation, the formulas of the
bundled decks, and their cards at 80 columns. Wanted: a formula under 0.5 ms at the median, a card
under 5 ms.
"""

import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

from tests.benchmarks import as_installed
from tests.typeset.constructs import CONSTRUCTS
from tutor.typeset import Mode, box, document, formulas, line, mathml, parse, typst, words

T = TypeVar("T")

_DECKS = Path(__file__).parents[2] / "decks"
_ROUNDS = 20
_BACK_ENDS: dict[str, Callable[[str], object]] = {
    "parse": parse,
    "parse and box": lambda source: box(parse(source), 76),
    "parse and line": lambda source: line(parse(source)),
    "parse and words": lambda source: words(parse(source)),
    "parse and Typst": lambda source: typst(parse(source)),
    "parse and MathML": lambda source: mathml(parse(source), display=True),
}


def main() -> None:
    as_installed()
    texts = [path.read_text(encoding="utf-8") for path in sorted(_DECKS.glob("*/*.md"))]
    sources = [construct.source for group in CONSTRUCTS.values() for construct in group]
    sources += [maths.source for text in texts for maths in formulas(text)]
    print(f"{len(sources)} formulas")
    for name, work in _BACK_ENDS.items():
        report(name, [timed(work, source) for source in sources for _ in range(_ROUNDS)])
    cards = [card for text in texts for card in text.split("\nQ: ")[1:]]
    print(f"{len(cards)} cards")
    modes: tuple[Mode, ...] = ("box", "line", "words")
    for mode in modes:
        set_card = partial(document, width=80, mode=mode)
        report(f"card, {mode}", [timed(set_card, card) for card in cards for _ in range(_ROUNDS)])
    heavy = "\n\n".join(
        f"Formula {i}: ${source}$, and\n$${source}$$" for i, source in enumerate(sources[:20])
    )
    report("a card of 40 formulas", [timed(partial(document, width=80), heavy) for _ in range(9)])
    command = [sys.executable, "-c", "import tutor.typeset"]
    bare = [sys.executable, "-c", "import re, dataclasses, enum, unicodedata, html, typing"]
    report("import, whole process", [timed(subprocess.check_call, command) for _ in range(9)])
    report("the same, bare", [timed(subprocess.check_call, bare) for _ in range(9)])


def timed(work: Callable[[T], object], given: T) -> float:
    """Seconds the work takes."""
    started = time.perf_counter()
    work(given)
    return time.perf_counter() - started


def report(what: str, seconds: Sequence[float]) -> None:
    high = sorted(seconds)[int(len(seconds) * 0.99)] if len(seconds) > 1 else seconds[0]
    print(f"{what:24} median {statistics.median(seconds) * 1e3:8.3f} ms   p99 {high * 1e3:8.3f} ms")


if __name__ == "__main__":
    main()
