package ifilm.android

import android.content.Intent
import androidx.compose.ui.geometry.Offset
import androidx.compose.ui.semantics.SemanticsActions
import androidx.compose.ui.semantics.SemanticsProperties
import androidx.compose.ui.test.SemanticsMatcher
import androidx.compose.ui.test.SemanticsNodeInteraction
import androidx.compose.ui.test.assertCountEquals
import androidx.compose.ui.test.click
import androidx.compose.ui.test.hasScrollToIndexAction
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performScrollToNode
import androidx.compose.ui.test.performTouchInput
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.Shadows.shadowOf
import java.time.Duration

@RunWith(RobolectricTestRunner::class)
class ArticleTest {
    @get:Rule val phone = Phone()

    private val words get() = phone.words

    @Test
    fun `what was opened is read, also after a restart, and all else is not`() {
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
    fun `a listed story whose page is not there yet says so, and its page can be fetched`() {
        phone.openSynced()
        phone.site.advance(Duration.ofHours(1))
        val id = phone.site.publish("en").single()
        phone.site.failWith(status = 404, path = "/News/Content/$id")
        phone.site.failWith(status = 404, path = "/Iran/Content/$id")
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
    fun `turning the phone keeps the story`() {
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
    fun `a killed process comes back to the story, and Back leads home`() {
        phone.openSynced()
        val title = phone.openStory()

        phone.killAndRestore()

        phone.see(title)
        phone.back()
        phone.see(Phone.isHeadline)
    }

    @Test
    fun `Back leads from a story to the list where it stood, and then out`() {
        phone.openSynced()
        phone.openStory()

        phone.back()
        phone.see(Phone.isHeadline)
        assertEquals(false, phone.activity.isFinishing)

        phone.back()
        assertTrue(phone.activity.isFinishing)
    }

    @Test
    fun `a link in a story leads to its address, by a tap and by its name`() {
        phone.openSynced(Words.persian)
        val text = phone.openStoryWith(SemanticsMatcher.keyIsDefined(SemanticsActions.CustomActions))
        val action = text.fetchSemanticsNode().config[SemanticsActions.CustomActions].single()

        phone.compose.runOnIdle { action.action() }
        val named = shadowOf(phone.activity).nextStartedActivity
        text.performTouchInput { click(text.centreOf(action.label)) }
        val tapped = shadowOf(phone.activity).nextStartedActivity

        assertEquals(Intent.ACTION_VIEW, named.action)
        assertEquals(named.dataString, tapped.dataString)
    }

    private fun Phone.openStoryWith(what: SemanticsMatcher): SemanticsNodeInteraction {
        repeat(10) { position ->
            openStory(position)
            val page = see(hasScrollToIndexAction())
            try {
                page.performScrollToNode(what)
                return see(what)
            } catch (_: AssertionError) {
                back()
                see(Phone.isHeadline)
            }
        }
        throw AssertionError("no story has it")
    }

    private fun SemanticsNodeInteraction.centreOf(words: String): Offset {
        val layout = fetchSemanticsNode().layout()
        return layout.getBoundingBox(layout.layoutInput.text.indexOf(words) + words.length / 2).center
    }
}
