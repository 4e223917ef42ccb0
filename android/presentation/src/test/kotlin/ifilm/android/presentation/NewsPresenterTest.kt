package ifilm.android.presentation

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Test

class NewsPresenterTest {
    private val library = FakeLibrary()
    private val news = NewsPresenter(library, CoroutineScope(Dispatchers.Unconfined))
    private val headlines get() = news.screen.value as NewsScreen.Headlines

    @Test
    fun `slices follow one another to the end without gap or duplicate`() {
        val keys = library.list(120)
        news.show("en")

        news.more()
        news.more()
        news.more()

        assertEquals(keys, headlines.items.map { it.key })
        assertNull(headlines.next)
    }

    @Test
    fun `reloading keeps the number of shown rows`() {
        library.list(120)
        news.show("en")
        news.more()

        news.reload()

        assertEquals(100, headlines.items.size)
    }

    @Test
    fun `an empty list shows the date of the last sync`() {
        library.asOf = "May 2"

        news.show("en")

        assertEquals(NewsScreen.Empty(asOf = "May 2"), news.screen.value)
    }

    @Test
    fun `a failing store is shown as a failure, not as an empty list`() {
        library.failure = Failure.STORAGE_DAMAGED

        news.show("en")

        assertEquals(NewsScreen.Failed(Failure.STORAGE_DAMAGED), news.screen.value)
    }
}
