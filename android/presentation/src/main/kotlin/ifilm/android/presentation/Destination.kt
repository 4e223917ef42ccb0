package ifilm.android.presentation

/** The page of the app that is shown. Back goes to News. From News, Back closes the app. */
sealed interface Destination {
    data object News : Destination

    /**
     * [from] is the article that the person came from. After the choice, the same story is opened in that
     * language.
     */
    data class Languages(
        val from: ItemKey? = null,
    ) : Destination

    data class Reading(
        val key: ItemKey,
    ) : Destination

    /** The destination as texts, for [restored] after the process died. */
    fun saved(): List<String> = when (this) {
        News -> listOf("news")
        is Languages -> listOf("languages") + from?.saved().orEmpty()
        is Reading -> listOf("reading") + key.saved()
    }

    companion object {
        /** The destination of texts from [saved]. Any other texts give News. */
        fun restored(saved: List<String>): Destination = when (saved.firstOrNull()) {
            "languages" -> Languages(key(saved))
            "reading" -> key(saved)?.let(::Reading) ?: News
            else -> News
        }

        private fun key(saved: List<String>) = if (saved.size == 4) ItemKey(saved[1], saved[2], saved[3]) else null

        private fun ItemKey.saved() = listOf(edition, kind, id)
    }
}
