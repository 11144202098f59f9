"""What a text is read as: its blocks and inline nodes, each with its place in the text."""

import pytest

from tutor.markdown.blocks import read
from tutor.markdown.nodes import (
    Block,
    Brackets,
    Code,
    CodeBlock,
    Comment,
    Definition,
    Footnote,
    Grid,
    Heading,
    Inline,
    ItemList,
    LineBreak,
    Link,
    Maths,
    Paragraph,
    Picture,
    Place,
    Quote,
    Rule,
    Unclosed,
    Words,
)
from tutor.markdown.visible import everything, visible


def inline(text: str) -> tuple[Inline, ...]:
    """The inline nodes of a text that is one paragraph."""
    (paragraph,) = read(text).blocks
    assert isinstance(paragraph, Paragraph)
    return paragraph.content


def written(text: str) -> list[tuple[str, str]]:
    """The kind of every inline node, and what it was made from."""
    document = read(text)
    return [
        (type(part).__name__, document.text[part.place.start : part.place.end])
        for part in everything(document.blocks)
    ]


def kinds(blocks: tuple[Block, ...]) -> list[str]:
    return [type(block).__name__ for block in blocks]


@pytest.mark.parametrize(
    ("text", "node"),
    [
        ("`a  b`", Code("a  b", Place(0, 6))),
        ("`` ` ``", Code("`", Place(0, 7))),
        ("$x$", Maths("x", False, (1,), Place(0, 3))),
        ("$$x\n y$$", Maths("x\ny", True, (2, 5), Place(0, 8))),
        ("![a](b.png)", Picture("a", "b.png", Place(0, 11))),
        ("<!-- a -->", Comment("a", Place(0, 10))),
        ("[^a]", Footnote("a", False, frozenset(), Place(0, 4))),
        ("$x", Unclosed("$", Place(0, 1))),
        ("\\(x\\)", Maths("x", False, (2,), Place(0, 5))),
        ("\\[ x^2 \\]", Maths(" x^2 ", True, (2,), Place(0, 9))),
        ("![a](b c.png)", Picture("a", "b c.png", Place(0, 13))),
        ("![[b.png]]", Picture("", "b.png", Place(0, 10))),
        ("<br>", LineBreak(Place(0, 4))),
        ("&amp;", Words("&", frozenset(), Place(0, 5))),
        ("&#x1b;", Words("&#x1b;", frozenset(), Place(0, 6))),
        ("&nothing;", Words("&nothing;", frozenset(), Place(0, 9))),
        ("\\(x", Words("(x", frozenset(), Place(0, 3))),
        ("\\[a word\\]", Words("[a word]", frozenset(), Place(0, 10))),
        ("[a]: http://b", Definition("[a]: http://b", Place(0, 13))),
    ],
)
def test_each_inline_node_knows_its_place(text: str, node: Inline) -> None:
    assert inline(text)[0] == node


def test_a_link_holds_nodes_and_knows_where_it_leads() -> None:
    (link,) = inline("[a $x$](http://b 'title')")
    assert isinstance(link, Link)
    assert (link.target, link.place) == ("http://b", Place(0, 25))
    assert [part.place for part in link.label] == [Place(1, 3), Place(3, 6)]


def test_a_link_by_label_leads_where_its_definition_says() -> None:
    first, *_ = inline("[a][b]\n[b]: http://c")
    assert isinstance(first, Link)
    assert first.target == "http://c"


def test_brackets_are_a_node_with_what_they_hide() -> None:
    text = "The [mean $\\mu$ of `x`] is"
    _, hidden, _ = inline(text)
    assert isinstance(hidden, Brackets)
    assert text[slice(*hidden.place)] == "[mean $\\mu$ of `x`]"
    assert [type(part) for part in hidden.content] == [Words, Maths, Words, Code]


def test_brackets_over_two_paragraphs_are_a_part_in_each() -> None:
    first, second = read("a [b\n\nc] d").blocks
    assert isinstance(first, Paragraph)
    assert isinstance(second, Paragraph)
    begun, ended = first.content[-1], second.content[0]
    assert isinstance(begun, Brackets)
    assert isinstance(ended, Brackets)
    assert begun.place == ended.place == Place(2, 8)
    assert [(part.begins, part.ends) for part in (begun, ended)] == [(True, False), (False, True)]


def test_a_footnote_at_the_start_of_a_line_with_a_colon_is_a_definition() -> None:
    marks = [part for part in inline("a[^1] b\n[^1]: c [^2]: d") if isinstance(part, Footnote)]
    assert [(mark.label, mark.defines) for mark in marks] == [
        ("1", False),
        ("1", True),
        ("2", False),
    ]


def test_emphasis_may_begin_inside_brackets_and_end_after_them() -> None:
    shown = visible(inline("a [b *c] d* e"))
    assert [(part.text, sorted(part.styles)) for part in shown if isinstance(part, Words)] == [
        ("a [b ", []),
        ("*", ["mark"]),
        ("c", ["emphasis"]),
        ("]", []),
        (" d", ["emphasis"]),
        ("*", ["mark"]),
        (" e", []),
    ]


def test_escaped_signs_are_words() -> None:
    (words,) = inline(r"\[a\] \$b\$ \`c\` \*d\*")
    assert words == Words("[a] $b$ `c` *d*", frozenset(), Place(0, 23))


def test_what_is_shown_has_no_comments_and_keeps_brackets() -> None:
    shown = visible(inline("a <!-- b -->[c] [^1]"))
    assert [part.text for part in shown if isinstance(part, Words)] == ["a [c] [^1]"]


def test_a_line_may_be_ended_by_its_author() -> None:
    assert [type(part) for part in inline("a  \nb\\\nc")] == [Words, LineBreak] * 2 + [Words]


TEXT = """\
# A heading
Words
over two lines
- one
  ```
  code
  ```
- [x] two

> quoted
> - inside
---
| a | b |
|---|---|
| $|x|$ | `|` |
"""


def test_blocks_know_their_places() -> None:
    document = read(TEXT)
    found = [(type(block).__name__, TEXT[slice(*block.place)]) for block in document.blocks]
    assert found == [
        ("Heading", "# A heading"),
        ("Paragraph", "Words\nover two lines"),
        ("ItemList", "- one\n  ```\n  code\n  ```\n- [x] two"),
        ("Quote", "> quoted\n> - inside"),
        ("Rule", "---"),
        ("Grid", "| a | b |\n|---|---|\n| $|x|$ | `|` |"),
    ]


def test_blocks_hold_blocks() -> None:
    heading, _, items, quote, rule, table = read(TEXT).blocks
    assert isinstance(heading, Heading)
    assert heading.level == 1
    assert isinstance(items, ItemList)
    assert [item.ticked for item in items.items] == [None, True]
    assert items.items[1].box == Place(TEXT.index("[x]"), TEXT.index("[x]") + 3)
    words, code = items.items[0].blocks
    assert isinstance(words, Paragraph)
    assert isinstance(code, CodeBlock)
    assert (code.lines, TEXT[slice(*code.place)]) == (("code",), "```\n  code\n  ```")
    assert isinstance(quote, Quote)
    assert kinds(quote.blocks) == ["Paragraph", "ItemList"]
    assert isinstance(rule, Rule)
    assert isinstance(table, Grid)
    assert [[type(cell[0]) for cell in row] for row in table.rows] == [
        [Words, Words],
        [Maths, Code],
    ]


def test_a_line_inside_maths_or_code_begins_no_block() -> None:
    assert kinds(read("$$a\n+ b\n- c$$").blocks) == ["Paragraph"]
    assert kinds(read("`a\n- b`").blocks) == ["Paragraph"]
    assert kinds(read("- <!-- a\n\n# b -->\n- c").blocks) == ["ItemList"]


def test_maths_in_a_quote_is_read_without_the_marks_of_the_quote() -> None:
    assert written("> $$\n> x\n> $$") == [("Maths", "$$\n> x\n> $$")]
    (maths,) = everything(read("> $$\n> x\n> $$").blocks)
    assert isinstance(maths, Maths)
    assert maths.source.split() == ["x"]


def test_code_that_never_closes_is_code_to_the_end() -> None:
    (code,) = read("```\na\n\n$b").blocks
    assert isinstance(code, CodeBlock)
    assert code.lines == ("a", "", "$b")


def test_what_could_harm_a_terminal_is_replaced() -> None:
    assert inline("a\x1b[2J\u202eb") == (Words("a␛[2J\ufffdb", frozenset(), Place(0, 7)),)
