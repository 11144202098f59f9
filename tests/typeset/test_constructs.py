"""Every construct of the notation, in every form it is shown in."""

from xml.etree import ElementTree

import pytest
from rich.cells import cell_len

from tests.typeset.construct import Construct
from tests.typeset.constructs import CONSTRUCTS
from tests.typeset.page import PAGE, page
from tutor.typeset import box, line, mathml, parse, typst, words

ALL = [construct for group in CONSTRUCTS.values() for construct in group]
KNOWN = [construct for construct in ALL if "\\foo" not in construct.source]

each = pytest.mark.parametrize("construct", ALL, ids=lambda construct: construct.source)


@each
def test_a_construct_is_set_in_two_dimensions(construct: Construct) -> None:
    set_ = box(parse(construct.source), 76)
    assert tuple(row.rstrip() for row in set_.rows) == construct.rows
    assert set_.baseline == construct.baseline
    assert {cell_len(row) for row in set_.rows} == {set_.width}


@each
def test_a_construct_is_set_in_one_line(construct: Construct) -> None:
    assert line(parse(construct.source)) == construct.line


@each
def test_a_construct_is_put_into_words(construct: Construct) -> None:
    assert words(parse(construct.source)) == construct.words


@pytest.mark.parametrize("construct", KNOWN, ids=lambda construct: construct.source)
def test_a_construct_has_no_fault_and_suits_paper_and_web(construct: Construct) -> None:
    formula = parse(construct.source)
    assert formula.faults == ()
    assert typst(formula)
    assert "merror" not in mathml(formula)
    ElementTree.fromstring(mathml(formula, display=True))


def test_typst_compiles_every_construct() -> None:
    compiler = pytest.importorskip("typst")
    source = "".join(f"$ {typst(parse(c.source))} $\n" for c in ALL)
    assert compiler.compile(source.encode(), format="svg")


def test_the_page_about_mathematics_shows_this_table() -> None:
    written = PAGE.read_text(encoding="utf-8")
    assert written == page(written), "run python -m tests.typeset.page"
