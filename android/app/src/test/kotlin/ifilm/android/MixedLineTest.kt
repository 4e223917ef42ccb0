package ifilm.android

import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.onFirst
import androidx.compose.ui.test.performClick
import org.junit.Assert.assertEquals
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner

@RunWith(RobolectricTestRunner::class)
class MixedLineTest {
    @get:Rule(order = 0)
    val page = OneArticleSite(
        title = "نمایش فیلم در 2024-05-02 آغاز شد",
        paragraph = "این فیلم که در 2023-11-30 به پایان رسیده بود، پس از ماه‌ها انتظار سرانجام به تماشاگران نشان داده شد.",
    )

    @get:Rule(order = 1)
    val phone = Phone()

    @Test
    fun `dates in numbers keep their order in Persian lines, in the list and in the story`() {
        phone.openSyncedWith(page.catalogJson, Words.persian)
        phone.assertOrder("2024-05-02")

        phone.see(Phone.isHeadline).performClick()

        phone.scrollTo("ماه‌ها انتظار")
        phone.assertOrder("2023-11-30")
    }

    private fun Phone.assertOrder(date: String) {
        val node = compose.onAllNodes(hasText(date, substring = true), useUnmergedTree = true).onFirst()
        val layout = node.fetchSemanticsNode().layout()
        val from = layout.layoutInput.text.indexOf(date)
        val lefts = date.indices.map { layout.getBoundingBox(from + it).left }
        assertEquals("from left to right", lefts.sorted(), lefts)
    }
}
