"""Why nothing more is due today, and what comes when."""

from dataclasses import dataclass

from textual.content import Content

from tutor.core.day import as_date, relative
from tutor.core.text import counted
from tutor.core.today import Today
from tutor.study import Study
from tutor.tui.screens.sheet import Sheet
from tutor.tui.study_worker import StudyWorker


@dataclass(frozen=True, slots=True)
class Upcoming:
    """What the sheet is written from."""

    day: int
    today: Today
    introduced: int
    new_a_day: int
    next: tuple[int, int] | None


def upcoming(study: Study) -> Upcoming:
    """Read the facts from the store."""
    return Upcoming(
        day=study.day,
        today=study.schedule.today(),
        introduced=study.schedule.introduced(),
        new_a_day=study.settings.new_a_day,
        next=study.schedule.next_due(),
    )


class UpcomingSheet(Sheet):
    """Today, new cards, and the next day with work."""

    def __init__(self, facts: Upcoming) -> None:
        paragraphs = [_due(facts), _new(facts), _next(facts)]
        super().__init__("What is due when?", Content("\n\n").join(map(Content, paragraphs)))


def _due(facts: Upcoming) -> str:
    if facts.today.due:
        return (
            f"Today: {counted(facts.today.due, 'card')} due. A card is due when its interval is "
            "over, and stays due until it is graded; what scored below Good is owed until it does."
        )
    return (
        "Today: nothing is due. Every card you have begun is resting until its interval is over; "
        "asking it earlier would teach you less."
    )


def _new(facts: Upcoming) -> str:
    begun = f"{facts.introduced} of today's {facts.new_a_day} new cards are begun"
    if facts.today.new:
        wait = "waits" if facts.today.new == 1 else "wait"
        return f"New: {begun}; {facts.today.new} more {wait} for you today."
    if facts.introduced >= facts.new_a_day:
        return f"New: {begun}; tomorrow brings more."
    return f"New: {begun}; these decks hold no card you have not begun."


def _next(facts: Upcoming) -> str:
    if facts.next is None:
        return "Later: nothing is scheduled yet."
    day, count = facts.next
    when = f"{as_date(day):%A} {as_date(day)}, {relative(day, facts.day)}"
    return f"Next: {counted(count, 'card')} on {when}. In a review, w tells of one card why."


async def show_upcoming(worker: StudyWorker, deck: str) -> UpcomingSheet:
    """What the store says of today and later."""
    return UpcomingSheet(await worker.do(upcoming, worker.study))
