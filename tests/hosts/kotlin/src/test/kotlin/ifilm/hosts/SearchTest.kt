package ifilm.hosts

import com.google.gson.JsonObject
import ifilm.ffi.IfilmException
import ifilm.ffi.ItemKey
import ifilm.ffi.MarkedSpan
import ifilm.ffi.SearchOrder
import ifilm.ffi.SearchQuery
import ifilm.ffi.Section
import ifilm.ffi.finds
import ifilm.ffi.fold
import ifilm.ffi.foldWords
import ifilm.ffi.markFound
import ifilm.ffi.parseSearchLine
import ifilm.ffi.searchLine
import ifilm.ffi.searchQuery
import ifilm.ffi.searchable
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test

/** Search in any spelling, and folding, compared with the golden tables. */
class SearchTest {
    @Test
    fun `a headline is found in the spelling of another keyboard`() = scenario {
        sync("fa", "ar")

        for ((edition, letters) in keyboards) {
            val item = newest(edition)
            val typed = letters.fold(item.title) { text, (ours, theirs) -> text.replace(ours, theirs) }

            val page = ifilm.library.search(SearchQuery(typed, editions = listOf(edition)))

            val hit = page.hits.first { it.item.key == item.key }
            assertEquals(item.title, hit.title.joinToString("") { it.text })
            assertEquals(foldWords(item.title), foldWords(found(hit.title).joinToString(" ")))
        }
    }

    @Test
    fun `a hit in the text has an excerpt around the words`() = scenario {
        sync("en")
        val item = newest("en")
        val paragraphs = site.truth("en", item.key.id)["paragraphs"].asJsonArray.map { it.asString }
        val words = paragraphs.maxBy { it.length }.take(60).substringBeforeLast(' ')

        val page = ifilm.library.search(SearchQuery(words.uppercase()))

        val snippet = page.hits.first { it.item.key == item.key }.snippet
        assertTrue(found(snippet!!.spans).isNotEmpty())
    }

    @Test
    fun `slices follow each other, and a query without words finds nothing`() = scenario {
        sync("en")
        val begun = SearchQuery("a", typing = true, limit = 100u)
        val whole = ifilm.library.search(begun).hits.map { it.item.key }

        val first = ifilm.library.search(begun.copy(limit = 2u))
        val second = ifilm.library.search(begun.copy(limit = 2u, after = first.next))

        assertEquals(whole.take(4), (first.hits + second.hits).map { it.item.key })
        assertTrue(ifilm.library.search(SearchQuery("«»")).hits.isEmpty())
    }

    @Test
    fun `filters leave out what is read, not saved, or of another time`() = scenario {
        syncOne("en")
        val (first, second) = ifilm.library.list("en", limit = 2u).items
        ifilm.user.markRead(first.key)
        ifilm.user.save(second.key)
        val begun = SearchQuery("a", typing = true, limit = 100u, order = SearchOrder.NEWEST)

        val all = found(begun)
        val unread = found(begun.copy(read = false))
        val newest = found(begun.copy(sinceMs = second.publishedAtMs))

        assertEquals(listOf(first.key), found(begun.copy(read = true)))
        assertEquals(all - first.key, unread)
        assertEquals(listOf(second.key), found(begun.copy(saved = true)))
        assertEquals(listOf(first.key, second.key), newest)
        assertEquals(all - newest, found(begun.copy(untilMs = second.publishedAtMs)))
    }

    @Test
    fun `a phrase is found as it is, and a line has all of a search`() = scenario {
        syncOne("en")
        val item = newest("en")
        val words = item.title.split(' ').filter { word -> word.all(Char::isLetter) }
        val line = "\"${item.title}\" edition:en section:news unread:yes order:newest"

        val query = parseSearchLine(line)

        val expected =
            SearchQuery(
                text = "\"${item.title}\"",
                editions = listOf("en"),
                section = Section.NEWS,
                read = false,
                order = SearchOrder.NEWEST,
            )
        assertEquals(expected, query)
        assertEquals(line, searchLine(query))
        assertEquals(listOf(item.key), found(query))
        assertEquals(emptyList<ItemKey>(), found(SearchQuery("\"${words.reversed().joinToString(" ")}\"")))
        assertFails<IfilmException.BadArgument>("`unread:maybe` is no filter of a search") { parseSearchLine("unread:maybe") }
    }

    @Test
    fun `each pair of the table matches or not as it says`() {
        val rows = golden("fold")

        val wrong = rows.filter { finds(it.text("text"), it.text("query"), false) != it["match"].asBoolean }

        assertEquals(emptyList<JsonObject>(), wrong)
        assertTrue("${rows.size}", rows.size >= 600)
    }

    @Test
    fun `each text is folded as in the table and maps back to the original`() {
        for (row in golden("folds")) {
            val why = row.text("why")
            val folded = fold(row.text("text"))
            assertEquals(why, row.text("folded"), folded.text)
            assertEquals(why, row.text("folded"), fold(folded.text).text)
            assertEquals(why, row.text("folded"), folded.pieces.joinToString("") { it.folded })
            assertEquals(why, row.text("text"), folded.pieces.joinToString("") { it.original })
            val marked = markFound(row.text("text"), row.text("query"), false)
            assertEquals(why, row["hits"].asJsonArray.map { it.asString }, found(marked))
            assertEquals(why, row.text("text"), marked.joinToString("") { it.text })
        }
    }

    @Test
    fun `a host can keep an index of its own`() {
        assertEquals("می روم ¶ میروم", searchable("می روم"))
        assertEquals("(\"film\" OR \"¶film\")", searchQuery("\"Film", false))
        assertNull(searchQuery("…", true))
    }

    private suspend fun Scenario.found(query: SearchQuery) = ifilm.library.search(query).hits.map { it.item.key }

    private fun found(spans: List<MarkedSpan>) = spans.filter { it.hit }.map { it.text }

    private fun JsonObject.text(name: String) = this[name].asString

    private val keyboards =
        mapOf(
            "fa" to listOf("ی" to "ي", "ک" to "ك", "\u200c" to ""),
            "ar" to listOf("ي" to "ی", "ك" to "ک", "ة" to "ه"),
        )
}
