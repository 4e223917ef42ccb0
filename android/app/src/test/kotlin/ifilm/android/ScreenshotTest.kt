package ifilm.android

import androidx.compose.ui.test.assertCountEquals
import androidx.compose.ui.test.hasText
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner

@RunWith(RobolectricTestRunner::class)
class ScreenshotTest {
    @get:Rule val phone = Phone()

    /**
     * Seen: one run in five of [MixedPicturesTest] took a picture of the spinner, because the text was still
     * being read.
     */
    @Test
    fun `no picture is taken while anything on the screen is loading`() {
        phone.open()
        phone.site.hold("/News/Content/", after = 2)
        phone.tap(phone.words.fetch)
        phone.site.awaitHeld()
        phone.see(phone.words.stop)
        phone.site.release()

        phone.take("loading").delete()

        phone.compose.onAllNodes(hasText(phone.words.stop)).assertCountEquals(0)
    }
}
