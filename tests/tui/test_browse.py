"""Browse: every card searched, sorted, marked, with its text, its history and its place."""

from pathlib import Path

import pytest

from tests.learner import Learner, questions
from tests.search.example import SEARCHES, example
from tests.tui.seat import Seat, seated
from tutor.errors import TutorError
from tutor.study.finding import Finding
from tutor.tui.screens.browse import BrowseScreen


@pytest.fixture
def example_learner(tmp_path: Path) -> Learner:
    return example(tmp_path)


def found(seat: Seat) -> list[str]:
    """The ids of the cards in the list."""
    screen = seat.app.screen
    assert isinstance(screen, BrowseScreen)
    rows = screen.worker.study.find.rows_of(screen.list.numbers)
    return [row.card.id for row in rows]


async def search(seat: Seat, text: str) -> None:
    """Type a search in the place of the one before."""
    screen = seat.app.screen
    assert isinstance(screen, BrowseScreen)
    screen.field.value = text
    await seat.settle()


async def test_every_search_means_on_the_screen_what_it_means_on_the_command_line(
    example_learner: Learner,
) -> None:
    async with seated(example_learner) as seat:
        await seat.press("b", "escape")
        for text, cards in SEARCHES[::7]:  # the command line runs them all
            await search(seat, text)
            assert found(seat) == cards, text


async def test_one_searches_while_typing_and_goes_on_in_the_list(
    example_learner: Learner,
) -> None:
    async with seated(example_learner) as seat:
        await seat.press("b", "escape")
        assert "1 of 7" in seat.text
        await seat.press("slash")
        await seat.type("is:mature")
        assert "1 of 2" in seat.text
        await seat.press("enter", "down")
        assert "flows.md:10" in seat.text  # where the card stands
        assert "The sum of its log-scales" in seat.text
        assert "suspended" in seat.text
        await seat.press("space")
        assert "The sum of its log-scales" not in seat.text
        await seat.press("i")
        assert "Hard→26d" in seat.text
        await seat.press("escape", "escape")
        assert seat.shown == "HomeScreen"


async def test_keys_are_offered_where_they_work_and_the_language_is_in_the_help(
    example_learner: Learner,
) -> None:
    async with seated(example_learner, size=(80, 32)) as seat:
        await seat.press("b")
        first = next(y for y, row in enumerate(seat.rows) if "▸" in row)
        assert "deck: tag: kind:" in seat.text  # how a condition can begin
        assert "/ search" not in seat.text
        assert "@ suspend" not in seat.text
        await seat.press("slash", *"zq")  # what begins a search elsewhere is no part of it
        assert "No card matches" in seat.text
        await seat.press("backspace", "backspace", *"det")
        assert "1 of 2" in seat.text
        await seat.press("escape")
        assert "▸" in seat.rows[first]  # on a high screen the list stays where it is
        assert "/ search" in seat.text
        assert "@ suspend" in seat.text
        await seat.press("question_mark")
        assert "tag:geometry with this tag" in seat.text


async def test_a_column_without_room_is_named_when_it_sorts(
    example_learner: Learner,
) -> None:
    async with seated(example_learner, size=(60, 20)) as seat:
        await seat.press("b", "escape")
        assert "question · by deck ▴" in seat.text
        await seat.press("right_square_bracket", "r")
        assert "question ▾" in seat.text


async def test_what_is_typed_is_completed_and_what_is_wrong_is_shown_at_its_place(
    example_learner: Learner,
) -> None:
    async with seated(example_learner) as seat:
        await seat.press("b")
        await seat.type("ki")
        await seat.press("right")
        await seat.type("e")
        await seat.press("right", "enter")
        assert found(seat) == ["affine"]
        await seat.press("slash")
        await seat.type(" is:matur")
        assert "There is no state 'matur'. Did you mean mature?" in seat.text
        caret = next(row for row in seat.rows if "^" in row)
        typed = next(row for row in seat.rows if "kind:exercises is:matur" in row)
        assert caret.index("^") == typed.index("matur")
        await seat.press("e")
        assert "no cards" in seat.text
        assert "No card matches this search." in seat.text
        await seat.press("ctrl+u")
        await seat.type("prop:lapses>=")
        assert "After >= a number is needed" in seat.text
        await seat.type("1")
        assert "is needed" not in seat.text
        await seat.press("backspace")
        assert "After >= a number is needed" in seat.text


async def test_a_search_is_mended_where_nothing_completes_it(
    example_learner: Learner, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: Finding, search: str) -> list[str]:
        raise TutorError("There is no history to complete it from.")

    monkeypatch.setattr(Finding, "completions", refuse)
    async with seated(example_learner) as seat:
        await seat.press("b")
        await seat.type("prop:lapses>=")
        assert "After >= a number is needed" in seat.text
        await seat.type("1")
        assert "is needed" not in seat.text


async def test_cards_are_sorted_by_a_column_in_both_directions(example_learner: Learner) -> None:
    async with seated(example_learner) as seat:
        await seat.press("b", "escape")
        await seat.click("interval")
        assert set(found(seat)[:3]) == {"why", "size", "inverse"}  # one day each
        assert found(seat)[3:] == ["coupling", "det", "support", "affine"]  # new ones come last
        await seat.press("r")
        assert found(seat)[:2] == ["det", "coupling"]
        assert found(seat)[5:] == ["support", "affine"]
        await seat.press("left_square_bracket")
        assert found(seat)[0] == "det"  # due before the others
        assert found(seat)[4:] == ["coupling", "support", "affine"]
        assert "due ▴" in seat.text
        await seat.press("left_square_bracket")
        assert found(seat)[0] == "affine"  # by the question


async def test_columns_are_chosen_and_cards_marked(example_learner: Learner) -> None:
    async with seated(example_learner, size=(120, 30)) as seat:
        await seat.press("b", "escape", "c", "end", "space", "home", "space", "escape")
        assert "check.md:5" in seat.text
        assert " densities" not in next(row for row in seat.rows if "▸" in row).split("│")[0]
        await seat.press("x", "x")
        assert "2 cards marked" in seat.text
        assert sum("●" in row for row in seat.rows) == 2
        await seat.press("X")
        assert "7 cards marked" in seat.text
        await seat.press("X")
        assert "marked" not in seat.text.replace("x mark", "")


async def test_all_that_is_marked_is_set_aside_and_undone_as_one(example_learner: Learner) -> None:
    async with seated(example_learner) as seat:
        await seat.press("b", "escape")
        await search(seat, "is:due")
        await seat.press("x", "x", "s")
        assert "For all 2 marked cards." in seat.text
        assert "suspend: not asked until" in seat.text
        await seat.press("escape", "at")
        assert "Suspended: 2 marked cards. u undoes it." in seat.text
        # They stay until the next search, so that one sees what was done.
        assert found(seat) == ["det", "size", "inverse"]
        assert "@ resume" in seat.text  # it resumes the cards that are marked
        await search(seat, "is:suspended")
        assert found(seat) == ["det", "coupling", "size"]
        assert "@ resume" in seat.text
        await seat.press("u")
        assert found(seat) == ["det", "coupling", "size"]
        assert "@ suspend" in seat.text
        await search(seat, "is:suspended ")
        assert found(seat) == ["coupling"]
        await search(seat, "flag:0 deck:flows")
        await seat.press("X", "s", "4")
        await search(seat, "flag:4")
        assert found(seat) == ["det", "coupling", "inverse"]
        assert seat.text.count("⚑4 ") == 3  # also without its column


async def test_cards_that_are_marked_out_of_sight_are_acted_on_at_the_second_try(
    learner: Learner,
) -> None:
    learner.write("deck.md", questions(*(f"word {number}" for number in range(100))))
    async with seated(learner) as seat:
        await seat.press("b", "escape", "x", "x", "end", "at")
        assert "This is about 2 cards marked out of sight." in seat.text
        with learner.opens() as study:
            assert not study.aside.suspended()
        await seat.press("at")
        assert "Suspended: 2 marked cards" in seat.text
        with learner.opens() as study:
            cards = study.decks.cards()
            assert study.aside.suspended() == {cards[0].id, cards[1].id}


async def test_a_card_that_is_mended_stays_in_the_list_until_the_next_search(
    learner: Learner,
) -> None:
    learner.write("deck.md", "Q: A cheep price?\nA: Yes.\n\nQ: Another?\nA: No.\n")
    async with seated(learner) as seat:
        await seat.press("b", "escape")
        await search(seat, "cheep")
        assert "1 of 1" in seat.text
        learner.write("deck.md", "Q: A cheap price?\nA: Yes.\n\nQ: Another?\nA: No.\n")
        seat.app.look_again()
        await seat.settle()
        assert "A cheap price?" in seat.text
        await search(seat, "cheep ")
        assert "No card matches" in seat.text
        await search(seat, "cheap")
        learner.write("deck.md", "Q: Another?\nA: No.\n")
        seat.app.look_again()
        await seat.settle()
        assert "No card matches" in seat.text  # what is gone does not stay


async def test_a_long_list_reads_only_what_is_seen(learner: Learner) -> None:
    learner.write("deck.md", questions(*(f"word {number}" for number in range(3_000))))
    async with seated(learner) as seat:
        await seat.press("b", "escape", "end")
        assert "3,000 of 3,000" in seat.text
        assert "What is word 2999?" in next(row for row in seat.rows if "▸" in row)
        screen = seat.app.screen
        assert isinstance(screen, BrowseScreen)
        assert len(screen.list.rows) < 1_000
        await search(seat, '"word 17"')
        assert "1 of 111" in seat.text  # 17, 170 to 179, 1700 to 1799


async def test_hostile_searches_and_cards_are_shown_harmless(learner: Learner) -> None:
    learner.write("deck.md", "Q: [bold]x[/] ?\nA: [/]\n")
    async with seated(learner) as seat:
        await seat.press("b", "escape")
        assert "[bold]x[/]" in seat.text
        for text in ("[/]", "\x1b", "is:[bold]", "re:(", "tag:[/red]"):
            await search(seat, text)
        assert "\x1b" not in seat.text
