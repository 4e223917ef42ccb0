package ifilm.android.presentation

/** Where in the app the reader is. News is home: Back leads there, and from there out. */
sealed interface Place {
    data object News : Place

    data object Languages : Place

    data class Reading(
        val key: ItemKey,
    ) : Place

    /** For [restored], after the process died. */
    fun saved(): List<String> = when (this) {
        News -> listOf("news")
        Languages -> listOf("languages")
        is Reading -> listOf("reading", key.edition, key.kind, key.id)
    }

    companion object {
        /** What [saved] gave; anything else is home. */
        fun restored(saved: List<String>): Place = when (saved.firstOrNull()) {
            "languages" -> Languages
            "reading" -> if (saved.size == 4) Reading(ItemKey(saved[1], saved[2], saved[3])) else News
            else -> News
        }
    }
}
