"""What is said after days away, before a review session line by line."""

from collections.abc import Callable

from tutor.study import Study


def welcome_back(study: Study, say: Callable[[str], None]) -> None:
    """After days away: what happened, and the ways to take what is due."""
    if (backlog := study.catching_up.offered()) is None:
        return
    say(backlog.said)
    for offer in backlog.offers:
        say(
            f"`tutor catchup {offer.factor}` asks for about {offer.minutes} minutes a day until "
            f"it is cleared: {offer.days}."
        )
    say("`tutor catchup all` takes all of it today. Until you choose, your usual limits hold.")
