"""More cards from one text: reverse cards, groups of hidden parts, hints, cards that are typed."""

from pathlib import Path

import pytest

from tests.learner import Learner
from tutor.core.card import Card, CardId
from tutor.core.kind import Kind
from tutor.library.cloze import cloze
from tutor.library.parse import parse
from tutor.library.parsed import ParsedCard
from tutor.study.typed_answer import compared


def cards(text: str) -> list[ParsedCard]:
    parsed = parse(text.encode(), "deck.md")
    assert parsed.faults == ()
    return list(parsed.cards)


def asked(card: ParsedCard) -> tuple[str, str]:
    return card.question, card.answer


def filled(card: ParsedCard) -> str:
    found = cloze(Card(CardId("x"), card.kind, card.note, card.question, card.answer))
    assert found is not None
    return found.filled


PLAIN = "Q: Capital of France?\n\nA: Paris\n"
SWITCHED = "Q: Capital of France?\n<!-- reverse -->\n\nA: Paris\n"


def test_a_reverse_card_is_asked_besides_and_is_a_sibling() -> None:
    (plain,) = cards(PLAIN)
    first, second = cards(SWITCHED)
    assert first == plain
    assert asked(second) == ("Paris", "Capital of France?")
    assert second.note == first.note
    assert second.identity != first.identity
    head = "---\nreverse = true\n---\n"
    assert [asked(card) for card in cards(head + PLAIN)] == [asked(first), asked(second)]
    off = SWITCHED.replace("reverse", "reverse: no")
    assert [asked(card) for card in cards(head + off)] == [asked(plain)]


def test_a_reverse_card_keeps_its_history_when_the_text_is_edited(tmp_path: Path) -> None:
    learner = Learner(tmp_path)
    text = SWITCHED.replace("reverse -->", "reverse -->\n<!-- id: capital -->")
    learner.write("deck.md", text)
    with learner.opens() as study:
        before = [card.id for card in study.decks.cards()]
        learner.write("deck.md", text.replace("Paris", "The city of Paris").replace("?", "again?"))
        assert len(study.decks.reread().edited) == 2
        assert [card.id for card in study.decks.cards()] == before


def test_parts_of_one_group_are_hidden_together() -> None:
    alone = cards("C: The [Seine] flows through [Paris] in [France].\n")
    text = "C: The [Seine <!-- group: a -->] flows through [Paris <!-- group: a -->] in [France].\n"
    both, other = cards(text)
    assert asked(both) == ("The […] flows through […] in France.", "Seine; Paris")
    assert filled(both) == "The [Seine] flows through [Paris] in France."
    assert other == alone[2]  # what is in no group is the card that it was
    assert {both.note, other.note} == {alone[0].note}


def test_a_hint_stands_beside_the_hole_and_changes_no_id() -> None:
    plain = cards("C: The [Seine] flows through [Paris].\n")
    hinted = cards("C: The [Seine] flows through [Paris <!-- hint: begins with P -->].\n")
    assert hinted[1].question == "The Seine flows through […] (begins with P)."
    assert filled(hinted[1]) == filled(plain[1]) == "The Seine flows through [Paris]."
    for one, other in zip(plain, hinted, strict=True):
        assert (one.identity, one.wording, one.note) == (other.identity, other.wording, other.note)


def test_a_group_may_have_hints() -> None:
    one, two = "[One <!-- group: n --> <!-- hint: 1 -->]", "[two <!-- hint: 2 --><!-- group: n -->]"
    (card,) = cards(f"C: {one} and {two}.\n")
    assert asked(card) == ("[…] (1) and […] (2).", "One; two")
    assert filled(card) == "[One] and [two]."


def test_a_card_can_have_a_kind_of_its_own() -> None:
    card, _ = cards(f"Q: How?\n<!-- kind: self-check -->\nA: So\n- [ ] this\n\n{PLAIN}")
    assert card.kind is Kind.SELF_CHECK
    assert card.key_points == ("this",)
    parsed = parse(b"Q: How?\n<!-- kind: guess -->\nA: So\n", "deck.md")
    assert [fault.line for fault in parsed.faults] == [2]
    assert parsed.cards[0].kind is Kind.FLASHCARDS


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("C: [a] <!-- hint: x -->\n", "inside the brackets"),
        ("C: [a] <!-- group: x -->\n", "inside the brackets"),
        ("C: [a] <!-- reverse -->\n", "reverse is for a Q:"),
    ],
)
def test_what_is_in_the_wrong_place_is_noted(text: str, said: str) -> None:
    parsed = parse(text.encode(), "deck.md")
    assert said in parsed.notes[0].message
    assert len(parsed.cards) == 1


def test_a_switch_is_on_or_off() -> None:
    for text in ("Q: q\n<!-- typed: maybe -->\nA: a\n", "---\ntyped = 1\n---\nQ: q\nA: a\n"):
        parsed = parse(text.encode(), "deck.md")
        assert len(parsed.faults) == 1
        assert parsed.cards[0].tags == ()


def typed(answer: str, given: str) -> tuple[bool, str]:
    text = f"Q: q\n<!-- typed -->\nA: {answer}\n"
    (card,) = cards(text)
    found = compared(
        Card(CardId("x"), card.kind, card.note, card.question, card.answer, (), card.tags), given
    )
    assert found is not None
    return found.is_right, found.line


@pytest.mark.parametrize(
    ("answer", "given", "is_right"),
    [
        ("Paris", "paris", True),
        ("**Paris**.", " Paris ", True),
        ("the Seine", "the Sein", False),
        (r"$\frac{x-b}{a}$", "x/a - b/a", True),
        (r"$\frac{x-b}{a}$", "(x+b)/a", False),
        (r"$f^{-1}(x) = 2x$", "2*x", True),
        (r"$e^{-z^2}$", "$exp(-z*z)$", True),
        ("$4$", "5", False),
        (r"$\frac{1}{2} e^{-x}$", "exp(-x)/2", True),
        (r"$\frac{1}{2} e^{-x}$", r"\frac{e^{-x}}{2}", True),
        (r"$\frac{1}{2} e^{-x}$", r"$\frac{1}{2} e^{-x}$", True),
        (r"$\frac{1}{2} e^{-x}$", "exp(x)/2", False),
        (r"$e^{x}$", "e^x", True),
        (r"$-\log|x|$", "-ln(|x|)", True),
        (r"$x \ln 2$", "ln(2)*x", True),
        (r"$x \ln 2$", "ln(3)*x", False),
        (r"$\sin x \cos y$", "cos(y) sin(x)", True),
        (r"$\lambda e^{-\lambda x}$", "lambda*exp(-lambda*x)", True),
        (r"$\lambda e^{-\lambda x}$", "λ e^(-λ x)", True),
        (r"$\lambda e^{-\lambda x}$", "lambda*exp(-x)", False),
        (r"$\mu + \sigma z$", r"z \sigma + \mu", True),
        (r"$\mu + \sigma z$", "sigma + mu*z", False),
        ("$x_1 x_2$", "x2*x1", True),
        ("$x_1 x_2$", "x1*x1", False),
        (r"$\pi r^2$", "r*r*pi", True),
        ("$n x^{n-1}$", "x^(n-1)*n", True),
        ("$n x^{n-1}$", "n*x^n", False),
        (r"$x^\theta$", "x^theta", True),
        ("$x_i$", "x_i", True),
        ("$x_i$", "x_j", False),
        ("$f'(x)$", "f'(x)", True),
        ("$f'(x)$", "f(x)", False),
        (r"$\sum_i x_i$", r"\sum_{i} x_{i}", True),
        (r"$\ln x^2$", "ln(x*x)", True),
        (r"$\log p(x)$", "log p(x)", True),
        (r"$\log p(x)$", "log(p)*x", False),
        (r"$\ln x^2$", "ln(x)^2", False),
        (r"$\sin^2 x$", "sin(x)^2", True),
        (r"$\cos^2(x) + 1$", "1 + cos(x)*cos(x)", True),
        (r"$\infty$", "∞", True),
        ("$[0, 1)$", "[0,1)", True),
        ("$[0, 1)$", "[0,1]", False),
    ],
)
def test_what_is_typed_is_compared(answer: str, given: str, is_right: bool) -> None:
    assert typed(answer, given)[0] is is_right


def test_what_cannot_be_read_as_a_formula_is_told_with_the_reason() -> None:
    (card,) = cards("Q: q\n<!-- typed -->\nA: $x/2$\n")
    found = compared(
        Card(CardId("x"), card.kind, card.note, card.question, card.answer, (), card.tags),
        "1/2 exp(x)",
    )
    assert found is not None
    assert not found.is_right
    assert found.said.startswith("This cannot be read as a formula: ")
    assert "use brackets" in found.said
    assert not found.differences


def test_the_letters_that_differ_are_marked() -> None:
    assert typed("the Seine", "the Sene") == (False, "the Se{+i+}ne")
    assert typed("Seine", "Rhine") == (False, "[-Rh-]{+Se+}ine")


def test_a_card_that_does_not_ask_to_be_typed_is_not_compared() -> None:
    (card,) = cards(PLAIN)
    plain = Card(CardId("x"), card.kind, card.note, card.question, card.answer, (), card.tags)
    assert compared(plain, "Paris") is None
