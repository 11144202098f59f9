"""The verbs of the command line: one list, one file each."""

from pathlib import Path

import pytest

from tests.command import Command
from tutor.cli import verbs
from tutor.cli.verbs import GROUPS, VERBS, load


def test_every_file_is_in_the_list_and_home_needs_no_verb() -> None:
    files = Path(verbs.__file__).parent.glob("[!_]*.py")
    assert {path.stem.rstrip("_") for path in files} == {*VERBS, "home"}


def test_help_lists_every_verb_once_in_a_group(tmp_path: Path) -> None:
    lines = Command(tmp_path)("--help").stdout.split("\n")
    verbs = {name: [line for line in lines if line.startswith(f"  {name} ")] for name in VERBS}
    assert all(len(found) == 1 for found in verbs.values()), verbs
    assert all(f"{title}:" in lines for title in GROUPS)


@pytest.mark.parametrize("name", VERBS)
def test_a_verb_has_its_name_a_summary_and_examples_that_begin_with_it(name: str) -> None:
    verb = load(name)
    assert verb.name == name
    assert verb.summary[0].islower()
    assert not verb.summary.endswith(".")
    assert verb.examples
    assert all(f"{example} ".startswith(f"tutor {name} ") for example in verb.examples)


def test_options_that_verbs_share_all_take_a_value_or_none_does() -> None:
    """What stands before the verb must be read without knowing the verb."""
    kinds: dict[str, set[bool]] = {}
    for name in VERBS:
        for option in load(name).options:
            kinds.setdefault(option.name, set()).add(option.has_value)
    assert all(len(has_value) == 1 for has_value in kinds.values())


@pytest.mark.parametrize("verb", ["review", "progress", "print", "export"])
def test_an_unknown_kind_is_answered_with_the_kinds_as_they_are_typed(
    tmp_path: Path, verb: str
) -> None:
    done = Command(tmp_path)(verb, "--kind", "nope")
    assert done.returncode == 2
    assert "choose from 'flashcards', 'self-check', 'exercises')" in done.stderr
