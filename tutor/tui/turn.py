"""A turn of a sitting: the card that comes next, or how it went; one call, off the event loop."""

from collections.abc import Sequence
from dataclasses import dataclass

from tutor.core.session import Session
from tutor.errors import TutorError
from tutor.study import Asked, Study
from tutor.tui.closing import Facts, facts
from tutor.tui.desk import as_told


@dataclass(frozen=True, slots=True)
class Turn:
    """A card to be asked, or a sitting that is over, or why neither could be read."""

    session: Session
    asked: Asked | None = None
    over: Facts | None = None
    error: TutorError | None = None


def turn(study: Study, session: Session) -> Turn:
    """What comes now. An error is an answer, so that what the session has recorded is kept."""
    try:
        session, asked = study.ask(session)
        return Turn(session, asked, None if asked else facts(study, session))
    except Exception as error:
        return Turn(session, error=as_told(error))


def begun(study: Study, decks: Sequence[str], limit: int | None) -> Turn:
    """Begin a sitting."""
    return turn(study, study.sit(decks, limit))


def graded(study: Study, session: Session, quality: int, seconds: float) -> Turn:
    """Record a grade, and go on."""
    return turn(study, study.grade(session, quality, seconds))


def undone(study: Study, session: Session) -> Turn:
    """Take the latest grade back; its card is up again."""
    return turn(study, study.undo(session))
