package ifilm.hosts

import ifilm.ffi.EditionStorage
import ifilm.ffi.HoleReason
import ifilm.ffi.IfilmException
import ifilm.ffi.Keep
import ifilm.ffi.ListHole
import ifilm.ffi.Pruned
import ifilm.ffi.Retention
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test

/** How much room all takes, what is deleted to save some, and a client that needs none on disk. */
class StorageTest {
    @Test
    fun `the report counts each kind, and pruning leaves the newest with a hole below them`() = scenario {
        sync("en", "fa")
        val before = ifilm.storage.report()

        val pruned = ifilm.storage.pruneTo(Retention(editions = mapOf("en" to ten)))

        val after = ifilm.storage.report()
        assertEquals(before.cache, before.run { rows + index + free + wal + pictures })
        assertEquals(listOf("en" to 30u, "fa" to 30u), before.editions.map { it.edition to it.items })
        assertEquals(listOf(10u to 20u, 30u to 0u), after.editions.map { it.items to it.pruned })
        assertEquals(20u, pruned.items)
        val list = ifilm.library.list("en")
        val hole = ListHole(name = null, after = list.items.last().key, before = null, reason = HoleReason.PRUNED)
        assertEquals(10 to hole, list.items.size to list.holes.last())
    }

    @Test
    fun `nothing goes within the limits, and compacting deletes no story`() = scenario {
        syncOne("en")

        val pruned = ifilm.storage.prune()
        ifilm.storage.compact()

        assertEquals(Pruned(0u, 0u, 0u), pruned)
        assertEquals(30, ifilm.library.list("en").items.size)
    }

    @Test
    fun `what the limits leave no room for is counted as quota`() = scenario(changed = { copy(retention = Retention(each = ten)) }) {
        val report = sync("en")

        val section = report.sections.single()
        assertEquals(30u to 20u, section.newItems to section.quota)
        assertEquals(10, ifilm.library.list("en").items.size)
        val stored = ifilm.storage.report().editions.single()
        assertEquals(EditionStorage("en", 10u, stored.oldestMs, 20u), stored)
    }

    @Test
    fun `a client in memory makes no file`() = scenario(changed = { copy(dataDir = "", inMemory = true) }) {
        syncOne("en")
        val key = newest("en").key

        ifilm.user.save(key)

        assertEquals(listOf(key), ifilm.user.saved().items.map { it.item.key })
        assertEquals(emptyList<String>(), dataDir.toFile().list()!!.toList())
        startAgain()
        assertTrue(ifilm.library.list("en").items.isEmpty())
    }

    @Test
    fun `a rule for an edition that cannot be is a bad argument`() = scenario {
        val thrown = runCatching { ifilm.storage.pruneTo(Retention(editions = mapOf("F A" to ten))) }.exceptionOrNull()

        assertTrue("$thrown", thrown is IfilmException.BadArgument)
    }

    private val ten = Keep(items = 10u, ageMs = 3_000uL * 24uL * 60uL * 60uL * 1000uL)
}
