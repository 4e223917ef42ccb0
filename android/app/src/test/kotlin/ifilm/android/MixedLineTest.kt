package ifilm.android

import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.onFirst
import androidx.compose.ui.test.performClick
import com.sun.net.httpserver.HttpServer
import org.junit.Assert.assertEquals
import org.junit.Rule
import org.junit.Test
import org.junit.rules.ExternalResource
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import java.net.InetAddress
import java.net.InetSocketAddress

@RunWith(RobolectricTestRunner::class)
class MixedLineTest {
    @get:Rule(order = 0)
    val page = OneStory(
        title = "نمایش فیلم در 2024-05-02 آغاز شد",
        paragraph = "این فیلم که در 2023-11-30 به پایان رسیده بود، پس از ماه‌ها انتظار سرانجام به تماشاگران نشان داده شد.",
    )

    @get:Rule(order = 1)
    val phone = Phone()

    @Test
    fun `dates in numbers keep their order in Persian lines, in the list and in the story`() {
        phone.app.otherCatalogJson = page.catalogJson
        phone.open()
        phone.tap(Words.persian.fetch)
        phone.see(Phone.isHeadline)
        phone.seeNo(Words.persian.stop)
        phone.assertOrder("2024-05-02")

        phone.see(Phone.isHeadline).performClick()

        phone.scrollTo("ماه‌ها انتظار")
        phone.assertOrder("2023-11-30")
    }

    private fun Phone.assertOrder(date: String) {
        val node = compose.onAllNodes(hasText(date, substring = true), useUnmergedTree = true).onFirst()
        val layout = node.fetchSemanticsNode().layout()
        val from = layout.layoutInput.text.indexOf(date)
        val lefts = date.indices.map { layout.getBoundingBox(from + it).left }
        assertEquals("from left to right", lefts.sorted(), lefts)
    }
}

/** A site of one story in Persian. */
class OneStory(
    private val title: String,
    private val paragraph: String,
) : ExternalResource() {
    private val server = HttpServer.create(InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0)

    val catalogJson get() = """
        {"catalog": 1, "id": "one", "name": "One story", "default_edition": "fa", "allow_plain_http": true, "allow_private": true,
         "editions": [{"id": "fa", "language": "fa", "name": "فارسی", "bases": ["http://127.0.0.1:${server.address.port}"],
           "sections": [{"section": "news", "content": [{"kind": "article", "path": "/News/Content/{id}"}],
             "listings": [{"name": "home", "form": "html", "path": "/home/index"}]}]}]}
    """

    override fun before() {
        serve("/home/index", """<a href="/News/Content/1">$title</a>""")
        serve("/News/Content/1", "<h1>$title</h1><article><p>$paragraph</p><p>$MORE</p></article>")
        server.start()
    }

    override fun after() = server.stop(0)

    private companion object {
        const val MORE = "کارگردان گفت که گروهش شش سال در روستایی کوهستانی ماند تا چهار فصل را فیلم‌برداری کند، و از مردم سپاسگزاری کرد."
    }

    private fun serve(
        path: String,
        body: String,
    ) = server.createContext(path) { exchange ->
        val head = """<!DOCTYPE html><html lang="fa" dir="rtl"><head><title>$title</title></head>"""
        val bytes = "$head<body>$body</body></html>".toByteArray()
        exchange.responseHeaders["Content-Type"] = "text/html; charset=utf-8"
        exchange.sendResponseHeaders(200, bytes.size.toLong())
        exchange.responseBody.use { it.write(bytes) }
    }
}
