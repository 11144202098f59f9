"""How a review session went: how many, how long, how much was retained, and what comes next."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from textual.content import Content

from tutor.core.card import Card
from tutor.core.day import relative
from tutor.core.session import Session, Summary
from tutor.core.text import counted
from tutor.core.today import Today
from tutor.study import Study
from tutor.tui.card_text import in_a_row
from tutor.tui.line import Line
from tutor.tui.menu import BY_NAME


class Facts(NamedTuple):
    """What the summary says."""

    summary: Summary
    today: Today  # what the day still holds, in other decks or beyond a limit
    next: tuple[int, int] | None
    day: int
    streak: int


def duration(seconds: float) -> str:
    """A time in minutes and seconds."""
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"


def facts(study: Study, session: Session) -> Facts:
    """Gather the facts; they are read from the store."""
    return Facts(
        session.summary(),
        study.schedule.today(),
        study.schedule.next_due(),
        study.day,
        study.history.streak(),
    )


def lines(said: Facts, cards: Sequence[Card], width: int, height: int) -> list[Line]:
    """The summary as lines of a pane; under it the cards that steps gone wrong belong to."""
    is_done = bool(said.summary.grades) and not (said.today.due or said.today.new)
    heading = Content(_heading(said)).stylize("bold $success" if is_done else "bold")
    rows = [Content(f"{label:<12}").stylize("$text-muted") + text for label, text in _rows(said)]
    drawn = [Line(content) for content in (heading, Content(""), *rows)]
    return drawn + [Line(content, "cards") for content in _offer(cards, width)]


def _offer(cards: Sequence[Card], width: int) -> Iterator[Content]:
    if cards:
        yield Content("")
        yield Content.assemble(
            ("Cards about what went wrong; ", "$text-muted"),
            ("c", "bold"),
            (" shows them.", "$text-muted"),
        ).truncate(width, ellipsis=True)
    for card in cards:
        question = Content("  ") + in_a_row(card, width)
        yield question.truncate(width, ellipsis=True)


def _heading(said: Facts) -> str:
    if said.today.due or said.today.new:
        return "More is left for today." if said.summary.grades else "Nothing here is due."
    return "All done for today." if said.summary.grades else "Nothing is due today."


def _rows(said: Facts) -> list[tuple[str, str]]:
    summary, today = said.summary, said.today
    rows = []
    if summary.grades:
        new = f", {summary.new} of them new" if summary.new else ""
        rows += [
            ("Cards", f"{summary.cards}{new}"),
            ("Grades", str(summary.grades)),
            ("Time", duration(summary.seconds)),
        ]
    if summary.asked:
        share = 100 * summary.recalled / summary.asked
        rows.append(("Retention", f"{summary.recalled} of {summary.asked} recalled, {share:.0f} %"))
    if said.streak:
        rows.append(("Streak", f"{counted(said.streak, 'day')} in a row"))
    if today.due or today.new:
        rows.append(("Left today", str(today)))
    if today.left:
        rows.append(("Beyond", f"{today.beyond}; {BY_NAME['limits'].keys} at home raises it"))
    if said.next is not None:
        day, count = said.next
        rows.append(("Next", f"{counted(count, 'card')} due {relative(day, said.day)}"))
    return rows
