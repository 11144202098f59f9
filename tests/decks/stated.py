"""Ties a proof to the card that states what is proved, and computes what proofs need."""

from collections.abc import Callable
from functools import wraps

from tests.decks.course import CARDS, text

Function = Callable[[float], float]

STATED: dict[str, list[str]] = {}  # by card: the formulas that are proved


def stated(card: str, *formulas: str) -> Callable[[Callable[[], None]], Callable[[], None]]:
    """The proof of formulas that stand on this card, as the card writes them."""

    def tie(proof: Callable[[], None]) -> Callable[[], None]:
        STATED.setdefault(card, []).extend(formulas)

        @wraps(proof)
        def test() -> None:
            for formula in formulas:
                assert formula in text(CARDS[card])
            proof()

        return test

    return tie


def slope(function: Function, at: float) -> float:
    """The derivative, by the five-point rule."""
    h = 1e-3 * min(1.0, abs(at) or 1.0)
    near, far = function(at + h) - function(at - h), function(at + 2 * h) - function(at - 2 * h)
    return (8 * near - far) / (12 * h)
