package ifilm.hosts

import ifilm.ffi.bestMatch
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import kotlin.random.Random

/** Our matcher, through the real library, compared with that of ICU4J. */
class MatcherAgainstIcuTest {
    @Test
    fun `each of 10,000 lists gets the answer of ICU, or a different one that the spec explains`() {
        val questions = Questions(Random(SEED))
        val differences = List(10_000) { questions.next() }.filterNot { it.isAnsweredAlike() }

        val explained = differences.associateWith(::deviations)
        val unexplained = explained.filterValues { it.isEmpty() }.keys
        val counts = explained.values
            .flatten()
            .groupingBy { it }
            .eachCount()

        explained.forEach { (question, why) -> println("${question.inWords()} by ${why.joinToString()}") }
        println("ICU4J differs in ${differences.size} of 10,000 lists: ${counts.toSortedMap()}")
        assertEquals(emptySet<Question>(), unexplained)
        assertEquals("each deviation is met", Deviation.entries.toSet(), counts.keys)
        assertTrue(differences.size < 200)
    }

    /** The deviations that explain a difference, alone or together. Empty if none does. */
    private fun deviations(question: Question): Set<Deviation> {
        val ours = question.ours()
        val alone = Deviation.entries.find { it.inWordsOfIcu(question).answerOfIcu() == ours }
        val together = Deviation.entries.fold(question) { said, deviation -> deviation.inWordsOfIcu(said) }
        return when {
            alone != null -> setOf(alone)
            together.answerOfIcu() == ours -> Deviation.entries.filter { it.inWordsOfIcu(question) != question }.toSet()
            else -> emptySet()
        }
    }

    private fun Question.inWords(): String {
        val (ours, icus) = listOf(ours(), answerOfIcu()).map { if (it == null) "nothing" else offers[it] }
        return "$wishes of $offers: ours $ours, ICU's $icus"
    }

    private fun Question.isAnsweredAlike() = ours() == answerOfIcu()

    private fun Question.ours() = bestMatch(wishes, offers).offer?.let(offers::indexOf)

    private companion object {
        const val SEED = 35
    }
}

/** Questions with tags that have many rows in CLDR, and with some unusual tags. */
private class Questions(
    private val random: Random,
) {
    fun next(): Question {
        val languages = if (random.nextInt(3) == 0) LANGUAGES else List(random.nextInt(3, 7)) { LANGUAGES.random(random) }
        val wishes = if (random.nextInt(50) == 0) random.nextInt(11, 14) else random.nextInt(1, 6)
        return Question(tags(wishes, languages), tags(random.nextInt(1, 7), languages))
    }

    /** Tags without repeats, so that an answer names exactly one offer. */
    private fun tags(
        count: Int,
        languages: List<String>,
    ) = List(count) { tag(languages) }.distinct()

    private fun tag(languages: List<String>): String {
        if (random.nextInt(40) == 0) return ODD.random(random)
        val script = SCRIPTS.random(random).takeIf { random.nextInt(4) == 0 }
        val region = REGIONS.random(random).takeIf { random.nextBoolean() }
        return listOfNotNull(languages.random(random), script, region).joinToString("-")
    }

    private companion object {
        val LANGUAGES = words(
            """
            en en en fa fa ar ar es es pt zh zh zh sr hr bs sh de gsw fr nl af da nb nn no sv it ja ko ru uk
            be az uz tk tg ky kk ps ur hi bn ta sd pa ku ckb bal haz lrc mzn glk tr he iw yi id in ms tl fil
            mo ro cmn yue nan wuu hak arz aeb apc ary acm prs pes pbu arb zsm swc cnr hbs und und mul zxx xyz
            qaa zz ca gl eu br oc co ga gd cy mi haw is fo cs sk lb rm la sc so sw am ti om ha ig yo zu xh st
            ln rw lg ny sn mg jv su bo ug za eo ia tlh bh bho mai ne sa si ml kn te gu mr or as my km lo th vi
            mn ce tt hy ka ab os se nds fy ltg lv et vro kok knn syr aii uzs azb azj min als eng fas
            """,
        )

        val SCRIPTS = words("Latn Arab Cyrl Hans Hant Deva Hebr Hani Jpan Kore Hang Guru Zzzz")

        val REGIONS = words(
            """
            US GB AU IN CA NZ ZA IE IR AF TJ IQ PK EG MA DZ SA AE LB SY IL TN MR ES MX AR 419 001 150 003 019
            BR PT MZ AO CN TW HK MO SG DE AT CH FR BE NO DK SE RS HR BA ME RU UA AZ UZ TR PR GU PH JP KR ZZ XA
            SU DD YU CS AN BU 145 142 QU UK
            """,
        )

        val ODD = words(
            """
            i-klingon zh-min-nan zh-yue ar-arz en-GB-oed x-house sgn-BE-FR art-lojban en-US-u-ca-persian
            fa-u-nu-latn de-1996 sl-nedis fr-pscrack en-psaccent en-XA ar-XB en-x-house en-US-posix
            ca-valencia und-Zzzz und-ZZ und-Latn-IQ und-Latn-RU
            und-Latn-BG und-Latn-PH
            """,
        )

        fun words(text: String) = text.trim().split(Regex("\\s+"))
    }
}
