"""The log folds to the same memory however it is read, merged or replayed."""

from dataclasses import replace
from datetime import datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from tutor.core.card import CardId
from tutor.core.day import learning_day, relative, span
from tutor.core.log import Entry, Event, fold, replay, standing
from tutor.core.sm2 import NEW, choices, counts, review
from tutor.core.why import conclusion, derive

DAY = 739_000


def entry(number: int, day: int, quality: int, event: Event = Event.SCHEDULED) -> Entry:
    return Entry(f"u{number:03}", "here", day * 1000 + number, day, CardId("c"), event, quality)


histories = st.lists(
    st.tuples(st.integers(0, 40), st.integers(0, 5), st.sampled_from(list(Event)[:3])), max_size=20
).map(
    lambda rows: [
        entry(number, DAY + day, quality, event)
        for number, (day, quality, event) in enumerate(sorted(rows, key=lambda row: row[0]))
    ]
)


@given(histories, st.randoms())
def test_the_order_in_which_entries_arrive_does_not_matter(log: list[Entry], random) -> None:  # type: ignore[no-untyped-def]
    shuffled = list(log)
    random.shuffle(shuffled)
    assert fold(shuffled) == fold(log)


@given(histories)
def test_the_quick_replay_is_the_fold(log: list[Entry]) -> None:
    rows = [(e.card, e.event.value, e.quality, e.day) for e in standing(log)]
    ours = dict(replay([("b", "scheduled", 4, DAY), *rows, ("d", "scheduled", 5, DAY)]))
    expected = fold(log)
    assert ours.get("c", NEW._replace(quality=expected.quality)) == expected
    assert (ours["b"].ease, ours["d"].ease) == (250, 260)


@given(histories, st.data())
def test_an_undone_entry_is_as_if_it_had_never_been(log: list[Entry], data: st.DataObject) -> None:
    if not log:
        return
    gone = data.draw(st.sampled_from(log))
    undo = replace(gone, uid="undo", event=Event.UNDO, undoes=gone.uid, quality=0)
    assert fold([*log, undo]) == fold([e for e in log if e.uid != gone.uid])


def test_a_second_grade_on_one_day_is_a_repeat_whatever_it_was_recorded_as() -> None:
    # Two machines graded the card on the same day before their logs were merged.
    log = [entry(1, DAY, 4), entry(2, DAY, 5), entry(3, DAY + 1, 4)]
    memory = fold(log)
    assert (memory.interval, memory.ease, memory.due) == (6, 250, DAY + 7)


def test_a_day_earlier_than_the_last_one_that_counted_is_a_repeat() -> None:
    # The learner flew west: later in time, but a day back on the calendar.
    memory = review(review(NEW, 4, DAY), 1, DAY - 1)
    assert (memory.interval, memory.due, memory.quality) == (1, DAY + 1, 1)


def test_a_card_that_is_not_due_offers_repeats_only() -> None:
    memory = review(review(NEW, 4, DAY), 3, DAY + 1)  # Hard: due in six days, owed today
    assert memory.owes_a_repeat(DAY + 1)
    assert not counts(memory, DAY + 2)  # shown before 04:00, graded after it
    assert all(choice.due == memory.due for choice in choices(memory, DAY + 2).values())


def test_a_learning_day_begins_at_four_in_the_morning() -> None:
    zone = timezone(timedelta(hours=2))
    before = datetime(2026, 12, 1, 3, 59, tzinfo=zone)
    after = datetime(2026, 12, 1, 4, 0, tzinfo=zone)
    assert learning_day(before) == datetime(2026, 11, 30).toordinal()
    assert learning_day(after) == datetime(2026, 12, 1).toordinal()


def test_why_derives_the_ease_and_the_interval_in_exact_arithmetic() -> None:
    log = [entry(1, DAY, 5), entry(2, DAY + 1, 5), entry(3, DAY + 7, 5), entry(4, DAY + 24, 1)]
    first, _, third, fourth = derive(log)
    assert first.rules[0] == ("EF = 2.50 + (0.1 − 0·(0.08 + 0·0.02)) = 2.50 + 0.10 = 2.60.")
    assert third.rules[1].startswith("I(3) = ⌈6 · 2.80⌉ = ⌈16.80⌉ = 17 days, due ")
    assert fourth.rules[0] == "Below 3: EF stays 2.80."
    assert conclusion(fold(log[:3]), DAY + 24).endswith("today.")
    assert "0.50 of its interval" in conclusion(fold(log[:2]), DAY + 10)


def test_days_and_spans_are_said_as_people_say_them() -> None:
    assert [relative(DAY + n, DAY) for n in (-2, -1, 0, 1, 6)] == [
        "2 days ago",
        "yesterday",
        "today",
        "tomorrow",
        "in 6 days",
    ]
    assert [span(days) for days in (1, 30, 61, 730)] == ["1 d", "30 d", "2.0 mo", "2.0 y"]
