package ifilm.hosts

import com.ibm.icu.util.IslamicCalendar
import com.ibm.icu.util.PersianCalendar
import com.ibm.icu.util.TimeZone
import ifilm.ffi.Calendar
import ifilm.ffi.CalendarDay
import ifilm.ffi.calendarDays
import ifilm.ffi.epochDays
import org.junit.Assert.assertEquals
import org.junit.Test
import java.time.LocalDate
import com.ibm.icu.util.Calendar as IcuCalendar

/** Our calendars compared with those of ICU4J, day by day and in both directions. */
class DatesAgainstIcuTest {
    private val solar = PersianCalendar(TimeZone.GMT_ZONE)
    private val lunar = IslamicCalendar(TimeZone.GMT_ZONE).apply { calculationType = IslamicCalendar.CalculationType.ISLAMIC_UMALQURA }

    @Test
    fun `every day of the solar years 1300 to 1500 has the same name`() {
        val first = LocalDate.of(1921, 3, 21).toEpochDay().toInt()
        val count = LocalDate.of(2122, 3, 21).toEpochDay().toInt() - first

        val ours = calendarDays(Calendar.SOLAR_HIJRI, first, count.toUInt())

        assertEquals(CalendarDay(1300, 1u, 1u), ours.first())
        assertEquals(CalendarDay(1500, 12u, 29u), ours.last())
        assertEquals(73_414, ours.size)
        assertEquals(emptyList<String>(), differences(first, ours, solar))
    }

    @Test
    fun `every date of the solar years 1300 to 1500 converts back to the same day`() {
        val days = everyDay(1300..1500, solar)

        val ours = epochDays(Calendar.SOLAR_HIJRI, days)

        assertEquals(73_414, days.size)
        assertEquals(days.map { solar.dayOf(it) }, ours)
    }

    @Test
    fun `leap days are those of ICU4J`() {
        val leapDays = (1300..1500).map { CalendarDay(it, 12u, 30u) }

        val ours = leapDays.zip(epochDays(Calendar.SOLAR_HIJRI, leapDays)).filter { it.second != null }

        assertEquals(leapDays.filter { solar.has(it) }, ours.map { it.first })
    }

    @Test
    fun `every day of the lunar years that Umm al-Qura has tables for has the same name`() {
        val first = lunar.dayOf(CalendarDay(1300, 1u, 1u))
        val count = lunar.dayOf(CalendarDay(1601, 1u, 1u)) - first

        val ours = calendarDays(Calendar.LUNAR_HIJRI, first, count.toUInt())

        assertEquals(CalendarDay(1300, 1u, 1u), ours.first())
        assertEquals(emptyList<String>(), differences(first, ours, lunar))
    }

    @Test
    fun `every date of those lunar years converts back to the same day`() {
        val days = everyDay(1300..1600, lunar)

        val ours = epochDays(Calendar.LUNAR_HIJRI, days)

        assertEquals(days.map { lunar.dayOf(it) }, ours)
    }

    private fun differences(
        first: Int,
        ours: List<CalendarDay>,
        theirs: IcuCalendar,
    ): List<String> =
        ours.mapIndexedNotNull { index, day ->
            val name = theirs.nameOf(first + index)
            "${LocalDate.ofEpochDay((first + index).toLong())}: $day, ICU4J $name".takeIf { day != name }
        }

    /** Every day of these years, with the month lengths of ICU4J. */
    private fun everyDay(
        years: IntRange,
        calendar: IcuCalendar,
    ): List<CalendarDay> =
        years.flatMap { year ->
            (1u..12u).flatMap { month ->
                calendar.goTo(CalendarDay(year, month, 1u))
                (1..calendar.getActualMaximum(IcuCalendar.DAY_OF_MONTH)).map { CalendarDay(year, month, it.toUInt()) }
            }
        }

    private fun IcuCalendar.nameOf(epochDay: Int): CalendarDay {
        timeInMillis = epochDay * DAY_MS
        return CalendarDay(get(IcuCalendar.EXTENDED_YEAR), get(IcuCalendar.MONTH).toUInt() + 1u, get(IcuCalendar.DAY_OF_MONTH).toUInt())
    }

    private fun IcuCalendar.dayOf(day: CalendarDay): Int {
        goTo(day)
        return Math.floorDiv(timeInMillis, DAY_MS).toInt()
    }

    /** ICU4J is lenient: it reads day 30 of a month of 29 days as day 1 of the next month. */
    private fun IcuCalendar.has(day: CalendarDay): Boolean = nameOf(dayOf(day)) == day

    private fun IcuCalendar.goTo(day: CalendarDay) {
        clear()
        set(day.year, day.month.toInt() - 1, day.day.toInt())
    }

    private companion object {
        const val DAY_MS = 86_400_000L
    }
}
