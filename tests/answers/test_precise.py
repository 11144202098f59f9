"""What sixty digits tell of a value, and where they tell nothing."""

from fractions import Fraction

import pytest

from tutor.answers.expression import parse
from tutor.answers.precise import Precise, Unknown, precise, same

FAR = {"x": Fraction(10**30)}  # beside its square a small value is lost, also with sixty digits
TOLERANCE = Fraction(1, 10**9)


def value(text: str) -> Precise:
    return precise(parse(text, ("x",)), FAR)


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("(exp(-80) + x^2 - x^2)^1", "exp(-80)"),
        ("(exp(-80) + x^2 - x^2)^2", "exp(-160)"),
        ("(exp(-80) + x^2 - x^2)^0.5", "exp(-40)"),
        ("sqrt(exp(-80) + x^2 - x^2)", "exp(-40)"),
    ],
)
def test_what_rounding_hides_is_not_called_another_value(typed: str, right: str) -> None:
    assert same(value(right), value(typed), TOLERANCE) is None


@pytest.mark.parametrize(
    "typed",
    [
        "1/(exp(-80) + x^2 - x^2)",
        "log(exp(-80) + x^2 - x^2)",
        "(exp(-80) + x^2 - x^2)^-1",
        "(exp(-80) + x^2 - (x^2 + exp(-200)))^-0.5",
        "sqrt(pi*x^2 - (pi + 10^-59)*x^2)",
    ],
)
def test_where_rounding_hides_whether_there_is_a_value_none_is_claimed(typed: str) -> None:
    with pytest.raises(Unknown):
        value(typed)


def test_what_sixty_digits_show_is_told() -> None:
    assert same(value("exp(-3)"), value("(exp(-3) + x - x)^1"), TOLERANCE) is True
    assert same(value("exp(-3)"), value("(exp(-2) + x - x)^1"), TOLERANCE) is False
