"""A review session: begun, asked card by card, graded and undone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from tutor.core.card import Card, CardId
from tutor.core.card_state import PLAIN, CardState
from tutor.core.day import back_in
from tutor.core.grade import PASSED, Grade
from tutor.core.log import Event, Graded
from tutor.core.memory import LEECH_LAPSES, Memory
from tutor.core.read_later import Place, ReadLater
from tutor.core.session import Item, Session, spaced
from tutor.core.text import counted
from tutor.errors import TutorError
from tutor.scheduling.scheduler import MOST_AGAINS, Scheduler
from tutor.study.decks import Decks
from tutor.study.learner import Learner, recorded_seconds
from tutor.study.setting_aside import SettingAside

if TYPE_CHECKING:
    from tutor.store.acting import Undone
    from tutor.store.queries import Queries, Stands
    from tutor.study.more import Ahead, More


class Asked(NamedTuple):
    """The card that is up, and how it stands."""

    item: Item
    card: Card
    memory: Memory
    day: int
    scheduler: Scheduler
    again: bool = False  # in this review session
    agains: int = 0  # how often it was graded Again on this day
    state: CardState = PLAIN
    leech_from: int = LEECH_LAPSES

    @property
    def choices(self) -> Mapping[Grade, Memory]:
        """What each grade would lead to."""
        if self.item.practice:
            return dict.fromkeys(Grade, self.memory)
        return self.scheduler.choices(self.memory, self.day, self.card.kind, ahead=self.item.ahead)

    def leads_to(self, grade: Grade) -> str:
        """When the card comes back after this grade, in a few letters."""
        if self.item.practice:
            return "once more" if self.comes_back(grade) else "done"
        return back_in(self.choices[grade].due - self.day, repeated=self.comes_back(grade))

    @property
    def counts(self) -> bool:
        """Whether a grade would move the schedule."""
        event = self.scheduler.event(self.memory, self.day, ahead=self.item.ahead)
        return event.counts and not self.item.practice

    @property
    def is_leech(self) -> bool:
        """Whether it was forgotten so often that another card would serve better."""
        return self.memory.lapses >= self.leech_from

    @property
    def leech(self) -> str:
        """What to say of a card that is forgotten again and again; "" if it is not.

        It is never suspended without the learner.
        """
        if not self.is_leech:
            return ""
        return f"Forgotten {counted(self.memory.lapses, 'time')}"

    @property
    def is_repeat(self) -> bool:
        """Whether it is asked again after a grade below Good."""
        if self.item.practice:
            return self.again
        return self.scheduler.owes_repeat(self.memory, self.day, self.card.kind)

    def comes_back(self, grade: Grade) -> bool:
        """Whether it is asked again today after this grade."""
        agains = self.agains + (grade is Grade.AGAIN)
        return agains < MOST_AGAINS and self.scheduler.comes_back(grade.quality, self.card.kind)

    def is_kept(self, graded: Graded) -> bool:
        """Whether a grade of this card counted, and led to, what was shown when it was asked.

        If not, another program graded the card, or took a grade back, in between.
        """
        entry = graded.entry
        if entry.day != self.day or self.item.practice:
            return True  # the day turned meanwhile
        shown = self.choices[Grade.of(entry.quality)]
        event = self.scheduler.event(
            self.memory, self.day, entry.quality, self.card.kind, ahead=self.item.ahead
        )
        return entry.event is event and graded.after == shown


class Review:
    """Review sessions of the open decks. What is graded is on disk before a method returns."""

    def __init__(self, learner: Learner, decks: Decks, aside: SettingAside) -> None:
        self._learner = learner
        self._decks = decks
        self._aside = aside

    def begin(
        self,
        decks: Sequence[str] = (),
        limit: int | None = None,
        only: Mapping[CardId, int] | None = None,
        more: More | None = None,
    ) -> Session:
        """A new session: what is due, then what is new, then what is still owed a repeat.

        Or `more`: what is asked though it is not due. `only` are the cards it asks of, as
        `Finding.only` gives them.
        """
        learner, shelf = self._learner, self._decks.shelf
        if more is not None:
            found = more.items(learner, self._decks, decks)
            found = [item for item in found if only is None or item.card in only]
            return Session(spaced(found[:limit]))
        with learner.store.reading() as queries:
            limits = learner.settings.limits.of(shelf.decks)
            work = queries.work(shelf.files(), learner.day, limits, True, only)
            files = shelf.asked(decks)
            chosen = work.of(files)
            places = work.queue(files, chosen, limit)
            owed = chosen.owed if limit is None else chosen.owed[: limit - len(places)]
            places, repeats, late = work.put_off(places, owed)
            queue = ReadLater(places, self._read)
            put_off = tuple(ReadLater(late, self._read))
            last = queue[-1] if queue and repeats else None
        return Session(queue, owed=spaced(repeats, last), put_off=put_off)

    def count(self, more: More) -> int:
        """How many cards there are of this."""
        return len(more.items(self._learner, self._decks, ()))

    def why_none(self, more: Ahead) -> str:
        """Why no card can be studied ahead, in a few words."""
        return more.why_none(self._learner, self._decks)

    def _read(self, places: Sequence[Place]) -> Sequence[Item]:
        with self._learner.store.reading() as queries:
            return queries.items(places)

    def ask(self, session: Session) -> tuple[Session, Asked | None]:
        """The card that is up, as its file has it now.

        Those graded meanwhile by another program are passed over.
        """
        after, asked = self._ask(session)
        if asked is not None and self._decks.has_changed(asked.card.path):
            with suppress(TutorError):  # what was read before can still be asked
                self._decks.open()
                after, asked = self._ask(after)
        return after, asked

    def _ask(self, session: Session) -> tuple[Session, Asked | None]:
        day = self._learner.day
        with self._learner.store.reading() as queries:
            while (item := session.up) is not None:
                found = queries.asked(item.card, day, self._decks.shelf.names)
                if found is not None and self._is_wanted(item, found, day, queries):
                    again = session.position >= len(session.queue) and bool(session.owed)
                    scheduler = self._learner.scheduler
                    return session, Asked(
                        *(item, *found[:2], day, scheduler, again, found.agains, found.state),
                        leech_from=self._learner.settings.leech_from,
                    )
                session = session.skip()
        return session, None

    def asked(self, card: Card) -> Asked:
        """A card that is asked outside a review session."""
        with self._learner.store.reading() as queries:
            memory = queries.memory(card.id)
        item, day = Item(card.id, card.note, card.kind, new=memory.is_new), self._learner.day
        leech_from = self._learner.settings.leech_from
        return Asked(item, card, memory, day, self._learner.scheduler, leech_from=leech_from)

    def grade(self, session: Session, quality: int, seconds: float, detail: str = "") -> Session:
        """Record the grade of the card that is up, on disk, and go on."""
        item, learner = session.up, self._learner
        assert item is not None
        taken = recorded_seconds(seconds, item.kind)
        with learner.store.writing() as writer:
            given = item.card, quality, learner.now, learner.day, taken, detail
            if item.practice:
                graded = writer.practise(*given)
            else:
                graded = writer.grade(*given, item.kind, ahead=item.ahead)
            is_owed = learner.scheduler.comes_back(quality, item.kind)
            if is_owed and not graded.is_first_of_day:
                is_owed = writer.queries.agains(item.card, learner.day) < MOST_AGAINS
        return session.grade(graded, owed=is_owed)

    def act(self, session: Session, event: Event, value: int | None = None) -> tuple[Session, str]:
        """Do something with the card that is up, without a grade, and say what was done.

        `ask` passes over it if it is to be asked later.
        """
        item = session.up
        assert item is not None
        acted = self._aside.act([item.card], event, value)
        after = session.postpone() if event is Event.SKIP else session
        return after, self._aside.told(event, value, acted)

    def coming_back(self, session: Session) -> str:
        """What to say if the card that was graded last comes back on this day."""
        last = session.done[-1]
        grade = Grade.of(last.entry.quality).name.capitalize()
        return f"{grade}: the card comes back today." if last.owed else ""

    def waiting(self, session: Session) -> str:
        """What to say if the card that was graded last would come back, but waits for tomorrow."""
        last = session.done[-1]
        quality, kind = last.entry.quality, last.item.kind
        if last.owed or quality >= PASSED or not self._learner.scheduler.comes_back(quality, kind):
            return ""
        return f"Graded Again {MOST_AGAINS} times today: this card waits for tomorrow. u undoes it."

    def can_undo(self) -> bool:
        """Whether a grade of today is left that `undo` would take back."""
        with self._learner.store.reading() as queries:
            return queries.latest(self._learner.day) is not None

    def undo(self, session: Session) -> tuple[Session, Undone]:
        """Undo today's latest grade, also one of another program: its card is up again."""
        latest = session.done[-1] if session.done else None
        practice = latest.entry if latest is not None and latest.item.practice else None
        with self._learner.store.writing() as writer:
            when = self._learner.now, self._learner.day
            taken_back = writer.undo_practice(practice, *when) if practice else writer.undo(*when)
        if taken_back is None:
            raise TutorError("There is nothing to undo: no grade of today is left.")
        undone, memory = taken_back.entry, taken_back.memory
        item = next(
            (done.item for done in reversed(session.done) if done.item.card == undone.card),
            None,
        ) or next(
            (item for item in (*session.owed, *session.put_off) if item.card == undone.card), None
        )
        if item is None:
            card = self._decks.card(undone.card)
            if card is None:
                raise TutorError("The grade was undone, but its card is no longer in these decks.")
            item = Item(card.id, card.note, card.kind)
        item = item._replace(new=memory.is_new, anyway=not item.practice)
        return session.put_back(item, undone.uid), taken_back

    def _is_wanted(self, item: Item, found: Stands, day: int, queries: Queries) -> bool:
        if item.practice:
            return True
        memory = found.memory
        if found.state.until > day:
            return False
        if self._learner.scheduler.owes_repeat(memory, day, item.kind, found.agains):
            return True
        if not item.anyway:
            if found.waits:
                return False
            if item.kind.is_drawn:
                left = self._learner.limits(queries).less(queries.exercises_done(day))
                if not left.allow(item):
                    return False
        if item.ahead and not memory.is_new and memory.last < day:
            return not found.waits
        if memory.is_new:
            if not item.new or item.anyway:
                return True
            return queries.introduced(day) < self._learner.limits(queries).new
        return memory.due <= day
