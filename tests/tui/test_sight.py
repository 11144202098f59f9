"""Whatever a key changes is on the screen after it, at the sizes where that is hardest."""

import random

import pytest

from tests.learner import Learner
from tests.tui.seat import seated
from tests.tui.sight import cards, sizes, unseen


@pytest.mark.parametrize(
    ("size", "asks", "answers"),
    [((60, 12), 0, 0), ((60, 12), 13, 45), ((80, 24), 6, 0), ((200, 60), 45, 3)],
)
@pytest.mark.parametrize("kind", ["question", "cloze", "check", "two parts hidden together"])
async def test_what_a_key_changes_is_in_sight(
    size: tuple[int, int], asks: int, answers: int, kind: str
) -> None:
    of_kind = {name: (deck, wanted) for name, deck, wanted in cards(asks, answers, 3)}
    deck, wanted = of_kind[kind]
    assert await unseen(size, deck, wanted) == []


def test_the_sweep_has_the_smallest_and_the_largest_screen() -> None:
    assert {(60, 12), (200, 60)} <= set(sizes(random.Random(1), 20))


async def test_a_short_answer_shows_where_little_is_left_for_it(learner: Learner) -> None:
    learner.write("deck.md", "Q: short q?\nA: short a.\n")
    async with seated(learner, review=[], size=(80, 12)) as seat:
        await seat.press("space")
        assert "short a." in seat.text
        assert "more below" not in seat.text


async def test_the_key_that_scrolls_is_named_only_where_there_is_more(learner: Learner) -> None:
    learner.write("deck.md", "Q: q\nA: " + "\n\n".join(f"line {n}" for n in range(30)) + "\n")
    async with seated(learner, review=[]) as seat:
        assert "more below" not in seat.text
        await seat.press("space")
        assert "pgdn more below" in seat.text
        assert "line 0" in seat.text
        await seat.press("pagedown", "pagedown", "pagedown", "pagedown", "pagedown")
        assert "line 29" in seat.text
        assert "more below" not in seat.text
