"""The grammar of typed mathematics: what each form means, and what each error says."""

import math
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.answers.evaluate import exact, values, with_error
from tutor.answers.expression import parse
from tutor.answers.tokens import Unreadable


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("3", Fraction(3)),
        ("-0.25", Fraction(-1, 4)),
        (".5", Fraction(1, 2)),
        ("1e-3", Fraction(1, 1000)),
        ("2e3", Fraction(2000)),
        ("1/4", Fraction(1, 4)),
        ("2^3^2", Fraction(512)),
        ("2**3", Fraction(8)),
        ("-2^2", Fraction(-4)),
        ("2^-2", Fraction(1, 4)),
        ("2--3", Fraction(5)),
        ("2+-3", Fraction(-1)),
        ("12/2/3", Fraction(2)),
        ("2(3+1)", Fraction(8)),
        ("(1+1)(2+1)", Fraction(6)),
        ("2^3(1+1)", Fraction(16)),
        ("1/(2*2)", Fraction(1, 4)),
        ("6÷2·5", Fraction(15)),
        ("−3 – 2", Fraction(-5)),
        ("3²", Fraction(9)),
        ("10⁻³", Fraction(1, 1000)),
        ("2²³", Fraction(2**23)),
        ("½", Fraction(1, 2)),
        ("2½", Fraction(5, 2)),
        ("½*¾", Fraction(3, 8)),
        ("|−3|", Fraction(3)),
        ("||1-3|-5|", Fraction(3)),
        ("2|−3|", Fraction(6)),
        ("√4", Fraction(2)),
        ("√(9/4)", Fraction(3, 2)),
        ("sqrt(1/16)", Fraction(1, 4)),
        ("abs(-3)", Fraction(3)),
        ("min(3, 2, 5)", Fraction(2)),
        ("max(1/2, 1/3)", Fraction(1, 2)),
        ("0^0", Fraction(1)),
        ("0.1 + 0.2", Fraction(3, 10)),
    ],
)
def test_rational_arithmetic_is_exact(typed: str, value: Fraction) -> None:
    result = exact(parse(typed))
    assert isinstance(result, Fraction)
    assert result == value


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("pi", math.pi),
        ("2π", 2 * math.pi),
        ("2pi", 2 * math.pi),
        ("2e", 2 * math.e),
        ("e^2", math.e**2),
        ("exp(1)", math.e),
        ("log(4)", math.log(4)),
        ("ln(4)", math.log(4)),
        ("3 sqrt(2)", 3 * math.sqrt(2)),
        ("sin(pi/6)", 0.5),
        ("cos(0)", 1.0),
        ("tan(1)", math.tan(1)),
        ("sinh(1)", math.sinh(1)),
        ("cosh(1)", math.cosh(1)),
        ("tanh(1)", math.tanh(1)),
        ("sigmoid(0)", 0.5),
        ("sigmoid(-800)", 0.0),
        ("8^(1/3)", 2.0),
        ("exp(-1/2)/(4 sqrt(2pi))", math.exp(-0.5) / (4 * math.sqrt(2 * math.pi))),
        ("∞", math.inf),
        ("infty", math.inf),
        ("-infinity", -math.inf),
    ],
)
def test_functions_and_constants_have_their_usual_values(typed: str, value: float) -> None:
    assert math.isclose(float(exact(parse(typed))), value, rel_tol=1e-15, abs_tol=1e-300)


@pytest.mark.parametrize(
    ("typed", "variables", "value"),
    [
        ("2x", "x", 6.0),
        ("-x^2", "x", -9.0),
        ("x²", "x", 9.0),
        ("x⁻¹", "x", 1 / 3),
        ("2(x+1)", "x", 8.0),
        ("(x+1)(x-1)", "x", 8.0),
        ("x(x+1)", "x", 12.0),
        ("2x/3", "x", 2.0),
        ("xz", "xz", 15.0),
        ("2xz^2", "xz", 150.0),
        ("xx", "x", 9.0),
        ("3 sqrt(x+1)", "x", 6.0),
        ("|x-4|", "x", 1.0),
        ("|x||z|", "xz", 15.0),
        ("e^x", "x", math.e**3),
        ("√x", "x", math.sqrt(3)),
    ],
)
def test_variables_and_implied_products(typed: str, variables: str, value: float) -> None:
    points = {"x": (3.0,), "z": (5.0,)}
    (result,) = values(parse(typed, tuple(variables)), points, 1)
    assert result == pytest.approx(value, rel=1e-15)


def test_names_with_digits_are_variables_of_their_own() -> None:
    points = {"x1": (3.0,), "x2": (5.0,)}
    assert values(parse("x1x2 - 2x1", ("x1", "x2")), points, 1) == [9.0]


@pytest.mark.parametrize(
    ("typed", "message", "column"),
    [
        ("", "nothing has been typed", 1),
        ("   ", "nothing has been typed", 1),
        ("x**", "something is missing after ^", 2),
        ("x^", "something is missing after ^", 2),
        ("2 +", "something is missing after +", 3),
        ("*3", "something is missing before *", 1),
        ("2+*3", "something is missing between + and *", 3),
        ("()", "brackets are empty", 2),
        ("exp()", "exp needs a value", 5),
        ("(x+1", "never closed", 1),
        ("x+1)", "no opening bracket", 4),
        ("(x]", "should be )", 3),
        ("|x", "never closed", 1),
        ("[x]", "round brackets", 1),
        ("1/2x", "two ways: use brackets, as in (1/2)*x or 1/(2*x)", 4),
        ("|2|x|-1|", "two ways: write abs(2)x*abs(-1) or abs(2*abs(x)-1)", 1),
        ("1/2(x+1)", "two ways", 4),
        ("1/x sqrt(x)", "two ways", 5),
        ("√2x", "where does the root end", 1),
        ("√x²", "where does the root end", 1),
        ("x²^3", "two ways", 3),
        ("x 2", "between x and 2", 3),
        ("2 3", "between 2 and 3", 3),
        ("1,5", "write 1.5", 2),
        ("1/4,1/2", "only one value is asked for: type it without a comma", 4),
        ("1, 5", "type it without a comma", 2),
        ("2,5,6", "type it without a comma", 2),
        ("(1/4, 1/2)", "type it without a comma", 5),
        ("[1/4, 1/2]", "a list has no place here", 1),
        ("{3, 4}", "a list has no place here", 1),
        ("1,000", "1000", 2),
        ("1.2.3", "two decimal points", 4),
        ("np.exp(1)", "write exp(1)", 1),
        ("2*math.sqrt(x + 1) + 1", "write sqrt(x + 1)", 3),
        ("np.pi", "write pi", 1),
        ("x.real", "cannot have dots", 1),
        ("(x).real", "only allowed inside a number", 4),
        ("foo(x)", "no function foo", 1),
        ("sqr(x)", "did you mean sqrt?", 1),
        ("y", "this question uses x; did you mean x?", 1),
        ("X", "this question uses x; did you mean x?", 1),
        ("x1", "this question uses x; did you mean x?", 1),
        ("2pix", "write * between the two: pi*x", 2),
        ("exp", "write the brackets: exp(x)", 1),
        ("sqrt 2", "write the brackets: sqrt(2)", 1),
        ("sqrt2", "write the brackets: sqrt(2)", 1),
        ("log(8, 2)", "log takes one value", 6),
        ("log(1,5)", "write 1.5", 6),
        ("max(x)", "takes two values", 1),
        ("25%", "0.25", 3),
        ("3!", "factorial", 2),
        ("\\frac{1}{4}", "LaTeX is not supported", 1),
        ("$x$", "dollar signs", 1),
        ("1_000", "underscore", 2),
        ("х", "cyrillic small letter ha", 1),
        ("x − ١", "arabic-indic digit one", 5),
        ("x\x00", "invisible character", 2),
        ("x\t+1", "invisible character", 2),
        ("\u202ex", "invisible character", 1),
        ("x\x1b[31m", "invisible character", 2),
        ("x\u200b", "invisible character", 2),
        ("1e999", "too large", 1),
        ("x;", "only one value", 2),
        ("x¹⁺", "power cannot be read", 2),
        ("²", "missing before this power", 1),
        ("x²²²²²²²²²²²", "power cannot be read", 2),
    ],
)
def test_an_error_says_what_is_wrong_and_in_which_column(
    typed: str, message: str, column: int
) -> None:
    with pytest.raises(Unreadable) as refused:
        parse(typed, ("x",))
    assert message in refused.value.message
    assert refused.value.column == column


@pytest.mark.parametrize(
    ("typed", "message", "column"),
    [
        ("1/0", "divides by zero", 2),
        ("0^-1", "divides by zero", 2),
        ("2 + log(0)", "log needs a number greater than 0", 5),
        ("sqrt(-1)", "square root", 1),
        ("(-8)^(1/3)", "only be raised to a whole number", 5),
        ("9**9**9**9", "too large", 5),
        ("exp(1000)", "too large", 1),
        ("1e300*1e300*pi", "too large", 6),
        ("inf - inf", "inf can only be an endpoint", 5),
    ],
)
def test_what_has_no_finite_value_is_refused_with_its_place(
    typed: str, message: str, column: int
) -> None:
    with pytest.raises(Unreadable) as refused:
        exact(parse(typed))
    assert message in refused.value.message
    assert refused.value.column == column


@pytest.mark.parametrize("opening", ["(", "|", "sqrt(", "-(", "2^", "√"])
def test_nesting_is_limited_to_fifty(opening: str) -> None:
    with pytest.raises(Unreadable):
        parse((opening * 60)[:200])


def test_fifty_brackets_are_still_read() -> None:
    assert exact(parse("(" * 50 + "7" + ")" * 50)) == 7


def test_an_answer_of_two_hundred_characters_is_read_and_a_longer_one_refused() -> None:
    assert exact(parse("+".join(["1"] * 100) + " ")) == 100
    with pytest.raises(Unreadable, match="at most 200 characters; this one has 201"):
        parse("1" * 201)


# A text and its value, made together; None where it divides by zero.
Valued = tuple[str, Fraction | None]
_LEAVES: st.SearchStrategy[Valued] = st.one_of(
    st.integers(0, 30).map(lambda n: (str(n), Fraction(n))),
    st.integers(0, 9999).map(lambda n: (f"{n // 100}.{n % 100:02}", Fraction(n, 100))),
)


def _join(left: Valued, sign: str, right: Valued) -> Valued:
    a, b = left[1], right[1]
    value = None
    if a is not None and b is not None and (sign != "/" or b):
        value = {"+": a + b, "-": a - b, "*": a * b}[sign] if sign != "/" else a / b
    return f"({left[0]} {sign} {right[0]})", value


def _negative(inner: Valued) -> Valued:
    return f"(-{inner[0]})", None if inner[1] is None else -inner[1]


_SUMS = st.recursive(
    _LEAVES,
    lambda inner: st.one_of(
        st.builds(_join, inner, st.sampled_from("+-*/"), inner), inner.map(_negative)
    ),
    max_leaves=8,
)


@given(_SUMS)
def test_bracketed_arithmetic_agrees_with_fractions(sum_and_value: Valued) -> None:
    typed, value = sum_and_value
    if value is None:
        with pytest.raises(Unreadable, match="divides by zero"):
            exact(parse(typed))
    else:
        assert exact(parse(typed)) == value


@given(st.floats(0.1, 50), st.floats(-50, 50))
def test_the_bound_on_rounding_covers_what_rounding_does(x: float, z: float) -> None:
    # cosh^2 - sinh^2 is 1, and loses all its digits on the way when x is large.
    tree = parse("cosh(x)^2 - sinh(x)^2 + z - z", ("x", "z"))
    value, error = with_error(tree, {"x": x, "z": z})
    assert abs(value - 1) <= error
