"""The door of the library, in the manner of asyncio."""

from __future__ import annotations

import asyncio
import atexit
import os
import weakref
from collections.abc import AsyncGenerator, Iterable, Sequence
from dataclasses import dataclass

from . import ifilm as _ffi
from ._objects import refuse_copy


@dataclass(frozen=True)
class Finished:
    """What came of a sync, also when every source failed: its last event."""

    report: _ffi.SyncReport


class Client:
    """The core, opened on one data directory. `async with` closes it.

    Reads answer from disk alone; only `sync` touches the network. No call blocks: the work runs on threads
    of the core. What fails raises `IfilmError`. It cannot be copied or pickled. A process that was forked
    later opens its own: this one raises `IfilmError.Closed` there.
    """

    __reduce_ex__ = refuse_copy

    def __init__(self, client: _ffi.Client) -> None:
        self._client = client
        _clients.add(self)

    @classmethod
    def open(cls, config: _ffi.Config) -> Client:
        """Opens a data directory. Checks its arguments; touches neither disk nor network."""
        return cls(_ffi.Client.open(config))

    async def prepare(self) -> None:
        """Opens the files now, so that the first read need not."""
        await self._client.prepare()

    def editions(self) -> Sequence[_ffi.Edition]:
        """The editions of the catalogue, in its order. Touches neither disk nor network."""
        return self._client.editions()

    async def list(
        self,
        edition: str,
        section: _ffi.Section = _ffi.Section.NEWS,
        limit: int = 50,
        after: str | None = None,
    ) -> _ffi.ItemPage:
        """The newest items of a section, or those that follow `after`, the `next` of an earlier page."""
        return await self._client.list(edition, section, limit, after)

    async def article(self, key: _ffi.ItemKey) -> _ffi.Article:
        """An article; where its page is not here yet, its headline and link, and a body that says so."""
        return await self._client.article(key)

    async def speech(self, key: _ffi.ItemKey) -> Sequence[_ffi.Passage]:
        """An article as it is read aloud: title, lead and blocks, in runs for voices."""
        return await self._client.speech(key)

    async def search(
        self,
        text: str,
        *,
        typing: bool = False,
        editions: Iterable[str] = (),
        section: _ffi.Section | None = None,
        limit: int = 20,
        after: str | None = None,
    ) -> _ffi.SearchPage:
        """The items that have all the words, best first, in any spelling; of all editions unless some are given.

        While a person is `typing`, the last word may be only begun. `after` is the `next` of an earlier page of the
        same search.
        """
        query = _ffi.SearchQuery(
            text=text, typing=typing, editions=list(editions), section=section, limit=limit, after=after
        )
        return await self._client.search(query)

    async def same_story(self, key: _ffi.ItemKey, edition: str) -> _ffi.SameStory | None:
        """The article of another edition that tells the same story, if one surely does."""
        return await self._client.same_story(key, edition)

    async def mark_read(self, key: _ffi.ItemKey, read: bool = True) -> None:
        """Marks an item as read, or as unread again."""
        await self._client.mark_read(key, read)

    async def choice(self, wishes: Iterable[str]) -> _ffi.Choice:
        """The edition a person chose, or else the best for the wishes, most wanted first; and why."""
        return await self._client.choice(list(wishes))

    def suggestion(self, wishes: Iterable[str]) -> _ffi.Choice:
        """The edition that the wishes alone lead to. Touches neither disk nor network."""
        return self._client.suggestion(list(wishes))

    def reader_language(self, choice: _ffi.Choice) -> str:
        """The language to address a reader in: that of the edition chosen for them."""
        return self._client.reader_language(choice)

    def choice_reason(self, choice: _ffi.Choice, language: str) -> str:
        """One sentence that says why this choice, for a line in the settings, in the reader's language."""
        return self._client.choice_reason(choice, language)

    async def choose(self, edition: str | None) -> None:
        """Keeps a person's choice, which beats every wish from now on; `None` forgets it."""
        await self._client.choose(edition)

    async def sync(self, editions: Iterable[str] = ()) -> AsyncGenerator[_ffi.Progress | Finished, None]:
        """Brings editions in step with the site while it is iterated; none means all of the catalogue.

        Gives any number of `Progress`, then one `Finished`. Cancelling the task cancels the sync, and ends with it;
        who leaves the loop early closes the iterator (`contextlib.aclosing`), which does the same. What was stored
        stays.
        """
        loop = asyncio.get_running_loop()
        events: asyncio.Queue[_ffi.Progress | None] = asyncio.Queue()
        job = self._client.start_sync(_ffi.SyncRequest(editions=list(editions)), _Listener(loop, events))
        end = loop.create_task(job.wait())
        end.add_done_callback(lambda _: events.put_nowait(None))
        try:
            while (progress := await events.get()) is not None:
                yield progress
            yield Finished(end.result())
        finally:
            job.cancel()
            await asyncio.gather(end, return_exceptions=True)

    async def close(self) -> None:
        """Ends a running sync, writes all to disk, closes the files, and then returns.

        The second close and any later call raise `IfilmError.Closed`.
        """
        try:
            await self._client.shutdown()
        finally:
            self._client.join()

    async def __aenter__(self) -> Client:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def _debug_panic(self) -> None:
        await self._client.debug_panic()


_clients: weakref.WeakSet[Client] = weakref.WeakSet()
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_clients.clear)  # their threads are the parent's


@atexit.register
def _end_threads() -> None:
    """Closes what is still open: a thread of the core that called Python while it ends would abort the process."""
    for client in list(_clients):
        client._client.join()


class _Listener(_ffi.ProgressListener):
    """Hands progress on to the loop: it is called on a thread of the core, which must not wait."""

    def __init__(self, loop: asyncio.AbstractEventLoop, events: asyncio.Queue[_ffi.Progress | None]) -> None:
        self._loop = loop
        self._events = events

    def on_progress(self, progress: _ffi.Progress) -> None:
        self._loop.call_soon_threadsafe(self._events.put_nowait, progress)
