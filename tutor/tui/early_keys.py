"""Keys typed before what they are meant for is there: kept, and given to it one by one."""

import asyncio
from collections import deque
from contextlib import suppress
from typing import Any, Protocol, runtime_checkable

from textual import events
from textual.app import App, ScreenStackError
from textual.dom import DOMNode
from textual.message_pump import MessagePump

AT_ONCE = {"escape", "q", "question_mark"}  # to leave or to look at help need not wait
LONGEST_WAIT = 0.5  # seconds for a key to have its effect; one may close what would report it


@runtime_checkable
class Waiting(Protocol):
    """A screen that may still wait for what it is to show."""

    def waits_for(self, key: str) -> bool:
        """Whether a key is meant for what is not there yet; any key, if it is empty."""


class EarlyKeys:
    """The keys that are kept for the screen on top."""

    def __init__(self, app: App[Any]) -> None:
        self._app = app
        self._kept: deque[events.Key] = deque()
        self._giving: asyncio.Task[None] | None = None

    def keep(self, event: events.Key) -> bool:
        """Keep a key if it must wait; a key to leave forgets those before it.

        One that comes back from a screen, which had no use for it, was typed right after a key that
        put another screen in its place.
        """
        if event.key in AT_ONCE or event.key.startswith("ctrl+"):
            if not event.is_forwarded and self._waits():
                self._kept.clear()
            return False
        if event.is_forwarded:
            return self._keep_for_the_next(event)
        if self._kept or self._waits(event.key):
            self._kept.append(event)
            return True
        return False

    def _keep_for_the_next(self, event: events.Key) -> bool:
        if not self._waits(event.key):
            return False
        if self._is_giving:  # those that are still kept were typed after it
            self._kept.appendleft(event)
        else:
            self._kept.append(event)
        return True

    @property
    def _is_giving(self) -> bool:
        return self._giving is not None and not self._giving.done()

    @property
    def holds_any(self) -> bool:
        """Whether a key waits, or is being given."""
        return bool(self._kept) or self._is_giving

    def give(self) -> None:
        """Give the kept keys to the screen, if it is ready for them."""
        if self._kept and not self._waits() and not self._is_giving:
            self._giving = asyncio.create_task(self._give())

    async def _give(self) -> None:
        while self._kept and not self._waits():
            arrived = asyncio.Event()
            key = self._kept.popleft()
            target = self._app.focused or self._app.screen
            await App.on_event(self._app, events.Key(key.key, key.character))
            _after(target, arrived)
            with suppress(TimeoutError):
                await asyncio.wait_for(arrived.wait(), LONGEST_WAIT)

    def _waits(self, key: str = "") -> bool:
        try:
            screen = self._app.screen
        except ScreenStackError:  # the program is being left
            return True
        return isinstance(screen, Waiting) and screen.waits_for(key)


def _after(node: MessagePump, arrived: asyncio.Event) -> None:
    """Report once all that a key leads to, here and in what this is inside of, was done."""

    def go_on() -> None:
        parent = node._parent
        if isinstance(node, DOMNode) and parent is not None:
            _after(parent, arrived)
        else:
            arrived.set()

    node.call_later(go_on)
