package ifilm.hosts

import com.google.gson.JsonObject
import ifilm.ffi.Direction
import ifilm.ffi.IfilmException.BadArgument
import ifilm.ffi.PassagePlace
import ifilm.ffi.SpeechRun
import ifilm.ffi.numberWords
import ifilm.ffi.speechRuns
import org.junit.Assert.assertEquals
import org.junit.Assert.assertThrows
import org.junit.Assert.assertTrue
import org.junit.Test

/** Text for voices, compared with the golden table, and an article read aloud. */
class SpeechTest {
    @Test
    fun `each line is spoken as in the table`() {
        val rows = golden("speech")

        for (row in rows) {
            val said = speechRuns(row["text"].asString, row["language"].asString)
            assertEquals(row["why"].asString, row["runs"].asJsonArray.map { it.asJsonObject.run() }, said)
        }

        assertTrue(rows.size >= 60)
    }

    @Test
    fun `numbers in words, and an invalid tag`() {
        assertEquals("پنج\u200cصد", numberWords(500, "fa-AF"))
        assertThrows(BadArgument::class.java) { numberWords(1, "dari, please") }
    }

    @Test
    fun `an article is read aloud from its title on`() = scenario {
        sync("fa2")

        val passages = ifilm.library.speech(newest("fa2").key)

        assertEquals(PassagePlace.Title, passages.first().place)
        assertTrue(passages.last().place is PassagePlace.Block)
        assertTrue(passages.flatMap { it.runs }.none { it.text.isBlank() })
        assertEquals(
            "fa-AF",
            passages
                .first()
                .runs
                .first()
                .language,
        )
    }

    private fun JsonObject.run() = SpeechRun(
        language = this["language"].asString,
        direction = if (this["direction"].asString == "rtl") Direction.RTL else Direction.LTR,
        text = this["text"].asString,
    )
}
