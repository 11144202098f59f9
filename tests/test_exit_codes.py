"""How each verb ends, as the README says: 0 done, 1 wrong input, 2 usage; judge 0, 1 and 3."""

import io
import sys
from pathlib import Path

import pytest

from tests.learner import questions
from tutor.cli import main
from tutor.cli.verbs import VERBS

EXERCISE = Path(__file__).parents[1] / "decks" / "change-of-variables" / "try-it.toml"
JUDGED = ("judge", "--kind", "number", "--expect", "1/4")

DONE: dict[str, tuple[str, ...]] = {
    "review": ("--plain",),
    "try": ("affine-uniform", "--plain"),
    "draw": ("affine-uniform",),
    "judge": (*JUDGED[1:], "0.25"),
    "print": ("--format", "html"),
    "progress": (),
    "new": ("Topology",),
    "add": ("deck", "--question", "What is gamma?", "--answer", "A letter."),
    "edit": ("affine-uniform",),
    "suspend": ("affine-uniform",),
    "resume": ("affine-uniform",),
    "bury": ("affine-uniform", "--json"),
    "skip": ("affine-uniform",),
    "flag": ("7", "affine-uniform"),
    "reschedule": ("graded", "in", "10", "days"),
    "reset": ("affine-uniform",),
    "export": ("--format", "json", "-o", "history.json"),
    "import": ("theirs.json",),
    "today": (),
    "list": (),
    "limits": (),
    "holidays": (),
    "catchup": (),
    "decks": (),
    "settings": ("new_a_day", "5"),
    "check": (),
    "doctor": (),
    "backup": ("copy.sqlite3",),
    "restore": ("backup.sqlite3",),
}
WRONG_INPUT: dict[str, tuple[str, ...]] = {
    "review": ("no-such-deck", "--plain"),
    "try": ("no-such-exercise", "--plain"),
    "draw": ("no-such-exercise",),
    "judge": (*JUDGED[1:], "0.26"),
    "print": ("no-such-deck", "--format", "html"),
    "progress": ("--deck", "no-such-deck"),
    "new": ("deck",),
    "add": ("deck", "--question", "$x", "--answer", "A letter."),
    "edit": ("no-such-card",),
    "suspend": ("no-such-card",),
    "resume": ("no-such-card",),
    "bury": ("no-such-card",),
    "skip": ("no-such-card",),
    "flag": ("7", "no-such-card"),
    "reschedule": ("affine-uniform", "tomorrow"),  # it is new
    "reset": ("no-such-card",),
    "export": ("--format", "json", "-o", "no-such-folder/history.json"),
    "import": ("no-such-file.json",),
    "today": ("--decks", "no-such-folder"),
    "list": ("is:no-such-state",),
    "limits": ("--deck", "no-such-deck", "--new", "3"),
    "holidays": ("--remove", "2020-01-01"),
    "catchup": ("--decks", "no-such-folder"),
    "decks": ("off", "no-such-deck"),
    "settings": ("no_such_setting",),
    "check": ("faulty.md",),
    "doctor": ("--db", "faulty.md"),
    "backup": ("backup.sqlite3",),  # it is there
    "restore": ("no-such-file.sqlite3",),
}
WRONG_USAGE: dict[str, tuple[str, ...]] = dict.fromkeys(VERBS, ("--no-such-option",))


class Ends:
    """Runs `tutor` on a history of one grade; the code it ends with."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.patch = patch

    def __call__(self, *words: str, typed: str = "") -> int:
        self.patch.setattr(sys, "stdin", io.StringIO(typed))
        try:
            return main(words)
        except SystemExit as end:
            return int(str(end.code))


@pytest.fixture
def tutor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Ends:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setenv("VISUAL", "true")  # a program that ends at once
    monkeypatch.setenv("TUTOR_DB", str(tmp_path / "tutor.sqlite3"))
    monkeypatch.setenv("TUTOR_DECKS", str(tmp_path / "decks"))
    Path("decks").mkdir()
    Path("decks/deck.md").write_text(
        questions("alpha") + "<!-- id: graded -->\n\n" + questions("beta")
    )
    Path("decks/try-it.toml").write_bytes(EXERCISE.read_bytes())
    Path("faulty.md").write_text("Q: no answer\n")
    ends = Ends(monkeypatch)
    assert ends("review", "deck", "--plain", typed="\n4\n") == 0
    assert ends("backup", "backup.sqlite3") == 0
    assert ends("export", "--format", "json", "-o", "theirs.json") == 0
    return ends


@pytest.mark.parametrize("cases", [DONE, WRONG_INPUT, WRONG_USAGE])
def test_every_verb_is_tried(cases: dict[str, tuple[str, ...]]) -> None:
    assert sorted(cases) == sorted(VERBS)


@pytest.mark.parametrize(
    ("verb", "code"),
    [(verb, code) for code, cases in enumerate((DONE, WRONG_INPUT, WRONG_USAGE)) for verb in cases],
)
def test_a_verb_ends_as_the_readme_says(
    tutor: Ends, capsys: pytest.CaptureFixture[str], verb: str, code: int
) -> None:
    capsys.readouterr()
    assert tutor(verb, *(DONE, WRONG_INPUT, WRONG_USAGE)[code][verb]) == code
    said = capsys.readouterr()
    assert (said.out or said.err) != ""
    if code == 2:
        assert (said.out, said.err.startswith(f"tutor {verb}: ")) == ("", True)


def test_home_and_what_is_no_verb(tutor: Ends) -> None:
    assert tutor() == 0
    assert tutor("--help") == tutor("--version") == tutor("review", "--help") == 0
    assert tutor("revue") == tutor("--no-such-option") == 2


@pytest.mark.parametrize(
    ("typed", "code"), [("1/4", 0), ("0.25", 0), ("4", 1), ("1/", 3), ("one", 3)]
)
def test_judge_distinguishes_right_wrong_and_malformed(tutor: Ends, typed: str, code: int) -> None:
    assert tutor(*JUDGED, typed) == tutor(*JUDGED, typed, "--json") == code


def test_judging_by_lines_is_done_whatever_the_verdicts(tutor: Ends) -> None:
    line = '{"kind": "number", "expect": "1/4", "given": "4"}\n'
    assert tutor("judge", "--lines", "-", typed=line) == 0
    assert tutor("judge", "--lines", "-", typed="{}") == 1
    assert tutor("judge", "--lines", "no-such-file") == 1
    assert tutor("judge") == 2
