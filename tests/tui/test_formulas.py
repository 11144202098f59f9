"""Formulas on the screens in words, and gone through part by part."""

from tests.learner import Learner
from tests.tui.exercising import LINE, trying
from tests.tui.seat import Seat, seated
from tutor.settings import Settings

CARD = "Q: Why is $x$ here, and $a + B$?\nA: By $\\frac{1}{2}$.\n"


def marked(seat: Seat) -> list[str]:
    """What is in reverse on the screen."""
    reversed_ = (each.text for each in seat.segments if each.style and each.style.reverse)
    return [text for text in reversed_ if text not in "▊▎▔▁"]


async def test_formulas_are_said_on_the_screen_as_the_settings_say(learner: Learner) -> None:
    learner.write("deck.md", "Q: What is $P(X=x)$?\nA: It.\n")
    for wanted, said in (
        (Settings(maths="words"), "What is cap P of open cap X equals x close?"),
        (Settings(maths="words", capitals=False), "What is P of open X equals x close?"),
        (Settings(maths="words", words="long"), "open paren cap X equals x close paren?"),
    ):
        async with seated(learner, [], settings=wanted) as seat:
            assert said in seat.text


async def test_a_card_s_formulas_are_gone_through_by_keys(learner: Learner) -> None:
    learner.write("deck.md", CARD)
    async with seated(learner, []) as seat:
        await seat.press("full_stop")
        assert seat.shown == "FormulaSheet"
        assert "Formula: a plus cap B. Its parts: 2 terms." in seat.text
        assert marked(seat) == ["a + B"]
        await seat.press("greater_than_sign", "full_stop")
        assert "Term 2 of 2: plus cap B." in seat.text
        await seat.press("comma")
        assert "Term 1 of 2: a." in seat.text
        await seat.press("less_than_sign")
        assert "Its parts: 2 terms." in seat.text
        await seat.press("escape", "space", "full_stop", "right", "down")
        assert "Formula 2 of 2" not in seat.text
        assert "Numerator, 1 of 2: 1." in seat.text
        await seat.press("escape", "3")
        assert "Review finished" in seat.text


async def test_a_card_s_formulas_are_gone_through_with_the_mouse(learner: Learner) -> None:
    learner.write("deck.md", CARD)
    async with seated(learner, [], size=(100, 24)) as seat:
        await seat.click(". formulas")
        await seat.click("> in")
        assert "Term 1 of 2: a." in seat.text
        await seat.click(". next")
        assert "Term 2 of 2: plus cap B." in seat.text
        await seat.click("esc close")
        assert seat.shown == "ReviewScreen"


async def test_without_formulas_there_is_nothing_to_go_through(learner: Learner) -> None:
    learner.write("deck.md", "Q: Why?\nA: So.\n")
    async with seated(learner, [], size=(100, 24)) as seat:
        assert "formulas" not in seat.text
        await seat.press("full_stop")
        assert seat.shown == "ReviewScreen"


async def test_a_key_goes_through_the_formulas_while_an_answer_is_typed(learner: Learner) -> None:
    learner.write("line.toml", LINE)
    async with trying(learner, level=1, seed=3) as seat:
        await seat.press("full_stop", "5", "f6")
        assert seat.shown == "FormulaSheet"
        await seat.press("greater_than_sign")
        assert "1 of 2: x." in seat.text
        await seat.press("escape")
        assert ".5" in seat.text
