package ifilm.android

import androidx.compose.ui.test.getBoundsInRoot
import androidx.compose.ui.test.hasContentDescription
import androidx.compose.ui.unit.dp
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner

@RunWith(RobolectricTestRunner::class)
class LanguageTest {
    @get:Rule val phone = Phone()

    @Test
    fun `a choice changes words and direction at once`() {
        phone.open()
        assertTrue("English begins left", phone.see("iFilm").getBoundsInRoot().left < 40.dp)

        phone.choose(Words.persian)

        phone.see("جهت خواندن با زبان عوض می‌شوند")
        val back = phone.see(hasContentDescription(Words.persian.back))
        assertTrue("Persian begins right", back.getBoundsInRoot().right > 320.dp)
    }

    @Test
    fun `a choice and its news are kept after a restart`() {
        phone.openSynced(Words.persian)
        val titles = phone.titles()

        phone.restart()

        phone.see(Words.persian.asOf)
        assertTrue(titles.isNotEmpty() && phone.titles() == titles)
    }

    @Test
    fun `the page of languages says why this edition is shown, and can follow the phone again`() {
        phone.open()
        phone.tapIcon(Words.english.language)
        phone.see("your device lists")
        phone.see("Persian")
        phone.back()
        phone.choose(Words.persian)
        phone.see("خودتان این نسخه را برگزیده‌اید")

        phone.tap("پیروی از زبان‌های گوشی")

        phone.see("your device lists")
        phone.seeNo("Follow the phone")
    }

    @Test
    fun `Dari has its own words`() {
        phone.open()

        phone.choose(Words.dari)
        phone.back()

        phone.see("بدون انترنت هم خوانده می‌توانید")
    }

    @Test
    fun `each edition counts in its own digits`() {
        val counts = mapOf(Words.persian to "خبر ۲ از ", Words.dari to "خبر ۲ از جملهٔ ", Words.arabic to "الخبر ٢ من ")
        phone.open()

        for ((words, count) in counts) {
            phone.choose(words)
            phone.back()
            phone.site.hold("/News/Content/", after = 2)
            phone.tap(words.fetch)
            phone.site.awaitHeld()
            phone.see(count)
            phone.site.release()
            phone.seeNo(words.stop)
        }
    }
}
