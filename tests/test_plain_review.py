"""A review in lines: what is read, printed and recorded."""

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest

from tests.command import Command
from tests.learner import questions
from tests.patience import PATIENCE
from tutor.cli.formatter import Formatter
from tutor.core.actions import TYPED


def test_a_plain_review_reads_one_line_to_reveal_and_one_to_grade(tutor: Command) -> None:
    done = tutor("review", "--plain", typed="my words\n4\n\n3\n\n4\nleft over\n")
    assert done.returncode == 0
    assert done.stderr == ""
    lines = done.stdout.splitlines()
    assert "What is alpha?" in lines
    assert "Your answer: my words" in lines
    assert "The answer to alpha." in lines
    assert lines[0].startswith("An empty line shows the answer")
    assert "Card 1 of 2, new. Flashcards, deck deck." in lines
    assert "Card 2 of 2, new." in lines
    assert lines.count("Grade 1 to 4.") == 2
    assert lines[-1] == "Next: 2 cards due tomorrow."
    assert "2 cards, 2 grades, 2 new" in done.stdout


def test_r_says_it_again_and_a_question_mark_when_it_comes_back(tutor: Command) -> None:
    (tutor.decks / "deck.md").write_text("Q: What is $X^2$?\nA: One here. Two here.\n\nThree.\n")
    done = tutor("review", "--plain", typed="r\n\nr\nr3\nr9\n?\n4\n")
    assert done.stdout.splitlines()[2:] == [
        "Card 1 of 1, new. Flashcards, deck deck.",
        *2 * ["What is cap X squared?"],
        *("One here.", "Two here.", "Three.", "Grade 1 to 4."),
        *("One here.", "Two here.", "Three."),
        "Three.",
        "It has 3 lines.",
        "1 Again: today, then 1 d | 2 Hard: today, then 1 d | 3 Good: 1 d | 4 Easy: 1 d",
        f"Instead of a grade: {'; '.join(TYPED)}.",
        *done.stdout.splitlines()[-2:],
    ]


def test_the_parts_of_a_formula_are_said_at_either_line(tutor: Command) -> None:
    (tutor.decks / "deck.md").write_text("Q: Why is $a + B$ here, $x$?\nA: By $\\frac{1}{2}$.\n")
    typed = ".\n>\n.\n,\n<\n?\n.5\n.\n>\n>\n.\n?\n4\n"
    said = tutor("review", "--plain", typed=typed).stdout.splitlines()[4:-3]
    whole = "Formula: a plus cap B. Its parts: 2 terms."
    first, second = "Term 1 of 2: a.", "Term 2 of 2: plus cap B."
    assert said[:5] == [whole, first, second, first, whole]
    assert said[5].startswith("An empty line shows the answer")
    assert "or to another formula" in said[5]
    assert said[6:9] == ["Your answer: .5", "Answer:", "By 1 over 2."]
    assert said[10:14] == [
        "Formula: 1 over 2. Its parts: numerator; denominator.",
        "Numerator, 1 of 2: 1.",
        "Nothing to go into: 1.",
        "Denominator, 2 of 2: 2.",
    ]
    assert said[14].startswith("1 Again:")


def test_an_exercise_is_worked_by_ear(tutor: Command) -> None:
    typed = "r\nr2\n.\n?\nr\n(x-\n(x-9)/5\n\n\n\n7\nr3\n>\n3\n"
    done = tutor.bare("try", "affine-uniform", "--plain", "--seed", "3", typed=typed)
    said = done.stdout[done.stdout.index("Now with new numbers:") :].splitlines()
    given, step = said[1], "Step 1 of 5: Solve x equals f of z for z: what is f inverse of x?"
    assert given.endswith("equals f of cap Z with f of z equals 7 z plus 9.")
    assert "An empty line shows the worked step" in said[3]
    assert said[4:9] == [
        step,
        "Type a formula, such as (5*x - 2)/8.",
        "In words: Type a formula, such as open 5 star x minus 2 close slash 8.",
        step,
        given,
    ]
    assert said[9] == given
    assert said[10] == "Formula 1 of 5: x equals f of z. Its parts: left side; right side."
    assert said[11:15] == [
        hint := "Hint: Undo what f does to z, the last thing first.",
        step,
        given,
        hint.removeprefix("Hint: "),
    ]
    assert said[15].startswith("At character 3, after (x: ")
    assert said[16] == "In words: something is missing after minus."
    assert said[17] == "Your answer: fraction x minus 9 over 5, end fraction; typed (x-9)/5"
    assert said[18].startswith("Not right: f of open 1 over 2 close equals 25 over 2, but ")
    assert any(line.startswith("f neither adds nor removes mass, ") for line in said)
    assert "^" not in done.stdout
    third = "   fraction x minus 9 over 7, end fraction, equals z"
    assert said.count(third) == 2
    assert "Left side, 1 of 2: x." in said


def test_a_matrix_in_what_is_said_of_an_answer_stays_in_one_sentence() -> None:
    said = Formatter(80, "words").sentences("it is [[1, 2], [3, x]]; not the identity")
    matrix = "the 2 by 2 matrix, row 1: 1, 2; row 2: 3, x; end matrix"
    assert said == [f"it is {matrix}.", "not the identity."]


def test_formulas_are_said_unless_the_learner_wants_to_see_them(tutor: Command) -> None:
    (tutor.decks / "deck.md").write_text("Q: Is $|x - 1|$ or $P(X)$ it?\nA: It.\n")

    def asked(*options: str) -> str:
        return tutor("review", "--plain", *options, typed="q\n").stdout

    assert "Is the absolute value of x minus 1, end absolute, or cap P of cap X it?" in asked()
    assert "or P of X it?" in asked("--no-capitals")
    assert "Is |x − 1| or P(X) it?" in asked("--maths", "line")
    assert "or $P(X)$ it?" in asked("--maths", "tex")
    settings = tutor.folder / "config" / "tutor" / "settings.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text('maths = "line"\n')
    assert "Is |x − 1| or P(X) it?" in asked()


@pytest.mark.parametrize("typed", ["", "q\n", "\nq\n", "\n4\n", "\n4\nq\n"])
def test_q_or_the_end_of_input_leaves_at_any_line(tutor: Command, typed: str) -> None:
    done = tutor("review", "--plain", typed=typed)
    assert done.returncode == 0
    graded = typed.count("4")
    assert json.loads(tutor("today", "--json").stdout)["new"] == 2 - graded


def test_u_undoes_the_last_grade_at_either_line_and_after_a_restart(tutor: Command) -> None:
    done = tutor("review", "--plain", typed="\n4\nu\n\n3\n\nu\nu\n")
    said = [line for line in done.stdout.splitlines() if line.startswith("Undone")]
    assert said == [
        "Undone: 4 Easy on “What is alpha?”",
        "Undone: 3 Good on “What is alpha?”",
    ]
    assert "There is nothing to undo" in done.stdout
    assert json.loads(tutor("today", "--json").stdout)["new"] == 2
    tutor("review", "--plain", typed="\n2\n")
    assert json.loads(tutor("today", "--json").stdout)["new"] == 1
    later = tutor("review", "--plain", typed="u\n", now="2026-12-01T09:01")
    assert "\nUndone, from another review session: 2 Hard on “What is alpha?”\n" in later.stdout
    assert json.loads(tutor("today", "--json").stdout)["new"] == 2


def test_what_is_undone_is_said_on_one_line_however_long_its_question(tutor: Command) -> None:
    (tutor.decks / "deck.md").write_text(f"Q: Why\n\n- $x^2$\n- {'and ' * 100}\nA: So.\n")
    done = tutor("review", "--plain", typed="\n2\nu\n")
    (said,) = (line for line in done.stdout.splitlines() if line.startswith("Undone"))
    assert said.startswith("Undone: 2 Hard on “Why • x squared • and")
    assert said.endswith("…”")
    assert len(said) == 80


def test_a_wrong_grade_is_asked_for_again(tutor: Command) -> None:
    done = tutor("review", "--plain", typed="\n7\nfine\n4\n")
    assert done.stdout.count("Type 1 Again") == 2
    assert json.loads(tutor("today", "--json").stdout)["new"] == 1


def test_a_review_of_a_deck_with_a_limit(tutor: Command) -> None:
    (tutor.decks / "other.md").write_text(questions("gamma", "delta"))
    done = tutor("review", "other", "--limit", "1", "--plain", typed="\n4\n\n4\n\n4\n")
    assert "What is gamma?" in done.stdout
    assert "delta" not in done.stdout
    wrong = tutor("review", "othr", "--plain")
    assert wrong.returncode == 1
    assert wrong.stderr == (
        "tutor: There is no deck 'othr'. Did you mean 'other'? The decks: deck, other.\n"
    )


def test_hostile_text_reaches_no_terminal_in_plain_reviews(tutor: Command) -> None:
    nasty = "a\x1b]0;owned\x07b\u202ec\x9bd"
    (tutor.decks / "deck.md").write_text(
        f"Q: fine [/] [bold]x[/bold]\nA: yes\n\nQ: {nasty}\nA: no\n"
    )
    done = tutor("review", "--plain", typed=f"{nasty}\n4\n")
    for character in "\x1b\x07\u202e\x9b":
        assert character not in done.stdout + done.stderr
    assert "fine [/] [bold]x[/bold]" in done.stdout


def test_a_grade_that_cannot_be_stored_keeps_the_card_in_plain_reviews(tutor: Command) -> None:
    os.utime(tutor.decks / "deck.md", (1_700_000_000, 1_700_000_000))
    tutor("review", "--plain", typed="\n4\n")
    with closing(sqlite3.connect(tutor.database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        done = tutor("review", "--plain", typed="\n4\nq\n")
    assert done.returncode == 1
    assert "locked by another program" in done.stdout
    assert "The card stays" in done.stdout
    assert "\nNothing was graded.\n1 grade could not be recorded.\n" in done.stdout
    assert json.loads(tutor("today", "--json").stdout)["new"] == 1


def test_a_grade_that_was_stored_at_the_second_go_is_not_lost(tutor: Command) -> None:
    os.utime(tutor.decks / "deck.md", (1_700_000_000, 1_700_000_000))
    tutor("review", "--plain", typed="\n4\n")
    command = [sys.executable, "-m", "tutor", "--db", str(tutor.database)]
    command += ["--decks", str(tutor.decks), "--now", "2026-12-01T09:00", "review", "--plain"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=tutor.environment
    ) as reviewing:
        assert reviewing.stdin is not None
        assert reviewing.stdout is not None
        with closing(sqlite3.connect(tutor.database, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            reviewing.stdin.write("\n4\n")
            reviewing.stdin.flush()
            while "The card stays" not in reviewing.stdout.readline():
                assert reviewing.poll() is None
        said, _ = reviewing.communicate("4\nq\n", timeout=PATIENCE)
        assert reviewing.returncode == 0
    assert "1 card, 1 grade" in said
    assert "could not be recorded" not in said
    assert json.loads(tutor("today", "--json").stdout)["new"] == 0


@pytest.mark.skipif(os.name != "posix", reason="closes input as a POSIX shell does")
def test_input_that_is_closed_is_the_end_of_input(tutor: Command) -> None:
    command = [sys.executable, "-m", "tutor", "--db", str(tutor.database)]
    command += ["--decks", str(tutor.decks), "review", "--plain"]
    done = subprocess.run(
        f"{' '.join(command)} <&-",
        shell=True,
        capture_output=True,
        text=True,
        env=tutor.environment,
    )
    assert done.returncode == 0, done.stderr
    assert "What is alpha?" in done.stdout


@pytest.mark.skipif(os.name != "posix", reason="closes streams as a POSIX shell does")
@pytest.mark.parametrize("verb", ["progress", "review --plain"])
def test_what_is_closed_of_the_streams_leads_nowhere(tutor: Command, verb: str) -> None:
    command = f"{sys.executable} -m tutor --db {tutor.database} --decks {tutor.decks} {verb}"
    closed = subprocess.run(
        f"printf '\\n3\\n' | {command} >&- 2>&-", shell=True, env=tutor.environment
    )
    assert closed.returncode == 0
    assert json.loads(tutor("today", "--json").stdout)["new"] == 1 + (verb == "progress")


def test_a_card_is_edited_instead_of_graded_and_said_anew(tutor: Command) -> None:
    editor = tutor.folder / "edit"
    editor.write_text("#!/bin/sh\nsed -i 's/The answer to alpha/Better/' \"$1\"\n")
    editor.chmod(0o700)
    tutor.environment |= {"EDITOR": str(editor), "VISUAL": ""}
    done = tutor("review", "--plain", typed="\ne\n4\nq\n")
    assert "1 card edited (history kept)." in done.stdout
    assert done.stdout.index("Better.") < done.stdout.index("What is beta?")
    assert "No editor is set" not in done.stdout


def test_what_is_typed_is_compared_where_a_card_asks_for_it(tutor: Command) -> None:
    (tutor.decks / "deck.md").write_text("Q: Capital?\n<!-- typed -->\nA: Paris\n")
    assert "Not the same. Par{+i+}s" in tutor("review", "--plain", typed="Pars\nq\n").stdout


def test_a_card_that_comes_back_today_is_told_of(tutor: Command) -> None:
    (tutor.decks / "deck.md").write_text(questions("alpha"))
    said = tutor("review", "--plain", typed="\n2\n\n3\n").stdout
    assert said.count("Hard: the card comes back today.") == 1
    assert "Good: the card" not in said
