"""The read marks of a person."""

from __future__ import annotations

from . import ifilm as _ffi
from ._objects import refuse_copy


class User:
    """The read marks of a person. They are kept if the cache is lost."""

    __reduce_ex__ = refuse_copy

    def __init__(self, user: _ffi.User) -> None:
        self._user = user

    async def mark_read(self, key: _ffi.ItemKey, read: bool = True) -> None:
        """Marks an item as read, or as unread again."""
        await self._user.mark_read(key, read)
