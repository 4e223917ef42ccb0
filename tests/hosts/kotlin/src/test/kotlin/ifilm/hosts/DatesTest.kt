package ifilm.hosts

import com.google.gson.JsonObject
import ifilm.ffi.ArabicMonths
import ifilm.ffi.Calendar
import ifilm.ffi.Counted
import ifilm.ffi.DateSettings
import ifilm.ffi.DateStyle
import ifilm.ffi.IfilmException.BadArgument
import ifilm.ffi.Precision
import ifilm.ffi.TimeOfDay
import ifilm.ffi.ageText
import ifilm.ffi.countText
import ifilm.ffi.dateText
import ifilm.ffi.durationText
import ifilm.ffi.numberText
import ifilm.ffi.parseStamp
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Assert.assertThrows
import org.junit.Test
import java.time.Instant

/** Dates and numbers as text and back, compared with the golden tables. */
class DatesTest {
    @Test
    fun `every date is written as in the table`() {
        for (row in golden("dates")) assertEquals(row.text("why"), row.text("text"), written(row))
    }

    @Test
    fun `every number is written as in the table`() {
        for (row in golden("numbers")) assertEquals(row.text("why"), row.text("text"), numberInWords(row))
    }

    @Test
    fun `every stamp is read`() {
        for (row in golden("stamps")) {
            val stamp = parseStamp(checkNotNull(row.text("text")))
            assertEquals(row.text("why"), row.text("at"), stamp?.text)
            assertEquals(row.text("why"), row.text("precision"), stamp?.precision?.name?.lowercase())
        }
    }

    @Test
    fun `a date without a time begins at midnight in Tehran`() {
        val stamp = checkNotNull(parseStamp("۱۳ ثور ۱۴۰۳"))

        assertEquals(Precision.DAY, stamp.precision)
        assertEquals(ms("2024-05-01T20:30:00Z"), stamp.atMs)
    }

    @Test
    fun `a date without a zone is in the zone of its edition`() {
        assertEquals("2024-05-02T00:00:00Z", parseStamp("2024-05-02 09:00", "Asia/Tokyo")?.text)
        assertEquals(ms("2024-05-01T15:00:00Z"), parseStamp("2024-05-02", "Asia/Tokyo")?.atMs)
        assertEquals("2024-05-02T09:00:00Z", parseStamp("2024-05-02 09:00 GMT", "Asia/Tokyo")?.text)
    }

    @Test
    fun `a date without a time is the day in the zone of its edition`() {
        val (day, now) = ms("2024-05-01T15:00:00Z") to ms("2024-05-02T14:00:00Z")

        fun date(zone: String?) =
            dateText(
                day,
                DateStyle.LONG,
                TimeOfDay.WITH,
                "en",
                timeZone = "America/New_York",
                precision = Precision.DAY,
                editionZone = zone,
            )

        fun age(zone: String?) =
            ageText(
                day,
                now,
                TimeOfDay.WITH,
                "en",
                timeZone = "America/New_York",
                precision = Precision.DAY,
                editionZone = zone,
            )

        assertEquals(listOf("May 1, 2024", "May 2, 2024"), listOf(date(null), date("Asia/Tokyo")))
        assertEquals(listOf("yesterday", "today"), listOf(age(null), age("Asia/Tokyo")))
    }

    @Test
    fun `a text that is not a stamp is refused`() {
        for (row in golden("not_stamps")) assertNull(row.text("why"), parseStamp(checkNotNull(row.text("text"))))
    }

    @Test
    fun `an invalid value is a bad argument`() {
        assertThrows(BadArgument::class.java) { dateText(0, DateStyle.LONG, TimeOfDay.WITH, "not a tag") }
        assertThrows(BadArgument::class.java) { dateText(0, DateStyle.LONG, TimeOfDay.WITH, "fa", timeZone = "Asia/Nowhere") }
        assertThrows(BadArgument::class.java) { dateText(0, DateStyle.LONG, TimeOfDay.WITH, "fa", editionZone = "UTC+3") }
        assertThrows(BadArgument::class.java) { parseStamp("2024-05-02", "Tehran") }
        assertThrows(BadArgument::class.java) { dateText(Long.MAX_VALUE, DateStyle.LONG, TimeOfDay.WITH, "fa") }
    }

    private fun written(row: JsonObject): String {
        val months = row.text("months")?.let { ArabicMonths.valueOf(it.uppercase()) }
        val settings = DateSettings(months, row.text("calendar")?.let(CALENDARS::getValue))
        val time = if (row["time"].asBoolean) TimeOfDay.WITH else TimeOfDay.WITHOUT
        val (at, language) = ms(row.text("at")) to checkNotNull(row.text("language"))
        return when (val style = checkNotNull(row.text("style"))) {
            "relative" -> ageText(at, ms(row.text("now")), time, language, settings, row.text("zone"))
            else -> dateText(at, DateStyle.valueOf(style.uppercase()), time, language, settings, row.text("zone"))
        }
    }

    private fun numberInWords(row: JsonObject): String {
        val (number, language) = row["number"].asLong to checkNotNull(row.text("language"))
        return when (row.text("what")) {
            "number" -> numberText(number, language)
            "count" -> countText(number.toULong(), Counted.valueOf(checkNotNull(row.text("counted")).uppercase()), language)
            else -> durationText(number.toULong(), language)
        }
    }

    private fun ms(text: String?): Long = Instant.parse(text).toEpochMilli()

    private fun JsonObject.text(name: String): String? = get(name).takeUnless { it.isJsonNull }?.asString

    private companion object {
        val CALENDARS =
            mapOf("gregorian" to Calendar.GREGORIAN, "solar" to Calendar.SOLAR_HIJRI, "lunar" to Calendar.LUNAR_HIJRI)
    }
}
