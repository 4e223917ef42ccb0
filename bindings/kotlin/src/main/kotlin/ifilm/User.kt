package ifilm

import ifilm.ffi.ItemKey

/** The read marks of a person. They are kept if the cache is lost. */
class User internal constructor(
    private val user: ifilm.ffi.User,
) {
    /** Marks an item as read, or as unread again. */
    suspend fun markRead(
        key: ItemKey,
        read: Boolean = true,
    ) = user.markRead(key, read)
}
