"""Every formula that a card of the course displays is proved."""

import re

import pytest

from tests.decks import (
    test_layer_facts,
    test_learning_facts,
    test_many_to_one_facts,
    test_one_variable_facts,
)
from tests.decks.course import CARDS
from tests.decks.stated import STATED

PROOFS = (test_one_variable_facts, test_many_to_one_facts, test_layer_facts, test_learning_facts)
_DISPLAYED = re.compile(r"\$\$(.*?)\$\$", re.S)


@pytest.mark.parametrize("card", CARDS)
def test_every_displayed_formula_is_proved(card: str) -> None:
    for formula in _DISPLAYED.findall(CARDS[card].answer):
        assert " ".join(formula.split()) in STATED.get(card, [])


def test_what_is_proved_stands_on_cards_that_exist() -> None:
    assert PROOFS
    assert STATED.keys() <= CARDS.keys()
