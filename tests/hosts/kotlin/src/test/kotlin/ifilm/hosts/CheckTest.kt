package ifilm.hosts

import ifilm.ffi.DataFile
import ifilm.ffi.FileState
import ifilm.ffi.checkText
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import java.io.File

/** The state of the files, and their repair. */
class CheckTest {
    @Test
    fun `a damaged cache is repaired, and the words say so`() = scenario {
        syncOne("en")
        val key = newest("en").key
        ifilm.user.save(key)
        ifilm.closeAndWait()
        dataDir.resolve("cache.db").toFile().writeText("no database, but long enough to be one".repeat(200))
        openAgain()

        val found = ifilm.check()
        val repaired = ifilm.check(repair = true)

        assertEquals(listOf(FileState.DAMAGED, FileState.SOUND), found.files.map { it.state })
        assertEquals(listOf(FileState.REPAIRED, FileState.SOUND), repaired.files.map { it.state })
        val repair = repaired.repairs.first()
        assertEquals(DataFile.CACHE, repair.file)
        assertTrue(File(repair.movedTo!!).exists())
        assertEquals("خبرها: پرونده آسیب دیده بود و تعمیر شد.", checkText(repaired, "fa").first())
        assertEquals(listOf(key), ifilm.user.saved().items.map { it.item.key })
    }

    @Test
    fun `a call that repairs by itself leaves a report`() = scenario {
        syncOne("en")
        ifilm.closeAndWait()
        dataDir.resolve("cache.db").toFile().writeText("no database, but long enough to be one".repeat(200))
        openAgain()

        val listed = ifilm.library.list("en")

        assertEquals(0, listed.items.size)
        assertEquals(listOf(DataFile.CACHE), ifilm.repairs.map { it.file })
    }
}
