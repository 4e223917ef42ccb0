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

/**
 * List, article and language in every edition, by day and by night. The pictures are written to
 * target/screenshots and must look like those in android/screenshots. android/screenshots.sh copies new ones
 * there.
 */
@RunWith(ParameterizedRobolectricTestRunner::class)
class PicturesTest(
    private val words: Words,
    private val light: String,
) {
    @get:Rule val phone = Phone()

    @Test
    fun `the three screens look like their reference pictures`() {
        val name = "${words.edition}-$light"
        RuntimeEnvironment.setQualifiers(if (light == "dark") "+night" else "+notnight")
        phone.openSynced(words)
        phone.openStory(position = 1)
        val article = phone.take("article-$name")
        phone.back()
        phone.see(state(words.read))
        val list = phone.take("list-$name")
        phone.tapIcon(words.language)
        phone.see(hasText(words.name) and isSelected())
        val language = phone.take("language-$name")

        assertEquals(emptyList<String>(), listOf(article, list, language).mapNotNull { it.mismatch() })
    }

    companion object {
        @JvmStatic
        @Parameters(name = "{0} {1}")
        fun cases() = Words.all.flatMap { words -> listOf("light", "dark").map { arrayOf(words, it) } }
    }
}
