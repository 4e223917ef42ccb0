package ifilm.hosts

import ifilm.ffi.Act
import ifilm.ffi.ArticleBody
import ifilm.ffi.SavedSlice
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test

/** What a person did: saved articles, read marks of a whole list, undo. */
class UserTest {
    @Test
    fun `a saved article can be read after the cache is lost`() = scenario {
        syncOne("fa")
        val (first, second) = ifilm.library.list("fa", limit = 2u).items
        val text = ifilm.library.article(first.key).body
        ifilm.user.save(first.key)
        ifilm.user.save(second.key)

        ifilm.closeAndWait()
        dataDir.toFile().listFiles { file -> file.name.startsWith("cache.db") }!!.forEach { it.delete() }
        openAgain()

        val saved = ifilm.user.saved().items
        assertEquals(listOf(second.key, first.key), saved.map { it.item.key })
        assertTrue("$saved", saved.all { it.item.saved && it.hasText })
        assertTrue("$text", text is ArticleBody.Ready)
        assertEquals(text, ifilm.library.article(first.key).body)
    }

    @Test
    fun `saved items are listed in slices`() = scenario {
        syncOne("en")
        val keys = ifilm.library.list("en", limit = 3u).items.map { it.key }
        keys.forEach { ifilm.user.save(it) }

        val first = ifilm.user.saved(limit = 2)
        val rest = ifilm.user.saved(limit = 2, after = first.next)

        assertEquals(keys.reversed(), (first.items + rest.items).map { it.item.key })
        assertNull(rest.next)
        assertEquals(SavedSlice(emptyList(), null), ifilm.user.saved(listOf("fa")))
    }

    @Test
    fun `each act can be undone, also after a restart`() = scenario {
        syncOne("en")
        val items = ifilm.library.list("en").items
        ifilm.user.save(items[0].key)
        val marked = ifilm.user.markAllRead("en", from = items[1].key)
        startAgain()

        val steps = ifilm.user.undoSteps()
        val undone = ifilm.user.undo()
        val read = ifilm.library.list("en").items.map { it.read }
        ifilm.user.undo()

        assertEquals(listOf(Act.MARK_ALL_READ, Act.SAVE), steps.map { it.act })
        assertEquals(steps[0] to marked, undone to undone?.marks)
        assertEquals(items.size - 1, marked.toInt())
        assertTrue("$read", read.none { it })
        assertEquals(emptyList<Any>(), ifilm.user.saved().items)
        assertNull(ifilm.user.undo())
    }
}
