package ifilm.hosts

import ifilm.ffi.Act
import ifilm.ffi.IfilmException
import ifilm.ffi.ItemKey
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Test

/** What a person opened, and what was announced to them. */
class HistoryTest {
    @Test
    fun `the history begins with the item opened last, in slices`() = scenario {
        val keys = withHistory()

        val first = ifilm.user.history(limit = 2)
        val rest = ifilm.user.history(limit = 2, after = first.next)

        val entries = first.entries + rest.entries
        assertEquals(keys.reversed(), entries.map { it.key })
        assertEquals(ifilm.library.article(keys[2]).title, entries[0].title)
        assertEquals(listOf("just now", "1 minute ago", "2 minutes ago"), entries.map { it.ageText })
        assertEquals(site.nowMs, entries[2].openedAtMs)
        assertNull(rest.next)
        assertFails<IfilmException.BadArgument>("a slice holds 1 to 500 items, not 0") {
            ifilm.user.history(limit = 0)
        }
    }

    @Test
    fun `a cleared history is empty until that is undone`() = scenario {
        val keys = withHistory()

        ifilm.user.clearHistory()
        val cleared = opened()
        val undone = ifilm.user.undo()!!

        assertEquals(emptyList<ItemKey>(), cleared)
        assertEquals(Act.CLEAR_HISTORY to 3u, undone.act to undone.marks)
        assertEquals(keys.reversed(), opened())
    }

    @Test
    fun `a history that is off notes nothing and keeps what it has`() = scenario {
        val keys = withHistory()

        ifilm.user.keepHistory(false)
        ifilm.user.noteOpened(keys[0])
        val off = ifilm.user.keepsHistory() to opened()
        ifilm.user.keepHistory(true)

        assertEquals(false to keys.reversed(), off)
        assertEquals(true, ifilm.user.keepsHistory())
    }

    @Test
    fun `an item is announced once, also after a restart`() = scenario {
        syncOne("en")
        val keys = ifilm.library.list("en", limit = 4u).items.map { it.key }

        val first = ifilm.user.announce(keys.subList(1, 3))
        startAgain()
        val second = ifilm.user.announce(keys)
        val third = ifilm.user.announce(keys)

        assertEquals(keys.subList(1, 3), first)
        assertEquals(listOf(keys[0], keys[3]), second)
        assertEquals(emptyList<ItemKey>(), third)
    }

    /** The keys of three items that were opened, one a minute. */
    private suspend fun Scenario.withHistory(): List<ItemKey> {
        syncOne("en")
        val keys = ifilm.library.list("en", limit = 3u).items.map { it.key }
        keys.forEachIndexed { minute, key ->
            startAgain(StandingClock(site.nowMs + minute * 60_000))
            ifilm.user.noteOpened(key)
        }
        return keys
    }

    private suspend fun Scenario.opened() = ifilm.user.history().entries.map { it.key }
}
