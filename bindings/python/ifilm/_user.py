"""What a person did: what they read, saved, opened, follow and hide, where they stopped, their settings."""

from __future__ import annotations

from collections.abc import Iterable

from . import ifilm as _ffi
from ._objects import refuse_copy


class User:
    """What a person did: what they read, saved, opened, follow and hide, where they stopped, their settings.

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

    async def set_position(self, key: _ffi.ItemKey, block: int, letter: int) -> None:
        """Stores where the person stopped in an article.

        That is the number of a block and of a character in its text, both from 0. Isolates do not count.
        """
        await self._user.set_position(key, block, letter)

    async def forget_position(self, key: _ffi.ItemKey) -> None:
        """Forgets where the person stopped in an article, for example because they read it to its end."""
        await self._user.forget_position(key)

    async def position(self, key: _ffi.ItemKey) -> _ffi.ReadingPosition | None:
        """Where the person stopped in an article, found again after an edit; `None` if they did not."""
        return await self._user.position(key)

    async def set_playback(self, key: _ffi.ItemKey, position: _ffi.PlaybackPosition | None) -> None:
        """Stores where the person stopped to watch or listen; `None` forgets it."""
        await self._user.set_playback(key, position)

    async def playback(self, key: _ffi.ItemKey) -> _ffi.PlaybackPosition | None:
        """Where the person stopped to watch or listen; `None` if they did not."""
        return await self._user.playback(key)

    async def mark_watched(
        self, key: _ffi.ItemKey, episodes: Iterable[str], watched: bool = True
    ) -> None:
        """Marks episodes of a programme, by their ids, as watched, or as not watched.

        Raises `TypeError` for a single text: its letters would be taken for ids.
        """
        if isinstance(episodes, str):
            raise TypeError("mark_watched takes a list of ids, not one text")
        await self._user.mark_watched(key, list(episodes), watched)

    async def set_episode_playback(
        self, key: _ffi.ItemKey, episode: str, position: _ffi.PlaybackPosition | None
    ) -> None:
        """Stores where the person stopped to watch an episode; `None` forgets it.

        In the last twentieth of a recording whose length is known, the episode is marked as watched, too.
        """
        await self._user.set_episode_playback(key, episode, position)

    async def episode_playback(self, key: _ffi.ItemKey, episode: str) -> _ffi.PlaybackPosition | None:
        """Where the person stopped to watch an episode; `None` if they did not."""
        return await self._user.episode_playback(key, episode)

    async def note_opened(self, key: _ffi.ItemKey) -> None:
        """Notes in the history that the person opened an item now. If it is off, nothing happens."""
        await self._user.note_opened(key)

    async def history(self, limit: int = 50, after: str | None = None) -> _ffi.HistorySlice:
        """What the person opened; the item opened last comes first."""
        return await self._user.history(limit, after)

    async def clear_history(self) -> None:
        """Deletes the history."""
        await self._user.clear_history()

    async def keep_history(self, keep: bool) -> None:
        """Switches the history off or on. What it holds stays."""
        await self._user.keep_history(keep)

    async def keeps_history(self) -> bool:
        """Whether the history is on, as it is at first."""
        return await self._user.keeps_history()

    async def announce(self, keys: Iterable[_ffi.ItemKey]) -> list[_ffi.ItemKey]:
        """Marks items as announced by a notification, and returns those to announce now.

        These are the ones that were not announced before.
        """
        return await self._user.announce(list(keys))

    async def hide_word(self, word: str, hidden: bool = True) -> None:
        """Hides the items with a word in title or lead, found as by a search, or shows them again.

        Lists and counts leave them out.
        """
        await self._user.hide_word(word, hidden)

    async def hidden_words(self) -> list[str]:
        """The hidden words as they were typed, in the order of their characters."""
        return await self._user.hidden_words()

    async def hide_section(
        self, edition: str, section: _ffi.Section = _ffi.Section.NEWS, hidden: bool = True
    ) -> None:
        """Hides a section of an edition, or shows it again. Counts and `shown_editions` leave it out."""
        await self._user.hide_section(edition, section, hidden)

    async def hidden_sections(self) -> list[_ffi.HiddenSection]:
        """The hidden sections, in the order of their editions."""
        return await self._user.hidden_sections()

    async def shown_editions(self, section: _ffi.Section = _ffi.Section.NEWS) -> list[str]:
        """The editions that do not hide a section, in the order of the catalogue."""
        return await self._user.shown_editions(section)

    async def follow(self, key: _ffi.ItemKey, title: str) -> None:
        """Follows a programme, a person or a tag, with the title to show."""
        await self._user.follow(key, title)

    async def unfollow(self, key: _ffi.ItemKey) -> None:
        """Stops to follow something."""
        await self._user.unfollow(key)

    async def followed(self) -> list[_ffi.Followed]:
        """What the person follows; what was followed last comes first."""
        return await self._user.followed()

    async def note_episodes_seen(self, key: _ffi.ItemKey) -> None:
        """Notes that the person saw the episodes of a programme that are listed now.

        None of them is new any more. Call it when you have shown them.
        """
        await self._user.note_episodes_seen(key)

    async def set_reminder(self, reminder: _ffi.Reminder) -> None:
        """Sets a reminder. It replaces one of the same item and time.

        The program shows it; the core only keeps it.
        """
        await self._user.set_reminder(reminder)

    async def remind_of(self, edition: str, start_ms: int, before_ms: int = 0) -> _ffi.Reminder:
        """Sets a reminder of the broadcast of the guide that begins at a time, and returns it.

        Times are in milliseconds since 1970, UTC. Its key is that of the programme, if it is known.
        """
        return await self._user.remind_of(edition, start_ms, before_ms)

    async def remove_reminder(self, key: _ffi.ItemKey, remind_at_ms: int) -> None:
        """Removes the reminder of an item at a time, in milliseconds since 1970, UTC."""
        await self._user.remove_reminder(key, remind_at_ms)

    async def reminders(self, from_ms: int) -> list[_ffi.Reminder]:
        """The reminders from a time on, in milliseconds since 1970, UTC; the next one first."""
        return await self._user.reminders(from_ms)

    async def set_setting(self, name: str, value: _ffi.SettingValue | None) -> None:
        """Sets a setting of the program; `None` removes it."""
        await self._user.set_setting(name, value)

    async def setting(self, name: str) -> _ffi.SettingValue | None:
        """The value of a setting; `None` if it is not set."""
        return await self._user.setting(name)

    async def settings(self) -> list[_ffi.Setting]:
        """All settings, by name."""
        return await self._user.settings()

    async def save_search(self, name: str, query: str) -> None:
        """Saves a search under a name, or changes the one that has it.

        The query is a line, as `search_line` writes it. `Library.saved_search` lists what it finds.
        """
        await self._user.save_search(name, query)

    async def delete_search(self, name: str) -> None:
        """Deletes a saved search."""
        await self._user.delete_search(name)

    async def saved_searches(self) -> list[_ffi.SavedSearch]:
        """The saved searches, oldest first."""
        return await self._user.saved_searches()

    async def export_state(self, history: bool = False) -> str:
        """All that the person did, as JSON; the history only if it is asked for.

        Equal states give equal texts.
        """
        return await self._user.export_state(history)

    async def import_state(self, text: str) -> _ffi.ImportReport:
        """Merges an export of this or another device into the state of this one.

        Of two values of a mark the later counts. A text with a fault changes nothing. One `undo` takes all of
        it back.
        """
        return await self._user.import_state(text)

    def import_limit(self) -> int:
        """The most bytes in UTF-8 that an import may have. Check the length of a file before you read it."""
        return self._user.import_limit()

    async def undo(self) -> _ffi.UndoStep | None:
        """Undoes the newest act and returns it; `None` if there is none. The last 30 can be undone."""
        return await self._user.undo()

    async def undo_steps(self) -> list[_ffi.UndoStep]:
        """The acts that can be undone, newest first."""
        return await self._user.undo_steps()
