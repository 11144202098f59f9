"""Answers judged as values: every kind, every form, and what is said of the rest."""

import math
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.answers.judge import judge_text
from tutor.answers.verdict import Malformed, Right, Wrong, as_json, message
from tutor.errors import TutorError
from tutor.exercises.catalogue import left_hand_sides

CORNERS = "(0,0), (3,0), (1,2), (4,2)"


@pytest.mark.parametrize(
    ("kind", "expect", "given"),
    [
        ("number", "1/4", "1/4"),
        ("number", "1/4", "0.25"),
        ("number", "1/4", ".250"),
        ("number", "1/4", "2^-2"),
        ("number", "1/4", "¼"),
        ("number", "1/4", "p_X(x) = 1/4"),
        ("number", "1/4", "p(x) = 0.25"),
        ("number", "6", "det A = 6"),
        ("number", "6", "det(A)=3*2 - 1*0"),
        ("number", "6", "|det A| = 6"),
        ("number", "4", "df/dz = 4"),
        ("number", "log(6)", "log|det A| = ln(6)"),
        ("number", "log(6)", "log(2)+log(3)"),
        ("number", "1/3", "0.3333333333333333"),
        ("number", "3*sqrt(5)", "sqrt(45)"),
        ("number", "0", "sin(pi)"),
        ("number", "-log(4)", "2 log(1/2)"),
        ("interval", "[2, 6]", "[2,6]"),
        ("interval", "[2, 6]", "x in [2, 6]"),
        ("interval", "[2, 6]", "x ∈ [4/2, 6.0]"),
        ("interval", "(2, 6)", "]2, 6["),
        ("interval", "[2, 6)", "[2, 6["),
        ("interval", "(-inf, inf)", "[-∞, infinity]"),
        ("vector", "(4, 2)", "[4, 2]"),
        ("vector", "(4, 2)", "(8/2, 2.0)"),
        ("points", CORNERS, "(4,2), (1,2), (3,0), (0,0)"),
        ("points", CORNERS, "{[0,0], [3,0], [1,2], [4,2]}"),
        ("points", CORNERS, "[(0,0), (3,0), (1,2), (4,2)]"),
        ("set", "{-1, 1}", "{1, -1, 1}"),
        ("set", "{(1,2), (3,4)}", "{(3,4), (1,2)}"),
        ("set", "{}", "{}"),
        ("matrix", "[[1/3, -1/6], [0, 1/2]]", "[[2/6, -1/6], [0, 0.5]]"),
        # a decimal times a power of ten
        ("number", "0.0798", "7.98*10^-2"),
        ("number", "0.0798", "7.98×10⁻²"),
        ("number", "-79800", "-7.98·10**4"),
        # underflow is no difference
        ("number", "exp(-1)", "exp(-1000)/exp(-999)"),
        ("number", "-1000", "log(exp(-1000))"),
        # nor is rounding where a pole is near
        ("number", "10^17", "1/(sqrt(2)^2 - 2 + 10^-17)"),
        ("number", "1/tan(10^-17)", "tan(pi/2 - 10^-17)"),
        # nor for the cosine of many turns
        ("number", "1", "cos(10^17*pi)"),
        ("number", "-1", "cos((10^17 + 1)*pi)"),
        # what some keyboards type
        ("number", "1/4", "１／４"),
        ("number", "-3", "－（１＋２）"),
        ("interval", "[2, 6]", "［２，６］"),
        # infinity
        *(("interval", "(0, inf)", f"(0, {end})") for end in ("Inf", "INF", "Infinity", "oo")),
        ("interval", "(-inf, 0)", "(-oo, 0)"),
        # intervals
        ("interval", "[2, 6]", "[2; 6]"),
        ("interval", "[-5, 3]", "-5 <= x <= 3"),
        ("interval", "(-5, 3]", "3 ≥ x > -5"),
        ("interval", "(0, inf)", "x > 0"),
        ("interval", "(-inf, 2]", "2 >= x"),
        # a value and its support
        ("number", "1/8", "1/8 on [-5, 3]"),
        ("number", "1/8", "p_X(x) = 1/8 for -5 <= x <= 3, 0 elsewhere"),
        ("number", "1/8", "1/8 if x in [-5, 3], otherwise 0"),
        ("number", "1/8 on [-5, 3]", "0.125, x ∈ [-5, 3]"),
        # a number times a list
        ("matrix", "[[1/7, 3/7], [5/7, 1/7]]", "1/7 [[1,3],[5,1]]"),
        ("matrix", "[[1/7, 3/7], [5/7, 1/7]]", "[[1,3],[5,1]]/7"),
        ("matrix", "[[1/7, 3/7], [5/7, 1/7]]", "A^-1 = -(1/7)*[[-1,-3],[-5,-1]]"),
        ("matrix", "[[-1, -3], [-5, -1]]", "-[[1,3],[5,1]]"),
        ("matrix", "[[2, 6], [10, 2]]", "[[1,3],[5,1]]·4/2"),
        ("vector", "(4, 2)", "2(2, 1)"),
        ("vector", "(4, 2)", "[8, 4]/2"),
        ("points", "(1,2), (3,4)", "(6,8)/2, 1/2 (2,4)"),
    ],
)
def test_equal_values_are_right_whatever_their_form(kind: str, expect: str, given: str) -> None:
    assert judge_text(kind, expect, given, left=left_hand_sides()) == Right()


@pytest.mark.parametrize(
    ("expect", "given", "variables"),
    [
        ("(x-2)/4", "x/4 - 1/2", "x"),
        ("(x-2)/4", "(1/4)(x-2)", "x"),
        ("(x-2)/4", "0.25x - 0.5", "x"),
        ("(x-2)/4", "f^-1(x) = (x-2)/4", "x"),
        ("(x-2)/4", "f⁻¹(x) = (x-2)/4", "x"),
        ("(x-2)/4", "f^{-1}(x) = (x-2)/4", "x"),
        ("(x-2)/4", "z = (x-2)/4", "x"),
        ("x-1", "(x^2-1)/(x+1)", "x"),
        ("log(x)", "log(x^2)/2", "x"),
        ("log(x)", "ln(x)", "x"),
        ("1", "sin(x)^2 + cos(x)^2", "x"),
        ("1", "cosh(x)^2 - sinh(x)^2", "x"),
        ("0", "sin(x)^2 + cos(x)^2 - 1", "x"),
        ("sigmoid(x)", "1/(1+e^(-x))", "x"),
        ("exp(-x)", "exp(x^2)/exp(x^2+x)", "x"),
        ("x*z", "zx", "xz"),
        ("|x|", "sqrt(x^2)", "x"),
        ("|x|", "∣x∣", "x"),
        ("2*x", "x⨯2", "x"),
        ("log(x-100)", "log(x-100)", "x"),
        ("x", "x + 1e16 - 1e16", "x"),
        ("x + 1", "x + (1e16 + 1 - 1e16)", "x"),
        ("tan(x)", "sin(x)/cos(x)", "x"),
        ("(x+1)^6", "x^6+6x^5+15x^4+20x^3+15x^2+6x+1", "x"),
        ("sinh(x)", "(e^x-e^-x)/2", "x"),
        ("exp(-x^2/2)/sqrt(2*pi)", "e^(-x²/2)/√(2π)", "x"),
        # underflow and overflow are no difference
        ("-x^2/2", "log(exp(-x^2/2))", "x"),
        ("1", "exp(x)/exp(x)", "x"),
        ("x", "x^200/x^199", "x"),
        ("exp(-x^2)", "exp(-x^2/2)^2", "x"),
        # what rounding has done to a large number leaves the next function without a value
        ("log(x^2)", "log(exp(log(x^2) - (x^9 - 8) + x^9 - 8))", "x"),
        # values at whole numbers only, and none at all
        ("(-6)^n", "6^n*(-1)^n", "n"),
        ("(-6)^n", "(-6)^(n)", "n"),
        ("log(-1-x^2)", "log((-1 - x^2))", "x"),
        ("||x|-1|", "abs(abs(x)-1)", "x"),
    ],
)
def test_equal_expressions_are_right_whatever_their_form(
    expect: str, given: str, variables: str
) -> None:
    assert judge_text("expression", expect, given, tuple(variables), left_hand_sides()) == Right()


@pytest.mark.parametrize("typed", ["9e300×10^8", "(1e300) * (10^99)", "-10^99*1e300"])
def test_a_decimal_that_no_double_can_hold_is_too_large(typed: str) -> None:
    verdict = judge_text("number", "1/4", typed)
    assert isinstance(verdict, Malformed)
    assert "too large" in verdict.message


def test_a_term_that_no_double_can_hold_is_a_difference() -> None:
    verdict = judge_text("expression", "x", "x + exp(exp(exp(sigmoid(x) + 3)))", ("x",))
    assert isinstance(verdict, Wrong)


@pytest.mark.parametrize(
    ("kind", "expect", "given", "evidence"),
    [
        ("number", "1/4", "0.26", "too large"),
        ("number", "1/4", "1/5", "too small"),
        ("number", "1/4", "-1/4", "wrong sign"),
        ("number", "1/4", "0.2500001", "too large"),
        ("number", "0", "1e-13", "too large"),
        ("number", "10^15", "10^15 + 1", "too large"),
        ("number", "10^15", "1000000000000000.5", "too large"),
        ("number", "1", "1.0000000000001", "too large"),
        ("number", "sin(pi)", "1e-17", "too small"),
        ("number", "1e-17", "sin(pi)", "too large"),
        ("number", "exp(-1000)", "exp(-1001)", "not equal"),
        ("number", "1/8 on [-5, 3]", "1/8 on [-5, 2]", "upper end"),
        ("number", "1/8", "1/7 on [-5, 3]", "too large"),
        ("interval", "[-5, 3]", "-5 <= x < 3", "check the bracket"),
        ("matrix", "[[1/7, 3/7], [5/7, 1/7]]", "1/7 [[1,3],[5,2]]", "row 2, column 2"),
        ("interval", "[2, 6]", "[2, 7]", "upper end"),
        ("interval", "[2, 6]", "[1, 6]", "lower end"),
        ("interval", "[2, 6]", "[1, 7]", "both endpoints are wrong"),
        ("interval", "[2, 6]", "(2, 6)", "check both brackets"),
        ("interval", "[2, 6]", "[2, 6)", "check the bracket at the upper endpoint"),
        ("interval", "(-inf, inf)", "(-inf, 5)", "upper end"),
        ("vector", "(4, 2)", "(2, 4)", "coordinate 1"),
        ("vector", "(4, 2)", "(4, 2, 0)", "3 coordinates, not 2"),
        ("points", CORNERS, "(0,0), (3,0), (1,2)", "one point is missing"),
        ("points", CORNERS, "(0,0), (3,0)", "two points are missing"),
        ("points", CORNERS, "(0,0), (3,0), (1,2), (4,3)", "(4,3) is not one of the right points"),
        ("points", CORNERS, "(0,0), (0,0), (1,2), (4,2)", "(0,0) is there more than once"),
        ("set", "{-1, 1}", "{1}", "one element is missing"),
        ("set", "{-1, 1}", "{-1, 1, 2}", "2 does not belong"),
        ("matrix", "[[3,1],[0,2]]", "[[3,0],[1,2]]", "row 1, column 2"),
        ("matrix", "[[3,1],[0,2]]", "[[3,1,0],[0,2,0]]", "2 by 3, not 2 by 2"),
        # a list is not its multiple, whatever it is of
        ("matrix", "[[x,1],[0,2]]", "2*[[x,1/2],[0,1]]", "row 1, column 1"),
        ("matrix", "[[x,1],[0,2]]", "[[x,2],[0,4]]/2", "row 1, column 1"),
        ("vector", "(x, 2)", "-2(x, -1)", "coordinate 1"),
        ("vector", "(pi, 2)", "2*(pi, 1)/1", "2*(pi)/1 is too large"),
    ],
)
def test_a_wrong_answer_comes_with_where_it_differs(
    kind: str, expect: str, given: str, evidence: str
) -> None:
    verdict = judge_text(kind, expect, given)
    assert isinstance(verdict, Wrong)
    assert evidence.replace(" ", "") in verdict.evidence.replace(" ", "")


@pytest.mark.parametrize(
    ("expect", "given"),
    [
        ("x", "sqrt(x^2)"),
        ("x", "|x|"),
        ("x", "x + 1e-9"),
        ("x", "0.999999999 x"),
        ("x", "max(x, -100)"),
        ("(x-2)/4", "x/4-2"),
        ("(x-2)/4", "1/(4x+2)"),
        ("x", "1"),
        ("1", "x/x + 1e-9"),
        ("1e-13", "2e-13"),
        ("x^3", "x^3 + sin(pi x)/1000"),
        ("x", "x + 1e16 + 1 - 1e16"),
        ("x", "x + (1e16 + 1 - 1e16)"),
        ("x", "(x + 1e20) - 1e20 + x/1e3"),
        ("(-6)^n", "-6^n"),
        ("exp(-x^2/2)", "2*exp(-x^2/2)"),
        ("x", "x + max(0, x - 900)"),
    ],
)
def test_different_expressions_are_wrong_with_a_point_where_they_differ(
    expect: str, given: str
) -> None:
    verdict = judge_text("expression", expect, given, ("n",) if "n" in expect else ("x",))
    assert isinstance(verdict, Wrong)
    assert verdict.evidence


def test_undefined_where_the_answer_is_defined_is_wrong_and_says_where() -> None:
    verdict = judge_text("expression", "log(x^2)/2", "log(x)", ("x",))
    assert isinstance(verdict, Wrong)
    assert "at x = -" in verdict.evidence
    assert "has no value" in verdict.evidence


def test_ends_the_wrong_way_round_are_a_mistake_of_their_own() -> None:
    verdict = judge_text("interval", "[2, 6]", "[6, 2]")
    assert verdict == Wrong(
        "ends reversed", "the smaller endpoint comes first; yours go from 6 down to 2"
    )


@pytest.mark.parametrize(
    ("kind", "given", "message", "column"),
    [
        ("number", "1,5", "write 1.5", 2),
        ("number", "x", "use only numbers, functions, pi and e", 1),
        ("number", "inf", "inf can only be an endpoint", 1),
        ("number", "1/0", "divides by zero", 2),
        ("number", "y = 1/4", "the left side is not what is asked for", 1),
        ("number", "= 1/4", "something is missing before =", 1),
        ("number", "p_X(x) =", "something is missing after =", 8),
        ("number", "p_X(x) = 1/|4| = 1/4", "one = too many", 16),
        ("number", "1/4 on", "an interval is missing after on", 6),
        ("number", "1/4 on [2, 6", "never closed", 8),
        ("number", "x < 6", "a comparison has no place here", 3),
        ("interval", "2, 6", "with brackets", 1),
        ("interval", "{2, 6}", "braces make a set", 1),
        ("interval", "[2, 6", "never closed", 1),
        ("interval", "[2,5, 6]", "decimals have a point", 5),
        ("interval", "[2,5; 6]", "decimals have a point", 5),
        ("interval", "2 <= 3 <= 6", "write one interval, as in [2, 6] or 2 <= x <= 6", 5),
        ("interval", "2 <= x >= 6", "the same way", 8),
        ("interval", "<= x <= 6", "an endpoint is missing", 1),
        ("interval", "1 < 2 < x < 3", "write one interval", 11),
        ("interval", "[2, 6] ∪ [7, 8]", "one interval is enough", 8),
        ("interval", "[2]", "two endpoints", 3),
        ("vector", "4, 2", "with brackets", 1),
        ("vector", "(4, 2]", "this should be )", 6),
        ("vector", "(4; 2)", "write commas here", 3),
        ("vector", "()", "empty", 2),
        ("points", "(0,0) (3,0)", "a comma between the points", 7),
        ("points", "0, 0", "with brackets", 1),
        ("matrix", "[3, 1, 0, 2]", "each row has its own brackets", 2),
        ("matrix", "[[3, 1], [0]]", "every row", 10),
        ("matrix", "[3 1; 0 2]", "each row has its own brackets", 2),
        ("matrix", "1/[[3, 1], [0, 2]]", "round brackets", 3),
        ("set", "-1, 1", "with braces", 1),
        ("set", "{1, (1, 2)}", "not both", 5),
        ("set", "{1, 2", "never closed", 1),
    ],
)
def test_what_cannot_be_read_is_malformed_and_not_wrong(
    kind: str, given: str, message: str, column: int
) -> None:
    expect = {
        "number": "1/4",
        "interval": "[2, 6]",
        "vector": "(4, 2)",
        "points": CORNERS,
        "matrix": "[[3, 1], [0, 2]]",
        "set": "{-1, 1}",
    }[kind]
    verdict = judge_text(kind, expect, given, left=left_hand_sides())
    assert isinstance(verdict, Malformed)
    assert message in verdict.message
    assert verdict.column == column


@pytest.mark.parametrize("given", ["p(x) = 1/4", "{ = 1/4", "x = 1/4", "x in 1/4"])
def test_a_left_hand_side_is_refused_unless_it_is_allowed(given: str) -> None:
    verdict = judge_text("number", "1/4", given)
    assert isinstance(verdict, Malformed)
    assert "the left side is not what is asked for" in verdict.message


def test_an_allowed_left_hand_side_or_a_variable_may_stand_before_the_answer() -> None:
    assert judge_text("number", "1/4", "q = 1/4", left="[qr]") == Right()
    assert judge_text("number", "1/4", "r=1/4", left="[qr]") == Right()
    assert judge_text("expression", "z/2", "z = z/2", ("z",)) == Right()
    assert isinstance(judge_text("number", "1/4", "s = 1/4", left="[qr]"), Malformed)


def test_the_json_of_a_verdict_has_the_four_keys() -> None:
    assert as_json(judge_text("number", "1/3", "0.333")) == {
        "verdict": "right",
        "mistake": None,
        "message": "right: 1/3 to three digits",
        "column": None,
    }
    assert as_json(judge_text("interval", "[2, 6]", "[6, 2]"))["mistake"] == "ends reversed"
    assert as_json(judge_text("number", "1", "1,5"))["column"] == 2


def test_a_right_answer_that_follows_from_an_earlier_one_says_so() -> None:
    assert message(Right(based_on="density")) == "right, based on your density"


@pytest.mark.parametrize(
    ("kind", "expect", "variables"),
    [
        ("poem", "1", ()),
        ("number", "1,5", ()),
        ("number", "1", ("pi",)),
        ("number", "1", ("sqrt",)),
        ("number", "1", ("x y",)),
        ("number", "1", ("",)),
        ("number", "1", ("\x1b[31m",)),
    ],
)
def test_a_question_that_cannot_be_asked_is_refused_as_an_error(
    kind: str, expect: str, variables: tuple[str, ...]
) -> None:
    with pytest.raises(TutorError) as refused:
        judge_text(kind, expect, "1", variables)
    assert "\x1b" not in str(refused.value)


def test_without_a_list_the_variables_are_those_of_the_expected_answer() -> None:
    assert judge_text("expression", "(x-2)/4", "x/4 - 1/2") == Right()
    assert isinstance(judge_text("expression", "(x-2)/4", "z"), Malformed)


@given(
    st.integers(-9, 9).filter(bool),
    st.integers(-9, 9),
    st.integers(-9, 9).filter(bool),
    st.integers(-9, 9),
)
def test_two_affine_maps_are_equal_only_with_equal_coefficients(
    a: int, b: int, c: int, d: int
) -> None:
    verdict = judge_text("expression", f"{a}*x + {b}", f"{d} + ({c})x", ("x",))
    assert isinstance(verdict, Right if (a, b) == (c, d) else Wrong)


@given(st.fractions(max_denominator=50), st.fractions(max_denominator=50))
def test_two_fractions_are_equal_only_if_they_are(a: Fraction, b: Fraction) -> None:
    assert isinstance(judge_text("number", str(a), str(b)), Right if a == b else Wrong)
    assert math.isclose(a, b) or a != b


@pytest.mark.parametrize("typed", ["min(x, log(x) + 2000)", "max(x, log(x) - 2000)"])
def test_the_smaller_or_larger_of_what_has_no_value_has_none(typed: str) -> None:
    # Both are x wherever log(x) has a value, and have none on the other half of the line.
    assert isinstance(judge_text("expression", "x", typed), Wrong)
    assert isinstance(judge_text("expression", "log(x)", f"{typed} - x + log(x)"), Right)
