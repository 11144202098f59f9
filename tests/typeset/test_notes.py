"""Formulas as authors of public notes write them, with their macros."""

from collections import Counter
from xml.etree import ElementTree

import pytest

from tests.typeset.share import collection, is_set
from tutor.typeset import box, definitions, line, mathml, parse, typst, words

ALL = list(collection())


def test_there_are_three_hundred_formulas_of_four_kinds() -> None:
    kinds = Counter(noted.notes for noted in ALL)
    assert set(kinds) == {"probability", "linear_algebra", "calculus", "flows"}
    assert len({noted.source for noted in ALL}) >= 300
    assert min(kinds.values()) > 70


def test_all_but_one_in_fifty_are_set_without_a_fault() -> None:
    assert sum(map(is_set, ALL)) >= 0.98 * len(ALL)


@pytest.mark.parametrize("notes", sorted({noted.notes for noted in ALL}))
def test_every_back_end_shows_them(notes: str) -> None:
    for noted in ALL:
        if noted.notes == notes and is_set(noted):
            formula = parse(noted.source, noted.macros)
            for shown in (line(formula), words(formula), *box(formula, 100).rows):
                assert "\\" not in shown.replace(" \\ ", "")  # ∖ is drawn so
            assert "merror" not in mathml(formula)
            ElementTree.fromstring(mathml(formula, display=True))


def test_typst_compiles_them() -> None:
    compiler = pytest.importorskip("typst")
    source = "".join(f"$ {typst(parse(noted.source, noted.macros))} $\n" for noted in ALL)
    assert compiler.compile(source.encode(), format="svg")


@pytest.mark.parametrize(
    ("source", "macros"),
    [
        (r"\newcommand{\R}{\mathbb{R}}", {"R": r"\mathbb{R}"}),
        (r"\renewcommand\vec[1]{\mathbf{#1}}", {"vec": r"\mathbf{#1}"}),
        (r"\newcommand*{\norm}[2][2]{\|#2\|_{#1}}", {"norm": r"#[2]\|#2\|_{#1}"}),
        (
            r"\def\pd#1#2{\frac{\partial #1}{\partial #2}}",
            {"pd": r"\frac{\partial #1}{\partial #2}"},
        ),
        (r"\gdef\eps{\varepsilon}", {"eps": r"\varepsilon"}),
        (r"\let\epsilon=\varepsilon", {"epsilon": r"\varepsilon"}),
        (r"\DeclareMathOperator{\Var}{Var}", {"Var": r"\operatorname{Var}"}),
        (r"\DeclareMathOperator*{\argmin}{arg\,min}", {"argmin": r"\operatorname*{arg\,min}"}),
        (r"\DeclarePairedDelimiter{\abs}{\lvert}{\rvert}", {"abs": r"\left\lvert #1 \right\rvert"}),
        ("% none\n\\newcommand{\\a}{b} % a comment\n\\newcommand{\\c}{d}\n", {"a": "b", "c": "d"}),
        ("nothing", {}),
        (r"\newcommand{\broken", {}),
    ],
)
def test_definitions_are_read_as_macros(source: str, macros: dict[str, str]) -> None:
    assert definitions(source) == macros


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        (r"\newcommand{\E}{\mathbb{E}} \E[X]", "𝔼[X]"),
        (r"\def\half{\frac12} \half x", "(1/2) x"),
        (r"\newcommand{\norm}[2][2]{\|#2\|_{#1}} \norm{x} + \norm[1]{y}", "‖x‖₂ + ‖y‖₁"),
        (
            r"\newcommand{\mat}[1]{\begin{pmatrix}#1\end{pmatrix}} \mat{1 & 2 \\ 3 & 4}",
            "[[1, 2], [3, 4]]",
        ),
        (r"\DeclareMathOperator{\E}{\mathbb{E}} \E_x f", "𝔼ₓ f"),
        (
            r"\DeclarePairedDelimiter{\abs}{|}{|} \abs{x} + \abs*{y} + \abs[\big]{z}",
            "|x| + |y| + |z|",
        ),
        (r"\providecommand{\a}{x} \providecommand{\a}{y} \a", "x"),
        (r"x^2 % the square" + "\n+ 1", "x² + 1"),
        ("50\\% % half\n+ 1", "50% + 1"),
    ],
)
def test_a_formula_may_define_what_it_uses(source: str, shown: str) -> None:
    formula = parse(source)
    assert formula.faults == ()
    assert line(formula) == shown


def test_a_definition_that_cannot_be_read_is_named_in_its_place() -> None:
    (fault, *_) = parse(r"x + \newcommand{\a}").faults
    assert (fault.column, fault.message) == (
        5,
        r"\newcommand needs a name and what it stands for, in braces",
    )
