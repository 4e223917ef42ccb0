package ifilm.hosts

import ifilm.ffi.IfilmException
import ifilm.ffi.ItemKey
import ifilm.ffi.Kind
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNotEquals
import org.junit.Assert.assertTrue
import org.junit.Test

/** One article, asked for by a person: from the site, or with the reason why not. */
class FetchingTest {
    @Test
    fun `an edited article comes at once`() = scenario {
        syncOne("en")
        val key = newest("en").key
        val before = ifilm.fetch(key)
        site.tell("edit en ${key.id} body")

        val edited = ifilm.fetch(key)

        assertEquals(false to true, before.edited to edited.edited)
        assertNotEquals(before.body, edited.body)
        assertEquals(edited, ifilm.library.article(key))
    }

    @Test
    fun `without a site the reason is given and the text stays`() = scenario {
        syncOne("en")
        val before = ifilm.library.article(newest("en").key)
        site.tell("stop")

        val thrown = runCatching { ifilm.fetch(before.key) }.exceptionOrNull()

        assertTrue("$thrown", thrown is IfilmException.Offline)
        assertEquals(before, ifilm.library.article(before.key))
    }

    @Test
    fun `an article that is not stored is not asked for`() = scenario {
        val thrown = runCatching { ifilm.fetch(ItemKey("en", Kind.ARTICLE, "1")) }.exceptionOrNull()

        assertTrue("$thrown", thrown is IfilmException.NotFound)
    }
}
