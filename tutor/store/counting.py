"""What progress is drawn from, read for the cards and the days that were chosen."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from sqlite3 import Connection
from typing import Any

from tutor.progress.activity import Tally
from tutor.progress.collection import CardState
from tutor.progress.progress import Choice
from tutor.progress.retention import Recalls
from tutor.store.folding import STANDS, tallies_of
from tutor.store.packing import CODE, GRADE, unpack

# A grade of an exercise that is due tomorrow counts as any other that moves the schedule.
_EVENT = "CASE event WHEN 'tomorrow' THEN 'scheduled' ELSE event END"

_Packed = tuple[list[bytes], list[bytes]]  # grades and codes, each card's


class Counting:
    """One consistent view of the database, for as long as it takes to count."""

    def __init__(self, connection: Connection, choice: Choice, since: int = 0) -> None:
        self._connection = connection
        self._choice = choice
        self._since = since
        self._values: dict[str, str | int] = {"tag": choice.tag, "since": since}
        (others,) = next(
            self._rows(f"SELECT count(*) FROM deck_file WHERE id NOT IN ({_list(choice.files)})")
        )
        # Where no file is left out, a hundred thousand cards need not each be looked up among them.
        self._placed = f"file IN ({_list(choice.files)})" if others else "TRUE"
        if choice.tag:
            tagged = "SELECT card.id FROM card, json_each(card.tags) WHERE json_each.value = :tag"
            self._placed += f" AND placement.card IN ({tagged})"
        self._cards = f"card IN (SELECT card FROM placement WHERE {self._placed})"
        self._logged = f"event <> 'undo' AND {STANDS}"
        if not choice.whole:
            self._logged += f" AND {self._cards}"

    def tallies(self) -> Iterator[Tally]:
        """How much was done when."""
        if self._choice.whole:
            return self._rows(
                f"SELECT day, quarter, {_EVENT}, answers, milliseconds FROM tally "
                "WHERE day >= :since"
            )
        counted = tallies_of(self._connection, self._cards, self._values)
        return (
            (day, quarter, "scheduled" if event == "tomorrow" else event, *count)
            for (day, quarter, event), count in counted.items()
            if day >= self._since
        )

    def studied(self) -> list[int]:
        """Every day with any work, whatever was chosen."""
        return [day for (day,) in self._rows("SELECT DISTINCT day FROM tally")]

    def answers(self, first: int) -> list[tuple[int, int]]:
        """The instant and the length in milliseconds of every answer from this day on."""
        query = f"""SELECT at, milliseconds FROM log INDEXED BY log_day
                    WHERE day >= :first AND {self._logged}"""
        return list(self._rows(query, first=first))

    def cards(self) -> Iterator[CardState]:
        """The cards that stand in a deck and were ever graded, as they are now."""
        return self._rows(
            f"""SELECT due, interval, ease, repetitions > 0 OR lapses > 0 FROM memory
                WHERE EXISTS (SELECT 1 FROM placement
                              WHERE placement.card = memory.card AND {self._placed})"""
        )

    def new(self) -> int:
        """How many cards in the decks were never graded."""
        query = f"SELECT count(DISTINCT card) FROM placement WHERE seen = 0 AND {self._placed}"
        return int(next(self._rows(query))[0])

    def recalls(self, decks: Mapping[int, str]) -> dict[tuple[str, ...], Recalls]:
        """What reviews found, by the decks in which their cards stand; of all days."""
        join = "LEFT JOIN" if self._choice.whole else "JOIN"
        found = self._rows(
            f"""SELECT recall.card, file, grades, codes FROM recall
                {join} placement ON placement.card = recall.card AND {self._placed}
                ORDER BY recall.card"""
        )
        of_file: dict[int | None, tuple[str, ...]] = {file: (deck,) for file, deck in decks.items()}
        of_file[None] = ()
        groups: dict[tuple[str, ...], _Packed] = defaultdict(lambda: ([], []))
        for _, standing in groupby(found, itemgetter(0)):
            (_, file, grades, codes), *others = standing
            here = of_file[file]
            for _, another, _, _ in others:
                here = tuple(dict.fromkeys((*here, *of_file[another])))
            packed = groups[here]
            packed[0].append(grades)
            packed[1].append(codes)
        return {
            here: Recalls(unpack(GRADE, b"".join(packed[0])), unpack(CODE, b"".join(packed[1])))
            for here, packed in groups.items()
        }

    def attempts(self) -> Iterator[tuple[int, str]]:
        """The day and the detail of every attempt at an exercise, in order."""
        return self._rows(
            f"""SELECT day, detail FROM log INDEXED BY log_detail
                WHERE detail <> '' AND day >= :since AND {self._logged} ORDER BY day, at, uid"""
        )

    def _rows(self, query: str, **more: int) -> Iterator[Any]:
        return self._connection.execute(query, self._values | more)


def _list(numbers: Sequence[int]) -> str:
    return ",".join(str(int(number)) for number in numbers)
