"""The code in docs/flows.md runs, and prints what is written there."""

import doctest
from pathlib import Path

PAGE = Path(__file__).parents[2] / "docs" / "flows.md"


def test_the_examples_in_the_documentation_print_what_they_say() -> None:
    result = doctest.testfile(str(PAGE), module_relative=False, encoding="utf-8")
    assert result.attempted >= 10
    assert result.failed == 0
