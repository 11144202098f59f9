"""Cards skipped, buried, suspended, flagged, rescheduled and reset, by command and in --plain."""

import json
import re
from contextlib import closing
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.command import Command
from tutor.settings import Settings
from tutor.store.database import Database
from tutor.study import Study

DECK = """\
Q: What is alpha?
A: The first.
<!-- id: alpha -->

Q: What is beta?
A: The second.
<!-- id: beta -->

Q: What is gamma?
A: The third.
<!-- id: gamma -->
"""
DAY, NEXT = "2026-12-01T09:00", "2026-12-02T09:00"


class Aside(Command):
    """Runs `tutor` on a deck of three cards."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        (self.decks / "deck.md").write_text(DECK)

    def json(self, *words: str, now: str = DAY) -> Any:
        done = self(*words, "--json", now=now)
        assert (done.returncode, done.stderr) == (0, ""), done
        return json.loads(done.stdout)

    def asked(self, typed: str = "\nq\n", now: str = DAY) -> list[str]:
        """The questions of a review session into which this is typed, in their order."""
        out = self("review", "--plain", typed=typed, now=now).stdout
        return [line[8:-1] for line in out.splitlines() if line.startswith("What is ")]

    def counts(self, now: str = DAY) -> tuple[int, ...]:
        found = self.json("today", now=now)
        return tuple(found[name] for name in ("due", "new", "suspended", "buried"))


@pytest.fixture
def tutor(tmp_path: Path) -> Aside:
    return Aside(tmp_path)


def test_a_suspended_card_is_not_asked_nor_counted_until_it_is_resumed(tutor: Aside) -> None:
    assert tutor.asked("\n4\n\n4\n\n4\n") == ["alpha", "beta", "gamma"]
    (acted,) = tutor.json("suspend", "beta")
    assert acted == {
        "id": "beta",
        "due": "2026-12-02",
        "suspended": True,
        "buried_until": None,
        "skipped": False,
        "flag": 0,
    }
    assert tutor.counts(NEXT) == (2, 0, 1, 0)
    tutor("bury", "gamma", now=NEXT)
    assert tutor("today", now=NEXT).stdout == "1 due, 0 new, about 1 min; 1 suspended, 1 buried\n"
    tutor("resume", "gamma", now=NEXT)
    assert sorted(tutor.asked("\n4\n\n4\n\n4\n", NEXT)) == ["alpha", "gamma"]
    assert tutor.json("resume", "beta", now="2026-12-03T09:00")[0]["suspended"] is False
    assert tutor.asked("\n4\nq\n", "2026-12-03T09:00") == ["beta"]
    assert tutor("doctor", now="2026-12-03T09:00").returncode == 0


def test_a_buried_card_comes_back_tomorrow_also_if_it_is_new(tutor: Aside) -> None:
    assert tutor.json("bury", "alpha")[0]["buried_until"] == "2026-12-02"
    assert tutor.counts() == (0, 2, 0, 1)
    assert tutor.asked("\n4\n\n4\n\n4\n") == ["beta", "gamma"]
    assert tutor.counts(NEXT) == (2, 1, 0, 0)
    assert sorted(tutor.asked("\n4\n\n4\n\n4\n", NEXT)) == ["alpha", "beta", "gamma"]


def test_a_skipped_card_comes_last_today_after_the_repeats(tutor: Aside) -> None:
    assert tutor.json("skip", "alpha")[0]["skipped"] is True
    assert tutor.counts() == (0, 3, 0, 0)
    typed = "\n1\n\n4\n\n4\n\n4\n"
    assert tutor.asked(typed) == ["beta", "gamma", "beta", "alpha"]


def test_what_is_skipped_while_reviewing_stays_last_after_a_restart(tutor: Aside) -> None:
    assert tutor.asked("\nskip\n\nq\n") == ["alpha", "beta"]
    assert tutor.asked("\nskip\n\n4\n\nq\n") == ["beta", "gamma", "alpha"]
    assert tutor.asked("\nu\n\nu\n\n4\n\n4\nq\n")[-2:] == ["gamma", "alpha"]


@pytest.mark.parametrize("word", ["bury", "suspend", "reschedule in 10 days", "skip", "reset"])
def test_an_action_while_reviewing_is_undone_with_u(tutor: Aside, word: str) -> None:
    tutor.asked("\n4\n\n4\n\n4\n")
    before = tutor.json("today", now=NEXT)
    first, *others = tutor.asked(f"\n{word}\n\nu\n\nq\n", NEXT)
    assert others[-1] == first
    assert tutor.json("today", now=NEXT) == before
    why = tutor.json("resume", "alpha", "beta", "gamma", now=NEXT)
    assert {card["due"] for card in why} == {"2026-12-02"}
    assert tutor("doctor").returncode == 0


def test_a_flag_is_set_and_taken_off_and_the_card_stays_up(tutor: Aside) -> None:
    assert tutor.asked("\nflag 3\n4\n\nq\n") == ["alpha", "beta"]
    assert [card["flag"] for card in tutor.json("flag", "0", "beta", "gamma")] == [0, 0]
    assert [card["flag"] for card in tutor.json("flag", "--colour", "7", "gamma")] == [7]
    assert [card["flag"] for card in tutor.json("skip", "alpha", "gamma")] == [3, 7]


@pytest.mark.parametrize(
    ("when", "due"),
    [
        (("in", "10", "days"), "2026-12-12"),
        (("in 10 days",), "2026-12-12"),
        (("+10d",), "2026-12-12"),
        (("on", "2026-12-24"), "2026-12-24"),
        (("tomorrow",), "2026-12-03"),
        (("today",), "2026-12-02"),
    ],
)
def test_a_rescheduled_card_is_due_on_that_day(
    tutor: Aside, when: tuple[str, ...], due: str
) -> None:
    tutor.asked("\n4\nq\n")
    (acted,) = tutor.json("reschedule", "alpha", *when, now=NEXT)
    assert acted["due"] == due
    (acted,) = tutor.json("reschedule", *when, "alpha", now=NEXT)
    assert acted["due"] == due
    tutor.asked("\n4\nq\n", f"{due}T09:00")
    # I(2) = 6 days, as without: the interval was not touched.
    expected = date.fromisoformat(due) + timedelta(days=6)
    assert tutor.json("flag", "1", "alpha", now=NEXT)[0]["due"] == str(expected)


def test_a_card_is_not_due_twice_on_one_day(tutor: Aside) -> None:
    tutor.asked("\n4\nq\n")
    said = tutor("reschedule", "alpha", "today").stdout
    told = "It was graded on that day already, and due tomorrow."
    assert said == f"alpha  What is alpha?\n{told}\n"
    assert tutor.asked("\nq\n") == ["beta"]


def test_a_reset_card_is_new_and_its_reviews_still_count(tutor: Aside) -> None:
    tutor.asked("\n4\n\n4\n\n4\n")
    tutor.asked("\n4\n\n4\n\n4\n", NEXT)
    before = tutor.json("progress", now=NEXT)
    assert tutor.json("reset", "alpha", now=NEXT)[0]["due"] is None
    after = tutor.json("progress", now=NEXT)
    for figure in ("reviews", "answers", "retention", "days", "minutes"):
        assert after[figure] == before[figure]
    assert tutor.counts(NEXT) == (0, 1, 0, 0)
    assert tutor.asked("\n4\n", NEXT) == ["alpha"]
    assert tutor("doctor").returncode == 0


def test_the_examples_of_the_documentation_do_what_they_say(tutor: Aside) -> None:
    page = (Path(__file__).parents[1] / "docs" / "set-aside.md").read_text(encoding="utf-8")
    found = re.findall(r"^    tutor (.*)$", page, re.MULTILINE)
    lines = [line.partition("#")[0] for line in found if "$(" not in line]
    cards = sorted({word for line in lines for word in re.findall(r"\b[a-z]+-[a-z-]+", line)})
    assert len(cards) == 2
    (tutor.decks / "deck.md").write_text(
        "".join(f"Q: What is {name}?\nA: yes\n<!-- id: {name} -->\n\n" for name in cards)
    )
    tutor("review", "--plain", typed="\n4\n\n4\n")
    assert len(lines) >= 9
    for line in lines:
        done = tutor(*line.split(), now=NEXT)
        assert (done.returncode, done.stderr) == (0, ""), line
        assert done.stdout.endswith(".\n")
    assert tutor("doctor", now=NEXT).returncode == 0


def test_all_cards_or_none(tutor: Aside) -> None:
    done = tutor("suspend", "alpha", "gama")
    assert (done.returncode, done.stdout) == (1, "")
    assert "no card 'gama'" in done.stderr
    assert "Did you mean gamma?" in done.stderr
    nameless = tutor("suspend", "")  # what "$(tutor list … --ids)" may be
    assert (nameless.returncode, nameless.stdout) == (1, "")
    tutor.asked("\n4\nq\n")
    assert tutor("reschedule", "alpha", "beta", "tomorrow").returncode == 1
    assert tutor.counts() == (0, 2, 0, 0)


def test_several_cards_are_one_action_that_one_undo_takes_back(tutor: Aside) -> None:
    said = "alpha  What is alpha?\nbeta  What is beta?\nSuspended: 2 cards.\n"
    assert tutor("suspend", "alpha", "beta", "alpha").stdout == said
    assert tutor("suspend", "gamma").stdout == "gamma  What is gamma?\nSuspended.\n"
    assert tutor.counts() == (0, 0, 3, 0)
    assert tutor.asked("u\nq\n") == ["gamma"]
    assert tutor.counts() == (0, 1, 2, 0)
    assert len(tutor.asked("\nu\n\nq\n")) == 2
    assert tutor.counts() == (0, 3, 0, 0)


def test_a_card_is_named_by_its_file_and_line_too(tutor: Aside) -> None:
    (tutor.decks / "more.md").write_text("C: [One] and [two].\n" + "Q: q?\nA: $\\\\frac12$\n")
    assert tutor("suspend", "deck.md:5").stdout == "beta  What is beta?\nSuspended.\n"
    assert tutor("flag", "2", "decks/deck.md:1").stdout == "alpha  What is alpha?\nFlag 2.\n"
    for name, said in (
        ("deck.md:6", "No card begins on this line"),
        ("eck.md:5", "No card begins on this line"),
        ("more.md:1", "There are 2 cards at more.md:1: name one of "),
        ("\x1b.md:1", "No card begins on this line"),
    ):
        wrong = tutor("suspend", name)
        assert (wrong.returncode, wrong.stdout) == (1, "")
        assert said in wrong.stderr
        assert "\x1b" not in wrong.stderr


def test_of_many_cards_the_first_are_shown_with_their_formulas_set(tutor: Aside) -> None:
    names = [f"n{number}" for number in range(12)]
    text = "".join(f"Q: ${name}^2$?\nA: yes\n<!-- id: {name} -->\n\n" for name in names)
    (tutor.decks / "many.md").write_text(text)
    said = tutor("bury", *names).stdout.splitlines()
    assert len(said) == 12
    assert said[0] == "n0  n0²?"
    assert said[10:] == ["and 2 more", "Buried until tomorrow: 12 cards."]


def test_an_undo_in_a_review_tells_of_how_many_cards(tutor: Aside) -> None:
    tutor("suspend", "alpha", "beta")
    said = tutor("review", "--plain", typed="u\nq\n").stdout
    assert "Undone: Suspended, “What is beta?” and 1 more card\n" in said


def test_undo_takes_back_what_was_done_here_before_what_another_machine_did(
    tutor: Aside, tmp_path_factory: pytest.TempPathFactory
) -> None:
    other = Aside(tmp_path_factory.mktemp("other"))
    tutor("flag", "3", "alpha")
    other("suspend", "beta", "gamma", now="2026-12-01T10:00")
    export = tutor.folder / "export.json"
    other("export", "--format", "json", "-o", str(export))
    assert tutor("import", str(export)).returncode == 0
    said = tutor("review", "--plain", typed="u\nu\nu\nq\n").stdout
    assert [line for line in said.splitlines() if line.startswith(("Undone", "There"))] == [
        "Undone: Flag 3, “What is alpha?”",
        "Undone, from another machine: Suspended, “What is gamma?” and 1 more card",
        "There is nothing to undo: no grade of today is left.",
    ]
    assert tutor.counts() == (0, 3, 0, 0)
    assert tutor("doctor").returncode == 0


def test_after_three_agains_on_one_day_a_card_waits_for_tomorrow(tutor: Aside) -> None:
    (tutor.decks / "deck.md").write_text(DECK[: DECK.index("\n\nQ")])
    done = tutor("review", "--plain", typed="\n1\n\n1\n\n1\n\nq\n")
    assert "Graded Again 3 times today: this card waits for tomorrow." in done.stdout
    assert tutor.counts() == (0, 0, 0, 0)
    assert tutor.counts(NEXT) == (1, 0, 0, 0)
    assert tutor.asked("u\n\nq\n") == ["alpha"]  # the third Again was undone
    assert tutor.counts() == (1, 0, 0, 0)


def test_an_exercise_is_put_off_and_does_not_block(tutor: Aside) -> None:
    exercise = Path(__file__).parents[1] / "decks" / "change-of-variables" / "try-it.toml"
    (tutor.decks / "a.toml").write_bytes(exercise.read_bytes())
    done = tutor("review", "--plain", typed="skip\n\n4\n\n4\n\n4\nskip\nbury\n")
    assert done.stdout.count("Step 1 of") == 3
    assert "Skipped. u undoes it." in done.stdout
    assert "Buried until tomorrow. u undoes it." in done.stdout
    assert "3 cards, 3 grades" in done.stdout


def test_what_was_done_is_exported_merged_and_refused_by_older_programs(tutor: Aside) -> None:
    tutor.asked("\n4\n\n4\n\n4\n")
    export = tutor.folder / "export.json"
    tutor("export", "--format", "json", "-o", str(export))
    assert json.loads(export.read_text())["version"] == 1
    tutor("flag", "3", "alpha")
    tutor("bury", "beta")
    tutor("export", "--format", "json", "-o", str(export), "--force")
    found = json.loads(export.read_text())
    assert found["version"] == 3
    assert [(e["event"], e["value"]) for e in found["log"] if "value" in e] == [
        ("flag", 3),
        ("bury", 739952),  # 2 December 2026: date(2026, 12, 2).toordinal()
    ]
    tutor.database.unlink()
    assert tutor("import", str(export)).returncode == 0
    assert [card["flag"] for card in tutor.json("skip", "alpha")] == [3]
    assert tutor("doctor").returncode == 0


def test_a_card_forgotten_eight_times_is_marked_and_what_helps_is_said(tutor: Aside) -> None:
    day = date(2026, 12, 1)
    (tutor.decks / "deck.md").write_text(DECK[: DECK.index("\n\nQ")])
    now = datetime(2026, 12, 1, 9).astimezone()
    tutor.database.parent.mkdir()
    with closing(Database(tutor.database)) as store:
        study = Study(store, [tutor.decks], lambda: now, Settings())
        study.decks.open()
        for quality in 7 * (4, 1):  # passed, then forgotten on the day it is due
            study.review.grade(study.review.begin(), quality, 1.0)
            now += timedelta(days=1)
    assert now.date() == day + timedelta(days=14)
    for later, typed in ((14, "\n4\n"), (15, "\n1\nq\n")):
        at = f"{day + timedelta(days=later)}T09:00"
        said = tutor("review", "--plain", typed=typed, now=at).stdout
        assert ("leech" in said) == (later == 15)  # when it comes back after the eighth
    said = tutor("review", "--plain", typed="\nq\n", now=f"{day + timedelta(days=16)}T09:00").stdout
    assert "Card 1 of 1, leech." in said
    assert (
        "Forgotten 8 times: rewrite it (e), split it (tutor add) or suspend it (suspend)." in said
    )
    found = tutor.json("flag", "0", "alpha", now=f"{day + timedelta(days=16)}T09:00")
    assert found[0]["suspended"] is False  # that is the learner's to decide
    searched = f"{day + timedelta(days=16)}T09:00"
    assert tutor("list", "is:leech", "--ids", now=searched).stdout == "alpha\n"
    for setting, words in (("9", "0 cards with 9 lapses"), ("0", "leech_lapses is 0")):
        assert tutor("settings", "leech_lapses", setting).returncode == 0
        assert tutor("list", "is:leech", "--ids", now=searched).stdout == ""
        said = tutor("review", "--plain", typed="\nq\n", now=searched).stdout
        assert "Card 1 of 1" in said
        assert "leech" not in said
        assert words in " ".join(tutor("progress", now=searched).stdout.split())
