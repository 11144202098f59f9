"""A sitting in lines: one that reveals, one that grades; for pipes and screen readers."""

import time
from collections.abc import Callable, Iterator
from typing import TextIO

from tutor.core.card import Card, Kind
from tutor.core.day import relative, span
from tutor.core.session import Session
from tutor.core.sm2 import SETTLED, Grade, Memory
from tutor.core.text import harmless, one_line
from tutor.errors import TutorError
from tutor.study import Asked, Study

Say = Callable[[str], None]


def review(study: Study, session: Session, lines: TextIO, say: Say) -> None:
    """Ask every card of the session; `q` or the end of input leaves it."""
    typed = _typed(lines)
    session, asked = study.ask(session)
    if asked is None:
        say("Nothing is due.")
    while asked is not None:
        started = time.monotonic()
        say(_question(session, asked))
        line = next(typed, "q")
        if line == "q":
            break
        if line == "u":
            session, asked = _undo(study, session, say)
            continue
        say(_answer(asked.card, line))
        say(_grades(asked))
        graded = _grade(study, session, typed, started, say)
        if graded is None:
            break
        session, asked = graded
    say(closing(study, session))


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


def _question(session: Session, asked: Asked) -> str:
    card = asked.card
    number = session.settled + 1
    about = [
        f"[{number}/{session.settled + session.left}]",
        card.kind.value,
        *(["again"] if asked.is_repeat else ["new"] if asked.memory.is_new else []),
        f"({one_line(card.deck)})",
    ]
    return f"\n{' '.join(about)}\n{harmless(card.question)}"


def _answer(card: Card, typed: str) -> str:
    yours = f"Yours:  {harmless(typed)}\nAnswer: " if typed else ""
    points = "".join(f"\n- {harmless(point)}" for point in card.key_points)
    heading = "\nKey points:" if points and card.kind is Kind.SELF_CHECK else ""
    return f"{yours}{harmless(card.answer)}{heading}{points}"


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


def _typed(lines: TextIO) -> Iterator[str]:
    for line in lines:
        yield line.strip()


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"
