package ifilm

import ifilm.ffi.ItemKey
import ifilm.ffi.SavedSlice
import ifilm.ffi.Section
import ifilm.ffi.UndoStep

/**
 * What a person did: read marks, what they saved, undo. It is kept if the cache is lost. When a call returns,
 * its change is on disk.
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

    /** Undoes the newest act and returns it; `null` if there is none. The last 30 can be undone. */
    suspend fun undo(): UndoStep? = user.undo()

    /** The acts that can be undone, newest first. */
    suspend fun undoSteps(): List<UndoStep> = user.undoSteps()
}
