package ifilm.hosts

import ifilm.ffi.Followed
import ifilm.ffi.HiddenSection
import ifilm.ffi.IfilmException
import ifilm.ffi.ItemKey
import ifilm.ffi.Kind
import ifilm.ffi.Reminder
import ifilm.ffi.SavedSearch
import ifilm.ffi.Section
import ifilm.ffi.Setting
import ifilm.ffi.SettingValue
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Test

/** What a person wants: hidden words and sections, followed programmes, reminders, settings, searches. */
class WishesTest {
    private val series = ItemKey("fa", Kind.SERIES, "77")

    @Test
    fun `wishes outlive a restart and are undone one by one`() = scenario {
        val evening = Reminder(series, site.nowMs + 60_000, "Night Shift")
        val texts = SettingValue.Texts(listOf("mon", "thu"))
        ifilm.user.hideWord(" باران ")
        ifilm.user.hideSection("fa")
        ifilm.user.follow(series, "Night Shift")
        ifilm.user.setReminder(evening)
        ifilm.user.setSetting("days", texts)
        ifilm.user.saveSearch("Rain", "rain unread:yes")

        startAgain()
        val all = wishes()
        val left = buildList {
            while (ifilm.user.undo() != null) add(wishes().size)
        }

        val expected =
            listOf(
                "باران",
                HiddenSection("fa", Section.NEWS),
                Followed(series, "Night Shift", site.nowMs),
                evening,
                Setting("days", texts),
                SavedSearch("Rain", "rain unread:yes", site.nowMs),
            )
        assertEquals(expected, all)
        assertEquals(listOf(5, 4, 3, 2, 1, 0), left)
    }

    @Test
    fun `wishes can be taken back`() = scenario {
        ifilm.user.hideWord("rain")
        ifilm.user.hideSection("fa", Section.NEWS)
        ifilm.user.follow(series, "Night Shift")
        ifilm.user.setReminder(Reminder(series, site.nowMs, "Night Shift"))
        ifilm.user.setSetting("size", SettingValue.Number(3))
        ifilm.user.saveSearch("Rain", "rain")
        val before = wishes().size

        ifilm.user.hideWord("rain", hidden = false)
        ifilm.user.hideSection("fa", Section.NEWS, hidden = false)
        ifilm.user.unfollow(series)
        ifilm.user.removeReminder(series, site.nowMs)
        ifilm.user.setSetting("size", null)
        ifilm.user.deleteSearch("Rain")

        assertEquals(6, before)
        assertEquals(emptyList<Any>(), wishes())
    }

    @Test
    fun `a setting keeps its type and its value`() = scenario {
        val values =
            listOf(
                SettingValue.Flag(true),
                SettingValue.Number(Long.MIN_VALUE),
                SettingValue.Text("۱۲"),
                SettingValue.Texts(emptyList()),
            )

        for (value in values) {
            ifilm.user.setSetting("any", value)
            assertEquals(value, ifilm.user.setting("any"))
        }

        assertNull(ifilm.user.setting("other"))
    }

    @Test
    fun `reminders of the past are not listed`() = scenario {
        val (past, next, later) = listOf(-1, 1, 2).map { Reminder(series, site.nowMs + it, "Night Shift") }
        listOf(later, past, next).forEach { ifilm.user.setReminder(it) }

        assertEquals(listOf(next, later), ifilm.user.reminders(site.nowMs))
    }

    @Test
    fun `words, names and times that make no sense are refused`() = scenario {
        assertFails<IfilmException.BadArgument>("a hidden word has 1 to 100 characters") { ifilm.user.hideWord("  ") }
        assertFails<IfilmException.BadArgument>("a name has 1 to 100 characters") { ifilm.user.setSetting("", null) }
        assertFails<IfilmException.BadArgument>("a name has 1 to 100 characters") {
            ifilm.user.saveSearch("ب".repeat(101), "rain")
        }
        assertFails<IfilmException.BadArgument>("there is no edition `xx`") { ifilm.user.hideSection("xx") }
        val far = runCatching { ifilm.user.reminders(Long.MAX_VALUE) }.exceptionOrNull()
        assertEquals(IfilmException.BadArgument::class, far!!::class)
    }

    /** All that a person wants, in the order of the calls. */
    private suspend fun Scenario.wishes(): List<Any> =
        with(ifilm.user) {
            hiddenWords() + hiddenSections() + followed() + reminders(site.nowMs) + settings() + savedSearches()
        }
}
