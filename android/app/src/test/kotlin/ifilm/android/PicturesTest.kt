package ifilm.android

import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.isSelected
import org.junit.Assert.assertTrue
import org.junit.Assume.assumeTrue
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
        RuntimeEnvironment.setQualifiers("+$light")
        phone.openSynced(words)
        phone.openStory(position = 1)
        keep("article")
        phone.back()
        phone.see(state(words.read))
        keep("list")
        phone.tapIcon(words.language)
        phone.see(hasText(words.name) and isSelected())
        keep("language")
    }

    private fun keep(screen: String) {
        phone.compose.waitForIdle()
        val name = "$screen-${words.edition}-$light.png"
        val taken = File("target/screenshots", name)
        val kept = File("../screenshots", name)
        val picture = photograph(phone.activity).also { it.write(taken) }
        assertTrue("$name has ${taken.length()} bytes", taken.length() <= 80 * 1024)
        assumeTrue("$name is not kept yet: android/screenshots.sh", kept.exists())
        val difference = picture.differenceFrom(PalettePng.read(kept))
        assertTrue("$difference of $name looks different: see $taken, or keep it with android/screenshots.sh", difference <= TOLERANCE)
    }

    companion object {
        /** Fonts are drawn slightly differently from machine to machine; a word more or less passes this. */
        private const val TOLERANCE = 0.001

        @JvmStatic
        @Parameters(name = "{0} {1}")
        fun cases() = Words.all.flatMap { words -> listOf("notnight", "night").map { arrayOf(words, it) } }
    }
}
