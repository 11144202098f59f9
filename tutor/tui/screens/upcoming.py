"""Why nothing more is due today, and what comes when."""

from collections.abc import Iterator
from typing import NamedTuple

from textual.content import Content

from tutor.core.day import as_date, relative
from tutor.core.limits import FULL_DAY
from tutor.core.text import counted
from tutor.core.today import Today
from tutor.study import Study
from tutor.study.schedule import NewToday, Waiting
from tutor.tui.screens.sheet import Sheet
from tutor.tui.study_worker import StudyWorker


class Upcoming(NamedTuple):
    """What the sheet is written from."""

    day: int
    today: Today
    new: NewToday
    days_off: tuple[str, ...]  # as the learner wrote them
    minutes: int  # the limit of the day; 0: none
    next: tuple[int, int] | None
    waiting: list[Waiting]


def upcoming(study: Study) -> Upcoming:
    """Read the facts from the store."""
    limits = study.days.limits().all
    return Upcoming(
        day=study.day,
        today=study.schedule.today(),
        new=study.schedule.new_cards(),
        days_off=study.settings.days_off,
        minutes=limits["minutes"].today or 0,
        next=study.schedule.next_due(),
        waiting=study.schedule.waiting(),
    )


class UpcomingSheet(Sheet):
    """Today, new cards, and the next day with work."""

    def __init__(self, facts: Upcoming) -> None:
        paragraphs = [_due(facts), _new(facts), *_waiting(facts), _next(facts), *_days_off(facts)]
        super().__init__("What is due when?", Content("\n\n").join(map(Content, paragraphs)))


def _days_off(facts: Upcoming) -> Iterator[str]:
    if facts.days_off:
        yield (
            f"Days off: {', '.join(facts.days_off)}. Nothing new begins then. `tutor holidays` "
            "shows what the days around them are expected to take."
        )


def _due(facts: Upcoming) -> str:
    beyond = f" {facts.today.beyond}." if facts.today.left else ""
    if facts.today.due:
        return (
            f"Today: {counted(facts.today.due, 'card')} due. A card is due when its interval is "
            "over, and stays due until you grade it. A card graded below Good is asked again "
            f"today, an exercise tomorrow.{beyond}"
        )
    if beyond:
        return f"Today:{beyond}"
    return (
        "Today: nothing is due. A card comes back when its interval is over; reviewing it earlier "
        "would help you less. m on home studies ahead all the same, or crams what a search finds."
    )


def _new(facts: Upcoming) -> str:
    new = facts.new
    if facts.today.is_full:
        why = (
            f"Your limit of {facts.minutes} minutes"
            if facts.minutes
            else f"With its exercise the day takes about {FULL_DAY / 60:.0f} minutes"
        )
        return (
            f"New: {new.said}; {facts.today.new or 'no'} more for today. {why}"
            f"{' is reached' * bool(facts.minutes)}, so the others wait."
        )
    if facts.today.new:
        return f"New: {new.said}; {facts.today.new} more for today."
    if new.begun >= new.most and new.waits:
        return f"New: {new.said}; more tomorrow."
    return f"New: {new.said}; these decks have no other new cards for today."


def _waiting(facts: Upcoming) -> Iterator[str]:
    """Why a deck's row on home has fewer new cards than the search is:new finds."""
    if facts.waiting:
        decks = ", ".join(f"{each.today} of {each.new} in {each.deck}" for each in facts.waiting)
        yield (
            f"Fewer new cards today than is:new finds: {decks}. Cards that are much alike, the "
            "parts of a note and new exercises come on different days."
        )


def _next(facts: Upcoming) -> str:
    if facts.next is None:
        return "Later: nothing is scheduled yet."
    day, count = facts.next
    when = f"{as_date(day):%A} {as_date(day)}, {relative(day, facts.day)}"
    return f"Next: {counted(count, 'card')} on {when}. In a review, w explains why a card is due."


async def show_upcoming(worker: StudyWorker, deck: str) -> UpcomingSheet:
    """What the store says of today and later."""
    return UpcomingSheet(await worker.do(upcoming, worker.study))
