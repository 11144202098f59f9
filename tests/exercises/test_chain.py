"""Worked solutions as chains of equal formulas: one operation a link, and each link proved."""

from fractions import Fraction

import pytest

from tests.exercises.bundled import stretch
from tutor.algebra.as_text import as_text
from tutor.algebra.terms import formula, number
from tutor.exercises.amount import rational
from tutor.exercises.chain import Chain, Worked, step_by_step
from tutor.exercises.proof import broken_links
from tutor.exercises.question import Hints

ONE, TWO = number(1), number(2)


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("(7/2 - 1/2)/(3/2)", ["3/(3/2)", "2"]),
        ("3*2 - 1*4", ["6 - 1*4", "6 - 4", "2"]),
        ("-((2 - (-2))/3)^2/2", ["-(4/3)^2/2", "-16/9/2", "-8/9"]),
        (
            "2*exp(2*((log(x) - 1)/2) + 1)",
            ["2*exp(log(x) - 1 + 1)", "2*exp(log(x))", "2*x"],
        ),
        ("-log(1)/2", ["0"]),
        ("0*3/7 + 1", ["0 + 1", "1"]),
        ("5", []),
    ],
)
def test_one_operation_is_worked_out_after_the_other(text: str, links: list[str]) -> None:
    first, *others = step_by_step(formula(text, ("x",)))
    assert first == formula(text, ("x",))
    assert [as_text(each) for each in others] == links


def test_each_link_stands_on_a_line_of_its_own() -> None:
    chain = Chain("z", step_by_step(formula("(7 - 1)/3")), in_decimals=r"\approx 2.0")
    assert str(chain) == "$z = \\frac{7 - 1}{3}$\\\n$= \\frac{6}{3}$\\\n$= 2 \\approx 2.0$"
    assert str(Chain("", (formula("x", ("x",)), TWO))) == "$x = 2$"


@pytest.mark.parametrize(
    ("value", "after"),
    [(Fraction(4), ""), (Fraction(1, 4), "= 0.25"), (Fraction(1, 36), r"\approx 0.02778")],
)
def test_a_number_is_about_a_decimal_only_where_it_is_not_that(value: Fraction, after: str) -> None:
    assert rational(value).in_decimals == after


def test_points_and_matrices_are_links_too() -> None:
    rows = ((ONE, TWO), (TWO, number(Fraction(1, 2))))
    assert str(Chain("A", (rows,))) == (
        r"$A = \begin{bmatrix} 1 & 2 \\ 2 & \frac{1}{2} \end{bmatrix}$"
    )
    assert str(Chain("z", ((ONE, TWO),))) == "$z = (1, 2)$"


def test_a_step_knows_the_chains_in_its_solution() -> None:
    chain = Chain("z", (ONE,))
    hints = Hints("h", "r", Worked(lambda _: ("First:", chain), None))
    assert hints.worked == "First:\\\n$z = 1$"
    assert hints.chains == (chain,)
    assert Hints("h", "r", "In a sentence.").chains == ()


def test_a_link_that_is_not_equal_to_the_one_before_is_found() -> None:
    setting = stretch().setting  # x = 4z + 2
    names = ("x", "z")
    good = Chain("", (formula("x - 2", names), formula("4*z", names)))
    assert list(broken_links(good, setting)) == []
    for first, second in [("x - 2", "4*z + 1"), ("1/2 + 1/3", "2/5"), ("log(-1)", "log(-1)")]:
        bad = Chain("", (formula(first, names), formula(second, names)))
        assert len(list(broken_links(bad, setting))) == 1
    longer = Chain("", ((ONE, TWO), (ONE,)))
    assert len(list(broken_links(longer, setting))) == 1
    assert list(broken_links(Chain("", ((ONE, TWO), (ONE, TWO))), setting)) == []
