"""The faults that `tutor check` finds, and what it proves."""

from pathlib import Path

from tests.command import Command
from tests.learner import questions


def test_check_reports_every_fault_and_ends_with_1(tutor: Command) -> None:
    assert tutor("check").returncode == 0
    bad = tutor.decks / "bad.md"
    bad.write_text("Q: no answer\n\nQ: fine\nA: yes\n")
    done = tutor("check")
    assert done.returncode == 1
    assert f"{bad}:1: " in done.stdout
    assert done.stdout.endswith("3 cards in 2 files, 1 fault.\n")


def test_check_names_the_line_and_column_of_a_formula_that_cannot_be_set(tutor: Command) -> None:
    odd = tutor.decks / "odd.md"
    odd.write_text("Q: What is\n$x$ and $\\frobnicate{y}$?\nA: Nothing.\n")
    done = tutor("check")
    assert done.returncode == 1
    assert f"{odd}:2:10: " in done.stdout
    assert "\\frobnicate" in done.stdout


def test_macros_of_the_front_matter_set_the_formulas_of_their_file(tutor: Command) -> None:
    deck = tutor.decks / "deck.md"
    deck.write_text("---\nmacros = { half = '\\frac{1}{2}' }\n---\nQ: $\\half x$?\nA: $\\half$\n")
    assert tutor("check").returncode == 0
    done = tutor("review", "--plain", "--maths", "line", typed="\n4\n")
    assert "1/2 x?" in done.stdout.replace("(1/2)", "1/2")
    deck.write_text("---\nmacros = { half = 2 }\n---\nQ: two?\nA: yes\n")
    done = tutor("check")
    assert done.returncode == 1
    assert f"{deck}:2: macros are" in done.stdout


def test_check_proves_the_exercises_and_refuses_a_faulty_one_by_line(tutor: Command) -> None:
    exercises = tutor.decks / "try-it.toml"
    source = Path(__file__).parents[1] / "decks" / "change-of-variables" / "try-it.toml"
    exercises.write_text(source.read_text())
    assert tutor("check").returncode == 0
    exercises.write_text(source.read_text().replace('"affine(a, b)"', '"sine(a, b)"', 1))
    line = exercises.read_text().split("\n").index('transform = "sine(a, b)"') + 1
    done = tutor("check")
    assert done.returncode == 1
    assert f"{exercises}:{line}: " in done.stdout
    assert "5 cards in 2 files, 1 fault." in done.stdout


def test_check_notes_a_card_that_stands_twice_without_calling_it_a_fault(tutor: Command) -> None:
    (tutor.decks / "twin.md").write_text(questions("alpha"))
    done = tutor("check")
    assert done.returncode == 0
    assert "asked once" in done.stdout


def test_one_id_for_two_cards_is_a_fault_but_not_for_a_card_and_an_exercise(
    tutor: Command,
) -> None:
    for name, word in [("a.md", "one"), ("b.md", "two")]:
        text = f"Q: What is {word}?\n<!-- id: same -->\nA: It is {word}.\n"
        (tutor.decks / name).write_text(text)
    (tutor.decks / "c.md").write_text("Q: What is it?\n<!-- id: affine-uniform -->\nA: A map.\n")
    (tutor.decks / "d.toml").write_text(OWN_EXERCISE)
    done = tutor("check")
    assert done.returncode == 1
    assert "the id same is used at" in done.stdout
    assert "1 fault" in done.stdout


def test_check_says_of_a_file_that_is_no_toml_where_it_is_none(tutor: Command) -> None:
    broken = tutor.decks / "try.toml"
    for text, line in [
        ("x = \n", 1),
        ('title = "x"\nthis is = not [toml\n', 2),
        ("[[exercise]", 1),
    ]:
        broken.write_text(text)
        done = tutor("check")
        assert done.returncode == 1
        assert f"{broken}:{line}: this is not TOML: " in done.stdout
        assert "begin with one" not in done.stdout
    broken.write_text("")
    assert "begin with one" in tutor("check").stdout


OWN_EXERCISE = """\
[[exercise]]
id = "affine-uniform"
title = "Mine, by a name that is taken"
base = "normal"
transform = "affine(a, b)"
steps = ["inverse"]

[[exercise.level]]
draw = { a = { from = 2, to = 9 }, b = { from = 1, to = 9 } }
"""


def test_an_exercise_of_ones_own_comes_before_a_bundled_one_of_its_id(tutor: Command) -> None:
    own = tutor.folder / "share" / "tutor" / "decks" / "analysis"  # before change-of-variables
    own.mkdir(parents=True)
    (own / "mine.toml").write_text(OWN_EXERCISE)
    checked = tutor.bare("check")
    assert checked.returncode == 1
    assert f"{own / 'mine.toml'}:1: the id affine-uniform is used at " in checked.stdout
    assert "1 fault" in checked.stdout
    drawn = tutor.bare("draw", "affine-uniform", "--seed", "0")
    tried = tutor.bare(
        "try", "affine-uniform", "--seed", "0", "--level", "1", "--plain", "--maths", "line"
    )
    for done in (drawn, tried):  # one's own exercise comes first; its base is normal
        assert done.returncode == 0
        assert "standard normal" in done.stdout
        assert "Uniform" not in done.stdout


def test_what_looks_like_a_tag_is_noted_by_check_and_at_the_first_start(tutor: Command) -> None:
    deck = tutor.decks / "near.markdown"
    deck.write_text("q: lost\n\nQ: one\nA: first part\n---\nlost, too\n\nQ: two\nA: 2\n")
    done = tutor("check")
    assert done.returncode == 0
    assert f'{deck}:1: "q:" looks like a tag' in done.stdout
    assert f"{deck}:6: this text follows a ---" in done.stdout
    done = tutor("review", "--plain", typed="\nq\n")
    assert f'{deck}:1: "q:" looks like a tag' in done.stderr
    assert f"{deck}:6: this text follows a ---" in done.stderr


def test_markup_of_other_programs_is_shown_for_what_it_is(tutor: Command) -> None:
    (tutor.decks / "words.md").unlink(missing_ok=True)
    (tutor.decks / "other.markdown").write_text(
        "Q: a &lt; b,<br>and \\(x^2\\)[^1]?\nA: \u2067\u05d0\u2069 &copy;\n"
    )
    done = tutor("review", "other", "--plain", "--maths", "line", typed="\n4\n")
    assert "a < b,\nand x^2[^1]?" in done.stdout.replace("x²", "x^2")
    assert "\u05d0 \u00a9" in done.stdout


def test_a_part_hidden_in_code_or_maths_is_filled_in_there(tutor: Command) -> None:
    (tutor.decks / "inside.md").write_text("C: `git [rebase] -i`\n\nC: $a = [\\frac12]$\n")
    done = tutor("review", "inside", "--plain", "--maths", "line", typed="\n4\n\n4\n")
    assert "`git […] -i`" in done.stdout
    assert "`git [rebase] -i`" in done.stdout
    assert "a = […]" in done.stdout
    assert "a = [1/2]" in done.stdout
