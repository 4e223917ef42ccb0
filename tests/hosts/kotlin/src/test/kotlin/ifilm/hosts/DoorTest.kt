package ifilm.hosts

import ifilm.Ifilm
import ifilm.ffi.Config
import ifilm.ffi.Direction
import ifilm.ffi.ErrorCode
import ifilm.ffi.IfilmException
import ifilm.ffi.ItemKey
import ifilm.ffi.Kind
import ifilm.ffi.Rule
import ifilm.ffi.debugPanic
import ifilm.ffi.errorMessage
import ifilm.ffi.isolateMixed
import kotlinx.coroutines.flow.collect
import kotlinx.coroutines.runBlocking
import org.junit.Assert.assertArrayEquals
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test
import java.nio.ByteBuffer
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.StandardOpenOption

/** What the door answers where no site is needed: opening, choosing, closing, and calls that make no sense. */
class DoorTest {
    private val directory: Path = newDirectory().resolve("data")

    @Test
    fun `opening touches no disk`() {
        open().close()

        assertFalse(Files.exists(directory))
    }

    @Test
    fun `the four editions come in the order of the catalogue`() {
        val editions = open().use(Ifilm::editions)

        assertEquals(listOf("en", "ar", "fa", "fa2"), editions.map { it.id })
        assertEquals("fa-AF", editions.last().language)
        assertEquals(Direction.RTL, editions.last().direction)
    }

    @Test
    fun `a wish finds its edition and the trace says why`() = opened { ifilm ->
        val choice = ifilm.choice(listOf("de", "prs-AF"))

        assertEquals("fa2", choice.edition)
        assertFalse(choice.explicit)
        assertEquals(listOf(Rule.NO_MATCH, Rule.ALIAS), choice.trace.map { it.rule })
    }

    @Test
    fun `a chosen edition beats every wish after the next start too`() {
        opened { ifilm -> ifilm.choose("ar") }

        opened { ifilm ->
            val choice = ifilm.choice(listOf("en"))
            assertEquals("ar", choice.edition)
            assertTrue(choice.explicit)
        }
    }

    @Test
    fun `a choice that is forgotten gives way to the wishes`() = opened { ifilm ->
        ifilm.choose("ar")

        ifilm.choose(null)

        assertEquals("en", ifilm.choice(listOf("en")).edition)
    }

    @Test
    fun `an empty list means that nothing is stored`() = opened { ifilm ->
        val page = ifilm.list("en")

        assertTrue(page.items.isEmpty())
        assertEquals(null, page.freshAsOfMs)
    }

    @Test
    fun `a catalogue that is none is a bad argument`() {
        val error = failure<IfilmException.BadArgument> { Ifilm.open(Config(directory.toString(), catalogJson = "{")) }

        assertEquals(ErrorCode.BAD_ARGUMENT, error.code())
        assertTrue(error.reason, "catalogue" in error.reason)
    }

    @Test
    fun `a limit of none and an edition that is none are bad arguments`() = opened { ifilm ->
        failure<IfilmException.BadArgument> { ifilm.list("en", limit = 0u) }
        failure<IfilmException.BadArgument> { ifilm.list("xx") }
        failure<IfilmException.BadArgument> { ifilm.choose("FA 2") }
    }

    @Test
    fun `an article that is not stored is not found`() = opened { ifilm ->
        failure<IfilmException.NotFound> { ifilm.article(ItemKey("en", Kind.ARTICLE, "404")) }
    }

    @Test
    fun `the second close and any later call are closed`() = runBlocking<Unit> {
        val ifilm = open()
        ifilm.closeAndWait()

        failure<IfilmException.Closed> { ifilm.close() }
        failure<IfilmException.Closed> { ifilm.closeAndWait() }
        failure<IfilmException.Closed> { ifilm.editions() }
        failure<IfilmException.Closed> { ifilm.list("en") }
        failure<IfilmException.Closed> { ifilm.sync().collect() }
    }

    @Test
    fun `a panic is internal, in a plain call and on a thread of the core`() = runBlocking<Unit> {
        val plain = failure<IfilmException.Internal> { debugPanic() }
        val client = ifilm.ffi.Client.open(Config(directory.toString()))
        val onThread = failure<IfilmException.Internal> { client.debugPanic() }

        assertEquals("panic: asked to panic", plain.reason)
        assertEquals("panic: asked to panic", onThread.reason)
        assertEquals(4, client.editions().size)
    }

    @Test
    fun `a file of a newer version is refused and left as it is`() {
        opened(Ifilm::prepare)
        val cache = directory.resolve("cache.db")
        Files.newByteChannel(cache, StandardOpenOption.WRITE).use { file ->
            file.position(AT_USER_VERSION).write(ByteBuffer.allocate(4).putInt(1_000_000).flip())
        }
        val before = Files.readAllBytes(cache)

        open().use { ifilm -> runBlocking { failure<IfilmException.NewerVersion> { ifilm.prepare() } } }

        assertArrayEquals(before, Files.readAllBytes(cache))
    }

    @Test
    fun `a date among Persian words is isolated`() {
        val line = isolateMixed("نمایش در 2024-05-02 آغاز شد", Direction.RTL)

        assertEquals("نمایش در \u20682024-05-02\u2069 آغاز شد", line)
    }

    @Test
    fun `every code has words of its own in every language`() {
        for (language in listOf("en", "ar", "fa", "fa-AF")) {
            val words = ErrorCode.entries.map { errorMessage(it, language) }.toSet()
            assertEquals(ErrorCode.entries.size, words.size)
        }
    }

    private fun open() = Ifilm.open(Config(directory.toString()))

    private fun opened(tell: suspend (Ifilm) -> Unit) = runBlocking {
        val ifilm = open()
        tell(ifilm)
        ifilm.closeAndWait()
    }

    private companion object {
        /** Where the header of an SQLite file keeps the number of its version, the highest byte first. */
        const val AT_USER_VERSION = 60L
    }
}
