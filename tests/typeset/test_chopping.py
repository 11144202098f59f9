"""Formulas on one line that are wider than their place."""

import pytest
from rich.cells import cell_len

from tutor.settings import Notation
from tutor.tui.formulas import set_formulas
from tutor.typeset.chopping import chop_formula


@pytest.mark.parametrize(
    ("text", "width", "pieces"),
    [
        ("(a + bb)/2 + (c − d)/4", 16, ["(a + bb)/2", "+ (c − d)/4"]),
        ("(a · b, c + d)", 10, ["(a · b,", "c + d)"]),
        ("f(a + b)(1 − g(c + d))", 16, ["f(a + b)", "(1 − g(c + d))"]),
        ("1234567890", 4, ["1234", "5678", "90"]),
        ("a + b", 5, ["a + b"]),
    ],
)
def test_a_formula_is_broken_at_the_outermost_sign(
    text: str, width: int, pieces: list[str]
) -> None:
    assert chop_formula(text, width) == pieces


@pytest.mark.parametrize("width", range(12, 60))
def test_nothing_is_lost_and_no_name_is_cut(width: int) -> None:
    fraction = (
        r"\frac{(\text{sigmoid}(x) + \frac{15}{4})^{2} + 2(6 - \frac{15}{4})^{2}}{\sqrt{2 \pi}}"
    )
    whole = "".join(set_formulas(f"${fraction}$", 500, Notation())[0].plain.split())
    lines = [line.plain for line in set_formulas(f"${fraction}$", width, Notation())]
    assert all(cell_len(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == whole
    assert any("sigmoid" in line for line in lines)


def test_what_was_typed_is_broken_before_a_factor_and_not_in_a_name() -> None:
    assert chop_formula("1/(5*sqrt(2*pi)*exp(5))", 22) == ["1/(5*sqrt(2*pi)", "*exp(5))"]
