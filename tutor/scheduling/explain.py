"""Why a card is due when it is: its schedule computed from its own log, rule by rule."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tutor.core.actions import consequence, done
from tutor.core.card_state import PLAIN, CardState
from tutor.core.day import as_date, relative
from tutor.core.grade import Grade
from tutor.core.kind import Kind
from tutor.core.log import ACTIONS, Entry, Event, Graded
from tutor.core.memory import Memory
from tutor.core.text import counted
from tutor.scheduling.scheduler import MOST_AGAINS, Scheduler


class Reason(NamedTuple):
    """One grade or action of the log, and what the rules made of it."""

    when: str
    grade: str
    rules: tuple[str, ...]


def reasons(scheduler: Scheduler, entries: Sequence[Entry]) -> Iterator[Reason]:
    """Everything that stands of a card's log, each with the rules that led to the next due day."""
    for graded in scheduler.replay(entries):
        entry = graded.entry
        when = str(as_date(entry.day))
        if entry.event in ACTIONS:
            what = done(entry.event, entry.value, entry.day)
            yield Reason(when, what, (consequence(*graded),))
            continue
        rules: tuple[str, ...] = ("A repeat: the schedule stays the same.",)
        if entry.event is Event.AHEAD and not graded.is_repeat:
            rules = tuple(_ahead(scheduler, graded))
        elif not graded.is_repeat:
            rules = scheduler.rules(graded)
        if entry.event is Event.TOMORROW and not graded.is_repeat:
            rules = ("An exercise graded Hard is due tomorrow: its intervals start again.", *rules)
        name = Grade.of(entry.quality).name.capitalize()
        yield Reason(when, f"{name} (quality {entry.quality})", rules)


def _ahead(scheduler: Scheduler, graded: Graded) -> Iterator[str]:
    """How the rules led from a grade before the due day to the next one."""
    entry, before, after = graded
    passed = scheduler.as_elapsed(before, entry.day)
    if passed.interval < before.interval:
        yield (
            f"Studied ahead: only the {counted(passed.interval, 'day')} that had passed count, of "
            f"an interval of {counted(before.interval, 'day')}."
        )
    plain = scheduler.review(passed, entry.quality, entry.day)
    yield from scheduler.rules(Graded(entry, passed, plain))
    if after.interval > plain.interval:
        yield (
            "A card that is passed keeps at least its interval: "
            f"{counted(after.interval, 'day')}, due {as_date(after.due)}."
        )


def conclusion(
    scheduler: Scheduler,
    memory: Memory,
    day: int,
    kind: Kind = Kind.FLASHCARDS,
    state: CardState = PLAIN,
    agains: int = 0,
) -> str:
    """Why the card is asked today, or when it will be."""
    said = _scheduled(scheduler, memory, day, kind, agains)
    if state.is_suspended:
        return f"Suspended: it is not asked until you resume it. {said}"
    if state.is_buried(day):
        until = f"{as_date(state.until)}, {relative(state.until, day)}"
        return f"Buried: it is not asked before {until}. {said}"
    if state.skipped == day:
        return f"Skipped: it is asked last today. {said}"
    return said


def _scheduled(scheduler: Scheduler, memory: Memory, day: int, kind: Kind, agains: int) -> str:
    if memory.is_new:
        return f"A new card: you have not graded it yet. {scheduler.start}"
    if memory.last == day and agains >= MOST_AGAINS:
        due = f"{as_date(memory.due)}, {relative(memory.due, day)}"
        return f"You graded it Again {agains} times today: it waits. Next due on {due}."
    if scheduler.owes_repeat(memory, day, kind):
        enough = next(grade for grade in Grade if not scheduler.comes_back(grade.quality))
        name = enough.name.capitalize()
        return (
            f"You graded it below {name} today. It comes back until you grade it {name} or better."
        )
    due = f"{as_date(memory.due)}, {relative(memory.due, day)}"
    if memory.due > day:
        return f"Next due on {due}."
    last = relative(memory.last, day)
    return f"Due on {due}. Last graded {last}; its interval is {counted(memory.interval, 'day')}."
