package ifilm.android

import androidx.compose.ui.semantics.SemanticsProperties
import androidx.compose.ui.test.assertCountEquals
import androidx.compose.ui.test.performClick
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import java.time.Duration

@RunWith(RobolectricTestRunner::class)
class ArticleTest {
    @get:Rule val phone = Phone()

    private val words get() = phone.words

    @Test
    fun `an opened article is read, also after a restart, and the others are not`() {
        phone.openSynced()
        phone.openStory()
        phone.back()

        phone.see(state(words.read))
        phone.restart()
        phone.see(state(words.read))
        phone.compose.onAllNodes(state(words.read)).assertCountEquals(1)
        phone.see(state(words.unread))
    }

    @Test
    fun `a listed story without a stored page says so, and its page can be fetched`() {
        phone.openSynced()
        phone.site.advance(Duration.ofHours(1))
        val id = phone.site.publish("en").single()
        phone.site.failWith(status = 500, path = "/News/Content/$id")
        phone.site.failWith(status = 500, path = "/Iran/Content/$id")
        phone.refresh()
        phone.see("1 new story")
        val truth = phone.site.truth("en", id)
        phone.scrollTo(truth.getString("title")).performClick()
        phone.see(words.waiting)

        phone.site.heal()
        phone.tap(words.fetch)

        phone.seeNo(words.waiting)
        val paragraph = phone.site
            .truth("en", id)
            .getJSONArray("paragraphs")
            .getString(0)
        phone.scrollTo(paragraph)
    }

    @Test
    fun `rotating the phone keeps the story`() {
        phone.openSynced()
        val title = phone.openStory()

        phone.turn("+land")

        phone.see(title)
        assertTrue(
            phone.activity.resources.configuration
                .run { screenWidthDp > screenHeightDp },
        )
    }

    @Test
    fun `after the process was killed the story is shown again, and Back goes to News`() {
        phone.openSynced()
        val title = phone.openStory()

        phone.killAndRestore()

        phone.see(title)
        phone.back()
        phone.see(Phone.isHeadline)
    }

    @Test
    fun `Back goes from a story to the same place in the list, and then closes the app`() {
        phone.openSynced()
        phone.scrollToRow(9)
        val titles = phone.titles()
        phone.openStory(position = 1)

        phone.back()
        phone.see(Phone.isHeadline)
        assertEquals(titles, phone.titles())

        phone.back()
        assertTrue(phone.activity.isFinishing)
    }

    @Test
    fun `rotating the phone keeps the place in the list`() {
        phone.openSynced()
        phone.scrollToRow(9)
        val title = phone.titles().first()

        phone.turn("+land")

        phone.see(Phone.isHeadline)
        assertEquals(title, phone.titles().first())
    }
}
