"""All that two learners can do: nothing is lost, and each state is what the log says."""

from hypothesis import settings

from tests.store.all_actions import AllActions

TestAllActions = AllActions.TestCase
TestAllActions.settings = settings(max_examples=6, stateful_step_count=15, deadline=None)
