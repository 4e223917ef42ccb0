package ifilm.android.presentation

/** Where in the app the reader is. News is home: Back leads there, and from there out. */
sealed interface Place {
    data object News : Place

    /** [from] is the article that the reader came from, to be read on in the language chosen. */
    data class Languages(
        val from: ItemKey? = null,
    ) : Place

    data class Reading(
        val key: ItemKey,
    ) : Place

    /** For [restored], after the process died. */
    fun saved(): List<String> = when (this) {
        News -> listOf("news")
        is Languages -> listOf("languages") + from?.saved().orEmpty()
        is Reading -> listOf("reading") + key.saved()
    }

    companion object {
        /** What [saved] gave; anything else is home. */
        fun restored(saved: List<String>): Place = when (saved.firstOrNull()) {
            "languages" -> Languages(key(saved))
            "reading" -> key(saved)?.let(::Reading) ?: News
            else -> News
        }

        private fun key(saved: List<String>) = if (saved.size == 4) ItemKey(saved[1], saved[2], saved[3]) else null

        private fun ItemKey.saved() = listOf(edition, kind, id)
    }
}
