package ifilm

import ifilm.ffi.Choice
import ifilm.ffi.Edition

/** The editions, and which of them a person gets. */
class Language internal constructor(
    private val language: ifilm.ffi.Language,
) {
    /** The editions in the order of the catalogue. Uses neither disk nor network. */
    fun editions(): List<Edition> = language.editions()

    /**
     * The edition that the person chose, or else the best one for [wishes]. The result says why. Wishes are
     * BCP-47 tags, most wanted first.
     */
    suspend fun choice(wishes: List<String>): Choice = language.choice(wishes)

    /** The edition for [wishes], without the person's choice. Uses neither disk nor network. */
    fun suggestion(wishes: List<String>): Choice = language.suggestion(wishes)

    /** The language of the chosen edition, a BCP-47 tag. Texts for the person should be in it. */
    fun displayLanguage(choice: Choice): String = language.displayLanguage(choice)

    /** One sentence in [inLanguage] that says why this edition was chosen, for a line in the settings. */
    fun choiceReason(
        choice: Choice,
        inLanguage: String,
    ): String = language.choiceReason(choice, inLanguage)

    /** Stores a person's choice. From now on it overrides every wish. `null` deletes it. */
    suspend fun choose(edition: String?) = language.choose(edition)
}
