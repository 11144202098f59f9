"""The year and the next seven days, side by side, where home has room for them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from textual.app import RenderResult
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from tutor.core.day import as_date
from tutor.core.text import counted

if TYPE_CHECKING:
    from tutor.study import Study

DAYS = 7
WEEKS = 53
YEAR = WEEKS + 4  # cells of the calendar
ROWS = 9  # within the frames
NAME, COUNT = 8, 6  # cells before a bar, and after it


class Ahead(NamedTuple):
    """What is drawn."""

    day: int
    answers: Mapping[int, int]  # by day
    due: int  # what is due today of all decks, repeats included
    load: Mapping[str, Sequence[int]]  # by deck, the cards due on each of the next days
    calendar: Sequence[str]  # the year


def look_ahead(study: Study, due: int, by_deck: Mapping[str, int]) -> Ahead:
    """Read it from the store; what is due today, in all and of each deck, is known."""
    from tutor.progress.chart import Calendar
    from tutor.progress.to_text import rows

    day = study.day
    answers = study.history.answers(day - as_date(day).weekday() - 7 * (WEEKS - 1))
    load = {
        deck: [by_deck.get(deck, 0), *later]
        for deck, (_, *later) in study.schedule.load(DAYS).items()
    }
    return Ahead(day, answers, due, load, rows(Calendar(answers, day, "answers"), YEAR))


class Outlook(Widget):
    """Two frames of one height, which are there before what they hold is read."""

    ALLOW_SELECT = False
    DEFAULT_CSS = f"Outlook {{ height: {ROWS + 2}; }}"

    ahead: reactive[Ahead | None] = reactive(None)

    def render(self) -> RenderResult:
        """The year on the left, the week on the right."""
        left = YEAR + 4
        right = self.content_size.width - left - 1
        ahead = self.ahead
        year = _calendar(ahead) if ahead is not None else []
        week = list(_week(ahead, right - 4)) if ahead is not None else []
        frames = zip(
            _framed("The year", year, left), _framed("Next seven days", week, right), strict=True
        )
        return Content("\n").join(one + " " + other for one, other in frames)


def spark(counts: Sequence[int], most: int) -> str:
    """Small columns, the highest of which stands for the most; a dot for none."""
    eighths = "▁▂▃▄▅▆▇█"
    return "".join(eighths[min(7, count * 8 // max(1, most))] if count else "·" for count in counts)


def _calendar(ahead: Ahead) -> list[Content]:
    if not ahead.calendar:
        return [Content("Nothing was answered yet.").stylize("$text-muted")]
    return [
        Content(row)
        .highlight_regex("[░▒▓█]+", style="$primary")
        .highlight_regex("·", style="$border")
        for row in ahead.calendar
    ]


def _week(ahead: Ahead, width: int) -> Iterator[Content]:
    """A bar for each day, and how many they are together."""
    counts = [sum(each) for each in zip(*ahead.load.values(), strict=True)] or [0] * DAYS
    counts[0] = ahead.due
    most = max(1, *counts)
    room = max(1, width - NAME - COUNT)
    for after, count in enumerate(counts):
        date = as_date(ahead.day + after)
        name = f"{date:%a} {date.day}" if after else "Today"
        bar = "█" * -(-count * room // most)
        quiet = "" if count else "$text-muted"
        yield Content.assemble(
            (f"{name:<{NAME}}", "$text-muted"), (bar, "$primary"), (f" {count:,}", quiet)
        )
    said = f"{counted(sum(counts), 'review')} due in seven days, without what is new"
    yield Content("")
    yield Content(said).stylize("$text-muted").truncate(width, ellipsis=True)


def _framed(title: str, rows: Sequence[Content], width: int) -> Iterator[Content]:
    """Rows in a frame of a fixed height, its title in the upper edge."""
    inner = width - 4
    yield Content.assemble(
        ("╭─ ", "$border"),
        (title, "$text-muted"),
        (f" {'─' * (width - 5 - len(title))}╮", "$border"),
    )
    for y in range(ROWS):
        row = rows[y] if y < len(rows) else Content("")
        row = row.truncate(inner, ellipsis=True, pad=True)
        yield Content.assemble(("│ ", "$border"), row, (" │", "$border"))
    yield Content(f"╰{'─' * (width - 2)}╯").stylize("$border")
