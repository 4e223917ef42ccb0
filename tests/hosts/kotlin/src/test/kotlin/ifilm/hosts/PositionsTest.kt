package ifilm.hosts

import ifilm.ffi.Act
import ifilm.ffi.ArticleBody
import ifilm.ffi.BlockContent
import ifilm.ffi.IfilmException
import ifilm.ffi.ItemKey
import ifilm.ffi.Kind
import ifilm.ffi.PlaybackPosition
import ifilm.ffi.ReadingPosition
import ifilm.ffi.plain
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test

/** Where a person stopped to read, to watch or to listen. */
class PositionsTest {
    @Test
    fun `a reading position is at the same words after an edit until it is forgotten`() = scenario {
        syncOne("en")
        val key = newest("en").key
        val last = texts(key).indexOfLast { it.length > 120 }
        ifilm.user.setPosition(key, last.toUInt(), 40u)
        val before = words(key, ReadingPosition(last.toUInt(), 40u, true))

        site.tell("edit en ${key.id} both")
        syncOne("en")
        startAgain()
        val found = ifilm.user.position(key)!!
        val after = words(key, found)
        ifilm.user.forgetPosition(key)

        assertTrue("$found", found.isExact && ifilm.library.article(key).edited)
        assertEquals(before, after)
        assertNull(ifilm.user.position(key))
    }

    @Test
    fun `a place that the text does not have is refused`() = scenario {
        syncOne("en")
        val key = newest("en").key

        assertFails<IfilmException.BadArgument>("the text has no letter 100000 in a block 0") {
            ifilm.user.setPosition(key, 0u, 100_000u)
        }
        assertFails<IfilmException.NotFound>("there is no en/1 in the cache") {
            ifilm.user.position(key.copy(id = "1"))
        }
    }

    @Test
    fun `a playback position is kept also of an item that is not stored`() = scenario {
        val episode = ItemKey("fa", Kind.EPISODE, "5")
        val position = PlaybackPosition("https://media.example/5.mp4", 61_500uL, null)
        ifilm.user.setPlayback(episode, position)
        startAgain()

        val stored = ifilm.user.playback(episode)
        ifilm.user.setPlayback(episode, null)

        assertEquals(position, stored)
        assertNull(ifilm.user.playback(episode))
        assertNull(ifilm.user.undo())
    }

    @Test
    fun `an episode is watched and keeps its position`() = scenario {
        val series = ItemKey("fa", Kind.SERIES, "77")
        val position = PlaybackPosition(null, 61_500uL, 2_400_000uL)
        ifilm.user.markWatched(series, listOf("1", "12"))
        ifilm.user.setEpisodePlayback(series, "12", position)

        assertEquals(position, ifilm.user.episodePlayback(series, "12"))
        assertNull(ifilm.user.episodePlayback(series, "1"))
        assertEquals(Act.MARK_WATCHED, ifilm.user.undo()?.act)
    }

    @Test
    fun `a person whom nobody names is not found`() = scenario {
        val key = ItemKey("fa", Kind.PERSON, "987654")

        assertTrue(ifilm.library.people("fa").people.isEmpty())
        assertFails<IfilmException.NotFound>("there is no fa/person/987654 in the cache") {
            ifilm.library.person(key)
        }
        assertTrue(runCatching { ifilm.fetchPerson(key) }.exceptionOrNull() is IfilmException)
    }

    /** The words at a place of an article. */
    private suspend fun Scenario.words(
        key: ItemKey,
        place: ReadingPosition,
    ) = texts(key)[place.block.toInt()].drop(place.letter.toInt()).take(24)

    /** The text of each paragraph of an article, and an empty one for each other block. */
    private suspend fun Scenario.texts(key: ItemKey): List<String> =
        (ifilm.library.article(key).body as ArticleBody.Ready).blocks.map { block ->
            val paragraph = block.content as? BlockContent.Paragraph
            plain(paragraph?.spans.orEmpty().joinToString("") { it.text })
        }
}
