"""Which card is which, after decks have been edited."""

from collections.abc import Sequence
from dataclasses import replace
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from tutor.core.card import CardId
from tutor.library.match import Known, Match, Origin, match
from tutor.library.parse import ParsedCard, parse


def cards(text: str) -> list[ParsedCard]:
    file = parse(text.encode(), "deck.md")
    assert file.faults == ()
    return list(file.cards)


def card(question: str, answer: str, given: str = "") -> ParsedCard:
    comment = f"<!-- id: {given} -->\n" if given else ""
    (found,) = cards(f"Q: {question}\n{comment}A: {answer}")
    return found


def stored(matches: Sequence[Match], *, placed: bool = False) -> list[Known]:
    """What is remembered of the cards; of duplicates, the last."""
    return list(
        {
            found.id: Known(
                id=found.id,
                given=found.card.given,
                identity=found.card.identity,
                wording=found.card.wording,
                question=found.card.question,
                answer=found.card.answer,
                placed=placed,
            )
            for found in matches
        }.values()
    )


def known(*found: ParsedCard, placed: bool = False) -> list[Known]:
    return stored(match(found, []), placed=placed)


def fates(found: Sequence[ParsedCard], before: Sequence[Known]) -> list[tuple[str, str | None]]:
    """For each card what became of it, and the question of the known card that it is."""
    questions = {each.id: each.question for each in before}
    return [(m.origin.value, questions.get(m.id)) for m in match(found, before)]


FRANCE = card("What is the capital of France?", "Paris")
SPAIN = card("What is the capital of Spain?", "Madrid")
PERU = card("What is the capital of Peru?", "Lima")


def test_a_new_card_goes_by_its_given_id_or_by_its_question() -> None:
    named = card("What is $f$?", "a map", "f")
    first, second = match([named, FRANCE], [])
    assert (first.id, first.origin) == ("f", Origin.NEW)
    assert (second.id, second.origin) == (FRANCE.identity, Origin.NEW)


def test_unchanged_cards_are_the_same_in_any_order_and_any_file() -> None:
    before = known(FRANCE, SPAIN, PERU)
    found = [PERU, FRANCE, SPAIN]
    assert fates(found, before) == [("same", each.question) for each in found]


def test_a_corrected_answer_keeps_the_history() -> None:
    before = known(card(FRANCE.question, "Pariss"), SPAIN)
    assert fates([FRANCE, SPAIN], before)[0] == ("reworded", FRANCE.question)


def test_an_answer_written_afresh_keeps_the_history_if_the_question_stays() -> None:
    before = known(card(FRANCE.question, "I forgot"))
    assert fates([FRANCE], before) == [("reworded", FRANCE.question)]


def test_a_corrected_question_keeps_the_history() -> None:
    wrong = card("What is teh capitol of France", "Paris")
    assert fates([FRANCE], known(wrong)) == [("reworded", wrong.question)]


def test_a_short_question_with_a_typo_keeps_the_history() -> None:
    assert fates([card("Food?", "yes")], known(card("Foo?", "yes"))) == [("reworded", "Foo?")]


def test_question_and_answer_corrected_at_once_keep_the_history() -> None:
    wrong = card("What is teh capital of France?", "Pariss")
    assert fates([FRANCE, SPAIN], known(wrong, SPAIN))[0] == ("reworded", wrong.question)


def test_a_long_text_with_a_few_changes_keeps_the_history() -> None:
    before = card(
        "Why is invertibility built into the layers of a flow?",
        "Because the formula holds for invertible maps only; a penalty does not make it so.",
    )
    after = card(
        "Why must invertibility be built into the layers of a flow?",
        "Because the formula holds for invertible maps only, and a penalty does not make it so.",
    )
    assert fates([after], known(before)) == [("reworded", before.question)]


def test_another_question_with_another_answer_is_new() -> None:
    assert fates([SPAIN], known(FRANCE)) == [("new", None)]


def test_another_question_with_the_same_answer_is_new() -> None:
    other = card("Which city does the Seine flow through?", "Paris")
    assert fates([other], known(FRANCE)) == [("new", None)]


def test_a_card_that_still_stands_is_not_taken_for_its_edited_copy() -> None:
    typo = card("What is the capital of Frances?", "Paris")
    assert fates([FRANCE, typo], known(FRANCE)) == [("same", FRANCE.question), ("new", None)]


def test_a_copy_in_a_file_that_is_not_read_keeps_the_history() -> None:
    before = known(FRANCE, placed=True)
    for edited in (
        card("What is the capital city of France?", "Paris"),
        card(FRANCE.question, "Paris!"),
    ):
        (found,) = match([edited], before)
        assert found.origin is Origin.NEW
        assert found.id != before[0].id


def test_a_copy_of_a_card_in_a_file_that_is_not_read_is_that_card() -> None:
    before = known(FRANCE, placed=True)
    assert fates([FRANCE], before) == [("same", FRANCE.question)]


def test_a_card_moved_to_another_file_and_edited_keeps_the_history() -> None:
    edited = card("What is the capital city of France?", "Paris")
    assert fates([SPAIN, edited], known(FRANCE, SPAIN))[1] == ("reworded", FRANCE.question)


def test_a_card_that_vanished_comes_back_as_itself() -> None:
    assert fates([FRANCE], known(SPAIN, FRANCE)) == [("same", FRANCE.question)]


# --- rivals


def test_two_new_cards_like_one_that_vanished_are_rivals_and_new() -> None:
    one = card("What is the capital city of France?", "Paris")
    other = card("What's the capital of France?", "Paris")
    assert fates([one, other], known(FRANCE)) == [("undecided", None)] * 2


def test_a_new_card_like_two_that_vanished_is_new() -> None:
    one = card("What is the capital city of France?", "Paris")
    other = card("What's the capital of France?", "Paris")
    assert fates([FRANCE], known(one, other)) == [("undecided", None)]


def test_rivals_do_not_take_what_is_unmistakable() -> None:
    one = card("What is the capital city of France?", "Paris")
    other = card("What's the capital of France?", "Paris")
    edited = card("What is the capital of  Peru, South America?", "Lima")
    assert fates([one, edited, other], known(FRANCE, PERU)) == [
        ("undecided", None),
        ("reworded", PERU.question),
        ("undecided", None),
    ]


def test_two_answers_to_one_question_both_changed_beyond_recognition_are_new() -> None:
    before = known(card("Which?", "this one"), card("Which?", "that thing"))
    found = [card("Which?", "first"), card("Which?", "second")]
    assert [origin for origin, _ in fates(found, before)] == ["new", "new"]


def test_one_of_two_answers_to_one_question_can_be_corrected() -> None:
    this, that = card("Which?", "this"), card("Which?", "that")
    before = match([this, that], [])
    after = match([card("Which?", "this!"), that], stored(before))
    assert [found.id for found in after] == [found.id for found in before]
    assert [found.origin.value for found in after] == ["reworded", "same"]


def test_swapped_answers_stay_with_their_questions() -> None:
    before = known(FRANCE, SPAIN)
    found = [card(FRANCE.question, "Madrid"), card(SPAIN.question, "Paris")]
    assert fates(found, before) == [
        ("reworded", FRANCE.question),
        ("reworded", SPAIN.question),
    ]


# --- given ids


def test_a_given_id_keeps_the_history_whatever_changes() -> None:
    before = known(card("What is $f$?", "a map", "f"), FRANCE)
    found = card("How are roses watered?", "daily", "f")
    assert fates([FRANCE, found], before)[1] == ("reworded", "What is $f$?")


def test_a_card_that_is_given_an_id_keeps_its_history() -> None:
    named = card(FRANCE.question, FRANCE.answer, "france")
    assert fates([named], known(FRANCE)) == [("same", FRANCE.question)]
    edited = card("What's the capital of France?", "Paris", "france")
    assert fates([edited], known(FRANCE)) == [("reworded", FRANCE.question)]


def test_a_card_whose_id_is_taken_away_keeps_its_history() -> None:
    before = known(card(FRANCE.question, FRANCE.answer, "france"))
    assert fates([FRANCE], before) == [("same", FRANCE.question)]
    assert fates([card("What's the capital of France?", "Paris")], before) == [
        ("reworded", FRANCE.question)
    ]


def test_an_id_taken_away_and_given_again_is_the_same_card() -> None:
    named = match([card("What is $f$?", "a map", "f")], [])
    bare = match([card("What is $f$?", "a map")], stored(named))
    (again,) = match([card("How are roses watered?", "daily", "f")], stored(bare))
    assert (again.id, again.origin) == ("f", Origin.REWORDED)


def test_another_given_id_is_another_card_whatever_the_text() -> None:
    before = known(card(FRANCE.question, FRANCE.answer, "france"))
    (found,) = match([card(FRANCE.question, FRANCE.answer, "paris")], before)
    assert (found.id, found.origin) == ("paris", Origin.NEW)


def test_ids_swapped_between_two_cards_swap_their_histories() -> None:
    before = known(card(FRANCE.question, "Paris", "a"), card(SPAIN.question, "Madrid", "b"))
    found = [card(FRANCE.question, "Paris", "b"), card(SPAIN.question, "Madrid", "a")]
    assert [each.id for each in match(found, before)] == ["b", "a"]


def test_one_id_given_in_two_files_names_the_card_that_had_it() -> None:
    first, second = match([card("one?", "1", "x"), card("two?", "2", "x")], [])
    assert first.id == "x"
    assert second.id == second.card.identity
    again = match([second.card, first.card], stored([first, second]))
    assert [(each.id, each.origin.value) for each in again] == [
        (second.id, "same"),
        (first.id, "same"),
    ]


def test_an_id_that_stands_in_a_file_not_read_is_not_taken_from_it() -> None:
    before = known(card("one?", "1", "x"), placed=True)
    (found,) = match([card("two?", "2", "x")], before)
    assert found.origin is Origin.NEW
    assert found.id != "x"


# --- notes with hidden parts


def test_one_more_bracket_adds_one_card_and_keeps_the_others() -> None:
    before = known(*cards("C: A flow is [invertible] and its determinant is tractable."))
    found = cards("C: A flow is [invertible] and its [determinant] is [tractable].")
    assert [m.origin.value for m in match(found, before)] == ["same", "new", "new"]


def test_a_bracket_moved_to_another_word_is_a_new_card() -> None:
    before = known(*cards("C: A flow is [invertible] and its determinant is tractable."))
    found = cards("C: A flow is invertible and its [determinant] is tractable.")
    assert [m.origin.value for m in match(found, before)] == ["new"]


def test_a_reworded_note_keeps_the_histories_of_its_parts() -> None:
    before = match(cards("C: A flow is [invertible] and its [determinant] is [tractable]."), [])
    after = match(
        cards("C: Each flow is [invertible], and its [determinant] is [tractable]."),
        stored(before),
    )
    assert [found.id for found in after] == [found.id for found in before]
    assert {found.origin for found in after} == {Origin.REWORDED}


def test_a_note_with_an_id_keeps_its_parts_whatever_is_around_them() -> None:
    before = match(cards("C: [a] or [b] <!-- id: note -->"), [])
    after = match(
        cards("C: Take what you like: [a], or else [b] <!-- id: note -->"), stored(before)
    )
    assert [found.id for found in after] == [found.id for found in before]


# --- duplicates and names


def test_exact_duplicates_are_one_card() -> None:
    first, other, second = match([FRANCE, SPAIN, FRANCE], [])
    assert first.id == second.id != other.id


def test_a_duplicate_without_an_id_is_the_card_with_one() -> None:
    named = card(FRANCE.question, FRANCE.answer, "france")
    assert [found.id for found in match([FRANCE, named], [])] == ["france", "france"]


def test_duplicates_with_two_ids_are_two_cards() -> None:
    one, other = (card(FRANCE.question, FRANCE.answer, name) for name in ("a", "b"))
    assert [found.id for found in match([one, FRANCE, other], [])] == ["a", "a", "b"]


def test_a_new_card_never_takes_an_id_that_is_taken() -> None:
    this, that = card("Which?", "this"), card("Which?", "that")
    assert [found.id for found in match([this, that], [])] == [this.identity, that.wording]
    gone = replace(known(FRANCE)[0], id=CardId(SPAIN.identity), identity="~0", wording="~1")
    (found,) = match([SPAIN], [gone])
    assert found.id == SPAIN.wording
    also_gone = replace(gone, id=CardId(SPAIN.wording))
    (found,) = match([SPAIN], [gone, also_gone])
    assert found.id == f"{SPAIN.wording}-2"


# --- in general

WORDS = st.sampled_from(["flow", "base", "density", "map", "what is", "$x$", "的", "流"])
TEXTS = st.lists(WORDS, min_size=1, max_size=6).map(" ".join)
CARDS = st.lists(
    st.builds(card, TEXTS, TEXTS, st.sampled_from(["", "", "", "a", "b"])), max_size=12
)


@given(CARDS, CARDS, st.booleans())
def test_every_card_gets_an_id_of_its_own(
    old: list[ParsedCard], new: list[ParsedCard], placed: bool
) -> None:
    before = stored(match(old, []), placed=placed)
    after = match(new, before)
    assert [found.card for found in after] == new
    wording_of: dict[CardId, str] = {}
    for found in after:
        assert wording_of.setdefault(found.id, found.card.wording) == found.card.wording
    by_id = {each.id: each for each in before}
    for found in after:
        if found.origin in (Origin.SAME, Origin.REWORDED):
            was = by_id[found.id]
            assert (found.origin is Origin.SAME) == (was.wording == found.card.wording)
            assert was.given in ("", found.card.given) or not found.card.given or found.id in "ab"
        else:
            assert found.id not in by_id


@given(CARDS, CARDS)
def test_matching_again_changes_nothing(old: list[ParsedCard], new: list[ParsedCard]) -> None:
    first = match(new, stored(match(old, [])))
    again = match(new, stored(first))
    assert [(found.id, found.origin) for found in again] == [
        (found.id, Origin.SAME) for found in first
    ]


@given(CARDS, CARDS, st.randoms(use_true_random=False))
def test_the_order_of_the_known_cards_does_not_matter_for_who_is_known(
    old: list[ParsedCard], new: list[ParsedCard], random: Random
) -> None:
    before = stored(match(old, []))
    shuffled = before[:]
    random.shuffle(shuffled)
    assert [found.origin for found in match(new, before)] == [
        found.origin for found in match(new, shuffled)
    ]


def test_many_edited_cards_keep_their_histories() -> None:
    before = match(
        [
            card(f"What is the value of map number {n} at zero?", f"value {n * 7919}")
            for n in range(2_000)
        ],
        [],
    )
    found = [
        card(f"Give the value of map number {n} at zero.", f"value {n * 7919}")
        for n in range(2_000)
    ]
    after = match(found, stored(before))
    assert [each.id for each in after] == [each.id for each in before]


def test_many_edited_cards_with_one_answer_keep_their_histories() -> None:
    before = match([card(f"Is the number {n * 7919} prime?", "no") for n in range(2_000)], [])
    found = [card(f"Is the number {n * 7919} a prime?", "no") for n in range(2_000)]
    after = match(found, stored(before))
    assert [each.id for each in after] == [each.id for each in before]
