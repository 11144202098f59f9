"""What is asked of the log itself: a card's entries, and what an undo takes back."""

from collections.abc import Sequence
from sqlite3 import Connection
from typing import Any, NamedTuple

from tutor.core.card import CardId
from tutor.core.log import ACTIONS, CODES, Entry, Event
from tutor.core.text import counted
from tutor.store.folding import AGAINS, GRADED, STANDS, UNDOABLE
from tutor.store.schema import UID, UNDO
from tutor.store.study_days import StudyDays

ENTRY = "uid, device, at, day, card, event, quality, milliseconds, undoes, detail, value"
_NUMBER = "SELECT number FROM card WHERE id = ?"
_LAST_AT = "SELECT max(at) FROM entry WHERE card = ?"
_LAST_UID = f"SELECT max({UID}) FROM entry WHERE card = ? AND at = ?"
_OWN_DEVICE = """(SELECT number FROM device JOIN about ON device.name = about.value
                 WHERE about.name = 'device')"""
_LATEST = f"""SELECT sequence, card FROM entry INDEXED BY entry_day
                    WHERE sequence > ? AND sequence <= ? AND day = ? AND device IS {_OWN_DEVICE}
                      AND {UNDOABLE} AND {STANDS}
                    ORDER BY sequence DESC LIMIT 1"""
_LATEST_OF_OTHERS = _LATEST.replace("device IS (", "device IS NOT (")
_DONE_WITH = f"""SELECT sequence, card FROM entry INDEXED BY entry_day
                 WHERE day = ? AND at = ? AND event = ? AND substr({UID}, 15) = ? AND {STANDS}"""
_ENTRY_AT = f"SELECT {ENTRY} FROM log WHERE sequence = ?"
_AGAINS = f"SELECT {AGAINS} FROM memory WHERE card = ({_NUMBER})"


class Latest(NamedTuple):
    """An entry with its place in the log, and the number of its card."""

    sequence: int
    number: int
    entry: Entry


class Later(NamedTuple):
    """Entries that are dated later than a day: how many, and their first and last day."""

    number: int
    first: int
    last: int
    are_grades: bool  # and not also what was set aside, or reset

    @property
    def counted(self) -> str:
        """How many of what."""
        return counted(self.number, "grade" if self.are_grades else "log entry")


class LogQueries(StudyDays):
    """The log, as far as it was written."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection)
        # A day, the history's version then, and the rows among which none of that day and of
        # this machine stands.
        self._passed = (0, 0, 0, 0)

    def agains(self, card: CardId, day: int) -> int:
        """How often a card was graded Again on this day."""
        row = self._execute(_AGAINS, (day, card)).fetchone()
        return int(row[0]) if row else 0

    def last_at(self, number: int) -> int:
        """The instant of the latest entry of the card with this number; -1 if it has none."""
        (found,) = self._execute(_LAST_AT, (number,)).fetchone()
        return -1 if found is None else int(found)

    def last_uid(self, number: int, at: int) -> str:
        """The last of the uids of this card's entries at an instant at which it has some."""
        (uid,) = self._execute(_LAST_UID, (number, at)).fetchone()
        return str(uid)

    def entries(self, wanted: CardId) -> list[Entry]:
        """One card's whole log, in folding order."""
        rows = self._execute(
            f"""SELECT {ENTRY} FROM log
                WHERE sequence IN (SELECT sequence FROM entry WHERE card = ({_NUMBER}))
                ORDER BY at, uid""",
            (wanted,),
        )
        return [_entry(row) for row in rows]

    def others(self) -> int:
        """A number that changes when another program writes to the history."""
        (version,) = self._execute("PRAGMA data_version").fetchone()
        return int(version)

    def latest(self, day: int) -> Latest | None:
        """What an undo would take back: the day's latest grade or action that still stands.

        Of this machine; of another, whose history was merged, when none of this one is left.
        """
        # What stands no more never stands again, unless another program replaces the history:
        # what was passed over once is not looked through at the next undo.
        version = self.others()
        (last,) = self._execute("SELECT max(sequence) FROM entry").fetchone()
        low = high = 0
        if self._passed[:2] == (day, version):
            _, _, low, high = self._passed
        row = self._execute(_LATEST, (high, last, day)).fetchone()
        if row is None and low:
            row = self._execute(_LATEST, (0, low - 1, day)).fetchone()
        if row is None:
            row = self._execute(_LATEST_OF_OTHERS, (0, last, day)).fetchone()
            if row is None:
                return None
        else:
            self._passed = day, version, row[0] + 1, last
        return Latest(row[0], row[1], _entry(self._execute(_ENTRY_AT, row[:1]).fetchone()))

    def done_with(self, entry: Entry) -> list[tuple[Entry, int]]:
        """The other entries of the same action, which stand, with the numbers of their cards."""
        if entry.event not in ACTIONS:
            return []
        rows = self._execute(
            _DONE_WITH, (entry.day, entry.at, CODES[entry.event], entry.uid[14:])
        ).fetchall()
        found = [
            (_entry(self._execute(_ENTRY_AT, (sequence,)).fetchone()), card)
            for sequence, card in rows
        ]
        return [(each, card) for each, card in found if each.uid != entry.uid]

    def later_than(self, day: int) -> Later:
        """How many entries that stand are of later days."""
        row = self._execute(
            f"""SELECT count(*), coalesce(min(day), 0), coalesce(max(day), 0),
                       coalesce(min({GRADED}), 1) FROM entry
                WHERE day > ? AND event <> {UNDO} AND {STANDS}""",
            (day,),
        ).fetchone()
        return Later._make(row)


def _entry(row: Sequence[Any]) -> Entry:
    uid, device, at, day, card, event, quality, time, undoes, detail, value = row
    return Entry(
        *(uid, device, at, day, CardId(card), Event(event), quality, time / 1000),
        *(undoes, detail, value),
    )
