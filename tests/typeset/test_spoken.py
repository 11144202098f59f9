"""Fractions in words: simple ones plainly, and of all others one hears where they end."""

from itertools import product

import pytest

from tutor.typeset import Speech, parse, words


@pytest.mark.parametrize(
    ("formula", "heard"),
    [
        (r"\frac{1}{4}", "1 over 4"),
        (r"\frac{-1}{4}", "minus 1 over 4"),
        (r"\frac{\hat{x}}{\mathbf{y}}", "x hat over bold y"),
        (r"\frac{\text{area}}{\text{volume}}", "area over volume"),
        (r"\frac{df}{dz}", "d f over d z"),
        (r"\frac{\partial f}{\partial x}", "partial f over partial x"),
        (r"\frac{1}{2\pi}", "fraction 1 over 2 pi, end fraction"),
        (r"\frac{1}{2}\pi", "1 over 2 times pi"),
        (r"\frac{1}{\sigma^2}", "fraction 1 over sigma squared, end fraction"),
        (r"\frac{x_i}{2}", "fraction x sub i over 2, end fraction"),
        (r"\frac{f(x)}{g(x)}", "fraction f of x over g of x, end fraction"),
        (r"\frac{dx}{2}", "fraction d x over 2, end fraction"),
        (
            r"\frac{p_Z(f^{-1}(x))}{|a|} + c",
            "fraction p sub cap Z of f inverse of x over the absolute value of a, end fraction, "
            "plus c",
        ),
        (r"\frac{\frac{a}{b}}{c}", "fraction a over b, all over c, end fraction"),
        (r"\frac{a}{\frac{b}{c}}", "fraction a, all over b over c, end fraction"),
    ],
)
def test_a_fraction_of_more_than_two_signs_is_said_with_its_end(formula: str, heard: str) -> None:
    assert words(parse(formula)) == heard


@pytest.mark.parametrize(
    ("formula", "heard"),
    [
        ("P(X=x)", "cap P of open cap X equals x close"),
        (r"\Gamma \gamma", "cap gamma gamma"),
        ("n(n-1)", "n times open n minus 1 close"),
        (r"\lambda(1-\lambda)", "lambda times open 1 minus lambda close"),
        ("2f(x)", "2 f of x"),
        ("3(x)", "3 times x"),
        ("g(x + 1)", "g of open x plus 1 close"),
        ("p(1 - p)", "p times open 1 minus p close"),
        ("u(x)", "u open x close"),
        ("t(z_1)", "t of z sub 1"),
        ("t(x, y)", "t of open x comma y close"),
        ("a(x_1 + 2)", "a times open x sub 1 plus 2 close"),
        (r"\mathbb{Z}_n", "the integers sub n"),
        (r"\mathbb{R}_+", "the reals subscript plus"),
        (r"\mathbb{P}_\theta(A)", "the probability over theta of cap A"),
        ("X_{(i)}", "cap X sub open i close"),
        ("y^{(k+1)}", "y superscript open k plus 1 close"),
        ("y^{(k)}+1", "y superscript open k close plus 1"),
        (r"\sqrt{x}_i", "the square root of x, end root, sub i"),
        (r"\binom{n+1}{k}", "the binomial n plus 1 choose k, end binomial"),
        (r"\vec{x + y}", "vector x plus y, end vector"),
        (r"\hat{xy}", "hat over x y, end hat"),
        (r"e^{-x(y)}", "e to the power minus x open y close, end power"),
        (r"{x^a}^b", "x to the power a, end power, to the b"),
        (r"\nabla \cdot F", "nabla dot cap F"),
        (r"\nabla \times F", "nabla cross cap F"),
        (r"f: A \to B", "f from cap A to cap B"),
        (r"\lim_{x \to 0^+} f(x)", "the limit as x approaches 0 from above of f of x"),
        (r"\lim_{x \to 0^-} f(x)", "the limit as x approaches 0 from below of f of x"),
        (r"\log_2 n", "log base 2 of n"),
        (r"\log_2(n)", "log base 2 of n"),
        (r"\|x\|_2", "the 2 norm of x"),
        (r"\|x - y\|_\infty", "the infinity norm of x minus y, end norm"),
        ("(0, 1]", "the interval from 0 to 1, open, closed"),
        (r"x \in [0, 1]", "x in the interval from 0 to 1, closed"),
        (r"\{x : x > 0\}", "the set of x such that x is greater than 0, end set"),
        ("10^{-1}", "10 to the minus 1"),
        ("A^{-1}", "cap A inverse"),
        ("e^T", "e to the cap T"),
        ("A^T", "cap A transpose"),
        (r"\mathbf{x}^T", "bold x transpose"),
        (r"x^\top", "x transpose"),
        (r"\frac{d^2y}{dx^2}", "d squared y over d x squared"),
        (r"\mathbb{E}_{x \sim p}[x]", "the expectation over x from p of x"),
        (r"\mathbb{E}_{z \sim p_Z}[x]", "the expectation over z from p sub cap Z of x"),
        (r"\vdots", "vertical dots"),
        ("1,234.5", "1,234.5"),
        ("e^{-1}", "e to the minus 1"),
        ("(1, 200)", "open 1 comma 200 close"),
        (r"\{1, 200\}", "the set of 1 comma 200, end set"),
        ("f(1, 200)", "f of open 1 comma 200 close"),
        ("[2, 6]", "the interval from 2 to 6, closed"),
        (r"(0, \infty)", "the interval from 0 to infinity, open"),
        ("[X, Y]", "open bracket cap X comma cap Y close bracket"),
        (r"\begin{pmatrix} x \\ y \end{pmatrix}", "the column x; y, end column"),
        (r"\oint", "the contour integral of"),
        (r"a \bmod b", "a mod b"),
        (r"\dbinom{n}{k}", "n choose k"),
        (r"\xi", "ksi"),
        (r"\overbrace{x}^{y}", "braced x, labelled above y"),
        (r"\overset{y}{\underbrace{x}}", "braced below x, labelled above y"),
        (r"\ell(x)", "script l of x"),
    ],
)
def test_what_is_said(formula: str, heard: str) -> None:
    assert words(parse(formula)) == heard


def test_capitals_need_not_be_named() -> None:
    formula = parse(r"P(X = \Gamma)")
    assert words(formula, Speech(capitals=False)) == "P of open X equals gamma close"


def test_words_may_be_long() -> None:
    formula = parse(r"\frac{1}{|x - 1|(y + 2)}")
    assert words(formula, Speech(long=True)) == (
        "the fraction 1 over the absolute value of x minus 1, end absolute value, times "
        "open paren y plus 2 close paren, end fraction"
    )


def sums(terms: list[str]) -> list[str]:
    """Each term, and each two added."""
    return terms + [f"{one} + {other}" for one, other in product(terms, repeat=2)]


def fractions(parts: list[str]) -> list[str]:
    return [rf"\frac{{{above}}}{{{below}}}" for above, below in product(parts, repeat=2)]


def test_no_two_formulas_of_sums_and_fractions_sound_alike() -> None:
    once = sums(["a", "b", *fractions(sums(["a", "b"]))])
    nested = sums(
        fractions(sums(["a", r"\frac{a}{b}", r"\frac{a + b}{a}", r"\frac{a}{a + b}"]))[::7]
    )
    heard: dict[str, str] = {}
    for formula in dict.fromkeys([*once, *nested]):
        assert heard.setdefault(words(parse(formula)), formula) == formula
