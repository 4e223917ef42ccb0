package ifilm

import ifilm.ffi.Stage
import ifilm.ffi.SyncReport

/** The events of a running sync: any number of [Progress], then one [Finished]. */
sealed interface SyncEvent {
    /**
     * The progress of the sync. [stage], [percent] (0 to 100, of all stages together) and [bytes] (on the
     * wire) never go backwards, and [done] never decreases within a stage. [edition] is that of the last
     * step.
     */
    data class Progress(
        val stage: Stage,
        val done: UInt,
        val total: UInt,
        val percent: UInt,
        val edition: String?,
        val bytes: ULong,
    ) : SyncEvent

    /** The result. It comes even if every section failed. */
    data class Finished(
        val report: SyncReport,
    ) : SyncEvent
}
