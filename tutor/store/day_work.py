"""What a day's work is chosen from, as the database has it."""

import json
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import cached_property
from sqlite3 import Connection
from typing import TYPE_CHECKING, NamedTuple

from tutor.core.card import CardId
from tutor.core.decided import NOTHING, Decided
from tutor.core.kind import Kind
from tutor.core.limits import Limits
from tutor.core.log import CODES, Event
from tutor.core.memory import Memory
from tutor.core.pace import Pace
from tutor.core.read_later import Place
from tutor.core.selection import Begun, Chosen, choose, holds_only_twins
from tutor.core.session import Item, spaced
from tutor.core.today import Count
from tutor.scheduling.scheduler import MOST_AGAINS, Scheduler
from tutor.store.due_cards import DOUBLED, KINDS, DueCards
from tutor.store.folding import AGAINS, GRADED_ON
from tutor.store.new_cards import NewCards
from tutor.store.schema import NOTE

if TYPE_CHECKING:
    from tutor.scheduling.days_ahead import Expected

_OF_TODAY = f"""FROM ({GRADED_ON}) AS today
                     CROSS JOIN memory ON memory.card = today.card
                     CROSS JOIN placement ON placement.card = today.card
                     CROSS JOIN card ON number = today.card
                WHERE last = ?"""
_TWINS_OF = """SELECT others.id FROM card CROSS JOIN twin ON twin.card = card.number
                      CROSS JOIN card AS others ON others.number = other
               WHERE card.id = ?"""

# What a learner skipped on a day, in that order.
_SKIPPED = f"""SELECT state.card, id FROM state CROSS JOIN card ON number = state.card
               WHERE skipped = ?
               ORDER BY (SELECT max(at) FROM entry INDEXED BY entry_card
                         WHERE entry.card = state.card AND event = {CODES[Event.SKIP]}), id"""


class Noted(NamedTuple):
    """A card of a note, or its place."""

    note: str
    thing: Place | Item


class DayWork:
    """The work of one day; what is due and what was done is read once, for any choice of files."""

    def __init__(
        self,
        connection: Connection,
        scheduler: Scheduler,
        day: int,
        files: Sequence[int],
        limits: Limits,
        paces: Callable[[], Mapping[Kind, Pace]],
        decided: Decided = NOTHING,
        doubled: str = DOUBLED,
        in_order: bool = False,
        only: Mapping[CardId, int] | None = None,
    ) -> None:
        self._only = only  # the cards that are asked, and their numbers; None for all
        self._execute = connection.execute
        self._scheduler = scheduler
        self._day = day
        self._files = files
        # The minutes of a day, while the learner catches up; else 0.
        self.catching_up = decided.minutes if decided.is_catching_up(day) else 0
        self._usual = limits._replace(minutes=self.catching_up or limits.minutes)
        self._limits = decided.limits(limits, day).in_files()
        self._read_paces = paces
        # Where what is due has a limit, it must be decided of each card.
        doubled = "1" if self._limits.counts_due else doubled
        numbers = None if only is None else {*only.values()}
        self._due = DueCards(connection, day, doubled, in_order, numbers)
        self._new_cards = NewCards(connection, day, only)

    def of(self, files: Sequence[int]) -> Chosen:
        """What a review session of these files asks: due cards, new cards, and repeats."""
        chosen = self._choose(files)
        if (chosen.late or chosen.later) and self._holds_only_twins:
            return chosen.with_twins(self._left)
        return chosen

    def queue(
        self, files: Sequence[int], chosen: Chosen, limit: int | None = None
    ) -> Sequence[Place | Item]:
        """What was chosen of these files, in order, siblings apart; what is due as places.

        A place is that of a card (`Queries.items`), and says whether it may have a sibling.
        """
        first = [item for item in chosen.due if not item.anyway]
        last = [item for item in chosen.due if item.anyway]
        places = self._due.places({*files}, {item.card for item in first})
        queue: list[Place | Item] = [*places]
        queue = [*queue, *last, *chosen.new][:limit]
        if not self._due.has_siblings and self._new_cards.siblings.isdisjoint(
            item.card for item in (*last, *chosen.new)
        ):
            return queue
        notes = self._due.notes()
        noted = [
            Noted(each.note if isinstance(each, Item) else notes[each[0]], each) for each in queue
        ]
        return [each.thing for each in spaced(noted)]

    def put_off(
        self, queue: Sequence[Place | Item], owed: Sequence[Item]
    ) -> tuple[Sequence[Place | Item], Sequence[Item], list[Place | Item]]:
        """What is asked, without what the learner skipped today; and that, in its order."""
        skipped = self._execute(_SKIPPED, (self._day,)).fetchall()
        if not skipped:
            return queue, owed, []
        order = {key: place for place, row in enumerate(skipped) for key in row}

        def place_of(each: Place | Item) -> int | None:
            return order.get(each.card if isinstance(each, Item) else each[0])

        late = [each for each in (*queue, *owed) if place_of(each) is not None]
        late.sort(key=lambda each: place_of(each) or 0)
        return (
            [each for each in queue if place_of(each) is None],
            [each for each in owed if place_of(each) is None],
            late,
        )

    def count(self, files: Sequence[int]) -> Count:
        """How many cards `of` chooses of these files; none is looked at where it need not be."""
        if not self._is_counted:
            chosen = self.of(files)
            return Count(chosen.due_by_kind.total(), len(chosen.new))
        wanted, due, owed = {*files}, self._due.by_file, self._owed_in
        cards = {card for file in wanted for card in owed.get(file, ())} if owed else ()
        new = self._count_new(files) if self._left.new > 0 else 0
        if new is None:
            new = len(self.of(files).new)
        return Count(sum([due.get(file, 0) for file in wanted]) + len(cards), new)

    @cached_property
    def _is_counted(self) -> bool:
        """Whether all that is due is asked, without a look at any card."""
        return self._due.is_plain and not self._limits.counts_due

    def _count_new(self, files: Sequence[int]) -> int | None:
        """How many new cards are asked; None if of one of them it must be decided."""
        if self._due.has_twins or self._has_exercise:
            return None
        return self._new_cards.count(files, self._left.new)

    @cached_property
    def _has_exercise(self) -> bool:
        """Whether one was graded on this day."""
        return any(item.kind.is_drawn for item in self._graded)

    def ahead(self, files: Sequence[int], chosen: Chosen, days: int) -> "Iterator[Expected]":
        """Today and so many days after it, if what was chosen of these files is done today.

        Twins are not looked for: they move a card by a day.
        """
        from tutor.scheduling.days_ahead import Stock, days_ahead

        rows = self._execute(
            """SELECT kind, ready, interval, ease, repetitions, last, count(DISTINCT memory.card)
               FROM memory CROSS JOIN placement ON placement.card = memory.card
               WHERE memory.ready <= ? AND file IN (SELECT value FROM json_each(?))
               GROUP BY kind, ready, interval, ease, repetitions, last""",
            (self._day + days, json.dumps([*files])),
        )
        stock = [
            Stock(KINDS[kind], Memory(due, interval, ease, passed, 0, last, last), count)
            for kind, due, interval, ease, passed, last, count in rows
        ]
        begun: set[CardId] = set()

        def new(date: int, limits: Limits, asked: Sequence[Item]) -> list[Item]:
            found = chosen.new
            if date > self._day:
                closed: set[int] = set()
                lists = self._new_cards.lists(files, closed, date)
                rest = [(item for item in each if item.card not in begun) for each in lists]
                day = Begun(asked)
                found = choose({}, (), rest, [], limits, day, lambda _: (), self._cost, closed).new
            begun.update(item.card for item in found)
            return found

        limits = self._left, self._usual.in_files()
        return days_ahead(
            *(self._scheduler, self._day, stock, new, *limits, self.paces, days, self._spent)
        )

    def _choose(self, files: Sequence[int]) -> Chosen:
        wanted = {*files}
        others, undecided = self._due.others(wanted), self._due.undecided(wanted)
        owed = list({item.card: item for item in self._owed if item.file in wanted}.values())
        closed: set[int] = set()
        new = self._new_cards.lists(files, closed) if self._left.new > 0 else []
        if not undecided and not new:
            return Chosen([], [], owed, others)
        begun, twins_of = self._begun, self._twins_of
        return choose(others, undecided, new, owed, self._left, begun, twins_of, self._cost, closed)

    @cached_property
    def paces(self) -> Mapping[Kind, Pace]:
        """The learner's pace with each kind of card."""
        return self._read_paces()

    def _cost(self, kind: Kind) -> float:
        return self.paces[kind].expected_seconds

    @property
    def _spent(self) -> float:
        """The seconds that what was graded on this day is expected to take."""
        return sum(self._cost(item.kind) for item in self._graded)

    @cached_property
    def _holds_only_twins(self) -> bool:
        """Whether the day, of all files, holds nothing but cards whose twins wait."""
        return holds_only_twins(self._choose(self._files), self._begun, self._twins_of)

    @cached_property
    def _begun(self) -> Begun:
        notes = {item.note for item in self._graded if item.new}
        return Begun(self._graded, notes, self._resting)

    @cached_property
    def _owed(self) -> list[Item]:
        """The cards graded this day that are to be asked again, the longest wait first."""
        waiting = [
            (since, item.card, item.file, item)
            for item, since in self._graded_today
            if since is not None and not item.kind.is_drawn and self._is_wanted(item.card)
        ]
        return [item._replace(new=False) for *_, item in sorted(waiting)]

    @cached_property
    def _owed_in(self) -> Mapping[int, set[CardId]]:
        """The same by file."""
        found: dict[int, set[CardId]] = defaultdict(set)
        for item in self._owed:
            found[item.file].add(item.card)
        return found

    def _is_wanted(self, card: CardId) -> bool:
        return self._only is None or card in self._only

    @cached_property
    def _graded(self) -> list[Item]:
        """The cards graded this day; new are those that were new when it began."""
        return [item for item, _ in self._graded_today]

    @cached_property
    def _graded_today(self) -> list[tuple[Item, int | None]]:
        """The same, each with the instant since which it waits to be asked again, if it does."""
        rows = self._execute(
            f"""SELECT card.id, {NOTE}, placement.kind, file, first = last,
                       CASE WHEN quality < ? AND {AGAINS} < {MOST_AGAINS}
                             AND NOT EXISTS (SELECT 1 FROM state
                                             WHERE state.card = today.card AND until > ?)
                            THEN (SELECT max(at) FROM entry WHERE entry.card = memory.card) END
                {_OF_TODAY}""",
            (self._scheduler.settled, self._day, self._day, self._day, self._day),
        )
        return [
            (Item(card, note, KINDS[kind], file, bool(new)), since)
            for card, note, kind, file, new, since in rows
        ]

    @cached_property
    def _left(self) -> Limits:
        """What is left of the day's limits; cards that stand nowhere now count too."""
        row = self._execute("SELECT cards FROM begun WHERE day = ?", (self._day,)).fetchone()
        limits = self._limits
        left = limits.less({item.card: item for item in self._graded}.values())
        return left._replace(new=limits.new - int(row[0] if row else 0))

    @cached_property
    def _resting(self) -> set[CardId]:
        """The twins of what was graded this day."""
        if not (self._graded and self._due.has_twins):
            return set()
        rows = self._execute(
            f"""SELECT id FROM ({GRADED_ON}) AS today
                     CROSS JOIN memory ON memory.card = today.card
                     CROSS JOIN twin ON twin.card = today.card
                     CROSS JOIN card ON number = other
                WHERE last = ?""",
            (self._day, self._day),
        )
        return {other for (other,) in rows}

    @cached_property
    def _twins_of_due(self) -> dict[CardId, list[CardId]]:
        found: dict[CardId, list[CardId]] = defaultdict(list)
        for card, other in self._execute(
            """SELECT card.id, twins.id
               FROM memory CROSS JOIN twin ON twin.card = memory.card
                           CROSS JOIN card ON card.number = memory.card
                           CROSS JOIN card AS twins ON twins.number = other
               WHERE ready <= ?""",
            (self._day,),
        ):
            found[card].append(other)
        return found

    def _twins_of(self, card: CardId) -> Collection[CardId]:
        if not self._due.has_twins:
            return ()
        if card in self._due.numbers:  # of a hundred thousand not each is looked up
            return self._twins_of_due.get(card, ())
        rows = self._execute(_TWINS_OF, (card,))
        return [other for (other,) in rows]
