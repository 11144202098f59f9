"""What a text is thought to take on paper at most, against what Typst says it takes."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

pytest.importorskip("typst")
pytest.importorskip("pypdf")

from tests.printing.bounds import SPARE, formulas, reaches
from tests.printing.printer import BUNDLED, sizes_of
from tests.typeset.constructs import CONSTRUCTS
from tutor.printing.height import height
from tutor.printing.to_page import marks

SOURCES = [construct.source for group in CONSTRUCTS.values() for construct in group]
ROOMS = (10.0, 17.0, 30.0)


def assert_no_higher(texts: list[str]) -> None:
    cases = [(marks(text), room) for text in texts for room in ROOMS]
    measured = sizes_of([found for found, _ in cases], [room for _, room in cases])
    for (found, room), real in zip(cases, measured, strict=True):
        assert real <= height(found, room) + SPARE, (found, room)


def test_no_card_of_the_bundled_deck_is_higher_than_thought() -> None:
    texts = []
    for file in ("flashcards.md", "self-check.md"):
        deck = (BUNDLED / file).read_text(encoding="utf-8")
        texts += deck.split("\nQ: ")[1:]
    assert len(texts) == 16
    assert_no_higher(texts)


def test_no_construct_of_the_notation_is_higher_than_thought() -> None:
    assert_no_higher([f"${source}$" for source in SOURCES])
    assert_no_higher([f"$${source}$$" for source in SOURCES])


def test_no_construct_of_the_notation_is_wider_than_thought() -> None:
    assert_no_wider(SOURCES)


def assert_no_wider(sources: list[str]) -> None:
    found = [marks(f"${source}$") for source in sources]
    measured = sizes_of(found, [0.0] * len(found), wide=True)
    for ((_, ((_, source, wide, piece, _), *_)), *_), real in zip(found, measured, strict=True):
        assert real <= wide + SPARE, source
        assert piece <= wide


FORMULAS = st.recursive(
    st.sampled_from([*"xWf3jΩ", r"\alpha", r"\sum", r"\int", r"\log", r"\mathbb{R}", "="]),
    lambda inside: st.one_of(
        st.builds(r"\frac{{{}}}{{{}}}".format, inside, inside),
        st.builds(r"{{{}}}^{{{}}}".format, inside, inside),
        st.builds(r"{{{}}}_{{{}}}".format, inside, inside),
        st.builds(r"{{{}}}_{{{}}}^{{{}}}".format, inside, inside, inside),
        st.builds(r"\sqrt{{{}}}".format, inside),
        st.builds(r"\hat{{{}}}".format, inside),
        st.builds(r"\left( {} \right|".format, inside),
        st.builds(r"\max_{{{}}} {}".format, inside, inside),
        st.builds(r"\sum_{{{}}}^{{{}}} {}".format, inside, inside, inside),
        st.builds(r"\begin{{pmatrix}} {} & {} \\ {} & 1 \end{{pmatrix}}".format, *[inside] * 3),
        st.builds(r"\begin{{cases}} {} & {} \\ {} \end{{cases}}".format, *[inside] * 3),
        st.builds(r"{} + {}".format, inside, inside),
    ),
    max_leaves=8,
)


@settings(max_examples=12)
@given(st.lists(FORMULAS, min_size=8, max_size=8))
def test_no_formula_is_higher_or_wider_than_thought(sources: list[str]) -> None:
    assert_no_higher([f"${source}$" for source in sources])
    assert_no_higher([f"$${source}$$" for source in sources])
    assert_no_wider(sources)


def test_no_formula_drawn_at_random_reaches_further_than_thought() -> None:
    drawn = [r"{{x}^{x}}_{\frac{x}{W}}^{\frac{x}{W}}", *formulas(120, 5)]
    assert [reach for reach in reaches(drawn) if reach.more > SPARE] == []


WORDS = st.lists(
    st.text("abcdefghijklmnopqrstuvwxyzABMW.,-", min_size=1, max_size=30), min_size=1, max_size=60
)


@settings(max_examples=12)
@given(st.lists(WORDS, min_size=6, max_size=6), st.sampled_from(["", "- ", "> ", "1. ", "**"]))
def test_no_text_is_higher_than_thought(texts: list[list[str]], sign: str) -> None:
    closing = sign if sign == "**" else ""
    assert_no_higher([f"{sign}{' '.join(words)}{closing}" for words in texts])
