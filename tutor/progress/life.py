"""A card's life: its grades in order, and the interval each led to."""

from collections.abc import Sequence
from dataclasses import dataclass

from tutor.core.day import as_date, span
from tutor.core.log import Entry, Event, after, standing
from tutor.core.sm2 import NEW, Grade


@dataclass(frozen=True, slots=True)
class Moment:
    """One standing grade, and the interval and the ease that were in force after it."""

    day: int
    grade: Grade
    interval: int
    ease: int
    repeat: bool  # the schedule was left alone


def life(entries: Sequence[Entry]) -> tuple[Moment, ...]:
    """Every grade of one card's log that stands, in folding order."""
    moments = []
    memory = NEW
    for entry in standing(entries):
        later = after(memory, entry.event, entry.quality, entry.day)
        repeat = entry.event is not Event.SCHEDULED or entry.day <= memory.last
        grade = Grade.of(entry.quality)
        moments.append(Moment(entry.day, grade, later.interval, later.ease, repeat))
        memory = later
    return tuple(moments)


def line_of(moments: Sequence[Moment], width: int = 78) -> list[str]:
    """A life as a line of grades and, below each, the interval it led to: as many as have room.

    A repeat is in brackets, and leads to none. The oldest are left out first.
    """
    cells = [_cell(moment) for moment in moments]
    shown = cells[-max(1, (width - 2) // _WIDE) :]
    more = "… " if len(shown) < len(cells) else ""
    rows = ("".join(text.ljust(_WIDE) for text in row) for row in zip(*shown, strict=True))
    return [
        f"{start}{row}".rstrip() for start, row in zip((more, " " * len(more)), rows, strict=False)
    ]


_WIDE = 8


def _cell(moment: Moment) -> tuple[str, str]:
    grade = moment.grade.name.capitalize()
    return (f"({grade})", "") if moment.repeat else (grade, span(moment.interval))


def as_rows(moments: Sequence[Moment]) -> list[tuple[str, str, str, str]]:
    """The same as a table: day, grade, interval, ease."""
    return [
        (
            str(as_date(moment.day)),
            moment.grade.name.capitalize(),
            "repeat" if moment.repeat else span(moment.interval),
            f"{moment.ease / 100:.2f}",
        )
        for moment in moments
    ]
