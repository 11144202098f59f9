"""After days away: what happened is said, two ways back are offered, and they end by themselves."""

import json
import random
from pathlib import Path

import pytest

from tests.command import Command
from tests.learner import Learner, questions
from tests.tui.seat import seated
from tutor.core.limits import NO_LIMIT
from tutor.settings import Settings
from tutor.study import Study

CARDS = 120
DAYS = 6


def study_all(study: Study, chance: random.Random) -> float:
    """Grade all that the day asks; the minutes that it took."""
    session, asked = study.review.ask(study.review.begin())
    while asked is not None:
        quality = chance.choices((1, 3, 4, 5), (1, 1, 7, 1))[0]
        session, asked = study.review.ask(study.review.grade(session, quality, 20.0))
    study.schedule.today()
    return sum(done.entry.seconds for done in session.done) / 60


@pytest.fixture
def learner(tmp_path: Path) -> Learner:
    """Six days of 20 new cards, then 20 days away."""
    learner = Learner(tmp_path)
    learner.write("deck.md", questions(*(f"card {number}" for number in range(CARDS))))
    chance = random.Random(4)
    for _ in range(DAYS):
        with learner.opens() as study:
            study_all(study, chance)
        learner.sleep()
    learner.sleep(20 - 1)
    return learner


def test_the_days_it_takes_are_those_that_were_drawn(learner: Learner) -> None:
    chance = random.Random(5)
    with learner.opens() as study:
        backlog = study.catching_up.offered()
        assert backlog is not None
        assert (backlog.away, backlog.due) == (19, CARDS)
        everything = study.schedule.today()
        assert (backlog.due, backlog.minutes) == (everything.due, everything.minutes)
        days = [study.history.progress().activity.days[study.day - 25 + n] for n in range(DAYS)]
        middle = sorted(work.minutes for work in days)[2:4]
        assert backlog.usual - 1 < sum(middle) / 2 <= backlog.usual
        assert [offer.minutes for offer in backlog.offers] == [
            -(-backlog.usual * 3 // 2),
            -(-backlog.usual * 5 // 2),
        ]
        offer = backlog.offers[0]
        assert offer.is_cleared
        study.catching_up.begin(offer.minutes)
        assert study.catching_up.offered() is None
    taken = 0
    while True:
        with learner.opens() as study:
            today = study.schedule.today()
            if not today.catching_up:
                break
            assert today.catching_up == offer.minutes
            assert today.minutes <= offer.minutes + 1  # at least half of the last card fits
            assert today.new == 0 or today.left == 0
            study_all(study, chance)
            assert study.catching_up.backlog().due == today.left
            taken += 1
        assert learner.proof().holds
        learner.sleep()
    assert abs(taken - len(offer.loads)) <= 1  # what was expected, and what chance did
    with learner.opens() as study:
        assert study.schedule.today().left == 0
        assert study.days.limits().all["minutes"].today is None


def test_days_off_are_no_days_away_and_few_cards_are_no_backlog(learner: Learner) -> None:
    with learner.opens() as study:
        first, last = (str(learner.now.date().replace(day=day)) for day in (1, 25))
    holidays = Settings(days_off=(f"{first}..{last}",))
    with learner.opens() as study:
        study._learner.settings = holidays
        assert study.catching_up.offered() is None
        assert study.catching_up.backlog().away < 3
        study._learner.settings = Settings(minutes_a_day=120)  # all that is due fits
        assert study.catching_up.offered() is None
        assert study.catching_up.backlog().usual == 120


def test_not_now_and_all_of_it_are_answers_for_this_day(learner: Learner) -> None:
    with learner.opens() as study:
        study.days.change_today("minutes", 5)
        study.catching_up.later()
        assert study.catching_up.offered() is None
        assert study.days.limits().all["minutes"].today == 5
        study.catching_up.take_all()
        assert study.schedule.today().due == CARDS
        study.catching_up.begin(10)
        study.catching_up.end()
    learner.sleep()
    with learner.opens() as study:
        assert study.catching_up.offered() is not None
        assert study._learner.store.path.exists()
        with study._learner.store.reading() as queries:
            assert queries.decided().on(study.day).reviews is None
            assert queries.decided().today_only.reviews == NO_LIMIT


def test_the_prompt_says_what_happened_and_takes_the_choice(
    tutor: Command, learner: Learner
) -> None:
    tutor.database = learner.database
    now = learner.now.isoformat()
    said = tutor("review", "--plain", now=now).stdout
    assert said.startswith("You were away for 19 days. 120 cards are due, about ")
    facts = json.loads(tutor("catchup", "--json", now=now).stdout)
    first = facts["offers"][0]
    drawn = tutor("catchup", now=now).stdout
    assert f"`tutor catchup 1.5`: about {first['minutes_a_day']} minutes a day." in drawn
    assert f"Cleared in {first['days']} days:" in drawn
    assert drawn.count("█") > 50
    begun = tutor("catchup", "1.5", now=now).stdout
    assert f"You are catching up: about {first['minutes_a_day']} minutes a day" in begun
    line = tutor("today", now=now).stdout
    assert f"; catching up, {first['minutes_a_day']} min a day; " in line
    assert "more are due; your limit for today is reached" in line
    assert "You were away" not in tutor("review", "--plain", now=now).stdout
    assert tutor("catchup", "off", now=now).returncode == 0
    twice = tutor("catchup", "off", now=now)
    assert (twice.returncode, "your days are as usual" in twice.stderr) == (1, True)
    wrong = tutor("catchup", "3", now=now)
    assert (wrong.returncode, "1.5, 2.5, all, off" in wrong.stderr) == (2, True)


async def test_home_welcomes_back_once_and_says_how_to_end_it(learner: Learner) -> None:
    async with seated(learner) as seat:
        assert "You were away for 19 days. 12" in seat.text
        assert "Welcome back" in seat.text
        assert "minutes a day: cleared in" in seat.text
        await seat.press("escape")
        assert seat.shown == "HomeScreen"
        assert "120 due" in seat.text
        await seat.press("B", "2")
        assert seat.shown == "HomeScreen"
        assert "minutes a day until what is due is cleared; B ends it." in seat.text
        await seat.press("B")
        assert "You are catching up" in seat.text
        await seat.press("e")
        assert "120 due" in seat.text
        assert "Catching up" not in seat.text
