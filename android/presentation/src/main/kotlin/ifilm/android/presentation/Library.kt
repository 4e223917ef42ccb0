package ifilm.android.presentation

import kotlinx.coroutines.flow.Flow

/**
 * The calls that the screens need from the core. Only [sync] uses the network. All other calls read from this
 * phone. Each call may throw [LibraryException]; a cancelled call throws a CancellationException.
 */
interface Library {
    suspend fun editions(): List<Edition>

    /**
     * The edition that the person chose, or else the best for [wishes]. Wishes are BCP-47 tags, most wanted
     * first.
     */
    suspend fun chosen(wishes: List<String>): ChosenEdition

    /** Stores the choice of an edition; null follows the phone's languages again. */
    suspend fun choose(edition: String?)

    /** The newest headlines of [edition], or those that follow [after], at most [limit]. */
    suspend fun items(
        edition: String,
        limit: Int,
        after: String? = null,
    ): ItemSlice

    suspend fun article(key: ItemKey): Article

    suspend fun markRead(key: ItemKey)

    /** The story of [key] in [edition]; null unless it is stored here and certain to be the same. */
    suspend fun sameStory(
        key: ItemKey,
        edition: String,
    ): ItemKey?

    /** Updates [edition] while it is collected. Ending the collection ends the sync. */
    fun sync(edition: String): Flow<SyncStep>

    /** A person sees the app again: what the old network delayed is due, and connections are new. */
    suspend fun onForeground()

    /** Nobody sees the app: its files are closed until the next call. */
    suspend fun onBackground()

    /** The text to show in [language], a BCP-47 tag, when [sameStory] returns null. */
    fun noSameStory(language: String): String

    /** The name of [edition] in [language], a BCP-47 tag; null if the core has no name for it. */
    fun name(
        edition: Edition,
        language: String,
    ): String?

    /** A sentence for people in [language], a BCP-47 tag: what went wrong and what to do. */
    fun message(
        problem: Problem,
        language: String,
    ): String
}
