"""The days that were studied, and what the learner decided about days."""

from collections.abc import Callable, Iterator

from tutor.core.decided import Decided
from tutor.store import decisions
from tutor.store.deck_queries import DeckQueries
from tutor.store.folding import ANSWERED, STANDS

_OF_DAY = f"FROM entry INDEXED BY entry_day WHERE day = ? AND {ANSWERED} AND {STANDS}"
_BEFORE = "SELECT max(day) FROM entry WHERE day < ?"


class StudyDays(DeckQueries):
    """What can be asked of them."""

    def decided(self) -> Decided:
        """What the learner decided about days."""
        return decisions.read(self._connection)

    def streak(self, day: int, is_off: Callable[[int], bool] = lambda day: False) -> int:
        """How many learning days in a row have a grade, up to this one (or to yesterday).

        A day off without a grade neither counts nor ends the row.
        """
        length = int(self._studied(day))
        last = day
        for earlier in self._days_before(day):
            if not all(is_off(between) for between in range(earlier + 1, last)):
                break
            length += 1
            last = earlier
        return length

    def last_studied(self, day: int) -> int | None:
        """The last day before this one with an answer."""
        return next(self._days_before(day), None)

    def minutes_before(self, day: int, count: int) -> list[float]:
        """The minutes of the latest so many days with an answer, before this one."""
        found: list[float] = []
        for earlier in self._days_before(day):
            if len(found) == count:
                break
            row = self._execute(f"SELECT sum(milliseconds) {_OF_DAY}", (earlier,)).fetchone()
            found.append(row[0] / 60_000)
        return found

    def _days_before(self, day: int) -> Iterator[int]:
        """The days with an answer before this one, the latest first."""
        (earlier,) = self._execute(_BEFORE, (day,)).fetchone()
        while earlier is not None:
            if self._studied(earlier):
                yield earlier
            (earlier,) = self._execute(_BEFORE, (earlier,)).fetchone()

    def _studied(self, day: int) -> bool:
        return self._execute(f"SELECT 1 {_OF_DAY} LIMIT 1", (day,)).fetchone() is not None
