package ifilm.hosts

import ifilm.User
import ifilm.ffi.Act
import ifilm.ffi.IfilmException
import ifilm.ffi.ImportReport
import ifilm.ffi.ItemKey
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test

/** Export and import: nothing is lost, and what has a fault changes nothing. */
class TransferTest {
    @Test
    fun `what is exported and imported elsewhere is exported the same there, and can be undone`() = scenario {
        val key = usedAll()
        val text = ifilm.user.exportState(history = true)

        onAnotherDevice { user ->
            val first = user.importState(text)
            val again = user.importState(text)
            val saved = user.saved().items
            val exported = user.exportState(history = true)
            val undone = user.undo()

            assertEquals(text, exported)
            assertEquals(ImportReport(changed = 4u, unchanged = 0u), first)
            assertEquals(ImportReport(changed = 0u, unchanged = 4u), again)
            assertEquals(listOf(key to true), saved.map { it.item.key to it.hasText })
            assertEquals(Act.IMPORT, undone?.act)
            assertEquals(emptyList<Any>(), user.saved().items)
        }
    }

    @Test
    fun `the history is exported only if it is asked for`() = scenario {
        usedAll()

        assertTrue("opened_at" in ifilm.user.exportState(history = true))
        assertFalse("opened_at" in ifilm.user.exportState())
    }

    @Test
    fun `an import with a fault says where and changes nothing`() = scenario {
        usedAll()
        val text = ifilm.user.exportState()
        val foreign = text.replace("\"catalog\": \"practice\"", "\"catalog\": \"other\"")
        val newer = text.replace("\"usable_from\": 1", "\"usable_from\": 2")

        onAnotherDevice { user ->
            assertFails<IfilmException.Unreadable>("the import could not be read: /format: a text is missing") {
                user.importState("{\"format\": 5}")
            }
            assertFails<IfilmException.BadArgument>("the import belongs to the catalogue `other`, not `practice`") {
                user.importState(foreign)
            }
            val refused = runCatching { user.importState(newer) }.exceptionOrNull()
            assertEquals(IfilmException.NewerVersion::class, refused!!::class)
            assertEquals(emptyList<Any>(), user.undoSteps())
        }
    }

    @Test
    fun `the length of a file can be checked before it is read`() = scenario {
        usedAll()

        val text = ifilm.user.exportState()

        assertEquals(128uL * 1024uL * 1024uL, ifilm.user.importLimit())
        assertTrue(text.toByteArray().size.toULong() < ifilm.user.importLimit())
    }

    /** Does something of several kinds; the key of an item that was saved, read and opened. */
    private suspend fun Scenario.usedAll(): ItemKey {
        syncOne("fa")
        val key = newest("fa").key
        ifilm.user.markRead(key)
        ifilm.user.save(key)
        ifilm.user.noteOpened(key)
        ifilm.user.hideWord("باران")
        return key
    }

    private suspend fun Scenario.onAnotherDevice(test: suspend (User) -> Unit) {
        val other = Scenario(site, newDirectory())
        test(other.ifilm.user)
        other.ifilm.closeAndWait()
    }
}
