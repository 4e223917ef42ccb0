package ifilm.hosts

import ifilm.ffi.ArticleBody
import ifilm.ffi.ErrorCode
import ifilm.ffi.IfilmException
import ifilm.ffi.ItemKey
import ifilm.ffi.Kind
import ifilm.ffi.PassagePlace
import ifilm.ffi.SectionOutcome
import ifilm.ffi.SkipReason
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNotEquals
import org.junit.Assert.assertTrue
import org.junit.Test

/** Values are equal if their fields are equal, and print their fields. Errors print a sentence. */
class ValuesTest {
    @Test
    fun `equal values count once in a set, and different ones do not`() {
        val key = ItemKey("en", Kind.ARTICLE, "1")

        assertEquals(2, setOf(key, key.copy(), key.copy(id = "2")).size)
        assertEquals(2, setOf(SectionOutcome.Updated, SectionOutcome.Updated, SectionOutcome.Unchanged).size)
        assertEquals(1, setOf(failed("a"), failed("a")).size)
        assertNotEquals(failed("a"), failed("b"))
        assertNotEquals(SectionOutcome.Cancelled, null)
    }

    @Test
    fun `a value prints its fields`() {
        assertEquals("ItemKey(edition=en, kind=ARTICLE, id=1)", ItemKey("en", Kind.ARTICLE, "1").toString())
        assertEquals("Failed(code=OFFLINE, reason=a, retryable=true, retryAtMs=null)", failed("a").toString())
        assertEquals(
            "Skipped(reason=HOST_ASKED_TO_WAIT, untilMs=7)",
            SectionOutcome.Skipped(SkipReason.HOST_ASKED_TO_WAIT, 7).toString(),
        )
    }

    @Test
    fun `a case without fields prints its name`() {
        val outcomes = listOf(SectionOutcome.Updated, SectionOutcome.Unchanged, SectionOutcome.Cancelled)
        val places = listOf(PassagePlace.Title, PassagePlace.Lead)

        assertEquals(listOf("Updated", "Unchanged", "Cancelled"), outcomes.map { it.toString() })
        assertEquals("Unreadable", ArticleBody.Unreadable.toString())
        assertEquals(listOf("Title", "Lead"), places.map { it.toString() })
    }

    @Test
    fun `the message of an error is its sentence`() {
        val refused = IfilmException.Refused("https://a.example answered 503", retryAtMs = 7)
        val notFound = IfilmException.NotFound("there is no en/5 in the cache")

        assertEquals("https://a.example answered 503", refused.message)
        assertEquals("ifilm.ffi.IfilmException\$NotFound: there is no en/5 in the cache", notFound.toString())
    }

    @Test
    fun `an error says whether it may pass by itself`() {
        assertTrue(IfilmException.Refused("https://a.example answered 503", retryAtMs = 7).isRetryable())
        assertFalse(IfilmException.StorageFull("no room left on the device").isRetryable())
    }

    private fun failed(reason: String) = SectionOutcome.Failed(ErrorCode.OFFLINE, reason, true, retryAtMs = null)
}
