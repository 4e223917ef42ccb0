package ifilm.hosts

import ifilm.ffi.Article
import ifilm.ffi.ArticleBody
import ifilm.ffi.BlockChange
import ifilm.ffi.ErrorCode
import ifilm.ffi.Item
import ifilm.ffi.ItemSlice
import ifilm.ffi.ListChange
import ifilm.ffi.ListEvent
import ifilm.ffi.WordChange
import ifilm.takeStep
import ifilm.with
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.channels.ReceiveChannel
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.flow.onEach
import kotlinx.coroutines.flow.produceIn
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.launch
import kotlinx.coroutines.withTimeout
import kotlinx.coroutines.yield
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import java.io.File
import kotlin.time.Duration.Companion.seconds

/** Observing a list: the list of now first, then its changes. And what changed in an article. */
class ObservingTest {
    @Test
    fun `the list comes first, and then each mark as an update`() = observing { screen ->
        val second = screen.shown.items[1]

        ifilm.user.markRead(second.key)

        assertEquals(listOf(ListChange.Update(1u, second.copy(read = true))), screen.step())
    }

    @Test
    fun `a new item is inserted at the top, and the last one leaves a full list`() = observing { screen ->
        val id = site.publish("en", 1).single()

        syncOne("en")
        val steps = screen.catchUp(ifilm.library.list("en", limit = 10u))

        assertEquals(ListChange.Remove(9u), steps[0])
        val (at, item) = steps[1] as ListChange.Insert
        assertEquals(0u to id, at to item.key.id)
        assertTrue("$steps", steps.drop(2).all { it is ListChange.Update })
    }

    @Test
    fun `steps are taken one after another`() = scenario {
        syncOne("en")
        val (first, second, third) = ifilm.library.list("en", limit = 3u).items
        val items = mutableListOf(first, second)

        items.takeSteps(
            ListChange.Remove(0u),
            ListChange.Insert(1u, third),
            ListChange.Insert(0u, first),
            ListChange.Move(0u, 2u),
            ListChange.Update(1u, third.copy(read = true)),
        )

        assertEquals(listOf(second, third.copy(read = true), first), items)
    }

    @Test
    fun `a collector that is cancelled or has enough ends the observation`() = scenario {
        val begun = CompletableDeferred<Unit>()
        coroutineScope {
            val collecting = launch(Dispatchers.Default) { observed().onEach { begun.complete(Unit) }.toList() }
            begun.await()

            collecting.cancelAndJoin()
        }
        assertTrue(observed().first() is ListEvent.Present)

        // A thread that has ended may still be listed.
        withTimeout(60.seconds) { while (observers() > 0) yield() }
    }

    @Test
    fun `closing the client is the last event`() = scenario {
        val begun = CompletableDeferred<Unit>()
        coroutineScope {
            val events = async(Dispatchers.Default) { observed().onEach { begun.complete(Unit) }.toList() }
            begun.await()

            startAgain()

            val last = events.await().last() as ListEvent.Failed
            assertEquals(ErrorCode.CLOSED, last.code)
        }
    }

    @Test
    fun `of ten thousand marks none is lost, and none waits for a slow collector`() = scenario(changed = { copy(inMemory = true) }) {
        syncOne("en")
        val keys = ifilm.library.list("en", limit = 10u).items.map { it.key }
        val (begun, goOn) = CompletableDeferred<Unit>() to CompletableDeferred<Unit>()
        coroutineScope {
            val slow = Screen(this, observed().onEach { begun.complete(Unit).also { goOn.await() } })
            val quick = async(Dispatchers.Default) { Screen(this, observed()).until(::isFourthSaved) }
            begun.await()

            repeat(1_000) { round -> keys.map { async { ifilm.user.markRead(it, read = round % 2 == 0) } }.awaitAll() }
            ifilm.user.save(keys[3])
            goOn.complete(Unit)
            slow.until(::isFourthSaved)

            val now = ifilm.library.list("en", limit = 10u)
            assertEquals(listOf(now, now), listOf(quick.await().shown, slow.shown))
            assertTrue("${slow.events} events", slow.events <= 4)
        }
    }

    private fun isFourthSaved(list: ItemSlice) = list.items[3].saved

    @Test
    fun `the changes of an edit lead from the earlier text to the newest`() = scenario {
        syncOne("en")
        val key = newest("en").key
        val before = ifilm.library.article(key)
        ifilm.user.markRead(key)
        site.tell("edit en ${key.id} both")
        site.tell("advance 3600")
        syncOne("en")

        val changes = ifilm.library.changes(key)

        val after = ifilm.library.article(key)
        assertEquals(1u to 2u, changes.fromRevision to changes.toRevision)
        assertEquals(before.title, changes.title.filter { it.change != WordChange.ADDED }.joinToString("") { it.text })
        assertEquals(after.title, changes.title.filter { it.change != WordChange.REMOVED }.joinToString("") { it.text })
        assertEquals(before.blocks(), changes.blocks.mapNotNull(::earlier))
        assertEquals(after.blocks(), changes.blocks.mapNotNull(::later))
        assertTrue(changes.blocks.any { it !is BlockChange.Kept })
    }

    private fun observing(test: suspend Scenario.(Screen) -> Unit) = scenario {
        syncOne("en")
        coroutineScope {
            val screen = Screen(this, observed())
            screen.step()
            test(screen)
            screen.close()
        }
    }

    private fun Scenario.observed() = ifilm.library.observe("en", limit = 10u)

    /** The number of threads of observations, where the system lists them. */
    private fun observers(): Int {
        val threads = File("/proc/self/task").listFiles().orEmpty()
        return threads.count { runCatching { File(it, "comm").readText().trim() }.getOrNull() == "ifilm-observer" }
    }

    private fun MutableList<Item>.takeSteps(vararg steps: ListChange) = steps.forEach { takeStep(it) }

    private fun Article.blocks() = (body as ArticleBody.Ready).blocks

    private fun earlier(change: BlockChange) = when (change) {
        is BlockChange.Kept -> change.block
        is BlockChange.Removed -> change.block
        is BlockChange.Changed -> change.before
        is BlockChange.Added -> null
    }

    private fun later(change: BlockChange) = when (change) {
        is BlockChange.Kept -> change.block
        is BlockChange.Added -> change.block
        is BlockChange.Changed -> change.after
        is BlockChange.Removed -> null
    }
}

/** A screen that shows a list by its events. */
private class Screen(
    scope: CoroutineScope,
    flow: Flow<ListEvent>,
) {
    private val incoming: ReceiveChannel<ListEvent> = flow.produceIn(scope)
    lateinit var shown: ItemSlice
    var events = 0

    /** Takes the next event, and returns its steps. */
    suspend fun step(): List<ListChange> {
        val event = withTimeout(60.seconds) { incoming.receive() }
        events += 1
        return when (event) {
            is ListEvent.Present -> emptyList<ListChange>().also { shown = event.list }
            is ListEvent.Changed -> event.changes.items.also { shown = shown.with(event.changes) }
            is ListEvent.Failed -> throw AssertionError("$event")
        }
    }

    /** Takes events until it shows this list, and returns all their steps. */
    suspend fun catchUp(now: ItemSlice): List<ListChange> =
        buildList { while (events == 0 || shown != now) addAll(step()) }

    /** Takes events until it shows such a list, and closes. */
    suspend fun until(isShown: (ItemSlice) -> Boolean): Screen {
        do step() while (!isShown(shown))
        close()
        return this
    }

    fun close() = incoming.cancel()
}
