"""Hostile text on every screen: shown, never obeyed, never read as markup."""

import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from textual import events

from tests.learner import Learner
from tests.tui.seat import CHECK, Seat, seated
from tutor.core.card import Card
from tutor.errors import TutorError
from tutor.store.database import Database
from tutor.store.queries import Queries
from tutor.store.writer import Writer

MARKUP = "[/] [b]bold[/b] arr[i] [@click=app.quit]x[/] [b + $text \\"
HOSTILE = f"{MARKUP}\x1b[31mred\x1b]0;title\x07\x9b2J\u202egnp\u2066\u200b\x00\x08\x7f"
DECK = f"{CHECK}Q: one\nA: answer\n\n- [ ] a\n- [ ] b\n\nQ: {MARKUP} without an answer\n"
STEERING = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}


class Hostile(Database):
    """A store whose cards say what no deck file may."""

    @contextmanager
    def reading(self) -> Iterator[Queries]:
        with super().reading() as queries:
            card, cards, asked = queries.card, queries.cards, queries.asked
            changed: Any = queries
            changed.card = lambda *args: (found := card(*args)) and hostile(found)
            changed.asked = lambda *args: (
                (found := asked(*args)) and found._replace(card=hostile(found.card))
            )
            changed.cards = lambda *args: [hostile(found) for found in cards(*args)]
            yield queries


class Complaining(Hostile):
    """A store that complains in escape sequences."""

    def prepare_to_write(self) -> None:
        raise TutorError(HOSTILE)

    @contextmanager
    def writing(self) -> Iterator[Writer]:
        with super().writing() as writer:
            failing: Any = writer
            failing.undo = self.undo
            yield writer

    def undo(self, *args: object) -> None:
        raise TutorError(HOSTILE)


def hostile(card: Card) -> Card:
    """A card that tries everything."""
    return card._replace(
        question=HOSTILE, answer=HOSTILE, key_points=(HOSTILE, "fine"), deck=HOSTILE
    )


def steering(seat: Seat) -> list[str]:
    """The characters on the screen that steer a terminal."""
    text = "".join(seat.rows)
    return [hex(ord(c)) for c in text if unicodedata.category(c) in STEERING]


async def test_no_screen_emits_or_obeys_what_a_deck_says(learner: Learner) -> None:
    folder = "[b]deck[i"
    learner.write(f"{folder}/cards.md", DECK)
    async with seated(learner, store=Hostile, size=(150, 40)) as seat:
        for keys in (
            (),
            ("f",),
            ("escape", "w"),
            ("escape", "question_mark"),
            ("escape", "l"),
            ("space",),
            ("escape", "c"),
            ("space",),
            ("x", "space"),
            ("escape", "enter"),
            ("w",),
            ("escape", "space", "x"),
        ):
            await seat.press(*keys)
            assert steering(seat) == [], keys
            if seat.shown in ("LookScreen", "ReviewScreen"):
                assert MARKUP in seat.text, keys
        await seat.press("3")
        assert steering(seat) == []


async def test_nor_what_a_learner_types_or_pastes(learner: Learner) -> None:
    learner.write("deck.md", DECK)
    async with seated(learner, review=[], store=Hostile, size=(150, 40)) as seat:
        await seat.press("a")
        field = seat.app.screen.focused
        assert field is not None
        field.post_message(events.Paste(HOSTILE))
        await seat.settle()
        assert steering(seat) == []
        assert MARKUP in seat.text
        await seat.press("escape", "space")
        assert steering(seat) == []
        assert "Your answer" in seat.text


async def test_nor_what_is_searched_for(learner: Learner) -> None:
    learner.write("deck.md", DECK)
    async with seated(learner) as seat:
        await seat.press("l", "slash")
        words = seat.app.screen.focused
        assert words is not None
        words.post_message(events.Paste(HOSTILE))
        await seat.settle()
        assert steering(seat) == []


async def test_nor_what_an_error_or_a_notification_says(learner: Learner) -> None:
    learner.write("deck.md", DECK)
    with learner.opens():
        pass
    async with seated(learner, review=[], store=Complaining, size=(150, 40)) as seat:
        await seat.app.worker.settled()
        await seat.press("u")
        assert seat.text.count("[b]bold[/b] arr[i]") >= 2  # the card, and the notice
        assert "Grades cannot be recorded" in seat.text
        assert steering(seat) == []


async def test_a_card_too_long_to_lay_out_is_cut_with_a_word(learner: Learner) -> None:
    learner.write("deck.md", f"Q: {'long ' * 100_000}\nA: yes\n")
    async with seated(learner, review=[]) as seat:
        await seat.press("pagedown")
        assert "long long" in seat.text
        for _ in range(40):
            await seat.pilot.press("pagedown")
        await seat.settle()
        assert "more characters, in the deck's file" in seat.text


async def test_a_path_can_say_nothing_either(learner: Learner) -> None:
    (learner.decks / "a\x1b[31m[b].md").write_text("Q: one\n")
    async with seated(learner, size=(150, 40)) as seat:
        await seat.press("f")
        assert steering(seat) == []
        assert "[31m[b].md" in "".join(seat.text.split())
