"""Pictures: from the disk, and from the network."""

from __future__ import annotations

from . import ifilm as _ffi
from ._objects import refuse_copy


class Media:
    """Pictures: `picture` reads from disk, `fetch_picture` also uses the network. `playable` uses it, too."""

    __reduce_ex__ = refuse_copy

    def __init__(self, media: _ffi.Media) -> None:
        self._media = media

    async def picture(self, address: str) -> _ffi.CachedPicture:
        """The picture at an address: where its file is, or that it is not here, with its size if known."""
        return await self._media.picture(address)

    async def fetch_picture(self, address: str) -> _ffi.CachedPicture:
        """The picture at an address, from disk or else from the network. If cancelled, the request ends."""
        return await self._media.fetch_picture(address)

    async def playable(self, addresses: list[str]) -> _ffi.Playable:
        """Which address of a recording or a stream answers, asked in turn. If cancelled, the request ends."""
        return await self._media.playable(addresses)
