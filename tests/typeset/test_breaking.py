"""Formulas wider than the window: broken at relations, else at signs, never cut."""

import pytest

from tutor.typeset import box, parse

NLL = r"\mathrm{NLL}(x) = -\log p_X(x) = -\log p_Z(z) + \log |\det J_f(z)|"


def rows(source: str, width: int) -> list[str]:
    return [row.rstrip() for row in box(parse(source), width).rows]


def test_a_formula_that_fits_stays_whole() -> None:
    whole = "NLL(x) = −log p_X(x) = −log p_Z(z) + log |det J_f(z)|"
    assert rows(NLL, len(whole)) == [whole]


def test_a_wide_formula_is_broken_before_a_relation_that_stands_below_the_first() -> None:
    assert rows(NLL, 45) == [
        "NLL(x) = −log p_X(x)",
        "       = −log p_Z(z) + log |det J_f(z)|",
    ]


def test_where_a_relation_is_not_enough_it_is_broken_before_a_sign() -> None:
    assert rows(NLL, 28) == [
        "NLL(x) = −log p_X(x)",
        "       = −log p_Z(z)",
        "         + log |det J_f(z)|",
    ]


def test_a_long_left_side_indents_what_follows_only_a_little() -> None:
    assert rows(r"\log p(x_1, x_2, x_3, x_4) = \log p(x_1) + \log p(x_2, x_3, x_4)", 40) == [
        "log p(x₁, x₂, x₃, x₄)",
        "  = log p(x₁) + log p(x₂, x₃, x₄)",
    ]


def test_formulas_apart_are_broken_between_and_not_indented() -> None:
    assert rows(r"x = 4z + 2 \in [2, 6], \quad z = \frac{x - 2}{4}", 26) == [
        "x = 4z + 2 ∈ [2, 6],",
        "",
        "     x − 2",
        "z = ───────",
        "       4",
    ]


def test_stacked_lines_keep_a_blank_row_between_them() -> None:
    assert rows(r"a + b + c + d = \frac{1}{2} = \frac{3}{6}", 24) == [
        "                 1",
        "a + b + c + d = ───",
        "                 2",
        "",
        "     3",
        "  = ───",
        "     6",
    ]


def test_aligned_lines_stay_aligned_when_they_are_broken() -> None:
    source = r"\begin{aligned} y &= a + b + c + d + e \\ &= f \end{aligned}"
    assert rows(source, 18) == ["y = a + b + c + d", "    + e", "", "  = f"]


def test_aligned_lines_too_narrow_to_align_are_broken_one_by_one() -> None:
    source = r"\begin{aligned} \mathrm{NLL}(x) &= a + b \\ &= c \end{aligned}"
    assert rows(source, 10) == ["NLL(x)", "= a + b", "", "= c"]


@pytest.mark.parametrize("width", range(1, 30))
def test_what_cannot_be_broken_is_set_in_one_line_and_chopped(width: int) -> None:
    source = r"\frac{abcdefghij}{klmnopqrst} = \begin{pmatrix} uvwxyz & 1 \end{pmatrix}"
    assert "".join(rows(source, width)).count("─") in (0, 12)
    if width < 10:
        text = "".join(row.strip() for row in rows(source, width)).replace(" ", "")
        assert text == "abcdefghij/(klmnopqrst)=[[uvwxyz,1]]"


def test_a_formula_in_a_sentence_keeps_its_fractions_in_the_line() -> None:
    source = r"\begin{pmatrix} \frac{1}{2} & x \\ 0 & \frac{a + b}{c} \end{pmatrix}"
    assert [r.rstrip() for r in box(parse(source), 40, display=False).rows] == [
        "⎛1/2      x    ⎞",
        "⎝ 0   (a + b)/c⎠",
    ]
