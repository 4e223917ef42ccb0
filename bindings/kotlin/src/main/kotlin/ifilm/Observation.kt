package ifilm

import ifilm.ffi.CoreLibrary
import ifilm.ffi.ErrorCode
import ifilm.ffi.ListEvent
import ifilm.ffi.ListListener
import ifilm.ffi.Section
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.NonCancellable
import kotlinx.coroutines.channels.Channel.Factory.RENDEZVOUS
import kotlinx.coroutines.channels.SendChannel
import kotlinx.coroutines.channels.awaitClose
import kotlinx.coroutines.channels.trySendBlocking
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.buffer
import kotlinx.coroutines.flow.callbackFlow
import kotlinx.coroutines.withContext

/** Observes a list while the flow is collected. */
internal fun CoreLibrary.observed(
    edition: String,
    section: Section,
    limit: UInt,
    after: String?,
): Flow<ListEvent> =
    callbackFlow {
        observe(edition, section, limit, after, EventSender(channel)).use { observation ->
            try {
                awaitClose()
            } finally {
                // It waits for a listener, and the listener for a collector that may need this thread.
                withContext(NonCancellable + Dispatchers.IO) { observation.stop() }
            }
        }
    }.buffer(RENDEZVOUS)

/**
 * Sends each event to the collector and waits until it is taken. It may block, because the thread is that of
 * this observation alone. Meanwhile the core merges what follows.
 */
private class EventSender(
    private val events: SendChannel<ListEvent>,
) : ListListener {
    override fun onEvent(event: ListEvent) {
        events.trySendBlocking(event)
        if (event is ListEvent.Failed && event.code == ErrorCode.CLOSED) events.close()
    }
}
