"""What is chosen to be printed."""

from pathlib import Path

import pytest

from tests.learner import asked_in_order, questions
from tests.printing.printer import Printer
from tutor.core.kind import Kind
from tutor.errors import TutorError
from tutor.printing import Chosen, Wanted, choose

SELF_CHECK = '---\nkind = "self-check"\n---\n\n'


@pytest.fixture
def printer(tmp_path: Path) -> Printer:
    return Printer(tmp_path)


def chosen(printer: Printer, wanted: Wanted) -> Chosen:
    with printer.opens() as study:
        return choose(study, wanted, lambda said, share: None)


def asks(chosen: Chosen) -> list[str]:
    return [card.question for card in chosen.cards]


def test_all_decks_are_printed_in_their_order_and_a_card_that_stands_twice_once(
    printer: Printer,
) -> None:
    printer.write("one.md", questions("alpha", "beta"))
    printer.write("two.md", questions("beta", "gamma"))
    all_of_it = chosen(printer, Wanted())
    assert asks(all_of_it) == ["What is alpha?", "What is beta?", "What is gamma?"]
    assert all_of_it.title == "one, two"
    assert str(all_of_it) == "3 cards"


def test_decks_are_chosen_by_name(printer: Printer) -> None:
    printer.write("one.md", questions("alpha"))
    printer.write("two.md", questions("beta"))
    assert asks(chosen(printer, Wanted(decks=("two",)))) == ["What is beta?"]
    with pytest.raises(TutorError, match=r"no deck 'tow'. Did you mean 'two'"):
        chosen(printer, Wanted(decks=("tow",)))


def test_a_kind_is_chosen(printer: Printer) -> None:
    printer.write("one.md", questions("alpha"))
    printer.write("two.md", SELF_CHECK + questions("beta"))
    assert asks(chosen(printer, Wanted(kinds=(Kind.SELF_CHECK,)))) == ["What is beta?"]
    both = Wanted(kinds=(Kind.SELF_CHECK, Kind.FLASHCARDS))
    assert asks(chosen(printer, both)) == ["What is alpha?", "What is beta?"]
    with pytest.raises(TutorError, match=r"no exercises among these 2 cards. Their kinds: flash"):
        chosen(printer, Wanted(kinds=(Kind.EXERCISES,)))


def test_a_tag_is_chosen_in_capitals_or_not(printer: Printer) -> None:
    printer.write("one.md", "Q: tagged\n<!-- tags: Density, x -->\nA: a\n\nQ: not\nA: a\n")
    assert asks(chosen(printer, Wanted(tag="density"))) == ["tagged"]
    with pytest.raises(TutorError, match=r"has the tag 'densty'. Did you mean 'Density'\? Their"):
        chosen(printer, Wanted(tag="densty"))


def test_what_is_due_is_what_a_review_would_ask_in_its_order(printer: Printer) -> None:
    printer.new_a_day = 3
    printer.write("one.md", questions("alpha", "beta", "gamma", "delta"))
    assert len(chosen(printer, Wanted(due=True)).cards) == 3
    with printer.opens() as study:
        asked_in_order(study, study.review.begin())
    with pytest.raises(TutorError, match="nothing in your decks is due today"):
        chosen(printer, Wanted(due=True))
    with pytest.raises(TutorError, match="nothing of one is due today"):
        chosen(printer, Wanted(decks=("one",), due=True))
    printer.sleep()
    due = asks(chosen(printer, Wanted(due=True)))
    assert sorted(due) == sorted(f"What is {x}?" for x in ("alpha", "beta", "gamma", "delta"))
    with printer.opens() as study:
        assert due == asked_in_order(study, study.review.begin())


def test_an_empty_folder_of_decks_prints_nothing_and_says_so(printer: Printer) -> None:
    with pytest.raises(TutorError, match="there are no cards in your decks"):
        chosen(printer, Wanted())


def drawn(chosen: Chosen) -> list[tuple[str, int, int | None, str]]:
    problems = [each.problem for each in chosen.problems]
    return [(p.exercise, p.level, p.seed, p.statement) for p in problems]


def test_the_same_seed_draws_the_same_problems_and_another_seed_others(printer: Printer) -> None:
    printer.bundle()
    exercises = Wanted(kinds=(Kind.EXERCISES,), seed=7)
    first = drawn(chosen(printer, exercises))
    assert [(name, level, seed) for name, level, seed, _ in first] == [
        ("affine-uniform", 1, 7),
        ("linear-square", 1, 7),
        ("affine-normal", 1, 7),
        ("linear-normal", 1, 7),
    ]
    assert drawn(chosen(printer, exercises)) == first
    assert drawn(chosen(printer, Wanted(kinds=(Kind.EXERCISES,), seed=8))) != first


def test_without_a_seed_the_one_of_the_moment_is_taken_and_named(printer: Printer) -> None:
    printer.bundle()
    fresh = chosen(printer, Wanted(kinds=(Kind.EXERCISES,)))
    assert {each.problem.seed for each in fresh.problems} == {fresh.seed}
    assert str(fresh) == f"4 problems (drawn with --seed {fresh.seed})"
    printer.sleep(0, hours=0.001)
    assert chosen(printer, Wanted(kinds=(Kind.EXERCISES,))).seed != fresh.seed


def test_an_exercise_is_drawn_as_often_and_at_the_level_that_is_asked_for(printer: Printer) -> None:
    printer.bundle()
    many = chosen(printer, Wanted(kinds=(Kind.EXERCISES,), seed=3, level=2, count=3))
    assert [each.origin for each in many.problems[:4]] == [
        "affine-uniform · level 2 · seed 3",
        "affine-uniform · level 2 · seed 4",
        "affine-uniform · level 2 · seed 5",
        "linear-square · level 2 · seed 3",
    ]
    with pytest.raises(TutorError, match="has levels 1 to 3"):
        chosen(printer, Wanted(kinds=(Kind.EXERCISES,), level=4))
