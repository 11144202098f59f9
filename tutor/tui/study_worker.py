"""The study behind the screens: they ask on the event loop, a thread answers."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from textual.message import Message

from tutor.core.text import one_line
from tutor.errors import TutorError
from tutor.tui.messages import Failed, Reading

if TYPE_CHECKING:
    from tutor.library.shelf import Shelf
    from tutor.study import Study
    from tutor.study.changes import Changes

_STILL = 0.2  # seconds for which files must stay as they are before they are read

P = ParamSpec("P")
T = TypeVar("T")


class StudyWorker:
    """One study for all screens. `post` takes a message to the app, from any thread."""

    def __init__(self, open_study: Callable[[], Study], post: Callable[[Message], object]) -> None:
        self._open_study = open_study
        self._study: Study | None = None
        self._one_at_a_time = threading.Lock()
        self._post = post
        self._opening: asyncio.Task[Shelf] | None = None
        self._settling: asyncio.Task[None] | None = None
        self._leaving = threading.Event()
        self.is_other_editor_offered = False  # in place of one that is not there

    @property
    def study(self) -> Study:
        """The study, opened when it is first asked for: the first paint does not wait for it."""
        with self._one_at_a_time:
            if self._study is None:
                self._study = self._open_study()
            return self._study

    async def do(self, call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Call in a thread. Whatever goes wrong is a TutorError, fit to be shown."""
        try:
            return await asyncio.to_thread(call, *args, **kwargs)
        except Exception as error:
            raise await asyncio.to_thread(self._as_tutor_error, error) from error

    async def open_decks(self, *, again: bool = False) -> None:
        """Wait until the decks are read: once for all screens, or again."""
        if self._opening is None or again or _failed(self._opening):
            self._opening = asyncio.create_task(self.do(self._open_decks))
        await asyncio.shield(self._opening)

    async def reread(self) -> Changes:
        """Read the decks again, and tell what is different."""
        return await self.do(self.study.decks.reread, self._reading)

    async def look_again(self) -> Changes | None:
        """Read the decks again if their files changed, and are not being written right now."""
        if self._opening is None or not self._opening.done() or _failed(self._opening):
            return None
        found = await self.do(self.study.decks.are_changed)
        if found is None:
            return None
        await asyncio.sleep(_STILL)
        if await self.do(self.study.decks.are_changed) != found:
            return None
        return await self.reread()

    def settle(self, load: Callable[[], object] | None = None) -> None:
        """Once something is on the screen: get ready for the first grade, take the day's backup.

        Then load what is opened next, as far as that takes long.
        """
        if self._settling is None:
            self._settling = asyncio.create_task(self._settle(load))

    async def settled(self) -> None:
        """Wait for that."""
        if self._settling is not None:
            await self._settling

    def leave(self) -> None:
        """Stop whatever runs beside the screens, so that leaving need not wait for it."""
        self._leaving.set()

    def _as_tutor_error(self, error: Exception) -> TutorError:
        if self._study is not None:
            return self._study.as_tutor_error(error)
        return error if isinstance(error, TutorError) else TutorError(one_line(str(error)))

    async def _settle(self, load: Callable[[], object] | None) -> None:
        try:
            await self.do(self.study.prepare)
        except TutorError as error:
            self._post(Failed("Grades cannot be recorded", str(error)))
            return
        try:
            await self.do(self.study.back_up, self._leaving.is_set)
        except TutorError as error:
            self._post(Failed("Today's backup was not made", str(error)))
        if load is not None:
            await self.do(load)

    def _open_decks(self) -> Shelf:
        return self.study.decks.open(self._reading)

    def _reading(self, path: str, share: float) -> None:
        if self._leaving.is_set():
            raise TutorError("Stopped before the decks were read.")
        self._post(Reading(path, share))


def _failed(task: asyncio.Task[Shelf]) -> bool:
    return task.done() and (task.cancelled() or task.exception() is not None)
