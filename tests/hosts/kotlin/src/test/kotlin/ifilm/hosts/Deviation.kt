package ifilm.hosts

import com.ibm.icu.util.LocaleMatcher
import com.ibm.icu.util.ULocale

/** Wishes and offers, as language tags. */
data class Question(
    val wishes: List<String>,
    val offers: List<String>,
) {
    /** The index of the offer that ICU4J chooses, without a default. */
    fun answerOfIcu(): Int? {
        val matcher = LocaleMatcher.builder().setSupportedULocales(offers.map(ULocale::forLanguageTag))
        val result = matcher.setNoDefaultLocale().build().getBestMatchResult(wishes.map(ULocale::forLanguageTag))
        return result.supportedIndex.takeIf { it >= 0 }
    }

    /** The same, with those wishes alone that meet something by themselves. */
    fun ofUsefulWishes() = copy(wishes = wishes.filter { copy(wishes = listOf(it)).answerOfIcu() != null })

    fun each(change: (String) -> String) = Question(wishes.map(change), offers.map(change))
}

/**
 * What ICU4J 78 answers otherwise than UTS #35 says, and so otherwise than we do. Each says the same question in words
 * that ICU understands as the text wants it: then it must give our answer.
 */
enum class Deviation(
    val inWordsOfIcu: (Question) -> Question,
) {
    /**
     * LocaleId canonicalisation replaces a language by all of its alias, `prs` by `fa-AF`; likely subtags come after it.
     * ICU's matcher knows only those aliases that are a language and no more.
     */
    ALIAS_WITH_MORE_THAN_A_LANGUAGE({ question -> question.each(::withWholeAlias) }),

    /**
     * The alias of `sh` is `sr-Latn`. The rows of languageMatching name `sh` itself, so it stays, but in Latin script. ICU
     * guesses a script from the region: `sh-RS` would be Cyrillic.
     */
    SERBO_CROATIAN_IS_WRITTEN_IN_LATIN({ question -> question.each(::inLatin) }),

    /**
     * A territory that was split is replaced by that successor which is likely for the language; `hy-SU` becomes `hy-AM`.
     * ICU takes the first of the list.
     */
    TERRITORY_WITH_MANY_SUCCESSORS({ question -> question.each(::withSuccessor) }),

    /**
     * Add Likely Subtags removes `Zzzz` and `ZZ` first, and matching does not fill in `und`: `und-ZZ` is no wish for English.
     * ICU leaves `und` alone only where nothing follows it.
     */
    UNKNOWN_IS_NOTHING({ question -> question.each(::withoutUnknown) }),

    /**
     * The demotion of later wishes is up to the implementation. Ours stays below the threshold, so that the eleventh wish
     * is heard where none before it met anything; ICU stops at the tenth.
     */
    ELEVENTH_WISH({ question -> question.ofUsefulWishes() }),
}

private val ALIASES =
    mapOf("prs" to "fa-AF", "tnf" to "fa-AF", "drw" to "fa-AF", "cnr" to "sr-ME", "hbs" to "sr-Latn", "swc" to "sw-CD")

/** Each with its successors, the first of which stands where the language is likely for none. */
private val SUCCESSORS =
    mapOf(
        "SU" to listOf("RU", "AM", "AZ", "BY", "EE", "GE", "KZ", "KG", "LV", "LT", "MD", "TJ", "TM", "UA", "UZ"),
        "YU" to listOf("RS", "ME"),
        "CS" to listOf("RS", "ME"),
        "AN" to listOf("CW", "SX", "BQ"),
    )

private fun withWholeAlias(tag: String): String {
    val parts = tag.split("-")
    val (language, own) = ALIASES[parts[0]]?.split("-") ?: return tag
    val rest = parts.drop(1)
    val has = rest.any { it.length == own.length }
    return (listOf(language) + (if (has) rest else (rest + own).sortedByDescending { it.length })).joinToString("-")
}

private fun inLatin(tag: String) = if (Regex("sh(-...?)?").matches(tag)) tag.replaceFirst("sh", "sh-Latn") else tag

private fun withSuccessor(tag: String): String {
    val (region, successors) = SUCCESSORS.entries.find { tag.endsWith("-${it.key}") } ?: return tag
    val likely = ULocale.addLikelySubtags(ULocale.forLanguageTag(tag.removeSuffix("-$region"))).country
    return tag.removeSuffix(region) + (successors.find { it == likely } ?: successors.first())
}

private fun withoutUnknown(tag: String) = if (Regex("und(-Zzzz)?(-ZZ)?").matches(tag)) "und" else tag
