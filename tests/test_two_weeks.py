"""A shorter life of `python -m tests.two_weeks`: fewer cards and days, all the rest the same."""

from pathlib import Path

from tests.two_weeks import Stranger, live


def test_a_stranger_comes_back_and_catches_up_with_at_most_the_load_chosen(tmp_path: Path) -> None:
    stranger = Stranger(tmp_path, seed=3, cards=40, seconds=60)
    said = list(live(stranger, days=2, adds=2, edits=1))
    assert 5 <= len(said) <= 8
