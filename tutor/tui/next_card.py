"""What a review session shows next: a card or its end; each function is one call to a thread."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from tutor.core.actions import before_card, named
from tutor.core.card import Card
from tutor.core.day import relative
from tutor.core.grade import Grade
from tutor.core.log import ACTIONS, Entry, Event, Graded
from tutor.core.session import Session
from tutor.errors import TutorError
from tutor.study import Asked, Study
from tutor.tui.card_text import quoted
from tutor.tui.only_some import Only, every_card

if TYPE_CHECKING:
    from tutor.store.acting import Undone
    from tutor.study.more import More
    from tutor.tui.review_summary import Facts


class Next(NamedTuple):
    """A card to be asked, or a review session that is over, or why neither could be read."""

    session: Session
    asked: Asked | None = None
    over: "Facts | None" = None
    error: TutorError | None = None
    news: str = ""  # what the learner could not know from the screen
    done: str = ""  # what was done without a grade, or undone
    helps: str = ""  # with a card that is forgotten again and again
    is_ungraded: bool = False  # its grade was taken back a moment ago


def next_card(study: Study, session: Session, news: Callable[[], str] = str) -> Next:
    """What comes now. An error is an answer, so that what the session has recorded is kept."""
    try:
        session, asked = study.review.ask(session)
        over = None if asked else _facts(study, session)
        helps = _what_helps(study, asked) if asked is not None and asked.leech else ""
        return Next(session, asked, over, news=news(), helps=helps)
    except Exception as error:
        return Next(session, error=study.as_tutor_error(error))


def first_card(
    study: Study,
    decks: Sequence[str],
    limit: int | None,
    only: Only = every_card,
    more: "More | None" = None,
) -> Next:
    """Begin a review session, perhaps of some cards only, or of what need not be due."""
    return next_card(study, study.review.begin(decks, limit, only(study), more))


def after_grade(study: Study, session: Session, asked: Asked, quality: int, seconds: float) -> Next:
    """Record a grade, and go on."""
    return after_graded(study, study.review.grade(session, quality, seconds), asked)


def after_graded(study: Study, session: Session, asked: Asked) -> Next:
    """What comes after the grade of this card, which may not have led to what its button said."""

    def news() -> str:
        done = session.done[-1].graded
        if not asked.is_kept(done):
            return _surprise(done, asked.card)
        return study.review.waiting(session)

    return next_card(study, session, news)._replace(done=study.review.coming_back(session))


def after_action(study: Study, session: Session, event: Event, value: int | None) -> Next:
    """Do something with the card that is up, without a grade, and go on."""
    after, said = study.review.act(session, event, value)
    return next_card(study, after)._replace(done=f"{said} u undoes it.")


def after_undo(study: Study, session: Session) -> Next:
    """Take the latest grade back; its card is up again."""
    after, undone = study.review.undo(session)
    origin = undone.origin or session.origin(undone.entry)
    said = _taken_back(undone, study.decks.card(undone.entry.card), origin)
    is_ungraded = undone.entry.event not in ACTIONS
    return next_card(study, after)._replace(done=said, is_ungraded=is_ungraded)


def _facts(study: Study, session: Session) -> "Facts":
    from tutor.tui.review_summary import facts  # at the end

    return facts(study, session)


def _what_helps(study: Study, asked: Asked) -> str:
    exercise = "exercise (X), " if study.exercises.about(asked.card) is not None else ""
    return f"! {asked.leech}: rewrite (e), split (A), {exercise}suspend (@)."


def _surprise(done: Graded, card: Card) -> str:
    entry = done.entry
    again = entry.event is Event.REPEAT
    due = relative(done.after.due, entry.day)
    return (
        f"{'Graded' if again else 'Undone'} in another window: {_grade(entry)} counts as a "
        f"{'repeat' if again else 'review'}, due again {due}: {quoted(card)}"
    )


def _taken_back(undone: "Undone", card: Card | None, origin: str) -> str:
    entry = undone.entry
    what = f"{before_card(entry)}{quoted(card)}" if card is not None else ""
    done = named(entry) if entry.event in ACTIONS else _grade(entry)
    return f"Undone{origin}: {done}{what}{undone.more}"


def _grade(entry: Entry) -> str:
    return Grade.of(entry.quality).name.capitalize()
