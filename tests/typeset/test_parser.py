"""Reading formulas: faults with their places, macros, limits, and bounded work."""

import random
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.typeset.steps import steps
from tutor.typeset import Formula, box, document, line, mathml, parse, typst, words
from tutor.typeset.commands import COMMANDS
from tutor.typeset.lexer import MAX_LENGTH
from tutor.typeset.named_commands import NAMES
from tutor.typeset.reader import MAX_DEPTH
from tutor.typeset.symbols import SYMBOLS
from tutor.typeset.tree import Fenced, Fraction, Number, Row, Scripts, Unknown


def messages(formula: Formula) -> list[tuple[int, str]]:
    return [(fault.offset, fault.message) for fault in formula.faults]


def test_a_fault_has_its_line_and_column_and_spares_the_rest() -> None:
    formula = parse("x^2 +\n  \\foo y")
    (fault,) = formula.faults
    assert (fault.line, fault.column, fault.offset) == (2, 3, 8)
    assert fault.message == "unknown command \\foo"
    assert line(formula) == "x² + ⟨\\foo?⟩ y"


@pytest.mark.parametrize(
    ("source", "offset", "message", "shown"),
    [
        (r"\frac{1}", 0, r"something is missing after \frac", r"1/⟨\frac?⟩"),
        (r"\frac", 0, r"something is missing after \frac", r"⟨\frac?⟩"),
        (r"a \sqrt", 2, r"something is missing after \sqrt", r"a√⟨\sqrt?⟩"),
        (r"x^", 1, "something is missing after ^", "x ⟨^?⟩"),
        (r"x_{1", 2, "this { is never closed", "x₁"),
        (r"a}", 1, "this } closes nothing", "a ⟨}?⟩"),
        (r"a & b", 2, "& belongs in aligned, cases or a matrix", "a ⟨&?⟩ b"),
        (r"a \\ b", 2, r"\\ belongs in aligned, cases or a matrix", r"a ⟨\\?⟩ b"),
        (r"\left( a", 0, r"\left without \right", "(a"),
        (r"a \right)", 2, r"\right without \left", r"a ⟨\right)?⟩"),
        (r"\left a \right)", 0, r"\left needs a bracket after it, or a full stop", "a)"),
        (r"\begin{cases} a", 0, r"\begin{cases} without \end{cases}", "{a}"),
        (r"a \end{cases}", 2, r"\end without \begin", r"a ⟨\end{cases}?⟩"),
        (r"\begin{foo}a\end{foo}", 0, "unknown environment foo", r"⟨\begin{foo}?⟩ [[a]]"),
        (
            r"\begin{matrix}a\end{cases}",
            0,
            r"\begin{matrix} is closed by \end{cases}",
            "[[a]]",
        ),
        (r"x^1^2", 3, "a second superscript: put braces around the first", "x¹²"),
        (r"x_1_2", 3, "a second subscript: put braces around the first", "x₁₂"),
        ("50%", 2, r"write \% for the sign %", "50%"),
        ("a#b", 1, r"write \# for the sign #", "a#b"),
        (r"\text{a \foo}", 8, r"\foo cannot stand in \text", r"a \foo"),
        (r"\operatorname{}", 0, r"something is missing after \operatorname", r"⟨\operatorname?⟩"),
        (r"\not x", 0, r"\not cannot stand before x", r"⟨\not?⟩ x"),
        (r"\sqrt[3", 0, r"something is missing after \sqrt", r"∛⟨\sqrt?⟩"),
        ("a\\", 1, "unknown command \\", "a ⟨\\?⟩"),
    ],
)
def test_what_is_wrong_is_said_and_shown_in_place(
    source: str, offset: int, message: str, shown: str
) -> None:
    formula = parse(source)
    assert messages(formula)[0] == (offset, message)
    assert line(formula) == shown


def test_no_more_than_twenty_faults_are_told_of_one_formula() -> None:
    formula = parse("}" * 100)
    assert len(formula.faults) == 20
    assert line(formula).count("⟨}?⟩") == 100


def test_an_argument_without_braces_is_one_sign() -> None:
    assert parse(r"\frac12").tree == Fraction(Number("1"), Number("2"))
    assert line(parse(r"x^10")) == "x¹0"
    assert line(parse(r"\frac\pi2")) == "π/2"


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("|x| - |-y|", "|x| − |−y|"),
        ("||x| - |y||", "||x| − |y||"),
        ("p(x|z) = |a|", "p(x|z) = |a|"),
        ("[0, 1) \\cup (2, 3]", "[0, 1) ∪ (2, 3]"),
        ("]2, 6[", "] 2, 6["),
        ("f(x)|_{x=0}", "f(x)|ₓ₌₀"),
        ("(a] b", "(a] b"),
        ("\\{x : |x| < 1\\}", "{x : |x| < 1}"),
        ("D(p \\| q)", "D(p ‖ q)"),
    ],
)
def test_bars_and_brackets_pair_as_a_reader_pairs_them(source: str, shown: str) -> None:
    formula = parse(source)
    assert formula.faults == ()
    assert line(formula) == shown


def test_bars_that_pair_are_one_item_and_single_ones_are_signs() -> None:
    assert isinstance(parse("|x|").tree, Fenced)
    tree = parse("p(x|z)").tree
    assert isinstance(tree, Row)
    assert isinstance(inside := tree.items[1], Fenced)
    assert len(inside.body.items) == 3


def test_a_prime_goes_with_a_superscript_and_with_a_subscript() -> None:
    tree = parse("f'^2_a").tree
    assert isinstance(tree, Scripts)
    assert line(parse("f''(x)")) == "f′′(x)"
    assert line(parse("f'^2")) == "f′²"
    assert line(parse("x_1'")) == "x₁′"


def test_limits_are_put_where_the_author_says() -> None:
    assert box(parse(r"\int\limits_a^b x"), 40).height == 3
    assert box(parse(r"\sum\nolimits_a^b x"), 40).height == 1


def test_characters_typed_as_themselves_are_read() -> None:
    assert line(parse("α ≤ β² ∈ ℝ")) == "α ≤ β² ∈ ℝ"
    assert words(parse("α ≤ β")) == "alpha is at most beta"


def test_a_word_before_brackets_is_a_function_and_a_phrase_is_none() -> None:
    assert words(parse(r"\text{NLL}(x)")) == "NLL of x"
    assert words(parse(r"y \text{ if } (x)")) == "y if open x close"
    assert words(parse(r"2(x + 1)")) == "2 times open x plus 1 close"
    assert words(parse(r"a(x + 1)")) == "a times open x plus 1 close"
    assert words(parse(r"f(x + 1)")) == "f of open x plus 1 close"


def test_a_formula_emits_no_control_characters() -> None:
    formula = parse("x\x1b[31m \\text{\x07\u202e} \x00")
    for text in (line(formula), words(formula), mathml(formula), *box(formula, 80).rows):
        assert text.isprintable(), repr(text)


# -- macros ----------------------------------------------------------------------------------------

MACROS = {
    "R": r"\mathbb{R}",
    r"\norm": r"\left\| #1 \right\|",
    "pair": "(#1, #2)",
    "twice": r"\pair{#1}{#1}",
}


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        (r"\R^d", "ℝᵈ"),
        (r"\norm{x}_2", "‖x‖₂"),
        (r"\norm x", "‖x‖"),
        (r"\norm{\norm{x} + 1}", "‖‖x‖ + 1‖"),
        (r"\twice{\R}", "(ℝ, ℝ)"),
        (r"\pair{a}{b c}", "(a, bc)"),
        (r"\frac{\R}{2}", "ℝ/2"),
    ],
)
def test_a_macro_stands_for_its_body(source: str, shown: str) -> None:
    formula = parse(source, MACROS)
    assert formula.faults == ()
    assert line(formula) == shown


def test_a_macro_without_its_parts_is_a_fault_where_it_is_used() -> None:
    assert messages(parse(r"x + \pair{a}", MACROS)) == [(4, r"\pair needs a part in braces")]


def test_what_is_wrong_in_a_macro_is_told_where_it_is_used() -> None:
    assert messages(parse(r"x \bad", {"bad": r"y + \foo"})) == [(2, r"unknown command \foo")]


@pytest.mark.parametrize(
    "macros",
    [{"a": r"\a"}, {"a": r"x \b", "b": r"\a"}, {"a": r"\b{\a}", "b": "#1"}],
)
def test_a_macro_that_uses_itself_is_refused(macros: dict[str, str]) -> None:
    assert [f.message for f in parse(r"\a", macros).faults] == [r"the macro \a uses itself"]


def test_macros_cannot_run_away() -> None:
    names = "abcdefghijklmnop"
    doubling = {a: rf"\{b}\{b}" for a, b in pairwise(names)} | {"p": ""}
    copying = {a: rf"\{b}{{#1#1}}" for a, b in pairwise(names)}
    chain = {f"x{'x' * i}": rf"\x{'x' * (i + 1)}" for i in range(100)}
    for source, macros in ((r"\a", doubling), (r"\a{x}", copying), (r"\x", chain)):
        work = steps(lambda source=source, macros=macros: parse(source, macros))  # type: ignore[misc]
        assert work < 1_500_000
        assert "macros are" in parse(source, macros).faults[0].message


# -- limits ----------------------------------------------------------------------------------------


def test_a_formula_of_the_greatest_length_is_read_and_a_longer_one_refused() -> None:
    assert parse("x" * MAX_LENGTH).faults == ()
    refused = parse("x" * (MAX_LENGTH + 1))
    assert isinstance(refused.tree, Unknown)
    assert messages(refused) == [(0, "this formula is longer than 10,000 characters")]


CHAINS = [
    ("{", "}"),
    ("(", ")"),
    ("|(", ")|"),
    (r"\left[", r"\right]"),
    (r"\frac{", r"}{b} x"),
    (r"\frac{a}{", "}"),
    (r"\sqrt{", "} x"),
    (r"\sqrt[", "]{x}"),
    ("x_{", "}"),
    ("x^{", "} x"),
    ("x^{(", ")}"),
    (r"\begin{cases}", r"\end{cases}"),
    (r"\begin{pmatrix}1&", r"\\2&3\end{pmatrix}"),
    (r"\begin{aligned}a&=", r"\end{aligned}"),
    (r"\substack{", "}"),
    (r"\hat{", "}"),
    (r"\vec{x", "}"),
    (r"\mathbf{", "}"),
    (r"\underbrace{", "}_a"),
    (r"\overset{", "}{=}"),
    (r"\binom{", "}{x}"),
    (r"\sum_{", "} x"),
    (r"|", "| x"),
]


@pytest.mark.parametrize(("opening", "closing"), CHAINS, ids=[a for a, _ in CHAINS])
def test_nesting_is_limited_and_refused_beyond(opening: str, closing: str) -> None:
    deep = parse(opening * 100 + "x" + closing * 100)
    assert f"nested more than {MAX_DEPTH} deep" in deep.faults[-1].message
    assert parse(opening * 5 + "x" + closing * 5).faults == ()


def render(source: str) -> None:
    """Every back-end, once."""
    formula = parse(source)
    line(formula), words(formula), typst(formula), mathml(formula, display=True)
    box(formula, 76), box(formula, 7), box(formula, 40, display=False)


@pytest.mark.parametrize("seed", range(40))
def test_no_nesting_makes_any_back_end_do_much_work(seed: int) -> None:
    chance = random.Random(seed)
    chain = [chance.choice(CHAINS) for _ in range(13)]
    source = "".join(a for a, _ in chain) + "x" + "".join(b for _, b in reversed(chain))
    assert steps(lambda: render(source)) < 80_000, source


PIECES = [
    *("x", "(", "[", "|", "{", "}", "()", "(x", "x)", "^", "_", "x^2", "'", "x'^2", "\\", "&", "~"),
    *("|x|", "|(", "(|", ")|", "]", "12", "1.5", "a=b+", "x_{y^", "{x}", "é", "日", "x\u0302", "%"),
    *(r"\foo ", r"\frac", r"\frac{a}{b}", r"\sqrt", r"\hat", r"\left(", r"\right)", r"\limits"),
    *(r"\left(x\right)", r"\begin{cases}", r"\end{cases}", r"\\", r"\text{", r"\text{a}", r"\|"),
    *(r"\sum_a^b ", r"\sqrt[", r"\mathrm{", r"\not", r"\begin", r"\substack{", r"\middle|", "#1"),
    *(r"\operatorname{", r"\begin{matrix}a&b\\c\end{matrix}", r",\quad ", r"\overset"),
    *(r"\end{pmatrix}", r"\over ", r"a\over b", r"\bf x", r"\rm ", r"\text{$x$", r"\text{\'e}"),
    *(r"\newcommand{\a}[1]{#1}", r"\def\a#1{", r"\a", r"\newcommand\a[", r"\let\a\b ", "x%y\n"),
    *(r"\begin{array}{*{99}{c}}", r"\begin{array}{|c", r"\hline", r"\\[", r"\\*", r"\hspace{1em}"),
    *(
        r"\llbracket ",
        r"\rrbracket ",
        r"\ulcorner ",
        r"\urcorner ",
        r"\uparrow ",
        r"\left/",
        r"\mod ",
    ),
    *(r"\kern1", r"\boxed{", r"\xrightarrow[", r"\mathop{", r"\tag{1}", r"\color{red}", r"\mbox"),
]


@pytest.mark.parametrize("piece", [*PIECES, *(f"\\{name}{{" for name in sorted(COMMANDS))])
def test_no_character_is_much_work_to_read(piece: str) -> None:
    source = piece * max(1, 1_000 // len(piece))
    assert steps(lambda: parse(source)) < 60 * len(source)  # 10,000 characters in 10 to 20 ms


@pytest.mark.parametrize("piece", PIECES)
def test_the_work_is_linear_in_the_length(piece: str) -> None:
    once = piece * max(1, 480 // len(piece))  # wider than a line, as what is longer is
    for call in (parse, lambda source: document(f"${source}$", 40)):
        few = steps(lambda call=call: call(once))  # type: ignore[misc]
        many = steps(lambda call=call: call(once * 4))  # type: ignore[misc]
        assert many < 6 * few + 1_000  # four times, and a little; the square would be sixteen


@pytest.mark.parametrize("name", [*SYMBOLS, *NAMES])
def test_every_sign_is_set_by_every_back_end(name: str) -> None:
    command = f"\\{name} "
    for source in (
        command,
        f"x{command}",
        f"{command}_a^b",
        f"({command})",
        f"{command}({command}]",
    ):
        render(source)


@given(st.text(max_size=300) | st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
def test_any_string_is_read_and_set_by_every_back_end(source: str) -> None:
    render(source)
    for display in (True, False):
        assert box(parse(source), 20, display).width <= 20
