"""Decimals: right if they are the right value rounded to three digits or more."""

from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tutor.answers.judge import judge_text
from tutor.answers.verdict import Right, Wrong
from tutor.exercises.catalogue import left_hand_sides


@pytest.mark.parametrize(
    ("expect", "given", "note"),
    [
        ("1/3", "0.333", "1/3 to three digits"),
        ("1/3", "0.3333", "1/3 to four digits"),
        ("-1/3", "-.333", "-1/3 to three digits"),
        ("2/3", "0.667", "2/3 to three digits"),
        ("2/3", "6.67e-1", "2/3 to three digits"),
        ("1/16", "0.0625", ""),
        ("log(6)", "1.792", "log(6) to four digits"),
        ("log(6)", "1.79176", "log(6) to six digits"),
        ("9996/10000", "1.00", "9996/10000 to three digits"),
        ("1/3", "p_X(x) ≈ 0.333", "1/3 to three digits"),
        ("1000/3", "333.3", "1000/3 to four digits"),
        ("1/80", "0.0125", ""),
        ("1.0005", "1.001", "1.0005 to four digits"),
        ("1.0005", "1.000", "1.0005 to four digits"),
        ("399/5001", "7.98*10^-2", "399/5001 to three digits"),
        ("399/5001", "7.98×10⁻²", "399/5001 to three digits"),
        ("-399/5001", "-10^-2*7.978", "-399/5001 to four digits"),
    ],
)
def test_a_decimal_correctly_rounded_to_three_digits_or_more_is_right(
    expect: str, given: str, note: str
) -> None:
    assert judge_text("number", expect, given, left=left_hand_sides()) == Right(note)


@pytest.mark.parametrize(
    ("expect", "given"),
    [
        ("1/3", "0.334"),
        ("1/3", "0.332"),
        ("1/3", "0.33"),
        ("1/3", "0.3330"),
        ("2/3", "0.666"),
        ("1/3", "0.333*1"),
        ("1/3", "333/1000"),
        ("1000/3", "333"),
        ("996/1000", "1.00"),
        ("1/3", "-0.333"),
        ("0", "0.001"),
    ],
)
def test_a_decimal_rounded_wrongly_or_too_far_is_wrong(expect: str, given: str) -> None:
    assert isinstance(judge_text("number", expect, given), Wrong)


@pytest.mark.parametrize(
    ("kind", "expect", "given", "said"),
    [
        ("number", "1/3", "0.33", "give three digits or more"),
        ("number", "log(6)", "1.8", "give three digits or more"),
        ("number", "7/9", "0.7777", "its last digit is off"),
        ("number", "exp(-2)/3", "0.1353/3", "has a rounded number in it"),
        ("number", "-2 - log(3)", "-2 - 1.0986", "has a rounded number in it"),
        ("expression", "(x - 5)/3", "0.3333x - 1.6667", "has a rounded number in it"),
    ],
)
def test_who_rounds_too_early_or_too_far_is_told_so(
    kind: str, expect: str, given: str, said: str
) -> None:
    verdict = judge_text(kind, expect, given)
    assert isinstance(verdict, Wrong)
    assert verdict.mistake == "rounding"
    assert said in verdict.evidence


@pytest.mark.parametrize(("expect", "given"), [("1/4", "0.26"), ("1/3", "0.4"), ("2", "1/3 + 1.5")])
def test_a_decimal_that_is_off_by_more_than_its_rounding_is_not_called_rounded(
    expect: str, given: str
) -> None:
    verdict = judge_text("number", expect, given)
    assert isinstance(verdict, Wrong)
    assert not verdict.mistake


@given(
    st.fractions(min_value=Fraction(1, 999), max_value=1000, max_denominator=999),
    st.integers(3, 9),
)
def test_rounding_agrees_with_the_decimal_module(value: Fraction, digits: int) -> None:
    from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Context, Decimal

    numerator, denominator = Decimal(value.numerator), Decimal(value.denominator)
    rounded = Context(prec=digits, rounding=ROUND_HALF_UP).divide(numerator, denominator)
    unit = Decimal((0, (1,), rounded.adjusted() - digits + 1))
    typed = f"{rounded.quantize(unit, context=Context(prec=50)):f}"
    assume("." in typed)
    assert isinstance(judge_text("number", str(value), typed), Right)
    other = Context(prec=digits, rounding=ROUND_HALF_EVEN).divide(numerator, denominator)
    off = f"{(rounded + unit).quantize(unit, context=Context(prec=50)):f}"
    if Fraction(off) not in (value, Fraction(other)):
        assert isinstance(judge_text("number", str(value), off), Wrong)
