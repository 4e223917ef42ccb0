package ifilm.android

import com.sun.net.httpserver.HttpServer
import org.junit.rules.ExternalResource
import java.net.InetAddress
import java.net.InetSocketAddress

/** A site with one article, in Persian by default. */
class OneArticleSite(
    private val title: String,
    private val paragraph: String,
    private val others: List<String> = emptyList(),
    private val edition: Words = Words.persian,
) : ExternalResource() {
    private val server = HttpServer.create(InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0)

    val catalogJson get() = """
        {"catalog": 1, "id": "one", "name": "One story", "default_edition": "${edition.edition}", "allow_plain_http": true, "allow_private": true,
         "editions": [{"id": "${edition.edition}", "language": "${edition.edition}", "name": "${edition.name}", "bases": ["http://127.0.0.1:${server.address.port}"],
           "sections": [{"section": "news", "content": [{"kind": "article", "path": "/News/Content/{id}"}],
             "listings": [{"name": "home", "form": "html", "path": "/home/index"}]}]}]}
    """

    override fun before() {
        serve("/home/index", """<a href="/News/Content/1">$title</a>""")
        val text = (listOf(paragraph) + others + more()).joinToString("") { "<p>$it</p>" }
        serve("/News/Content/1", "<h1>$title</h1><article>$text</article>")
        server.start()
    }

    override fun after() = server.stop(0)

    private fun serve(
        path: String,
        body: String,
    ) = server.createContext(path) { exchange ->
        val head = """<!DOCTYPE html><html lang="${edition.edition}"><head><title>$title</title></head>"""
        val bytes = "$head<body>$body</body></html>".toByteArray()
        exchange.responseHeaders["Content-Type"] = "text/html; charset=utf-8"
        exchange.sendResponseHeaders(200, bytes.size.toLong())
        exchange.responseBody.use { it.write(bytes) }
    }

    /** One more sentence. A page with a single line is not read as an article. */
    private fun more() = if (edition == Words.english) MORE_ENGLISH else MORE

    private companion object {
        const val MORE_ENGLISH = "The director said that her crew stayed for six years in a mountain village to film all four seasons."
        const val MORE = "کارگردان گفت که گروهش شش سال در روستایی کوهستانی ماند تا چهار فصل را فیلم‌برداری کند، و از مردم سپاسگزاری کرد."
    }
}
