"""Looking back: progress, of the decks, the tag and the period that are chosen."""

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Protocol

from tutor.core.collection import Card, collection
from tutor.core.diary import Tally, diary
from tutor.core.practice import practice
from tutor.core.progress import Choice, Progress
from tutor.core.retention import Recalls, retention
from tutor.study import Shelf

WEEK = 7


class Counting(Protocol):
    """What is counted of the chosen cards, all of it of one moment."""

    def tallies(self) -> Iterable[Tally]: ...
    def studied(self) -> list[int]: ...
    def answers(self, first: int) -> list[tuple[int, int]]: ...
    def cards(self) -> Iterable[Card]: ...
    def new(self) -> int: ...
    def recalls(self, decks: Mapping[int, str]) -> Mapping[tuple[str, ...], Recalls]: ...
    def attempts(self) -> Iterable[tuple[int, str]]: ...


class Archive(Protocol):
    """What looking back needs of a store."""

    def counting(self, choice: Choice, since: int = 0) -> AbstractContextManager[Counting]: ...


def local_time(at: int) -> str:
    """An instant in milliseconds on this machine's clock: Mon 23 Nov, 09:00."""
    return time.strftime("%a %d %b, %H:%M", time.localtime(at / 1000))


def local_hour(instant: int) -> int:
    """The hour on this machine's clock at an instant, in seconds since 1970."""
    return time.localtime(instant).tm_hour


def progress(
    store: Archive,
    shelf: Shelf,
    today: int,
    decks: Sequence[str] = (),
    tag: str = "",
    since: int = 0,
    hour_of: Callable[[int], int] = local_hour,
) -> Progress:
    """Every figure, of the decks by name (all unless named), the tag and the days from `since`."""
    choice = Choice(shelf.files(decks), tag, whole=not decks and not tag)
    with store.counting(choice, since) as counting:
        return Progress(
            today=today,
            since=since,
            decks=tuple(shelf.deck(name).name for name in decks),
            tag=tag,
            diary=diary(
                counting.tallies(),
                counting.studied(),
                counting.answers(today - WEEK + 1),
                today,
                hour_of,
            ),
            collection=collection(counting.cards(), counting.new(), today),
            retention=retention(counting.recalls(shelf.names), since),
            practice=practice(counting.attempts()),
        )
