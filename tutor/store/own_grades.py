"""What this program graded last, so that an undo need not look for it nor fold its card's log."""

from sqlite3 import Connection
from typing import NamedTuple

from tutor.core.log import Graded
from tutor.store.queries import Stored


class Own(NamedTuple):
    """A grade that stands, the last of its card's log and of the whole one."""

    graded: Graded
    stored: Stored  # how its card stood in the database before


class OwnGrades:
    """The grades that were given one after another, and nothing else was changed in between.

    Of any other change, by this program or another one, the database itself tells: then none is
    known any more.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._grades: list[Own] = []
        self.is_current = False  # nothing was changed since the latest grade or undo
        self._others = -1  # the version of what other programs wrote
        self._known = (-1, -1)  # that, and how much this one had changed, after the latest grade

    def begin(self) -> None:
        """At the start of a transaction: forget all if anything else was changed meanwhile."""
        (self._others,) = self._connection.execute("PRAGMA data_version").fetchone()
        self.is_current = self._now == self._known
        if not self.is_current:
            self._grades.clear()

    def latest(self, day: int) -> Own | None:
        """The latest, which an undo on this day would take back; None if it is not known."""
        if self._grades and self._grades[-1].graded.entry.day == day:
            return self._grades[-1]
        return None

    def add(self, graded: Graded, stored: Stored) -> None:
        """Note a grade: it was written in this transaction, and nothing else."""
        self._grades.append(Own(graded, stored))
        self._known = self._now

    def take_back(self) -> None:
        """The latest was undone in this transaction, and nothing else."""
        self._grades.pop()
        self._known = self._now

    def forget(self) -> None:
        """The transaction failed: what was noted in it did not happen."""
        self._grades.clear()
        self._known = (-1, -1)

    @property
    def _now(self) -> tuple[int, int]:
        return self._others, self._connection.total_changes
