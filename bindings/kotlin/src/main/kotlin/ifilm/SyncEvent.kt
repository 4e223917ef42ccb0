package ifilm

import ifilm.ffi.Stage
import ifilm.ffi.SyncReport

/** The events of a running sync: any number of [Progress], then one [Finished]. */
sealed interface SyncEvent {
    /** The progress of the sync. [stage] never goes backwards, and [done] never decreases within a stage. */
    data class Progress(
        val stage: Stage,
        val done: UInt,
        val total: UInt,
    ) : SyncEvent

    /** The result. It comes even if every section failed. */
    data class Finished(
        val report: SyncReport,
    ) : SyncEvent
}
