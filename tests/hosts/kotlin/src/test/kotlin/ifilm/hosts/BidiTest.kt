package ifilm.hosts

import com.google.gson.JsonObject
import com.ibm.icu.text.Bidi
import ifilm.ffi.Direction
import ifilm.ffi.directionOfLanguage
import ifilm.ffi.directionOfLine
import ifilm.ffi.isolateMixed
import ifilm.ffi.isolateTitle
import ifilm.ffi.plain
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test

/**
 * Lines of mixed direction, compared with the order in which ICU draws the characters. The Rust tests use
 * `unicode-bidi`.
 */
class BidiTest {
    @Test
    fun `each line keeps its parts in order in its own direction`() {
        val flaws = rows.filterNot { row -> row.isRightIn(isolateMixed(row.text, row.base), row.base) }

        assertEquals(emptyList<String>(), flaws.map { it.text })
        assertTrue(rows.size >= 80)
    }

    @Test
    fun `each line keeps its parts in order as a title within a sentence of either direction`() {
        for (line in Direction.entries) {
            val flaws = rows.filterNot { row ->
                row.isRightIn("Saved: ${isolateTitle(row.text, row.base)} - 5.", line)
            }

            assertEquals(emptyList<String>(), flaws.map { it.text })
        }
    }

    @Test
    fun `without isolates a third of the lines is in the wrong order`() {
        val broken = rows.count { row -> !row.isRightIn(row.text, row.base) }

        assertTrue("only $broken of ${rows.size}", broken * 3 >= rows.size)
    }

    @Test
    fun `removing the isolates gives the plain text again`() {
        for (row in rows) {
            for (direction in Direction.entries) {
                assertEquals(row.why, plain(row.text), plain(isolateMixed(row.text, direction)))
            }
        }
    }

    @Test
    fun `the direction of a line and of a language`() {
        assertEquals(Direction.RTL, directionOfLine("Netflix فیلم تازه‌ای ساخت", Direction.RTL))
        assertEquals(Direction.LTR, directionOfLine("The film «باران» won", Direction.RTL))
        assertEquals(List(4) { Direction.RTL }, listOf("prs", "yi", "dv", "az-Arab").map(::directionOfLanguage))
    }

    private val rows = golden("bidi").map { Row(it) }

    private class Row(row: JsonObject) {
        val text: String = row["text"].asString
        val base = if (row["base"].asString == "rtl") Direction.RTL else Direction.LTR
        val why: String = row["why"].asString
        private val parts = row["parts"].asJsonArray.map { it.asString }

        /** Whether each part is in one piece, in its own order, and after the part before it. */
        fun isRightIn(shown: String, line: Direction): Boolean {
            val places = places(shown, line)
            val seen = plain(shown)
            var from = seen.indexOf(plain(text))
            val found = parts.map { part ->
                val at = seen.indexOf(part, from)
                from = at + part.length
                places.subList(at, from)
            }
            val whole = parts.zip(found).all { (part, places) -> places.map { it - places.min() } == alone(part) }
            return whole && found.zipWithNext().all { (one, next) -> follows(one, next) }
        }

        private fun follows(one: List<Int>, next: List<Int>) = when (base) {
            Direction.LTR -> one.max() < next.min()
            Direction.RTL -> one.min() > next.max()
        }

        /** The order of a part on a line of its own. Without letters it runs from left to right. */
        private fun alone(part: String): List<Int> = when (Bidi.getBaseDirection(part)) {
            Bidi.LTR -> places(part, Direction.LTR)
            Bidi.RTL -> places(part, Direction.RTL)
            else -> part.indices.toList()
        }

        /** The place of each visible character, counted from the left. */
        private fun places(shown: String, line: Direction): List<Int> {
            val level = if (line == Direction.RTL) Bidi.RTL else Bidi.LTR
            val bidi = Bidi(shown, level.toInt())
            val visible = shown.indices.filter { shown[it].isSurrogate() || plain(shown[it].toString()).isNotEmpty() }
            val order = bidi.visualMap.filter { it in visible.toSet() }
            val place = order.withIndex().associate { (place, at) -> at to place }
            return visible.map(place::getValue)
        }
    }
}
