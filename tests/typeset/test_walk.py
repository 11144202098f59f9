"""A formula gone through part by part: what its parts are, and where one is."""

import pytest
from hypothesis import given, settings

from tests.typeset.trees import formulas
from tutor.typeset import Formula, Speech, parse
from tutor.typeset.parts import parts
from tutor.typeset.spoken_names import SHORT
from tutor.typeset.walk import NO_FORMULA, STEPS, Walk, walk


@pytest.mark.parametrize(
    ("formula", "named"),
    [
        (r"\frac{x - 2}{4}", ["numerator: x minus 2", "denominator: 4"]),
        (r"\sqrt[3]{x + 1}", ["under the root: x plus 1", "degree: 3"]),
        ("x_i^2", ["base: x", "subscript: i", "exponent: 2"]),
        ("x^{(k)}", ["base: x", "superscript: open k close"]),
        ("A^T", ["base: cap A", "superscript: cap T"]),
        (r"\sum_{i=1}^n x_i", ["lower bound: i equals 1", "upper bound: n", "body: x sub i"]),
        (r"\int_0^1 x + 1\,dx", ["lower bound: 0", "upper bound: 1", "body: x plus 1 d x"]),
        (r"\sum_i x_i + 3", ["term: the sum over i of x sub i", "term: plus 3"]),
        ("f(x + 1)", ["function: f", "argument: x plus 1"]),
        (r"\log p(x)", ["function: log", "argument: p of x"]),
        (r"\log_2 x", ["function: log base 2", "argument: x"]),
        ("2xf(x)", ["part: 2", "part: x", "part: f of x"]),
        ("-x^2", ["base: x", "exponent: 2"]),
        (r"a \cdot b + c", ["term: a dot b", "term: plus c"]),
        (r"a \cdot b", ["factor: a", "factor: dot b"]),
        ("y = a + b", ["left side: y", "right side: equals a plus b"]),
        ("a < b \\le c", ["side: a", "side: less than b", "side: at most c"]),
        ("(a, b)", ["item: a", "item: b"]),
        (r"P(A \mid B)", ["function: cap P", "argument: cap A given cap B"]),
        (r"A \mid B", ["before the bar: cap A", "after the bar: given cap B"]),
        (r"\{x : x > 0\}", ["before the colon: x", "after the colon: x is greater than 0"]),
        (r"\begin{bmatrix} a & 0 \\ c & d \end{bmatrix}", ["row: a, 0", "row: c, d"]),
        (r"\begin{bmatrix} a \\ b \end{bmatrix}", ["cell: a", "cell: b"]),
        (
            r"\begin{cases} x & x > 0 \\ 0 & \text{else} \end{cases}",
            ["case: x, next x is greater than 0", "case: 0, else"],
        ),
        (r"\begin{aligned} a &= b \\ &= c \end{aligned}", ["line: a equals b", "line: equals c"]),
        (r"\left.f'\right|_{x=0}", ["inside: f prime evaluated", "at: x equals 0"]),
        (r"\binom{n}{k}", ["upper number: n", "lower number: k"]),
        (r"\mathbf{x}", []),
        ("x", []),
    ],
)
def test_the_parts_of_a_formula(formula: str, named: list[str]) -> None:
    found = parts(parse(formula).tree)
    assert [f"{part.name}: {part.words(SHORT)}" for part in found] == named


def heard(formulas: list[str], steps: str, speech: Speech = SHORT) -> list[str]:
    """What is heard of each step."""
    at = walk([parse(formula) for formula in formulas], speech)
    said = []
    for step in steps:
        at, words = at.step(step)
        said.append(words)
    return said


def test_a_walk_says_the_parts_goes_in_and_out_and_says_where_one_is() -> None:
    assert heard([r"\frac{x - 2}{4}"], ".>>.<.<<") == [
        "Formula: fraction x minus 2 over 4, end fraction. Its parts: numerator; denominator.",
        "Numerator, 1 of 2: x minus 2.",
        "Term 1 of 2: x.",
        "Term 2 of 2: minus 2.",
        "Numerator, 1 of 2: x minus 2.",
        "Denominator, 2 of 2: 4.",
        "Formula: fraction x minus 2 over 4, end fraction. Its parts: numerator; denominator.",
        "This is the whole formula. Formula: fraction x minus 2 over 4, end fraction. "
        "Its parts: numerator; denominator.",
    ]


def test_rows_and_cells_of_a_matrix() -> None:
    said = heard([r"\begin{bmatrix} a & b \\ c & d \end{bmatrix}"], ".>.>.,>")
    assert said[0].endswith("Its parts: 2 rows.")
    assert said[1:] == [
        "Row 1 of 2: a, b.",
        "Row 2 of 2: c, d.",
        "Cell 1 of 2: c.",
        "Cell 2 of 2: d.",
        "Cell 1 of 2: c.",
        "Nothing to go into: c.",
    ]


def test_the_ends_are_told() -> None:
    assert heard(["a + b"], ">,..") == [
        "Term 1 of 2: a.",
        "First. Term 1 of 2: a.",
        "Term 2 of 2: plus b.",
        "Last. Term 2 of 2: plus b.",
    ]


def test_among_several_formulas_one_is_chosen_and_single_letters_are_passed_over() -> None:
    said = heard(["x", "a + b", "n", r"\frac{1}{2}"], "..>,<,")
    assert [words.split(":")[0] for words in said] == [
        "Formula 1 of 2",
        "Formula 2 of 2",
        "Numerator, 1 of 2",
        "First. Numerator, 1 of 2",
        "Formula 2 of 2",
        "Formula 1 of 2",
    ]
    assert heard(["x"], ".") == ["Formula: x. It has no parts."]
    assert heard([], "<") == [NO_FORMULA]


def test_a_walk_is_said_as_the_learner_wants_it() -> None:
    assert heard(["X + Y"], ">.", Speech(capitals=False)) == [
        "Term 1 of 2: X.",
        "Term 2 of 2: plus Y.",
    ]


@given(formulas)
@settings(max_examples=25)
def test_every_part_of_any_tree_can_be_reached_and_left(formula: Formula) -> None:
    def visit(at: Walk, depth: int) -> None:
        into, said = at.step(">")
        assert said
        if into == at or depth > 8:
            return
        for number in range(len(into.siblings)):
            assert into.path[-1] == number
            assert into.step("<")[0] == at
            visit(into, depth + 1)
            into, _ = into.step(".")

    visit(walk([formula]).step(".")[0], 0)
    assert set(STEPS) == set(".,<>")
