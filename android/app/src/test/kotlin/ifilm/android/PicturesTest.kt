package ifilm.android

import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.isSelected
import org.junit.Assert.assertEquals
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.ParameterizedRobolectricTestRunner
import org.robolectric.ParameterizedRobolectricTestRunner.Parameters
import org.robolectric.RuntimeEnvironment
import java.io.File

/**
 * List, article and language in every edition, by day and by night. The pictures go to target/screenshots and must look
 * like those kept in android/screenshots; android/screenshots.sh keeps new ones.
 */
@RunWith(ParameterizedRobolectricTestRunner::class)
class PicturesTest(
    private val words: Words,
    private val light: String,
) {
    @get:Rule val phone = Phone()

    @Test
    fun `the three screens look as they were kept`() {
        RuntimeEnvironment.setQualifiers(if (light == "dark") "+night" else "+notnight")
        phone.openSynced(words)
        phone.openStory(position = 1)
        val article = take("article")
        phone.back()
        phone.see(state(words.read))
        val list = take("list")
        phone.tapIcon(words.language)
        phone.see(hasText(words.name) and isSelected())
        val language = take("language")

        assertEquals(emptyList<String>(), listOf(article, list, language).mapNotNull { it.complaint() })
    }

    private fun take(screen: String): File {
        phone.compose.waitForIdle()
        return File("target/screenshots", "$screen-${words.edition}-$light.png").also { photograph(phone.activity).write(it) }
    }

    private fun File.complaint(): String? {
        val kept = File("../screenshots", name)
        if (length() > MOST_BYTES) return "$name has ${length()} bytes"
        if (!kept.exists()) return "$name is not kept: see android/screenshots.sh"
        val difference = PalettePng.read(this).differenceFrom(PalettePng.read(kept))
        return if (difference > TOLERANCE) "$difference of $name looks different: see $path, and android/screenshots.sh" else null
    }

    companion object {
        private const val MOST_BYTES = 80 * 1024

        /** Letters are drawn slightly differently from machine to machine; a word more or less is seen. */
        private const val TOLERANCE = 0.0005

        @JvmStatic
        @Parameters(name = "{0} {1}")
        fun cases() = Words.all.flatMap { words -> listOf("light", "dark").map { arrayOf(words, it) } }
    }
}
