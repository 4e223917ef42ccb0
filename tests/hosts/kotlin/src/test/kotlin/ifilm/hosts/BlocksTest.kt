package ifilm.hosts

import com.google.gson.JsonObject
import ifilm.ffi.ArticleBody
import ifilm.ffi.Block
import ifilm.ffi.BlockContent
import ifilm.ffi.ItemKey
import ifilm.ffi.Kind
import ifilm.ffi.Mark
import ifilm.ffi.MediaAddress
import ifilm.ffi.Span
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import java.io.File

/** A page with every type of block. The Python tests read the same one. */
class BlocksTest {
    @Test
    fun `every type of block comes with all of its fields`() = scenario {
        val contents = everyType()

        assertEquals(TYPES, contents.map { it::class.simpleName })
        val paragraph = contents[0] as BlockContent.Paragraph
        assertEquals(listOf("1"), paragraph.spans.filter { Mark.SUP in it.marks }.map { it.text })
        assertEquals("We came by boat,\nand we left by boat.", text((contents[2] as BlockContent.Quote).spans))
        val list = contents[3] as BlockContent.ListBlock
        assertEquals(listOf(true, 3, false), listOf(list.ordered, list.start, list.reversed))
        assertEquals(listOf(listOf("The doors open.", "[Guests with tickets]"), listOf("The film begins.")), list.entries.map(::texts))
        val hall = (contents[4] as BlockContent.Image).picture
        assertEquals(listOf("The hall", "The hall at noon", 640u, 360u), listOf(hall.description, hall.caption, hall.width, hall.height))
        assertEquals(2, (contents[5] as BlockContent.Gallery).images.size)
        val video = contents[6] as BlockContent.Video
        assertEquals(listOf("video/mp4", null), video.addresses.map(MediaAddress::mediaType))
        assertTrue(video.poster.orEmpty().endsWith("/still.jpg"))
        assertTrue((contents[7] as BlockContent.Audio).addresses.single().address.endsWith("/song.mp3"))
        val player = contents[8] as BlockContent.Embed
        assertEquals(listOf("Aparat", "The trailer"), listOf(player.provider, player.title))
        val rows = (contents[9] as BlockContent.Table).rows
        assertEquals(listOf(listOf("Hour", "Film"), listOf("20:30", "Rain")), rows.map { row -> row.map { text(it.spans) } })
        assertEquals(listOf(true, true, false, false), rows.flatten().map { it.header })
        assertEquals("first\n  second", (contents[10] as BlockContent.Preformatted).text)
    }

    private suspend fun Scenario.everyType(): List<BlockContent> {
        val id = site.publish("en", 1).single()
        val title = site.truth("en", id)["title"].asString
        val page = File("../../fixtures/blocks/every-type.html").readText().replace("{title}", title)
        val answer = JsonObject().apply {
            addProperty("kind", "raw")
            addProperty("content", page)
        }
        site.fault(answer.toString(), path = "/News/Content/$id")
        syncOne("en")
        return (ifilm.library.article(ItemKey("en", Kind.ARTICLE, id)).body as ArticleBody.Ready).blocks.map { it.content }
    }

    private fun texts(blocks: List<Block>): List<String> = blocks.map {
        when (val content = it.content) {
            is BlockContent.Paragraph -> text(content.spans)
            is BlockContent.ListBlock -> "${texts(content.entries.flatten())}"
            else -> error("an entry holds $content")
        }
    }

    private fun text(spans: List<Span>) = spans.joinToString("") { it.text }

    private companion object {
        val TYPES =
            (
                "Paragraph Heading Quote ListBlock Image Gallery Video Audio Embed Table " +
                    "Preformatted Divider Paragraph"
            ).split(" ")
    }
}
