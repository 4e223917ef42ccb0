package ifilm.android.presentation

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.Job
import kotlinx.coroutines.cancel
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test

class ShellPresenterTest {
    private val library = FakeLibrary()
    private val scope = CoroutineScope(Dispatchers.Unconfined)

    private fun shell(
        wish: String = "en",
        start: Destination = Destination.News,
    ) = ShellPresenter(library, scope, listOf(wish), start)

    @Test
    fun `the first run follows the phone and offers a sync`() {
        val shell = shell(wish = "fa-AF")

        assertEquals(ChosenEdition(library.dari, byPerson = false, reason = "for fa-AF"), (shell.screen.value as ShellScreen.Open).chosen)
        assertEquals(NewsScreen.Empty(asOf = null), shell.news.screen.value)
        assertEquals(SyncState.Idle, shell.sync.state.value)
    }

    @Test
    fun `a choice changes edition and news at once and overrides the phone at the next start`() {
        library.list(3, edition = "en")
        library.list(2, edition = "fa2")
        val shell = shell()

        shell.choose(library.dari)

        assertEquals(
            ChosenEdition(library.dari, byPerson = true, reason = "by the person"),
            (shell.screen.value as ShellScreen.Open).chosen,
        )
        assertEquals(2, shell.headlines().items.size)
        assertEquals(library.dari, (shell(wish = "en").screen.value as ShellScreen.Open).chosen.edition)
    }

    @Test
    fun `a choice that cannot be stored changes nothing and says why`() {
        val shell = shell()
        library.failure = Failure.STORAGE_FULL

        shell.choose(library.dari)

        val screen = shell.screen.value as ShellScreen.Open
        assertEquals(library.english, screen.chosen.edition)
        assertEquals(Failure.STORAGE_FULL, screen.failure)
    }

    @Test
    fun `the core learns when the app comes and goes, and a failure of that is not shown`() {
        val shell = shell()

        shell.shown()
        assertEquals(true, library.isOnScreen)
        shell.hidden()
        assertEquals(false, library.isOnScreen)
        library.failure = Failure.STORAGE_FULL
        shell.shown()

        assertEquals(null, (shell.screen.value as ShellScreen.Open).failure)
    }

    @Test
    fun `the core learns that the app goes, also if the screen ends at once`() {
        val shell = shell()
        val mayClose = Job().also { library.mayClose = it }

        shell.hidden()
        scope.cancel()
        mayClose.complete()

        assertEquals(false, library.isOnScreen)
    }

    @Test
    fun `a choice ends the sync of the previous edition`() {
        val shell = shell()
        shell.refresh()

        shell.choose(library.dari)

        assertEquals(1, library.endedSyncs)
        assertEquals(SyncState.Idle, shell.sync.state.value)
    }

    @Test
    fun `a store that does not open shows a message and opens on a retry`() {
        library.failure = Failure.NEWER_VERSION
        val shell = shell(wish = "fa-AF")
        assertEquals(ShellScreen.Failed(Failure.NEWER_VERSION), shell.screen.value)
        assertEquals("NEWER_VERSION in fa-AF", shell.message(Failure.NEWER_VERSION))

        library.failure = null
        shell.open()

        assertTrue(shell.screen.value is ShellScreen.Open)
    }

    @Test
    fun `Back goes to News from every page and closes the app from there`() {
        val key = library.list(1).single()
        val shell = shell()

        shell.read(key)
        assertTrue(shell.back())
        shell.showLanguages()
        assertTrue(shell.back())

        assertEquals(Destination.News, shell.destination.value)
        assertFalse(shell.back())
    }

    @Test
    fun `the destination is kept when the process dies`() {
        val key = library.list(1).single()
        val before = shell().apply { read(key) }

        val after = shell(start = Destination.restored(before.destination.value.saved()))

        assertEquals(Destination.Reading(key), after.destination.value)
        assertEquals(key, (after.article.screen.value as ArticleScreen.Shown).article.key)
    }

    @Test
    fun `without a saved destination News is shown`() {
        assertEquals(Destination.News, Destination.restored(emptyList()))
        assertEquals(Destination.News, Destination.restored(listOf("reading", "en")))
        assertEquals(Destination.Languages(), Destination.restored(Destination.Languages().saved()))
    }

    @Test
    fun `following the phone again shows the edition that its languages suggest`() {
        val shell = shell(wish = "en")
        shell.choose(library.dari)

        shell.choose(null)

        assertEquals(ChosenEdition(library.english, byPerson = false, reason = "for en"), shell.opened().chosen)
    }

    @Test
    fun `a choice made on an article opens the same story in that edition`() {
        val here = library.list(1).single()
        val there = library.list(2, edition = "fa2").last()
        library.same[here] = there
        val shell = shell()
        shell.read(here)

        shell.showLanguages()
        shell.choose(library.dari)

        assertEquals(Destination.Reading(there), shell.destination.value)
        assertEquals(there, (shell.article.screen.value as ArticleScreen.Shown).article.key)
    }

    @Test
    fun `an edition without the story says so and Back goes to its news`() {
        val here = library.list(1).single()
        library.list(1, edition = "fa2")
        val shell = shell()
        shell.read(here)

        shell.showLanguages()
        shell.choose(library.dari)

        assertEquals(Destination.Languages(from = here), shell.destination.value)
        assertTrue(shell.opened().storyMissing)
        assertEquals("not found in fa-AF", shell.storyMissing())
        assertTrue(shell.back())
        assertEquals(Destination.News, shell.destination.value)
    }

    @Test
    fun `without a choice Back goes to the article`() {
        val here = library.list(1).single()
        val shell = shell()
        shell.read(here)
        shell.showLanguages()

        val again = shell(start = Destination.restored(shell.destination.value.saved()))

        for (app in listOf(shell, again)) {
            app.back()
            assertEquals(Destination.Reading(here), app.destination.value)
            assertEquals(here, (app.article.screen.value as ArticleScreen.Shown).article.key)
        }
    }

    @Test
    fun `choosing the current edition goes back to the article`() {
        val here = library.list(1).single()
        val shell = shell()
        shell.read(here)
        shell.showLanguages()

        shell.choose(library.english)

        assertEquals(Destination.Reading(here), shell.destination.value)
        assertFalse(shell.opened().storyMissing)
    }

    @Test
    fun `an edition is named in the language on the screen unless that is its own`() {
        val shell = shell(wish = "en")

        assertEquals("دری in en", shell.translated(library.dari))
        assertEquals(null, shell.translated(library.english))
    }

    @Test
    fun `an opened article is marked as read, also in the list`() {
        val (first, second) = library.list(2)
        val shell = shell()

        shell.read(first)

        assertEquals(listOf(first), library.read)
        assertEquals(mapOf(first to true, second to false), shell.headlines().items.associate { it.key to it.read })
    }

    @Test
    fun `an article without its page is unread until a sync stores the page`() {
        val key = library.list(1).single()
        library.bodies[key] = ArticleBody.Waiting("")
        val shell = shell()
        shell.read(key)
        assertTrue(library.read.isEmpty())

        shell.refresh()
        library.bodies[key] = ArticleBody.Ready(emptyList())
        library.steps.trySend(SyncStep.Finished(SyncOutcome.Updated(newItems = 0)))

        assertEquals(ArticleBody.Ready(emptyList()), (shell.article.screen.value as ArticleScreen.Shown).article.body)
        assertEquals(listOf(key), library.read)
    }

    @Test
    fun `an article is shown even if nothing can be written`() {
        val key = library.list(1).single()
        library.readOnly = true
        val shell = shell()

        shell.read(key)

        assertTrue(shell.article.screen.value is ArticleScreen.Shown)
    }

    @Test
    fun `an unknown article shows a message`() {
        val shell = shell()

        shell.read(ItemKey("en", "article", "404"))

        assertEquals(ArticleScreen.Failed(Failure.NOT_FOUND), shell.article.screen.value)
    }
}

private fun ShellPresenter.opened() = screen.value as ShellScreen.Open

internal fun ShellPresenter.headlines() = news.screen.value as NewsScreen.Headlines
