"""A card that is asked again on the day of its grade is due: for searches as for `tutor today`."""

import json

import pytest

from tests.command import Command
from tests.learner import questions

# Five new cards in their order, and in the second round those of them that were graded low:
# "beta" is graded Again a third time, and waits for tomorrow.
_FIRST = "\n1\n\n1\n\n2\n\n3\n\n4\n"
_IDS = ("alpha", "beta", "gamma", "delta", "epsilon")


@pytest.fixture
def studied(tutor: Command) -> Command:
    """A learner who left a review with three cards that come back today, one of them buried."""
    lines = [f"Q: What is {name}? <!-- id: {name} -->\nA: {name}\n" for name in _IDS]
    (tutor.decks / "deck.md").write_text("\n".join(lines))
    (tutor.decks / "other.md").write_text(questions("zeta"))
    done = tutor("review", "deck", "--plain", typed=_FIRST + "q\n")
    assert done.returncode == 0, done.stderr
    return tutor


def _ids(tutor: Command, search: str, now: str = "2026-12-01T09:30") -> list[str]:
    done = tutor("list", search, "--ids", now=now)
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


def test_it_is_found_counted_asked_and_listed_as_due(studied: Command) -> None:
    now = "2026-12-01T09:30"
    assert json.loads(studied("today", "--json", now=now).stdout)["due"] == 3
    assert _ids(studied, "is:due") == ["alpha", "beta", "gamma"]
    assert _ids(studied, "-is:due deck:deck") == ["delta", "epsilon"]
    assert _ids(studied, "is:due (alpha or is:new or delta)") == ["alpha"]
    assert _ids(studied, "is:due or is:new")[:3] == ["alpha", "beta", "gamma"]
    assert _ids(studied, "is:due deck:other") == []
    assert _ids(studied, "prop:due=0") == ["alpha", "beta", "gamma"]
    assert _ids(studied, "prop:due>0") == ["delta", "epsilon"]
    said = studied("list", "deck:deck", now=now).stdout.splitlines()
    assert [line.split()[:2] for line in said[:-1]] == [
        *(["alpha", "today"], ["beta", "today"], ["gamma", "today"]),
        *(["delta", "2026-12-02"], ["epsilon", "2026-12-02"]),
    ]
    facts = json.loads(studied("list", "alpha", "--json", now=now).stdout)
    assert facts[0]["due"] == "2026-12-02"  # the day of its schedule
    review = studied("review", "--search", "is:due", "--plain", typed="q\n", now=now)
    assert "Card 1 of 3" in review.stdout


def test_it_is_due_no_more_when_it_waits(studied: Command) -> None:
    now = "2026-12-01T09:30"
    assert studied("bury", "alpha", now=now).returncode == 0
    for minute in ("40", "50"):  # beta is graded Again for the third time
        again = ("review", "--search", "beta", "--plain")
        done = studied(*again, typed="\n1\nq\n", now=f"2026-12-01T09:{minute}")
        assert done.returncode == 0, done.stderr
    later = "2026-12-01T10:00"
    assert json.loads(studied("today", "--json", now=later).stdout)["due"] == 1
    assert _ids(studied, "is:due", later) == ["gamma"]
    assert "today" not in studied("list", "alpha or beta", now=later).stdout
    assert _ids(studied, "is:due", "2026-12-02T09:00") == [*_IDS]
