"""Keys in Browse with 100,000 cards, in a terminal: `python -m tests.benchmarks.browsing`.

A key is answered when its effect is painted: the letter stands in the search, the cursor is on
another row, the mark is counted, the heading says by what is sorted. Later all is there: what was
found, and the card. Both by the processor, which all threads of the program used since the key,
and by the clock, which says less on a busy machine. (Linux)
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from tests.benchmarks.history import build
from tests.benchmarks.startup import settle
from tests.benchmarks.terminal import Terminal

_SIZE = (40, 120)
_DOWN, _UP, _PAGE_DOWN, _HOME, _END = "\x1b[B", "\x1b[A", "\x1b[6~", "\x1b[H", "\x1b[F"
_BACKSPACE = "\x7f"
_EMPTY = "earch: words"  # what an empty field says; the cursor stands on its first letter
_SEARCHES = ("777", "is:due", "prop:ease<2", "say of", '"say of"', "re:7+8", "deck:deck-07*")


class Key(NamedTuple):
    """A key as a terminal sends it, and what is painted once it is answered."""

    sent: str
    answered: str


class Times(NamedTuple):
    """Milliseconds of a key, by the processor and by the clock."""

    answered: tuple[float, float]
    there: tuple[float, float]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cards", type=int, default=100_000)
    parser.add_argument("--rows", type=int, default=300_000)
    parser.add_argument("--folder", type=Path, help="keep what is built here, or find it")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        where = given.folder or Path(temporary)
        build(where, given.cards, given.rows)
        path = Path(temporary) / "browsed.sqlite3"
        settle(where, path)
        command = (
            *(sys.executable, "-m", "tutor", "--db", str(path)),
            *("--decks", str(where / "decks"), "--now", "2026-11-23T09:00"),
        )
        with closing(Terminal(command, size=_SIZE)) as terminal:
            terminal.until("deck-000", 120)
            terminal.until_idle()
            _press_all(terminal, f"{given.cards:,}")


def _press_all(terminal: Terminal, cards: str) -> None:
    print(f"{'':14}{'answered: median':>22}{'p95':>14}{'longest':>14}", end="")
    print(f"{'all there: median':>24}{'p95':>14}{'longest':>14}   ms of CPU, of the clock")
    _print("open", [_timed(terminal, Key("b", "question"))])
    every = []
    for name, before, keys in (
        ("scroll", "\x1b", _moves(cards)),
        ("search", "/", [key for search in _SEARCHES for key in _typed(search)]),
        ("sort", "\x1b", _sorts()),
        ("mark", "", _marks(cards)),
    ):
        terminal.send(before)
        terminal.until_idle()
        taken = [_timed(terminal, key) for key in keys]
        every += taken
        _print(name, taken)
    _print("all keys", every)


def _moves(cards: str) -> Iterator[Key]:
    """Each shows which row of how many it has come to."""
    for key in (*[_DOWN] * 30, *[_PAGE_DOWN] * 15, _END, *[_UP] * 5, _HOME):
        yield Key(key, f"of {cards}")


def _typed(search: str) -> Iterator[Key]:
    """Letter by letter, and back again."""
    for end in range(1, len(search) + 1):
        yield Key(search[end - 1], search[:end])
    for end in range(len(search) - 1, -1, -1):
        yield Key(_BACKSPACE, search[:end] or _EMPTY)


def _sorts() -> Iterator[Key]:
    for key, heading in (
        *(("]", "question ▴"), ("]", "due ▴"), ("r", "due ▾"), ("r", "due ▴")),
        *(("]", "interval ▴"), ("]", "deck ▴"), ("[", "interval ▴"), ("r", "interval ▾")),
    ):
        yield Key(key, heading)


def _marks(cards: str) -> Iterator[Key]:
    for key, said in (
        *(("x", "1 card marked"), ("x", "2 cards marked"), ("x", "3 cards marked")),
        *(("X", f"{cards} cards marked"), ("X", f"of {cards}"), ("x", "1 card marked")),
    ):
        yield Key(key, said)


def _timed(terminal: Terminal, key: Key) -> Times:
    seen = len(terminal.seen)
    cpu, pressed = terminal.processor(), time.perf_counter()

    def since(now: tuple[float, float]) -> tuple[float, float]:
        return 1000 * (now[0] - cpu), 1000 * (now[1] - pressed)

    terminal.send(key.sent)
    terminal.until(key.answered, since=seen)
    answered = since((terminal.processor(), time.perf_counter()))
    return Times(answered, since(terminal.until_idle()))


def _print(name: str, taken: Sequence[Times]) -> None:
    line = f"{name:14}"
    for times, width in (([each.answered for each in taken], 8), ([e.there for e in taken], 10)):
        cells = []
        for share in (0.5, 0.95, 1.0):
            at = min(len(times) - 1, int(share * len(times)))
            cpu, wall = (sorted(each)[at] for each in zip(*times, strict=True))
            cells.append(f"{cpu:7.1f}{wall:7.1f}")
        line += " " * width + "".join(cells)
    print(line, flush=True)


if __name__ == "__main__":
    main()
