package ifilm.hosts

import com.google.gson.JsonObject
import com.google.gson.JsonParser
import ifilm.ffi.Clock
import ifilm.ffi.Item
import ifilm.ffi.Limits
import ifilm.ffi.SectionReport
import org.junit.Assert.assertEquals
import org.junit.Test
import java.io.File

/** The same seed gives the same transcript in Rust, Kotlin and Python: tests/e2e/process/transcripts.rs. */
class TranscriptTest {
    private val fixtures = File("../../fixtures/transcripts")

    @Test
    fun `the first seed`() = compare(1)

    @Test
    fun `the second seed`() = compare(2)

    @Test
    fun `the third seed`() = compare(3)

    private fun compare(seed: Int) {
        val clock = HandClock()
        val limits = Limits(idleMs = 2_000u, totalMs = 2_000u)
        scenario(limits, { copy(clock = clock.from(this.clock!!.nowMs()), deviceSeed = 7uL) }) {
            val story = Story(this, clock, seed)
            fixtures.resolve("story.jsonl").forEachLine { story.steps += JsonParser.parseString(it).asJsonObject }

            story.play()

            assertEquals(fixtures.resolve("seed-$seed.txt").readText(), story.lines.joinToString("") { "$it\n" })
        }
    }
}

/** A host's clock that tests move. */
private class HandClock : Clock {
    private var atMs = 0L

    fun from(ms: Long) = apply { atMs = ms }

    fun advance(seconds: Long) {
        atMs += seconds * 1_000
    }

    override fun nowMs() = atMs
}

private class Story(
    private val scenario: Scenario,
    private val clock: HandClock,
    private val seed: Int,
) {
    val steps = mutableListOf<JsonObject>()
    val lines = mutableListOf<String>()

    suspend fun play() = steps.forEach { step(it) }

    private suspend fun step(step: JsonObject) {
        val ifilm = scenario.ifilm
        when {
            step.has("site") -> scenario.site.tell(step["site"].asString.replace("SEED", "$seed"))
            step.has("advance") -> advance(step["advance"].asLong)
            step.has("sync") -> sync(step["sync"].asJsonArray.map { it.asString })
            step.has("list") -> lines += items(step["list"].asString).map(::row)
            step.has("read") -> ifilm.user.markRead(items(step["read"].asString)[step["place"].asInt].key, true)
            else -> ifilm.user.save(items(step["save"].asString)[step["place"].asInt].key)
        }
    }

    private fun advance(seconds: Long) {
        scenario.site.tell("advance $seconds")
        clock.advance(seconds)
    }

    private suspend fun sync(editions: List<String>) {
        lines += scenario.sync(*editions.toTypedArray()).sections.map(::section)
        val requests = scenario.site.tell("requests clear").getAsJsonArray("requests").map { it.asJsonObject }
        for (edition in editions) lines += requests.filter { it["edition"].asString == edition }.map(::request)
    }

    private suspend fun items(edition: String) = scenario.ifilm.library.list(edition, limit = 10u).items
}

private fun section(one: SectionReport) =
    "sync ${one.edition}: ${one.listingRequests} ${one.pageRequests} ${one.revalidations} requests, " +
        "${one.notModified} not modified, ${one.newItems} new, ${one.changed} changed, ${one.removed} removed, " +
        "${one.pagesFailed} failed, next ${one.nextDueMs ?: 0}"

private fun request(one: JsonObject): String {
    val validator = if (one["if_none_match"].isJsonNull) "-" else "etag"
    val asked = listOf("edition", "method", "path").joinToString(" ") { one[it].asString }
    return "$asked $validator ${one["status"].asInt}"
}

private fun row(item: Item): String {
    val marks = listOf(item.read to "read", item.saved to "saved", item.edited to "edited", item.gone to "gone")
    val shown = marks.filter { it.first }.joinToString(" ") { it.second }
    return "${item.key.edition}/${item.key.id} | ${item.dateText} | $shown"
}
