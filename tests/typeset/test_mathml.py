"""What MathML says beside what it shows: words, LaTeX, functions and products, and meanings."""

from xml.etree import ElementTree

import pytest

from tutor.typeset import mathml, parse


def element(source: str, display: bool = False) -> ElementTree.Element:
    return ElementTree.fromstring(mathml(parse(source), display))


def test_a_formula_says_itself_in_words_and_in_latex() -> None:
    formula = element(r"P(X < 1) & \text{\"a\"}")
    assert formula.get("alttext", "").startswith("cap P of open cap X is less than 1 close")
    annotation = formula.find("semantics/annotation")
    assert annotation is not None
    assert annotation.text == r"P(X < 1) & \text{\"a\"}"
    assert annotation.get("encoding") == "application/x-tex"


@pytest.mark.parametrize(
    ("source", "sign"),
    [
        ("f(x)", "\u2061"),
        (r"\log(x)", "\u2061"),
        (r"\sigma(z)", "\u2061"),
        ("n(n - 1)", "\u2062"),
        ("2(x + 1)", "\u2062"),
    ],
)
def test_of_and_times_are_operators_that_are_not_seen(source: str, sign: str) -> None:
    assert sign in [mo.text for mo in element(source).iter("mo")]


def test_where_neither_is_sure_neither_is_said() -> None:
    assert {"\u2061", "\u2062"}.isdisjoint(mo.text for mo in element("u(x)").iter("mo"))


@pytest.mark.parametrize(
    ("source", "intent", "named"),
    [
        (r"A^\top", "transpose($a)", ["A"]),
        ("A^T", "transpose($a)", ["A"]),
        ("f^{-1}", "inverse($a)", ["f"]),
        (r"\|x\|", "norm($a)", ["x"]),
        ("|x|", "absolute-value($a)", ["x"]),
        (r"\binom{n}{k}", "choose($a,$b)", ["n", "k"]),
        (r"\left. f \right|_{x}", "evaluated-at($a,$b)", ["f|", "x"]),
        (r"\begin{vmatrix} a & b \\ c & d \end{vmatrix}", "determinant($a)", ["abcd"]),
        (r"\mathbb{E}", "expectation", []),
        (r"\mathbb{P}", "probability", []),
        (r"x \mid y", "given", []),
    ],
)
def test_what_is_meant_is_named(source: str, intent: str, named: list[str]) -> None:
    formula = element(source)
    assert [part.get("intent") for part in formula.iter() if part.get("intent")] == [intent]
    parts = {
        part.get("arg"): "".join(part.itertext()) for part in formula.iter() if part.get("arg")
    }
    assert [parts[name] for name in sorted(filter(None, parts))] == named


def test_a_power_of_a_number_and_of_a_letter_is_no_inverse_and_no_transpose() -> None:
    for source in ("10^{-1}", "e^T", "x^2"):
        assert not [part for part in element(source).iter() if part.get("intent")]


def test_a_bar_is_heard_and_drawn_as_wide_as_what_it_is_over() -> None:
    for source, tag, side in (
        (r"\overline{xy}", "mover", "top"),
        (r"\underline{xy}", "munder", "bottom"),
    ):
        found = element(source)
        assert found.find(f"semantics/{tag}/mo") is not None
        body = found.find(f"semantics/{tag}/mrow")
        assert body is not None
        assert f"border-{side}:" in body.get("style", "")


def test_the_cells_of_a_matrix_are_not_told_what_a_browser_does_by_itself() -> None:
    """Chromium leaves formulas left in cells with text-align: center, and right is its own word."""
    cells = element(r"\begin{bmatrix} 1 & 22 \\ 333 & 4 \end{bmatrix}").iter("mtd")
    assert [cell.get("style") for cell in cells] == [None] * 4
    (cell,) = element(r"\begin{array}{r} 1 \end{array}").iter("mtd")
    assert cell.get("style") == "text-align: right; text-align: -webkit-right"


def test_a_plain_bracket_does_not_grow() -> None:
    grows = {mo.text: mo.get("stretchy") for mo in element(r"(x) + \left[y\right]").iter("mo")}
    assert (grows["("], grows["["]) == ("false", "true")


def test_a_sign_after_an_operator_stands_before_its_term() -> None:
    forms = [mo.get("form") for mo in element("x = -y - z").iter("mo") if mo.text == "−"]
    assert forms == ["prefix", None]


def test_an_operator_with_a_star_has_its_limits_below() -> None:
    formula = element(r"\operatorname*{argmin}_\theta L", display=True)
    assert formula.find("semantics/mrow/munder") is not None
