"""What a learner does with a card without grading it, in words."""

import re
from datetime import date
from typing import NamedTuple

from tutor.core.card_state import CardState
from tutor.core.day import LAST_DAY, as_date, relative
from tutor.core.grade import Grade
from tutor.core.log import ACTIONS, FLAGS, Entry, Event
from tutor.core.memory import Memory

_IN_DAYS = re.compile(r"(?:in |\+)([0-9]{1,5}) ?(?:d|days?)")
_ON = re.compile(r"(?:on )?([0-9]{4}-[0-9]{2}-[0-9]{2})")
_BY_WORD = {event.value: event for event in ACTIONS}
TYPED = (  # in the order in which they are said
    "skip asks it last today",
    "bury not before tomorrow",
    "suspend not until it is resumed",
    "flag 3 marks it",
    "reschedule in 10 days sets its due day",
    "reset makes it new",
)
WHEN = "today, tomorrow, in 10 days, +10d or on 2026-12-24"
WHEN_SHORT = "Today, tomorrow, +10d or on 2026-12-24"  # in a field of a small terminal


def day_named(text: str, today: int) -> int | None:
    """The learning day that a learner names; None if it is none, or is over."""
    words = " ".join(text.lower().split())
    if words in ("today", "tomorrow"):
        return today + (words == "tomorrow")
    if found := _IN_DAYS.fullmatch(words):
        day = today + int(found[1])
        return day if day <= LAST_DAY else None
    if found := _ON.fullmatch(words):
        try:
            day = date.fromisoformat(found[1]).toordinal()
        except ValueError:
            return None
        return day if day >= today else None
    return None


def done(event: Event, value: int, day: int) -> str:
    """What was done, as it is told on that day: "Buried until tomorrow"."""
    match event:
        case Event.SKIP:
            return "Skipped"
        case Event.BURY:
            return f"Buried until {relative(value, day)}"
        case Event.SUSPEND:
            return "Suspended"
        case Event.RESUME:
            return "Resumed"
        case Event.FLAG:
            return f"Flag {value}" if value else "Flag taken off"
        case Event.RESCHEDULE:
            return f"Due {relative(value, day)}"
        case Event.RESET:
            return "Reset"
    raise ValueError(f"{event} is no action")


class Action(NamedTuple):
    """What a learner wants done; the value is that which the event usually sets, if None."""

    event: Event
    value: int | None = None


def typed(line: str, today: int) -> Action | str | None:
    """The action that a line asks for, or what is wrong with it; None if it asks for none."""
    word, _, rest = line.strip().lower().partition(" ")
    event = _BY_WORD.get(word)
    if event is None or (rest and event not in (Event.FLAG, Event.RESCHEDULE)):
        return None
    if event is Event.FLAG:
        is_flag = len(rest) == 1 and rest.isdecimal() and rest.isascii() and int(rest) in FLAGS
        return Action(event, int(rest)) if is_flag else "Type flag and a number from 0 to 7."
    if event is Event.RESCHEDULE:
        day = day_named(rest, today)
        return f"Type reschedule and {WHEN}." if day is None else Action(event, day)
    return Action(event)


def named(entry: Entry) -> str:
    """A grade or an action of the log in a few words: "3 Good", "Suspended"."""
    if entry.event in ACTIONS:
        return done(entry.event, entry.value, entry.day)
    grade = Grade.of(entry.quality)
    return f"{grade.value} {grade.name.capitalize()}"


def before_card(entry: Entry) -> str:
    """What stands between that and its card: "3 Good on “…”", "Suspended, “…”"."""
    return ", " if entry.event in ACTIONS else " on "


def standing_now(state: CardState, day: int) -> str:
    """How a card was set aside, in a few words."""
    said = []
    if state.is_suspended:
        said.append("suspended")
    elif state.is_buried(day):
        said.append(f"buried until {relative(state.until, day)}")
    if state.skipped == day:
        said.append("skipped today")
    if state.flag:
        said.append(f"flag {state.flag}")
    return ", ".join(said) or "not set aside, without a flag"


def consequence(entry: Entry, before: Memory, after: Memory) -> str:
    """What it means for when the card is asked."""
    match entry.event:
        case Event.SKIP:
            return "Asked last on this day. The schedule stays the same."
        case Event.BURY:
            return f"Not asked before {as_date(entry.value)}. The schedule stays the same."
        case Event.SUSPEND:
            return "Not asked until you resume it. The schedule stays the same."
        case Event.RESUME if after.is_new:
            return "It is a new card again: asked when its turn comes."
        case Event.RESUME:
            return "Asked again from the day on which it is due."
        case Event.FLAG:
            return "A flag is for you to find the card by. The schedule stays the same."
        case Event.RESCHEDULE if before.is_new:
            return "It was a new card: it had no due day, and has none."
        case Event.RESCHEDULE:
            moved = f"You set the due day: {as_date(after.due)}. Interval and EF stay as they were."
            if after.due != entry.value:
                moved += " It was graded on the day that you named, and is due the day after."
            return moved
        case Event.RESET:
            return "A new card from here on. What you did before still counts in your progress."
    raise ValueError(f"{entry.event} is no action")
