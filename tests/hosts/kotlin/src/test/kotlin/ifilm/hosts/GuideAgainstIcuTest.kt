package ifilm.hosts

import com.google.gson.JsonElement
import com.google.gson.JsonParser
import com.ibm.icu.util.GregorianCalendar
import com.ibm.icu.util.TimeZone
import org.junit.Assert.assertEquals
import org.junit.Test
import java.io.File
import java.time.Instant
import java.time.LocalDate
import com.ibm.icu.util.Calendar as IcuCalendar

/** The times of a guide with each day of a year, compared with the zones of ICU4J. */
class GuideAgainstIcuTest {
    @Test
    fun `every day of a guide in UTC begins when ICU4J says`() {
        assertEquals(emptyList<String>(), differences(2021, "UTC", "GMT"))
        assertEquals(emptyList<String>(), differences(2026, "UTC", "GMT"))
    }

    @Test
    fun `every day of a guide in the zone of Tehran begins when ICU4J says`() {
        assertEquals(emptyList<String>(), differences(2026, "Asia/Tehran", "Tehran time"))
    }

    /** Iran had summer time until September 2022. Since then it keeps the time of winter. */
    @Test
    fun `so does every day of a year with summer time in Iran`() {
        listOf(2008, 2020, 2021, 2022, 2023).forEach { year ->
            assertEquals(emptyList<String>(), differences(year, "Asia/Tehran", "Tehran time"))
        }
    }

    private fun differences(
        year: Int,
        zone: String,
        named: String,
    ): List<String> {
        val days = LocalDate.of(year, 1, 1).datesUntil(LocalDate.of(year + 1, 1, 1)).toList()
        val wanted = days.flatMap { day -> TIMES.map { (time, _) -> instant(day, time, zone) } }
        val found = startsOf(guide(days, named))
        check(found.size == wanted.size) { "$year $zone: ${found.size} of ${wanted.size} entries" }
        // A time that a change of the clock leaves out may lie behind the next one.
        return wanted.sorted().zip(found).filter { (wanted, found) -> wanted != found }.map { it.toString() }
    }

    private fun guide(
        days: List<LocalDate>,
        named: String,
    ): String {
        val rows = TIMES.joinToString("") { (time, title) -> "<tr><td>$time</td><td>$title</td></tr>" }
        val tables = days.joinToString("") { "<h2>$it</h2><table>$rows</table>" }
        return "<html><body><h1>Guide</h1><p>All times are $named.</p>$tables</body></html>"
    }

    /** The beginnings that the parser finds, in their order. */
    private fun startsOf(guide: String): List<Instant> {
        val file = File.createTempFile("guide", ".html")
        try {
            file.writeText(guide)
            val options = listOf("debug", "parse", file.path, "--kind", "schedule", "--edition", "fa", "--json")
            val process = ProcessBuilder(listOf(System.getProperty("ifilm.bin")) + options).start()
            val answer = JsonParser.parseString(process.inputReader().readText()).asJsonObject
            val entries = answer.getAsJsonArray("entries").map(JsonElement::getAsJsonObject)
            return entries.map { Instant.parse(it["start"].asString) }
        } finally {
            file.delete()
        }
    }

    private fun instant(
        day: LocalDate,
        time: String,
        zone: String,
    ): Instant {
        val calendar = GregorianCalendar(TimeZone.getTimeZone(zone))
        calendar.clear()
        // The first of two moments with one clock time, as a guide lists them.
        calendar.repeatedWallTimeOption = IcuCalendar.WALLTIME_FIRST
        val (hour, minute) = time.split(":").map(String::toInt)
        calendar.set(day.year, day.monthValue - 1, day.dayOfMonth, hour, minute, 0)
        return Instant.ofEpochMilli(calendar.timeInMillis)
    }

    private companion object {
        val TIMES =
            listOf(
                "00:30" to "Night Shift",
                "06:00" to "Morning Road",
                "12:00" to "Blue Lantern",
                "23:30" to "The Old Bazaar",
            )
    }
}
