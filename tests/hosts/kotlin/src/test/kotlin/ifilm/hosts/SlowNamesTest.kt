package ifilm.hosts

import ifilm.Ifilm
import ifilm.ffi.Config
import ifilm.ffi.SyncRequest
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.flow.collect
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import org.junit.Assert.assertTrue
import org.junit.Test
import kotlin.time.Duration
import kotlin.time.Duration.Companion.milliseconds
import kotlin.time.Duration.Companion.seconds
import kotlin.time.measureTime

/** Reading and closing during a sync with slow name look-ups. A process of its own has a slow resolver. */
class SlowNamesTest {
    /**
     * Once, a list and the close took 11.7 s each, because readers and look-ups shared the runtime's four
     * threads.
     */
    @Test
    fun `lists and a close do not wait for the names that a sync looks up`() {
        val folder = newDirectory()
        val library = PreloadedProcess.compiled("fixtures/slow_names.c", "$folder/slow_names.so")
        val slow = PreloadedProcess(library, mapOf("SLOW_NAMES" to "12"))

        val output = slow.output("ifilm.hosts.SlowNames", "$folder/data")

        val (alone, beside, longest, closing) = output.split(" ").map { Duration.parseIsoString(it) }
        assertTrue("$beside beside, $alone alone", beside <= alone + 50.milliseconds)
        assertTrue("$longest", longest <= 1.seconds)
        assertTrue("$closing", closing <= 3.seconds)
    }
}

/**
 * Prints the median time of a list alone, the median and the longest during the sync, and the time of the
 * close.
 */
object SlowNames {
    @JvmStatic
    fun main(arguments: Array<String>) =
        runBlocking {
            val ifilm = Ifilm.open(Config(dataDir = arguments.single()))
            ifilm.prepare()
            val alone = lists(ifilm)
            val syncing = launch(Dispatchers.Default) { ifilm.sync(SyncRequest(emptyList())).collect() }
            val beside = lists(ifilm)
            check(syncing.isActive)
            val closing = measureTime { ifilm.closeAndWait() }
            syncing.join()
            val times = listOf(median(alone), median(beside), beside.max(), closing)
            println(times.joinToString(" ") { it.toIsoString() })
        }

    private suspend fun lists(ifilm: Ifilm) = List(300) { measureTime { ifilm.library.list("fa") } }

    private fun median(times: List<Duration>) = times.sorted()[times.size / 2]
}
