"""Lists, articles and search."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Iterable, Sequence

from . import ifilm as _ffi
from ._objects import refuse_copy
from ._observation import Listener, is_last


class Library:
    """Lists, articles and search. All calls read from disk, so they work offline."""

    __reduce_ex__ = refuse_copy

    def __init__(self, library: _ffi.Library) -> None:
        self._library = library

    async def list(
        self,
        edition: str,
        section: _ffi.Section = _ffi.Section.NEWS,
        limit: int = 50,
        after: str | None = None,
    ) -> _ffi.ItemSlice:
        """The newest items of a section, or those that follow `after`, the `next` of an earlier slice."""
        return await self._library.list(edition, section, limit, after)

    async def list_by_title(
        self,
        edition: str,
        section: _ffi.Section,
        limit: int = 50,
        after: str | None = None,
    ) -> _ffi.ItemSlice:
        """The items of a section by the alphabet of its language: series, films, programs and albums.

        News have no such order.
        """
        return await self._library.list_by_title(edition, section, limit, after)

    async def program(self, key: _ffi.ItemKey) -> _ffi.ProgramPage:
        """A series, a film, a program or an album. Until its page comes, it has its title and says why."""
        return await self._library.program(key)

    async def person(self, key: _ffi.ItemKey) -> _ffi.PersonPage:
        """A person. Until the page comes, it has the name and the works of stored casts, and says why."""
        return await self._library.person(key)

    async def people(self, edition: str, limit: int = 50, after: str | None = None) -> _ffi.PeopleSlice:
        """The people whom the casts of stored programmes name, by the alphabet."""
        return await self._library.people(edition, limit, after)

    async def tag(self, key: _ffi.ItemKey) -> _ffi.TagPage:
        """A tag with what it lists, of any kind. Only `Client.fetch_tag` fetches it."""
        return await self._library.tag(key)

    async def episodes(self, key: _ffi.ItemKey) -> _ffi.EpisodeList:
        """The episodes of a series or another programme, with addresses for a player, in the order to try."""
        return await self._library.episodes(key)

    async def followed(self) -> list[_ffi.FollowedItem]:
        """What the person follows, with its new episodes; what was followed last comes first."""
        return await self._library.followed()

    async def new_since(self, key: _ffi.ItemKey) -> list[_ffi.Episode]:
        """The new episodes of a programme, the newest first; none if it is not followed.

        They were not listed when the person followed it or looked at it last, and are not watched.
        """
        return await self._library.new_since(key)

    async def tracks(self, key: _ffi.ItemKey) -> _ffi.TrackList:
        """The tracks of an album, with addresses for a player, in the order to try."""
        return await self._library.tracks(key)

    async def schedule(self, edition: str, from_ms: int, until_ms: int) -> _ffi.Guide:
        """What an edition broadcasts: all that is on at or after one time and begins before another."""
        return await self._library.schedule(edition, from_ms, until_ms)

    async def now_and_next(self, edition: str, at_ms: int) -> _ffi.NowAndNext:
        """What is on at a time, and what comes next within a week."""
        return await self._library.now_and_next(edition, at_ms)

    async def live(self, edition: str) -> _ffi.LiveStream:
        """Where the live stream of an edition can be played; before the first sync as the catalogue says."""
        return await self._library.live(edition)

    async def counts(self) -> _ffi.Counts:
        """How many items there are to read, by section, and how many are saved.

        Hidden items and sections are left out. It may be called after each change.
        """
        return await self._library.counts()

    def link(self, text: str) -> _ffi.Link:
        """What an address leads to, in any form in which people paste it. `Link.NOT_OURS` if to another site.

        Uses neither disk nor network, so the item need not exist.
        """
        return self._library.link(text)

    def address_of(self, key: _ffi.ItemKey) -> str | None:
        """The address of the page of an item, to share or to open in a browser: without slug and query.

        `None` if items of its kind have no page. Uses neither disk nor network.
        """
        return self._library.address_of(key)

    def part_address(self, edition: str, part: _ffi.SitePart) -> str | None:
        """The address of a part of an edition, such as the live page; `None` if it is not known."""
        return self._library.part_address(edition, part)

    async def observe(
        self,
        edition: str,
        section: _ffi.Section = _ffi.Section.NEWS,
        limit: int = 50,
        after: str | None = None,
    ) -> AsyncGenerator[_ffi.ListEvent, None]:
        """Observes a section as `list` gives it, while it is iterated.

        Gives the list of now first, then small changes after each commit that changes it, also one of another
        process. `with_changes` makes the newer list. A slow caller delays nobody, and what it missed comes
        as one change. If you leave the loop early, close the iterator (`contextlib.aclosing`): this ends the
        observation. If you close the client, the last event is `FAILED` with `CLOSED`.
        """
        listener = Listener(asyncio.get_running_loop(), self)
        observation = self._library.observe(edition, section, limit, after, listener)
        listener.register()
        try:
            while not is_last(event := await listener.next()):
                yield event
            yield event
        finally:
            listener.release()
            observation.stop()

    async def article(self, key: _ffi.ItemKey) -> _ffi.Article:
        """An article. If its page is not stored yet: its headline and link, and a body that says so."""
        return await self._library.article(key)

    async def changes(self, key: _ffi.ItemKey) -> _ffi.ArticleChanges:
        """What changed in an article since the text that the person knows, word by word."""
        return await self._library.changes(key)

    async def speech(self, key: _ffi.ItemKey) -> Sequence[_ffi.Passage]:
        """An article as it is read aloud: title, lead and blocks, in runs for voices."""
        return await self._library.speech(key)

    async def search(
        self,
        text: str,
        *,
        typing: bool = False,
        editions: Iterable[str] = (),
        first: str | None = None,
        section: _ffi.Section | None = None,
        since_ms: int | None = None,
        until_ms: int | None = None,
        read: bool | None = None,
        saved: bool | None = None,
        order: _ffi.SearchOrder | None = None,
        limit: int = 20,
        after: str | None = None,
    ) -> _ffi.SearchSlice:
        """The items that have all the words, in any spelling, best first. No editions means all.

        Words in quotes must stand side by side. While a person is `typing`, the last word may be incomplete.
        The hits of the edition `first` come before those of the others. `since_ms`, `until_ms`, `read` and
        `saved` leave items out. `after` is the `next` of an earlier slice of the same search.
        """
        query = _ffi.SearchQuery(
            text=text,
            typing=typing,
            editions=[*editions],
            first=first,
            section=section,
            since_ms=since_ms,
            until_ms=until_ms,
            read=read,
            saved=saved,
            order=order,
            limit=limit,
            after=after,
        )
        return await self.search_for(query)

    async def search_for(self, query: _ffi.SearchQuery) -> _ffi.SearchSlice:
        """The items that a query finds, such as one of `parse_search_line`."""
        return await self._library.search(query)

    async def saved_search(self, name: str, limit: int = 50, after: str | None = None) -> _ffi.SearchSlice:
        """The items that the saved search of this name finds, newest first, without hidden ones.

        `after` is the `next` of an earlier slice.
        """
        return await self._library.saved_search(name, limit, after)

    async def saved_search_counts(self) -> Sequence[_ffi.SavedSearchCount]:
        """How many items each saved search finds, and how many are unread, among its newest 500."""
        return await self._library.saved_search_counts()

    async def same_story(self, key: _ffi.ItemKey, edition: str) -> _ffi.SameStory | None:
        """The article of another edition that tells the same story. None unless it is certain."""
        return await self._library.same_story(key, edition)
