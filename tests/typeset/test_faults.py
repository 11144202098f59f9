"""Faults of formulas by the line and column of the text they stand in."""

from tutor.typeset import formula_faults, formulas

TEXT = r"""Q: What is $\foo x$?

A: In a list:

- first $a$
- second, over
  two lines $x +
  \bar$ here
  > quoted $\frac{1}$

| a | $\baz$ |
|---|---|
| [b $\qux$](c) | `$\code$` |

$$
p = 1 \\
q
$$

```
$\code$
```
Costs $5. Not closed: $x
"""


def test_every_fault_has_its_line_and_column_in_the_text() -> None:
    lines = TEXT.split("\n")

    def at(line: int, what: str) -> tuple[int, int]:
        return line, lines[line - 1].index(what) + 1

    found = formula_faults(TEXT)
    assert [(line, column) for line, column, _ in found] == [
        at(1, r"\foo"),
        at(8, r"\bar"),
        at(9, r"\frac"),
        at(11, r"\baz"),
        at(13, r"\qux"),
        at(16, r"\\"),
        at(23, "$x"),
    ]
    assert found[0][2] == r"unknown command \foo"
    assert found[-1][2] == r"this $ has no partner: close it, or write \$"


def test_a_display_that_never_closes_is_a_fault() -> None:
    assert [(a, b) for a, b, _ in formula_faults("x\n\n$$ y")] == [(3, 1)]


def test_lines_count_the_same_whatever_ends_them() -> None:
    assert formula_faults(TEXT.replace("\n", "\r\n")) == formula_faults(TEXT)


def test_macros_are_known_to_the_check() -> None:
    assert formula_faults(r"$\R$", {"R": r"\mathbb{R}"}) == []
    assert len(formula_faults(r"$\R$")) == 1


def test_formulas_are_found_in_reading_order() -> None:
    found = formulas("$a$ and\n$$b$$\n- [$c$](d) `$no$`")
    assert [(maths.source, maths.display) for maths in found] == [
        ("a", False),
        ("b", True),
        ("c", False),
    ]


def test_text_without_mathematics_has_no_faults() -> None:
    assert formula_faults("Costs $5 and $6, \\$x, 100 $ and `$y`.") == []
