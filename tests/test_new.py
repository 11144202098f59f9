"""`tutor new`: a deck to begin with, in the learner's folder, and nothing is ever replaced."""

import pytest

from tests.command import Command


def test_a_new_deck_passes_check_and_is_never_replaced(tutor: Command) -> None:
    done = tutor("new", "Who's: $me?")
    path = tutor.decks / "Who's- $me-.md"
    assert str(path) in done.stdout
    text = path.read_text()
    checked = tutor("check", str(path))
    assert (checked.returncode, checked.stdout) == (0, "3 cards in 1 file, no faults.\n")
    again = tutor("new", "Who's: $me?")
    assert again.returncode == 1
    assert "is there already" in again.stderr
    assert path.read_text() == text


def test_the_folder_of_ones_own_is_made_when_needed_and_can_be_chosen(tutor: Command) -> None:
    del tutor.environment["XDG_CONFIG_HOME"]
    assert tutor.bare("new", "Topology").returncode == 0
    assert (tutor.folder / "share" / "tutor" / "decks" / "Topology.md").is_file()
    settings = tutor.folder / ".config" / "tutor" / "settings.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text("decks_folder = '~/my notes'\n")
    assert tutor.bare("new", "Topology").returncode == 0
    assert (tutor.folder / "my notes" / "Topology.md").is_file()
    assert "Topology" in tutor.bare("review", "none", "--plain").stderr  # among the decks


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("", "is no name"),
        ("a\nb", "is no name"),
        ("\x1b[2J", "is no name"),
        ("../up", "is a path"),
        (".hidden", "full stop"),
        ("README", "never read"),
        ("x" * 101, "100 characters"),
        ("DECK", "There is a deck deck already"),
    ],
)
def test_a_name_that_no_deck_can_have_is_refused(tutor: Command, name: str, said: str) -> None:
    done = tutor("new", name)
    assert done.returncode == 1
    assert said in done.stderr
    assert "\x1b" not in done.stderr
    assert [path.name for path in tutor.decks.iterdir()] == ["deck.md"]
