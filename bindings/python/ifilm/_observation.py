"""Hands the events of an observed list to asyncio."""

from __future__ import annotations

import asyncio
import threading

from . import ifilm as _ffi


class Listener(_ffi.ListListener):
    """Hands events to a loop, one at a time.

    The core calls it on a thread of the observation. That thread waits until the loop has taken the event.
    Meanwhile the core merges what follows.
    """

    def __init__(self, loop: asyncio.AbstractEventLoop, owner: object) -> None:
        self._loop = loop
        self._owner = owner
        self._events: asyncio.Queue[_ffi.ListEvent] = asyncio.Queue()
        self._taken = threading.Semaphore(0)
        self._waits = True

    def register(self) -> None:
        """Lets `release_listeners` know it, until it is released."""
        _listeners.add(self)

    def on_event(self, event: _ffi.ListEvent) -> None:
        self._loop.call_soon_threadsafe(self._events.put_nowait, event)
        if self._waits:
            self._taken.acquire()

    async def next(self) -> _ffi.ListEvent:
        event = await self._events.get()
        self._taken.release()
        return event

    def release(self) -> None:
        """From now on the thread does not wait: the loop may take no further event."""
        self._waits = False
        self._taken.release()
        _listeners.discard(self)

    def belongs_to(self, owner: object) -> bool:
        return self._owner is owner


_listeners: set[Listener] = set()


def release_listeners(owner: object = None) -> None:
    """Releases the threads of the observations of one library, or of all, so that they can be waited for."""
    for listener in list(_listeners):
        if owner is None or listener.belongs_to(owner):
            listener.release()


def is_last(event: _ffi.ListEvent) -> bool:
    """Whether no event follows, because the client was closed."""
    return isinstance(event, _ffi.ListEvent.FAILED) and event.code is _ffi.ErrorCode.CLOSED
