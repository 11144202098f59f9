"""Days off: nothing new, no exercises, no streak broken; and what falls on the days after them."""

import json
from pathlib import Path

from tests.command import Command
from tests.learner import MORNING, Learner, questions
from tests.scheduling.test_days_ahead import EXERCISE
from tests.tui.seat import seated
from tutor.settings import Settings, load


def test_a_day_off_begins_nothing_and_the_streak_goes_on(tutor: Command) -> None:
    (tutor.decks / "deck.md").write_text(questions(*(f"card {number}" for number in range(6))))
    (tutor.decks / "try.toml").write_text(EXERCISE.format(id="try"))
    assert tutor("limits", "--new", "4", "--for-good").returncode == 0
    tutor("review", "deck", "--plain", typed="\n3\n" * 4)
    said = tutor("holidays", "2026-12-02..2026-12-05", "2026-12-08").stdout
    assert said.startswith("Days off: 2026-12-02..2026-12-05, 2026-12-08\nExpected minutes:\n")
    facts = json.loads(tutor("holidays", "--json").stdout)
    assert facts["days_off"] == ["2026-12-02..2026-12-05", "2026-12-08"]
    off = [day["date"][-2:] for day in facts["next_days"] if day["is_off"]]
    assert off == ["02", "03", "04", "05", "08"]
    assert {day["minutes"] for day in facts["next_days"] if day["is_off"]} == {0}
    today = json.loads(tutor("today", "--json", now="2026-12-03T09:00").stdout)
    assert (today["due"], today["new"], today["is_off"]) == (4, 0, True)
    assert "; a day off" in tutor("today", now="2026-12-03T09:00").stdout
    back = json.loads(tutor("today", "--json", now="2026-12-06T09:00").stdout)
    assert (back["due"], back["new"], back["is_off"]) == (4, 3, False)
    for day, streak in (("05", 1), ("06", 1), ("07", 0)):
        figures = json.loads(tutor("progress", "--json", now=f"2026-12-{day}T09:00").stdout)
        assert figures["streak"] == {"current": streak, "longest": 1}
    tutor("review", "deck", "--plain", typed="\n3\n" * 4, now="2026-12-06T09:00")
    figures = json.loads(tutor("progress", "--json", now="2026-12-06T09:00").stdout)
    assert figures["streak"] == {"current": 2, "longest": 2}
    assert tutor("holidays", "--remove", "2026-12-08").stdout.startswith("Days off: 2026-12-02..")
    assert load(tutor.folder / "config" / "tutor" / "settings.toml").settings.days_off == (
        "2026-12-02..2026-12-05",
    )


def test_what_is_no_day_is_refused_and_nothing_is_changed(tutor: Command) -> None:
    for text in ("2026-02-30", "24.12.2026", "2027-01-02..2026-12-24", "2026-W52-4", "٢٠٢٦-12-24"):
        done = tutor("holidays", text)
        assert (done.returncode, done.stdout) == (2, "")
        assert "2026-12-24..2027-01-02" in done.stderr
    done = tutor("holidays", "--remove", "2026-12-24")
    assert done.returncode == 1
    assert "there are none. Nothing was changed." in done.stderr
    assert not (tutor.folder / "config").exists()


def test_days_are_taken_out_of_longer_ones_and_those_that_overlap_are_one(tutor: Command) -> None:
    def listed(*words: str) -> str:
        done = tutor("holidays", *words)
        assert done.returncode == 0, done.stderr
        return done.stdout.splitlines()[0]

    assert listed("2027-01-01..2027-01-05", "2026-12-24", "2026-12-30..2027-01-02") == (
        "Days off: 2026-12-24, 2026-12-30..2027-01-05"
    )
    assert listed("2026-12-20") == "Days off: 2026-12-20, 2026-12-24, 2026-12-30..2027-01-05"
    assert listed("--remove", "2026-12-31") == (
        "Days off: 2026-12-20, 2026-12-24, 2026-12-30, 2027-01-01..2027-01-05"
    )
    assert listed("--remove", "2026-12-22..2027-01-03") == (
        "Days off: 2026-12-20, 2027-01-04..2027-01-05"
    )
    done = tutor("holidays", "--remove", "2027-01-04", "--remove", "2026-12-31")
    assert done.returncode == 1
    assert "2026-12-31 is not among the days off: 2026-12-20, 2027-01-05." in done.stderr
    assert listed() == "Days off: 2026-12-20, 2027-01-04..2027-01-05"
    assert listed("--remove", "2026-12-01..2027-12-31") == "Days off: none"


async def test_home_says_that_it_is_a_day_off(tmp_path: Path) -> None:
    learner = Learner(tmp_path)
    learner.write("deck.md", questions("alpha", "beta"))
    with learner.opens() as study:
        session, asked = study.review.ask(study.review.begin())
        assert asked is not None
        study.review.grade(session, 4, 5.0)
    learner.sleep(3)
    date = str((MORNING.date()).replace(day=2))
    settings = Settings(days_off=(f"{date}..2026-12-04", "2026-12-24"))
    async with seated(learner, settings=settings) as seat:
        assert "1 due 0 new" in seat.text
        assert "A day off: nothing new, and no exercises." in seat.text
        await seat.press("w")
        assert "Days off: 2026-12-02..2026-12-04, 2026-12-24." in seat.text
