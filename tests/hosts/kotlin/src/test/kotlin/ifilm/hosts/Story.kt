package ifilm.hosts

import ifilm.Ifilm
import ifilm.SyncEvent
import ifilm.ffi.Clock
import ifilm.ffi.Config
import ifilm.ffi.IfilmException
import ifilm.ffi.Item
import ifilm.ffi.Limits
import ifilm.ffi.SourceReport
import ifilm.ffi.SyncReport
import ifilm.ffi.SyncRequest
import kotlinx.coroutines.flow.last
import kotlinx.coroutines.runBlocking
import org.junit.Assert.assertTrue
import java.nio.file.Files
import java.nio.file.Path

/** One client on one practice site, from opening to closing. */
class Story(
    val site: PracticeSite,
    private val dataDir: Path,
) {
    var ifilm = open()

    /** Closes the client and opens it again on the same files, as a host does that was started anew. */
    suspend fun startAgain() {
        ifilm.closeAndWait()
        ifilm = open()
    }

    suspend fun sync(vararg editions: String): SyncReport {
        val last = ifilm.sync(SyncRequest(editions.toList())).last()
        return (last as SyncEvent.Finished).report
    }

    suspend fun syncOne(edition: String): SourceReport = sync(edition).sources.single()

    suspend fun newest(edition: String): Item = ifilm.list(edition, limit = 1u).items.single()

    private fun open() = Ifilm.open(config())

    private fun config() =
        Config(
            dataDir = dataDir.toString(),
            catalogJson = site.catalogJson,
            limits = Limits(totalMs = 2000u),
            timeZone = "Asia/Kabul",
            clock = StandingClock(site.nowMs),
        )
}

/** A clock that a host keeps, and that stands still. */
class StandingClock(
    private val atMs: Long,
) : Clock {
    override fun nowMs() = atMs
}

/** Tells a story on a practice site of its own. */
fun story(
    vararg options: String,
    tell: suspend Story.() -> Unit,
) = PracticeSite(*options).use { site ->
    runBlocking {
        val story = Story(site, newDirectory())
        story.tell()
        story.ifilm.closeAndWait()
    }
}

fun newDirectory(): Path = Files.createTempDirectory("ifilm").also { it.toFile().deleteOnExit() }

/** The failure of a call, which must have words for people in every language. */
inline fun <reified E : IfilmException> failure(call: () -> Unit): E {
    val thrown = runCatching(call).exceptionOrNull()
    assertTrue("expected ${E::class.simpleName}, got $thrown", thrown is E)
    val words = listOf("en", "ar", "fa", "fa-AF").map { (thrown as E).messageIn(it) }.toSet()
    assertTrue("words for people: $words", words.size == 4 && words.none(String::isBlank))
    return thrown as E
}
