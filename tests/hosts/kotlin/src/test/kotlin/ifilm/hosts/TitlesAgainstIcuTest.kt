package ifilm.hosts

import com.google.gson.JsonObject
import com.ibm.icu.text.Collator
import com.ibm.icu.text.RuleBasedCollator
import com.ibm.icu.util.ULocale
import org.junit.Assert.assertEquals
import org.junit.Test

/**
 * The order of the titles in the fixture is that of ICU4J. The tests of ifilm-language compare the keys of
 * the core with the same fixture, so both together compare the core with ICU4J.
 */
class TitlesAgainstIcuTest {
    private val rows = golden("titles/titles")
    private val titles = rows.map { it["title"].asString }

    @Test
    fun `each title has the place that ICU4J gives it, in four languages`() {
        assertEquals(1_000, titles.size)
        listOf("en", "ar", "fa", "fa-AF").forEachIndexed { order, tag ->
            val theirs = places(collator(tag))

            assertEquals(tag, theirs, rows.map { it.place(order) })
        }
    }

    /** For each title, how many come before it. Equal titles share a place. */
    private fun places(collator: Collator): List<Int> {
        val sorted = titles.sortedWith(collator::compare)
        val places = HashMap<String, Int>()
        sorted.forEachIndexed { index, title ->
            val before = sorted.getOrNull(index - 1)
            val isEqual = before != null && collator.compare(before, title) == 0
            places[title] = if (isEqual) places.getValue(before!!) else index
        }
        return titles.map(places::getValue)
    }

    /** CLDR's order of a language, with numbers by value. */
    private fun collator(tag: String): Collator {
        val collator = Collator.getInstance(ULocale.forLanguageTag(tag)) as RuleBasedCollator
        return collator.cloneAsThawed().apply {
            numericCollation = true
            decomposition = Collator.CANONICAL_DECOMPOSITION
        }
    }

    private fun JsonObject.place(order: Int) = this["places"].asJsonArray[order].asInt
}
