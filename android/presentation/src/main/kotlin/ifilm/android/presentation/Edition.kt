package ifilm.android.presentation

/** The direction of a text. */
enum class Direction { LTR, RTL }

/** One language version of the site; [language] is a BCP-47 tag, [name] is written in that language. */
data class Edition(
    val id: String,
    val language: String,
    val name: String,
    val direction: Direction,
)

/**
 * The edition on the screens, and whether the person chose it or the phone's languages suggested it.
 * [reason] says why in one sentence, in the edition's language.
 */
data class ChosenEdition(
    val edition: Edition,
    val byPerson: Boolean,
    val reason: String,
)
