package ifilm.hosts

import org.junit.Assert.assertEquals
import org.junit.Test

/**
 * Prints how long a list of 50 takes through Kotlin, warm. `tests/bench.sh` runs it with a release library.
 */
class SpeedTest {
    @Test
    fun `a list of 50`() = scenario {
        syncOne("fa2")
        site.publish("fa2", 25)
        syncOne("fa2")
        repeat(500) { ifilm.library.list("fa2") }

        val times = List(500) { timed { assertEquals(50, ifilm.library.list("fa2").items.size) } }.sorted()

        println("page of 50 through Kotlin, warm: median ${times[250]} ms, 95 of 100 within ${times[475]} ms")
    }

    private inline fun timed(call: () -> Unit): Double {
        val start = System.nanoTime()
        call()
        return (System.nanoTime() - start) / 1000 / 1000.0
    }
}
