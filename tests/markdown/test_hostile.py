"""Any text at all is read for the screen, and in time that grows as it does."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.library.test_hostile import CHUNKS, SNIPPETS, steps
from tests.markdown.two_ways import disagreements, shown
from tutor.markdown.blocks import read

_texts = st.text() | st.lists(st.sampled_from([*CHUNKS, *SNIPPETS])).map("".join)


@given(_texts)
def test_any_text_is_read_and_all_places_are_in_it(text: str) -> None:
    document = read(text)
    said = shown(document)
    for place, _ in said.texts:
        assert 0 <= place.start <= place.end <= len(document.text)


@given(_texts)
@example("C: […]:/")
@example("<BR> &ap;")
@example("\nC:\\")
@example("0::0")
def test_any_deck_is_read_in_one_way(text: str) -> None:
    if text.isprintable() or set(text) <= set("".join([*CHUNKS, *SNIPPETS])) - {
        "\r",
        "\x1b",
        "\x00",
    }:
        assert list(disagreements(text)) == []


@pytest.mark.parametrize("start", ["", "a ", "- ", "> "])
@pytest.mark.parametrize("snippet", [*SNIPPETS, "*a ", "**a* ", "a_ ", "***", "|a", "|\n|-|\n"])
def test_twice_the_text_takes_at_most_about_twice_the_steps(start: str, snippet: str) -> None:
    def work(times: int) -> int:
        return steps(lambda: read(start + snippet * times))

    assert work(600) <= 2.5 * work(300) + 500
