"""Whole texts in lines: Markdown, formulas in sentences, and nothing left out."""

import re
from unicodedata import normalize

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len

from tutor.typeset import Mode, Span, document, formula_faults, styled

MODES: list[Mode] = ["box", "line", "words", "tex"]


def test_a_formula_in_a_sentence_is_set_in_one_line() -> None:
    assert document(r"Then $p_X(x) = \frac{1}{4}$, as it must.", 60) == [
        "Then p_X(x) = 1/4, as it must."
    ]


def test_a_formula_set_apart_is_a_box_between_blank_lines() -> None:
    text = "The density is\n$$p_X(x) = \\frac{p_Z(z)}{|\\det J_f(z)|}$$\nwith $z = f^{-1}(x)$."
    assert document(text, 60) == [
        "The density is",
        "",
        "               p_Z(z)",
        "  p_X(x) = ──────────────",
        "            |det J_f(z)|",
        "",
        "with z = f⁻¹(x).",
    ]


def test_the_full_stop_after_a_formula_set_apart_stays_with_it() -> None:
    assert document("$$x = \\frac{1}{2}$$. Next.", 30) == [
        "       1",
        "  x = ───.",
        "       2",
        "",
        "Next.",
    ]
    aligned = r"$$\begin{aligned} x &= 1 \\ y &= 2 \end{aligned}$$."
    assert document(aligned, 30) == ["  x = 1", "  y = 2."]


def test_a_matrix_in_a_sentence_stands_on_its_baseline() -> None:
    text = r"Let $A = \begin{bmatrix} 3 & 1 \\ 0 & 2 \end{bmatrix}$ map the square to $A[0, 1]^2$."
    assert document(text, 60) == [
        "Let A = ⎡3  1⎤ map the square to A[0, 1]².",
        "        ⎣0  2⎦",
    ]


def test_cases_in_a_sentence_are_aligned_by_their_middle() -> None:
    text = r"Here $p(x) = \begin{cases} 1 & x > 0 \\ 0 & x \le 0 \end{cases}$ holds."
    assert document(text, 60) == [
        "            ⎧ 1  x > 0",
        "Here p(x) = ⎨          holds.",
        "            ⎩ 0  x ≤ 0",
    ]


def test_a_long_formula_in_a_sentence_is_broken_at_a_relation() -> None:
    assert document(r"We know $\log p_X(x) = \log p_Z(z) - \log 4$.", 30) == [
        "We know log p_X(x)",
        "= log p_Z(z) − log 4.",
    ]


def test_the_line_mode_sets_everything_in_lines() -> None:
    assert document("Thus\n$$x = \\frac{1}{2}$$.", 30, "line") == ["Thus", "", "  x = 1/2."]


def test_the_words_mode_says_everything() -> None:
    text = "Thus **always** $x \\ge \\frac{1}{2}$ and\n$$p_X(x) = 0$$."
    assert document(text, 60, "words") == [
        "Thus always x is at least 1 over 2 and",
        "p sub cap X of x equals 0.",
    ]
    assert document(r"The density is $\ge 0$.", 60, "words") == ["The density is at least 0."]


def test_what_is_not_known_is_shown_in_its_place_and_the_rest_stands() -> None:
    assert document(r"Before $\foo + x$ after.", 60) == [r"Before ⟨\foo?⟩ + x after."]
    spans = styled(r"Before $\foo$ after.", 60)[0]
    assert Span(r"⟨\foo?⟩", "maths fault") in spans


def test_macros_are_written_out_everywhere() -> None:
    assert document(r"In $\R^d$.", 30, macros={"R": r"\mathbb{R}"}) == ["In ℝᵈ."]


# -- Markdown --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("a\nb", ["a b"]),
        ("a\r\nb\r\n\r\nc", ["a b", "", "c"]),
        ("a\n\n\nb", ["a", "", "b"]),
        ("a  \nb\\\nc", ["a", "b", "c"]),
        ("# Title #\ntext", ["Title", "", "text"]),
        ("- a\n- b\n  c", ["• a", "• b c"]),
        ("- a\n  - b\n    - c", ["• a", "  • b", "    • c"]),
        ("- a\n\n- b", ["• a", "", "• b"]),
        ("2. a\n3. b", ["2. a", "3. b"]),
        ("   1. a\n   2. b\n      - c", ["1. a", "2. b", "   • c"]),
        ("- $$\n  a\n  + b\n  $$\n- c", ["•   a + b", "• c"]),
        ("- [ ] a\n- [x] b", ["[ ] a", "[x] b"]),
        ("> a\n> b\n\nc", ["│ a b", "", "c"]),
        ("```\nx  = 1 # $y$\n```", ["  x  = 1 # $y$"]),
        ("~~~\n- a", ["  - a"]),
        ("use `a  *b*` now", ["use `a  *b*` now"]),
        ("``a`b``", ["`a`b`"]),
        ("a *b* **c** ***d***", ["a *b* **c** ***d***"]),
        ("2 * 3 and p_X_Y * 4", ["2 * 3 and p_X_Y * 4"]),
        (r"\*a\* \$5 \[b\]", ["*a* $5 [b]"]),
        ("[a $x^2$](http://b.c)", ["a x² (http://b.c)"]),
        ("![a plot](b.png)", ["[a plot: b.png]"]),
        ("![](b.png)", ["[picture: b.png]"]),
        ("C: the [hidden] part", ["C: the [hidden] part"]),
        ("costs $5 or $6", ["costs $5 or $6"]),
        ("$$\na\n+ b\n- c\n$$", ["  a + b − c"]),
        ("a\n***\nb", ["a", "", "─" * 40, "", "b"]),
        ("| a | b |\n|---|:-:|\n| $x^2$ | c |", ["a  │ b", "───┼──", "x² │ c"]),
        ("| a |\n|---|\n| `x|y` $|z|$ |", ["a", "─" * 9, "`x|y` |z|"]),
    ],
)
def test_markdown_shows_as_markdown(text: str, lines: list[str]) -> None:
    assert document(text, 40) == lines


def test_emphasis_and_code_are_styles_where_there_are_styles() -> None:
    assert styled("a *b c* **d *e*** `f` [g](h)", 60) == [
        (
            Span("a "),
            Span("b c", "emphasis"),
            Span(" "),
            Span("d", "strong"),
            Span(" "),
            Span("e", "emphasis strong"),
            Span(" "),
            Span("f", "code"),
            Span(" "),
            Span("g", "link"),
            Span(" (h)"),
        )
    ]
    assert styled("# $x^2$ is", 60) == [(Span("x²", "maths"), Span(" "), Span("is", "heading"))]


def test_the_mark_of_an_item_stands_at_the_baseline_of_its_first_line() -> None:
    text = r"- $\begin{cases} 1 & x > 0 \\ 0 & x \le 0 \end{cases}$"
    assert document(text, 40) == ["  ⎧ 1  x > 0", "• ⎨", "  ⎩ 0  x ≤ 0"]


def test_a_table_too_wide_wraps_its_cells_and_then_becomes_a_list() -> None:
    text = "| map | meaning |\n|---|---|\n| affine | stretches and shifts a line |"
    assert document(text, 28) == [
        "map    │ meaning",
        "───────┼────────────────────",
        "affine │ stretches and",
        "       │ shifts a line",
    ]
    assert document(text, 14) == ["map: affine", "meaning:", "stretches and", "shifts a line"]
    assert document(text, 60, "words") == ["map: affine", "meaning: stretches and shifts a line"]


# -- whatever the text -----------------------------------------------------------------------------

_FRAGMENTS = [
    *(
        "word",
        "ein",
        "日本語",
        "x\u0302",
        "🙂",
        " ",
        " ",
        "\n",
        "\n\n",
        "- ",
        "1. ",
        "> ",
        "# ",
        "|",
    ),
    *("*", "**", "_", "`", "```\n", "$", "$$", "$x^2$", "$\\frac{a}{b}$", "$$\\sum_a^b x$$", "\\"),
    *(
        "[a](b)",
        "![c](d)",
        "| a | b |\n|---|---|\n| c | d |\n",
        "  ",
        "    ",
        "\t",
        "- [ ] ",
        "***",
    ),
    *(
        "$\\begin{pmatrix}1&2\\\\3&4\\end{pmatrix}$",
        "\\foo",
        "$\\foo$",
        "---\n",
        "\x1b[31m",
        "\x00",
    ),
]
_texts = st.lists(st.sampled_from(_FRAGMENTS), max_size=40).map("".join) | st.text(max_size=200)


@given(_texts, st.integers(2, 90), st.sampled_from(MODES))
@example("$$\n$$", 3, "box")
def test_no_line_is_wider_than_asked_and_none_holds_a_control_character(
    text: str, width: int, mode: Mode
) -> None:
    for line in document(text, width, mode):
        assert cell_len(line) <= width
        assert all(c.isprintable() or c == "\u200d" for c in line), repr(line)
    for spans in styled(text, width, mode):
        assert sum(cell_len(span.text) for span in spans) <= width


_WORDS = ["apple", "bread", "corn", "dill", "fig", "grape", "kale", "leek", "plum", "rice"]
_JOINTS = [" ", "\n", "\n\n", "\n- ", "\n  - ", "\n1. ", "\n> ", "\n# ", " *", "** ", " `", "` "]
_JOINTS += [
    " $5 ",
    " | ",
    "\n| ",
    " |\n|---|---|\n| ",
    " [",
    "](",
    ") ",
    " $",
    "$ ",
    "\n```\n",
    ": ",
]
_JOINTS += ["  \n", " $$", "$$ ", "\n> > ", "\n- [ ] ", "![", " _", "_ ", "\\", "\t"]


@given(st.lists(st.tuples(st.sampled_from(_WORDS), st.sampled_from(_JOINTS)), max_size=25))
def test_no_word_is_ever_left_out(parts: list[tuple[str, str]]) -> None:
    numbered = [(f"{word}{i}", joint) for i, (word, joint) in enumerate(parts)]
    text = "".join(word + joint for word, joint in numbered)
    for mode in MODES:
        lines = normalize("NFKC", "".join(document(text, 60, mode)))  # lowered letters as well
        shown = re.sub(r"[^0-9a-z]", "", lines)
        for word, _ in numbered:
            letters = re.sub(r"[0-9]", "", word)
            assert word in shown or letters in shown, (word, text)


def test_words_in_a_formula_may_hold_mathematics() -> None:
    text = r"It is $p(x) = 1 \text{ if $x > 0$, else $0$}$, and $b \mbox{ is $c$}$."
    assert document(text, 60) == ["It is p(x) = 1 if x > 0, else 0, and b is c."]
    assert formula_faults(text) == []


def test_a_dollar_in_words_that_never_end_closes_the_formula() -> None:
    assert document(r"$a \text{ b$ and $c$", 40)[0].endswith("and c")
