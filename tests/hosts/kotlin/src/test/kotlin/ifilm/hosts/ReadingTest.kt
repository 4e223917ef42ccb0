package ifilm.hosts

import com.google.gson.JsonObject
import ifilm.SyncEvent
import ifilm.ffi.Article
import ifilm.ffi.ArticleBody
import ifilm.ffi.Block
import ifilm.ffi.BlockContent
import ifilm.ffi.Clock
import ifilm.ffi.Item
import ifilm.ffi.SectionOutcome
import ifilm.ffi.Span
import ifilm.ffi.Stage
import ifilm.ffi.SyncRequest
import ifilm.ffi.plain
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.async
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.flow.last
import kotlinx.coroutines.flow.onEach
import kotlinx.coroutines.flow.toList
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test

/** The main path: sync, list, open, mark, restart. */
class ReadingTest {
    @Test
    fun `the progress of a first sync never goes backwards, and the list is filled`() = scenario {
        val events = ifilm.sync().toList()

        val progress = events.dropLast(1).map { it as SyncEvent.Progress }
        val report = (events.last() as SyncEvent.Finished).report
        assertEquals(progress.sortedWith(compareBy({ it.stage }, { it.done })), progress)
        assertTrue("$progress", progress.all { it.done <= it.total })
        assertEquals(progress.sortedWith(compareBy({ it.percent }, { it.bytes })), progress)
        assertEquals(report.sections.map { it.edition }.toSet(), progress.mapNotNull { it.edition }.toSet())
        val bytes = report.sections.sumOf { it.wireBytes }
        assertEquals(SyncEvent.Progress(Stage.FINISHED, 1u, 1u, 100u, null, bytes), progress.last())
        assertEquals(ifilm.language.editions().map { it.id }, report.sections.map { it.edition })
        assertTrue(report.sections.all { it.outcome == SectionOutcome.Updated })
        assertTrue(report.sections.all { ifilm.library.list(it.edition).items.isNotEmpty() })
    }

    @Test
    fun `a second caller joins the running sync and gets its progress`() = scenario {
        site.fault("""{"kind":"hold"}""", times = 1)

        val reports =
            coroutineScope {
                val first = async(Dispatchers.Default) { syncOne("en") }
                site.tell("held 60")
                val joined = CompletableDeferred<SyncEvent>()
                val second = async(Dispatchers.Default) { ifilm.sync(SyncRequest(listOf("en"))).onEach(joined::complete).last() }
                joined.await()
                site.tell("release")
                listOf(first.await(), (second.await() as SyncEvent.Finished).report.sections.single())
            }

        assertEquals(reports.first(), reports.last())
        assertEquals(reports.first().listingRequests + reports.first().pageRequests, site.asked().size.toUInt())
    }

    @Test
    fun `a second sync finds nothing new`() = scenario {
        syncOne("en")

        val again = syncOne("en")

        assertEquals(SectionOutcome.Unchanged, again.outcome)
        assertEquals(0uL, again.bytes)
    }

    @Test
    fun `items published between syncs are new and edited items are marked`() = scenario {
        syncOne("en")
        val known = newest("en").key
        site.tell("edit en ${known.id} both")
        val published = site.publish("en", 2)

        val report = syncOne("en")

        val items = ifilm.library.list("en").items
        assertEquals(2u, report.newItems)
        assertTrue(items.map { it.key.id }.containsAll(published))
        assertTrue(items.single { it.key == known }.edited)
    }

    @Test
    fun `an article has the content of its page, in every edition`() = scenario {
        sync("en", "ar", "fa", "fa2")

        for (edition in listOf("en", "ar", "fa", "fa2")) {
            val article = ifilm.library.article(newest(edition).key)
            assertTells(article, site.truth(edition, article.key.id))
            assertEquals(listOf(null, null, null), listOf(article.updatedAtMs, article.updatedPrecision, article.updatedText))
        }
    }

    @Test
    fun `everything stays readable when the site is gone`() = scenario {
        syncOne("ar")
        site.tell("stop")

        startAgain()

        assertTrue(ifilm.library.article(newest("ar").key).body is ArticleBody.Ready)
    }

    @Test
    fun `a read mark is kept after a restart`() = scenario {
        syncOne("fa")
        val (first, second) = ifilm.library.list("fa").items
        ifilm.user.markRead(first.key)

        startAgain()

        assertTrue(ifilm.library.article(first.key).read)
        assertFalse(ifilm.library.article(second.key).read)
    }

    @Test
    fun `a read mark can be taken back`() = scenario {
        syncOne("fa")
        val key = newest("fa").key
        ifilm.user.markRead(key)

        ifilm.user.markRead(key, read = false)

        assertFalse(newest("fa").read)
    }

    @Test
    fun `slices follow each other without gap or duplicate`() = scenario {
        syncOne("en")
        val all = ifilm.library.list("en", limit = 500u).items

        val paged = mutableListOf<Item>()
        var next: String? = null
        do {
            val page = ifilm.library.list("en", limit = 7u, after = next)
            paged += page.items
            next = page.next
        } while (next != null)

        assertEquals(all, paged)
    }

    @Test
    fun `dates follow the host's clock`() = scenario {
        syncOne("fa2")

        val page = ifilm.library.list("fa2")

        assertEquals(site.nowMs, page.freshAsOfMs)
        assertTrue(page.freshAsOfText, page.freshAsOfText.orEmpty().any { it in '۰'..'۹' })
        assertEquals("همین لحظه", page.freshAsOfAgeText)
    }

    @Test
    fun `the clock of the device is the fallback of a clock that fails`() = scenario {
        val broken =
            object : Clock {
                override fun nowMs(): Long = error("the spring is broken")
            }
        val before = System.currentTimeMillis()

        startAgain(broken)
        syncOne("en")

        assertTrue(checkNotNull(ifilm.library.list("en").freshAsOfMs) >= before)
    }

    /** The article has what a perfect parser would find on its page. */
    private fun assertTells(
        article: Article,
        truth: JsonObject,
    ) {
        assertEquals(truth["title"].asString.inLettersOf(article.language), plain(article.title))
        assertEquals(truth["language"].asString, article.language)
        val paragraphs = truth["paragraphs"].asJsonArray.map { it.asString.inLettersOf(article.language) }
        assertEquals(paragraphs, paragraphs(article.body as ArticleBody.Ready).map(::plain))
    }

    /** The text as it is shown: Persian and Dari have letters of their own. */
    private fun String.inLettersOf(language: String) =
        if (language.startsWith("fa")) replace(Regex("[يى]"), "ی").replace('ك', 'ک') else this

    private fun paragraphs(body: ArticleBody.Ready): List<String> =
        body.blocks.flatMap(::texts)

    private fun texts(block: Block): List<String> = when (val content = block.content) {
        is BlockContent.Paragraph -> listOf(text(content.spans))

        is BlockContent.Heading -> listOf(text(content.spans))

        is BlockContent.Quote -> listOf(text(content.spans))

        is BlockContent.ListBlock -> content.entries.flatten().flatMap(::texts)

        is BlockContent.Table, is BlockContent.Preformatted -> error("the practice site has none: $content")

        is BlockContent.Image, is BlockContent.Gallery, is BlockContent.Video,
        is BlockContent.Audio, is BlockContent.Embed, BlockContent.Divider,
        -> emptyList()
    }

    private fun text(spans: List<Span>) = spans.joinToString("") { it.text }
}
