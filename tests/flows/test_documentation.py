"""The code in docs/flows.md prints what is written there; docstrings say all they must."""

import doctest
import re
from inspect import isabstract
from pathlib import Path

import pytest

from tutor import flows
from tutor.flows import Base, Transform

PAGE = Path(__file__).parents[2] / "docs" / "flows.md"
PUBLIC = [getattr(flows, public_name) for public_name in flows.__all__]
CLASSES = [
    thing
    for thing in PUBLIC
    if isinstance(thing, type) and issubclass(thing, (Transform, Base)) and not isabstract(thing)
]


def test_the_examples_in_the_documentation_print_what_they_say() -> None:
    result = doctest.testfile(str(PAGE), module_relative=False, encoding="utf-8")
    assert result.attempted >= 10
    assert result.failed == 0


@pytest.mark.parametrize("of", CLASSES, ids=lambda of: of.__name__)
def test_a_docstring_says_formula_shapes_domain_errors_and_source(of: type) -> None:
    said = of.__doc__ or ""
    first = said.splitlines()[0]
    assert re.search(r"=|rises in a line", first)  # the formula
    if issubclass(of, Transform):
        assert re.search(r"log \|det J", said)
    assert re.search(r"[Ss]hape|broadcast|last axis", said)
    assert re.search(r"domain|support", said, re.IGNORECASE)
    assert re.search(r"Raises (ValueError|nothing)", said)
    assert re.search(r"(19|20)\d\d|DLMF", said)
