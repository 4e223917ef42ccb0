package ifilm.android

import android.content.Intent
import androidx.compose.ui.geometry.Offset
import androidx.compose.ui.semantics.SemanticsActions
import androidx.compose.ui.test.SemanticsNodeInteraction
import androidx.compose.ui.test.click
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performTouchInput
import org.junit.Assert.assertEquals
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.Shadows.shadowOf

@RunWith(RobolectricTestRunner::class)
class LinkTest {
    @get:Rule(order = 0)
    val page = OneArticleSite(
        title = "فیلم تازه آماده شد",
        paragraph = """به گفتهٔ دفتر تولید، نسخهٔ نهایی در <a href="$ADDRESS">سایت جشنواره</a> آماده است و از فردا دیده می‌شود.""",
    )

    @get:Rule(order = 1)
    val phone = Phone()

    @Test
    fun `a link in a story opens its address, by a tap and by its action`() {
        phone.openSyncedWith(page.catalogJson, Words.persian)
        phone.see(Phone.isHeadline).performClick()
        val text = phone.scrollTo("به گفتهٔ دفتر تولید")

        val link = text.fetchSemanticsNode().config[SemanticsActions.CustomActions].single()
        assertEquals("سایت جشنواره", link.label)
        phone.compose.runOnIdle { link.action() }
        assertOpened(ADDRESS)

        text.performTouchInput { click(text.centreOf("سایت جشنواره")) }
        assertOpened(ADDRESS)
    }

    private fun assertOpened(address: String) {
        phone.compose.waitForIdle()
        val opened = shadowOf(phone.activity).nextStartedActivity
        assertEquals(listOf(Intent.ACTION_VIEW, address), listOf(opened?.action, opened?.dataString))
    }

    private fun SemanticsNodeInteraction.centreOf(words: String): Offset {
        val layout = fetchSemanticsNode().layout()
        return layout.getBoundingBox(layout.layoutInput.text.indexOf(words) + words.length / 2).center
    }

    private companion object {
        const val ADDRESS = "https://example.org/place"
    }
}
