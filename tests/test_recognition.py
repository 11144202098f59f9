"""Edited cards through the front door: the history stays, or the program says how to keep it."""

import os
import re
from itertools import count
from pathlib import Path

import pytest

from tests.command import Command
from tests.learner import Learner
from tutor.core.card import Card
from tutor.study import Study

SECONDS = count(1)  # each time a deck is written it is a second later
LINE = "Q: Is the function $x^2$ convex on the whole real lien?\nA: Yes.\n\n"
OTHER = "Q: Is the function $x^4$ convex on the whole real line?\nA: Yes.\n\n"
END = "Q: What is a norm?\nA: A length.\n\n"

# By name: a deck before and after an edit. Its first card is graded before, and known after.
KEPT = {
    "a question corrected beside one like it": (LINE + OTHER, LINE.replace("ien", "ine") + OTHER),
    "a question extended": (
        "Q: Which?\nA: The forward KL divergence\n" + END,
        "Q: Which of the two divergences does maximum likelihood minimise, and over what?\n"
        "A: The forward KL divergence\n" + END,
    ),
    "a word made clear": (
        "Q: to be\nA: ser\n\nQ: to go\nA: ir\n",
        "Q: to be (Spanish)\nA: ser\n\nQ: to go\nA: ir\n",
    ),
    "a sentence added to a note": (
        "C: A flow is [invertible].\n\n" + END,
        "C: A flow is [invertible]. So it can be run in both directions, which is what makes "
        "its density known in closed form, and training by maximum likelihood possible.\n\n" + END,
    ),
    "a formula spelled otherwise": (
        "Q: Let $X=f(Z)$. Slope?\nA: it is $a/b$, no more\n" + END,
        "Q: Let $X = f(Z)$. Slope?\nA: it is $\\frac{a}{b}$, no more\n" + END,
    ),
    "formulas and a full stop": (
        "Q: $p_{X}(x)$?\nA: $\\frac{1}{b-a}$.\n" + END,
        "Q: What is $p_X(x)$ for a uniform base on $[a,b]$ and the identity?\nA: $1/(b-a)$\n" + END,
    ),
    "a question turned into a note": (
        "Q: Capital of France?\nA: Paris\n\n" + END,
        "C: The capital of France is [Paris], on the Seine.\n\n" + END,
    ),
    "an answer rewritten": ("Q: Why?\nA: Because.\n" + END, "Q: Why?\nA: No reason.\n" + END),
    "a question corrected and a card like it added": (
        LINE + END,
        LINE.replace("ien", "ine") + END + LINE.replace("ien", "ine").replace("^2", "^6"),
    ),
}
UNDECIDED = {
    "a hidden part widened": (
        "C: A flow is [invertible] and tractable.\n\n" + END,
        "C: A flow is [invertible and tractable].\n\n" + END,
    ),
    "question and answer rewritten": (
        "Q: Why divide?\nA: Mass.\n\n" + END,
        "Q: What does the determinant do?\nA: It conserves probability.\n\n" + END,
    ),
    "a card split in two": (
        "Q: What are a and b?\nA: slope; intercept\n\n" + END,
        "Q: What is a?\nA: slope\n\nQ: What is b?\nA: intercept\n\n" + END,
    ),
    "two cards merged": (
        "Q: What is a?\nA: slope\n\nQ: What is b?\nA: intercept\n\n" + END,
        "Q: What are a and b?\nA: slope; intercept\n\n" + END,
    ),
    "two like one": (
        LINE + END,
        END + LINE.replace("Is", "Say: is") + LINE.replace("whole", "entire"),
    ),
    "an id mistyped": (
        "Q: What is a flow?\n<!-- id: flow -->\nA: a map\n\n" + END,
        "Q: What is a flow?\n<!-- id: flwo -->\nA: a map\n\n" + END,
    ),
    "an id of a hidden part mistyped": (
        "C: A flow is [invertible <!-- id: flow -->].\n\n" + END,
        "C: A flow is [invertible <!-- id: flwo -->].\n\n" + END,
    ),
    "two parts hidden together": (
        "C: The [Seine] flows through Paris.\n\n" + END,
        "C: The [Seine <!-- group: a -->] flows through [Paris <!-- group: a -->].\n\n" + END,
    ),
    "moved and its formula changed": (LINE + END, END + LINE.replace("$x^2$", "$x^3$")),
}


def write(learner: Learner, text: str) -> None:
    path = learner.write("deck.md", text)
    seconds = next(SECONDS)
    os.utime(path, (seconds, seconds))


def graded(study: Study) -> list[Card]:
    return [card for card in study.decks.cards() if study.history.entries(card.id)]


def grade_all(learner: Learner, question: str) -> None:
    """Grade the card with this text in its question, and no other."""
    with learner.opens() as study:
        (card,) = [each for each in study.decks.cards() if question in each.question]
    with learner.writes() as writer:
        writer.grade(card.id, 4, 1_796_000_000_000, learner.now.toordinal(), 1.0)


def first_question(text: str) -> str:
    tag = re.match(r"[QC]: (.*)", text)
    assert tag is not None
    if text.startswith("Q"):
        return tag[1]
    return re.sub(r"\[[^]]*\]", "[…]", tag[1], count=1).replace(" <!-- id: flow -->", "")


@pytest.mark.parametrize("edit", KEPT)
def test_an_edited_card_keeps_its_history(tmp_path: Path, edit: str) -> None:
    before, after = KEPT[edit]
    learner = Learner(tmp_path)
    write(learner, before)
    grade_all(learner, first_question(before))
    write(learner, after)
    with learner.opens() as study:
        (card,) = graded(study)
        assert card.question == first_question(after)
        assert study.decks.shelf.notes == ("1 changed card kept its history.",)


@pytest.mark.parametrize("edit", UNDECIDED)
def test_what_cannot_be_decided_is_named_with_the_id_that_keeps_it(
    tmp_path: Path, edit: str
) -> None:
    before, after = UNDECIDED[edit]
    learner = Learner(tmp_path)
    write(learner, before)
    grade_all(learner, first_question(before))
    write(learner, after)
    for _ in range(2):  # also when the program is opened once more
        with learner.opens() as study:
            assert graded(study) == []
            notes = study.decks.shelf.notes
            assert notes
            assert all(first_question(before)[:50] in note for note in notes)
    # What is advised is done, at the first place that is named.
    place, name, where = re.search(
        r":(\d+): .*?(<!-- id: \S+ -->) (below its Q|inside|in place of .*? -->)", notes[0]
    ).groups()  # type: ignore[union-attr]
    lines = after.split("\n")
    at = int(place) - 1
    if where == "inside":
        (hidden,) = re.findall(r"inside \[(.*?)\]", notes[0])
        lines[at] = re.sub(rf"\[{hidden}(?=[] ])", f"[{hidden} {name}", lines[at])
    elif where.startswith("in place of "):
        lines = "\n".join(lines).replace(where.removeprefix("in place of "), name).split("\n")
    else:
        lines.insert(at + 1, name)
    write(learner, "\n".join(lines))
    with learner.opens() as study:
        (card,) = graded(study)
        assert card.line == at + 1
        assert study.decks.shelf.faults == ()
        assert not any("starts as new" in note for note in study.decks.shelf.notes)


def test_a_new_card_that_is_graded_or_a_card_that_comes_back_is_decided(tmp_path: Path) -> None:
    before, after = UNDECIDED["question and answer rewritten"]
    for decide in ("grade", "restore"):
        (tmp_path / decide).mkdir()
        learner = Learner(tmp_path / decide)
        write(learner, before)
        grade_all(learner, "Why divide?")
        write(learner, after)
        with learner.opens() as study:
            assert len(study.decks.shelf.notes) == 1
        if decide == "grade":
            grade_all(learner, "determinant")
        else:
            write(learner, after + before.removesuffix(END))
        with learner.opens() as study:
            assert study.decks.shelf.notes == ()
            assert len(graded(study)) == 1


def test_an_extended_question_in_a_renamed_file_keeps_its_history(tmp_path: Path) -> None:
    learner = Learner(tmp_path)
    write(learner, OTHER + "Q: to be\nA: ser\n\n" + END)
    grade_all(learner, "to be")
    (learner.decks / "deck.md").rename(learner.decks / "verbs.md")
    learner.write("verbs.md", OTHER + "Q: to be, for what lasts (Spanish)\nA: ser\n\n" + END)
    with learner.opens() as study:
        (card,) = graded(study)
        assert card.question == "to be, for what lasts (Spanish)"


def test_cards_added_and_cards_removed_are_not_worth_a_word(tmp_path: Path) -> None:
    learner = Learner(tmp_path)
    write(learner, LINE + END)
    grade_all(learner, "lien")
    write(learner, LINE + OTHER + END + OTHER.replace("^4", "^6"))
    with learner.opens() as study:
        assert study.decks.shelf.notes == ()
    write(learner, OTHER + END)
    with learner.opens() as study:
        assert study.decks.shelf.notes == ()
    write(learner, LINE + OTHER + END)
    with learner.opens() as study:
        assert study.decks.shelf.notes == ()
        assert [card.question for card in graded(study)] == [first_question(LINE)]


def test_a_review_says_which_card_starts_as_new_and_what_to_write(tmp_path: Path) -> None:
    tutor = Command(tmp_path)
    deck = tutor.decks / "deck.md"
    before, after = UNDECIDED["question and answer rewritten"]
    deck.write_text(before)
    tutor("review", "--plain", "--limit", "1", typed="\n4\n")
    deck.write_text(after)
    done = tutor("review", "--plain", typed="")
    said = re.search(r"deck\.md:1: this card starts as new.*write (<!-- id: \w+ -->)", done.stderr)
    assert said is not None, done.stderr
    deck.write_text(after.replace("\nA:", f"\n{said[1]}\nA:", 1))
    done = tutor("review", "--plain", typed="")
    assert "1 changed card kept its history." in done.stderr
    assert "What is a norm?" in done.stdout
    assert "determinant" not in done.stdout
