package ifilm

import ifilm.ffi.ItemKey

/** What a person did: read marks. It outlives the cache. */
class User internal constructor(
    private val user: ifilm.ffi.User,
) {
    /** Marks an item as read, or as unread again. */
    suspend fun markRead(
        key: ItemKey,
        read: Boolean = true,
    ) = user.markRead(key, read)
}
