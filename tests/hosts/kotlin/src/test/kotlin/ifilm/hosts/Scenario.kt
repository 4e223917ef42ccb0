package ifilm.hosts

import ifilm.Ifilm
import ifilm.SyncEvent
import ifilm.Transport
import ifilm.ffi.Clock
import ifilm.ffi.Config
import ifilm.ffi.IfilmException
import ifilm.ffi.Item
import ifilm.ffi.Limits
import ifilm.ffi.SectionReport
import ifilm.ffi.SyncReport
import ifilm.ffi.SyncRequest
import kotlinx.coroutines.flow.last
import kotlinx.coroutines.runBlocking
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import java.nio.file.Files
import java.nio.file.Path

/** One client on one practice site, from opening to closing. */
class Scenario(
    val site: PracticeSite,
    val dataDir: Path,
    private val limits: Limits? = null,
    private val changed: Config.() -> Config = { this },
) {
    private val clock = StandingClock(site.nowMs)
    var ifilm = open(clock)

    /** Closes the client and opens it again on the same files, as after a restart of the host. */
    suspend fun startAgain(clock: Clock = this.clock) {
        ifilm.closeAndWait()
        openAgain(clock)
    }

    /** Opens a client on the files that a closed one left. */
    fun openAgain(clock: Clock = this.clock) {
        ifilm = open(clock)
    }

    suspend fun sync(vararg editions: String): SyncReport {
        val last = ifilm.sync(SyncRequest(editions.toList())).last()
        return (last as SyncEvent.Finished).report
    }

    suspend fun syncOne(edition: String): SectionReport = sync(edition).sections.single()

    suspend fun newest(edition: String): Item = ifilm.library.list(edition, limit = 1u).items.single()

    private fun open(clock: Clock) =
        openWith(
            Config(
                dataDir = dataDir.toString(),
                catalogJson = site.catalogJson,
                limits = limits,
                timeZone = "Asia/Kabul",
                clock = clock,
                leadPictures = 0u, // the tests count requests
            ).changed(),
        )
}

/** Makes the transport of each scenario from the roots that it is to trust; `null` for the core's own. */
var transportOfScenarios: ((roots: List<String>) -> Transport)? = null

/** Opens a client with the transport of the scenarios. */
fun openWith(config: Config): Ifilm {
    val transport = transportOfScenarios?.invoke(config.extraRootsPem) ?: return Ifilm.open(config)
    return Ifilm.open(config.copy(extraRootsPem = emptyList()), transport)
}

/** A host's clock that stands still. */
class StandingClock(
    private val atMs: Long,
) : Clock {
    override fun nowMs() = atMs
}

/** Runs a test on a practice site of its own. */
fun scenario(
    limits: Limits? = null,
    changed: Config.() -> Config = { this },
    test: suspend Scenario.() -> Unit,
) = PracticeSite().use { site ->
    runBlocking {
        val scenario = Scenario(site, newDirectory(), limits, changed)
        scenario.test()
        scenario.ifilm.closeAndWait()
    }
}

/** A directory that is deleted when the process ends. */
fun newDirectory(): Path {
    val directory = Files.createTempDirectory("ifilm")
    Runtime.getRuntime().addShutdownHook(Thread { directory.toFile().deleteRecursively() })
    return directory
}

/** Asserts that a call fails with this reason, and that the error has a message in every language. */
inline fun <reified E : IfilmException> assertFails(
    reason: String,
    call: () -> Unit,
): E {
    val thrown = runCatching(call).exceptionOrNull()
    assertTrue("expected ${E::class.simpleName}, got $thrown", thrown is E)
    val error = thrown as E
    assertEquals(reason, error.message)
    val words = listOf("en", "ar", "fa", "fa-AF").map(error::messageIn).toSet()
    assertTrue("words for people: $words", words.size == 4 && words.none(String::isBlank))
    return error
}
