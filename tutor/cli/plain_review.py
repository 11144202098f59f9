"""A review session line by line: one reveals, one grades; for pipes and screen readers."""

import time
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, TextIO

from tutor.cli.formatter import Formatter
from tutor.cli.listening import AGAIN, OPENS, WALKING, Heard, Listening
from tutor.cli.plain_try import offer, worked
from tutor.cli.typed_lines import TypedLines
from tutor.cli.what_helps import what_helps
from tutor.core import actions
from tutor.core.actions import before_card, named
from tutor.core.card import Card, CardId
from tutor.core.day import relative
from tutor.core.grade import Grade
from tutor.core.log import Event
from tutor.core.session import Session
from tutor.core.text import counted, harmless, one_line
from tutor.errors import TutorError
from tutor.library.card_pictures import missing
from tutor.library.cloze import cloze
from tutor.study import Asked, Study
from tutor.width import cut

if TYPE_CHECKING:
    from tutor.store.acting import Undone

Say = Callable[[str], None]

_KEYS = (
    "An empty line shows the answer, or type yours first; then a grade from 1 to 4. "
    f"{AGAIN[:-1]}, a dot . the parts of its formulas, a question mark ? what else can be typed, "
    "u undoes, q leaves."
)
_HELP = f"An empty line shows the answer, or type yours first. {AGAIN} {WALKING}"
_GRADE = "Grade 1 to 4."
PRACTICE = "This is practice: it is recorded, and the schedule stays as it is."
MORE = (
    "More to study: `tutor review --ahead` asks what comes due soonest, `--mistakes` what went "
    "wrong in the last seven days, `--cram SEARCH` what a search finds."
)


def review(
    study: Study, session: Session, lines: TextIO | None, say: Say, formatter: Formatter
) -> bool:
    """Ask every card of the session; `q` or the end of input leaves it.

    Whether every grade that was given could be recorded.
    """
    reviewing = _Review(study, Listening(TypedLines(lines), say, formatter))
    reviewing.go_on(session)
    reviewing.run()
    if reviewing.lost:
        say(f"{counted(len(reviewing.lost), 'grade')} could not be recorded.")
    for card in dict.fromkeys(reviewing.went_wrong):
        say(offer(card, formatter))
    return not reviewing.lost


def closing(study: Study, session: Session) -> str:
    """The closing summary in words."""
    summary = session.summary()
    today = study.schedule.today()
    beyond = [f"{today.beyond}. `tutor limits` raises it."] * (today.left > 0)
    if not summary.grades:
        return "\n".join(["Nothing was graded.", *beyond])
    minutes, seconds = divmod(round(summary.seconds), 60)
    said = [
        f"{counted(summary.cards, 'card')}, {counted(summary.grades, 'grade')}, "
        f"{summary.new} new, in {minutes} min {seconds} s."
    ]
    if summary.asked:
        share = 100 * summary.recalled / summary.asked
        said.append(f"Retention: {summary.recalled} of {summary.asked} recalled ({share:.0f} %).")
    if session.left:
        said.append(f"{counted(session.left, 'card')} left for today.")
    said += beyond
    following = study.schedule.next_due()
    if following is not None:
        day, count = following
        said.append(f"Next: {counted(count, 'card')} due {relative(day, study.day)}.")
    return "\n".join(said)


class _Review:
    """A review session under way: where it stands, and the lines it reads."""

    def __init__(self, study: Study, listening: Listening) -> None:
        self.study, self.listening = study, listening
        self.typed, self.say = listening.typed, listening.say
        self.formatter = listening.formatter
        self.session = Session()
        self.told = ("", "")  # the deck and the kind of the card before
        self.asked: Asked | None = None
        self.went_wrong: list[Card] = []
        self.latest: tuple[Card, int] | None = None  # the exercise worked last, and its level
        self.lost: set[CardId] = set()  # cards whose grade could not be recorded, and was not since

    def go_on(self, session: Session) -> None:
        """Put up the next card of the session."""
        self.session, self.asked = self.study.review.ask(session)

    def run(self) -> None:
        """Ask every card, and at the end again if the last grade is taken back."""
        goes_on = True
        if self.asked is not None:
            self.say(_KEYS)
            if self.asked.item.practice:
                self.say(PRACTICE)
        while goes_on:
            if self.asked is None and not self.session.done:
                self.say("Nothing is due.")
                self.say(MORE)
            while goes_on and self.asked is not None:
                goes_on = self.ask(self.asked)
            self.say(closing(self.study, self.session))
            goes_on = goes_on and self._is_taken_back()

    def _is_taken_back(self) -> bool:
        """Whether the learner, when all is done, takes the day's latest grade back."""
        if not (self.session.done or self.study.review.can_undo()):
            return False
        more = "n does the exercise once more, " if self.latest else ""
        prompt = f"{more}u undoes the last grade, q leaves:"
        while (line := self.typed.ask(prompt)) not in ("q", "u", ""):
            if line != "n" or not self._is_done_once_more():
                self.say("Type u to undo the last grade, or q to leave.")
        return line == "u" and self._undo()

    def _say_each(self, lines: Iterable[str]) -> None:
        for line in lines:
            self.say(line)

    def ask(self, asked: Asked) -> bool:
        """Ask the card that is up until the session goes on; False if the learner leaves."""
        about = asked.card.deck, asked.card.kind.value
        self.say(_heading(self.session, asked, tells=about != self.told))
        self.told = about
        question = self.formatter(asked.card.question, asked.card.macros)
        self.say(question)
        pictures = missing(asked.card, revealed=False)
        self._say_each(pictures)
        if asked.card.kind.is_drawn:
            return self._work(asked.card)
        started = time.monotonic()
        card = asked.card
        self.listening.about(Heard(question, (card.question,), card.macros, card))
        while (line := self.listening.next("Your answer:")) == "?":
            self.say(f"{_HELP} {OPENS}" if self.listening.has_media else _HELP)
        if line == "n" and self._is_after_exercise and self._is_done_once_more():
            return True
        if line not in ("q", "u"):
            yours = f"Your answer: {harmless(line)}\nAnswer:\n" if line else ""
            self.say(f"{yours}{self._answer(card)}")
            self._compare(card, line)
            self._say_each(said for said in missing(card) if said not in pictures)
            self._say_each(filter(None, [what_helps(self.study, asked)]))
            if not self.typed.is_read:
                self.say(_GRADE)
            return self._grade(started)
        return line == "u" and self._undo()

    def _edit(self) -> None:
        """Open the card in the learner's editor; it is said again if it changed."""
        from tutor.cli.edit_card import edited

        assert self.asked is not None
        before = self.asked.card
        try:
            self.say(edited(self.study, before, copies=False))
            card = self.study.decks.card(before.id)
        except TutorError as error:
            self.say(str(self.study.as_tutor_error(error)))
            return
        if card is not None:
            self.asked = self.asked._replace(card=card)
            if (card.question, card.answer) != (before.question, before.answer):
                self.say(self.formatter(card.question, card.macros))
                self.say(self._answer(card))
                self._say_each(missing(card))

    def _answer(self, card: Card) -> str:
        """The answer, which can be heard again from now on, and its pictures opened."""
        answer, *points = (self.formatter(text, card.macros) for text in _answer_texts(card))
        answer = "\n".join((answer, *(("Key points:", *points) if points else ())))
        self.listening.about(Heard(answer, _answer_texts(card), card.macros, card, True))
        return answer

    def _compare(self, card: Card, typed: str) -> None:
        """Say where what was typed differs, if the card asks for that."""
        from tutor.study.typed_answer import compared

        if (found := compared(card, typed)) is not None:
            self.say(harmless(" ".join(filter(None, (found.said, found.line)))))

    def _grade(self, started: float, detail: str = "") -> bool:
        """Read lines until one grades the card or takes the last grade back."""
        assert self.asked is not None
        while (line := self.listening.next("Grade 1 to 4:")) not in ("q", "u"):
            if line == "?":
                self.say(_grades(self.asked))
                self.say(f"Instead of a grade: {'; '.join(actions.TYPED)}.")
                if self.listening.has_media:
                    self.say(OPENS)
                if self.listening.has_formulas:
                    self.say(WALKING)
            elif line == "e":
                self._edit()
            elif acted := self._acts(line):
                if acted == "done":
                    return True
            elif line not in ("1", "2", "3", "4"):
                self.say("Type 1 Again, 2 Hard, 3 Good or 4 Easy; u undoes, q leaves.")
            elif self._record(Grade(int(line)), time.monotonic() - started, detail):
                return True
        return line == "u" and self._undo()

    def _work(self, card: Card) -> bool:
        """Work an exercise, then grade it."""
        from tutor.cli.plain_exercise import work
        from tutor.exercises.finished import Finished

        try:
            problem = self.study.exercises.problem(card)
            first = self.study.exercises.is_first_attempt(card)
        except TutorError as error:  # its file was changed meanwhile; the others go on
            self.say(str(error))
            self.go_on(self.session.skip())
            return True
        done = work(problem, self.listening, opens=first)
        if isinstance(done, Finished):
            self.went_wrong += self.study.exercises.cards_for(card, done.attempt)
            started = time.monotonic() - done.seconds
            self.latest = card, problem.level
            if self._record(done.grade, done.seconds, done.detail):
                return True
            return self._grade(started, done.detail)
        if self._acts(done):
            return True
        return done == "u" and self._undo()

    def _acts(self, line: str) -> str:
        """Do with the card what the line asks for: "done", or "told" if it stays; "" if nothing."""
        action = actions.typed(line, self.study.day)
        if action is None:
            return ""
        try:
            if isinstance(action, str):
                raise TutorError(action)
            after, said = self.study.review.act(self.session, *action)
        except TutorError as error:
            self.say(str(self.study.as_tutor_error(error)))
            return "told"
        self.say(f"{said} u undoes it.")
        if action.event is Event.FLAG:
            return "told"
        self.go_on(after)
        return "done"

    @property
    def _is_after_exercise(self) -> bool:
        """Whether an exercise was graded last."""
        done = self.session.done
        return self.latest is not None and bool(done) and done[-1].item.card == self.latest[0].id

    def _is_done_once_more(self) -> bool:
        """Whether there is an exercise to work once more; the card that is up stays up."""
        if self.latest is None:
            return False
        card, level = self.latest
        try:
            problem = self.study.exercises.problem(card, level)
            worked(self.study, card, problem, self.listening)
        except TutorError as error:
            self.say(str(self.study.as_tutor_error(error)))
        return True

    def _record(self, grade: Grade, seconds: float, detail: str = "") -> bool:
        """Record a grade; where that cannot be done the card stays."""
        assert self.asked is not None
        card = self.asked.card.id
        try:
            graded = self.study.review.grade(self.session, grade.quality, seconds, detail)
        except TutorError as error:
            self.lost.add(card)
            shown = self.study.as_tutor_error(error)  # with the way back from a damaged database
            self.say(f"{shown}\nThe card stays: grade it again, or leave with q.")
            return False
        self.lost.discard(card)
        if self.asked.card.kind.is_drawn:
            later = "It comes back tomorrow. " if grade < Grade.GOOD else ""
            again = f"`tutor try {one_line(card)} --plain` does it once more now, as practice"
            self.say(f"{later}{again}; so does n at the next question or at the end.")
        review = self.study.review
        self._say_each(filter(None, (review.waiting(graded), review.coming_back(graded))))
        self.go_on(graded)
        return True

    def _undo(self) -> bool:
        """Take the latest grade back; its card is up again."""
        try:
            after, undone = self.study.review.undo(self.session)
        except TutorError as error:
            self.say(str(self.study.as_tutor_error(error)))
        else:
            self.say(self._undone(undone))
            self.session = after
        self.go_on(self.session)
        return True

    def _undone(self, undone: "Undone") -> str:
        """The grade that was undone and its card, on one line."""
        entry = undone.entry
        origin = undone.origin or self.session.origin(entry)
        said = f"Undone{origin}: {named(entry)}"
        card = self.study.decks.card(entry.card)
        if card is None:
            return f"{said}{undone.more}"
        question = self.formatter.in_a_line(card.question, card.macros)
        said += before_card(entry)
        room = self.formatter.width - len(said) - len(undone.more) - len("“”")
        return f"{said}“{cut(question, room)}”{undone.more}"


def _heading(session: Session, asked: Asked, tells: bool) -> str:
    """The card's number; `tells` also its kind and deck, where they are others than before."""
    number, count = session.settled + 1, session.settled + session.left
    state = ", again" if asked.is_repeat else ", new" if asked.memory.is_new else ""
    state += ", practice" * asked.item.practice + ", ahead" * asked.item.ahead
    state += ", leech" * asked.is_leech
    state += f", flag {asked.state.flag}" if asked.state.flag else ""
    kind = asked.card.kind.value
    about = f" {kind.capitalize()}, deck {one_line(asked.card.deck)}." if tells else ""
    return f"\nCard {number} of {count}{state}.{about}"


def _answer_texts(card: Card) -> tuple[str, ...]:
    """The answer and its key points, as they were written."""
    parts = cloze(card)
    answer = parts.filled if parts is not None else card.answer
    return (answer, *(f"- {point}" for point in card.key_points))


def _grades(asked: Asked) -> str:
    return " | ".join(
        f"{grade.value} {grade.name.capitalize()}: {asked.leads_to(grade)}" for grade in Grade
    )
