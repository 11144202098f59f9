"""Looking through a deck: a list of any length, and nothing scheduled."""

from tests.learner import Learner, questions
from tests.tui.seat import seated


async def test_any_card_can_be_revealed_by_key_or_click(learner: Learner) -> None:
    learner.write("deck.md", questions("alpha", "beta", "gamma"))
    async with seated(learner) as seat:
        await seat.press("l", "down")
        assert "2 of 3" in seat.text
        assert "The answer" not in seat.text
        await seat.press("space")
        assert "The answer to beta" in seat.text
        await seat.press("down")
        assert "The answer" not in seat.text
        await seat.click("show or hide")
        assert "The answer to gamma" in seat.text
        await seat.click("alpha")
        assert "1 of 3" in seat.text
        await seat.press("escape")
        assert seat.shown == "HomeScreen"
        assert "0 due 3 new" in seat.text
    with learner.opens() as study:
        assert not [
            e for card in study.decks.cards(["deck"]) for e in study.history.entries(card.id)
        ]


async def test_a_long_list_draws_only_what_is_seen(learner: Learner) -> None:
    learner.write("deck.md", questions(*(f"word {number}" for number in range(5_000))))
    async with seated(learner) as seat:
        await seat.press("l", "G")
        assert "5,000 of 5,000" in seat.text
        assert "▸ What is word 4999?" in seat.text
        await seat.press("pageup")
        assert "4,993 of 5,000" in seat.text  # the list is eight rows high
        await seat.press("home", "up")
        assert "1 of 5,000" in seat.text


async def test_the_search_finds_words_in_questions_and_answers(learner: Learner) -> None:
    learner.write("deck.md", questions("alpha", "Beta") + "\nQ: A rose?\nA: beta too.\n")
    async with seated(learner) as seat:
        await seat.press("l", "slash")
        await seat.type("beta")
        await seat.settle()
        assert "1 of 2" in seat.text
        await seat.press("enter", "down")
        assert "▸ A rose?" in seat.text
        await seat.press("escape")
        assert "1 of 3" in seat.text
        await seat.press("slash")
        await seat.type("zzz")
        await seat.settle()
        assert "no cards" in seat.text
        await seat.press("enter", "space", "escape", "escape")
        assert seat.shown == "HomeScreen"


async def test_rows_are_set_and_show_the_hole_of_their_cloze(learner: Learner) -> None:
    words = " ".join(["long"] * 30)
    learner.write(
        "deck.md", f"Q: What is **bold** here?\nA: x\n\nC: {words} [one] and [two] end.\n"
    )
    async with seated(learner) as seat:
        await seat.press("l")
        assert "What is bold here?" in seat.text
        holes = [row for row in seat.rows if "long" in row and "[…]" in row]
        assert len(holes) >= 2
        assert "and […] end" in seat.text
        assert "[…] and two" in seat.text


async def test_a_cloze_is_filled_in_where_it_stood(learner: Learner) -> None:
    learner.write("deck.md", "C: Some `[…]` and *the [city](x)* [of **light**] is $x$.\n")
    async with seated(learner) as seat:
        await seat.press("l")
        assert "[…] is x" in seat.text
        await seat.press("space")
        assert "[of light] is x" in seat.text
