"""What a scheduler is: the rules by which a card's grades lead to the day it is due next."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter

from tutor.core.day import LAST_DAY
from tutor.core.grade import PASSED, Grade
from tutor.core.kind import Kind
from tutor.core.log import Entry, Event, Graded, standing
from tutor.core.memory import Memory
from tutor.core.recall import Folded, dated, encode, recall

MOST_AGAINS = 3  # of one card on one day: then it waits for tomorrow
# In a packed grade, beside the qualities from 0 to 5:
HARD_EXERCISE = 6  # Hard, recorded as due tomorrow
AHEAD = 16  # a bit: recorded as studied ahead
NO_GRADE = 7  # the memory was set: to the due day in place of the day, or to that of a new card


class Scheduler(ABC):
    """The rules of one scheduler: a subclass has what differs, all else follows from it.

    It keeps no state and reads no clock: a card's schedule is a pure function of its log.
    """

    new: Memory  # of a card that was never graded
    start: str  # the same as a sentence for the learner
    recall_formula: str  # what `log_recall` computes, as the learner reads it
    settled = 4  # a grade of a lower quality brings the card back on the same day

    @abstractmethod
    def next_memory(self, memory: Memory, quality: int, day: int) -> Memory:
        """The memory after a grade that counts: `day` is later than `memory.last`."""

    @abstractmethod
    def rules(self, graded: Graded) -> tuple[str, ...]:
        """How the rules led from a grade that counted to the next due day, in sentences."""

    @abstractmethod
    def log_recall(self, elapsed: int, interval: int) -> float:
        """The natural logarithm of the probability that a card is remembered.

        `elapsed` days after the last grade that counted, which led to this `interval` in days.
        """

    def review(self, memory: Memory, quality: int, day: int) -> Memory:
        """The memory after a grade of this quality (0..5) on this learning day.

        A grade on a day that already counted, or on an earlier one, is a repeat.
        """
        _check(quality)
        if day <= memory.last:
            return self.repeat(memory, quality)
        return self.next_memory(memory, quality, day)

    def repeat(self, memory: Memory, quality: int) -> Memory:
        """The memory after a further grade in the same review session: the schedule stays."""
        _check(quality)
        return memory._replace(quality=quality)

    def counts(self, memory: Memory, day: int) -> bool:
        """Whether a grade on this day moves the schedule: the card is new or due.

        Otherwise it is a repeat, also when it is shown before the day turns and graded after it.
        """
        return memory.is_new or memory.due <= day

    def event(
        self,
        memory: Memory,
        day: int,
        quality: int = 5,
        kind: Kind = Kind.FLASHCARDS,
        *,
        ahead: bool = False,
    ) -> Event:
        """What a grade on this day is recorded as; of a card that is asked `ahead` or not."""
        if not self.counts(memory, day):
            return Event.AHEAD if ahead and day > memory.last else Event.REPEAT
        # What was failed is due tomorrow by the scheduler's own rule.
        is_hard = PASSED <= quality < self.settled
        return Event.TOMORROW if kind.is_drawn and is_hard else Event.SCHEDULED

    def after(self, memory: Memory, event: Event, quality: int, day: int, value: int = 0) -> Memory:
        """The memory after one more entry of its card."""
        match event:
            case Event.SCHEDULED:
                return self.review(memory, quality, day)
            case Event.TOMORROW:
                return self.next_day(memory, quality, day)
            case Event.AHEAD:
                return self.ahead(memory, quality, day)
            case Event.REPEAT:
                return self.repeat(memory, quality)
            case Event.RESCHEDULE:
                return self.rescheduled(memory, value)
            case Event.RESET:
                return self.new
        return memory

    def rescheduled(self, memory: Memory, due: int) -> Memory:
        """The memory of a card that is due on another day; all else stays as it is.

        It is never due on the day of its last grade that counted. A new card has no due day.
        """
        if memory.is_new:
            return memory
        return memory._replace(due=min(LAST_DAY, max(due, memory.last + 1)))

    def ahead(self, memory: Memory, quality: int, day: int) -> Memory:
        """The memory after a grade before the card was due: only the days that passed count.

        A card that is passed keeps at least the interval that it had.
        """
        after = self.review(self.as_elapsed(memory, day), quality, day)
        if quality < PASSED or after.interval >= memory.interval or day <= memory.last:
            return after
        return after._replace(interval=memory.interval, due=min(LAST_DAY, day + memory.interval))

    def as_elapsed(self, memory: Memory, day: int) -> Memory:
        """The memory as if its interval were the days that passed, where these are fewer."""
        if memory.is_new or day <= memory.last:
            return memory
        return memory._replace(interval=min(memory.interval, day - memory.last))

    def next_day(self, memory: Memory, quality: int, day: int) -> Memory:
        """The memory after a grade that passed an exercise, and brings it back on the next day.

        In all else than its interval, which starts again, it is what the rules make of the grade.
        """
        after = self.review(memory, quality, day)
        if day <= memory.last:
            return after
        return after._replace(due=min(LAST_DAY, day + 1), interval=1, repetitions=1)

    def choices(
        self, memory: Memory, day: int, kind: Kind = Kind.FLASHCARDS, *, ahead: bool = False
    ) -> dict[Grade, Memory]:
        """What each of the four grades would lead to."""

        def after(quality: int) -> Memory:
            event = self.event(memory, day, quality, kind, ahead=ahead)
            return self.after(memory, event, quality, day)

        return {grade: after(grade.quality) for grade in Grade}

    def comes_back(self, quality: int, kind: Kind = Kind.FLASHCARDS) -> bool:
        """Whether a card graded with this quality is asked again on the same day."""
        return quality < self.settled and not kind.is_drawn

    def owes_repeat(
        self, memory: Memory, day: int, kind: Kind = Kind.FLASHCARDS, agains: int = 0
    ) -> bool:
        """Whether a card was graded on this day and is still to be asked again.

        After `agains` grades of Again on this day it may wait for tomorrow.
        """
        owes = memory.last == day and self.comes_back(memory.quality, kind)
        return owes and agains < MOST_AGAINS

    def replay(self, entries: Sequence[Entry]) -> Iterator[Graded]:
        """Every standing entry of one card's log, in order, with the memory before and after."""
        memory = self.new
        for entry in standing(entries):
            later = self.after(memory, entry.event, entry.quality, entry.day, entry.value)
            yield Graded(entry, memory, later)
            memory = later

    def fold(self, entries: Sequence[Entry]) -> Memory:
        """The memory that one card's whole log leaves behind."""
        memory = self.new
        for graded in self.replay(entries):
            memory = graded.after
        return memory

    def fold_all(self, log: Iterable[tuple[int, int]]) -> Iterator[Folded]:
        """Every card folded, from its standing grades as (card, packed grade), card by card.

        A packed grade is 32 day + 2 quality, plus 1 if it was recorded as scheduled, plus 17 if as
        studied ahead; a quality of 6 stands for Hard, recorded as due tomorrow. With 7 it is no
        grade: 32 due + 15 is a card that is due on another day, and 14 one that is as new.
        """
        for card, rows in groupby(log, itemgetter(0)):
            memory = self.new
            grades: list[int] = []
            codes: list[int] = []
            for _, packed in rows:
                day, quality, scheduled = packed >> 5, packed >> 1 & 7, packed & 1
                if quality == NO_GRADE:
                    memory = self.rescheduled(memory, day) if scheduled else self.new
                    continue
                event = Event.SCHEDULED if scheduled else Event.REPEAT
                if packed & AHEAD:
                    event = Event.AHEAD
                if quality == HARD_EXERCISE:
                    quality, event = Grade.HARD.quality, Event.TOMORROW
                if scheduled and (found := recall(memory, quality, day)):
                    grades.append(dated(day, quality))
                    codes.append(encode(found))
                memory = self.after(memory, event, quality, day)
            if grades or not memory.is_new:
                yield Folded(card, memory, grades, codes)


def _check(quality: int) -> None:
    if quality not in range(6):
        raise ValueError(f"a quality is 0..5, not {quality}")
