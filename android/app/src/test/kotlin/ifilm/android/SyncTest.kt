package ifilm.android

import androidx.compose.ui.semantics.SemanticsProperties
import androidx.compose.ui.semantics.getOrNull
import androidx.compose.ui.test.SemanticsMatcher
import org.junit.Assert.assertEquals
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import java.time.Duration

@RunWith(RobolectricTestRunner::class)
class SyncTest {
    @get:Rule val phone = Phone()

    private val words get() = phone.words

    @Test
    fun `offline the headlines stay with their date and can be opened`() {
        phone.openSynced()
        phone.site.stop()

        phone.refresh()

        phone.see(words.offline)
        phone.see(words.asOf)
        phone.openStory()
    }

    @Test
    fun `the notice disappears when the network is back`() {
        phone.openSynced()
        phone.site.stop()
        phone.refresh()
        phone.see(words.offline)

        phone.site.start()
        phone.tap(words.retry)

        phone.seeNo(words.offline)
        phone.see("Nothing new")
    }

    @Test
    fun `a failure says what happened and offers a retry`() {
        phone.openSynced()
        phone.site.failWith(status = 500)

        phone.refresh()

        phone.see(words.failed)
        phone.see("The site cannot answer right now.")
        phone.site.heal()
        phone.tap(words.retry)
        phone.see("Nothing new")
    }

    @Test
    fun `a network that blocks the site is named in the language on the screen`() {
        phone.openSynced(Words.persian)
        phone.site.block()

        phone.refresh()

        phone.see(words.failed)
        phone.see("این شبکه سایت را مسدود کرده است.")
        phone.site.heal()
        phone.tap(words.retry)
        phone.seeNo(words.failed)
    }

    @Test
    fun `a site that asked to wait gets no request until then`() {
        phone.openSynced()
        phone.site.failWith(status = 503, retryAfterSeconds = 600)
        phone.refresh()
        phone.see(words.failed)
        phone.site.heal()

        phone.tap(words.retry)
        phone.see("The site has asked for a short pause.")

        phone.site.advance(Duration.ofMinutes(11))
        phone.refresh()
        phone.see("Nothing new")
    }

    @Test
    fun `after a failed first sync the explanation stays and a retry is possible`() {
        phone.open()
        phone.site.stop()

        phone.tap(words.fetch)

        phone.see(words.offline)
        phone.see("Read anywhere")
        phone.site.start()
        phone.tap(words.retry)
        phone.see(Phone.isHeadline)
    }

    @Test
    fun `newly published items are at the top`() {
        phone.openSynced()
        phone.site.advance(Duration.ofHours(1))
        val id = phone.site.publish("en").single()

        phone.refresh()

        phone.see("1 new story")
        assertEquals(phone.site.truth("en", id).getString("title"), phone.titles().first())
    }

    @Test
    fun `an edited story is marked as edited and stays read`() {
        phone.openSynced()
        phone.site.advance(Duration.ofHours(1))
        val id = phone.site.publish("en").single()
        phone.refresh()
        phone.see("1 new story")
        phone.openStory()
        phone.back()

        phone.site.editHeadline("en", id)
        phone.site.advance(Duration.ofHours(1))
        phone.refresh()

        phone.see("Edited")
        phone.see(phone.site.truth("en", id).getString("title"))
        phone.see(state(words.read))
    }
}

/** A row of the list in this state: read or unread. */
fun state(description: String) =
    SemanticsMatcher("is $description") { it.config.getOrNull(SemanticsProperties.StateDescription) == description }
