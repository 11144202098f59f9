"""What progress is drawn from, read for the cards and the days that were chosen."""

import json
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from sqlite3 import Connection
from typing import Any

from tutor.core.card_state import NEVER
from tutor.core.grade import PASSED
from tutor.core.log import ANSWERS, CODES, Event
from tutor.core.recall import dated
from tutor.progress.collection import Spread
from tutor.progress.hours import DAY, WEEK
from tutor.progress.progress import Choice
from tutor.progress.retention import Recalls
from tutor.progress.share import Share
from tutor.scheduling.scheduler import Scheduler
from tutor.store.figure_sums import LEARNING
from tutor.store.folding import ANSWERED, COUNTS, STANDS, all_folded, tallies_of
from tutor.store.schema import UID

# Every grade that moves the schedule counts as one that is scheduled.
_NAMES = {CODES[event]: Event.SCHEDULED.value if event.counts else event.value for event in ANSWERS}
_EXERCISES = "card IN (SELECT card FROM entry INDEXED BY entry_detail WHERE detail <> '')"


class Counting:
    """One consistent view of the database, for as long as it takes to count."""

    def __init__(
        self, connection: Connection, scheduler: Scheduler, choice: Choice, since: int = 0
    ) -> None:
        self._connection = connection
        self._scheduler = scheduler
        self._choice = choice
        self._since = since
        self._values: dict[str, str | int] = {"tag": choice.tag, "since": since}
        (others,) = next(
            self._rows(f"SELECT count(*) FROM deck_file WHERE id NOT IN ({_list(choice.files)})")
        )
        self._is_all = choice.whole and not others  # the roll-ups have the answer
        # Where no file is left out, a hundred thousand cards need not each be looked up among them.
        self._placed = f"file IN ({_list(choice.files)})" if others else "TRUE"
        if choice.tag:
            tagged = "SELECT number FROM card, json_each(card.tags) WHERE json_each.value = :tag"
            self._placed += f" AND placement.card IN ({tagged})"
        if choice.cards is not None:
            self._values["chosen"] = json.dumps(choice.cards)
            self._placed += " AND placement.card IN (SELECT value FROM json_each(:chosen))"
        self._cards = f"card IN (SELECT card FROM placement WHERE {self._placed})"
        self._logged = f"{ANSWERED} AND {STANDS}"
        if not choice.whole:
            self._logged += f" AND {self._cards}"

    def days(self) -> dict[int, tuple[int, int]]:
        """How many answers each day had, and how many milliseconds they took."""
        return {day: (answers, time) for day, answers, time, *_ in self._by_day}

    def events(self) -> dict[str, int]:
        """How many answers each event had."""
        found: Counter[str] = Counter()
        for place, name in enumerate(_NAMES.values(), 3):
            found[name] += sum([row[place] or 0 for row in self._by_day])
        return {name: count for name, count in found.items() if count}

    def weeks(self) -> Iterator[tuple[int, int, int]]:
        """Answers and milliseconds by week and time of the day: `progress.hours` has the number."""
        key = f"quarter / {WEEK} * {DAY} + quarter % {DAY}"
        if self._choice.whole:
            return self._quarters(key, "TRUE")
        return (
            (quarter // WEEK * DAY + quarter % DAY, *count)
            for (_, quarter, _), count in self._chosen_tallies
        )

    def of_weeks(self, weeks: Sequence[int]) -> Iterator[tuple[int, int, int]]:
        """The same of these weeks, by quarters of an hour since 1970."""
        if self._choice.whole:
            return self._quarters("quarter", f"quarter / {WEEK} IN ({_list(weeks)})")
        return (
            (quarter, *count)
            for (_, quarter, _), count in self._chosen_tallies
            if quarter // WEEK in weeks
        )

    def _quarters(self, key: str, condition: str) -> Iterator[tuple[int, int, int]]:
        return self._rows(
            f"""SELECT {key} AS key, sum(answers), sum(milliseconds) FROM tally
                WHERE day >= :since AND {ANSWERED} AND {condition} GROUP BY key"""
        )

    @cached_property
    def _by_day(self) -> list[tuple[Any, ...]]:
        """Each day's answers, their milliseconds, and how many were of each event of `_NAMES`."""
        if self._choice.whole:
            # In one look, in the order of the days.
            sums = ", ".join(f"sum(answers) FILTER (WHERE event = {code})" for code in _NAMES)
            query = f"""SELECT day, sum(answers), sum(milliseconds), {sums} FROM tally
                        WHERE day >= :since AND {ANSWERED} GROUP BY day"""
            return list(self._rows(query))
        found: dict[int, list[int]] = defaultdict(lambda: [0, 0, *(0 for _ in _NAMES)])
        places = {code: place for place, code in enumerate(_NAMES, 2)}
        for (day, _, event), (answers, milliseconds) in self._chosen_tallies:
            row = found[day]
            row[0] += answers
            row[1] += milliseconds
            row[places[event]] += answers
        return [(day, *row) for day, row in found.items()]

    @cached_property
    def _chosen_tallies(self) -> list[tuple[tuple[int, int, int], tuple[int, int]]]:
        counted = tallies_of(self._connection, self._cards, self._values)
        return [
            (key, count)
            for key, count in counted.items()
            if key[0] >= self._since and key[2] in _NAMES
        ]

    def studied(self) -> list[int]:
        """Every day with any work, whatever was chosen."""
        if self._choice.whole and not self._since:
            return [day for day, *_ in self._by_day]
        return [day for (day,) in self._rows(f"SELECT DISTINCT day FROM tally WHERE {ANSWERED}")]

    def answers(self, first: int) -> list[tuple[int, int]]:
        """The instant and the length in milliseconds of every answer from this day on."""
        query = f"""SELECT at, milliseconds FROM entry INDEXED BY entry_day
                    WHERE day >= :first AND {self._logged}"""
        return list(self._rows(query, first=first))

    def dues(self) -> dict[int, int]:
        """How many cards are due on each day: those that stand in a deck and were ever graded."""
        return dict(
            self._rows(
                f"""SELECT ready, count(*) FROM memory WHERE ready < {NEVER} AND {self._stands()}
                    GROUP BY ready""",
            )
        )

    def spread(self) -> Iterator[Spread]:
        """How many of them have the same interval and ease, and were never passed or not."""
        if self._is_all:
            return self._rows("SELECT interval, ease, learning, cards FROM spread WHERE cards > 0")
        return self._rows(
            f"""SELECT interval, ease, {LEARNING}, count(*) FROM memory
                WHERE first > 0 AND {self._stands()}
                GROUP BY 1, 2, 3"""
        )

    def _stands(self) -> str:
        if self._is_all:
            return "placed > 0"
        return f"""EXISTS (SELECT 1 FROM placement
                           WHERE placement.card = memory.card AND {self._placed})"""

    def new(self) -> int:
        """How many cards in the decks were never graded."""
        query = f"SELECT count(DISTINCT card) FROM placement WHERE seen = 0 AND {self._placed}"
        return int(next(self._rows(query))[0])

    def recalls(self, decks: Mapping[int, str]) -> Recalls:
        """What reviews found, and in the decks in which their cards stand."""
        if self._choice.whole and not self._since:
            return Recalls(
                {
                    day: Share(passed, asked)
                    for day, passed, asked in self._rows(
                        f"""SELECT day, sum(reviews * (quality >= {PASSED})), sum(reviews)
                            FROM recalled WHERE reviews > 0 GROUP BY day"""
                    )
                },
                dict(self._rows("SELECT code, reviews FROM found WHERE reviews > 0")),
                self._shares(decks),
            )
        return self._folded_recalls(decks)

    def _shares(self, decks: Mapping[int, str]) -> dict[str, Share]:
        """What was remembered in each deck; a card in two files of one counts once."""
        found: dict[str, Share] = {}
        for file, asked, passed in self._rows("SELECT id, asked, passed FROM deck_file"):
            if asked and file in decks:
                found[decks[file]] = found.get(decks[file], Share()) + Share(passed, asked)
        for asked, passed, files in self._rows(
            """SELECT asked, passed, (SELECT group_concat(file) FROM placement
                                      WHERE placement.card = memory.card)
               FROM memory INDEXED BY memory_doubled WHERE placed > 1"""
        ):
            within = Counter(
                decks[file] for file in set(map(int, files.split(","))) if file in decks
            )
            for deck, count in within.items():
                if asked and count > 1:
                    found[deck] += Share((1 - count) * passed, (1 - count) * asked)
        return found

    def _folded_recalls(self, decks: Mapping[int, str]) -> Recalls:
        """The same of the chosen cards and days: their logs are folded."""
        cards = "TRUE" if self._choice.whole else self._cards
        names: dict[int, set[str]] = defaultdict(set)
        for card, file in self._rows(f"SELECT card, file FROM placement WHERE {self._placed}"):
            names[card].add(decks[file])
        asked: Counter[int] = Counter()
        passed: Counter[int] = Counter()
        codes: Counter[int] = Counter()
        shares: dict[str, Share] = {}
        for found in all_folded(self._connection, self._scheduler, cards, **self._values):
            start = bisect_left(found.grades, dated(self._since, 0))
            grades = found.grades[start:]
            if not grades:
                continue
            remembered = [grade >> 3 for grade in grades if grade & 7 >= PASSED]
            asked.update(grade >> 3 for grade in grades)
            passed.update(remembered)
            codes.update(found.codes[start:])
            own = Share(len(remembered), len(grades))
            for deck in names.get(found.card, ()):
                shares[deck] = shares.get(deck, Share()) + own
        days = {day: Share(passed[day], count) for day, count in asked.items()}
        return Recalls(days, codes, shares)

    def levels(self) -> Iterator[tuple[int, bool]]:
        """The level of every exercise that was reviewed, and whether it was remembered."""
        cards = _EXERCISES if self._choice.whole else f"{_EXERCISES} AND {self._cards}"
        days = {
            found.card: {grade >> 3 for grade in found.grades}
            for found in all_folded(self._connection, self._scheduler, cards, **self._values)
        }
        # Of the grades of a day only the first counted, and not if a later day came before it.
        for card, day, passed, level in self._rows(
            f"""SELECT card, day, quality >= {PASSED}, json_extract(detail, '$.level')
                FROM entry INDEXED BY entry_detail
                WHERE detail <> '' AND {COUNTS} AND {self._logged}
                  AND json_valid(detail) AND json_type(detail, '$.level') = 'integer'
                ORDER BY card, at, {UID}"""
        ):
            if day in days.get(card, ()):
                days[card].remove(day)
                if day >= self._since:
                    yield level, bool(passed)

    def attempts(self) -> Iterator[tuple[int, str]]:
        """The day and the detail of every attempt at an exercise, in order."""
        return self._rows(
            f"""SELECT day, detail FROM entry INDEXED BY entry_detail
                WHERE detail <> '' AND day >= :since AND {self._logged} ORDER BY day, at, {UID}"""
        )

    def leeches(self, lapses: int, since: int) -> tuple[int, int]:
        """How many cards have lapsed so often, and the milliseconds they took since a day."""
        cards = [
            card
            for (card,) in self._rows(
                f"SELECT card FROM memory WHERE lapses >= :lapses AND {self._stands()}",
                lapses=lapses,
            )
        ]
        if not cards:
            return 0, 0
        (taken,) = next(
            self._rows(
                f"""SELECT total(milliseconds) FROM entry INDEXED BY entry_card
                    WHERE card IN ({_list(cards)}) AND day >= :first AND {ANSWERED} AND {STANDS}""",
                first=since,
            )
        )
        return len(cards), int(taken)

    def _rows(self, query: str, **more: int) -> Iterator[Any]:
        return self._connection.execute(query, self._values | more)


def _list(numbers: Sequence[int]) -> str:
    return ",".join(str(int(number)) for number in numbers)
