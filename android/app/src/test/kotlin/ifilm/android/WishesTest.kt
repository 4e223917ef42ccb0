package ifilm.android

import android.os.LocaleList
import org.junit.Assert.assertEquals
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner

@RunWith(RobolectricTestRunner::class)
class WishesTest {
    @Test
    fun `the phone's languages are the wishes, in their order and without extensions`() {
        val locales = LocaleList.forLanguageTags("fa-AF-u-mu-celsius,uz-Arab-AF,en-US-u-fw-mon")

        assertEquals(listOf("fa-AF", "uz-Arab-AF", "en-US"), locales.wishes())
    }
}
