package ifilm.android

import androidx.compose.ui.test.hasContentDescription
import androidx.compose.ui.test.performClick
import ifilm.android.presentation.Item
import ifilm.android.presentation.ItemKey
import kotlinx.coroutines.runBlocking
import org.junit.Assert.assertEquals
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner

@RunWith(RobolectricTestRunner::class)
class SameStoryTest {
    @get:Rule val phone = Phone()

    @Test
    fun `the language switch on a story opens the same story, and can go back`() {
        phone.openSynced(Words.dari)
        phone.alsoSync(Words.persian)
        val (here, there) = storyOfBoth("fa", "fa2")
        phone.scrollTo(here.title).performClick()
        phone.see(hasContentDescription(phone.words.back))

        phone.switchStory(Words.dari)
        phone.see(there.title)
        phone.switchStory(Words.persian)
        phone.see(here.title)

        assertEquals(event(here.key), event(there.key))
        phone.back()
        phone.see(Phone.isHeadline)
    }

    @Test
    fun `a story that the other edition does not have is reported as missing, and Back goes to its news`() {
        phone.openSynced(Words.dari)
        phone.alsoSync(Words.persian)
        val alone = items("fa").first { sameStory(it, "fa2") == null }
        phone.scrollTo(alone.title).performClick()
        phone.see(hasContentDescription(phone.words.back))

        phone.switchStory(Words.dari)

        phone.see(phone.app.library.noSameStory("fa-AF"))
        phone.back()
        phone.see(Phone.isHeadline)
        phone.see(Words.dari.asOf)
    }

    private fun storyOfBoth(
        edition: String,
        other: String,
    ): Pair<Item, Item> = items(edition).firstNotNullOf { item -> sameStory(item, other)?.let { item to it } }

    private fun sameStory(
        item: Item,
        edition: String,
    ) = runBlocking { phone.app.library.sameStory(item.key, edition) }?.let { key -> items(edition).first { it.key == key } }

    private fun items(edition: String) = runBlocking { phone.app.library.items(edition, limit = 100) }.items

    private fun event(key: ItemKey) = phone.site.truth(key.edition, key.id).getString("event")
}
