"""Looking back: progress, of the decks, the tag and the period that are chosen."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import Protocol

from tutor.library.shelf import Shelf
from tutor.progress.progress import Choice, Counting, Progress
from tutor.scheduling.scheduler import Scheduler


class Archive(Protocol):
    """What looking back needs of a store."""

    scheduler: Scheduler

    def counting(self, choice: Choice, since: int = 0) -> AbstractContextManager[Counting]: ...


def local_time(at: int) -> str:
    """An instant in milliseconds on this machine's clock: Mon 23 Nov, 09:00."""
    return time.strftime("%a %d %b, %H:%M", time.localtime(at / 1000))


def local_hour(instant: int) -> int:
    """The hour on this machine's clock at an instant, in seconds since 1970."""
    return time.localtime(instant).tm_hour


@contextmanager
def looking_back(
    store: Archive,
    shelf: Shelf,
    today: int,
    decks: Sequence[str] = (),
    tag: str = "",
    since: int = 0,
    hour_of: Callable[[int], int] = local_hour,
) -> Iterator[Progress]:
    """Progress of the decks by name (all unless named), the tag and the days from `since`.

    Within the block its parts can still be counted; afterwards it has those that were.
    """
    choice = Choice(shelf.files(decks), tag, whole=not decks and not tag)
    chosen = tuple(shelf.deck(name).name for name in decks)
    with store.counting(choice, since) as counting:
        yield Progress(counting, store.scheduler, today, since, chosen, tag, shelf.names, hour_of)


def progress(
    store: Archive,
    shelf: Shelf,
    today: int,
    decks: Sequence[str] = (),
    tag: str = "",
    since: int = 0,
    hour_of: Callable[[int], int] = local_hour,
) -> Progress:
    """The same with everything counted."""
    with looking_back(store, shelf, today, decks, tag, since, hour_of) as found:
        found.count()
    return found
