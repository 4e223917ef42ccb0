"""The editions, and which of them a person gets."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from . import ifilm as _ffi
from ._objects import refuse_copy


class Language:
    """The editions, and which of them a person gets."""

    __reduce_ex__ = refuse_copy

    def __init__(self, language: _ffi.Language) -> None:
        self._language = language

    def editions(self) -> Sequence[_ffi.Edition]:
        """The editions in the order of the catalogue. Uses neither disk nor network."""
        return self._language.editions()

    async def choice(self, wishes: Iterable[str]) -> _ffi.Choice:
        """The edition a person chose, or else the best for the wishes, most wanted first. Says why."""
        return await self._language.choice(list(wishes))

    def suggestion(self, wishes: Iterable[str]) -> _ffi.Choice:
        """The edition for the wishes, without the person's choice. Uses neither disk nor network."""
        return self._language.suggestion(list(wishes))

    def display_language(self, choice: _ffi.Choice) -> str:
        """The language of the chosen edition, a BCP-47 tag. Texts for the person should be in it."""
        return self._language.display_language(choice)

    def choice_reason(self, choice: _ffi.Choice, language: str) -> str:
        """One sentence in the language given that says why this edition was chosen, for the settings."""
        return self._language.choice_reason(choice, language)

    async def choose(self, edition: str | None) -> None:
        """Stores a person's choice. From now on it overrides every wish. `None` deletes it."""
        await self._language.choose(edition)
