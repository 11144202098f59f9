"""Which cards a screen is about, where some are left out."""

from collections.abc import Callable, Mapping

from tutor.core.card import CardId
from tutor.core.kind import Kind
from tutor.study import Study

# The cards and their numbers in the store, found once the decks are open; None for all.
Only = Callable[[Study], Mapping[CardId, int] | None]


def every_card(study: Study) -> None:
    """No card is left out."""


def of_kind(kind: Kind) -> Only:
    """The cards of one kind; a TutorError if there are none."""

    def cards(study: Study) -> Mapping[CardId, int] | None:
        from tutor.study.finding import Selection  # seldom needed

        return study.find.only(Selection(kinds=(kind,)))

    return cards
