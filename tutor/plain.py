"""A sitting in lines: one that reveals, one that grades; for pipes and screen readers."""

import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Protocol, TextIO

from tutor.core.card import Card, Kind, Macros
from tutor.core.day import relative, span
from tutor.core.log import Event
from tutor.core.session import Session
from tutor.core.sm2 import SETTLED, Grade, Memory
from tutor.core.text import harmless, one_line
from tutor.errors import TutorError
from tutor.study import Asked, Study

if TYPE_CHECKING:
    from tutor.flows.exercise import Problem

Say = Callable[[str], None]


class Show(Protocol):
    """Sets text for reading, formulas and all; `macros` are its deck's own commands."""

    def __call__(self, text: str, macros: Macros = ()) -> str: ...


def review(study: Study, session: Session, lines: TextIO, say: Say, show: Show) -> None:
    """Ask every card of the session; `q` or the end of input leaves it."""
    typed = typed_lines(lines)
    session, asked = study.ask(session)
    went_wrong: list[Card] = []
    if asked is None:
        say("Nothing is due.")
    while asked is not None:
        started = time.monotonic()
        say(_heading(session, asked))
        say(show(asked.card.question, asked.card.macros))
        if asked.card.kind is Kind.EXERCISES:
            tried = _try(study, session, asked.card, typed, say, show)
            if not isinstance(tried, str):
                session, asked, wrong = tried
                went_wrong += wrong
            elif tried == "u":
                session, asked = _undo(study, session, say)
            else:
                break
            continue
        line = next(typed, "q")
        if line == "q":
            break
        if line == "u":
            session, asked = _undo(study, session, say)
            continue
        say(_answer(asked.card, line, show))
        say(_grades(asked))
        graded = _grade(study, session, typed, started, say)
        if graded is None:
            break
        session, asked = graded
    say(closing(study, session))
    for card in dict.fromkeys(went_wrong):
        say(_offer(card))


def try_exercise(
    study: Study,
    card: Card,
    problem: "Problem",
    lines: TextIO,
    say: Say,
    show: Show,
) -> None:
    """One exercise outside a sitting: it counts if it is due, else it is practice."""
    from tutor.plain_exercise import work

    done = work(problem, typed_lines(lines), say, show, opens=study.is_first_attempt(card))
    if isinstance(done, str):
        say("Left; nothing was recorded.")
        return
    entry = study.attempted(card, done.grade.quality, done.seconds, done.detail)
    if entry.event is Event.PRACTICE:
        say("Recorded as practice; its schedule is as it was.")
    else:
        due = study.store.memory(card.id).due
        say(f"Recorded. It is due again {relative(due, study.day)}.")
    for other in study.cards_for(card, done.attempt.went_wrong):
        say(_offer(other))


def closing(study: Study, session: Session) -> str:
    """The closing summary in words."""
    summary = session.summary()
    if not summary.grades:
        return "Nothing was graded."
    minutes, seconds = divmod(round(summary.seconds), 60)
    said = [
        f"{_number(summary.cards, 'card')}, {_number(summary.grades, 'grade')}, "
        f"{summary.new} new, in {minutes} min {seconds} s."
    ]
    if summary.asked:
        share = 100 * summary.recalled / summary.asked
        said.append(f"Retention: {summary.recalled} of {summary.asked} recalled ({share:.0f} %).")
    if session.left:
        said.append(f"{_number(session.left, 'card')} left; what is owed today stays owed today.")
    following = study.next_due()
    if following is not None:
        day, count = following
        said.append(f"Next: {_number(count, 'card')} due {relative(day, study.day)}.")
    return "\n".join(said)


def outcome(grade: Grade, memory: Memory, day: int) -> str:
    """What a grade leads to, as it stands beside its key."""
    back = "today, then " if grade.quality < SETTLED else ""
    return f"{back}{span(memory.due - day)}"


def _try(
    study: Study, session: Session, card: Card, typed: Iterator[str], say: Say, show: Show
) -> tuple[Session, Asked | None, list[Card]] | str:
    """An exercise within a sitting; the line with which the learner left it, if so."""
    from tutor.plain_exercise import work

    problem, first = study.problem(card), study.is_first_attempt(card)
    done = work(problem, typed, say, show, opens=first)
    if isinstance(done, str):
        return done
    session = study.grade(session, done.grade.quality, done.seconds, done.detail)
    return *study.ask(session), study.cards_for(card, done.attempt.went_wrong)


def _heading(session: Session, asked: Asked) -> str:
    card = asked.card
    number = session.settled + 1
    about = [
        f"[{number}/{session.settled + session.left}]",
        card.kind.value,
        *(["again"] if asked.is_repeat else ["new"] if asked.memory.is_new else []),
        f"({one_line(card.deck)})",
    ]
    return f"\n{' '.join(about)}"


def _answer(card: Card, typed: str, show: Show) -> str:
    yours = f"Yours: {harmless(typed)}\nAnswer:\n" if typed else ""
    points = "".join(f"\n{show(f'- {point}', card.macros)}" for point in card.key_points)
    heading = "\nKey points:" if points else ""
    return f"{yours}{show(card.answer, card.macros)}{heading}{points}"


def _grades(asked: Asked) -> str:
    return " | ".join(
        f"{grade.value} {grade.name.capitalize()}: {outcome(grade, memory, asked.day)}"
        for grade, memory in asked.choices.items()
    )


def _grade(
    study: Study, session: Session, typed: Iterator[str], started: float, say: Say
) -> tuple[Session, Asked | None] | None:
    """Read lines until one grades the card or takes the last grade back; None to leave."""
    while (line := next(typed, "q")) != "q":
        if line == "u":
            return _undo(study, session, say)
        if line not in ("1", "2", "3", "4"):
            say("Type 1 Again, 2 Hard, 3 Good or 4 Easy; u undoes, q leaves.")
            continue
        graded = study.grade(session, Grade(int(line)).quality, time.monotonic() - started)
        return study.ask(graded)
    return None


def _undo(study: Study, session: Session, say: Say) -> tuple[Session, Asked | None]:
    try:
        session = study.undo(session)
        say("Taken back.")
    except TutorError as error:
        say(str(error))
    return study.ask(session)


def typed_lines(lines: TextIO) -> Iterator[str]:
    """What is typed, line by line."""
    for line in lines:
        yield line.strip()


def _offer(card: Card) -> str:
    """A card that belongs to what went wrong in an exercise."""
    from tutor.typeset import document

    question = " ".join(document(harmless(card.question), 10_000, "line", dict(card.macros)))
    return f"What went wrong belongs to this card: {question}"


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"
