"""Every message that tells a learner what to write is true: what it proposes can be read."""

import re

import pytest

from tutor.answers.judge import judge_text
from tutor.answers.verdict import Malformed, Right, Wrong

EXPECT = {
    "number": "7",
    "expression": "7*x",
    "interval": "[7, 8]",
    "vector": "(7, 7)",
    "points": "(7, 7), (8, 8)",
    "matrix": "[[7, 7], [7, 8]]",
    "set": "{7, 8}",
}


@pytest.mark.parametrize(
    ("kind", "typed", "advice"),
    [
        ("number", "1,5", ["1.5"]),
        ("number", "1,000", ["1.000", "1000"]),
        ("number", "1_000", ["1000"]),
        ("number", "25%", ["0.25"]),
        ("number", "$1/4$", ["1/4"]),
        ("number", "\\frac{1}{4}", ["1/4", "sqrt(2)"]),
        ("number", "2 + .", ["0.5"]),
        ("number", "np.exp(1)", ["exp(1)"]),
        ("number", "np.pi", ["pi"]),
        ("number", "np.prod(1)", ["exp(1)"]),
        ("number", "sqrt 2", ["sqrt(2)"]),
        ("number", "log2", ["the brackets: log(2)"]),
        ("number", "-log10 - 2", ["the brackets: log(10)"]),
        ("expression", "1/2x", ["(1/2)*x", "1/(2*x)"]),
        ("expression", "2*math.sqrt(x + 1) + 1", ["sqrt(x + 1)"]),
        ("expression", "2pix", ["pi*x"]),
        ("expression", "xpi", ["x*pi"]),
        ("expression", "exp x", ["exp(x)"]),
        ("expression", "∛x", ["8^(1/3)"]),
        ("expression", "x¹⁺", ["3^2"]),
        ("expression", "y", ["x"]),
        ("expression", "x\\2", ["1/4", "sqrt(2)", "3^2"]),
        ("interval", "2, 6", ["[2, 6]"]),
        ("interval", "{2, 6}", ["[2, 6]"]),
        ("interval", "[2]", ["[2, 6]"]),
        ("interval", "[2,5, 6]", ["[2.5, 6]"]),
        ("interval", "2 <= 3 <= 6", ["[2, 6]", "2 <= x <= 6"]),
        ("interval", "2 <= x >= 6", ["2 <= x <= 6"]),
        ("interval", "<= x <= 6", ["2 <= x <= 6"]),
        ("interval", "[2, 6] ∪ [7, 8]", ["[2, 6]"]),
        ("interval", "ℝ", ["(-inf, inf)"]),
        ("vector", "4, 2", ["(4, 2)"]),
        ("vector", "(4; 2)", ["(4, 2)"]),
        ("points", "(0, 0) (3, 0)", ["(0, 0), (3, 0)"]),
        ("points", "(0, 0); (3, 0)", ["(0, 0), (3, 0)"]),
        ("matrix", "[3 1; 0 2]", ["[[3, 1], [0, 2]]"]),
        ("matrix", "(3, 1)", ["[[3, 1], [0, 2]]"]),
        ("matrix", "[3, 1]", ["[[3, 1], [0, 2]]"]),
        ("set", "-1, 1", ["{-1, 1}"]),
        ("set", "{1; 2}", ["{1, 2}"]),
        ("number", "ln|5|", ["ln(|5|)"]),
        ("number", "ln abs(5)", ["ln(abs(5))"]),
        ("number", "sin²(5)", ["sin(5)^2"]),
        ("number", "sin^2 5", ["sin(5)^2"]),
        ("number", "sin²(5)³", ["sin(5)^2"]),
        ("expression", "sin^2(x)^x", ["sin(x)^2"]),
        ("number", "sin⁻¹(1)", ["1/sin(1)"]),
        ("number", "sin 2pi", ["sin(2pi)"]),
        ("number", "1/2pi", ["(1/2)*pi", "1/(2*pi)"]),
        ("number", "1/2(3 + 4)", ["(1/2)*(3 + 4)", "1/(2*(3 + 4))"]),
        ("number", "√2pi", ["sqrt(2)*pi", "sqrt(2*pi)"]),
        ("number", "√2^2", ["sqrt(2)^2", "sqrt(2^2)"]),
        ("number", "√2²", ["sqrt(2)^2", "sqrt(2^2)"]),
        ("number", "log2(8)", ["log(8)/log(2)"]),
        ("number", "log3(8)", ["log(8)/log(3)"]),
        ("number", "cbrt(9)", ["((9)^(1/3))"]),
        ("number", "-1,5", ["-1.5"]),
        ("number", "4 - 1,5", ["write 1.5"]),
        ("number", "7:9", ["1/4"]),
        ("interval", "R", ["(-inf, inf)"]),
        ("interval", "all real numbers", ["(-inf, inf)"]),
        ("interval", "ℝ⁺", ["(0, inf)"]),
        ("interval", "R_{>0}", ["(0, inf)"]),
        ("interval", "positive reals", ["(0, inf)"]),
        ("interval", "9 to 16", ["[2, 6]"]),
        ("interval", "{x | 2 < x < 6}", ["[2, 6]"]),
        ("interval", "⟨2, 6⟩", ["[2, 6]"]),
        ("vector", "(4|2)", ["(4, 2)"]),
        ("vector", "(4|2|1)", ["(4, 2)"]),
        ("points", "(4|2), (0|0)", ["(4, 2)"]),
        ("vector", "[[4], [2]]", ["(4, 2)"]),
        ("vector", "⟨4, 2⟩", ["(4, 2)"]),
        ("number", "∛9", ["8^(1/3)"]),
        ("number", "2¹⁺", ["3^2"]),
        ("number", "1,5 on [2, 6]", ["1.5"]),
        ("number", "exp^2 + 1", ["exp(2)"]),
        ("number", "log_2(9)", ["log(9)/log(2)"]),
        ("number", "log_{10} 9", ["log(8)/log(10)"]),
        ("expression", "log_10(x + 1)", ["log(x + 1)/log(10)"]),
        ("expression", "log_x(2)", ["log(2)/log(x)"]),
        ("expression", "log_e(x)", ["log(x)"]),
        ("expression", "log_b(x)", ["log(x)"]),
        ("expression", "log_1(x)", ["log(x)"]),
        ("expression", "max 0, x", ["max(0, x)"]),
        ("expression", "min{0; x}", ["min(0, x)"]),
        ("expression", "max(0, min x)", ["min(x, 3)"]),
        ("expression", "exp[x + 1]", ["exp(x + 1)"]),
        ("expression", "exp^(-x)", ["the brackets: exp(-x)"]),
        ("expression", "2exp^-x", ["the brackets: exp(-x)"]),
        ("expression", "sqrt{exp(x)}", ["sqrt(exp(x))"]),
        ("expression", "ln|x|", ["ln(|x|)"]),
        ("expression", "ln|x| + 1", ["ln(|x|)"]),
        ("expression", "ln abs(x)", ["ln(abs(x))"]),
        ("expression", "sin²(x)", ["sin(x)^2"]),
        ("expression", "exp -x", ["exp(-x)"]),
        ("expression", "xexp(-x)", ["x*exp(-x)"]),
        ("expression", "2xexp(-x)", ["x*exp(-x)"]),
        ("expression", "xsinx", ["x*sin(x)"]),
        ("expression", "sin2x", ["sin(2*x)"]),
        ("expression", "expx", ["exp(x)"]),
        ("expression", "√x²", ["sqrt(x)^2", "sqrt(x^2)"]),
        ("expression", "x_", ["x"]),
        ("expression", "|2|x|-1|", ["abs(2)x*abs(-1)", "abs(2*abs(x)-1)"]),
        ("expression", "|x|x|x|", ["abs(x)x*abs(x)", "abs(x*abs(x)x)"]),
    ],
)
def test_what_a_message_proposes_can_be_read(kind: str, typed: str, advice: list[str]) -> None:
    verdict = judge_text(kind, EXPECT[kind], typed)
    assert isinstance(verdict, Malformed)
    for proposed in advice:
        assert proposed in verdict.message
        proposed = proposed.split(": ")[-1].removeprefix("write ")
        assert isinstance(judge_text(kind, EXPECT[kind], proposed), Wrong)


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("2/sech(x)^2", "2*cosh(x)^2"),
        ("cbrt(x^2)^2/3", "(x^2)^(2/3)/3"),
        ("3/lg(x^2)^2", "3*log(10)^2/log(x^2)^2"),
        ("8/log2(x^2)", "8*log(2)/log(x^2)"),
        ("1/pow(x, 2)^2", "x^(-4)"),
        ("2*root(x^4, 3)", "2*(x^4)^(1/3)"),
        ("1/cot(x)", "tan(x)"),
        ("1/phi(x)", "sqrt(2*pi)*exp(x^2/2)"),
        ("logit(sigmoid(x))", "x"),
        ("2*softplus(x)", "2*log(1 + exp(x))"),
    ],
)
def test_what_is_proposed_for_a_function_is_right_where_it_stood(typed: str, right: str) -> None:
    verdict = judge_text("expression", right, typed, variables=("x",))
    assert isinstance(verdict, Malformed)
    instead = verdict.message.split("write ")[-1]
    followed = re.sub(r"[a-z]+\d?\((?:[^()]|\([^()]*\))*\)", lambda _: instead, typed, count=1)
    assert isinstance(judge_text("expression", right, followed, variables=("x",)), Right)


@pytest.mark.parametrize(
    ("typed", "function"), [("sqr(x)", "sqrt"), ("sine(x)", "sin"), ("LOG(x)", "log")]
)
def test_a_function_that_a_message_proposes_exists(typed: str, function: str) -> None:
    verdict = judge_text("expression", "7*x", typed)
    assert isinstance(verdict, Malformed)
    assert f"did you mean {function}?" in verdict.message
    assert isinstance(judge_text("expression", "7*x", f"{function}(x)"), Wrong)


@pytest.mark.parametrize(
    ("typed", "proposed"),
    [
        ("expx^2", ["exp(x^2)", "exp(x)^2"]),
        ("3 + xexpx**-2", ["x*exp(x**-2)", "x*exp(x)**-2"]),
        ("xexp(-x)^2", ["x*exp(-x)^2"]),
        ("xe^x", ["x*e^x"]),
    ],
)
def test_a_power_that_follows_is_in_what_a_message_proposes(
    typed: str, proposed: list[str]
) -> None:
    verdict = judge_text("expression", "7*x", typed)
    assert isinstance(verdict, Malformed)
    said = verdict.message.removeprefix("write ").split(": ")[-1]
    assert said.split(" or ") == proposed
    for each in proposed:
        assert isinstance(judge_text("expression", "7*x", each), Wrong)


def test_an_x_between_two_numbers_is_meant_as_a_sign() -> None:
    verdict = judge_text("number", "0.08", "7.98 x 10^-2")
    assert isinstance(verdict, Malformed)
    assert verdict.message == "write * for times"
    assert isinstance(judge_text("number", "0.08", "7.98 * 10^-2"), Wrong)


@pytest.mark.parametrize("typed", ["and", "x and 1", "asin(x)", "arctan(x)", "1/x only", "sign(x)"])
def test_nothing_is_proposed_that_was_not_meant(typed: str) -> None:
    verdict = judge_text("expression", "7*x", typed)
    assert isinstance(verdict, Malformed)
    assert "did you mean" not in verdict.message


def test_every_function_that_a_message_lists_exists() -> None:
    verdict = judge_text("number", "7", "qqqqqq(1)")
    assert isinstance(verdict, Malformed)
    _, names = verdict.message.split("the functions are ")
    for name in names.split(", "):
        arguments = "(1/2, 1/3)" if name in ("min", "max") else "(1/2)"
        assert isinstance(judge_text("number", "7", name + arguments), Wrong)
