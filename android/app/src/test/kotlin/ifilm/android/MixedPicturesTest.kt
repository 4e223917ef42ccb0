package ifilm.android

import org.json.JSONObject
import org.junit.Assert.assertNull
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.ParameterizedRobolectricTestRunner
import org.robolectric.ParameterizedRobolectricTestRunner.Parameters
import java.io.File

/** Pictures of lines of mixed direction from the golden table, kept like those of [PicturesTest]. */
@RunWith(ParameterizedRobolectricTestRunner::class)
class MixedPicturesTest(
    private val words: Words,
    base: String,
) {
    private val lines = lines(base)

    @get:Rule(order = 0)
    val page = OneArticleSite(lines[0], lines[1], lines.drop(2), words)

    @get:Rule(order = 1)
    val phone = Phone()

    @Test
    fun `mixed lines look like their reference pictures`() {
        phone.openSyncedWith(page.catalogJson, words)
        phone.openStory()

        val picture = phone.take("mixed-${words.edition}")

        assertNull(picture.mismatch())
    }

    companion object {
        private const val SHOWN = 11

        /** Some lines from all parts of the table. The tests of the core cover those with bidi controls. */
        private fun lines(base: String): List<String> {
            val rows = File("../../tests/fixtures/language/bidi.jsonl").readLines().map(::JSONObject)
            val texts = rows.filter { it.getString("base") == base }.map { it.getString("text") }
            val plain = texts.filter { text -> text.length < 45 && text.none { it in '\u200e'..'\u200f' || it in '\u202a'..'\u2069' } }
            return plain.chunked((plain.size + SHOWN - 1) / SHOWN).map { it.first() }
        }

        @JvmStatic
        @Parameters(name = "{0}")
        fun cases() = listOf(arrayOf(Words.persian, "rtl"), arrayOf(Words.english, "ltr"))
    }
}
