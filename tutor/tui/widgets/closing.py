"""How a sitting went: how many, how long, how much was retained, and what comes next."""

from dataclasses import dataclass

from textual.content import Content
from textual.widgets import Static

from tutor.core.day import relative
from tutor.core.session import Session, Summary
from tutor.core.today import Today
from tutor.study import Study
from tutor.tui.words import counted, duration


@dataclass(frozen=True, slots=True)
class Facts:
    """What the summary says."""

    summary: Summary
    today: Today  # what the day still holds, in other decks or beyond a limit
    next: tuple[int, int] | None
    day: int
    streak: int


def closing(study: Study, session: Session) -> Facts:
    """Gather the facts; they are read from the store."""
    return Facts(session.summary(), study.today(), study.next_due(), study.day, study.streak())


class Closing(Static):
    """The summary, as a card."""

    DEFAULT_CSS = """
    Closing {
        height: 1fr;
        padding: 2 4;
        background: $surface;
        border: tall $border;
        &:ansi { border: round ansi_default; }
    }
    """

    def show(self, facts: Facts) -> None:
        """Show how it went."""
        rows = [
            (Content(f"{label:<12}").stylize("$text-muted") + said) for label, said in _rows(facts)
        ]
        heading = Content(_heading(facts)).stylize("bold")
        self.update(Content("\n").join([heading, Content(""), *rows]))


def _heading(facts: Facts) -> str:
    if facts.today.due or facts.today.new:
        return "This sitting is done." if facts.summary.grades else "Nothing here is due."
    return "All done for today." if facts.summary.grades else "Nothing is due today."


def _rows(facts: Facts) -> list[tuple[str, str]]:
    summary, today = facts.summary, facts.today
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
    if facts.streak:
        rows.append(("Streak", f"{counted(facts.streak, 'day')} in a row"))
    if today.due or today.new:
        rows.append(("Still today", str(today)))
    if facts.next is not None:
        day, count = facts.next
        rows.append(("Next", f"{counted(count, 'card')} due {relative(day, facts.day)}"))
    return rows
