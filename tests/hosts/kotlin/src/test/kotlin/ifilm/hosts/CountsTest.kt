package ifilm.hosts

import ifilm.ffi.Counts
import ifilm.ffi.IfilmException
import ifilm.ffi.Item
import ifilm.ffi.SavedSearchCount
import ifilm.ffi.Section
import ifilm.ffi.SectionCount
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test

/** What there is to read: counts, what hidden words and sections leave out, saved searches as sections. */
class CountsTest {
    @Test
    fun `a read item and a saved one count at once`() = scenario {
        val nothing = ifilm.library.counts()
        syncOne("en")
        val items = listed()
        val before = ifilm.library.counts()

        ifilm.user.markRead(items[0].key)
        ifilm.user.save(items[1].key)

        assertEquals(Counts(emptyList(), 0u), nothing)
        assertEquals(counts(items.size, items.size, 0), before)
        assertEquals(counts(items.size, items.size - 1, 1), ifilm.library.counts())
    }

    @Test
    fun `a hidden word leaves list and counts, and comes back by undo`() = scenario {
        syncOne("en")
        val items = listed()
        val before = ifilm.library.counts()

        ifilm.user.hideWord("\"${items[0].title}\"")
        val left = listed()
        val hidden = ifilm.library.counts()
        ifilm.user.undo()

        assertEquals(items.drop(1), left)
        assertEquals(counts(items.size - 1, items.size - 1, 0), hidden)
        assertEquals(items, listed())
        assertEquals(before, ifilm.library.counts())
    }

    @Test
    fun `a hidden section is not counted, and its edition is not shown`() = scenario {
        syncOne("en")
        val before = ifilm.user.shownEditions()

        ifilm.user.hideSection("en")

        assertEquals(listOf("en", "fa", "ar", "fa2"), before)
        assertEquals(listOf("fa", "ar", "fa2"), ifilm.user.shownEditions(Section.NEWS))
        assertEquals(emptyList<SectionCount>(), ifilm.library.counts().sections)
        assertTrue(listed().isNotEmpty())
    }

    @Test
    fun `a saved search is listed in slices and counted`() = scenario {
        syncOne("en")
        val items = listed()
        ifilm.user.saveSearch("One", "\"${items[0].title}\"")
        ifilm.user.saveSearch("Unread", "unread:yes")
        ifilm.user.markRead(items[0].key)

        val one = ifilm.library.savedSearch("One")
        val first = ifilm.library.savedSearch("Unread", limit = 2u)
        val second = ifilm.library.savedSearch("Unread", limit = 2u, after = first.next)

        assertEquals(listOf(items[0].key), one.hits.map { it.item.key })
        assertEquals(items.subList(1, 5).map { it.key }, (first.hits + second.hits).map { it.item.key })
        val unread = (items.size - 1).toUInt()
        val expected =
            listOf(SavedSearchCount("One", 1u, 0u, false), SavedSearchCount("Unread", unread, unread, false))
        assertEquals(expected, ifilm.library.savedSearchCounts())
    }

    @Test
    fun `a saved search that is not there is not found`() = scenario {
        val missing = runCatching { ifilm.library.savedSearch("Rain") }.exceptionOrNull()

        assertEquals(IfilmException.NotFound::class, missing!!::class)
    }

    private suspend fun Scenario.listed(): List<Item> = ifilm.library.list("en").items

    /** The counts of a client with the English news. */
    private fun counts(
        total: Int,
        unread: Int,
        saved: Int,
    ): Counts {
        val news = SectionCount("en", Section.NEWS, total.toUInt(), unread.toUInt())
        return Counts(listOf(news), saved.toUInt())
    }
}
