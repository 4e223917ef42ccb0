"""The client for asyncio."""

from __future__ import annotations

import asyncio
import atexit
import contextlib
import copy
import os
import weakref
from collections.abc import AsyncGenerator, Callable, Iterable
from dataclasses import dataclass

from . import ifilm as _ffi
from ._language import Language
from ._library import Library
from ._media import Media
from ._objects import refuse_copy
from ._observation import release_listeners
from ._storage import Storage
from ._transport import HostedTransport, Transport
from ._user import User


@dataclass(frozen=True)
class Finished:
    """The last event of a sync, with its report. It comes even if every section failed."""

    report: _ffi.SyncReport


class Client:
    """The core, opened on one data directory. `async with` closes it.

    `library` has what can be read, `user` what a person did, `language` the editions, `media` pictures,
    `storage` the room that all takes. These answer from disk alone. Only `sync`, `run`, `fill`, `prefetch`,
    `fetch`, `fetch_person`, `fetch_tag`, `search_site`, `media.fetch_picture` and `media.playable` touch the
    network. No call blocks, because the work runs on threads of the core. A call that fails raises
    `IfilmError`. A client cannot be copied or pickled. After a fork the new process must open its own: this
    one raises `IfilmError.Closed` there.
    """

    __reduce_ex__ = refuse_copy

    def __init__(self, client: _ffi.Client) -> None:
        self._client = client
        self.library = Library(client.library())
        self.user = User(client.user())
        self.language = Language(client.language())
        self.media = Media(client.media())
        self.storage = Storage(client.storage())
        _open.add(client)
        weakref.finalize(self, _begin_to_close, client).atexit = False

    @classmethod
    def open(cls, config: _ffi.Config, transport: Transport | None = None) -> Client:
        """Opens a data directory. Checks its arguments, and uses neither disk nor network.

        If there is a transport, all requests go through it.
        """
        if transport is not None:
            config = copy.copy(config)
            config.transport = HostedTransport(transport)
        return cls(_ffi.Client.open(config))

    async def prepare(self) -> None:
        """Opens the files now, so that the first read is faster."""
        await self._client.prepare()

    async def check(self, repair: bool = False) -> _ffi.CheckReport:
        """Checks both files whole, and says what was repaired before. `check_text` says it in words.

        With `repair`, a damaged file is moved aside, and all that can be read goes into a new one. Every
        other call repairs what it meets by itself. It may take seconds.
        """
        return await self._client.check(repair)

    @property
    def repairs(self) -> list[_ffi.Repair]:
        """The repairs that this client made, the oldest first.

        Empty if it met no damage. `check_text` of a report with these repairs alone says them in words.
        """
        return self._client.repairs()

    def sync(
        self,
        editions: Iterable[str] = (),
        conditions: _ffi.Conditions | None = None,
        deadline_ms: int | None = None,
        budget: _ffi.Budget | None = None,
    ) -> AsyncGenerator[_ffi.Progress | Finished, None]:
        """Syncs editions with the site while it is iterated. No editions means all of the catalogue.

        Without conditions a person asks. Without a budget only the day's ceiling counts. Gives any number
        of `Progress`, then one `Finished`. If you cancel the task, the sync is cancelled, and the task ends
        only after the sync has ended. If you leave the loop early, close the iterator
        (`contextlib.aclosing`); this does the same. What was stored stays.

        With a deadline, for a job of the system that gets little time, the sync ends after so many
        milliseconds, and its report says `Ended.DEADLINE`.
        """
        request = _ffi.SyncRequest(
            editions=list(editions), conditions=conditions, deadline_ms=deadline_ms, budget=budget
        )
        return _events(lambda listener: self._client.start_sync(request, listener))

    def fill(
        self, hole: str, deadline_ms: int | None = None
    ) -> AsyncGenerator[_ffi.Progress | Finished, None]:
        """Reads on at a hole of a list, by its name, and fetches the texts that the section lacks.

        These are also texts of older rows. It is a sync of its own, and is cancelled like `sync`. The hole
        closes or shrinks. Raises `IfilmError.NotFound` if it was closed meanwhile. A deadline is as with
        `sync`.
        """
        return _events(lambda listener: self._client.fill(hole, listener, deadline_ms))

    def prefetch(
        self,
        edition: str,
        newest: int = 30,
        section: _ffi.Section = _ffi.Section.NEWS,
        deadline_ms: int | None = None,
    ) -> AsyncGenerator[_ffi.Progress | Finished, None]:
        """Among the newest items of a list, fetches the texts that are missing, and those that are due.

        It is a sync of its own, and is cancelled like `sync`. A deadline is as with `sync`, too.
        """
        return _events(
            lambda listener: self._client.prefetch(edition, section, newest, listener, deadline_ms)
        )

    def run(
        self, plan: _ffi.Plan | str, deadline_ms: int | None = None
    ) -> AsyncGenerator[_ffi.Progress | Finished, None]:
        """Runs a plan while it is iterated: sends its requests and those that its rules declare, and no
        others. Takes the plan or its token. Only the token counts: a change of other fields has no effect.

        Gives the same events as `sync`, and is cancelled in the same way. A plan is stale after ten minutes,
        and if the same request would give another plan now. Then nothing is sent, and this raises
        `IfilmError.StalePlan`. A deadline is as with `sync`.
        """
        token = plan if isinstance(plan, str) else plan.token
        return _events(lambda listener: self._client.run(token, listener, deadline_ms))

    async def plan(
        self,
        editions: Iterable[str] = (),
        conditions: _ffi.Conditions | None = None,
        budget: _ffi.Budget | None = None,
    ) -> _ffi.Plan:
        """What a sync would do now, and why. Reads the disk; sends nothing. No editions means all."""
        request = _ffi.SyncRequest(editions=list(editions), conditions=conditions, budget=budget)
        return await self._client.plan(request)

    async def data_used(self) -> _ffi.DataUsed:
        """The data that today has used so far, by kind. Reads the disk."""
        return await self._client.data_used()

    async def due(
        self, editions: Iterable[str] = (), conditions: _ffi.Conditions | None = None
    ) -> _ffi.DueTimes:
        """When each section is due, for a job scheduler: whether to sync now, and when to ask again.

        Without conditions these are the times in the background. Reads the disk; sends nothing.
        """
        conditions = conditions or _ffi.Conditions(asked_by=_ffi.AskedBy.BACKGROUND)
        return await self._client.due(_ffi.SyncRequest(editions=list(editions), conditions=conditions))

    async def hint(self, edition: str, section: _ffi.Section = _ffi.Section.NEWS) -> _ffi.SectionDue:
        """Notes that a push said that a section has something new.

        Returns when it is due in the background now: after two thirds of the wait that its schedule has, or
        sooner, so that the site does not get the requests of all devices at once. Sends nothing.
        """
        return await self._client.hint(edition, section)

    async def fetch(self, key: _ffi.ItemKey) -> _ffi.Article:
        """An article as the site has it now.

        Its page is requested, also if it is not due, and while a sync runs. Only a text that looks like
        the article is stored. The page of a programme brings its episodes, too. If cancelled, the request
        ends.
        """
        return await self._client.fetch(key)

    async def fetch_person(self, key: _ffi.ItemKey) -> _ffi.PersonPage:
        """A person as the site has him or her now.

        Only what is certainly the page of the person is stored. If cancelled, the request ends.
        """
        return await self._client.fetch_person(key)

    async def fetch_tag(self, key: _ffi.ItemKey) -> _ffi.TagPage:
        """A tag as the site has it now. Its rows come into no list of a section."""
        return await self._client.fetch_tag(key)

    async def search_site(self, edition: str, text: str, limit: int = 20) -> _ffi.SiteSearch:
        """The hits among what is stored, at most `limit`, and then those that only the site finds.

        It waits for the site; `library.search` does not. If the site fails, `failure` says why.
        """
        return await self._client.search_site(edition, text, limit)

    async def on_network_changed(self) -> None:
        """Call it when the device is in another network, or has one again.

        Requests make new connections, those that wait are sent once more, and waits that the network caused
        end. It sends nothing itself.
        """
        await self._client.on_network_changed()

    async def on_foreground(self) -> None:
        """Call it when a person sees the app again.

        After `on_background` it does what `on_network_changed` does.
        """
        await self._client.on_foreground()

    async def on_background(self) -> None:
        """Call it when nobody sees the app any more.

        Closes the files, and after each later call again, so that no lock remains. A running sync goes on;
        cancel it first if the system leaves no time for it.
        """
        await self._client.on_background()

    async def close(self) -> None:
        """Ends a running sync, writes all to disk, closes the files, and then returns.

        The second close and any later call raise `IfilmError.Closed`.
        """
        try:
            await self._client.shutdown()
        finally:
            release_listeners(self.library)
            self._client.join()
            _open.discard(self._client)

    async def __aenter__(self) -> Client:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def _debug_panic(self) -> None:
        await self._client.debug_panic()


# The inner clients, held strongly: a client that was collected may still have threads.
_open: set[_ffi.Client] = set()
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_open.clear)  # their threads are the parent's


def _begin_to_close(client: _ffi.Client) -> None:
    """Called when a client was collected. It may be closed already, or be the client of a parent process."""
    with contextlib.suppress(_ffi.IfilmError):
        client.start_shutdown()


@atexit.register
def _end_threads() -> None:
    """Closes the open clients. A thread of the core that called an ending Python would abort the process."""
    release_listeners()
    for client in list(_open):
        client.join()


async def _events(
    start: Callable[[_ffi.ProgressListener], _ffi.SyncJob],
) -> AsyncGenerator[_ffi.Progress | Finished, None]:
    """The events of a sync, which is started here and cancelled with the iteration."""
    loop = asyncio.get_running_loop()
    events: asyncio.Queue[_ffi.Progress | None] = asyncio.Queue()
    job = start(_Listener(loop, events))
    end = loop.create_task(job.wait())
    end.add_done_callback(lambda _: events.put_nowait(None))
    try:
        while (progress := await events.get()) is not None:
            yield progress
        yield Finished(end.result())
    finally:
        job.cancel()
        await asyncio.gather(end, return_exceptions=True)


class _Listener(_ffi.ProgressListener):
    """Passes progress on to the loop. It must not block, because it runs on a thread of the core."""

    def __init__(self, loop: asyncio.AbstractEventLoop, events: asyncio.Queue[_ffi.Progress | None]) -> None:
        self._loop = loop
        self._events = events

    def on_progress(self, progress: _ffi.Progress) -> None:
        self._loop.call_soon_threadsafe(self._events.put_nowait, progress)
