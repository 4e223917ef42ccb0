package ifilm.hosts

import ifilm.ffi.CachedPicture
import ifilm.ffi.IfilmException
import ifilm.ffi.PixelSize
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test
import java.io.File

/** Pictures: fetched once, and then from disk. */
class PicturesTest {
    @Test
    fun `a picture is fetched once and then comes from the disk`() = scenario {
        syncOne("en")
        val address = ifilm.library.list("en").items.firstNotNullOf { it.picture }
        site.tell("requests clear")

        val before = ifilm.media.picture(address)
        val fetched = ifilm.media.fetchPicture(address)
        val again = ifilm.media.fetchPicture(address)
        val requests = site.asked().size
        site.tell("stop")
        val offline = ifilm.media.picture(address)

        assertEquals(CachedPicture(null, null), before)
        assertEquals(listOf(fetched, fetched), listOf(again, offline))
        assertEquals(1, requests)
        val file = fetched.file!!
        assertEquals("image/jpeg" to File(file.path).length().toULong(), file.contentType to file.bytes)
        assertEquals(PixelSize(640u, 360u), fetched.size)
    }

    @Test
    fun `a deleted picture is not here, but its size is known`() = scenario {
        syncOne("en")
        val address = ifilm.library.list("en").items.firstNotNullOf { it.picture }
        val file = File(ifilm.media.fetchPicture(address).file!!.path)

        file.delete()

        val gone = ifilm.media.picture(address)
        assertNull(gone.file)
        assertEquals(PixelSize(640u, 360u), gone.size)
    }

    @Test
    fun `a picture of a foreign host is not asked for`() = scenario {
        val thrown = runCatching { ifilm.media.fetchPicture("https://example.org/a.jpg") }.exceptionOrNull()

        assertTrue("$thrown", thrown is IfilmException.ForbiddenAddress)
    }
}
