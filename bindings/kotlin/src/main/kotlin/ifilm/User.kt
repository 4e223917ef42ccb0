package ifilm

import ifilm.ffi.Followed
import ifilm.ffi.HiddenSection
import ifilm.ffi.HistorySlice
import ifilm.ffi.ImportReport
import ifilm.ffi.ItemKey
import ifilm.ffi.PlaybackPosition
import ifilm.ffi.ReadingPosition
import ifilm.ffi.Reminder
import ifilm.ffi.SavedSearch
import ifilm.ffi.SavedSlice
import ifilm.ffi.Section
import ifilm.ffi.Setting
import ifilm.ffi.SettingValue
import ifilm.ffi.UndoStep

/**
 * What a person did: what they read, saved, opened, follow and hide, where they stopped, their settings. It
 * is kept if the cache is lost. When a call returns, its change is on disk.
 */
class User internal constructor(
    private val user: ifilm.ffi.User,
) {
    /** Marks an item as read, or as unread again. */
    suspend fun markRead(
        key: ItemKey,
        read: Boolean = true,
    ) = user.markRead(key, read)

    /**
     * Marks the unread items of a list as read: [from] and all below it, or the whole list. Returns
     * how many. One [undo] takes all of them back.
     */
    suspend fun markAllRead(
        edition: String,
        section: Section = Section.NEWS,
        from: ItemKey? = null,
    ): UInt = user.markAllRead(edition, section, from)

    /** Saves an item, with a copy that outlives the cache and the article at the site. */
    suspend fun save(key: ItemKey) = user.save(key)

    /** Takes back that an item was saved, and deletes its copy. */
    suspend fun unsave(key: ItemKey) = user.unsave(key)

    /** What the person saved; the item saved last comes first. No editions means all. */
    suspend fun saved(
        editions: List<String> = emptyList(),
        limit: Int = 50,
        after: String? = null,
    ): SavedSlice = user.saved(editions, limit.toUInt(), after)

    /**
     * Stores where the person stopped in an article: the number of a block and of a character in its text,
     * both from 0. Isolates do not count.
     */
    suspend fun setPosition(
        key: ItemKey,
        block: UInt,
        letter: UInt,
    ) = user.setPosition(key, block, letter)

    /** Forgets where the person stopped in an article, for example because they read it to its end. */
    suspend fun forgetPosition(key: ItemKey) = user.forgetPosition(key)

    /** Where the person stopped in an article, found again after an edit; `null` if they did not. */
    suspend fun position(key: ItemKey): ReadingPosition? = user.position(key)

    /** Stores where the person stopped to watch or listen; `null` forgets it. */
    suspend fun setPlayback(
        key: ItemKey,
        position: PlaybackPosition?,
    ) = user.setPlayback(key, position)

    /** Where the person stopped to watch or listen; `null` if they did not. */
    suspend fun playback(key: ItemKey): PlaybackPosition? = user.playback(key)

    /** Marks episodes of a programme, by their ids, as watched, or as not watched. */
    suspend fun markWatched(
        key: ItemKey,
        episodes: List<String>,
        watched: Boolean = true,
    ) = user.markWatched(key, episodes, watched)

    /**
     * Stores where the person stopped to watch an episode; `null` forgets it. In the last twentieth of a
     * recording whose length is known, the episode is marked as watched, too.
     */
    suspend fun setEpisodePlayback(
        key: ItemKey,
        episode: String,
        position: PlaybackPosition?,
    ) = user.setEpisodePlayback(key, episode, position)

    /** Where the person stopped to watch an episode; `null` if they did not. */
    suspend fun episodePlayback(
        key: ItemKey,
        episode: String,
    ): PlaybackPosition? = user.episodePlayback(key, episode)

    /** Notes in the history that the person opened an item now. If the history is off, nothing happens. */
    suspend fun noteOpened(key: ItemKey) = user.noteOpened(key)

    /** What the person opened; the item opened last comes first. */
    suspend fun history(
        limit: Int = 50,
        after: String? = null,
    ): HistorySlice = user.history(limit.toUInt(), after)

    /** Deletes the history. */
    suspend fun clearHistory() = user.clearHistory()

    /** Switches the history off or on. What it holds stays. */
    suspend fun keepHistory(keep: Boolean) = user.keepHistory(keep)

    /** Whether the history is on, as it is at first. */
    suspend fun keepsHistory(): Boolean = user.keepsHistory()

    /**
     * Marks items as announced by a notification, and returns those that were not announced before: the
     * ones to announce now.
     */
    suspend fun announce(keys: List<ItemKey>): List<ItemKey> = user.announce(keys)

    /**
     * Hides the items with a word in title or lead, found as by a search, or shows them again. Lists and
     * counts leave them out.
     */
    suspend fun hideWord(
        word: String,
        hidden: Boolean = true,
    ) = user.hideWord(word, hidden)

    /** The hidden words as they were typed, in the order of their characters. */
    suspend fun hiddenWords(): List<String> = user.hiddenWords()

    /** Hides a section of an edition, or shows it again. Counts and [shownEditions] leave it out. */
    suspend fun hideSection(
        edition: String,
        section: Section = Section.NEWS,
        hidden: Boolean = true,
    ) = user.hideSection(edition, section, hidden)

    /** The hidden sections, in the order of their editions. */
    suspend fun hiddenSections(): List<HiddenSection> = user.hiddenSections()

    /** The editions that do not hide a section, in the order of the catalogue. */
    suspend fun shownEditions(section: Section = Section.NEWS): List<String> = user.shownEditions(section)

    /** Follows a programme, a person or a tag, with the title to show. */
    suspend fun follow(
        key: ItemKey,
        title: String,
    ) = user.follow(key, title)

    /** Stops to follow something. */
    suspend fun unfollow(key: ItemKey) = user.unfollow(key)

    /** What the person follows; what was followed last comes first. */
    suspend fun followed(): List<Followed> = user.followed()

    /**
     * Notes that the person saw the episodes of a programme that are listed now: none of them is new any
     * more. Call it when you have shown them.
     */
    suspend fun noteEpisodesSeen(key: ItemKey) = user.noteEpisodesSeen(key)

    /** Sets a reminder in place of one of the same item and time. The app shows it. */
    suspend fun setReminder(reminder: Reminder) = user.setReminder(reminder)

    /**
     * Sets a reminder of the broadcast of the guide that begins at a time, in milliseconds since 1970, UTC,
     * and returns it. Its key is that of the programme, if it is known.
     */
    suspend fun remindOf(
        edition: String,
        startMs: Long,
        beforeMs: ULong = 0uL,
    ): Reminder = user.remindOf(edition, startMs, beforeMs)

    /** Removes the reminder of an item at a time, in milliseconds since 1970, UTC. */
    suspend fun removeReminder(
        key: ItemKey,
        remindAtMs: Long,
    ) = user.removeReminder(key, remindAtMs)

    /** The reminders from a time on, in milliseconds since 1970, UTC; the next one first. */
    suspend fun reminders(fromMs: Long): List<Reminder> = user.reminders(fromMs)

    /** Sets a setting of the app; `null` removes it. */
    suspend fun setSetting(
        name: String,
        value: SettingValue?,
    ) = user.setSetting(name, value)

    /** The value of a setting; `null` if it is not set. */
    suspend fun setting(name: String): SettingValue? = user.setting(name)

    /** All settings, by name. */
    suspend fun settings(): List<Setting> = user.settings()

    /**
     * Saves a search under a name, or changes the one that has it. The query is a line, as
     * [ifilm.ffi.searchLine] writes it. [Library.savedSearch] lists what it finds.
     */
    suspend fun saveSearch(
        name: String,
        query: String,
    ) = user.saveSearch(name, query)

    /** Deletes a saved search. */
    suspend fun deleteSearch(name: String) = user.deleteSearch(name)

    /** The saved searches, oldest first. */
    suspend fun savedSearches(): List<SavedSearch> = user.savedSearches()

    /** All that the person did, as JSON; with the history if asked for. Equal states give equal texts. */
    suspend fun exportState(history: Boolean = false): String = user.exportState(history)

    /**
     * Merges an export of this or another device into the state of this one: of two values of a mark the
     * later counts. A text with a fault changes nothing. One [undo] takes all of it back.
     */
    suspend fun importState(text: String): ImportReport = user.importState(text)

    /** The most bytes in UTF-8 that an import may have. Check the length of a file before you read it. */
    fun importLimit(): ULong = user.importLimit()

    /** Undoes the newest act and returns it; `null` if there is none. The last 30 can be undone. */
    suspend fun undo(): UndoStep? = user.undo()

    /** The acts that can be undone, newest first. */
    suspend fun undoSteps(): List<UndoStep> = user.undoSteps()
}
