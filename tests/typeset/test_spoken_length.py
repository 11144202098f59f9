"""How long formulas are when they are said, over the bundled decks and our notes."""

import shutil
import statistics
import subprocess
from pathlib import Path

import pytest

from tests.typeset.share import collection
from tutor.typeset import Formula, formulas, parse, words

DECKS = Path(__file__).parents[2] / "decks"
MOST_WORDS, MOST_SECONDS = 21, 5
_BYTES_A_SECOND = 2 * 22_050  # espeak-ng writes one channel of 16 bits


def of_decks() -> list[Formula]:
    """Every formula of the bundled decks."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(DECKS.glob("*/*.md"))]
    return [parse(maths.source) for text in texts for maths in formulas(text)]


def of_notes() -> list[Formula]:
    """Every formula of the notes."""
    return [parse(noted.source, noted.macros) for noted in collection()]


def count(spoken: str) -> int:
    """The words that are heard."""
    return len(spoken.split())


def seconds(spoken: str) -> float:
    """How long espeak-ng speaks, at its usual 175 words a minute."""
    command = ["espeak-ng", "--stdin", "--stdout"]
    wave = subprocess.run(command, input=spoken.encode(), capture_output=True, check=True).stdout
    return len(wave) / _BYTES_A_SECOND


def test_a_formula_has_few_words() -> None:
    found = of_decks() + of_notes()
    assert len(found) >= 900
    assert statistics.mean(count(words(formula)) for formula in found) < MOST_WORDS


@pytest.mark.skipif(shutil.which("espeak-ng") is None, reason="needs espeak-ng")
def test_a_formula_is_said_in_a_few_seconds() -> None:
    some = [words(formula) for formula in (of_decks() + of_notes())[::10]]
    assert seconds("\n\n".join(some)) / len(some) < MOST_SECONDS


def main() -> None:
    """Print the figures: python -m tests.typeset.test_spoken_length."""
    decks, notes = of_decks(), of_notes()
    for name, found in (("decks", decks), ("notes", notes), ("both", decks + notes)):
        spoken = [words(formula) for formula in found]
        print(
            f"{name}: {len(found)} formulas, {statistics.mean(map(count, spoken)):.1f} words",
            end="",
        )
        if shutil.which("espeak-ng"):
            print(f", {statistics.mean(map(seconds, spoken)):.2f} s by espeak-ng", end="")
        print(" a formula")


if __name__ == "__main__":
    main()
