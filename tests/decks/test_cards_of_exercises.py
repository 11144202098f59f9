"""The cards that an exercise of the bundled decks offers exist, and a mistake's own comes first."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.command import Command
from tests.decks.course import CARDS, DECKS
from tests.decks.practice import PRACTICE
from tests.exercises.bundled import TEMPLATES, named
from tests.learner import Learner, questions
from tutor.answers.verdict import Wrong
from tutor.exercises import mistakes
from tutor.exercises.attempt import begin
from tutor.exercises.mistakes import Rule
from tutor.exercises.problem import draw
from tutor.exercises.question import WORDS
from tutor.exercises.template import Template
from tutor.exercises.worksheets import branch_mistakes, fit_mistakes, layer_mistakes
from tutor.study import Study

EXERCISES = {
    exercise["id"]: (path.parent.name, exercise)
    for path in sorted(DECKS.glob("*/*.toml"))
    for exercise in tomllib.loads(path.read_text("utf-8"))["exercise"]
}


@pytest.mark.parametrize("name", EXERCISES)
def test_every_card_that_an_exercise_names_is_in_a_bundled_deck(name: str) -> None:
    deck, exercise = EXERCISES[name]
    own, other = (CARDS, PRACTICE) if deck == "normalizing-flows" else (PRACTICE, CARDS)
    tags = {tag for card in own.values() for tag in card.tags}
    named = set(exercise.get("cards", {}).values())
    assert named <= {*own, *other, *tags}


RULES = [
    rule
    for module in (mistakes, branch_mistakes, fit_mistakes, layer_mistakes)
    for rule in vars(module).values()
    if isinstance(rule, Rule) and rule is not mistakes.BRACKETS  # a slip in writing
]


def test_every_wrong_rule_has_a_card_that_explains_it() -> None:
    assert RULES
    assert [rule.name for rule in RULES if rule.card not in {*CARDS, *PRACTICE}] == []


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Study]:
    """A learner with the bundled decks."""
    learner = Learner(tmp_path_factory.mktemp("bundled"))
    learner.decks = Path(DECKS)
    with learner.opens() as study:
        yield study


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template.id)
def test_a_mistake_offers_first_the_card_that_explains_it(study: Study, template: Template) -> None:
    exercise = study.exercises.find(template.id)
    problem = draw(template, 2, 5)
    attempt = begin(problem)
    for step in problem.steps:
        own = {mistake.name: mistake.card for mistake in reversed(step.mistakes)}
        assert step.kind == WORDS or own
        slipped = attempt
        for mistake in step.mistakes:
            slipped, verdict = attempt.answer(mistake.answer)
            assert isinstance(verdict, Wrong)
            card = own.get(verdict.mistake, "")  # it may be named as one of brackets
            assert slipped.cards == ((card,) if card else ())
        if slipped.cards:
            offered = [card.id for card in study.exercises.cards_for(exercise, slipped.leave())]
            assert offered[0] == slipped.cards[0]
            assert offered[-1] == dict(template.cards).get(step.name, offered[-1])
        attempt, _ = attempt.answer(step.answer)


def test_cards_of_other_decks_are_offered_by_their_ids_that_of_the_slip_first(
    tutor: Command,
) -> None:
    for deck in ("change-of-variables", "normalizing-flows"):
        (tutor.decks / deck).symlink_to(DECKS / deck)
    source = (DECKS / "change-of-variables" / "try-it.toml").read_text("utf-8")
    exercise = source.split("[[exercise]]\n")[4].replace('"linear-normal"', '"mine"')
    own = tutor.decks / "own"
    own.mkdir()
    (own / "mine.toml").write_text("[[exercise]]\n" + exercise)
    problem = draw(named("linear-normal"), 2, 1)
    (a, b), (c, d) = problem.drawn["A"]  # type: ignore[misc]
    inverse, logarithm, density = (step.answer for step in problem.steps)
    typed = ["", inverse, f"log({abs(a * d + b * c)})", logarithm, density, "4", ""]
    done = tutor(
        *("try", "mine", "--level", "2", "--seed", "1", "--plain", "--maths", "line"),
        typed="\n".join(typed),
    )
    said = " ".join(done.stdout.split())
    assert "det = ad + bc" in said
    assert said.index("wrong: A = ") < said.index("wrong: f = f_K")  # in the determinant, the step


@pytest.mark.parametrize("value", ["", "[" * 5_000, "9" * 5_000], ids=["none", "deep", "long"])
def test_an_exercise_with_a_fault_hides_no_other_from_the_cards_about_it(
    tmp_path: Path, value: str
) -> None:
    learner = Learner(tmp_path)
    source = (DECKS / "change-of-variables" / "try-it.toml").read_text("utf-8")
    exercise = source.split("[[exercise]]\n")[4].replace('"linear-normal"', '"mine"')
    text = f"[[exercise]]\n{exercise}\n[[exercise]]\nid = {value}\n"
    learner.write("deck/drawn.toml", text)
    learner.write("deck/cards.md", questions("alpha").rstrip() + "\n<!-- tags: log-det-sum -->\n")
    with learner.opens() as study:
        (card,) = [each for each in study.decks.cards() if not each.kind.is_drawn]
        about = study.exercises.about(card)
    assert about is not None
    assert about.id == "mine"
