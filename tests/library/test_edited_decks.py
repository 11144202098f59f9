"""Look-alike decks, edited while reviews go on: no history is lost, and none goes astray."""

from hypothesis import settings

from tests.library.edited_decks import EditedDecks

TestEditedDecks = EditedDecks.TestCase
TestEditedDecks.settings = settings(max_examples=12, stateful_step_count=12, deadline=None)
