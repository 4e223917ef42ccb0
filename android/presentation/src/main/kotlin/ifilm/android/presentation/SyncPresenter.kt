package ifilm.android.presentation

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Job
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.launch

/** The state of the sync that the person started. */
sealed interface SyncState {
    data object Idle : SyncState

    /** [progress] is null until the core reports some. */
    data class Running(
        val progress: SyncStep.Progress?,
    ) : SyncState

    data class Ended(
        val outcome: SyncOutcome,
    ) : SyncState
}

/**
 * Runs one sync at a time. [onStored] is called before the end is shown. Confined to the thread of [scope].
 */
class SyncPresenter(
    private val library: Library,
    private val scope: CoroutineScope,
    private val onStored: suspend () -> Unit,
) {
    private val states = MutableStateFlow<SyncState>(SyncState.Idle)
    private var running: Job? = null

    val state: StateFlow<SyncState> = states.asStateFlow()

    /** Does nothing while a sync runs. */
    fun start(edition: String) {
        if (running?.isActive == true) return
        states.value = SyncState.Running(null)
        running = scope.launch {
            try {
                library.sync(edition).collect(::show)
            } catch (e: LibraryException) {
                states.value = SyncState.Ended(SyncOutcome.Failed(e.failure))
            }
        }
    }

    /** Ends the running sync; what it stored stays. */
    fun stop() {
        running?.cancel()
        states.value = SyncState.Idle
        scope.launch { onStored() }
    }

    private suspend fun show(step: SyncStep) = when (step) {
        is SyncStep.Progress -> {
            val entered = step.stage != (states.value as? SyncState.Running)?.progress?.stage
            states.value = SyncState.Running(step)
            if (entered) onStored() else Unit
        }

        is SyncStep.Finished -> {
            onStored()
            states.value = SyncState.Ended(step.outcome)
        }
    }
}
