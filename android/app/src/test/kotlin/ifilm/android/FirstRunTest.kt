package ifilm.android

import androidx.compose.ui.test.assertHasClickAction
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.annotation.Config

@RunWith(RobolectricTestRunner::class)
class FirstRunTest {
    @get:Rule val phone = Phone()

    @Test
    fun `an empty cache explains itself and offers a sync, which shows its progress`() {
        phone.open()
        phone.see("Read anywhere")
        phone.see(phone.words.fetch).assertHasClickAction()
        phone.site.hold("/News/Content/", after = 3)

        phone.tap(phone.words.fetch)

        phone.site.awaitHeld()
        phone.see("Story 3 of")
        phone.site.release()
        phone.see("new stories")
        phone.see(phone.words.asOf)
        assertTrue(phone.titles().size > 2)
    }

    @Test
    @Config(qualifiers = "+fa-rAF-ldrtl")
    fun `the phone's language suggests the edition and says so`() {
        val dari = Words.dari

        phone.open()

        phone.see(dari.fetch)
        phone.tapIcon(dari.language)
        phone.see("در لست زبان‌های دستگاه شما")
    }

    @Test
    fun `stopping a sync keeps the stored items`() {
        phone.open()
        phone.site.hold("/News/Content/", after = 3)
        phone.tap(phone.words.fetch)
        phone.site.awaitHeld()

        phone.tap("Stop")
        phone.site.release()

        phone.see(Phone.isHeadline)
        phone.seeNo("Stop")
    }

    @Test
    fun `a store that cannot be opened is reported and opens on a retry`() {
        phone.app.dataDirectory.writeText("in the way")
        phone.open()
        phone.see(phone.words.retry)

        phone.app.dataDirectory.delete()
        phone.tap(phone.words.retry)

        phone.see(phone.words.fetch)
        assertEquals(emptyList<String>(), phone.titles())
    }
}
