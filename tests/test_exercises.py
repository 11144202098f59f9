"""Exercises from the front door: drawn, judged, tried in lines, and scheduled like any card."""

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from tests.command import Command

DECK = Path(__file__).parents[1] / "decks" / "change-of-variables"
KEYS = ["exercise", "level", "seed", "parameters", "steps", "solution"]
IDS = ["affine-uniform", "linear-square", "affine-normal", "linear-normal"]


@pytest.fixture
def tutor(tmp_path: Path) -> Command:
    command = Command(tmp_path)
    (command.decks / DECK.name).symlink_to(DECK)
    return command


def drawn(tutor: Command, *words: str) -> list[dict[str, Any]]:
    done = tutor("draw", *words, "--json")
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def answers(problem: dict[str, Any]) -> list[str]:
    return ["in words" if step["kind"] == "words" else step["answer"] for step in problem["steps"]]


def log(tutor: Command) -> list[tuple[str, str, int, dict[str, Any]]]:
    connection = sqlite3.connect(tutor.database)
    rows = connection.execute("SELECT card, event, quality, detail FROM log ORDER BY sequence")
    found = [
        (card, event, quality, json.loads(detail or "{}")) for card, event, quality, detail in rows
    ]
    connection.close()
    return found


@pytest.mark.parametrize("exercise", IDS)
def test_draw_prints_one_json_object_a_line_the_same_for_the_same_seed(
    tutor: Command, exercise: str
) -> None:
    problems = drawn(tutor, exercise, "--seed", "7", "--level", "2", "--count", "3")
    assert [problem["seed"] for problem in problems] == [7, 8, 9]
    assert all(list(problem) == KEYS for problem in problems)
    assert len({json.dumps(problem["parameters"]) for problem in problems}) == 3
    for step in problems[0]["steps"]:
        assert list(step) == ["name", "prompt", "kind", "answer", "mistakes"]
        assert all(list(mistake) == ["name", "answer"] for mistake in step["mistakes"])
    assert drawn(tutor, exercise, "--seed", "8", "--level", "2") == [problems[1]]


def test_the_practice_pages_numbers_are_the_worked_examples(tutor: Command) -> None:
    first = tutor("try", "affine-uniform", "--plain", "--maths", "line", typed="q\n").stdout
    assert "f(z) = 4z + 2" in first
    assert "[2, 6]" in first
    second = tutor("try", "linear-square", "--plain", "--maths", "line", typed="q\n").stdout
    assert "det A = 3 · 2 − 1 · 0" in second
    assert "f(1, 1) = (3 · 1 + 1 · 1, 0 · 1 + 2 · 1)\n   = (4, 2)" in second
    assert "You left the exercise; nothing was recorded." in second


def test_an_unknown_exercise_or_level_is_said(tutor: Command) -> None:
    unknown = tutor("draw", "nonsense")
    assert unknown.returncode == 1
    assert all(each in unknown.stderr for each in IDS)
    beyond = tutor("draw", "affine-uniform", "--level", "9")
    assert beyond.returncode == 1
    assert "levels 1 to 3" in beyond.stderr


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["--kind", "number", "--expect", "1/4", "0.25"], 0),
        (["--kind", "number", "--expect", "1/4", "4"], 1),
        (["--kind", "number", "--expect", "1/4", "1//4"], 3),
        (["--kind", "number", "--expect", "-1/2", "-.5"], 0),
        (["--kind", "expression", "--expect", "(x-2)/4", "--variables", "x", "x/4-1/2"], 0),
        (["--kind", "expression", "--expect", "x*z", "--variables", "x,z", "zx"], 0),
        (["--kind", "interval", "--expect", "[2, 6]", "[6, 2]"], 1),
        (["--kind", "points", "--expect", "(0,0),(3,0)", "(3,0),(0,0)"], 0),
        (["--kind", "matrix", "--expect", "[[3,1],[0,2]]", "[[3,1],[0,2]]"], 0),
        (["--kind", "set", "--expect", "{-1,1}", "{1,-1}"], 0),
        (["--kind", "vector", "--expect", "(4,2)", "[2,4]"], 1),
        (["--kind", "number", "--expect", "nonsense(", "1"], 1),
        (["--kind", "colour", "--expect", "1", "1"], 2),
        (["--kind", "number", "1"], 2),
    ],
)
def test_judge_says_its_verdict_by_its_exit_code(
    tutor: Command, words: list[str], code: int
) -> None:
    done = tutor.bare("judge", *words)
    assert done.returncode == code, done.stdout + done.stderr
    assert "Traceback" not in done.stderr


def test_judge_puts_a_caret_under_what_cannot_be_read(tutor: Command) -> None:
    done = tutor.bare("judge", "--kind", "number", "--expect", "1.5", "1,5")
    line, caret, message = done.stdout.splitlines()
    assert (line, caret) == ("1,5", " ^")
    assert "write 1.5" in message


def test_judge_hands_back_exactly_what_it_was_given(tutor: Command) -> None:
    asked = {"kind": "number", "expect": "1", "given": "1\u202e\u007f\x00é", "id": "é"}
    long = {"kind": "number", "expect": "1", "given": "\x00" * 300_000}
    lines = "\n".join(json.dumps(each) for each in (asked, long))
    done = tutor.bare("judge", "--lines", "-", typed=lines)
    assert done.returncode == 0, done.stderr
    first, second = (json.loads(line) for line in done.stdout.splitlines())
    assert asked.items() <= first.items()
    assert first["verdict"] == second["verdict"] == "malformed"
    assert done.stdout.isascii()
    assert done.stdout.replace("\n", "").isprintable()


def test_judge_reads_what_learners_write_and_compares_exactly(tutor: Command) -> None:
    judged = [
        ("number", "0.0798", "7.98×10⁻²", "right"),
        ("number", "10^15", "10^15 + 1", "wrong"),
        ("number", "sin(pi)", "1e-17", "wrong"),
        ("expression", "-x^2/2", "log(exp(-x^2/2))", "right"),
        ("expression", "x", "x^200/x^199", "right"),
        ("expression", "(-6)^n", "6^n*(-1)^n", "right"),
        ("expression", "x", "|2|x|-1|", "malformed"),
        ("number", "1/4", "１／４", "right"),
        ("interval", "[2, inf)", "[2; oo)", "right"),
        ("interval", "[-5, 3]", "-5 <= x <= 3", "right"),
        ("number", "1/8", "1/8 on [-5, 3]", "right"),
        ("matrix", "[[1/7, 3/7], [5/7, 1/7]]", "1/7 [[1,3],[5,1]]", "right"),
        ("number", "log(5)", "ln|5|", "malformed"),
        ("number", "log(5)", "ln(|5|)", "right"),
    ]
    keys = ("kind", "expect", "given")
    lines = [json.dumps(dict(zip(keys, each[:3], strict=True))) for each in judged]
    done = tutor.bare("judge", "--lines", "-", typed="\n".join(lines))
    found = [json.loads(line)["verdict"] for line in done.stdout.splitlines()]
    assert found == [verdict for *_, verdict in judged]


def test_judge_judges_many_lines_and_adds_the_verdict(tutor: Command) -> None:
    asked: list[dict[str, Any]] = [
        {"kind": "number", "expect": "1/4", "given": "0.25", "variables": []},
        {"kind": "number", "expect": "1/4", "given": "4"},
        {"kind": "expression", "expect": "2x", "given": "x**", "variables": ["x"]},
    ]
    lines = "\n".join(map(json.dumps, asked))
    done = tutor.bare("judge", "--lines", "-", typed=lines)
    assert done.returncode == 0
    answered = [json.loads(line) for line in done.stdout.splitlines()]
    assert [each["verdict"] for each in answered] == ["right", "wrong", "malformed"]
    for before, after in zip(asked, answered, strict=True):
        assert after == before | {key: after[key] for key in after.keys() - before.keys()}
        assert after.keys() - before.keys() == {"verdict", "mistake", "message", "column"}
    assert answered[2]["column"] == 2
    file = tutor.folder / "answers.jsonl"
    file.write_text(lines)
    assert tutor.bare("judge", "--lines", str(file)).stdout == done.stdout
    broken = tutor.bare("judge", "--lines", "-", typed=f"{json.dumps(asked[0])}\nnot json\n")
    assert broken.returncode == 1
    assert "line 2" in broken.stderr
    assert len(broken.stdout.splitlines()) == 1


@pytest.mark.parametrize("exercise", IDS)
def test_all_right_at_once_proposes_easy_and_an_empty_line_takes_it(
    tutor: Command, exercise: str
) -> None:
    (problem,) = drawn(tutor, exercise, "--seed", "3", "--level", "2")
    typed = "\n".join([*answers(problem), ""]) + "\n"
    done = tutor("try", exercise, "--seed", "3", "--level", "2", "--plain", typed=typed)
    assert done.returncode == 0, done.stderr
    assert "Suggested: 4 Easy: no mistake, and no help." in done.stdout
    ((card, event, quality, attempt),) = log(tutor)
    assert (card, event, quality) == (exercise, "scheduled", 5)
    assert (attempt["level"], attempt["seed"]) == (2, 3)
    assert attempt["parameters"] == problem["parameters"]
    assert {step["outcome"] for step in attempt["steps"]} == {"right"}
    assert [step["typed"] for step in attempt["steps"]] == [[each] for each in answers(problem)]


def test_an_empty_line_shows_the_step_and_proposes_again(tutor: Command) -> None:
    done = tutor("try", "affine-uniform", "--plain", typed="\n" * 6)
    assert "Suggested: 1 Again: 5 worked steps shown." in done.stdout
    ((_, _, quality, attempt),) = log(tutor)
    assert quality == 1
    assert {step["outcome"] for step in attempt["steps"]} == {"shown"}


def test_a_named_mistake_is_said_with_its_evidence_and_later_steps_follow_it(
    tutor: Command,
) -> None:
    (problem,) = drawn(tutor, "affine-uniform", "--seed", "3", "--level", "2")
    typed = answers(problem)
    place = [step["name"] for step in problem["steps"]].index("density")
    mistake = problem["steps"][place]["mistakes"][0]
    typed[place] = mistake["answer"]
    words = ("try", "affine-uniform", "--seed", "3", "--level", "2", "--plain")
    done = tutor(*words, typed="\n".join([*typed, ""]) + "\n")
    assert f"Not right: {mistake['name']}" in done.stdout
    assert "integrates to" in done.stdout
    assert "Suggested: 2 Hard: 1 step left with a wrong answer." in done.stdout
    assert "A card about what went wrong:" in done.stdout
    ((_, _, quality, attempt),) = log(tutor)
    assert quality == 3
    assert attempt["steps"][place]["outcome"] == "missed"
    assert attempt["steps"][place]["mistakes"][0].startswith(mistake["name"])


def test_what_cannot_be_read_costs_nothing_and_is_asked_again(tutor: Command) -> None:
    (problem,) = drawn(tutor, "affine-uniform", "--seed", "3")
    typed = ["np.exp(1)", "1,5", *answers(problem), "3"]
    words = ("try", "affine-uniform", "--seed", "3", "--level", "1", "--plain")
    done = tutor(*words, typed="\n".join(typed) + "\n")
    assert done.stdout.count("This does not count") == 2
    assert "Suggested: 4 Easy" in done.stdout
    assert log(tutor)[0][2] == 4  # the learner said Good


def test_help_in_three_strengths_is_logged_and_lowers_the_proposal(tutor: Command) -> None:
    (problem,) = drawn(tutor, "affine-uniform", "--seed", "3")
    typed = ["?", "?", *answers(problem), ""]
    words = ("try", "affine-uniform", "--seed", "3", "--level", "1", "--plain")
    done = tutor(*words, typed="\n".join(typed) + "\n")
    assert "Suggested: 2 Hard: 1 step with a hint or the rule." in done.stdout
    assert log(tutor)[0][3]["steps"][0]["help"] == [1, 2]


def test_practising_when_it_is_not_due_leaves_the_schedule_alone(tutor: Command) -> None:
    tutor("try", "affine-uniform", "--plain", typed="\n" * 6)
    again = tutor("try", "affine-uniform", "--plain", typed="\n" * 6, now="2026-12-01T10:00")
    assert "Recorded as practice" in again.stdout
    first, second = log(tutor)
    assert (first[1], second[1]) == ("scheduled", "practice")
    assert first[3]["parameters"] != second[3]["parameters"]  # drawn afresh
    due = json.loads(tutor("today", "--json", now="2026-12-02T09:00").stdout)
    assert due["by_kind"]["exercises"]["due"] == 1


def test_exercises_come_in_the_same_reviews_and_are_graded_there(tutor: Command) -> None:
    new = {
        kind: count["new"]
        for kind, count in json.loads(tutor("today", "--json").stdout)["by_kind"].items()
    }
    # 10 flashcards and 6 questions, which each have a twin among them; one new exercise a day.
    assert new["flashcards"] + new["self-check"] == 10 + 6 - 6
    assert new["exercises"] == 1


def test_a_review_asks_an_exercise_once_and_again_tomorrow_if_it_is_below_good(
    tutor: Command,
) -> None:
    (tutor.decks / DECK.name).unlink()
    source = (DECK / "try-it.toml").read_text()
    first = source.index("[[exercise]]")
    second = source.index("[[exercise]]", first + 1)
    (tutor.decks / "one.toml").write_text(source[:second])
    # Five steps shown, Again taken; on the next day, drawn afresh, five shown and Hard said.
    done = tutor("review", "--plain", typed="\n" * 6 + "\n" * 5 + "3\n")
    assert done.returncode == 0, done.stderr
    assert "1 card, 1 grade, 1 new" in done.stdout
    assert "It comes back tomorrow. `tutor try affine-uniform --plain` does it once more" in (
        " ".join(done.stdout.split())
    )
    assert tutor("today").stdout == "nothing due\n"
    tutor("review", "--plain", typed="\n" * 5 + "2\n", now="2026-12-02T09:00")
    first_try, again = log(tutor)
    assert [first_try[1], again[1]] == ["scheduled", "tomorrow"]
    assert first_try[3]["parameters"] != again[3]["parameters"]


def one_exercise_before(tutor: Command, cards: str) -> None:
    """Leave a deck of the first bundled exercise, and after it one of these cards."""
    source = (DECK / "try-it.toml").read_text()
    second = source.index("[[exercise]]", source.index("[[exercise]]") + 1)
    for path in tutor.decks.iterdir():
        path.unlink()
    (tutor.decks / "one.toml").write_text(source[:second])
    (tutor.decks / "two.md").write_text(cards)


def test_an_exercise_can_be_done_once_more_at_once_as_practice(tutor: Command) -> None:
    one_exercise_before(tutor, "Q: What is alpha?\nA: A letter.\n")
    shown = "\n" * 6  # five steps shown, and the suggested grade
    # Once more at the next question, which then is asked again, and at the end.
    done = tutor("review", "--plain", typed=f"{shown}n\n{shown}\n3\nn\n{shown}q\n")
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("What is alpha?") == 2
    assert done.stdout.count("Recorded as practice; its schedule does not change.") == 2
    exercises = [entry for entry in log(tutor) if entry[3]]
    assert [entry[1] for entry in exercises] == ["scheduled", "practice", "practice"]
    assert len({str(entry[3]["parameters"]) for entry in exercises}) == 3
    assert {entry[3]["level"] for entry in exercises} == {1}
    tried = tutor("try", "affine-uniform", "--plain", typed=f"{shown}n\n{shown}")
    assert tried.stdout.count("Recorded as practice") == 2
    assert tutor("doctor").returncode == 0


def test_n_is_an_answer_where_no_exercise_was_graded_last(tutor: Command) -> None:
    one_exercise_before(tutor, "Q: What is alpha?\nA: m\n\nQ: What is beta?\nA: n\n")
    shown = "\n" * 6  # five steps shown, and the suggested grade
    said = tutor("review", "--plain", typed=f"{shown}\n3\nn\n3\nn\n{shown}q\n").stdout
    assert said.count("Your answer: n\n") == 1
    assert said.count("Recorded as practice") == 1  # at the end
