"""Fractions in words: simple ones plainly, and of all others one hears where they end."""

from itertools import product

import pytest

from tutor.typeset import parse, words


@pytest.mark.parametrize(
    ("formula", "heard"),
    [
        (r"\frac{1}{4}", "1 over 4"),
        (r"\frac{-1}{4}", "minus 1 over 4"),
        (r"\frac{\hat{x}}{\mathbf{y}}", "x hat over bold y"),
        (r"\frac{\text{area}}{\text{volume}}", "area over volume"),
        (r"\frac{df}{dz}", "d f over d z"),
        (r"\frac{\partial f}{\partial x}", "partial f over partial x"),
        (r"\frac{1}{2\pi}", "the fraction 1 over 2 pi, end fraction"),
        (r"\frac{1}{2}\pi", "1 over 2 times pi"),
        (r"\frac{1}{\sigma^2}", "the fraction 1 over sigma squared, end fraction"),
        (r"\frac{x_i}{2}", "the fraction x sub i over 2, end fraction"),
        (r"\frac{f(x)}{g(x)}", "the fraction f of x over g of x, end fraction"),
        (r"\frac{dx}{2}", "the fraction d x over 2, end fraction"),
        (
            r"\frac{p_Z(f^{-1}(x))}{|a|} + c",
            "the fraction p sub Z of f inverse of x over the absolute value of a, end fraction, "
            "plus c",
        ),
        (r"\frac{\frac{a}{b}}{c}", "the fraction a over b, all over c, end fraction"),
        (r"\frac{a}{\frac{b}{c}}", "the fraction a, all over b over c, end fraction"),
    ],
)
def test_a_fraction_of_more_than_two_signs_is_said_with_its_end(formula: str, heard: str) -> None:
    assert words(parse(formula)) == heard


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
