package ifilm.android

import android.content.Intent
import androidx.compose.ui.test.performClick
import org.junit.Assert.assertEquals
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.Shadows.shadowOf

/** Types of blocks beside paragraphs and headings. */
@RunWith(RobolectricTestRunner::class)
class BlocksTest {
    @get:Rule(order = 0)
    val page = OneArticleSite(
        title = "فیلم تازه آماده شد",
        paragraph = "به گفتهٔ دفتر تولید، نسخهٔ نهایی فیلم در جشنواره آماده است و از فردا در سه سالن دیده می‌شود.",
        others = listOf(
            "<ol start=7><li>درها باز می‌شود<ul><li>مهمانان با بلیت</li></ul></li><li>فیلم آغاز می‌شود</li></ol>",
            "<table><tr><th>ساعت</th><th>فیلم</th></tr><tr><td>۲۰:۳۰</td><td>باران بهاری</td></tr></table>",
            "<figure><img src=/a.jpg><figcaption>سالن در نیمروز</figcaption></figure>",
            "<pre>سطر یک\n  سطر دو</pre>",
            "<audio src=/a.mp3></audio><hr><iframe src=$PLAYER title='پیش‌پرده'></iframe>",
        ),
    )

    @get:Rule(order = 1)
    val phone = Phone()

    @Test
    fun `lists, tables, captions and code are shown, and a player opens its page`() {
        phone.openSyncedWith(page.catalogJson, Words.persian)
        phone.see(Phone.isHeadline).performClick()

        for (text in listOf("۷.", "مهمانان با بلیت", "۸.", "ساعت", "باران بهاری", "سالن در نیمروز", "سطر دو", "صدا")) {
            phone.scrollTo(text)
        }
        phone.scrollTo("پیش‌پرده").performClick()

        phone.compose.waitForIdle()
        val opened = shadowOf(phone.activity).nextStartedActivity
        assertEquals(listOf(Intent.ACTION_VIEW, PLAYER), listOf(opened?.action, opened?.dataString))
    }

    private companion object {
        const val PLAYER = "https://www.aparat.com/video/video/embed/videohash/river/vt/frame"
    }
}
