"""Which cards a screen is about, where the command line leaves some out."""

from collections.abc import Callable, Mapping

from tutor.core.card import CardId
from tutor.study import Study

# The cards and their numbers in the store, found once the decks are open; None for all.
Only = Callable[[Study], Mapping[CardId, int] | None]


def every_card(study: Study) -> None:
    """No card is left out."""
