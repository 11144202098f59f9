"""One left edge and one set of widths on every screen, and buttons that stay where they are."""

import pytest

from tests.learner import Learner, questions
from tests.tui.exercising import SQUARE
from tests.tui.seat import CHECK, Seat, seated
from tutor.core.text import READABLE
from tutor.tui.widgets.key_bar import KeyBar

WIDEST = 120
BOX, TEXT = 1, 3  # columns from the left edge
SCREENS = (
    *("", "l", "x", "p", "A", "comma", "c", "b escape"),
    *("space", "space space", "space space 3", "space space 3 space"),
)
LENGTHS = (1, 3, 30)  # paragraphs


@pytest.fixture
def decks(learner: Learner) -> Learner:
    learner.write("greek/cards.md", questions(*(f"number {number}" for number in range(60))))
    learner.write("greek/check.md", f"{CHECK}Q: Why?\nA: So.\n\n- [ ] one\n- [ ] two\n")
    return learner


def edges(seat: Seat) -> tuple[set[int], int]:
    """The columns in which rows begin, and the column after the last that is used."""
    rows = [row.rstrip() for row in seat.rows if row.strip()]
    return {len(row) - len(row.lstrip()) for row in rows}, max(map(len, rows))


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40), (200, 50)])
async def test_every_screen_has_the_same_left_edge_and_width(
    decks: Learner, size: tuple[int, int]
) -> None:
    width = min(size[0], WIDEST)
    left = (size[0] - width) // 2
    async with seated(decks, size=size) as seat:
        for keys in SCREENS:
            await seat.press(*keys.split())
            begins, ends = edges(seat)
            assert min(begins) == left + BOX, keys
            assert ends == left + width - BOX, keys
            head, *_, keybar = [row.rstrip() for row in seat.rows if row.strip()]
            for row in (head, keybar):
                assert len(row) - len(row.lstrip()) == left + TEXT, (keys, row)
            while seat.shown != "HomeScreen":
                await seat.press("escape")


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
async def test_buttons_stay_at_one_place(learner: Learner, size: tuple[int, int]) -> None:
    sizes = [(question, answer) for question in LENGTHS for answer in LENGTHS]
    cards = (f"Q: {many(f'asked {q} {a}', q)}\nA: {many('said', a)}\n" for q, a in sizes)
    learner.write("deck.md", "\n".join(cards))
    learner.write("list.md", f"{CHECK}Q: Why?\nA: So.\n\n- [ ] one\n- [ ] two\n")
    asked, graded = set(), set()
    async with seated(learner, review=[], size=size) as seat:
        for _ in range(len(sizes) + 1):
            asked.add(place(seat, "Show the answer"))
            await seat.press("space")
            graded.add(place(seat, "Again"))
            await seat.press("3")
        assert "Review finished" in seat.text
    assert len(asked | graded) == 1


def many(word: str, paragraphs: int) -> str:
    return "\n\n".join([word] * paragraphs)


def place(seat: Seat, label: str) -> tuple[int, int]:
    """Where the button with this label has its row, and where the row of buttons begins."""
    (y,) = [y for y, row in enumerate(seat.rows) if label in row and "│" in row]
    return y, seat.rows[y].index("│")


async def test_words_of_a_card_are_read_in_lines_of_88_and_formulas_are_not_cut(
    learner: Learner,
) -> None:
    words, terms = " ".join(["word"] * 60), " + ".join(f"x_{{{n}}}" for n in range(20))
    code = "print(" + "1" * 100 + ")"
    learner.write("deck.md", f"Q: {words}?\nA: - {words}\n\n$${terms}$$\n\n```\n{code}\n```\n")
    async with seated(learner, review=[], size=(120, 40)) as seat:
        await seat.press("space")
        text = [row.strip(" │") for row in seat.rows if "word word" in row]
        assert max(map(len, text)) in range(80, READABLE + len("• ") + 1)
        (formula,) = [row for row in seat.rows if "x₀ + x₁" in row]
        assert "x₁₉" in formula
        assert any(code in row for row in seat.rows)


@pytest.mark.parametrize("theme", ["ansi-dark", "ansi-light"])
async def test_what_is_behind_a_sheet_or_the_palette_is_dim_where_colours_do_not_blend(
    decks: Learner, theme: str
) -> None:
    async with seated(decks, size=(120, 40), theme=theme) as seat:
        for key, shown in (("w", "What is due when?"), ("ctrl+p", "Browse")):
            await seat.press(key)
            styles = {each.text.strip(" │"): each.style for each in seat.segments}
            dim = {text: bool(style and style.dim) for text, style in styles.items()}
            assert dim["tutor"], key
            assert not dim[shown]
            await seat.press("escape")


async def test_the_frame_of_a_card_that_scrolls_is_closed_and_its_bar_is_where_one_is(
    learner: Learner,
) -> None:
    learner.write("deck.md", f"Q: What?\nA: {many('so', 30)}\n")
    async with seated(learner, review=[]) as seat:
        await seat.press("space")
        for keys, place in ((["home"], 0), (["end"], -1)):
            await seat.press(*keys)
            rows = [row.rstrip() for row in seat.rows]
            top = next(y for y, row in enumerate(rows) if "╭" in row)
            bottom = next(y for y, row in enumerate(rows) if "╰" in row)
            assert rows[top][-1] + rows[bottom][-1] == "╮╯"
            side = [row.ljust(79)[78] for row in seat.rows[top + 1 : bottom]]
            assert set(side) == {"│", " "}  # the bar is a blank in the colour of the frame
            assert side[place] == " "
            assert side[-1 - place] == "│"


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_keys_of_an_exercise_take_one_line_from_its_begin_to_its_end(
    learner: Learner, size: tuple[int, int]
) -> None:
    learner.write("deck/try-it.toml", SQUARE)
    keys = ("<enter>", "8", "<m>", "<escape>", "<space>", "<x>", "<space>", "7", "<ctrl+n>")
    async with seated(learner, size=size) as seat:
        await seat.press("x", "enter")
        bar = seat.app.screen.query_one(KeyBar)
        for key in (*keys, *["<f3>"] * 3, "<3>"):
            assert bar.size.height == 1, seat.text
            await (seat.press(key[1:-1]) if key[0] == "<" else seat.type(key))
            if key[0] != "<":
                await seat.press("enter")
        assert "New numbers" in seat.text
        assert bar.size.height == 1


async def test_the_chosen_command_stands_out_without_colour(
    decks: Learner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with seated(decks, theme="ansi-dark") as seat:
        await seat.press("ctrl+p")
        found = {
            each.text.strip(): bool(each.style and each.style.underline)
            for each in seat.segments
            if each.text.strip() in ("Add", "Browse")
        }
        assert found == {"Add": True, "Browse": False}


async def test_the_palette_has_one_line_to_type_on_in_its_frame(decks: Learner) -> None:
    async with seated(decks) as seat:
        await seat.press("ctrl+p")
        typed = next(y for y, row in enumerate(seat.rows) if "Search for commands" in row)
        assert "╭─" in seat.rows[typed - 1]
        assert "╰─" in seat.rows[typed + 1]
        assert any("Add" in row for row in seat.rows[typed + 2 : typed + 5])


async def test_the_place_where_one_types_is_seen_without_colour(
    decks: Learner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with seated(decks, theme="ansi-dark") as seat:
        await seat.press("b")
        await seat.type("number")
        pieces = seat.segments
        typed = next(y for y, each in enumerate(pieces) if each.text == "number")
        cursor = pieces[typed + 1]
        assert cursor.text == " "
        assert cursor.style is not None
        assert cursor.style.reverse


async def test_the_keys_in_help_are_read_in_the_terminals_own_colours(decks: Learner) -> None:
    async with seated(decks, theme="ansi-dark") as seat:
        await seat.press("question_mark")
        (style,) = {each.style for each in seat.segments if "Review only the" in each.text}
        assert style is not None
        assert style.color is None or style.color.is_default


SHEETS = ("K", "L", "m", "w", "B", "question_mark", "l i", "b escape c", "space s", "space w")


@pytest.mark.parametrize("size", [(60, 20), (120, 40)])
async def test_every_sheet_lies_in_the_middle_with_one_width_and_one_frame(
    decks: Learner, size: tuple[int, int]
) -> None:
    width = min(size[0] * 9 // 10, 84)
    async with seated(decks, size=size) as seat:
        for keys in SHEETS:
            await seat.press(*keys.split())
            region = seat.app.screen.query_one("#sheet").region
            assert region.width == width, keys
            assert region.x == (size[0] - width) // 2, keys
            assert abs(size[1] - region.y - region.bottom) <= 1, keys
            row = seat.rows[region.y]
            assert row[region.x] + row[region.right - 1] == "╭╮", keys
            assert any("close" in row or "not now" in row for row in seat.rows[region.y :]), keys
            while seat.shown != "HomeScreen":
                await seat.press("escape")
