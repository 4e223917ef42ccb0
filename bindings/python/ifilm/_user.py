"""What a person did: read marks."""

from __future__ import annotations

from . import ifilm as _ffi
from ._objects import refuse_copy


class User:
    """What a person did: read marks. It outlives the cache."""

    __reduce_ex__ = refuse_copy

    def __init__(self, user: _ffi.User) -> None:
        self._user = user

    async def mark_read(self, key: _ffi.ItemKey, read: bool = True) -> None:
        """Marks an item as read, or as unread again."""
        await self._user.mark_read(key, read)
