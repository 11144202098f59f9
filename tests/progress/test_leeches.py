"""What share of the time the leeches took, of cards that are graded by turns."""

import json
from pathlib import Path

from tests.command import Command
from tests.learner import MORNING, Learner, questions
from tutor.progress.figures import figures


def test_leeches_are_cards_of_eight_lapses_and_take_their_share(
    tutor: Command, tmp_path: Path
) -> None:
    learner = Learner(tmp_path)
    tutor.database = learner.database
    learner.write("deck.md", questions("alpha", "beta", "gamma"))
    at = round(MORNING.timestamp() * 1000)
    with learner.opens() as study, learner.writes() as writer:
        alpha, beta, gamma = (card.id for card in study.decks.cards())
        first = study.day
        for turn in range(17):  # Good and Again in turn: a lapse at every second grade
            day = first + 8 * turn
            writer.grade(alpha, 1 if turn % 2 else 4, at + turn, day, 30.0)
            if turn < 16:
                writer.grade(beta, 1 if turn % 2 else 4, at + turn, day, 10.0)
            writer.grade(gamma, 4, at + turn, day, 20.0)
        last = first + 8 * 15
        writer.undo(at + 99, last)  # gamma's grade
        today = first + 8 * 16
    learner.sleep(8 * 16)
    with learner.opens() as study:
        assert study.day == today
        progress = study.history.progress()
        found = progress.leeches
        assert found.cards == 2
        # Of the last 90 days: 12 turns, 8 days apart.
        turns = [turn for turn in range(17) if first + 8 * turn > today - 90]
        assert len(turns) == 12
        assert found.minutes == (12 * 30 + 11 * 10) / 60
        assert round(found.of, 9) == round((12 * 30 + 11 * 10 + 11 * 20) / 60, 9)
        (figure,) = (each for each in figures(progress, str) if each.key == "leeches")
        assert figure.meaning == (
            "2 cards with 8 lapses or more: leeches. They took 68 % of the last 90 days' time."
        )
        assert study.history.progress(since=today).leeches.minutes == 0.5
    now = learner.now.isoformat()
    shown = json.loads(tutor("progress", "--json", now=now).stdout)["leeches"]
    assert shown == {"cards": 2, "minutes": 7.83, "of_minutes": 11.5, "share": 0.681159}
    assert "Time for leeches" in tutor("progress", now=now).stdout
