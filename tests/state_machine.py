"""Runs a state machine for as long as the command line asks."""

import argparse

from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine, run_state_machine_as_test


def run(machine: type[RuleBasedStateMachine], about: str | None, steps: int, holds: str) -> None:
    """So many examples of so many steps; what held in all of them is printed."""
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("--examples", type=int, default=500)
    parser.add_argument("--steps", type=int, default=steps)
    chosen = parser.parse_args()
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=chosen.examples,
            stateful_step_count=chosen.steps,
            deadline=None,
            print_blob=True,
        ),
    )
    print(f"{chosen.examples} examples of {chosen.steps} steps: {holds}.")
