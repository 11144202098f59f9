"""What a key changed is on the screen: `python -m tests.tui.sight SEED COUNT`."""

import asyncio
import random
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.learner import Learner
from tests.tui.seat import CHECK, Seat, seated

SMALLEST, LARGEST = (60, 12), (200, 60)
LENGTHS = (0, 1, 3, 8, 13, 20, 45, 120)  # paragraphs below the first line


def text(first: str, paragraphs: int) -> str:
    """A first line, and so many paragraphs below it."""
    return "\n\n".join([first, *(f"paragraph {number} of it" for number in range(paragraphs))])


def cards(asks: int, answers: int, points: int) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Decks of one card of each kind, and what must be in sight when it was revealed."""
    question = text("What comes first?", asks)
    yield "question", f"Q: {question}\nA: {text('answerbegins', answers)}\n", ("answerbegins",)
    cloze = text("What comes [hiddenpart] first?", asks)
    yield "cloze", f"C: {text('The note.', asks)}\n\n{cloze}\n", ("[hiddenpart]",)
    both = text("Both [hiddenone <!-- group: a --> <!-- hint: a hint -->] and", asks)
    two = f"C: {both}\n\n[hiddentwo <!-- group: a -->] are hidden.\n"
    yield "two parts hidden together", two, ("[hiddenone]",)
    ticks = "".join(f"- [ ] keypoint {number}\n" for number in range(points))
    answer = text("answerbegins", answers)
    yield "check", f"{CHECK}Q: {question}\nA: {answer}\n\n{ticks}", ("answerbegins",)


def sizes(chance: random.Random, count: int) -> Iterator[tuple[int, int]]:
    """The smallest, the largest, the usual ones, and others between."""
    usual = [SMALLEST, (80, 12), (60, 16), (80, 18), (80, 24), (120, 40), LARGEST]
    yield from usual[:count]
    for _ in range(count - len(usual)):
        yield (
            chance.randint(SMALLEST[0], LARGEST[0]),
            min(chance.randint(12, 60), chance.randint(12, 60)),
        )


async def unseen(size: tuple[int, int], deck: str, wanted: Sequence[str]) -> list[str]:
    """What is not on the screen though it should be, after each key of a review of one card."""
    missing: list[str] = []

    def look(when: str, seat: Seat, *texts: str) -> None:
        missing.extend(f"{when}: {each}" for each in texts if each not in seat.text)

    with tempfile.TemporaryDirectory() as folder:
        learner = Learner(Path(folder))
        learner.write("deck.md", deck)
        async with seated(learner, review=[], size=size) as seat:
            await seat.press("space")
            look("revealed", seat, *wanted)
            view = seat.app.screen.view  # type: ignore[attr-defined]
            pane = seat.app.screen.pane  # type: ignore[attr-defined]
            if pane.has_more:
                look("more below", seat, "more below")
            for _ in range(400):
                if "▸ [ ]" in seat.text or not view.checklist.points:
                    break
                await seat.press("down")
            if view.checklist.points:
                look("scrolled", seat, "▸ [ ]")
                await seat.press("x")
                look("ticked", seat, "▸ [x]")
                await seat.press("down")
                look("moved", seat, "▸ [")
            await seat.press("3")
            look("graded", seat, "Review finished")
            await seat.press("u")
            look("undone", seat, "Undone")
            await seat.press("space")
            look("revealed again", seat, *wanted)
    return missing


async def sweep(seed: int, count: int) -> list[str]:
    """Every miss among so many sizes, each with a question and an answer of some length."""
    chance = random.Random(seed)
    found = []
    for size in sizes(chance, count):
        asks, answers = chance.choice(LENGTHS), chance.choice(LENGTHS)
        for kind, deck, wanted in cards(asks, answers, chance.choice((1, 3, 9))):
            for miss in await unseen(size, deck, wanted):
                found.append(f"{size} {kind} {asks}+{answers}: {miss}")
                print(found[-1], flush=True)
    return found


if __name__ == "__main__":
    seed, count = (int(each) for each in sys.argv[1:3]) if len(sys.argv) > 2 else (0, 100)
    misses = asyncio.run(sweep(seed, count))
    print(f"{count} sizes, a card of each kind: {len(misses)} misses")
    sys.exit(bool(misses))
