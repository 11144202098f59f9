"""The example of docs/search.md: its decks, its history, and what each search finds in it."""

import re
from datetime import date, datetime, timedelta
from pathlib import Path

from tests.learner import MORNING, Learner
from tests.store.raw_log import RawEntry, put_entries
from tutor.core.card import CardId
from tutor.core.day import milliseconds
from tutor.core.grade import Grade
from tutor.core.kind import Kind

TEXT = (Path(__file__).parents[2] / "docs" / "search.md").read_text(encoding="utf-8")
_EXAMPLE = TEXT.split("## An example")[1]
FILES = dict(re.findall(r"`([\w/.]+)`:\n\n````\w+\n(.*?)````", _EXAMPLE, re.DOTALL))


def rows(heading: str) -> list[tuple[str, ...]]:
    """The rows of the table whose first cell is this."""
    table = re.search(rf"^\| {heading} \|.*\n\|[-|]+\n((?:\|.*\n)+)", TEXT, re.MULTILINE)
    assert table is not None
    cells = (re.split(r" ?(?<!\\)\| ?", line)[1:-1] for line in table[1].splitlines())
    return [tuple(cell.strip() for cell in row) for row in cells]


HISTORY = rows("card")
SEARCHES = [
    (search.strip("`").replace(r"\|", "|"), [] if found == "none" else found.split(", "))
    for search, found in rows("search")
]


_TODAY = MORNING.toordinal()
_SET_ASIDE = [
    RawEntry(f"{place:026x}", milliseconds(MORNING), _TODAY, card, event, 0, 0, value=value)
    for place, (card, event, value) in enumerate(
        (("coupling", "suspend", 0), ("why", "bury", _TODAY + 1), ("size", "flag", 3))
    )
]


def _grades(told: str) -> list[tuple[date, Grade]]:
    """The days and grades of a row of the history."""
    if match := re.fullmatch(r"(\S+) to (\S+) (\w+) and (\w+) in turn", told):
        first, last = _day(match[1]), _day(match[2])
        days = [first + timedelta(days) for days in range((last - first).days + 1)]
        return [(day, Grade[match[3 + place % 2].upper()]) for place, day in enumerate(days)]
    each = (grade.split() for grade in told.split(", "))
    return [(_day(day), Grade[name.upper()]) for day, name in each]


def _day(told: str) -> date:
    return date.fromisoformat(f"2026-{told}")


def example(folder: Path) -> Learner:
    """A learner with the decks and the history of the example, on its day."""
    learner = Learner(folder)
    first = FILES | {"flows.md": FILES["flows.md"].replace("scales areas", "scales arias")}
    del first["map.toml"]
    for days, files in ((-30, first), (-2, FILES | {"flows.md": first["flows.md"]}), (-1, FILES)):
        learner.now = MORNING + timedelta(days)
        for name, text in files.items():
            learner.write(name, text)
        with learner.opens() as study:
            kinds = {card.id: card.kind for card in study.decks.cards()}
    learner.now = MORNING
    with learner.writes() as writer:
        for card, told, *_ in HISTORY:
            for day, grade in _grades(told):
                at = milliseconds(datetime.combine(day, MORNING.timetz()))
                kind = kinds.get(CardId(card), Kind.FLASHCARDS)
                writer.grade(CardId(card), grade.quality, at, day.toordinal(), 5.0, kind=kind)
        put_entries(writer._connection, _SET_ASIDE)
        writer.rebuild()
    return learner
