"""Printed pages: how many, what they say, and where on them it stands."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("typst")
pytest.importorskip("pypdf")

from tests.learner import questions
from tests.printing.ink import Dark, ink
from tests.printing.printer import ALL, BUNDLED, Page, Printer, pages, rendered, words
from tutor.core.kind import Kind
from tutor.errors import TutorError
from tutor.printing import LAYOUTS, Paper, Wanted, choose, to_pdf

FORMULAS = r"""Q: Simple $x$
A: It is
$$
p_X(x) = \frac{NUMERATOR}{q}
$$

Q: Wide
A: It is $$WIDEBEGIN = a + b + c + d + e + f + g + h + i + j + k + l + m + n + o + p = WIDEEND$$.
"""


@pytest.fixture
def printer(tmp_path: Path) -> Printer:
    return Printer(tmp_path)


def pages_of(
    printer: Printer, wanted: Wanted = ALL, layout: str = "cards", page: str = ""
) -> list[Page]:
    return pages(printer.prints(wanted, layout, page).path)


@pytest.mark.parametrize(
    ("layout", "cards", "expected"),
    [
        ("cards", 1, [(210, 148)]),
        ("cards", 3, [(210, 148)] * 3),
        ("two-sided", 3, [(148, 105)] * 6),
        ("a4-grid", 8, [(210, 297)] * 2),
        ("a4-grid", 9, [(210, 297)] * 4),
        ("sheet", 9, [(210, 297)]),
    ],
)
def test_each_layout_has_its_pages(
    printer: Printer, layout: str, cards: int, expected: list[tuple[int, int]]
) -> None:
    printer.write("deck.md", questions(*(f"w{i}" for i in range(cards))))
    found = pages_of(printer, layout=layout)
    assert [(page.width, page.height) for page in found] == expected


@pytest.mark.parametrize(
    ("page", "size"), [("a6", (148, 105)), ("a4", (297, 210)), ("letter", (279, 216))]
)
def test_the_page_can_be_chosen(printer: Printer, page: str, size: tuple[int, int]) -> None:
    printer.write("deck.md", questions("alpha"))
    (only,) = pages_of(printer, page=page)
    assert (only.width, only.height) == size


def test_question_and_answer_face_each_other(printer: Printer) -> None:
    printer.write("deck.md", questions("alpha", "beta"))
    for page, word in zip(pages_of(printer), ("alpha", "beta"), strict=True):
        asked, _ = page.place(f"What is {word}?")
        answered, _ = page.place(f"The answer to {word}.")
        assert asked == pytest.approx(10, abs=0.6)
        assert answered == pytest.approx(115, abs=0.6)


def test_fronts_and_backs_are_pages_one_after_the_other(printer: Printer) -> None:
    printer.write("deck.md", questions("alpha", "beta"))
    texts = [words(page) for page in pages_of(printer, layout="two-sided")]
    assert ["What is" in text for text in texts] == [True, False, True, False]
    assert "The answer to beta." in texts[3]


@pytest.mark.parametrize("page", ["a4", "letter"])
def test_backs_are_mirrored_so_that_each_lies_behind_its_front(printer: Printer, page: str) -> None:
    names = [f"w{i}" for i in range(11)]
    printer.write("deck.md", questions(*names))
    found = pages_of(printer, layout="a4-grid", page=page)
    assert len(found) == 4
    for fronts, backs, inside in ((found[0], found[1], names[:8]), (found[2], found[3], names[8:])):
        half, quarter = fronts.width / 2, fronts.height / 4
        for place, name in enumerate(inside):
            x, y = fronts.place(f"What is {name}?")
            back_x, back_y = backs.place(f"The answer to {name}.")
            assert (x // half, y // quarter) == (place % 2, place // 2)
            # Turned over its long edge, the sheet has its left half behind its right one.
            assert (back_x // half, back_y // quarter) == (1 - place % 2, place // 2)


def test_every_text_of_the_bundled_deck_can_be_searched(printer: Printer) -> None:
    printer.bundle()
    texts = [words(page) for page in pages_of(printer)]
    assert len(texts) > 16 + 4
    for file in ("flashcards.md", "self-check.md"):
        deck = (BUNDLED / file).read_text(encoding="utf-8")
        prose = [line for line in deck.split("\n\n")[1:] if not set("$<#=*") & set(line)]
        assert len(prose) > 8
        for paragraph in prose:
            plain = " ".join(paragraph.replace("Q: ", "").replace("A: ", "").split())
            if plain != "---" and not plain.startswith(("-", "1.", "Answer each")):
                assert any(plain in text for text in texts), plain


def test_an_exercise_has_its_sheet_and_the_solutions_are_at_the_end(printer: Printer) -> None:
    printer.bundle()
    wanted = Wanted(kinds=(Kind.EXERCISES,), seed=7)
    found = pages_of(printer, wanted)
    assert [(page.width, page.height) for page in found] == [(148, 210)] * len(found)
    texts = [words(page) for page in found]
    for text, name in zip(
        texts, ("affine-uniform", "linear-square", "affine-normal", "linear-normal"), strict=False
    ):
        assert f"{name} · level 1 · seed 7" in text
        assert "Worked solutions" not in text
        assert sum(f"{name} · level 1 · seed 7" in page for page in texts[4:]) == 1
    assert texts[4].startswith("Worked solutions")
    assert " ".join(texts[4:]).count("X = f(Z):") == 3  # in the legends of pictures
    assert "Uniform(0,1)" in texts[0]
    assert [page.text for page in pages_of(printer, wanted)] == [page.text for page in found]


def test_many_problems_flow_over_as_many_pages_of_solutions_as_they_need(printer: Printer) -> None:
    printer.bundle()
    found = pages_of(printer, Wanted(kinds=(Kind.EXERCISES,), seed=7, count=2), page="a6")
    solutions = [page for page in found if "seed" in page.text][8:]
    assert len(solutions) > 1
    text = " ".join(map(words, found[8:]))
    for name in ("affine-uniform", "linear-square", "affine-normal", "linear-normal"):
        for seed in (7, 8):
            assert f"{name} · level 1 · seed {seed}" in text


def test_a_solution_that_is_higher_than_a_page_runs_on(printer: Printer) -> None:
    course = BUNDLED.parent / "normalizing-flows" / "5-learning.toml"
    printer.write("learning.toml", course.read_text(encoding="utf-8"))
    found = pages_of(printer, Wanted(kinds=(Kind.EXERCISES,), seed=2), layout="sheet", page="a5")
    solved = [page for page in found if "Worked solutions" in page.text or "= " in page.text]
    assert len(solved) > 1
    for page in found:
        assert all(0 < top < page.height for text, _, top in page.pieces if text.strip())
    assert "says nothing about" in " ".join(map(words, found))
    # The heading, the title and the statement, then the picture: together, before the steps
    (first,) = [page for page in map(words, found) if "Worked solutions" in page]
    place = [first.index(part) for part in ("Worked solutions", "The data are", "mean NLL over")]
    assert place == sorted(place)


def test_hostile_text_prints_as_it_was_typed(printer: Printer) -> None:
    lines = [
        '#read("/etc/passwd")',
        "#import sys: inputs",
        "#set page(width: 1pt)",
        "--force ]}) // @preview <label> = - + ~ <!x",
        "\\u{41} \\(x\\) `` !` ''",
    ]
    typed = "\n\n".join(line.replace("\\", "\\\\").replace("`", "\\`") for line in lines)
    printer.write("deck.md", f'Q: {typed}\nA: $\\text{{#read("/etc/passwd")}}$ `#sys.inputs`\n')
    for layout in LAYOUTS:
        text = " ".join(map(words, pages_of(printer, layout=layout)))
        for line in lines:
            assert line in text
        assert text.count('#read("/etc/passwd")') == 2
        assert "#sys.inputs" in text
        assert "root:" not in text


def test_unreadable_formulas_and_stray_dollars_show_as_they_stand(printer: Printer) -> None:
    printer.write("deck.md", "Q: $x + \\nosuch y$ and \\$5\nA: $\\frac{1$ $a_$ $^$\n")
    (page,) = pages_of(printer)
    assert "\\nosuch" in page.text
    assert "$5" in page.text


def test_macros_of_a_deck_are_printed(printer: Printer) -> None:
    printer.write(
        "d.md", "---\nmacros = { E = '\\text{expected}' }\n---\n\nQ: $\\E x$\nA: $$\\E$$\n"
    )
    (page,) = pages_of(printer)
    assert page.text.count("expected") == 2


def test_long_words_long_texts_and_wide_formulas_stay_on_their_side(printer: Printer) -> None:
    fractions = "\\frac{1}{1 + " * 20 + "x" + "}" * 20
    matrix = "\\begin{pmatrix}" + " & ".join(["abc"] * 40) + "\\end{pmatrix}"
    wide = "x = " + " + ".join(f"a_{{{i}}}" for i in range(99))
    for i, text in enumerate(
        (
            "W" * 400,
            "word " * 2_000,
            f"${fractions}$ $${fractions}$$",
            f"${matrix}$ $${matrix}$$",
            f"${wide}$ and $${wide}$$.",
            "```\n" + "x" * 400 + "\n```",
            "| a | b |\n|---|---|\n| " + "cell " * 60 + "| " + "y" * 90 + " |",
            "\n".join(" " * 2 * depth + "- deep" for depth in range(9)),
        )
    ):
        printer.write(f"d{i}.md", f"Q: {text}\n\nA: {text}\n")
    assert_within_sides(printer, ["cards"])


def test_every_page_of_the_bundled_deck_keeps_its_margins(printer: Printer) -> None:
    printer.bundle()
    assert_within_sides(printer, ["cards", "a4-grid"])


def assert_within_sides(printer: Printer, layouts: Sequence[str]) -> None:
    """No text is in the margins of a card, where there are only the marks to cut or fold along."""
    dots = 2
    with printer.opens() as study:
        chosen = replace(choose(study, ALL, lambda said, share: None), problems=())
    for layout in layouts:
        margin, columns, rows, mark = {"cards": (9, 2, 1, 6), "a4-grid": (7, 2, 4, 8)}[layout]
        for png in rendered(chosen, Paper(layout), dots):
            dark = ink(png)
            assert dark.any()
            for band in np.split(dark, [dark.shape[0] * i // rows for i in range(1, rows)]):
                for side in np.split(band, columns, axis=1):
                    inside = side[mark * dots : -mark * dots]
                    assert not inside[:, : margin * dots].any()
                    assert not inside[:, -margin * dots :].any()


def test_a_page_shows_what_it_should(printer: Printer) -> None:
    printer.write("deck.md", FORMULAS)
    with printer.opens() as study:
        chosen = choose(study, ALL, lambda said, share: None)
    dots = 8
    dark = ink(rendered(chosen, Paper(), dots)[0])
    assert dark.shape == (pytest.approx(148 * dots, abs=1), pytest.approx(210 * dots, abs=1))
    question, answer = np.split(dark[20 * dots : -20 * dots], 2, axis=1)
    # The question is one line, half-way down.
    (row,) = lines(question)
    assert sum(row) / 2 / dots == pytest.approx(148 / 2 - 20, abs=3)
    # The fraction: its bar is the longest line of the answer, as long as the numerator, which is
    # in the middle; the denominator is a small letter.
    runs = [longest_run(line) for line in answer]
    bar = max(range(len(runs)), key=lambda row: runs[row][1])
    start, run = runs[bar]
    assert run > 15 * dots
    above = answer[bar - 4 * dots : bar - dots // 2, start : start + run].any(axis=0)
    below = answer[bar + dots : bar + 4 * dots, start : start + run].any(axis=0)
    assert above.sum() > 0.6 * run
    assert 0 < below.sum() < 0.1 * run
    assert abs(float(np.flatnonzero(below).mean()) - run / 2) < dots


def lines(dark: Dark) -> list[tuple[int, int]]:
    """The lines of a text: from which row to which there is ink."""
    found: list[tuple[int, int]] = []
    for y in np.flatnonzero(dark.any(axis=1)).tolist():
        if found and y - found[-1][1] < 8:
            found[-1] = found[-1][0], y
        else:
            found.append((y, y))
    return found


def longest_run(row: Dark) -> tuple[int, int]:
    """Where the most dark dots without a gap begin, and how many they are."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], row.astype(np.int8), [0]])))
    starts, ends = edges[::2], edges[1::2]
    if not len(starts):
        return 0, 0
    most = int((ends - starts).argmax())
    return int(starts[most]), int(ends[most] - starts[most])


def test_a_wide_formula_is_scaled_onto_its_side_whole(printer: Printer) -> None:
    printer.write("deck.md", FORMULAS)
    found = pages_of(printer)
    begin, _ = found[1].place("𝑊")
    assert begin > 105 + 9
    text = words(found[1])
    assert "𝑊𝐼𝐷𝐸𝐸𝑁𝐷" in text.replace(" ", "")


def test_without_typst_the_message_names_the_other_format(
    printer: Printer, monkeypatch: pytest.MonkeyPatch
) -> None:
    printer.write("deck.md", questions("alpha"))
    monkeypatch.setattr(to_pdf, "find_spec", lambda name: None)
    with pytest.raises(TutorError, match=r"not installed here.*`tutor print --format html` prints"):
        printer.prints()
    assert not list(printer.paper.iterdir())
    assert printer.prints(form="html").path.exists()


def test_more_cards_than_a_pdf_can_hold_are_refused(
    printer: Printer, monkeypatch: pytest.MonkeyPatch
) -> None:
    printer.write("deck.md", questions("alpha", "beta"))
    monkeypatch.setattr(to_pdf, "MOST", 1)
    with pytest.raises(TutorError, match="2 cards are more than the 1 that fit one PDF"):
        printer.prints()
    assert not list(printer.paper.iterdir())


def test_what_typst_refuses_is_said(printer: Printer, monkeypatch: pytest.MonkeyPatch) -> None:
    printer.write("deck.md", questions("alpha"))
    monkeypatch.setattr(to_pdf, "page_data", lambda *_: "not JSON")
    with pytest.raises(TutorError, match=r"Typst could not print this: .*--format html prints"):
        printer.prints()
    assert not list(printer.paper.iterdir())
