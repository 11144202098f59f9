"""What the verbs that do something with cards have in common: one action on all of them."""

from argparse import Namespace
from typing import TYPE_CHECKING

from tutor.cli import context
from tutor.cli.card_lines import card_lines
from tutor.cli.named_cards import named_card
from tutor.cli.options import JSON
from tutor.cli.output import as_json_line, say
from tutor.cli.verb import Operand
from tutor.core.day import as_date
from tutor.core.log import Event
from tutor.core.text import one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from tutor.core.card import Card
    from tutor.study.setting_aside import Acted

CARDS = Operand("card", "their ids, or file and line: cards.md:12", "+")
OPTIONS = (JSON,)
_MOST = 10  # cards of which each is shown


def act(
    arguments: Namespace,
    event: Event,
    cards: "Sequence[str]",
    value: "Callable[[int], int] | None" = None,
) -> int:
    """Record the action on these cards and say so; `value` is told the day."""
    with context.decks_open(arguments) as study:
        found = [named_card(study, name) for name in cards]
        chosen = [card.id for card in found]
        number = value(study.day) if value is not None else None
        after = study.aside.act(chosen, event, number)
        if arguments.json:
            say(as_json_line([_as_json(each, study.day) for each in after]))
        else:
            for line in _lines(list(dict.fromkeys(found))):
                say(line)
            say(study.aside.told(event, number, after))
    return 0


def _lines(cards: "Sequence[Card]") -> "Iterator[str]":
    """Which cards these are: of each its id and its question, or of many the first."""
    yield from card_lines((one_line(card.id), card) for card in cards[:_MOST])
    if len(cards) > _MOST:
        yield f"and {len(cards) - _MOST:,} more"


def _as_json(card: "Acted", day: int) -> dict[str, object]:
    memory, state = card.memory, card.state
    until = str(as_date(state.until)) if state.is_buried(day) else None
    return {
        "id": card.id,
        "due": None if memory.is_new else str(as_date(memory.due)),
        "suspended": state.is_suspended,
        "buried_until": until,
        "skipped": state.skipped == day,
        "flag": state.flag,
    }
