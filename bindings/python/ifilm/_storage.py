"""How much room the files take, and how to make some."""

from __future__ import annotations

from . import ifilm as _ffi
from ._objects import refuse_copy


class Storage:
    """How much room the files take, and how to make some. All calls use the disk alone."""

    __reduce_ex__ = refuse_copy

    def __init__(self, storage: _ffi.Storage) -> None:
        self._storage = storage

    async def report(self) -> _ffi.StorageReport:
        """How much room the files take now, by kind. Reads the whole cache, so call it when a person asks."""
        return await self._storage.report()

    async def prune(self) -> _ffi.Pruned:
        """Deletes what goes beyond the limits of the configuration now, as each sync does."""
        return await self._storage.prune()

    async def prune_to(self, retention: _ffi.Retention) -> _ffi.Pruned:
        """The same with other limits, once. The next sync goes by the limits of the configuration again."""
        return await self._storage.prune_to(retention)

    async def compact(self) -> int:
        """Gives all free room inside the files back to the disk. Returns the bytes. Deletes no story."""
        return await self._storage.compact()
