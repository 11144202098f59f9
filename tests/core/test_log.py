"""Learning days, and which grades of a log stand."""

from datetime import datetime, timedelta, timezone

from tutor.core.card import CardId
from tutor.core.day import learning_day, relative, span
from tutor.core.log import Entry, Event, standing

DAY = 739_000


def test_grades_stand_in_the_order_of_instant_and_uid_without_what_was_undone() -> None:
    def entry(uid: str, at: int, event: Event, undoes: str = "") -> Entry:
        return Entry(uid, "here", at, DAY, CardId("c"), event, 4, undoes=undoes)

    log = [
        entry("d", 3, Event.REPEAT),
        entry("b", 1, Event.SCHEDULED),
        entry("a", 1, Event.REPEAT),
        entry("c", 2, Event.SCHEDULED),
        entry("e", 4, Event.PRACTICE),
        entry("f", 5, Event.UNDO, "c"),
    ]
    assert [each.uid for each in standing(log)] == ["a", "b", "d"]


def test_a_learning_day_begins_at_four_in_the_morning() -> None:
    zone = timezone(timedelta(hours=2))
    before = datetime(2026, 12, 1, 3, 59, tzinfo=zone)
    after = datetime(2026, 12, 1, 4, 0, tzinfo=zone)
    assert learning_day(before) == datetime(2026, 11, 30).toordinal()
    assert learning_day(after) == datetime(2026, 12, 1).toordinal()


def test_days_and_spans_are_said_as_people_say_them() -> None:
    assert [relative(DAY + n, DAY) for n in (-2, -1, 0, 1, 6)] == [
        "2 days ago",
        "yesterday",
        "today",
        "tomorrow",
        "in 6 days",
    ]
    assert [span(days) for days in (1, 30, 61, 730)] == ["1 d", "30 d", "2.0 mo", "2.0 y"]
