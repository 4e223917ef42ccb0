"""Lists, articles and search."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from . import ifilm as _ffi
from ._objects import refuse_copy


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

    async def article(self, key: _ffi.ItemKey) -> _ffi.Article:
        """An article. If its page is not stored yet: its headline and link, and a body that says so."""
        return await self._library.article(key)

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
        limit: int = 20,
        after: str | None = None,
    ) -> _ffi.SearchSlice:
        """The items that have all the words, in any spelling, best first. No editions means all.

        While a person is `typing`, the last word may be incomplete. The hits of the edition `first` come
        before those of the others. `after` is the `next` of an earlier slice of the same search.
        """
        query = _ffi.SearchQuery(
            text=text,
            typing=typing,
            editions=[*editions],
            first=first,
            section=section,
            limit=limit,
            after=after,
        )
        return await self._library.search(query)

    async def same_story(self, key: _ffi.ItemKey, edition: str) -> _ffi.SameStory | None:
        """The article of another edition that tells the same story. None unless it is certain."""
        return await self._library.same_story(key, edition)
