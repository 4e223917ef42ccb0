"""What a person did: read marks, what they saved, undo."""

from __future__ import annotations

from collections.abc import Iterable

from . import ifilm as _ffi
from ._objects import refuse_copy


class User:
    """What a person did: read marks, what they saved, undo.

    It is kept if the cache is lost. When a call returns, its change is on disk.
    """

    __reduce_ex__ = refuse_copy

    def __init__(self, user: _ffi.User) -> None:
        self._user = user

    async def mark_read(self, key: _ffi.ItemKey, read: bool = True) -> None:
        """Marks an item as read, or as unread again."""
        await self._user.mark_read(key, read)

    async def mark_all_read(
        self,
        edition: str,
        section: _ffi.Section = _ffi.Section.NEWS,
        start: _ffi.ItemKey | None = None,
    ) -> int:
        """Marks the unread items of a list as read: `start` and all below it, or without it the whole list.

        Returns how many. One `undo` takes all of them back.
        """
        return await self._user.mark_all_read(edition, section, start)

    async def save(self, key: _ffi.ItemKey) -> None:
        """Saves an item, with a copy that outlives the cache and the article at the site."""
        await self._user.save(key)

    async def unsave(self, key: _ffi.ItemKey) -> None:
        """Takes back that an item was saved, and deletes its copy."""
        await self._user.unsave(key)

    async def saved(
        self, editions: Iterable[str] = (), limit: int = 50, after: str | None = None
    ) -> _ffi.SavedSlice:
        """What the person saved; the item saved last comes first. No editions means all."""
        return await self._user.saved(list(editions), limit, after)

    async def undo(self) -> _ffi.UndoStep | None:
        """Undoes the newest act and returns it; `None` if there is none. The last 30 can be undone."""
        return await self._user.undo()

    async def undo_steps(self) -> list[_ffi.UndoStep]:
        """The acts that can be undone, newest first."""
        return await self._user.undo_steps()
