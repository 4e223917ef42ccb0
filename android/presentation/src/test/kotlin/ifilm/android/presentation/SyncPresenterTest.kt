package ifilm.android.presentation

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import org.junit.Assert.assertEquals
import org.junit.Test

class SyncPresenterTest {
    private val library = FakeLibrary()
    private var stored = 0
    private val sync = SyncPresenter(library, CoroutineScope(Dispatchers.Unconfined)) { stored += 1 }

    private fun progress(
        stage: SyncStage,
        done: Int,
    ) = SyncStep.Progress(stage, done, total = 9).also { library.steps.trySend(it) }

    @Test
    fun `a sync shows its progress and how it ended`() {
        sync.start("en")
        assertEquals(SyncState.Running(null), sync.state.value)

        val first = progress(SyncStage.PAGES, done = 1)
        assertEquals(SyncState.Running(first), sync.state.value)

        library.steps.trySend(SyncStep.Finished(SyncOutcome.Unchanged))
        assertEquals(SyncState.Ended(SyncOutcome.Unchanged), sync.state.value)
    }

    @Test
    fun `lists are read again at each stage, not at each step`() {
        sync.start("en")

        progress(SyncStage.LISTINGS, done = 0)
        progress(SyncStage.LISTINGS, done = 1)
        progress(SyncStage.PAGES, done = 0)
        progress(SyncStage.PAGES, done = 1)

        assertEquals(2, stored)
    }

    @Test
    fun `the end is shown when the new items can be read`() {
        val seen = mutableListOf<SyncState>()
        lateinit var sync: SyncPresenter
        sync = SyncPresenter(library, CoroutineScope(Dispatchers.Unconfined)) { seen += sync.state.value }
        sync.start("en")

        library.steps.trySend(SyncStep.Finished(SyncOutcome.Unchanged))

        assertEquals(listOf<SyncState>(SyncState.Running(null)), seen)
    }

    @Test
    fun `a second start joins the first`() {
        sync.start("en")

        sync.start("en")

        assertEquals(1, library.syncs)
    }

    @Test
    fun `a stop ends the sync and keeps the stored items`() {
        sync.start("en")
        progress(SyncStage.PAGES, done = 1)

        sync.stop()

        assertEquals(1, library.endedSyncs)
        assertEquals(SyncState.Idle, sync.state.value)
        assertEquals(2, stored)
    }

    @Test
    fun `a sync that cannot run shows a message`() {
        library.steps.close(LibraryException(Failure.STORAGE_FULL))

        sync.start("en")

        assertEquals(SyncState.Ended(SyncOutcome.Failed(Failure.STORAGE_FULL)), sync.state.value)
    }

    @Test
    fun `a failed sync tells what is wrong with the network, or else what failed`() {
        val blocked = SyncOutcome.Failed(Failure.REFUSED, NetworkProblem.BLOCK_PAGE)
        val down = SyncOutcome.Failed(Failure.REFUSED, NetworkProblem.SITE_DOWN)

        assertEquals(NetworkProblem.BLOCK_PAGE, blocked.problem)
        assertEquals(Failure.REFUSED, down.problem)
        assertEquals(Failure.REFUSED, SyncOutcome.Failed(Failure.REFUSED).problem)
    }
}
