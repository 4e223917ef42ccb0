package ifilm.hosts

import com.google.gson.JsonArray
import ifilm.Ifilm
import ifilm.ffi.Choice
import ifilm.ffi.Config
import ifilm.ffi.Rule
import ifilm.ffi.acceptLanguage
import ifilm.ffi.bestMatch
import ifilm.ffi.editionName
import ifilm.ffi.languageName
import ifilm.ffi.wishesOf
import kotlinx.coroutines.runBlocking
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Test

/** Choosing an edition: the golden tables, names, reasons, and the header that carries wishes. */
class ChooseTest {
    private val directory = newDirectory().resolve("data")

    @Test
    fun `each person gets the edition in the table`() = opened { ifilm ->
        for (row in golden("choose")) {
            val wishes = row["wish"].asJsonArray.strings()

            val choice = ifilm.language.choice(wishes)

            val (edition, rule) = row["edition"].asString to row["rule"].asString
            val decided = choice.rule().name.lowercase()
            assertEquals("$wishes: ${row["why"]}", edition to rule, choice.edition to decided)
        }
    }

    @Test
    fun `wishes match the offer in the table`() {
        for (row in golden("match")) {
            val (wishes, offers) = row["wish"].asJsonArray.strings() to row["offer"].asJsonArray.strings()
            val expected = row["match"].takeUnless { it.isJsonNull }?.asString

            assertEquals("$wishes of $offers: ${row["why"]}", expected, bestMatch(wishes, offers).offer)
        }
    }

    @Test
    fun `the trace gives the wish, the offer, the rule and the distance of each match`() {
        val line = bestMatch(listOf("!!", "en-AU"), listOf("en", "en-GB")).trace.last()

        assertEquals(listOf("en-AU", "en-GB", Rule.REGION, 3u), listOf(line.wish, line.offer, line.rule, line.distance))
    }

    @Test
    fun `a malformed offer is a line of the trace`() {
        val match = bestMatch(listOf("en"), listOf("!", "en"))

        assertEquals("en", match.offer)
        assertEquals(listOf(null, "!", Rule.MALFORMED), match.trace.first().run { listOf(wish, offer, rule) })
    }

    @Test
    fun `an explicit choice is kept after a restart until it is deleted`() {
        opened { ifilm -> ifilm.language.choose("ar") }
        opened { ifilm ->
            assertEquals(Rule.EXPLICIT, ifilm.language.choice(listOf("ps-AF")).rule())
            ifilm.language.choose(null)
        }

        opened { ifilm -> assertEquals("fa2", ifilm.language.choice(listOf("ps-AF")).edition) }
    }

    @Test
    fun `the reason is a sentence in the language asked for`() = opened { ifilm ->
        val choice = ifilm.language.choice(listOf("ps-AF"))

        val english = "Suggested because your device lists \u2068ps-AF\u2069, and \u2068Dari\u2069 is official in its region."
        assertEquals(english, ifilm.language.choiceReason(choice, "en"))
        assertEquals(4, listOf("en", "ar", "fa", "fa-AF").map { ifilm.language.choiceReason(choice, it) }.toSet().size)
    }

    @Test
    fun `the display language is that of the chosen edition`() = opened { ifilm ->
        val suggestion = ifilm.language.suggestion(listOf("ckb-IR"))

        assertEquals("fa" to "fa", suggestion.edition to ifilm.language.displayLanguage(suggestion))
    }

    @Test
    fun `editions have names of their own and in the language asked for`() = opened { ifilm ->
        val editions = ifilm.language.editions()

        assertEquals(listOf("English", "فارسی", "العربية", "دری"), editions.map { it.name })
        assertEquals(listOf("انگلیسی", "فارسی ایرانی", "عربی", "دری"), editions.map { editionName(it, "fa-AF") })
        assertNull(languageName("de", "en"))
    }

    @Test
    fun `wishes are written to a header and read from one`() {
        assertEquals(listOf("fa-AF", "en", "*"), wishesOf("en;q=0.5, fa-AF, de;q=0, *;q=0.1"))
        assertEquals("fa-AF, en;q=0.9", acceptLanguage(listOf("fa_AF", "dari", "en")))
    }

    private fun opened(tell: suspend (Ifilm) -> Unit) = runBlocking {
        val ifilm = Ifilm.open(Config(directory.toString()))
        tell(ifilm)
        ifilm.closeAndWait()
    }

    /** The rule that decided. */
    private fun Choice.rule() = trace.last().rule

    private fun JsonArray.strings() = map { it.asString }
}
