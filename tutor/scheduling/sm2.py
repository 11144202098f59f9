"""The SM-2 scheduler, exact: EF in integer hundredths, intervals in whole days.

Source: P. A. Wozniak, Optimization of learning (1990), and "Algorithm SM-2" on the SuperMemo site.
What the text leaves open is settled in docs/scheduling.md.
"""

import math
from collections.abc import Iterable, Iterator

from tutor.core.day import LAST_DAY, as_date
from tutor.core.grade import PASSED
from tutor.core.log import Graded
from tutor.core.memory import Memory, ease_text
from tutor.core.recall import Folded
from tutor.core.text import counted
from tutor.scheduling.scheduler import AHEAD, HARD_EXERCISE, NO_GRADE, Scheduler

FIRST_EASE = 250
LOWEST_EASE = 130
FIRST_INTERVALS = (1, 6)  # days: I(1) and I(2)
LONGEST_INTERVAL = 36_500

# Wozniak 1990, step 5: EF' = EF + (0.1 - (5-q)(0.08 + (5-q)0.02)), in hundredths
_GAIN, _LOSS, _GROWTH = 10, 8, 2

# An interval is meant to end when nine in ten cards are still remembered; with exponential
# forgetting, R = 0.9^(t/I): t days after the last review of a card whose interval is I.
_LOG_TARGET = math.log(0.9)


def ease_change(quality: int) -> int:
    """What a passed repetition adds to the ease factor, in hundredths."""
    miss = 5 - quality
    return _GAIN - miss * (_LOSS + miss * _GROWTH)


def ease_after(ease: int, quality: int) -> int:
    """The ease factor after a passed repetition, in hundredths: never below 1.30."""
    return max(LOWEST_EASE, ease + ease_change(quality))


def interval_after(repetitions: int, interval: int, ease: int) -> int:
    """The interval in days that follows a passed repetition, `ease` being the new one."""
    # Step 2: I(1) = 1, I(2) = 6, I(n) = I(n-1) * EF, rounded up
    if repetitions < len(FIRST_INTERVALS):
        return FIRST_INTERVALS[repetitions]
    return min(LONGEST_INTERVAL, -(-interval * ease // 100))


class SM2(Scheduler):
    """SM-2 as docs/scheduling.md has it."""

    new = Memory(ease=FIRST_EASE)
    start = f"Its ease factor EF, by which intervals grow, starts at {ease_text(FIRST_EASE)}."
    recall_formula = "R = 0.9^(t/I)"

    def next_memory(self, memory: Memory, quality: int, day: int) -> Memory:
        """Steps 2 to 6: a passed card goes on, a failed one starts again with its EF as it was."""
        passed = quality >= PASSED
        ease = ease_after(memory.ease, quality) if passed else memory.ease
        interval = (
            interval_after(memory.repetitions, memory.interval, ease)
            if passed
            else FIRST_INTERVALS[0]
        )
        return Memory(
            due=min(LAST_DAY, day + interval),
            interval=interval,
            ease=ease,
            repetitions=memory.repetitions + 1 if passed else 0,
            lapses=memory.lapses + (not passed and memory.repetitions > 0),
            first=memory.first or day,
            last=day,
            quality=quality,
        )

    def log_recall(self, elapsed: int, interval: int) -> float:
        """ln R = (t/I) ln 0.9."""
        return _LOG_TARGET * elapsed / interval

    def rules(self, graded: Graded) -> tuple[str, ...]:
        """The new EF and the new interval, with the numbers that lead to them."""
        before, after, quality = graded.before, graded.after, graded.entry.quality
        due = f"due {as_date(after.due)}"
        if quality < PASSED:
            return (
                f"The quality is below {PASSED}: EF stays {ease_text(after.ease)}.",
                f"The card starts again: I(1) = 1 day, {due}.",
            )
        return (f"{_ease_rule(before.ease, quality)}.", f"{_interval_rule(before, after)}, {due}.")

    def fold_all(self, log: Iterable[tuple[int, int]]) -> Iterator[Folded]:
        """The same result as with `next_memory`, inlined: one call for each grade is much slower.

        A million grades are folded in the time it takes to read them.
        """
        card = 0
        due = interval = repetitions = lapses = first = last = quality = standing = 0
        ease = FIRST_EASE
        changes = [ease_change(quality) for quality in range(6)]
        first_interval, second_interval = FIRST_INTERVALS
        grades: list[int] = []
        codes: list[int] = []
        for next_card, grade in log:
            if next_card != card:
                if first or grades:
                    memory = due, interval, ease, repetitions, lapses, first, last, quality
                    yield Folded(card, Memory._make(memory), grades, codes)
                    grades, codes = [], []
                card = next_card
                due = interval = repetitions = lapses = first = last = quality = standing = 0
                ease = FIRST_EASE
            found = grade >> 1 & 7
            day = grade >> 5
            if found == NO_GRADE:
                if not grade & 1:
                    due = interval = repetitions = lapses = first = last = quality = standing = 0
                    ease = FIRST_EASE
                elif first:
                    due = min(LAST_DAY, max(day, last + 1))
                continue
            if is_hard_exercise := found == HARD_EXERCISE:
                found = PASSED
            quality = found
            if day <= last or not grade & 1:
                continue
            if first:
                grades.append(day << 3 | quality)  # recall.dated
                codes.append(day - last << 24 | interval << 8 | standing | quality)  # recall.encode
            else:
                first = day
            if quality < PASSED:
                if repetitions:
                    lapses += 1
                    repetitions = 0
                    standing = 8  # passed before, and not by the last grade
                interval = first_interval
            else:
                ease += changes[quality]
                if ease < LOWEST_EASE:
                    ease = LOWEST_EASE
                if is_hard_exercise:
                    interval, repetitions = 1, 0
                elif repetitions > 1:
                    if grade & AHEAD and day - last < interval:
                        interval = max(interval, -((last - day) * ease // 100))
                    else:
                        interval = -(-interval * ease // 100)
                    if interval > LONGEST_INTERVAL:
                        interval = LONGEST_INTERVAL
                else:
                    interval = second_interval if repetitions else first_interval
                repetitions += 1
                standing = 24  # passed before, and by the last grade
            last = day
            due = day + interval
            if due > LAST_DAY:
                due = LAST_DAY
        if first or grades:
            last_memory = Memory(due, interval, ease, repetitions, lapses, first, last, quality)
            yield Folded(card, last_memory, grades, codes)


def _ease_rule(ease: int, quality: int) -> str:
    miss, change = 5 - quality, ease_change(quality)
    sign = "+" if change >= 0 else "−"
    gain, loss, growth = (f"{hundredths / 100:g}" for hundredths in (_GAIN, _LOSS, _GROWTH))
    rule = (
        f"EF = {ease_text(ease)} + ({gain} − {miss}·({loss} + {miss}·{growth})) "
        f"= {ease_text(ease)} {sign} {ease_text(abs(change))} = {ease_text(ease + change)}"
    )
    if ease + change < LOWEST_EASE:
        rule += f", raised to the minimum {ease_text(LOWEST_EASE)}"
    return rule


def _interval_rule(before: Memory, after: Memory) -> str:
    number = after.repetitions
    if number <= len(FIRST_INTERVALS):
        days = FIRST_INTERVALS[number - 1]
        return f"I({number}) = {counted(days, 'day')}"
    product = before.interval * after.ease
    days = -(-product // 100)
    rule = (
        f"I({number}) = ⌈{before.interval} · {ease_text(after.ease)}⌉ = ⌈{ease_text(product)}⌉ "
        f"= {counted(days, 'day')}"
    )
    if days > LONGEST_INTERVAL:
        rule += f", limited to the maximum {LONGEST_INTERVAL:,} days"
    return rule
