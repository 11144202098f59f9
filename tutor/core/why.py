"""Why a card is due when it is: its schedule derived from its own log, rule by rule."""

from collections.abc import Sequence
from dataclasses import dataclass

from tutor.core.day import as_date, relative
from tutor.core.log import Entry, Event, after, standing
from tutor.core.sm2 import LONGEST_INTERVAL, LOWEST_EASE, NEW, PASSED, Grade, Memory


@dataclass(frozen=True, slots=True)
class Reason:
    """One grade of the log and what the rules made of it."""

    when: str
    grade: str
    rules: tuple[str, ...]


def derive(entries: Sequence[Entry]) -> tuple[Reason, ...]:
    """Every standing grade of a card, each with the rules that led to the next due day."""
    reasons = []
    memory = NEW
    for entry in standing(entries):
        later = after(memory, entry.event, entry.quality, entry.day)
        name = Grade.of(entry.quality).name.capitalize()
        if entry.event is Event.REPEAT or entry.day <= memory.last:
            rules: tuple[str, ...] = ("A repeat of that day's sitting: EF and interval stay.",)
        else:
            rules = _rules(memory, later, entry.quality)
        reasons.append(Reason(str(as_date(entry.day)), f"{name} (quality {entry.quality})", rules))
        memory = later
    return tuple(reasons)


def conclusion(memory: Memory, day: int) -> str:
    """Where the derivation leads: why the card is asked today, or when it will be."""
    if memory.is_new:
        return "A new card: it has no history yet. EF begins at 2.50."
    if memory.owes_a_repeat(day):
        return "Asked again today because it scored below Good; it comes back until it scores Good."
    due = f"{as_date(memory.due)}, {relative(memory.due, day)}"
    if memory.due > day:
        return f"Next due on {due}."
    late = day - memory.due
    share = f", {late / memory.interval:.2f} of its interval" if late else ""
    return f"Due on {due}{share}."


def hundredths(ease: int) -> str:
    """An ease factor as it is written: 250 is 2.50."""
    return f"{ease // 100}.{ease % 100:02}"


def _rules(before: Memory, later: Memory, quality: int) -> tuple[str, ...]:
    due = f"due {as_date(later.due)}"
    if quality < PASSED:
        return (
            f"Below 3: EF stays {hundredths(later.ease)}.",
            f"The card starts again: I(1) = 1 day, {due}.",
        )
    miss = 5 - quality
    change = 10 - miss * (8 + 2 * miss)
    sign = "+" if change >= 0 else "−"
    ease = (
        f"EF = {hundredths(before.ease)} + (0.1 − {miss}·(0.08 + {miss}·0.02)) "
        f"= {hundredths(before.ease)} {sign} {hundredths(abs(change))} "
        f"= {hundredths(before.ease + change)}"
    )
    if before.ease + change < LOWEST_EASE:
        ease += f", raised to the lowest, {hundredths(LOWEST_EASE)}"
    return (f"{ease}.", f"{_interval(before, later)}, {due}.")


def _interval(before: Memory, later: Memory) -> str:
    number = later.repetitions
    if number == 1:
        return "I(1) = 1 day"
    if number == 2:
        return "I(2) = 6 days"
    product = before.interval * later.ease
    exact = f"{product // 100}.{product % 100:02}"
    days = -(-product // 100)
    text = f"I({number}) = ⌈{before.interval} · {hundredths(later.ease)}⌉ = ⌈{exact}⌉ = {days} days"
    if days > LONGEST_INTERVAL:
        text += f", cut to the longest, {LONGEST_INTERVAL}"
    return text
