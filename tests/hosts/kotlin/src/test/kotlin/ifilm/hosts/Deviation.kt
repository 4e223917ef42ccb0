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

    /**
     * The same question, beginning with the first wish that is close to an offer. It is for questions in
     * which ICU gives up because of a wish's place in the list. The distances between the wishes stay, so the
     * nearest wish stays the nearest.
     */
    fun fromTheFirstClose() =
        if (answerOfIcu() == null) copy(wishes = wishes.dropWhile { !it.isClose() }) else this

    /**
     * Whether a wish is for an offered language or a relative of one. Its distance from an offer is less than
     * 20, so it still matches after six wishes without a match, which cost 30. Or rows in both directions
     * make it close.
     */
    private fun String.isClose(): Boolean {
        val isNear = copy(wishes = List(6) { "qtz" } + this).answerOfIcu() != null
        return isNear || offers.any { meets(this, it) && meets(it, this) }
    }

    private fun meets(
        wish: String,
        offer: String,
    ) = Question(listOf(wish), listOf(offer)).answerOfIcu() != null

    /** The same question, without offers that mean the same as an offer that is a wish itself. */
    fun withoutEquals() = copy(offers = offers.map { if (it !in wishes && isEqualToAWish(it)) "qtz" else it })

    private fun isEqualToAWish(offer: String) =
        wishes.any { it in offers && Question(listOf(it), listOf(offer, it)).answerOfIcu() == 0 }

    fun each(change: (String) -> String) = Question(wishes.map(change), offers.map(change))
}

/**
 * The answers of ICU4J 78 that differ from UTS #35, and so from ours. Each deviation rewrites the question so
 * that ICU reads it as UTS #35 says. Then ICU must give our answer.
 */
enum class Deviation(
    val inWordsOfIcu: (Question) -> Question,
) {
    /**
     * UTS #35 part 1, Annex C (LocaleId Canonicalization) replaces a language by all of its alias, `prs` by
     * `fa-AF`; Likely Subtags (part 1) come after it. ICU's matcher knows only aliases that are a bare
     * language.
     */
    ALIAS_WITH_MORE_THAN_A_LANGUAGE({ question -> question.each(::withWholeAlias) }),

    /**
     * UTS #35 part 1, Language Matching: the rows name `sh` itself, so it stays, although Annex C's alias
     * for it is `sr-Latn`. It is written in Latin, as the alias says. ICU guesses the script from the
     * region: `sh-RS` would be Cyrillic.
     */
    SERBO_CROATIAN_IS_WRITTEN_IN_LATIN({ question -> question.each(::inLatin) }),

    /**
     * UTS #35 part 1, Annex C (Replacement, Territory Exception) takes the successor that is likely for the
     * language: `hy-SU` becomes `hy-AM`. ICU takes the first of the list.
     */
    TERRITORY_WITH_MANY_SUCCESSORS({ question -> question.each(::withSuccessor) }),

    /**
     * UTS #35 part 1, Likely Subtags, removes `Zzzz` and `ZZ` first, and Language Matching does not fill in
     * `und`. So `und-ZZ` is no wish for English. ICU leaves `und` alone only if nothing follows it.
     */
    UNKNOWN_IS_NOTHING({ question -> question.each(::withoutUnknown) }),

    /**
     * UTS #35 part 1, Language Matching, leaves the demotion of later wishes open. Ours orders wishes, and
     * drops none for an offered language or its relative. ICU gives up as soon as place and distance together
     * reach 50: at the eleventh wish at the latest, and in shorter lists at a late one that differs by its
     * region.
     */
    LATE_WISH({ question -> question.fromTheFirstClose() }),

    /**
     * UTS #35 part 1, Language Matching, leaves open which of two offers with the same meaning counts. Ours
     * takes the one that is written like the wish: `iw` for `iw`, although `he` is offered before it. ICU
     * takes the first.
     */
    TAG_ITSELF({ question -> question.withoutEquals() }),
}

private val ALIASES =
    mapOf("prs" to "fa-AF", "tnf" to "fa-AF", "drw" to "fa-AF", "cnr" to "sr-ME", "hbs" to "sr-Latn", "swc" to "sw-CD")

/** Each region with its successors. The first one is used if the language is likely for none of them. */
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
