package ifilm

import ifilm.ffi.Choice
import ifilm.ffi.Edition

/** The editions, and which of them a person gets. */
class Language internal constructor(
    private val language: ifilm.ffi.Language,
) {
    /** The editions of the catalogue, in its order. Touches neither disk nor network. */
    fun editions(): List<Edition> = language.editions()

    /** The edition a person chose, or else the best for [wishes], BCP-47 tags, most wanted first; and why. */
    suspend fun choice(wishes: List<String>): Choice = language.choice(wishes)

    /** The edition that [wishes] alone lead to. Touches neither disk nor network. */
    fun suggestion(wishes: List<String>): Choice = language.suggestion(wishes)

    /** The language to address a person in, a BCP-47 tag: that of the edition chosen for them. */
    fun displayLanguage(choice: Choice): String = language.displayLanguage(choice)

    /** One sentence in [inLanguage] that says why this choice, for a line in the settings. */
    fun choiceReason(
        choice: Choice,
        inLanguage: String,
    ): String = language.choiceReason(choice, inLanguage)

    /** Keeps a person's choice, which beats every wish from now on; `null` forgets it. */
    suspend fun choose(edition: String?) = language.choose(edition)
}
