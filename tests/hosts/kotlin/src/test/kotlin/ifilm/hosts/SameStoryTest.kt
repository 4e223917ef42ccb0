package ifilm.hosts

import com.google.gson.JsonElement
import com.google.gson.JsonObject
import ifilm.ffi.ComparedStory
import ifilm.ffi.EvidenceKind
import ifilm.ffi.IfilmException
import ifilm.ffi.ItemKey
import ifilm.ffi.evidenceText
import ifilm.ffi.noSameStory
import ifilm.ffi.sameStoryReason
import ifilm.ffi.storyLikeness
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNotNull
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test
import java.time.Instant

/** The same story in another edition: from the client, and as a function of two texts. */
class SameStoryTest {
    @Test
    fun `the found story reports the same event and finds the first one again`() = scenario {
        sync("fa", "fa2")

        val found = ifilm.library.list("fa").items.mapNotNull { item -> ifilm.library.sameStory(item.key, "fa2")?.let { item.key to it } }

        assertTrue("${found.size}", found.size > 1)
        for ((key, story) in found) {
            val back = checkNotNull(ifilm.library.sameStory(story.key, "fa"))
            assertEquals(key, back.key)
            assertEquals(story.confidencePermille, back.confidencePermille)
            assertTrue(story.title.isNotEmpty() && story.evidence.isNotEmpty())
            assertTrue(story.evidence.all { it.weight > 0 })
            assertTrue(Regex("[89]\\d% sure: \\w.*").matches(sameStoryReason(story, "en")))
            assertNotNull(event(key))
            assertEquals(event(key), event(story.key))
        }
    }

    @Test
    fun `the article's own edition, an unknown edition and an unknown article are errors`() = scenario {
        syncOne("en")
        val key = newest("en").key

        assertFails<IfilmException.BadArgument>("en/${key.id} is of the edition `en` itself") { ifilm.library.sameStory(key, "en") }
        assertFails<IfilmException.BadArgument>("there is no edition `xx`") { ifilm.library.sameStory(key, "xx") }
        assertFails<IfilmException.NotFound>("there is no en/5 in the cache") { ifilm.library.sameStory(key.copy(id = "5"), "fa") }
        assertNull(ifilm.library.sameStory(key, "fa"))
    }

    @Test
    fun `the pairs of the golden table give the same result in both directions`() {
        for (pair in golden("same_story")) {
            val (one, other) = listOf("one", "other").map { storyText(pair.getAsJsonObject(it)) }

            val likeness = storyLikeness(one, other)

            assertEquals("${pair["why"]} $likeness", pair["shown"].asBoolean, likeness.shown)
            assertEquals(likeness, storyLikeness(other, one))
        }
    }

    @Test
    fun `every language has a sentence for no story and one for each kind of evidence`() {
        val languages = listOf("en", "ar", "fa", "fa-AF")

        assertEquals(4, languages.map(::noSameStory).toSet().size)
        for (kind in EvidenceKind.entries) {
            assertEquals("$kind", 4, languages.map { evidenceText(kind, it) }.toSet().size)
        }
    }

    private fun Scenario.event(key: ItemKey): String? = text(site.truth(key.edition, key.id)["event"])

    private fun storyText(article: JsonObject) =
        ComparedStory(
            edition = article["edition"].asString,
            language = article["language"].asString,
            title = article["title"].asString,
            lead = text(article["lead"]),
            text = article["text"].asString,
            atMs = text(article["at"])?.let { Instant.parse(it).toEpochMilli() },
            picture = text(article["picture"]),
            pictureUses = article["picture_uses"].asInt.toUInt(),
            video = text(article["video"]),
            videoUses = article["video_uses"].asInt.toUInt(),
            declares = article["declares"].asBoolean,
        )

    private fun text(value: JsonElement): String? = if (value.isJsonNull) null else value.asString
}
