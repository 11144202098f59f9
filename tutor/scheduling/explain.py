"""Why a card is due when it is: its schedule derived from its own log, rule by rule."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tutor.core.day import as_date, relative
from tutor.core.grade import Grade
from tutor.core.log import Entry
from tutor.core.memory import Memory
from tutor.scheduling.scheduler import Scheduler


@dataclass(frozen=True, slots=True)
class Reason:
    """One grade of the log and what the rules made of it."""

    when: str
    grade: str
    rules: tuple[str, ...]


def reasons(scheduler: Scheduler, entries: Sequence[Entry]) -> Iterator[Reason]:
    """Every standing grade of a card, each with the rules that led to the next due day."""
    for graded in scheduler.replay(entries):
        entry = graded.entry
        rules: tuple[str, ...] = ("A repeat of that day's sitting: EF and interval stay.",)
        if not graded.is_repeat:
            rules = scheduler.rules(graded)
        name = Grade.of(entry.quality).name.capitalize()
        yield Reason(str(as_date(entry.day)), f"{name} (quality {entry.quality})", rules)


def conclusion(scheduler: Scheduler, memory: Memory, day: int) -> str:
    """Where the derivation leads: why the card is asked today, or when it will be."""
    if memory.is_new:
        return f"A new card: it has no history yet. {scheduler.start}"
    if scheduler.owes_repeat(memory, day):
        return "Asked again today because it scored below Good; it comes back until it scores Good."
    due = f"{as_date(memory.due)}, {relative(memory.due, day)}"
    if memory.due > day:
        return f"Next due on {due}."
    late = day - memory.due
    share = f", {late / memory.interval:.2f} of its interval" if late else ""
    return f"Due on {due}{share}."
