"""A thousand cards on paper: `python -m tests.benchmarks.printing [CARDS]`.

Prints, for every layout, the seconds of the whole command from its start (reading the deck for the
first time, into a database that is thrown away) and the processor time of all its processes. The
cards are the bundled ones over and over. Wanted: under 3 seconds on two cores.
"""

import os
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from itertools import cycle, islice
from pathlib import Path

from tests.benchmarks import as_installed
from tutor.printing import LAYOUTS

_DECK = Path(__file__).parents[2] / "decks" / "change-of-variables"
_ROUNDS = 5


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000
    as_installed()
    with tempfile.TemporaryDirectory() as folder:
        deck = Path(folder) / "deck.md"
        deck.write_text(many(count), encoding="utf-8")
        print(f"{count:,} cards, load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
        for words in (*(["--layout", layout] for layout in LAYOUTS), ["--format", "html"]):
            report(words, deck)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    print(f"most memory in one process: {peak // 1024} MB")


def many(count: int) -> str:
    """So many cards, no two of whose sentences and displayed formulas are the same."""
    cards: list[str] = []
    for name in ("flashcards.md", "self-check.md"):
        text = (_DECK / name).read_text(encoding="utf-8")
        for card in text.split("\nQ: ")[1:]:
            lines = card.replace("\n---\n", "\n").splitlines()
            cards.append("\n".join(line for line in lines if not line.startswith("<!-- id:")))
    return "\n\n".join(_numbered(i, card) for i, card in enumerate(islice(cycle(cards), count)))


def _numbered(i: int, card: str) -> str:
    """A card with a number in each of its paragraphs and displayed formulas."""
    paragraphs = f"Q: {card}".replace("$$\n", f"$$\n{i} = ", 1).split("\n\n")
    return "\n\n".join(
        part if part.startswith(("$$", "- ")) else re.sub(r"[.?](?=\s|$)", rf" {i}\g<0>", part)
        for part in paragraphs
    )


def report(words: list[str], deck: Path) -> None:
    """Print what the command takes with these words."""
    seconds, processor = [], []
    form = "html" if "html" in words else "pdf"
    command = [sys.executable, "-m", "tutor", "--decks", str(deck), "print", *words, "--force"]
    output = deck.with_name(f"cards.{form}")
    environment = {**os.environ, "TUTOR_DB": str(deck.with_name("none.sqlite3"))}
    for _ in range(_ROUNDS):
        before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        subprocess.run(
            [*command, "-o", str(output)], env=environment, check=True, stdout=subprocess.DEVNULL
        )
        seconds.append(time.perf_counter() - started)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        processor.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    print(
        f"{' '.join(words):<20} {statistics.median(seconds):5.2f} s, best {min(seconds):5.2f} s; "
        f"processor {statistics.median(processor):5.2f} s; {output.stat().st_size / 2**20:.1f} MB"
    )


if __name__ == "__main__":
    main()
