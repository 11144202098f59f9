"""The form for a new card: it is shown and checked as one types, and added to its deck's file."""

from tests.learner import Learner, questions
from tests.tui.seat import running, seated
from tutor.settings import Settings
from tutor.store.database import Database
from tutor.study import Study
from tutor.tui.app import TutorApp
from tutor.tui.screens.add_card import AddScreen


async def test_a_card_is_shown_as_one_types_and_added(learner: Learner) -> None:
    deck = learner.write("deck.md", questions("alpha"))
    async with seated(learner) as seat:
        await seat.press("A")
        assert seat.shown == "AddScreen"
        assert "Your decks: deck. Another name begins a new deck." in seat.text
        await seat.type("What is $x^2")
        assert "! this $ never closes" in seat.text
        await seat.press("ctrl+s")
        assert "This cannot be added yet. The answer is still missing." in seat.text
        assert deck.read_text() == questions("alpha")
        await seat.type("$?")
        assert "! this" not in seat.text  # nothing is wrong so far
        await seat.press("tab")
        await seat.type("A square")
        assert "What is x²?" in seat.text
        await seat.press("ctrl+s")
        added = f"1 card added to deck: {deck.resolve()}:4"
        assert added.replace(" ", "") in seat.text.replace(" ", "")  # on more than one line
        assert deck.read_text().endswith("\nQ: What is $x^2$?\n\nA: A square\n")
        await seat.press("escape")
        assert seat.shown == "HomeScreen"
        assert "2 new" in seat.text


async def test_the_form_opened_from_the_command_line_has_its_styles(learner: Learner) -> None:
    learner.write("deck.md", questions("alpha"))
    database = Database(learner.database)
    study = Study(database, [learner.decks], lambda: learner.now, Settings())
    app = TutorApp(lambda: study, lambda worker: AddScreen(worker, "deck"))
    async with running(app, database) as seat:
        await seat.settle()
        (row,) = (row for row in seat.rows if "Kind: flashcard" in row)
        assert "deck" in row  # beside each other
        assert len(row.rstrip()) == max(len(row.rstrip()) for row in seat.rows if "╮" in row) - 2


async def test_a_cloze_has_its_parts_in_brackets_and_no_answer(learner: Learner) -> None:
    deck = learner.write("deck.md", questions("alpha"))
    async with seated(learner) as seat:
        await seat.press("l", "A", "f2", "f2")
        assert "Kind: cloze" in seat.text
        assert "what is recalled stands in [square brackets]" in seat.text
        await seat.type("A ")
        assert "hides nothing" not in seat.text
        await seat.press("ctrl+s")
        assert (
            "Put what is to be recalled in square brackets: Every [compact] set is closed."
            in seat.text
        )
        for key in ("left_square_bracket", "b", "right_square_bracket"):
            await seat.press(key)
        assert "A […]" in seat.text
        await seat.press("ctrl+s", "escape")
        assert deck.read_text().endswith("\nC: A [b]\n")
        assert "1 of 2" in seat.text  # the list below has it at once


async def test_what_is_typed_is_not_left_unwarned_and_stays_when_it_cannot_be_written(
    learner: Learner,
) -> None:
    learner.write("deck.md", questions("alpha"))
    async with seated(learner, review=[]) as seat:
        await seat.press("A")
        await seat.type("one")
        await seat.press("tab")
        await seat.type("two")
        (learner.decks / "deck.md").unlink()
        (learner.decks / "deck.md").mkdir()
        await seat.press("ctrl+s")
        assert "Nothing was added" in seat.text or "cannot be written" in seat.text
        assert "one" in seat.text
        await seat.press("escape")
        assert "Press esc again to leave" in seat.text
        await seat.press("escape")
        assert seat.shown == "ReviewScreen"


async def test_a_deck_that_is_not_there_yet_is_called_new(learner: Learner) -> None:
    learner.write("deck.md", questions("alpha"))
    async with seated(learner, size=(100, 30)) as seat:
        await seat.press("A", "shift+tab", "end", "s")
        assert any("a new deck ─" in row for row in seat.rows)
        await seat.press("tab")
        await seat.type("one")
        await seat.press("tab")
        await seat.type("two")
        await seat.press("ctrl+s")
        assert "1 card added to the new deck decks: " in seat.text
        assert not any("a new deck ─" in row for row in seat.rows)


async def test_without_a_name_a_card_goes_to_the_deck_cards(learner: Learner) -> None:
    deck = learner.write("cards.md", questions("alpha"))
    async with seated(learner, size=(100, 30)) as seat:
        await seat.press("A", "shift+tab", "ctrl+u", "tab")
        await seat.type("one")
        await seat.press("tab")
        await seat.type("two")
        await seat.press("ctrl+s")
        assert "1 card added to cards: " in seat.text
    assert deck.read_text().endswith("\nQ: one\n\nA: two\n")
